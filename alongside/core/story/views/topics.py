"""What she has told us, one subject at a time: read, added to, moved, taken back, and let go along."""

import uuid
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.around.queries import around_panel
from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.core.story import actions, queries, rules
from alongside.core.story.forms.topics import TopicForm, TravelForm
from alongside.core.story.models import Entry, Subject, Topic
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused

# The subject that has a line of causes.
HOME = "home"


@dataclass(frozen=True, slots=True)
class About:
    """Whose page it is, about what, and what stands of it."""

    client: Client
    subject: Subject
    topic: Topic | None

    @property
    def part(self) -> int:
        """The part of her record it is written in."""
        return self.topic.compartment if self.topic else self.subject.compartment

    @property
    def url(self) -> str:
        """Its own page."""
        if self.topic and self.topic.compartment != self.subject.compartment:
            return reverse("story:told", args=[self.client.pk, self.topic.pk])
        return reverse("story:topic", args=[self.client.pk, self.subject.key])


@requires(Permission.WRITE_CONTACT)
def topic(request: WorkerRequest, client_id: uuid.UUID, subject: str) -> HttpResponse:
    """Read and add to what she said about one subject, in the subject's own part of her record."""
    return _page(request, about(client_id, subject))


@requires(Permission.WRITE_CONTACT)
def told(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """The same, where it was moved to another part of her record."""
    return _page(request, about_row(client_id, topic_id))


@requires(Permission.WRITE_CONTACT)
def topic_part(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """Move what she told about one subject to another part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    standing = get_object_or_404(
        Topic.objects.select_related("subject"), pk=topic_id, client_id=client.pk
    )
    return part_page(
        request,
        Mover(
            client=client, row=standing, title=standing.subject.name,
            back=reverse("home:her", args=[client.pk]),
            page=reverse("story:topic_part", args=[client.pk, standing.pk]),
            move=partial(actions.put_topic, topic=standing, by=request.actor),
        ),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
@require_POST
def take_back(request: WorkerRequest, client_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Take back what one added just now; the words before it stand again."""
    client = get_object_or_404(Client, pk=client_id)
    entry = get_object_or_404(Entry.objects.standing(), pk=entry_id, client_id=client.pk)
    actions.take_back(entry=entry, membership_id=request.membership.pk, by=request.actor)
    say(request, _("Taken back. What was there before stands again."), tone="info")
    return redirect("home:her", client.pk)


@requires(Permission.WRITE_CONTACT)
def travel(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """Mark, at her yes, that this may go along with a referral; or that it stays here."""
    it = about_row(client_id, topic_id)
    assert it.topic is not None
    if said := rules.why_not_travel(it.topic):
        raise Refused(said, rule="nothing_told")
    form = TravelForm(
        request.POST if request.method == "POST" and "stay" not in request.POST else None
    )
    if "stay" in request.POST:
        actions.keep_here(topic=it.topic, by=request.actor)
        say(request, _("It stays here. What went along before can’t be called back."), tone="info")
        return redirect(it.url)
    if form.is_bound and form.is_valid():
        actions.let_travel(
            topic=it.topic, on=form.cleaned_data["on"], membership_id=request.membership.pk,
            by=request.actor,
        )  # fmt: skip
        say(request, _("It may go along, so that nobody need ask her again."))
        return redirect(it.url)
    _opened(request, it, "story.travel", 0)
    context = {"client": it.client, "it": it, "form": form, "subject": it.subject}
    return render(request, "story/travel.html", context, status=422 if form.errors else 200)


def about(client_id: uuid.UUID, key: str) -> About:
    """Find whose page it is and what stands in the subject's own part; 404 where one may not write there."""
    client = get_object_or_404(Client, pk=client_id)
    subject = Subject.objects.filter(key=key).first()
    if subject is None or not rules.may_tell(subject.part, access.rights(client.pk)):
        raise Http404
    hers = Topic.objects.filter(
        client_id=client.pk, subject_id=subject.key, compartment=subject.compartment
    )
    standing = hers.select_related("heard_by__worker", "ask_worker__worker").first()
    if subject.ended_at and standing is None:
        raise Http404
    return About(client, subject, standing)


def about_row(client_id: uuid.UUID, topic_id: uuid.UUID) -> About:
    """Find one topic by its own key; 404 where one may not write in its part."""
    client = get_object_or_404(Client, pk=client_id)
    rows = Topic.objects.select_related("subject", "heard_by__worker", "ask_worker__worker")
    standing = get_object_or_404(rows, pk=topic_id, client_id=client.pk)
    if not access.rights(client.pk).writes & standing.compartment:
        raise Http404
    return About(client, standing.subject, standing)


def _page(request: WorkerRequest, it: About) -> HttpResponse:
    form = TopicForm(request.POST or None, initial=_to_begin_with(it.topic))
    theirs: Topic | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, it, form)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            theirs = refusal.theirs
            form = _beside(request, refusal)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    context = _shown(request, it)
    context |= {"form": form, "theirs": theirs}
    return render(request, "story/topic.html", context, status=422 if form.errors else 200)


def _shown(request: WorkerRequest, it: About) -> dict[str, Any]:
    """Fetch everything that hangs on it, and write down that it was opened."""
    told = queries.entries([it.topic] if it.topic else [])
    causes = queries.causes(it.client.pk) if it.subject.key == HOME else []
    parts = told.compartments
    for one in causes:
        parts |= one.compartment
    matter = None
    if it.subject.kept_around:
        matter = around_panel(it.client.pk, access.rights(it.client.pk))
        parts |= matter.compartments
    _opened(request, it, "story.topic", parts)
    return {
        "client": it.client, "subject": it.subject, "topic": it.topic, "it": it,
        "locked": Compartment(it.part) in LOCKED, "told": told, "causes": causes,
        "has_causes": it.subject.key == HOME, "matter": matter,
        "part_form": part_form(it.topic) if it.topic else None,
    }  # fmt: skip


def _opened(request: WorkerRequest, it: About, what: str, parts: int) -> None:
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=it.client.pk,
        compartments=Compartment.BASICS | it.part | parts,
    )  # fmt: skip


def _to_begin_with(standing: Topic | None) -> dict[str, object]:
    """Begin with empty boxes: what stood goes on standing, and what is added is added."""
    today = timezone.localdate()
    if standing is None:
        return {"told_on": today}
    asked = standing.state != Topic.State.NOT_ASKED
    return {
        "state": standing.state if asked else Topic.State.TOLD,
        "version": standing.version,
        "told_on": today,
    }


def _saved(request: WorkerRequest, it: About, form: TopicForm) -> HttpResponse:
    typed = form.cleaned_data
    names = ("state", "her_words", "worker_words", "told_at")
    facts: dict[str, Any] = {name: typed[name] for name in names}
    facts |= {
        "told_on": typed["told_on"] or timezone.localdate(),
        "heard_by": request.membership,
    }
    added = actions.tell(
        client_id=it.client.pk, subject=it.subject.key, facts=facts, by=request.actor, key=typed["key"],
        version=typed["version"], part=it.part,
    )  # fmt: skip
    undo = reverse("story:take_back", args=[it.client.pk, added]) if added else ""
    say(request, _("Saved to %(name)s’s record.") % {"name": it.client.name}, undo_url=undo)
    return redirect("home:her", it.client.pk)


def _beside(request: WorkerRequest, refusal: ChangedMeanwhile) -> TopicForm:
    """Show what was typed again, ready to be added to what stands now, which is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = TopicForm(typed)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form
