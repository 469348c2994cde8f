"""How a time with us ends, and begins again."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.endings import queries, rules
from alongside.coordination.endings.actions import coming_back, dying
from alongside.coordination.endings.actions import ending as actions
from alongside.coordination.endings.forms import CloseForm, DiedForm, StopForm, WhoForm
from alongside.coordination.endings.models import Ending, ToTell
from alongside.coordination.endings.queries import handing_over, weighing
from alongside.core.around import queries as around
from alongside.core.people.models import Client, Episode
from alongside.core.people.rules import hours_in_words
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused


def shown(
    request: WorkerRequest,
    template: str,
    client: Client,
    context: dict[str, Any],
    *,
    parts: int = 0,
    status: int = 200,
) -> HttpResponse:
    what = template.removesuffix(".html").replace("/", ".")
    audit.record(
        Event.OPENED, what=what, by=request.actor, client_id=client.pk,
        compartments=Compartment.BASICS | parts,
    )  # fmt: skip
    return render(request, template, {"client": client, **context}, status=status)


def _times(client: Client) -> list[Episode]:
    return list(
        Episode.objects.filter(client_id=client.pk).select_related("service").order_by("opened_on")
    )


@requires(Permission.SEE_WOMEN)
def time_with_us(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show all her times with us on one line, and what may come next."""
    client = get_object_or_404(Client, pk=client_id)
    episodes = _times(client)
    told = queries.time_with_us(client.pk, episodes)
    context = {
        "told": told,
        "line": queries.line_of(told, timezone.localdate()),
        "waiting": queries.waiting(client.pk),
        "may_end": queries.mine_to_end(told.active),
        "death": queries.death_of(client.pk),
        "doors": queries.doors(client, episodes),
        "may_write": request.membership.may(Permission.WRITE_CONTACT),
    }
    return shown(request, "endings/time.html", client, context)


