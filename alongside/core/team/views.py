"""Choosing who is alongside her, and taking somebody off her team."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.core.people.models import Client, Episode
from alongside.core.team import actions, queries
from alongside.core.team.forms import LeadForm
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID) -> None:
    audit.record(
        Event.OPENED,
        what=what,
        by=request.actor,
        client_id=client_id,
        compartments=Compartment.BASICS,
    )


@requires(Permission.CHOOSE_LEAD)
def lead(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Choose who leads for her from now on (R130, R134)."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )
    queries.must_run(episode, request.membership)
    loads = queries.loads(episode.service, client_id=client.pk)
    data = request.POST if request.method == "POST" else None
    form = LeadForm(data, loads=loads, agreed_by=request.membership)
    if form.is_bound and form.is_valid() and _chosen(request, episode, form):
        return redirect("home:her", client.pk)
    _opened(request, "team.lead", client.pk)
    now = queries.alongside([client.pk]).filter(episode_id=episode.pk)
    context = {"client": client, "episode": episode, "form": form, "team": now}
    return render(request, "team/lead.html", context, status=422 if form.errors else 200)


def _chosen(request: WorkerRequest, episode: Episode, form: LeadForm) -> bool:
    chosen = form.cleaned_data["lead"]
    try:
        actions.set_lead(
            episode=episode, membership=chosen, by=request.actor, agreed_by=request.membership,
            her_choice=form.cleaned_data["her_choice"],
            over_gauge_reason=form.cleaned_data.get("over_gauge_reason", ""),
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    say(request, _("%(name)s leads for her now.") % {"name": chosen.worker.name})
    return True


@requires(Permission.CHOOSE_LEAD)
def take_off(request: WorkerRequest, client_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """Take somebody off her team, after saying what that means."""
    client = get_object_or_404(Client, pk=client_id)
    member = get_object_or_404(
        TeamMember.objects.current().select_related("episode__service", "membership__worker"),
        pk=member_id, client_id=client.pk,
    )  # fmt: skip
    queries.must_run(member.episode, request.membership)
    if request.method == "POST":
        actions.leave(member=member, by=request.actor)
        name = member.membership.worker.name
        say(request, _("%(name)s is off her team.") % {"name": name})
        if member.part == TeamMember.Part.LEAD:
            return redirect("team:lead", client.pk, member.episode_id)
        return redirect("home:her", client.pk)
    _opened(request, "team.take_off", client.pk)
    return render(request, "team/take_off.html", {"client": client, "member": member})


@requires(Permission.CHOOSE_LEAD)
def hand_over(request: WorkerRequest) -> HttpResponse:
    """List the women of one's services for whom nobody leads now, each with the way to choose somebody."""
    waiting = queries.unled_in(request.membership)
    shown = {one.episode.client_id: Compartment.BASICS.value for one in waiting}
    audit.record_list(what="team.hand_over", by=request.actor, shown=shown)
    return render(request, "team/hand_over.html", {"waiting": waiting})
