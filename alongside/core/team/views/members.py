"""A colleague beside her, or off her team; meeting somebody new; what matters between them."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from alongside.core.parts.views.answers import sent
from alongside.core.people.models import Client, Episode
from alongside.core.team import actions, queries, rules
from alongside.core.team.forms import (
    HER_SAY,
    ColleagueForm,
    HandoverForm,
    IntroductionForm,
    SaidForm,
)
from alongside.core.team.models import Introduction, TeamMember
from alongside.core.team.views.shown import asked, no_beside_the_boxes, shown, time_of
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def join(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Put a colleague of the same service beside her."""
    client = get_object_or_404(Client, pk=client_id)
    episode = time_of(client, episode_id)
    if said := rules.why_not_change_team(episode, queries.sources(episode)):
        raise Refused(said, rule="may_not_change_team")
    form = ColleagueForm(sent(request), colleagues=queries.could_join(episode))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        with no_beside_the_boxes(request, form, "who"):
            actions.add_member(
                episode=episode, membership=told["who"], by=request.actor, for_her=told["for_her"],
                her_choice=HER_SAY[told["her_say"]],
            )  # fmt: skip
            say(request, _("%(name)s is beside her now.") % {"name": told["who"].worker.name})
            return redirect("home:team", client.pk)
    return asked(
        request, client, form, _("Who else stands beside her?"), episode=episode,
        button=_("Put them beside her"),
        below=_("They see her record from then on, as one of her team. Ask her first."),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def take_off(request: WorkerRequest, client_id: uuid.UUID, member_id: uuid.UUID) -> HttpResponse:
    """Take somebody off her team, after saying what that means."""
    client = get_object_or_404(Client, pk=client_id)
    member = get_object_or_404(
        TeamMember.objects.current().select_related("episode__service", "membership__worker"),
        pk=member_id, client_id=client.pk,
    )  # fmt: skip
    leads = member.part == TeamMember.Part.LEAD
    mine = queries.sources(member.episode)
    if said := rules.why_not_change_team(member.episode, mine, leads=leads):
        raise Refused(said, rule="may_not_change_team")
    if request.method == "POST":
        actions.leave(member=member, by=request.actor)
        say(request, _("%(name)s is off her team.") % {"name": member.membership.worker.name})
        if leads:
            return redirect("team:lead", client.pk, member.episode_id)
        return redirect("home:team", client.pk)
    return shown(request, "team/take_off.html", client, {"member": member})


@requires(Permission.WRITE_CONTACT)
def introduce(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Plan a day on which she meets somebody new."""
    client = get_object_or_404(Client, pk=client_id)
    episode = time_of(client, episode_id)
    queries.must_look_after(episode)
    form = IntroductionForm(
        sent(request), beside=_beside(client, request.membership),
        initial={**_next_meeting(client, episode), "brings": str(request.membership.pk)},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form):
            actions.set_introduction(
                key=form.cleaned_data["key"], episode=episode, facts=form.facts(),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("home:team", client.pk)
    return asked(
        request, client, form, _("When does she meet them?"), episode=episode, button=_("Save"),
        below=_("One step at a time, with somebody she knows. Every day here can move."),
        parts=Compartment.SHARING,
    )  # fmt: skip


def _next_meeting(client: Client, episode: Episode) -> dict[str, object]:
    """Say which time together comes next, and with whom, where somebody is chosen."""
    change = queries.open_change(client.pk, episode.pk)
    many = len(queries.introductions(client.pk, episode.pk))
    return {
        "what": rules.NTH_TIME[min(many, len(rules.NTH_TIME) - 1)],
        "whom": change.chosen.worker.name if change and change.chosen else "",
    }


def _beside(client: Client, me: Membership) -> list[Membership]:
    """List who can be there with her: her team, and the one who asks."""
    beside = {one.membership_id: one.membership for one in queries.alongside([client.pk])}
    return list({**beside, me.pk: me}.values())


@requires(Permission.WRITE_CONTACT)
def introduction(
    request: WorkerRequest, client_id: uuid.UUID, introduction_id: uuid.UUID
) -> HttpResponse:
    """Say what became of a day on which she was to meet somebody new."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(
        Introduction.objects.ahead().select_related("episode__service"),
        pk=introduction_id, client_id=client.pk,
    )  # fmt: skip
    queries.must_look_after(one.episode)
    form = SaidForm(sent(request))
    if form.is_bound and form.is_valid():
        actions.say_of_introduction(
            introduction=one, state=form.cleaned_data["state"], on=form.cleaned_data["on"],
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
        return redirect("home:team", client.pk)
    return asked(
        request, client, form, one.what, episode=one.episode, button=_("Save"), below=one.whom,
        parts=Compartment.SHARING,
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def handover(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Read and write what matters between them, for whoever comes next."""
    client = get_object_or_404(Client, pk=client_id)
    episode = time_of(client, episode_id)
    queries.must_look_after(episode)
    written = queries.handovers(client.pk, episode.pk)
    latest = {name: getattr(written[0], name) for name in rules.HANDOVER_WORDS} if written else {}
    form = HandoverForm(sent(request), initial=latest)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, "wants_known"):
            actions.write_handover(
                key=form.cleaned_data["key"], episode=episode, facts=form.facts(),
                membership=request.membership, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
            return redirect("team:handover", client.pk, episode.pk)
    context = {"episode": episode, "form": form, "written": written}
    return shown(
        request, "team/handover.html", client, context, parts=Compartment.NOTES,
        status=422 if form.errors else 200,
    )  # fmt: skip
