"""Writing a note in a few taps, reading it, changing it, taking it back."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.parts.views import part_form
from alongside.core.people.models import Client
from alongside.core.people.rules import why_not_take_back
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.encryption import is_unreadable
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.engagement import actions, forms, queries, rules
from alongside.support.engagement.models import Appointment, Contact, Draft
from alongside.support.engagement.queries import everyday
from alongside.support.engagement.rules import wording
from alongside.support.engagement.rules.wording import Offer

WOMEN_A_PAGE = 50


def allowed(client_id: uuid.UUID) -> Rights:
    """Fetch what this hat may write about her, or stop with the reason why it may write no notes."""
    rights = access.rights(client_id)
    if said := rules.why_not_write(rights.writes):
        raise Refused(said, rule="may_not_write_notes")
    return rights


def saved_to(request: HttpRequest, client: Client, undo_url: str = "") -> None:
    """Say whose record something went to, with a way back."""
    say(request, _("Saved to %(name)s’s record.") % {"name": client.name}, undo_url=undo_url)


@requires(Permission.WRITE_CONTACT)
def note_whom(request: WorkerRequest) -> HttpResponse:
    """Choose whom a note is about, those she was with last first: the one tap before the form."""
    page = Paginator(queries.to_write_about(), WOMEN_A_PAGE).get_page(request.GET.get("page"))
    clients, drafts = list(page.object_list), queries.drafts(request.membership)
    named = [*clients, *(one.client for one in drafts)]
    shown = dict.fromkeys((client.pk for client in named if client), Compartment.BASICS)
    audit.record_list(what="engagement.note_whom", by=request.actor, shown=shown)
    context = {"page": page, "clients": clients, "drafts": drafts}
    return render(request, "engagement/note_whom.html", context)


@requires(Permission.WRITE_CONTACT)
def note_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write a note about her, from a form filled in already or from a draft."""
    client = get_object_or_404(Client, pk=client_id)
    rights = allowed(client.pk)
    key = forms.key_in(request.POST, client_id=client_id, membership_id=request.membership.pk)
    if request.method != "POST":
        return _blank(request, client, rights)
    if "keep" in request.POST:
        return _kept(request, client, key)
    areas = everyday.areas(request.membership)
    form = forms.NoteForm(request.POST, writes=rights.writes, areas=areas)
    offers = kinder(request, form)
    if form.is_valid() and not offers:
        try:
            contact = actions.write_note(
                key=key, client_id=client.pk, facts=form.cleaned_data,
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            saved_to(request, client, reverse("engagement:note_undo", args=[client.pk, contact.pk]))
            return redirect("home:her", client.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
            key = new_key()
    return _show(request, client, form, key, status=422, offers=offers)


def kinder(request: WorkerRequest, form: forms.NoteForm) -> list[Offer]:
    """Offer kinder words for what she wrote herself; as it is, it is saved at the next press (R4)."""
    words = form.cleaned_data.get("worker_words", "") if form.is_valid() else ""
    if not words or "as_it_is" in request.POST:
        return []
    return wording.offers(words, everyday.other_words(request.membership))


def _kept(request: WorkerRequest, client: Client, key: uuid.UUID) -> HttpResponse:
    fields = forms.draft_fields(request.POST)
    try:
        actions.keep_draft(key=key, client_id=client.pk, fields=fields, by=request.actor)
    except Refused:
        # The key was used up; the words matter more than the key.
        actions.keep_draft(key=new_key(), client_id=client.pk, fields=fields, by=request.actor)
    say(request, _("Kept as a draft, for you alone. It waits on Today."), tone="info")
    return redirect("home:today")


def _blank(request: WorkerRequest, client: Client, rights: Rights) -> HttpResponse:
    """Show the draft asked for, or her latest draft, or a new form."""
    waiting = queries.drafts_about(client.pk, request.membership)
    chosen = _chosen(request, waiting)
    parts = Compartment.NOTES.value if waiting else 0
    if chosen:
        initial = {**forms.as_now({}), **forms.as_left(chosen.fields)}
    else:
        remembered = queries.remembered(client.pk, request.membership)
        initial = forms.as_now(remembered or queries.SENSIBLE)
        if "tried" in request.GET:
            initial["met"] = "False"
        parts |= Compartment.NOTES if remembered else 0
        if planned := _asked_for(request, client):
            initial.update(_from_appointment(planned))
            parts |= planned.compartment
    areas = everyday.areas(request.membership)
    form = forms.NoteForm(initial=initial, writes=rights.writes, areas=areas)
    others = [one for one in waiting if one is not chosen]
    # A draft that can't be read is left as it is, and what is written now is kept beside it.
    key = chosen.pk if chosen and not is_unreadable(chosen.fields) else new_key()
    return _show(request, client, form, key, parts=parts, draft=chosen, others=others)


def _chosen(request: WorkerRequest, waiting: list[Draft]) -> Draft | None:
    if "fresh" in request.GET or "planned" in request.GET:
        return None
    asked = request.GET.get("draft")
    return next((one for one in waiting if not asked or str(one.pk) == asked), None)


def _asked_for(request: WorkerRequest, client: Client) -> Appointment | None:
    """Find what was planned, when she comes from there."""
    try:
        return queries.planned(client.pk, uuid.UUID(request.GET.get("planned", "")))
    except ValueError:
        return None


def _from_appointment(one: Appointment) -> dict[str, Any]:
    return {"planned": "True", "happened_on": one.on_date, "at_time": one.at_time}


def _show(
    request: WorkerRequest,
    client: Client,
    form: forms.NoteForm,
    key: uuid.UUID,
    *,
    parts: int = 0,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    audit.record(
        Event.OPENED, what="engagement.note_new", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    context = {"client": client, "form": form, "key": key, **more}
    return render(request, "engagement/note_new.html", context, status=status)


@requires(Permission.SEE_WOMEN)
def note(request: WorkerRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Read one note whole."""
    contact = _standing(client_id, contact_id)
    audit.record(
        Event.OPENED, what="engagement.note", by=request.actor, client_id=client_id,
        compartments=Compartment.BASICS | contact.compartment,
    )  # fmt: skip
    context = {
        "client": contact.client,
        "contact": contact,
        "may_change": rules.why_not_change(contact, request.membership) is None,
        "may_undo": why_not_take_back(
            made_by=contact.made_by_id, made_at=contact.made_at, by=request.membership.pk
        )
        is None,
        "part_form": part_form(contact)
        if request.membership.may(Permission.WRITE_CONTACT)
        else None,
    }
    return render(request, "engagement/note.html", context)


def _standing(client_id: uuid.UUID, contact_id: uuid.UUID) -> Contact:
    notes = Contact.objects.standing().select_related("client", "made_by__worker")
    return get_object_or_404(notes, pk=contact_id, client_id=client_id)


@requires(Permission.WRITE_CONTACT)
def note_change(
    request: WorkerRequest, client_id: uuid.UUID, contact_id: uuid.UUID
) -> HttpResponse:
    """Change one's own note; if it was changed elsewhere meanwhile, both texts are shown."""
    contact = _standing(client_id, contact_id)
    if said := rules.why_not_change(contact, request.membership):
        raise Refused(said, rule="not_her_note")
    writes = access.rights(client_id).writes
    if request.method != "POST":
        form = forms.NoteForm(initial=forms.as_left(actions.as_typed(contact)), writes=writes)
        return _show_change(request, contact, form)
    form = forms.NoteForm(request.POST, writes=writes)
    version = forms.version_in(request.POST, contact.version)
    if (offers := kinder(request, form)) or not form.is_valid():
        return _show_change(request, contact, form, version=version, status=422, offers=offers)
    try:
        actions.change_note(
            contact=contact, facts=form.cleaned_data, version=version,
            membership=request.membership, by=request.actor,
        )  # fmt: skip
    except ChangedMeanwhile as refusal:
        request.refusals.append(refusal.rule)
        theirs = forms.side_by_side(form, actions.as_typed(refusal.theirs))
        return _show_change(request, refusal.theirs, form, status=409, theirs=theirs)
    saved_to(request, contact.client)
    return redirect("engagement:note", client_id, contact_id)


def _show_change(
    request: WorkerRequest,
    contact: Contact,
    form: forms.NoteForm,
    *,
    version: int | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    audit.record(
        Event.OPENED, what="engagement.note_change", by=request.actor, client_id=contact.client_id,
        compartments=Compartment.BASICS | contact.compartment,
    )  # fmt: skip
    context = {
        "client": contact.client,
        "contact": contact,
        "form": form,
        "version": contact.version if version is None else version,
        **more,
    }
    return render(request, "engagement/note_change.html", context, status=status)


@requires(Permission.WRITE_CONTACT)
def note_undo(request: WorkerRequest, client_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Take a note back within ten minutes and open its words again as a draft."""
    contact = get_object_or_404(
        Contact.objects.select_related("made_by"), pk=contact_id, client_id=client_id
    )
    if request.method == "POST":
        draft = actions.take_back_note(
            contact=contact, membership=request.membership, by=request.actor
        )
        say(request, _("Taken back. Your words are here, as a draft."), tone="info")
        here = reverse("engagement:note_new", args=[client_id])
        return redirect(f"{here}?draft={draft.pk}")
    return redirect("home:her", client_id)
