"""Emergency access twice, one of them waiting to be looked over, and a sealed record somebody asks for."""

from collections.abc import Iterable

from alongside.config.demo.cast import key_of
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Client
from alongside.core.sharing.actions import emergency, sealing
from alongside.core.sharing.models import BreakGlass, Duty, SealedRecord
from alongside.core.sharing.queries.emergency import emergencies
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event

SEALED = "jeanette"
# Who used it, for whom, why, in which words.
WAITING = (
    "morwenna", "dee", BreakGlass.Reason.WELFARE,
    "Asleep in the bank's doorway at twenty to seven and slow to wake. I needed to know what she takes.",
)  # fmt: skip
LOOKED_OVER = (
    "shabnam", "amina", BreakGlass.Reason.SHE_ASKED,
    "At our door at night, her phone gone. She asked me to find out where it was safe to send a word.",
)  # fmt: skip


# How often each woman's page has been opened this month, so that two emergencies are few among many.
OPENED = 3
SHOWN = bits(Compartment.BASICS, Compartment.STORY, Compartment.GOALS, Compartment.NOTES)


def bring_in(made: Partnership, lives: Iterable[Life]) -> None:
    """Write both emergencies down, have one looked over, seal a record and ask for it."""
    for life in lives:
        _opened(made.hats[life.woman.lead], life.woman.key)
    safety_lead = made.hats["sal"]
    set_holder(made.hats["ada"].pk)
    if not Duty.objects.filter(
        membership=safety_lead, kind=Duty.Kind.SAFETY, ended_at=None
    ).exists():
        Duty(
            pk=key_of("duty", "safety sal"), membership=safety_lead, kind=Duty.Kind.SAFETY,
            given_by=made.hats["ada"],
        ).save(force_insert=True)  # fmt: skip
    for one in (LOOKED_OVER, WAITING):
        _use(made, *one)
    set_holder(safety_lead.pk)
    emergency.review(
        access=emergencies().get(pk=key_of("emergency", LOOKED_OVER[1])), by=actor(safety_lead),
        verdict=BreakGlass.Verdict.RIGHT, reviewed_by=safety_lead,
        words="I rang Shabnam. She asked Amina first, looked once and closed it.",
    )  # fmt: skip
    _seal(made)


def _opened(lead: Membership, woman: str) -> None:
    set_holder(lead.pk)
    for _time in range(OPENED):
        audit.record(
            Event.OPENED, what="home.her", by=actor(lead), client_id=key_of("woman", woman),
            compartments=SHOWN,
        )  # fmt: skip


def _use(made: Partnership, worker: str, woman: str, reason: str, words: str) -> None:
    hat = made.hats[worker]
    set_holder(hat.pk)
    found = emergency.break_glass(
        key=key_of("emergency", woman), reason=reason, words=words, by=actor(hat),
        reference=Client(pk=key_of("woman", woman)).reference,
    )  # fmt: skip
    assert found
    emergency.close(client_id=found, by=actor(hat))


def _seal(made: Partnership) -> None:
    manager, asking = made.managers["navigators"], made.hats["ines"]
    client = Client(pk=key_of("woman", SEALED))
    set_holder(manager.pk)
    sealing.seal(
        key=key_of("sealed", SEALED), client_id=client.pk, agency=manager.agency, by=actor(manager),
        why=SealedRecord.Why.HER_WISH, sealed_by=manager,
        words="She has a new name and a new town, and wants nobody to look.",
    )  # fmt: skip
    set_holder(asking.pk)
    sealing.ask_to_open(
        key=key_of("asked", SEALED), by=actor(asking), reference=client.reference,
        words="Somebody rang and said he was her brother. I would like to know whether she has one.",
    )  # fmt: skip
