"""For those beside her: whom they are beside, notes, worries. For her team: who is beside her."""

import datetime
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.coordination.peers import actions, queries
from alongside.coordination.peers.forms import (
    LABELS,
    NoteForm,
    PeerForm,
    WelcomeForm,
    WorryForm,
    as_typed,
)
from alongside.coordination.peers.models import Worry
from alongside.core.people.models import Client, Episode
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion
from alongside.core.team.queries import beside as beside_her
from alongside.core.team.rules import span_of
from alongside.core.team.rules.beside import why_not_welcome
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused

BASICS, WELCOME, NOTES = Compartment.BASICS, Compartment.WELCOME, Compartment.NOTES
BESIDE_HER = BASICS | WELCOME | Compartment.SHARING | Compartment.GROUPS


def _opened(request: WorkerRequest, what: str, client_id: uuid.UUID, parts: int) -> None:
    audit.record(Event.OPENED, what=what, by=request.actor, client_id=client_id, compartments=parts)


# --- for those beside her, who never see her record ------------------------------------------------------


@requires(Permission.BE_BESIDE)
def whom(request: WorkerRequest) -> HttpResponse:
    """Show somebody whom they are beside, by the names these women use."""
    told = queries.todays(request.membership, timezone.localdate())
    audit.record_list(what="peers.whom", by=request.actor, shown=told.shown)
    return render(request, "peers/whom.html", {"beside": told})


@requires(Permission.BE_BESIDE)
def one(request: WorkerRequest, companion_id: uuid.UUID) -> HttpResponse:
    """Show what she wants somebody beside her to know, the goals she shows, and their own notes."""
    found = queries.whom_or_404(companion_id)
    goals = list(queries.goals_shown(found))
    shown = WELCOME | NOTES
    for goal in goals:
        shown |= goal.compartment
    _opened(request, "peers.one", found.client_id, shown)
    context = {
        "one": found, "goals": goals, "notes": queries.my_notes(found, request.membership),
    }  # fmt: skip
    return render(request, "peers/one.html", context)


