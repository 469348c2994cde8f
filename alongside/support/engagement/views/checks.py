"""Checks that she is all right: what she agreed, each check, and its outcome."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.keys import key_within
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import checks as actions
from alongside.support.engagement.forms import checks as forms
from alongside.support.engagement.forms.notes import version_in
from alongside.support.engagement.models import WelfareCheck
from alongside.support.engagement.queries import checks as queries
from alongside.support.engagement.rules import checks as rules
from alongside.support.engagement.views.notes import saved_to
from alongside.support.engagement.views.showing import done, sent, shown, status_of

SAFETY = Compartment.SAFETY


def _may(request: WorkerRequest, mine: Rights) -> bool:
    return request.membership.may(Permission.WRITE_CONTACT) and mine.may_write(SAFETY)


def _must(client_id: uuid.UUID) -> None:
    if not access.rights(client_id).may_write(SAFETY):
        raise Refused(
            _("Checks are looked after by those alongside her. Ask her lead worker."),
            rule="not_yours_to_write",
        )


@requires(Permission.SEE_WOMEN)
def checks(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show what she agreed about checks, what is next and what came of those before."""
    client, mine = get_object_or_404(Client, pk=client_id), access.rights(client_id)
    agreement, every = queries.check_agreement(client.pk), queries.checks_of(client.pk)
    now = timezone.now()
    waiting = [queries.due_check(one, now) for one in every if rules.why_not_mark(one) is None]
    context = {
        "agreement": agreement, "steps": rules.in_words(agreement) if agreement else [],
        "waiting": waiting, "before": [one for one in every if rules.why_not_mark(one)],
        "may_write": _may(request, mine), "reads": mine.may_read(SAFETY),
    }  # fmt: skip
    parts = SAFETY.value if agreement or every else 0
    return shown(request, client, "engagement/checks.html", parts, context)


@requires(Permission.WRITE_CONTACT)
def check_agree(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down what she agreed about checks."""
    client = get_object_or_404(Client, pk=client_id)
    _must(client.pk)
    form = forms.CheckAgreementForm(*sent(request), client_id=client.pk)
    if form.is_bound and done(
        request, form,
        lambda: actions.agree_checks(
            key=key_within(form.cleaned_data["key"], client.pk), client_id=client.pk,
            facts=form.facts(), membership=request.membership, by=request.actor,
        ),
    ):  # fmt: skip
        saved_to(request, client)
        return redirect("engagement:checks", client.pk)
    return shown(request, client, "engagement/check_agree.html", 0, {"form": form}, status_of(form))


@requires(Permission.WRITE_CONTACT)
def checks_stop(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Stop all checks, at her word; asked once, and no reason is wanted."""
    client = get_object_or_404(Client, pk=client_id)
    _must(client.pk)
    if request.method == "POST":
        actions.stop_all_checks(client_id=client.pk, by=request.actor)
        say(request, _("No more checks for %(name)s.") % {"name": client.name})
        return redirect("engagement:checks", client.pk)
    return shown(request, client, "engagement/checks_stop.html", SAFETY, {})


def _check(client_id: uuid.UUID, check_id: uuid.UUID) -> tuple[Client, WelfareCheck]:
    client = get_object_or_404(Client, pk=client_id)
    people = ("agreement__worker__worker", "agreement__second__worker")
    found = WelfareCheck.objects.select_related("agreement", *people)
    return client, get_object_or_404(found, pk=check_id, client_id=client.pk)


@requires(Permission.SEE_WOMEN)
def check(request: WorkerRequest, client_id: uuid.UUID, check_id: uuid.UUID) -> HttpResponse:
    """Show one check: when it may be made, what she wants if there is no answer, and what came of it."""
    client, one = _check(client_id, check_id)
    may_write = _may(request, access.rights(client.pk))
    form = forms.CheckOutcomeForm(*sent(request))
    if request.method == "POST":
        _must(client.pk)
        act = {"answered": actions.mark_answered, "no_answer": actions.mark_no_answer}
        version = version_in(request.POST, one.version)
        if done(
            request, form,
            lambda: act[form.cleaned_data["outcome"]](
                check=one, words=form.cleaned_data["words"], version=version, by=request.actor
            ),
        ):  # fmt: skip
            saved_to(request, client)
            return redirect("engagement:checks", client.pk)
    context = {
        "one": queries.due_check(one, timezone.now()), "steps": rules.in_words(one.agreement),
        "form": form if may_write and rules.why_not_mark(one) is None else None,
        "last": rules.is_last(one),
    }  # fmt: skip
    return shown(request, client, "engagement/check.html", SAFETY, context, status_of(form))


@requires(Permission.WRITE_CONTACT)
def check_move(request: WorkerRequest, client_id: uuid.UUID, check_id: uuid.UUID) -> HttpResponse:
    """Move a check to another moment, as she wished."""
    client, one = _check(client_id, check_id)
    _must(client.pk)
    if said := rules.why_not_mark(one):
        raise Refused(said, rule="check_marked")
    form = forms.CheckMoveForm(*sent(request))
    if form.is_bound and done(
        request, form,
        lambda: actions.move_check(
            key=key_within(form.cleaned_data["key"], client.pk), check=one, to=form.moment,
            version=version_in(request.POST, one.version), by=request.actor,
        ),
    ):  # fmt: skip
        saved_to(request, client)
        return redirect("engagement:checks", client.pk)
    context = {"one": one, "form": form}
    return shown(request, client, "engagement/check_move.html", SAFETY, context, status_of(form))
