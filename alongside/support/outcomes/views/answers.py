"""How every page of this room finds her goal, is written down as opened, and answers what was sent."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.access import WorkerRequest
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.notices import say
from alongside.foundation.common.refused import ChangedMeanwhile, Refused
from alongside.support.outcomes import paths, queries
from alongside.support.outcomes.models import Goal, OutcomeArea


def goal_of(client_id: uuid.UUID, goal_id: uuid.UUID) -> tuple[Client, Goal]:
    """Find her and one of her goals, or nothing."""
    client = get_object_or_404(Client, pk=client_id)
    return client, get_object_or_404(queries.told_goals(), pk=goal_id, client_id=client.pk)


def area_of(client: Client, area_id: uuid.UUID) -> OutcomeArea:
    """Find an area; nothing tells that there is one to somebody with whom that part is not shared."""
    area = get_object_or_404(OutcomeArea, pk=area_id)
    if not rights(client.pk).reads & area.compartment:
        # A check-in may have been moved out of that part, to where the asker sees it.
        get_list_or_404(queries.readings(), client_id=client.pk, area=area, goal__isnull=True)
    return area


def shown(
    request: WorkerRequest,
    client: Client,
    template: str,
    parts: Iterable[int],
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Write down that a page about her was opened, and which parts of her record it shows; then show it."""
    mask = Compartment.BASICS.value
    for part in parts:
        mask |= part
    what = template.removesuffix(".html").replace("/", ".")
    audit.record(Event.OPENED, what=what, by=request.actor, client_id=client.pk, compartments=mask)
    return render(request, template, {"client": client, **context}, status=status)


def asked(
    request: WorkerRequest, client: Client, template: str, form: forms.Form, more: dict[str, Any]
) -> HttpResponse:
    """Show a form; `more` may hold the goal or area it is about, and how somebody else left the goal."""
    about = (more.get(name) for name in ("goal", "area", "theirs"))
    status = 422 if form.is_bound else 200
    parts = [one.compartment for one in about if one]
    parts += [more["path"].compartments] if "path" in more else []
    return shown(request, client, template, parts, {"form": form, **more}, status)


def facts(form: forms.Form, *names: str) -> dict[str, Any]:
    """Pick what an action asks for."""
    return {name: form.cleaned_data[name] for name in names}


@contextmanager
def no_beside_the_boxes(
    request: WorkerRequest, form: forms.Form, more: dict[str, Any]
) -> Iterator[None]:
    """Bring an action's no back to its form; when somebody else saved first, with what stands now."""
    try:
        yield
    except ChangedMeanwhile as changed:
        request.refusals.append(changed.rule)
        more.update(theirs=changed.theirs, their_wait=paths.waiting_of(changed.theirs))
        again = request.POST.copy()
        again["version"] = str(changed.theirs.version)
        form.data = again
    except Refused as refusal:
        request.refusals.append(refusal.rule)
        form.add_error("step_0" if refusal.rule == "steps" else None, refusal.reason)


def say_saved(request: HttpRequest, client: Client, undo: str = "", **keys: uuid.UUID) -> None:
    """Say whose record something went to, with a way back."""
    words = _("Saved to %(name)s’s record.") % {"name": client.name}
    say(request, words, undo_url=to(undo, client, **keys) if undo else "")


def saved(request: HttpRequest, client: Client, goal: Goal, undo: str = "") -> HttpResponse:
    """Say so, and go to the goal it was about."""
    keys = {"goal_id": goal.pk} if undo else {}
    say_saved(request, client, undo, **keys)
    return redirect(to("goal", client, goal_id=goal.pk))


def to(name: str, client: Client, **keys: uuid.UUID) -> str:
    """Give the address of one of her pages of this room."""
    return reverse(f"outcomes:{name}", kwargs={"client_id": client.pk, **keys})
