"""Two databases that differ in one woman: in one she keeps people away, in the other she never was.

Whoever she keeps away must not be able to tell in which of the two he is.
"""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral
from alongside.core.people import actions as people
from alongside.core.people.models import Episode, SafeWay
from alongside.core.sharing.actions import away, emergency, matching, sealing, shares
from alongside.core.sharing.models import Block, BreakGlass, Duty, SealedRecord
from alongside.core.team import actions as team
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from alongside.overview.insight import actions as insight
from alongside.overview.insight.rules import Period
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Appointment, Contact
from alongside.support.outcomes.models import Attempt, Goal, OutcomeArea, Reading
from tests import pgplugin
from tests.shared.around import around_her
from tests.shared.asking import refer
from tests.shared.cast import Cast, actor, lead_for, make_client, make_hat, make_worker, the_cast
from tests.shared.database import as_admin, use
from tests.shared.meetings import meetings_of

BORN = datetime.date(1991, 4, 17)
NUMBER = "+447700900777"
QUARTER = Period("2026-q1", datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))


@dataclass
class Worlds:
    """The two databases, the people who are kept away, and the keys of what is hers."""

    cast: Cast
    with_her: str
    without: str
    # By what each does here: navigator, manager, triage, partner, matching, safety, data protection, payer.
    kept: dict[str, Membership] = field(default_factory=dict)
    # A woman whom the navigator, the manager and the triage worker of her service do see.
    berit: uuid.UUID = field(default_factory=new_key)
    hers: dict[str, Any] = field(default_factory=dict)

    def names(self) -> tuple[str, str]:
        """Both databases, the one with her first."""
        return (self.with_her, self.without)


@contextmanager
def two_worlds() -> Iterator[Worlds]:
    """Make both out of one, so that every other key in them is the same."""
    made = uuid.uuid4().hex[:8]
    base, without = f"alongside_base_{made}", f"alongside_without_{made}"
    pgplugin.clone(base, pgplugin.WITH_CAST)
    before = use(base)
    worlds = Worlds(the_cast(), with_her=base, without=without)
    _bring_on_staff(worlds)
    _bring_on_others(worlds)
    use(pgplugin.TEMPLATE)
    pgplugin.clone(without, base)
    use(base)
    _bring_her(worlds)
    for name in worlds.names():
        use(name)
        _hand_on_a_copy(worlds)
        matching.compare_waiting()
    try:
        yield worlds
    finally:
        use(before)
        for name in worlds.names():
            pgplugin.drop(name)


def _bring_on_staff(worlds: Worlds) -> None:
    cast = worlds.cast
    shore = Agency.objects.create(name="Shore Housing", confirmed_at=timezone.now())
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    nav: tuple[Agency, Service] = (cast.harbour, cast.navigators)

    def hat(name: str, agency: Agency, role: Role, *more: Service, **how: bool) -> Membership:
        return make_hat(make_worker(name), agency, role, *more, **how)

    worlds.kept = {
        "navigator": hat("Kit", nav[0], Role.NAVIGATOR, nav[1]),
        "manager": hat("Kim", nav[0], Role.MANAGER, nav[1]),
        "triage": hat("Tess", nav[0], Role.NAVIGATOR, nav[1], triage=True),
        "partner": hat("Paul", shore, Role.PARTNER),
        "matching person": hat("Mat", shore, Role.MANAGER),
        "safety lead": hat("Saf", shore, Role.MANAGER),
        "data protection": hat("Dan", cast.harbour, Role.DATA_PROTECTION),
        "commissioner": hat("Pia", shore, Role.COMMISSIONER),
        "volunteer": hat("Vic", nav[0], Role.VOLUNTEER),
        "administrator": hat("Ann", cast.harbour, Role.ADMINISTRATOR),
    }
    for who, kind in (("matching person", Duty.Kind.MATCHING), ("safety lead", Duty.Kind.SAFETY)):
        Duty(membership=worlds.kept[who], kind=kind, given_by=cast.ada).save()
        gate.recompute_membership(worlds.kept[who].pk)
    for hat_ in worlds.kept.values():
        gate.recompute_membership(hat_.pk)


def _bring_on_others(worlds: Worlds) -> None:
    """Seven women with two check-ins each, one short of a figure that a copy shows; and her other record."""
    cast = worlds.cast
    for place in range(7):
        key = _woman(cast, f"Woman {place}")
        _check_ins(cast, key)
    worlds.berit = _woman(cast, "Berit")
    _beside(worlds.berit, worlds.kept["navigator"], cast)
    # The same woman at the other agency, where she keeps nobody away.
    refer(
        cast.advocates, by=cast.petra, more={"name": "Zora Ibrahim"},
        reach={"way": "07700 900777", "how": "text", "when": ["any"]},
    )  # fmt: skip


def _woman(cast: Cast, name: str) -> uuid.UUID:
    key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    return key


def _check_ins(cast: Cast, key: uuid.UUID) -> None:
    with acting_as(cast.amal.pk):
        area = OutcomeArea.objects.get(key="safety")
        for rung, day in ((0, 10), (3, 20)):
            Reading(
                client_id=key, area=area, compartment=area.compartment, voice="hers", rung=rung,
                happened_on=datetime.date(2026, 1, day), made_by=cast.amal,
            ).save(force_insert=True)  # fmt: skip


