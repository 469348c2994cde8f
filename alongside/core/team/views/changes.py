"""Somebody else to lead, at her wish: asked, chosen, begun, or left as it was (R156)."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.core.parts.views.answers import sent
from alongside.core.people.models import Client
from alongside.core.team import actions, queries, rules
from alongside.core.team.forms import HER_SAY, BeginForm, NextLeadForm, WishForm
from alongside.core.team.models import LeadChange, TeamMember
from alongside.core.team.views.leading import lead_form
from alongside.core.team.views.shown import asked, no_beside_the_boxes, shown, time_of
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused


@requires(Permission.WRITE_CONTACT)
def would_like(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Write down that she would like somebody else to lead; nobody asks why."""
    client = get_object_or_404(Client, pk=client_id)
    episode = time_of(client, episode_id)
    queries.must_look_after(episode)
    if said := rules.why_not_here(episode, runs=True):
        raise Refused(said, rule="not_with_us")
    if (there := queries.open_change(client.pk, episode.pk)) and request.method != "POST":
        return redirect("team:change", client.pk, there.pk)
    form = WishForm(sent(request))
    if form.is_bound and form.is_valid():
        change = actions.would_like_somebody_else(
            episode=episode, membership=request.membership, by=request.actor, **form.cleaned_data
        )
        say(request, _("Written down. Whoever runs the service sees it on Today."))
        return redirect("team:change", client.pk, change.pk)
    return asked(
        request, client, form, _("She would like somebody else"), episode=episode, button=_("Write it down"),
        below=_("That is enough. Don’t ask her why, and leave empty what she does not say."),
        parts=Compartment.SHARING,
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
def change(request: WorkerRequest, client_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponse:
    """Show how far it is: what she said, who comes next, how they meet, what matters between them."""
    client, one = _change(client_id, change_id)
    mine = queries.sources(one.episode)
    if said := rules.why_not_look_after(mine):
        raise Refused(said, rule="not_beside_her")
    context = {
        "change": one,
        "episode": one.episode,
        "team": queries.alongside([client.pk]).filter(episode_id=one.episode_id),
        "introductions": queries.introductions(client.pk, one.episode_id),
        "written": queries.handovers(client.pk, one.episode_id)[:1],
        "may_settle": rules.why_not_settle(one, mine) is None,
        "today": timezone.localdate(),
    }
    parts = Compartment.SHARING | Compartment.NOTES
    return shown(request, "team/change.html", client, context, parts=parts)


def _change(client_id: uuid.UUID, change_id: uuid.UUID) -> tuple[Client, LeadChange]:
    client = get_object_or_404(Client, pk=client_id)
    rows = LeadChange.objects.select_related(
        "episode__service", "chosen__worker", "before__worker", "made_by__worker"
    )
    return client, get_object_or_404(rows, pk=change_id, client_id=client.pk)


def _must_settle(one: LeadChange) -> None:
    if said := rules.why_not_settle(one, queries.sources(one.episode)):
        raise Refused(said, rule="may_not_settle")


@requires(Permission.CHOOSE_LEAD)
def choose(request: WorkerRequest, client_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponse:
    """Choose who will lead next, with who may fit; they stand beside her from then on."""
    client, one = _change(client_id, change_id)
    _must_settle(one)
    led = {
        member.membership_id for member in queries.alongside([client.pk])
        if member.episode_id == one.episode_id and member.part == TeamMember.Part.LEAD
    }  # fmt: skip
    loads = queries.loads(one.episode.service, client_id=client.pk)
    others = [load for load in loads if load.membership.pk not in led]
    form = lead_form(request, client, others, NextLeadForm)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        with no_beside_the_boxes(request, form, "lead"):
            actions.choose_next(
                change=one, chosen=told["lead"], her_choice=HER_SAY[told["her_say"]], by=request.actor
            )  # fmt: skip
            name = told["lead"].worker.name
            say(request, _("%(name)s is beside her now. Plan how they meet.") % {"name": name})
            return redirect("team:change", client.pk, one.pk)
    context = {"form": form, "change": one, "episode": one.episode}
    return shown(
        request, "team/choose.html", client, context, parts=Compartment.SHARING,
        status=422 if form.errors else 200,
    )  # fmt: skip


def _begin_form(
    request: WorkerRequest, client: Client, one: LeadChange, chosen: Membership
) -> BeginForm:
    """Make the form: about whoever leads now, where somebody does, and the gauge where it is full."""
    team = queries.alongside([client.pk]).filter(episode_id=one.episode_id)
    leads = team.filter(part=TeamMember.Part.LEAD).exclude(membership=chosen)
    loads = queries.loads(one.episode.service, client_id=client.pk)
    full = any(
        load.room is not None and load.room <= 0
        for load in loads
        if load.membership.pk == chosen.pk
    )
    return BeginForm(sent(request), somebody_leads=leads.exists(), over_gauge=full)


@requires(Permission.CHOOSE_LEAD)
def begin(request: WorkerRequest, client_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponse:
    """Let the one who was chosen lead from now on."""
    client, one = _change(client_id, change_id)
    _must_settle(one)
    if one.chosen is None:
        raise Refused(_("First choose who will lead."), rule="nobody_chosen")
    form = _begin_form(request, client, one, one.chosen)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        with no_beside_the_boxes(request, form, "over_gauge_reason"):
            actions.change_lead(
                change=one, stays_until=told.get("stays_until"), by=request.actor,
                agreed_by=request.membership, over_gauge_reason=told.get("over_gauge_reason", ""),
            )  # fmt: skip
            say(request, _("%(name)s leads for her now.") % {"name": one.chosen.worker.name})
            return redirect("team:change", client.pk, one.pk)
    title = _("%(name)s leads for her from now on") % {"name": one.chosen.worker.name}
    return asked(
        request, client, form, title, episode=one.episode, button=_("Begin"), parts=Compartment.SHARING,
        below=_("Everything they need to see changes with it, at once."),
    )  # fmt: skip


@requires(Permission.WRITE_CONTACT)
@require_POST
def stays(request: WorkerRequest, client_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponse:
    """Write down that she would like it to stay as it is after all."""
    client, one = _change(client_id, change_id)
    actions.stays_as_it_is(change=one, membership=request.membership, by=request.actor)
    say(request, _("Written down. It stays as it is."))
    return redirect("team:change", client.pk, one.pk)