@requires(Permission.BE_BESIDE)
def note(request: WorkerRequest, companion_id: uuid.UUID) -> HttpResponse:
    """Write down time with her."""
    found = queries.whom_or_404(companion_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.write_note(
                beside=found, membership=request.membership, by=request.actor, **form.cleaned_data
            )
            say(request, _("Saved. Her team reads it."))
            return redirect("peers:one", found.companion.pk)
        except Refused as refusal:
            request.refusals.append(refusal.rule)
            form.add_error(None, refusal.reason)
    _opened(request, "peers.note", found.client_id, WELCOME)
    context = {"one": found, "form": form}
    return render(request, "peers/note.html", context, status=422 if form.errors else 200)


@requires(Permission.BE_BESIDE)
def worried(request: WorkerRequest, companion_id: uuid.UUID) -> HttpResponse:
    """Tell one's supervisor that one is worried for her, in words alone."""
    found = queries.whom_or_404(companion_id)
    form = WorryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.worry(
            beside=found, membership=request.membership, by=request.actor, **form.cleaned_data
        )
        who = found.companion.supervisor.worker.name
        say(
            request,
            _("%(who)s reads it on their first page. Thank you for saying it.") % {"who": who},
        )
        return redirect("peers:one", found.companion.pk)
    _opened(request, "peers.worried", found.client_id, WELCOME)
    context = {"one": found, "form": form}
    return render(request, "peers/worried.html", context, status=422 if form.errors else 200)


# --- for those who look after her ------------------------------------------------------------------------


@requires(Permission.WRITE_CONTACT)
def places(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Show who is beside her, which groups she comes to, and what she wants them to know."""
    client = get_object_or_404(Client, pk=client_id)
    _opened(request, "peers.places", client.pk, BESIDE_HER & (BASICS | rights(client.pk).reads))
    context = {
        "client": client,
        "welcome": beside_her.welcome_of(client.pk),
        "told": queries.places(client.pk),
        "episodes": list(
            Episode.objects.open().filter(client_id=client.pk).select_related("service")
        ),
        "may_write": beside_her.looks_after_now(client.pk),
    }
    return render(request, "peers/places.html", context)


@requires(Permission.WRITE_CONTACT)
def welcome(request: WorkerRequest, client_id: uuid.UUID) -> HttpResponse:
    """Write down with her what she wants those beside her to know."""
    client = get_object_or_404(Client, pk=client_id)
    if said := why_not_welcome(rights(client.pk)):
        raise Refused(said, rule="may_not_write")
    now, theirs = beside_her.welcome_of(client.pk), None
    form = WelcomeForm(request.POST if request.method == "POST" else None, initial=as_typed(now))
    if form.is_bound and form.is_valid():
        try:
            beside.say_what_to_know(
                client_id=client.pk, facts=form.facts(), membership=request.membership,
                version=(form.cleaned_data["version"] or 0) if now else 0, by=request.actor,
            )  # fmt: skip
            say(request, _("Saved. Those beside her read it from now on."))
            return redirect("peers:places", client.pk)
        except ChangedMeanwhile as changed:
            request.refusals.append(changed.rule)
            theirs = [(label, getattr(changed.theirs, name)) for name, label in LABELS.items()]
            form.saves_over(changed.theirs)
    _opened(request, "peers.welcome", client.pk, BASICS | WELCOME)
    context = {"client": client, "form": form, "theirs": theirs}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "peers/welcome.html", context, status=status)


@requires(Permission.WRITE_CONTACT)
def peer_new(request: WorkerRequest, client_id: uuid.UUID, episode_id: uuid.UUID) -> HttpResponse:
    """Put a peer mentor beside her, whom she chose, with a supervisor of their own."""
    client = get_object_or_404(Client, pk=client_id)
    episode = get_object_or_404(
        Episode.objects.open().select_related("service"), pk=episode_id, client_id=client.pk
    )
    form = PeerForm(
        request.POST if request.method == "POST" else None,
        who=beside_her.may_be_beside(episode.service), supervisors=beside_her.supervisors(client.pk),
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _chosen(request, episode, form):
        say(request, _("Saved. They see it when they sign in."))
        return redirect("peers:places", client.pk)
    _opened(request, "peers.peer_new", client.pk, BASICS)
    context = {"client": client, "episode": episode, "form": form}
    return render(request, "peers/peer_new.html", context, status=422 if form.errors else 200)


def _chosen(request: WorkerRequest, episode: Episode, form: PeerForm) -> bool:
    said, midnight = form.cleaned_data, datetime.time(0)
    try:
        beside.choose_companion(
            key=said["key"], episode=episode, membership=said["who"], kind=Companion.Kind.PEER,
            supervisor=said["supervisor"], made_by=request.membership, by=request.actor,
            facts={
                "call_words": said["call_words"], "her_words": said["her_words"],
                "until_at": span_of(said["until_on"], midnight, midnight)[1],
            },
        )  # fmt: skip
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error(None, refusal.reason)
        return False
    return True


@requires(Permission.WRITE_CONTACT)
@require_POST
def peer_end(request: WorkerRequest, client_id: uuid.UUID, companion_id: uuid.UUID) -> HttpResponse:
    """End that somebody is beside her, at her word."""
    client = get_object_or_404(Client, pk=client_id)
    companion = get_object_or_404(Companion, pk=companion_id, client_id=client.pk)
    beside.end_companion(companion=companion, membership=request.membership, by=request.actor)
    say(request, _("Ended. They see nothing of her any more."))
    return redirect("peers:places", client.pk)


@requires(Permission.WRITE_CONTACT)
@require_POST
def read(request: WorkerRequest, client_id: uuid.UUID, worry_id: uuid.UUID) -> HttpResponse:
    """Note that a worry was read."""
    client = get_object_or_404(Client, pk=client_id)
    worry = get_object_or_404(Worry, pk=worry_id, client_id=client.pk)
    actions.read_it(worry=worry, membership=request.membership, by=request.actor)
    return redirect("home:today")
