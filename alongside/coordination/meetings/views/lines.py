"""What was said and decided, and what somebody promised."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.coordination.meetings import actions, queries
from alongside.coordination.meetings.forms import ActionForm, MinuteForm
from alongside.coordination.meetings.models import Action, Meeting, Minute
from alongside.coordination.meetings.views.answers import asked, at, must_write, of_hers
from alongside.core.parts.views.answers import no_beside_the_boxes, saved, sent
from alongside.core.people.models import Client
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission

PLAIN = gettext_lazy("So that she can read it, or have it read to her.")


@requires(Permission.WRITE_CONTACT)
def minute_new(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down one line of what was said or decided, in plain words."""
    return _minute(request, *of_hers(client_id, meeting_id), None)


@requires(Permission.WRITE_CONTACT)
def minute(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, minute_id: uuid.UUID
) -> HttpResponse:
    """Change a line, or whom it is meant for."""
    client, one = of_hers(client_id, meeting_id)
    row = get_object_or_404(Minute, pk=minute_id, client_id=client.pk, meeting=one)
    return _minute(request, client, one, row)


def _minute(
    request: WorkerRequest, client: Client, one: Meeting, row: Minute | None
) -> HttpResponse:
    must_write(client, one.compartment)
    there = list(queries.invited_of(client.pk).filter(meeting=one))
    form, more = MinuteForm(sent(request), row=row, invited=there), dict[str, Any]()
    back = at("meeting", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            if row:
                actions.change_minute(
                    minute=row, version=form.version, facts=form.facts(), by=request.actor
                )
            else:
                actions.add_minute(
                    key=form.cleaned_data["key"], meeting=one, facts=form.facts(),
                    membership=request.membership, by=request.actor,
                )  # fmt: skip
            return saved(request, client, f"{back}#minutes")
    title = _("What was said, or decided")
    return asked(request, client, form, title, back, one.compartment, lede=PLAIN, **more)


@requires(Permission.WRITE_CONTACT)
def action_new(request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody promised, and by when."""
    return _action(request, *of_hers(client_id, meeting_id), None)


@requires(Permission.WRITE_CONTACT)
def action(
    request: WorkerRequest, client_id: uuid.UUID, meeting_id: uuid.UUID, action_id: uuid.UUID
) -> HttpResponse:
    """Change what was promised, move its day, or say that it is done."""
    client, one = of_hers(client_id, meeting_id)
    found = queries.actions_of(client.pk).filter(meeting=one)
    return _action(request, client, one, get_object_or_404(found, pk=action_id))


def _action(
    request: WorkerRequest, client: Client, one: Meeting, row: Action | None
) -> HttpResponse:
    must_write(client, one.compartment)
    rows = queries.invited_of(client.pk).filter(meeting=one)
    form = ActionForm(
        sent(request), row=row, invited=list(rows), rows=queries.who_may_promise(one, row)
    )
    more, back = dict[str, Any](), at("meeting", client, one.pk)
    if form.is_bound and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            if row:
                actions.change_action(
                    action=row, version=form.version, facts=form.facts(), by=request.actor
                )
            else:
                actions.add_action(
                    key=form.cleaned_data["key"], meeting=one, facts=form.facts(),
                    membership=request.membership, by=request.actor,
                )  # fmt: skip
            return saved(request, client, f"{back}#promised")
    title = _("Who does what, by when")
    return asked(request, client, form, title, back, one.compartment, **more)
