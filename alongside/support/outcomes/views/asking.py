"""A service that owes her a move, asked again; and who asks next (R38)."""

import datetime
import uuid

from django.http import HttpResponse
from django.utils import timezone

from alongside.core.parts.views.answers import sent
from alongside.foundation.access.queries import my_sources
from alongside.foundation.accounts.access import WorkerRequest, requires
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.refused import Refused
from alongside.support.outcomes import paths, rules
from alongside.support.outcomes.actions import asking as actions
from alongside.support.outcomes.forms import AskAgainForm
from alongside.support.outcomes.models import Goal
from alongside.support.outcomes.queries.asking import asked as asked_before
from alongside.support.outcomes.queries.asking import who_may_ask
from alongside.support.outcomes.views.answers import (
    asked,
    facts,
    goal_of,
    no_beside_the_boxes,
    saved,
)


@requires(Permission.WRITE_GOALS)
def ask_again(request: WorkerRequest, client_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    """Write down that a service was asked again, and who asks next if it stays so (R38)."""
    client, one = goal_of(client_id, goal_id)
    if said := rules.why_not_ask_again(one, my_sources(client.pk)):
        raise Refused(said, rule="not_to_ask_again")
    form = _form(request, one)
    more = {"goal": one, "waiting": paths.waiting_of(one)}
    if request.method == "POST" and form.is_valid():
        with no_beside_the_boxes(request, form, more):
            actions.ask_again(
                key=form.cleaned_data["key"], goal=one, membership=request.membership, by=request.actor,
                facts=facts(form, "rung", "whom", "asked_on", "next_asks", "next_on"),
            )  # fmt: skip
            return saved(request, client, one)
    return asked(request, client, "outcomes/ask_again.html", form, more)


def _form(request: WorkerRequest, one: Goal) -> AskAgainForm:
    today = timezone.localdate()
    who = [*who_may_ask(one.client_id, one.compartment), request.membership]
    others = [hat for hat in who if hat.pk != request.membership.pk]
    begin = {
        "rung": rules.rung_after([row.rung for row in asked_before(one)]), "asked_on": today,
        "next_asks": (others or who)[0].pk, "next_on": _next_on(today),
    }  # fmt: skip
    return AskAgainForm(sent(request), who={hat.pk for hat in who}, initial=begin)


def _next_on(today: datetime.date) -> datetime.date:
    return timezone.localdate(rules.late_from(today))
