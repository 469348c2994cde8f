"""What workers know and which languages they speak; and the list they choose from."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.foundation.accounts import queries
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.actions import skills as actions
from alongside.foundation.accounts.forms.skills import (
    NewSkillForm,
    SkillForm,
    SkillsForm,
    TheirSkillsForm,
    ticked,
)
from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


@requires(Permission.SEE_COLLEAGUES)
def colleagues(request: WorkerRequest) -> HttpResponse:
    """List who works with women here, by agency, with what each knows and speaks (R1, R50, R139)."""
    everybody = queries.colleagues(request.membership)
    agencies: dict[str, list[queries.Colleague]] = {}
    for one in everybody:
        agencies.setdefault(one.hat.agency.name, []).append(one)
    context = {
        "agencies": agencies,
        "may_keep_list": request.membership.may(Permission.MANAGE_DIRECTORY),
        "may_have": request.membership.may(Permission.CARE),
    }
    return render(request, "accounts/colleagues.html", context)


@requires(Permission.CARE)
def my_skills(request: WorkerRequest) -> HttpResponse:
    """Let a worker say what she knows and speaks, under the hat she wears."""
    return _page(request, request.membership, SkillsForm)


@requires(Permission.KEEP_SKILLS)
def hat_skills(request: WorkerRequest, hat_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody else knows and speaks: an administrator, or a manager of her agency."""
    hat = get_object_or_404(queries.hats_with_posts(), pk=hat_id)
    if not queries.may_keep_skills(request.membership, hat):
        raise Http404
    return _page(request, hat, TheirSkillsForm)


def _page(request: WorkerRequest, hat: Membership, kind: type[SkillsForm]) -> HttpResponse:
    known = queries.known_by([hat.pk]).get(hat.pk, queries.Known())
    form = kind(
        request.POST if request.method == "POST" else None, initial=ticked(known.keys, kind)
    )
    if form.is_bound and form.is_valid():
        actions.set_skills(hat=hat, skills=form.chosen(), by=request.actor)
        say(request, _("Kept."))
        return redirect("accounts:colleagues")
    context = {"form": form, "worn": hat, "own": hat == request.membership}
    return render(request, "accounts/skills_of.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_DIRECTORY)
def skills(request: WorkerRequest) -> HttpResponse:
    """Show the list of specialisms and languages, and add to it."""
    form = NewSkillForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_skill(
                key=said["key"], kind=said["kind"], name=said["name"], by=request.actor
            )
            say(request, _("It stands on the list."))
            return redirect("accounts:skills")
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("name", refusal.reason)
    every = list(Skill.objects.order_by("ended_at", "place", "name"))
    lists = [(kind.label, [one for one in every if one.kind == kind]) for kind in Skill.Kind]
    context = {"form": form, "lists": lists}
    return render(request, "accounts/skills.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_DIRECTORY)
def skill_change(request: WorkerRequest, skill_id: uuid.UUID) -> HttpResponse:
    """Rename a line of the list, or take it off."""
    skill = get_object_or_404(Skill, pk=skill_id)
    asked = {"name": skill.name, "offered": skill.ended_at is None, "version": skill.version}
    form = SkillForm(request.POST if request.method == "POST" else None, initial=asked)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_skill(
                skill=skill, version=said["version"] or 0, name=said["name"],
                offered=said["offered"], by=request.actor,
            )  # fmt: skip
            return redirect("accounts:skills")
        except ChangedMeanwhile as changed:
            form = _once_more(request, changed)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error("name", refusal.reason)
    context = {"form": form, "skill": skill}
    return render(
        request, "accounts/skill_change.html", context, status=422 if form.errors else 200
    )


def _once_more(request: WorkerRequest, changed: ChangedMeanwhile) -> SkillForm:
    """Keep what was typed, say what stands now, and let the next save go on from there."""
    request.refusals.append(changed.rule)
    data = request.POST.copy()
    data["version"] = str(changed.theirs.version)
    form = SkillForm(data)
    form.add_error("name", _("Somebody else changed it to “%s”.") % changed.theirs.name)
    return form
