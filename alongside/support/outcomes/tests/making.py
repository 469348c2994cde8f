"""Goals and check-ins to test with, made through the actions, and the questions every page is asked."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes import actions
from alongside.support.outcomes.models import (
    AskedAgain,
    Attempt,
    Goal,
    GoalStep,
    OutcomeArea,
    Reading,
)
from alongside.support.outcomes.rules import Said
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import PageForm, forms_of

STEPS = ["a walk", "run a bit, walk a bit", "three kilometres", "the start line"]
LONG_AGO = datetime.date(2023, 7, 5)


def make_goal(
    cast: Cast,
    words: str = "Run with everyone",
    *,
    area: str = "",
    steps: Sequence[str] = STEPS,
    **facts: Any,
) -> uuid.UUID:
    """Write down a goal of Marta's, as her lead worker does."""
    key = new_key()
    with acting_as(cast.amal.pk):
        actions.add_goal(
            goal_id=key, client_id=facts.pop("client_id", cast.marta), words=words, steps=steps,
            area=OutcomeArea.objects.get(key=area) if area else None, by=actor(cast.amal),
            **{"began_on": LONG_AGO, **facts},
        )  # fmt: skip
    return key


def make_check_in(
    cast: Cast,
    about: uuid.UUID | str,
    said: dict[str, int | str],
    *,
    on: datetime.date | None = None,
    **facts: Any,
) -> uuid.UUID:
    """Check in with Marta about a goal (its key) or an area (its name), each voice a step or words."""
    sitting = new_key()
    with acting_as(cast.amal.pk):
        found: Goal | OutcomeArea = (
            OutcomeArea.objects.get(key=about)
            if isinstance(about, str)
            else Goal.objects.get(pk=about)
        )
        actions.check_in(
            sitting=sitting, client_id=cast.marta, about=found, on=on or timezone.localdate(),
            said=[
                Said(voice, step, "") if isinstance(step, int) else Said(voice, None, step)
                for voice, step in said.items()
            ],
            by=actor(cast.amal), **facts,
        )  # fmt: skip
    return sitting


def make_attempt(cast: Cast, goal_id: uuid.UUID, on: datetime.date, **facts: Any) -> uuid.UUID:
    """Write down a try at a goal."""
    key = new_key()
    with acting_as(cast.amal.pk):
        goal = Goal.objects.get(pk=goal_id)
        actions.add_attempt(attempt_id=key, goal=goal, happened_on=on, by=actor(cast.amal), **facts)
    return key


def make_wait(cast: Cast, goal_id: uuid.UUID, who: str, days: int) -> None:
    """Write down that a goal has waited on somebody for so many days."""
    with acting_as(cast.amal.pk):
        actions.wait_on(
            goal=Goal.objects.get(pk=goal_id), who=who, agency=None, by=actor(cast.amal),
            since=timezone.localdate() - datetime.timedelta(days=days),
        )  # fmt: skip


def area_key(name: str) -> uuid.UUID:
    """Give the key of an area."""
    return OutcomeArea.objects.get(key=name).pk


def goal_of(hat: Membership, key: uuid.UUID) -> Goal:
    """Read a goal as a hat sees it."""
    with acting_as(hat.pk):
        return Goal.objects.select_related("area", "waiting_agency").get(pk=key)


def goals_of(hat: Membership) -> list[Goal]:
    """Read every goal a hat sees, in her order."""
    with acting_as(hat.pk):
        return list(Goal.objects.order_by("place", "made_at"))


def steps_of(hat: Membership, key: uuid.UUID) -> list[str]:
    """Read the words of a goal's steps."""
    with acting_as(hat.pk):
        steps = GoalStep.objects.standing().filter(goal_id=key).order_by("place")
        return [step.words for step in steps]


def readings_of(hat: Membership) -> list[Reading]:
    """Read every check-in a hat sees that stands."""
    with acting_as(hat.pk):
        return list(Reading.objects.standing().order_by("happened_on", "voice"))


def attempts_of(hat: Membership) -> list[Attempt]:
    """Read every try a hat sees that stands."""
    with acting_as(hat.pk):
        return list(Attempt.objects.standing())


def address(name: str, client_id: uuid.UUID, **keys: uuid.UUID) -> str:
    """Give the address of a page of this room."""
    return reverse(f"outcomes:{name}", kwargs={"client_id": client_id, **keys})


def form_with(html: str, field: str) -> PageForm:
    """Find the form of a page that has this field."""
    return next(form for form in forms_of(html) if field in form.fields)


def filled(browser: Browser, url: str, field: str, **typed: Any) -> dict[str, Any]:
    """Open a form and fill some boxes, as a person does."""
    form = form_with(browser.get(url).content.decode(), field)
    return {**form.as_sent(), **typed}


def press(hat: Membership, name: str, client_id: uuid.UUID, goal_id: uuid.UUID) -> Any:
    """Press a button of a goal's page, as it stands there."""
    browser, url = sign_in(hat), address(name, client_id, goal_id=goal_id)
    page = browser.get(address("goal", client_id, goal_id=goal_id)).content.decode()
    form = next(form for form in forms_of(page) if form.action == url)
    return browser.post(url, form.as_sent())


def assert_in_one_part(hat: Membership, goal_id: uuid.UUID) -> None:
    """Look whether all that hangs on a goal is in the same part of her record."""
    with acting_as(hat.pk):
        part = Goal.objects.get(pk=goal_id).compartment
        for kind in (GoalStep, Attempt, Reading, AskedAgain):
            rows = kind._default_manager.filter(goal_id=goal_id)
            assert set(rows.values_list("compartment", flat=True)) <= {part}, kind


def assert_closed(cast: Cast, name: str, *, post: bool = False, **keys: uuid.UUID) -> None:
    """Ask for Marta's page as everybody who may not have it: the same nothing as for no such page."""
    url = address(name, cast.marta, **keys)
    nowhere = address(name, uuid.uuid4(), **{key: uuid.uuid4() for key in keys})
    stranger = sign_in(cast.cleo)
    asked, absent = (
        (stranger.post(url), stranger.post(nowhere))
        if post
        else (stranger.get(url), stranger.get(nowhere))
    )
    assert (asked.status_code, absent.status_code) == (404, 404)
    assert asked.content == absent.content
    other_hat = sign_in(cast.amal_at_hearth)
    assert (other_hat.post(url) if post else other_hat.get(url)).status_code == 404
    for hat in (cast.vera, cast.ada, cast.conny):
        browser = sign_in(hat)
        assert (browser.post(url) if post else browser.get(url)).status_code == 403
    nobody = Browser()
    answer = nobody.post(url) if post else nobody.get(url)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def audited(what: str) -> list[tuple[str, int]]:
    """Read the record past every policy: event and compartments of what was done (committed tests only)."""
    return as_admin("select event, compartments from audit_entry where what = %s order by at", what)
