"""Giving a share, and stopping it in two clicks."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.sharing.actions import shares as actions
from alongside.core.sharing.forms.shares import ShareForm
from alongside.core.sharing.models import Grant, Wish
from alongside.core.sharing.queries import reading, seeing, whom
from alongside.core.sharing.rules import shares as rules
from alongside.core.sharing.rules.parts import in_words
from alongside.core.sharing.views.hers import Hers, hers, opened
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import fill_hats
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency


@requires(Permission.WRITE_CONTACT)
def share_whom(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Choose the agency something is to be shared with."""
    her = hers(client_id)
    context = {"client": her.client, "agencies": list(whom.agencies())}
    opened(request, "sharing.share_whom", client_id)
    return render(request, "sharing/share_whom.html", context)


@requires(Permission.WRITE_CONTACT)
def share_new(request: WorkerRequest, client_id: uuid.UUID, agency_id: uuid.UUID) -> HttpResponse:
    """Share parts of her record with an agency or one worker there."""
    her, agency = hers(client_id), get_object_or_404(Agency, pk=agency_id)
    wishes = list(seeing.wishes_of(client_id))
    away_there = reading.kept_away(client_id).names_at(agency.pk)
    form = _form(request, her, agency, wishes, by_name_only=bool(away_there))
    if request.method == "POST" and form.is_valid():
        try:
            grant = _share(request, her, agency, form)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            form.renew_key()
        else:
            _say_shared(request, her, grant)
            return redirect("sharing:who_sees", client_id)
    context = {
        "client": her.client, "agency": agency, "form": form, "wishes": seeing.wish_lines(wishes),
        "away_there": away_there,
        "shares": _with_them(her, agency, wishes),
    }  # fmt: skip
    opened(request, "sharing.share_new", client_id)
    return render(request, "sharing/share_new.html", context, status=422 if form.errors else 200)


def _form(
    request: WorkerRequest, her: Hers, agency: Agency, wishes: list[Wish], *, by_name_only: bool
) -> ShareForm:
    return ShareForm(
        request.POST if request.method == "POST" else None,
        mine=her.rights,
        workers=whom.workers_of(her.client.pk, agency),
        wishes_in_words=any(
            one.about == Wish.About.WORDS and one.answer != Wish.Answer.SHARE for one in wishes
        ),
        by_name_only=by_name_only,
    )


def _share(request: WorkerRequest, her: Hers, agency: Agency, form: ShareForm) -> Grant:
    said = form.cleaned_data
    starts_at, until_at = form.times()
    return actions.share(
        key=said["key"], client_id=her.client.pk, agency=agency, membership=form.whom(),
        parts=said["parts"], joint=said["joint"], purpose=said["purpose"], starts_at=starts_at,
        until_at=until_at, basis=said["basis"], recognised=said["recognised"], special=said["special"],
        offence=said["offence"],
        agreed_on=said["agreed_on"], agreed_words=said["agreed_words"],
        asked_today=said["asked_today"], made_by=request.membership, by=request.actor,
    )  # fmt: skip


def _with_them(her: Hers, agency: Agency, wishes: list[Wish]) -> list[seeing.ShareLine]:
    standing = list(seeing.standing_shares(her.client.pk).filter(agency=agency))
    fill_hats((standing, "membership"))
    return [seeing.share_line(grant, her.rights, wishes) for grant in standing]


def _say_shared(request: WorkerRequest, her: Hers, grant: Grant) -> None:
    twice = rules.overlapping(grant, seeing.standing_shares(her.client.pk))
    words = _("Shared with %(whom)s. You can stop it any day.") % {"whom": grant.agency.name}
    if twice:
        words += " " + _(
            "Another share shows them %(parts)s as well: to take that away, stop both."
        ) % {"parts": in_words(twice)}
    say(request, words, tone="info" if twice else "safe")


@requires(Permission.WRITE_CONTACT)
def stop(request: WorkerRequest, client_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """Stop a share at her word: one page that says what it may change, and one button."""
    her = hers(client_id)
    every = Grant.objects.select_related("agency", "membership__worker", "ended_by__worker")
    grant = get_object_or_404(every, pk=grant_id, client_id=client_id)
    if request.method == "POST" and _ended(request, grant):
        say(request, _("Stopped. %(whom)s can’t open it any more.") % {"whom": grant.agency.name})
        return redirect("sharing:who_sees", client_id)
    context: dict[str, Any] = {
        "client": her.client, "grant": grant, "line": seeing.share_line(grant, her.rights, [])
    }  # fmt: skip
    opened(request, "sharing.stop", client_id)
    status = 409 if request.method == "POST" else 200
    return render(request, "sharing/stop.html", context, status=status)


def _ended(request: WorkerRequest, grant: Grant) -> bool:
    """End a share, or learn who was quicker."""
    try:
        actions.end_share(grant=grant, ended_by=request.membership, by=request.actor)
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        grant.refresh_from_db()
        return False
    return True
