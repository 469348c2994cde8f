"""Who is on duty in the nights to come, who covers, what may be needed then; and a note set right."""

import datetime

from django.utils import timezone

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.coordination.duty import actions as duty
from alongside.core.people.models import Client
from alongside.core.team import actions as team
from alongside.core.team.rules import span_of
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.actions.not_hers import not_hers
from alongside.support.engagement.models import Contact

EVENING, MORNING = datetime.time(18, 0), datetime.time(8, 0)
NIGHTS = ("joy", "leyla", "nadia", "kasia", "blessing", "ines", "tamsin")
MAY_NEED = (
    ("joy", "gemma", "Weekends are hard. She may ring after dark and say nothing at first.",
     "Stay on the line. Say your name and that it is Tuesday's coffee. Don't come to the door."),
    ("nadia", "dee", "If he finds out about the letter she will want to leave tonight.",
     "Ring once. If she says “wrong number”, ring the refuge line for her and wait."),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Set the rota of the Navigators for a week, cover for one of them, and two women who may need us."""
    manager = made.managers["navigators"]
    set_holder(manager.pk)
    there = [name for name in NIGHTS if name in made.hats]
    now = timezone.now()
    for ahead in range(7):
        starts_at, ends_at = span_of(days.ago(-ahead), EVENING, MORNING)
        if ends_at > now:
            team.put_on_duty(
                key=key_of("shift", str(ahead)), service=made.services["navigators"],
                membership=made.hats[there[ahead % len(there)]], starts_at=starts_at, ends_at=ends_at,
                made_by=manager, by=actor(manager),
            )  # fmt: skip
    first, last = span_of(days.ago(-3), datetime.time(0), datetime.time(0))
    team.cover(
        key=key_of("shift", "cover"), instead_of=made.hats["leyla"], membership=made.hats["joy"],
        starts_at=first, ends_at=last + datetime.timedelta(days=7), made_by=manager, by=actor(manager),
    )  # fmt: skip
    for lead, woman, words, agreed in MAY_NEED:
        hat = made.hats[lead]
        set_holder(hat.pk)
        client_id = key_of("woman", woman)
        if not Contact.objects.filter(client_id=client_id).exists():
            raise LookupError(f"{lead} is not alongside {woman} in the demo.")
        duty.may_need_us(
            key=key_of("tonight", woman), client_id=client_id, words=words, agreed=agreed,
            from_on=days.today, until_on=days.ago(-6), membership=hat, by=actor(hat),
        )  # fmt: skip
    _note_set_right(made, days)
    set_holder(None)


def _note_set_right(made: Partnership, days: Days) -> None:
    """Let Joy write about Jade on Roza's record, Nadia read it there, and Joy put it where it belongs."""
    joy, nadia, roza = made.hats["joy"], made.hats["nadia"], key_of("woman", "roza")
    set_holder(joy.pk)
    facts = {
        "met": True, "kind": "coffee", "happened_on": days.ago(2), "her_words": "I signed up. Tuesdays.",
        "worker_words": "Jade has a place in the pottery class.", "compartment": Compartment.NOTES,
    }  # fmt: skip
    note = engagement.write_note(
        key=key_of("note", "not hers"), client_id=roza, facts=facts, membership=joy, by=actor(joy)
    )
    set_holder(nadia.pk)
    audit.record(
        Event.OPENED, what="engagement.note", by=actor(nadia), client_id=roza,
        compartments=note.compartment,
    )  # fmt: skip
    set_holder(joy.pk)
    not_hers(
        contact=note,
        whose=Client.objects.get(pk=key_of("woman", "jade")),
        membership=joy,
        by=actor(joy),
    )
