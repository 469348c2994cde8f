"""What is passed on once: written, told to her, looked over, printed."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.sharing.actions import disclosures as actions
from alongside.core.sharing.forms.disclosures import PassOnForm, ReviewForm, ToldForm
from alongside.core.sharing.models import Disclosure
from alongside.core.sharing.queries import reading, seeing, whom
from alongside.core.sharing.rules import disclosures as rules
from alongside.core.sharing.rules.bases import basis_in_words, law_of
from alongside.core.sharing.rules.parts import EVERYDAY, IN_WORDS, parts_in
from alongside.core.sharing.views.hers import Hers, hers, opened
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def passed_on(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """List what was passed on once, also what she was not told yet: a page for workers alone."""
    her = hers(client_id, write=False)
    every = list(seeing.passed_on(client_id))
    held = [part for part in parts_in(her.rights.writes) if part in LOCKED]
    context = {
        "client": her.client, "every": every,
        "locked": [(str(part.value), IN_WORDS[part]) for part in held],
        "may_write": her.rights.may_write(Compartment.SHARING),
    }  # fmt: skip
    opened(request, "sharing.passed_on", client_id, _parts(every))
    return render(request, "sharing/passed_on.html", context)


def _parts(every: list[Disclosure]) -> int:
    shown = Compartment.SHARING.value
    for one in every:
        shown |= one.compartment
    return shown


@requires(Permission.WRITE_CONTACT)
def pass_on(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Pass something on once: unlocked parts, each with exactly what goes."""
    her = hers(client_id)
    return _pass_on(request, her, parts_in(her.rights.reads & EVERYDAY))


@requires(Permission.WRITE_CONTACT)
def pass_on_locked(request: WorkerRequest, client_id: uuid.UUID, part: str) -> HttpResponse:
    """Pass something of one locked part on, by itself; not there for who does not hold it."""
    her = hers(client_id)
    held = {str(one.value): one for one in parts_in(her.rights.writes) if one in LOCKED}
    if part not in held:
        raise Http404
    return _pass_on(request, her, [held[part]])


def _pass_on(request: WorkerRequest, her: Hers, parts: list[Compartment]) -> HttpResponse:
    client_id = her.client.pk
    wishes, away = list(seeing.wishes_of(client_id)), reading.kept_away(client_id)
    form = PassOnForm(
        request.POST if request.method == "POST" else None, parts=parts, wishes=wishes,
        agencies=list(whom.agencies()), deciders=whom.deciders(client_id, request.membership),
        away=away,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.pass_on(
                key=form.cleaned_data["key"], client_id=client_id, words=form.words(),
                facts=form.facts(), made_by=request.membership, by=request.actor,
            )  # fmt: skip
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            form.renew_key()
        else:
            say(request, _("Written down, exactly as it goes. It stays as it is."))
            return redirect("sharing:passed", client_id, made.pk)
    shown = sum(part.value for part in parts if part in LOCKED)
    opened(request, "sharing.pass_on", client_id, Compartment.SHARING | shown)
    context = {
        "client": her.client, "form": form, "wishes": seeing.wish_lines(wishes),
        "locked": bool(shown), "keeps_away": bool(away.workers or away.agencies),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "sharing/pass_on.html", context, status=status)


def _one(client_id: uuid.UUID, disclosure_id: uuid.UUID) -> Disclosure:
    return get_object_or_404(seeing.passed_on(client_id), pk=disclosure_id)


def _whole(one: Disclosure) -> dict[str, object]:
    texts = sorted(one.bundle.all(), key=lambda row: row.compartment)
    words = [(IN_WORDS[Compartment(row.compartment)], row.words) for row in texts]
    shown = {row.compartment for row in texts}
    conditions = {"recognised": one.recognised, "special": one.special, "offence": one.offence}
    return {
        "one": one, "words": words, "basis": basis_in_words(one.basis),
        "law": law_of(basis=one.basis, **conditions),
        "hidden": [str(IN_WORDS[part]) for part in parts_in(one.parts) if part.value not in shown],
        "shown": sum(shown) | one.compartment,
    }  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def passed(request: WorkerRequest, client_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Show one thing that was passed on: exactly what, to whom, why, who decided, what she says."""
    her = hers(client_id, write=False)
    whole = _whole(_one(client_id, disclosure_id))
    one = whole["one"]
    assert isinstance(one, Disclosure)
    may_write = her.rights.may_write(Compartment(one.compartment))
    context = {
        "client": her.client, **whole, "may_write": may_write, "locked": one.compartment in LOCKED,
        "may_review": may_write and rules.why_not_review(one, request.membership) is None,
    }  # fmt: skip
    opened(request, "sharing.passed", client_id, int(str(whole["shown"])))
    return render(request, "sharing/passed.html", context)


@requires(Permission.WRITE_CONTACT)
def told(request: WorkerRequest, client_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Write down that a person told her, and what she says about it."""
    her, one = hers(client_id), _one(client_id, disclosure_id)
    if said := rules.why_not_tell(one):
        raise Refused(said, rule="told_already")
    form = ToldForm(request.POST if request.method == "POST" else None, decided_on=one.decided_on)
    if request.method == "POST" and form.is_valid():
        actions.tell_her(
            disclosure=one, **form.cleaned_data, told_by=request.membership, by=request.actor
        )
        say(request, _("Saved. It shows now where she looks."))
        return redirect("sharing:passed", client_id, one.pk)
    opened(request, "sharing.told", client_id, one.compartment)
    context = {"client": her.client, "one": one, "form": form}
    return render(request, "sharing/told.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
def review(request: WorkerRequest, client_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Look over what could not wait, as somebody else than who passed it on."""
    her, whole = hers(client_id), _whole(_one(client_id, disclosure_id))
    one = whole["one"]
    assert isinstance(one, Disclosure)
    if said := rules.why_not_review(one, request.membership):
        raise Refused(said, rule="review")
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.review(
            disclosure=one, **form.cleaned_data, reviewed_by=request.membership, by=request.actor
        )
        say(request, _("Looked over, and kept."))
        return redirect("sharing:passed", client_id, one.pk)
    opened(request, "sharing.review", client_id, int(str(whole["shown"])))
    context = {"client": her.client, "form": form, **whole}
    return render(request, "sharing/review.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
def paper(request: WorkerRequest, client_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Show what goes as it goes on paper: who, when, why and the words; never a locked part."""
    her, one = hers(client_id), _one(client_id, disclosure_id)
    if said := rules.why_not_on_paper(one):
        raise Refused(said, rule="locked_paper")
    whole = _whole(one)
    audit.record(
        Event.PRINTED, what="sharing.paper", by=request.actor, client_id=client_id,
        compartments=int(str(whole["shown"])),
    )  # fmt: skip
    return render(request, "sharing/paper.html", {"client": her.client, **whole})
