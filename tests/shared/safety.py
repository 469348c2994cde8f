"""Her plan, what happened, and what agencies do, written as Amal does."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from alongside.core.sharing.actions import locked
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.safety import actions, queries
from alongside.support.safety.actions import harm, incidents
from alongside.support.safety.models import Incident, Measure, Pattern
from tests.shared.cast import Cast, actor

SAFETY = Compartment.SAFETY.value


def holds(cast: Cast, *parts: Compartment) -> None:
    """Let Amal open locked parts of Marta's record, as the first to hold them."""
    with acting_as(cast.amal.pk):
        for part in parts:
            locked.must_hold(client_id=cast.marta, part=part, by=actor(cast.amal))


def writes(
    cast: Cast, section: str, words: str, part: int = SAFETY, hat: Membership | None = None
) -> None:
    """Write one section anew, over what stands."""
    hat = hat or cast.amal
    with acting_as(hat.pk):
        there = queries.latest(cast.marta, section, part)
        actions.write_section(
            client_id=cast.marta, section=section, part=part, words=words,
            version=there.version if there else 0, membership=hat, by=actor(hat),
        )  # fmt: skip


def fits(cast: Cast, *kinds: str) -> None:
    """Tick what fits her."""
    with acting_as(cast.amal.pk):
        actions.say_what_fits(
            client_id=cast.marta, begins=kinds, ends=(), membership=cast.amal, by=actor(cast.amal)
        )


def looked(cast: Cast, ago: int = 0, again: int = 56, **more: Any) -> None:
    """Look at the plan together, so many days ago, and mean to again after so many."""
    on_date = timezone.localdate() - datetime.timedelta(days=ago)
    facts = {
        "how": "with_her", "words": "", "on_date": on_date,
        "again_on": on_date + datetime.timedelta(days=again), **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        actions.look_at_it(
            key=new_key(),
            client_id=cast.marta,
            facts=facts,
            membership=cast.amal,
            by=actor(cast.amal),
        )


def judged(cast: Cast, level: str = "worried", **more: Any) -> None:
    """Say how worried we are."""
    facts = {
        "level": level, "why": "He waits outside.", "we_do": "We walk with her.", "decided": "Amal and Bea",
        "her_view": "It is the same as always.", "on_date": timezone.localdate(), **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        actions.judge(
            key=new_key(),
            client_id=cast.marta,
            facts=facts,
            membership=cast.amal,
            by=actor(cast.amal),
        )


def happened(cast: Cast, hat: Membership | None = None, **more: Any) -> Incident:
    """Write down something that happened in a house, and that she got a warning for it."""
    hat = hat or cast.amal
    facts = {
        "on_date": timezone.localdate(), "where_words": "The hostel", "done": "She threw a cup.",
        "before": "A letter about her son.", "set_off": "", "we_did": "", "her_words": "",
        "sanction": "warning", "tried_first": "A walk.", "until_on": None, **more,
    }  # fmt: skip
    with acting_as(hat.pk):
        return incidents.write_down(
            key=new_key(), client_id=cast.marta, facts=facts, membership=hat, by=actor(hat)
        )


def was_done(cast: Cast, words: str = "Waits at the gate.") -> Pattern:
    """Write down something that was done to her."""
    holds(cast, Compartment.HARM)
    with acting_as(cast.amal.pk):
        harm.add_pattern(
            key=new_key(), client_id=cast.marta, facts={"words": words, "when_words": "most Fridays"},
            membership=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
        return Pattern.objects.latest("made_at")


def agency_does(cast: Cast, what: str = "Serves the order.", **more: Any) -> Measure:
    """Write down what an agency does about it."""
    holds(cast, Compartment.HARM)
    facts = {
        "agency": cast.practice, "what": what, "decides": "the sergeant", "by_on": None, "done_on": None,
        **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        harm.add_measure(
            key=new_key(),
            client_id=cast.marta,
            facts=facts,
            membership=cast.amal,
            by=actor(cast.amal),
        )
        return Measure.objects.latest("made_at")


def plan_of(cast: Cast) -> dict[str, uuid.UUID | int]:
    """Give Marta one of everything of this room, and keys of it by the names of addresses."""
    writes(cast, "signs", "He goes quiet.")
    fits(cast, "sofa")
    looked(cast)
    judged(cast)
    holds(cast, Compartment.SEX_WORKING)
    return {
        "place": 1, "incident_id": happened(cast).pk, "pattern_id": was_done(cast).pk,
        "measure_id": agency_does(cast).pk,
    }  # fmt: skip
