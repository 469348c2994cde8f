"""The line of what led to it, and days to remember: added, put in her order, taken off and put back."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.people.models import Client
from alongside.core.story.actions import lines
from alongside.core.story.forms.topics import CauseForm, DayToRememberForm
from alongside.core.story.models import Entry
from alongside.core.story.views.topics import HOME, About, about
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def cause_new(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Add one of several things that led to her being without a home (R12)."""
    it = about(client_id, HOME)
    form = CauseForm(request.POST or None, mine=access.rights(it.client.pk))
    return _entry_page(request, it, form, Entry.Kind.CAUSE)


@requires(Permission.WRITE_CONTACT)
def day_new(request: WorkerRequest, client_id: uuid.UUID, subject: str) -> HttpResponse:
    """Add a day to remember to one subject (R153, R154)."""
    it = about(client_id, subject)
    return _entry_page(request, it, DayToRememberForm(request.POST or None), Entry.Kind.DAY)


def _entry_page(
    request: WorkerRequest, it: About, form: CauseForm | DayToRememberForm, kind: Entry.Kind
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            return _added(request, it, form, kind)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("compartment" if kind == Entry.Kind.CAUSE else None, refusal.reason)
    audit.record(
        Event.OPENED, what=f"story.{kind}_new", by=request.actor, client_id=it.client.pk,
        compartments=Compartment.BASICS,
    )  # fmt: skip
    context = {"client": it.client, "it": it, "form": form, "kind": kind.value}
    return render(request, "story/entry_new.html", context, status=422 if form.errors else 200)


def _added(
    request: WorkerRequest, it: About, form: CauseForm | DayToRememberForm, kind: Entry.Kind
) -> HttpResponse:
    facts = dict(form.cleaned_data)
    key, part = facts.pop("key"), facts.pop("compartment", None)
    entry = lines.add_entry(
        key=key, client_id=it.client.pk, subject=it.subject.key, facts={**facts, "kind": kind.value},
        membership_id=request.membership.pk, by=request.actor, part=part,
    )  # fmt: skip
    undo = reverse("story:entry_end", args=[it.client.pk, entry.pk])
    say(request, _("Saved to %(name)s’s record.") % {"name": it.client.name}, undo_url=undo)
    return redirect(it.url)


@requires(Permission.WRITE_CONTACT)
@require_POST
def entry_move(request: WorkerRequest, client_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Put a cause one place earlier or later: the order is hers."""
    entry = _entry(client_id, entry_id)
    lines.move_entry(entry=entry, up=request.POST.get("to") == "up", by=request.actor)
    return redirect(_page_of(entry))


@requires(Permission.WRITE_CONTACT)
@require_POST
def entry_end(request: WorkerRequest, client_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Take a cause or a day off the line."""
    entry = _entry(client_id, entry_id)
    lines.end_entry(entry=entry, by=request.actor)
    back = reverse("story:entry_back", args=[client_id, entry_id])
    say(request, _("Taken off. It can be put back."), tone="info", undo_url=back)
    return redirect(_page_of(entry))


@requires(Permission.WRITE_CONTACT)
@require_POST
def entry_back(request: WorkerRequest, client_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Put a cause or a day back on the line."""
    entry = _entry(client_id, entry_id)
    lines.put_back_entry(entry=entry, by=request.actor)
    say(request, _("It is back."))
    return redirect(_page_of(entry))


def _entry(client_id: uuid.UUID, entry_id: uuid.UUID) -> Entry:
    client = get_object_or_404(Client, pk=client_id)
    lines_of_hers = Entry.objects.exclude(kind=Entry.Kind.SAID).select_related("topic__subject")
    entry = get_object_or_404(lines_of_hers, pk=entry_id, client_id=client.pk)
    if not access.rights(client.pk).writes & entry.compartment:
        raise Http404
    return entry


def _page_of(entry: Entry) -> str:
    topic = entry.topic
    if topic.compartment != topic.subject.compartment:
        return reverse("story:told", args=[entry.client_id, topic.pk])
    return reverse("story:topic", args=[entry.client_id, topic.subject_id])
