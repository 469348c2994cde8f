"""Writing down what she has told us, one subject at a time."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.core.story import actions
from alongside.core.story.forms import TopicForm
from alongside.core.story.models import COMPARTMENT_OF, Subject, Topic
from alongside.foundation.access import queries as access
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile


@requires(Permission.WRITE_CONTACT)
def topic(request: WorkerRequest, client_id: uuid.UUID, subject: str) -> HttpResponse:
    """Write or change what she said about one subject."""
    client = get_object_or_404(Client, pk=client_id)
    if subject not in Subject.values or not _may_write(client, Subject(subject)):
        raise Http404
    standing = Topic.objects.filter(client_id=client.pk, subject=subject).first()
    form = TopicForm(request.POST or None, initial=_as_it_stands(standing))
    theirs: Topic | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, client, subject, form)
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("home:her", client.pk)
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            theirs = refusal.theirs
            form = _beside(request, refusal)
    audit.record(
        Event.OPENED, what="story.topic", by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | COMPARTMENT_OF[Subject(subject)],
    )  # fmt: skip
    context = {"client": client, "subject": Subject(subject), "form": form, "theirs": theirs}
    return render(request, "story/topic.html", context, status=422 if form.errors else 200)


def _may_write(client: Client, subject: Subject) -> bool:
    return access.rights(client.pk).may_write(COMPARTMENT_OF[subject])


def _as_it_stands(standing: Topic | None) -> dict[str, object]:
    if standing is None:
        return {}
    return {
        "state": standing.state,
        "her_words": standing.her_words,
        "worker_words": standing.worker_words,
        "version": standing.version,
    }


def _save(request: WorkerRequest, client: Client, subject: str, form: TopicForm) -> None:
    facts = {name: form.cleaned_data[name] for name in ("state", "her_words", "worker_words")}
    actions.tell(
        client_id=client.pk,
        subject=subject,
        facts={**facts, "told_on": timezone.localdate(), "heard_by": request.membership},
        by=request.actor,
        version=form.cleaned_data["version"],
    )


def _beside(request: WorkerRequest, refusal: ChangedMeanwhile) -> TopicForm:
    """Show what was typed again, ready to be saved over what stands now, which is shown beside it."""
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version) if refusal.theirs else ""
    form = TopicForm(typed)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form