def _beside(key: uuid.UUID, hat: Membership, cast: Cast) -> None:
    with acting_as(cast.bea.pk):
        episode = Episode.objects.select_related("service").get(client_id=key)
        team.add_member(episode=episode, membership=hat, by=actor(cast.bea))


def _bring_her(worlds: Worlds) -> None:
    """Zora, referred by the partner himself; they all see something of her, and then she keeps them away."""
    cast, kept = worlds.cast, worlds.kept
    referral = refer(
        cast.navigators, by=kept["partner"], more={"name": "Zora"}, who={"allowed": True},
        reach={"way": "07700 900777", "how": "text", "when": ["any"]},
    )  # fmt: skip
    with acting_as(cast.bea.pk):
        found = Referral.objects.get(pk=referral.pk)
        key = found.client_id
        referrals.take_up(referral=found, lead=cast.amal, agreed_by=cast.bea, by=actor(cast.bea))
    # Taken up long ago, so that she is in the counts of the quarter.
    as_admin("update people_episode set opened_on = %s where client_id = %s", QUARTER.first, key)
    # And sent before that: what he sent lately he is shown, whoever she keeps away.
    as_admin(
        "update referrals_referral set received_at = %s where client_id = %s", QUARTER.first, key
    )
    _beside(key, kept["navigator"], cast)
    _check_ins(cast, key)
    worlds.hers = {"client_id": key, "referral_id": found.pk, **_her_record(worlds, key)}
    _shown_to_them(worlds, key)
    with acting_as(cast.amal.pk):
        for hat in kept.values():
            away.keep_away(
                key=new_key(),
                client_id=key,
                worker=hat.worker,
                made_by=cast.amal,
                by=actor(cast.amal),
            )
        worlds.hers["block_id"] = Block.objects.filter(client_id=key).first().pk  # type: ignore[union-attr]
    with acting_as(cast.cleo.pk):
        emergency.break_glass(
            key=new_key(), reference=key.hex[-10:], reason=BreakGlass.Reason.DANGER, words="",
            by=actor(cast.cleo),
        )  # fmt: skip
    _another_sealed(worlds)


def _her_record(worlds: Worlds, key: uuid.UUID) -> dict[str, Any]:
    cast, kit = worlds.cast, worlds.kept["navigator"]
    today = timezone.localdate()
    made: dict[str, Any] = {"client_id": key, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=key, version=1, by=actor(cast.amal),
            facts={"full_name": "Zora Ibrahim", "born_on": BORN},
        )  # fmt: skip
        place = people.set_whereabouts(
            client_id=key, address="ZZ99 3VZ", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
        contact = Contact(**made, happened_on=today, kind="walk")
        appointment = Appointment(**made, on_date=today, what="Coffee", membership=cast.amal)
        goal = Goal(**made, words="Sleep", began_on=today)
        for row in (contact, appointment, goal):
            row.save(force_insert=True)
        attempt = Attempt(**made, goal=goal, happened_on=today)
        reading = Reading(
            **made, goal=goal, voice="hers", happened_on=today, words="so", sitting=new_key()
        )
        for row in (attempt, reading):
            row.save(force_insert=True)
        way = SafeWay.objects.filter(client_id=key).first()
    draft = new_key()
    with acting_as(kit.pk):
        engagement.keep_draft(key=draft, client_id=key, fields={"her_words": "half"}, by=actor(kit))
    return {
        "contact_id": contact.pk, "appointment_id": appointment.pk, "goal_id": goal.pk,
        "attempt_id": attempt.pk, "reading_id": reading.pk, "sitting": reading.sitting,
        "way_id": way.pk if way else new_key(), "draft_id": draft, "whereabouts": place.pk,
        **around_her(cast, key), **meetings_of(cast, key),
    }  # fmt: skip


def _shown_to_them(worlds: Worlds, key: uuid.UUID) -> None:
    cast, partner = worlds.cast, worlds.kept["partner"]
    now = timezone.now()
    with acting_as(cast.amal.pk):
        shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=key, agency=partner.agency, purpose="A home", starts_at=now,
            parts=bits(Compartment.NOTES, Compartment.GOALS), made_by=cast.amal, by=actor(cast.amal),
            until_at=now + datetime.timedelta(days=30),
        )  # fmt: skip


def _another_sealed(worlds: Worlds) -> None:
    """Another woman, sealed, who keeps the keeper of sealed records away."""
    cast, dan = worlds.cast, worlds.kept["data protection"]
    key = _woman(cast, "Yara")
    with acting_as(cast.amal.pk):
        for hat in worlds.kept.values():
            away.keep_away(
                key=new_key(),
                client_id=key,
                worker=hat.worker,
                made_by=cast.amal,
                by=actor(cast.amal),
            )
        sealing.seal(
            key=new_key(), client_id=key, agency=dan.agency, words="", sealed_by=cast.amal,
            why=SealedRecord.Why.HER_WISH, by=actor(cast.amal),
        )  # fmt: skip


def _hand_on_a_copy(worlds: Worlds) -> None:
    cast = worlds.cast
    with acting_as(cast.bea.pk):
        insight.make_copy(
            copy_id=uuid.UUID(int=77), service=cast.navigators, membership=cast.bea,
            by=actor(cast.bea), period=QUARTER, shape="all",
        )  # fmt: skip
