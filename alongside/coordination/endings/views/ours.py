"""Our money ends: the day, who is to be handed over, and the plan with each woman (R112)."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.actions import handing_over as actions
from alongside.coordination.endings.forms import FundedForm, PlanForm
from alongside.coordination.endings.models import Plan
from alongside.coordination.endings.queries import handing_over
from alongside.coordination.endings.views import shown
from alongside.core.people.models import Client, Episode
from alongside.core.team import queries as team
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.accounts.queries import services_of
from alongside.foundation.audit import actions as audit
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory import actions as directory
from alongside.foundation.directory.models import Service

PARTS = Compartment.NOTES | Compartment.SHARING


@requires(Permission.WRITE_CONTACT)
def plan(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Plan with her how her time with a service ends: to whom she goes on, how they meet, the goodbye."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )
    if said := rules.why_not_end(episode, queries.sources(episode)):
        raise Refused(said, rule="not_yours_to_end")
    written = handing_over.plans(episode)
    sent = request.POST if request.method == "POST" else None
    places = handing_over.places_for(client.pk)
    form = PlanForm(sent, places=places, initial=_as_it_stands(written))
    if form.is_bound and form.is_valid():
        actions.plan_ending(
            key=form.cleaned_data["key"], episode=episode, facts=form.facts(),
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Saved to %(name)s’s record.") % {"name": client.name})
        return redirect("endings:plan", client.pk, episode.pk)
    return _plan_page(request, client, episode, form, written)


def _plan_page(
    request: WorkerRequest, client: Client, episode: Episode, form: PlanForm, written: list[Plan]
) -> HttpResponse:
    context = {
        "episode": episode, "form": form, "written": written[:1], "today": timezone.localdate(),
        "introductions": team.introductions(client.pk, episode.pk),
        "named": {agency.pk for agency, _service in form.places},
    }  # fmt: skip
    status = 422 if form.errors else 200
    return shown(request, "endings/plan.html", client, context, parts=PARTS, status=status)


def _as_it_stands(written: list[Plan]) -> dict[str, object]:
    if not written:
        return {}
    one = written[0]
    names = ("her_words", "goes_on_words", "goodbye", "goodbye_on")
    place = str(one.to_service_id or one.to_agency_id or "")
    return {**{name: getattr(one, name) for name in names}, "place": place}


@requires(Permission.WRITE_CONTACT)
def ends(request: WorkerRequest) -> HttpResponse:
    """Show the services whose money ends, and who is to be handed over, planned or not."""
    run = services_of(request.membership) if _runs(request) else Service.objects.none()
    told = handing_over.by_service(handing_over.to_hand_over(), list(run.order_by("name")))
    shown = {
        one.client_id: Compartment.BASICS | Compartment.NOTES for our in told for one in our.episodes
    }  # fmt: skip
    audit.record_list(what="ours.ends", by=request.actor, shown=shown)
    return render(request, "endings/ends.html", {"told": told})


def _runs(request: WorkerRequest) -> bool:
    return request.membership.may(Permission.CHOOSE_LEAD)


@requires(Permission.CHOOSE_LEAD)
def funded(request: WorkerRequest, service_id: uuid.UUID) -> HttpResponse:
    """Say on which day the money of a service ends, as whoever runs it."""
    service = get_object_or_404(services_of(request.membership), pk=service_id)
    form = FundedForm(
        request.POST if request.method == "POST" else None, initial={"day": service.funded_until}
    )
    if form.is_bound and form.is_valid():
        directory.say_funded_until(service=service, day=form.cleaned_data["day"], by=request.actor)
        say(request, _("Kept."))
        return redirect("ours:ends")
    context = {"service": service, "form": form}
    return render(request, "endings/funded.html", context, status=422 if form.errors else 200)
