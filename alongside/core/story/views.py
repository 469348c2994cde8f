"""Writing down what she has told us, one subject at a time."""

import uuid
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.parts.views import Mover, part_form, part_page
from alongside.core.people.models import Client
from alongside.core.story import actions, rules
from alongside.core.story.forms import TopicForm
from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@requires(Permission.WRITE_CONTACT)
def topic(request: WorkerRequest, client_id: uuid.UUID, subject: str) -> HttpResponse:
    """Write or change what she said about one subject, in the subject's own part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    if subject not in Subject.values:
        raise Http404
    home = COMPARTMENT_OF[Subject(subject)]
    if not rules.may_tell(home, access.rights(client.pk)):
        raise Http404
    standing = Topic.objects.filter(client_id=client.pk, subject=subject, compartment=home).first()
    return _page(request, client, Subject(subject), standing)


@requires(Permission.WRITE_CONTACT)
def told(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """Change what she said, where it was moved to another part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    standing = get_object_or_404(Topic, pk=topic_id, client_id=client.pk)
    if not access.rights(client.pk).writes & standing.compartment:
        raise Http404
    return _page(request, client, Subject(standing.subject), standing)


@requires(Permission.WRITE_CONTACT)
def topic_part(request: WorkerRequest, client_id: uuid.UUID, topic_id: uuid.UUID) -> HttpResponse:
    """Move what she told about one subject to another part of her record."""
    client = get_object_or_404(Client, pk=client_id)
    standing = get_object_or_404(Topic, pk=topic_id, client_id=client.pk)
    return part_page(
        request,
        Mover(
            client=client, row=standing, title=Subject(standing.subject).label,
            back=reverse("home:her", args=[client.pk]),
            page=reverse("story:topic_part", args=[client.pk, standing.pk]),
            move=partial(actions.put_topic, topic=standing, by=request.actor),
        ),
    )  # fmt: skip


def _page(
    request: WorkerRequest, client: Client, subject: Subject, standing: Topic | None
) -> HttpResponse:
    form = TopicForm(request.POST or None, initial=_as_it_stands(standing))
    theirs: Topic | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, client, subject, standing, form)
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("home:her", client.pk)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            theirs = refusal.theirs
            form = _beside(request, refusal)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    home = COMPARTMENT_OF[subject]
    audit.record(
        Event.OPENED, what="story.topic", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | (standing.compartment if standing else home),
    )  # fmt: skip
    context = {
        "client": client, "subject": subject, "form": form, "theirs": theirs, "topic": standing,
        "locked": home in LOCKED, "part_form": part_form(standing) if standing else None,
    }  # fmt: skip
    return render(request, "story/topic.html", context, status=422 if form.errors else 200)


def _as_it_stands(standing: Topic | None) -> dict[str, object]:
    if standing is None:
        return {}
    return {
        "state": standing.state,
        "her_words": standing.her_words,
        "worker_words": standing.worker_words,
        "version": standing.version,
    }


def _save(
    request: WorkerRequest, client: Client, subject: str, standing: Topic | None, form: TopicForm
) -> None:
    facts = {name: form.cleaned_data[name] for name in ("state", "her_words", "worker_words")}
    actions.tell(
        client_id=client.pk,
        subject=subject,
        facts={**facts, "told_on": timezone.localdate(), "heard_by": request.membership},
        by=request.actor,
        version=form.cleaned_data["version"],
        part=standing.compartment if standing else None,
    )


def _beside(request: WorkerRequest, refusal: ChangedMeanwhile) -> TopicForm:
    """Show what was typed again, ready to be saved over what stands now, which is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = TopicForm(typed)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form
