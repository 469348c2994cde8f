"""What can be talked about, looked after by managers; nothing here is about anybody."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.story.actions import subjects as actions
from alongside.core.story.forms.subjects import SubjectForm
from alongside.core.story.models import Subject
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@requires(Permission.EDIT_TOPICS)
def subjects(request: WorkerRequest) -> HttpResponse:
    """List what can be talked about, in its order, and what was ended."""
    every = list(Subject.objects.order_by("place", "key"))
    standing = [one for one in every if one.ended_at is None]
    context = {
        "first": [one for one in standing if one.good_to_know],
        "others": [one for one in standing if not one.good_to_know],
        "ended": [one for one in every if one.ended_at],
    }
    return render(request, "story/subjects.html", context)


@requires(Permission.EDIT_TOPICS)
def subject_new(request: WorkerRequest) -> HttpResponse:
    """Make something new that can be talked about."""
    form = SubjectForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_subject(key=form.cleaned_data["key"], facts=form.facts, by=request.actor)
            say(request, _("Saved. It can be talked about with every woman from now on."))
            return redirect("topics:subjects")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("compartment", refusal.reason)
    return _form(request, form, None)


@requires(Permission.EDIT_TOPICS)
def subject_change(request: WorkerRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Reword it, or move it into a locked part; what was told already stays where it is."""
    subject = get_object_or_404(Subject, pk=subject_id)
    form = SubjectForm(request.POST or None, subject=subject, initial=_as_it_stands(subject))
    if form.is_bound and form.is_valid():
        try:
            actions.reword(
                subject=subject, version=form.cleaned_data["version"] or 0, facts=form.facts,
                by=request.actor,
            )  # fmt: skip
            say(request, _("Saved."))
            return redirect("topics:subjects")
        except ChangedMeanwhile as refusal:
            request.refusals.append(refusal.rule)
            form = _again(request, subject, refusal)
            subject = refusal.theirs
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("compartment", refusal.reason)
    return _form(request, form, subject)


def _as_it_stands(subject: Subject) -> dict[str, Any]:
    return {
        "name": subject.name, "her_name": subject.her_name,
        "prompts": "\n".join(subject.prompts), "warning": subject.warning,
        "good_to_know": subject.good_to_know, "compartment": subject.compartment,
        "version": subject.version,
    }  # fmt: skip


def _again(request: WorkerRequest, subject: Subject, refusal: ChangedMeanwhile) -> SubjectForm:
    typed = request.POST.copy()
    typed["version"] = str(refusal.theirs.version)
    form = SubjectForm(typed, subject=subject)
    form.full_clean()
    form.add_error(None, refusal.reason)
    return form


def _form(request: WorkerRequest, form: SubjectForm, subject: Subject | None) -> HttpResponse:
    context = {"form": form, "subject": subject}
    return render(request, "story/subject.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_TOPICS)
@require_POST
def subject_move(request: WorkerRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Put it one place earlier or later."""
    subject = get_object_or_404(Subject, pk=subject_id)
    actions.move_subject(subject=subject, up=request.POST.get("to") == "up", by=request.actor)
    return redirect("topics:subjects")


@requires(Permission.EDIT_TOPICS)
@require_POST
def subject_end(request: WorkerRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Let nobody be asked about it any more."""
    actions.end_subject(subject=get_object_or_404(Subject, pk=subject_id), by=request.actor)
    say(request, _("Ended. What was told about it stays where it is."), tone="info")
    return redirect("topics:subjects")


@requires(Permission.EDIT_TOPICS)
@require_POST
def subject_back(request: WorkerRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Take it up again."""
    actions.take_up_subject(subject=get_object_or_404(Subject, pk=subject_id), by=request.actor)
    say(request, _("It is back."))
    return redirect("topics:subjects")


@requires(Permission.EDIT_TOPICS)
@require_POST
def subject_as_it_came(request: WorkerRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Give it the words it came with."""
    actions.as_it_came(subject=get_object_or_404(Subject, pk=subject_id), by=request.actor)
    say(request, _("It has the words it came with."))
    return redirect("topics:subjects")