@requires(Permission.WRITE_CONTACT)
def stop(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Stop because she says so, this day; nobody asks why and nobody has to agree."""
    client = get_object_or_404(Client, pk=client_id)
    active = queries.mine_to_end(_times(client))
    if not active and request.method != "POST":
        raise Refused(
            _("She is with none of your services now, so there is nothing to stop."),
            rule="not_with_us",
        )
    form = StopForm(request.POST if request.method == "POST" else None, active=active)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.stop(
            key=said["key"], episodes=form.chosen(), heard_how=said["heard_how"], by=request.actor,
            try_again=said["try_again"], try_after=said["try_after"], her_words=said["her_words"],
            offered=said["offered"], membership=request.membership,
        )  # fmt: skip
        say(request, _("Stopped. Nobody calls %(name)s any more.") % {"name": client.name})
        return redirect("endings:time", client.pk)
    status = 422 if form.errors else 200
    return shown(request, "endings/stop.html", client, {"form": form}, status=status)


@requires(Permission.WRITE_CONTACT)
def close(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Weigh whether we close, with what was tried in view, and ask a second person (R31)."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client.pk
    )
    if said := rules.why_not_end(episode, queries.sources(episode)):
        raise Refused(said, rule="not_yours_to_end")
    known = weighing.evidence(client.pk, timezone.localdate())
    form = CloseForm(
        request.POST if request.method == "POST" else None, partners=known.partners,
        initial=handing_over.first_words(episode),
    )  # fmt: skip
    missing: list[str] = []
    if form.is_bound and form.is_valid():
        missing = _missing_or_asked(request, episode, form)
        if not missing:
            say(
                request, _("Asked. A second person has to agree before anything ends."), tone="info"
            )
            return redirect("endings:time", client.pk)
    context = {
        "episode": episode, "form": form, "known": known, "missing": missing,
        "tried": weighing.tried_in_words(known), "her_hours": hours_in_words(known.hours),
        "checked": rules.checked_in_words(known.checked),
    }  # fmt: skip
    return shown(
        request, "endings/close.html", client, context, parts=Compartment.NOTES | Compartment.SAFETY,
        status=422 if form.errors or missing else 200,
    )  # fmt: skip


def _missing_or_asked(request: WorkerRequest, episode: Episode, form: CloseForm) -> list[str]:
    try:
        actions.propose_closing(
            key=form.cleaned_data["key"], episode=episode, facts=form.facts(), asked=form.asked(),
            way_back=form.cleaned_data["way_back"], membership=request.membership, by=request.actor,
        )  # fmt: skip
    except actions.NotConsidered as refusal:
        request.refusals.append(refusal.rule)
        return list(refusal.sentences)
    say(request, _("Asked. A second person has to agree before anything ends."), tone="info")
    return []


def _ending(client: Client, ending_id: uuid.UUID) -> Ending:
    endings = Ending.objects.exclude(kind=Ending.Kind.DIED).select_related(
        "episode__service", "proposed_by__worker", "agreed_by__worker"
    )
    return get_object_or_404(endings, pk=ending_id, client_id=client.pk)


@requires(Permission.SEE_WOMEN)
def ending(request: WorkerRequest, client_id: uuid.UUID, ending_id: uuid.UUID) -> HttpResponse:
    """Read what was weighed, and agree or not as the second person."""
    client = get_object_or_404(Client, pk=client_id)
    one = _ending(client, ending_id)
    missing: list[str] = []
    if request.method == "POST":
        try:
            return _answered(request, client, one)
        except actions.NotConsidered as refusal:
            request.refusals.append(refusal.rule)
            missing = list(refusal.sentences)
    context = {
        "ending": one, **queries.weighed(one), "missing": missing,
        "mine": queries.is_same_person(one, request.membership),
        "why_not": _why_not_agree(request, one),
    }  # fmt: skip
    return shown(
        request, "endings/ending.html", client, context, parts=Compartment.NOTES,
        status=409 if missing else 200,
    )  # fmt: skip


def _why_not_agree(request: WorkerRequest, one: Ending) -> str | None:
    assert one.episode is not None
    return rules.why_not_agree(
        one, same_person=queries.is_same_person(one, request.membership),
        sources=queries.sources(one.episode),
    )  # fmt: skip


def _answered(request: WorkerRequest, client: Client, one: Ending) -> HttpResponse:
    version = request.POST.get("version", "")
    answer = actions.agree if "agree" in request.POST else actions.set_aside
    answer(
        ending=one, version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        membership=request.membership, by=request.actor,
    )  # fmt: skip
    if "agree" in request.POST:
        words = _("Ended, and the door is open. %(name)s can be back with one press.")
    else:
        words = _("Not now. %(name)s stays with us.")
    say(request, words % {"name": client.name})
    return redirect("endings:time", client.pk)


# --- a death ---------------------------------------------------------------------------------------------


@requires(Permission.WRITE_CONTACT)
def died(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down that she has died, confirm it, and see who has been told."""
    client = get_object_or_404(Client, pk=client_id)
    standing = queries.death_of(client.pk)
    if standing is None:
        return _tell_of_death(request, client)
    form = WhoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "confirm" in request.POST:
        dying.confirm_death(
            ending=standing, version=standing.version, membership=request.membership,
            by=request.actor,
        )  # fmt: skip
        return redirect("endings:died", client.pk)
    if form.is_bound and form.is_valid():
        dying.add_to_tell(ending=standing, by=request.actor, **form.cleaned_data)
        return redirect("endings:died", client.pk)
    return _at_rest(request, client, standing, form)


def _at_rest(
    request: WorkerRequest, client: Client, standing: Ending, form: WhoForm
) -> HttpResponse:
    kept = around.kept_in_view(client.pk)
    context = {
        "death": standing, "form": form, "to_tell": queries.to_tell(standing),
        "same": queries.is_same_person(standing, request.membership),
        "wishes": queries.wishes_in_view(client.pk), "kept": kept,
    }  # fmt: skip
    return shown(
        request, "endings/at_rest.html", client, context, status=422 if form.errors else 200,
        parts=Compartment.SHARING | kept.compartments,
    )  # fmt: skip


def _tell_of_death(request: WorkerRequest, client: Client) -> HttpResponse:
    if not rules.LOOK_AFTER & my_sources(client.pk):
        raise Refused(
            _("Somebody who is alongside her, or who runs the service, can write this down."),
            rule="not_beside_her",
        )
    form = DiedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        dying.tell_of_death(
            key=form.cleaned_data["key"], client=client, died_on=form.cleaned_data["died_on"],
            membership=request.membership, by=request.actor,
        )  # fmt: skip
        say(request, _("Nothing goes out to her any more."), tone="plain")
        return redirect("endings:died", client.pk)
    return shown(
        request, "endings/died.html", client, {"form": form}, status=422 if form.errors else 200
    )


@requires(Permission.WRITE_CONTACT)
@require_POST
def undo_death(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Take it back: it was not so."""
    client = get_object_or_404(Client, pk=client_id)
    standing = queries.death_of(client.pk)
    if standing is not None:
        dying.undo_death(ending=standing, membership=request.membership, by=request.actor)
    say(request, _("Taken back. Everything about %(name)s is as it was.") % {"name": client.name})
    return redirect("home:her", client.pk)


@requires(Permission.WRITE_CONTACT)
@require_POST
def told_them(request: WorkerRequest, client_id: uuid.UUID, tell_id: uuid.UUID) -> HttpResponse:
    """Note that a person told somebody."""
    client = get_object_or_404(Client, pk=client_id)
    one = get_object_or_404(ToTell, pk=tell_id, client_id=client.pk)
    dying.told_them(one=one, membership=request.membership, by=request.actor)
    return redirect("endings:died", client.pk)


# --- coming back -----------------------------------------------------------------------------------------


@requires(Permission.WRITE_CONTACT)
@require_POST
def back(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Open her time with a service again, in one press."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(Episode, pk=episode_id, client_id=client_id)
    if episode.state != Episode.State.ACTIVE:
        try:
            coming_back.she_is_back(
                episode=episode, membership=request.membership, by=request.actor
            )
        except ChangedMeanwhile as refusal:
            # Two saw her come in at once: she is back all the same.
            request.refusals.append(refusal.rule)
    say(request, _("%(name)s is back. Everything is as it was.") % {"name": client.name})
    return redirect("home:her", client_id)


@requires(Permission.WRITE_CONTACT)
@require_POST
def knock(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Tell her last team there that she is here and asks to come back."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.select_related("service"), pk=episode_id, client_id=client_id
    )
    coming_back.knock(episode=episode, membership=request.membership, by=request.actor)
    say(
        request,
        _("Passed on: %(service)s hears today that %(name)s asks to come back.")
        % {"service": episode.service.name, "name": client.name},
    )
    return redirect("endings:time", client_id)
