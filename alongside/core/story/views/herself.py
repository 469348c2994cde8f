"""What she says of herself: the equality questions, the two that are locked apart, and her languages."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.story import queries, rules
from alongside.core.story.actions import herself as actions
from alongside.core.story.forms.herself import EqualityForm, LanguagesForm
from alongside.core.story.rules.equality import in_words, questions_of
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@requires(Permission.SEE_WOMEN)
def equality(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Read, or ask, the equality questions; each of them optional, in her own words first."""
    client = get_object_or_404(Client, pk=client_id)
    mine = access.rights(client.pk)
    if not mine.may_read(Compartment.IDENTITY):
        raise Http404
    return _questions(
        request, client, Compartment.IDENTITY, may_write=mine.may_write(Compartment.IDENTITY)
    )


@requires(Permission.WRITE_CONTACT)
def equality_locked(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Sexuality and trans history: locked, and opened by whoever she tells first."""
    client = get_object_or_404(Client, pk=client_id)
    if not rules.may_tell(Compartment.SEXUALITY, access.rights(client.pk)):
        raise Http404
    return _questions(request, client, Compartment.SEXUALITY, may_write=True)


def _questions(
    request: WorkerRequest, client: Client, part: Compartment, *, may_write: bool
) -> HttpResponse:
    questions, standing = questions_of(part), queries.answers(client.pk)
    typed = request.POST if request.method == "POST" else None
    if typed is not None and not may_write:
        raise Http404
    form = EqualityForm(typed, questions=questions, standing=standing)
    if form.is_bound and form.is_valid():
        try:
            actions.answer(
                client_id=client.pk, part=part.value, answers=form.answers,
                membership_id=request.membership.pk, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect(request.path)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    _opened(request, client, "story.equality", part)
    context = {
        "client": client, "form": form, "locked": part is Compartment.SEXUALITY, "may_write": may_write,
        "said": [(one, in_words(one, standing.get(one.key))) for one in questions],
    }  # fmt: skip
    return render(request, "story/equality.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_CONTACT)
def languages(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Her languages, and whom she would let interpret (R53)."""
    client = get_object_or_404(Client, pk=client_id)
    if not access.rights(client.pk).may_write(Compartment.BASICS):
        raise Http404
    standing, levels = queries.speaking(client.pk)
    said = standing.said if standing else {}
    form = LanguagesForm(request.POST or None, said=said, version=client.version)
    if form.is_bound and form.is_valid():
        try:
            actions.say_languages(
                key=form.cleaned_data["key"], client=client,
                version=form.cleaned_data["version"], said=form.said,
                membership_id=request.membership.pk, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("home:her", client.pk)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            form = _again(request, said, refusal)
    _opened(request, client, "story.languages", Compartment.BASICS)
    context = {"client": client, "form": form, "standing": standing, "levels": levels}
    return render(request, "story/languages.html", context, status=422 if form.errors else 200)


def _again(
    request: WorkerRequest, said: dict[str, object], refusal: ChangedMeanwhile
) -> LanguagesForm:
    """Show what was typed again, ready to be saved over what stands now."""
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = LanguagesForm(typed, said=said, version=0)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form


def _opened(request: WorkerRequest, client: Client, what: str, part: Compartment) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | part,
    )  # fmt: skip
