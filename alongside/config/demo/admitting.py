"""How each woman came in: admitted through the gate's one door, answered, and given a lead worker."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days, own_dates
from alongside.config.demo.leaving import stop_and_return
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.person import Safe
from alongside.config.demo.words.referring import KIND_OF
from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import (
    Carried,
    Referral,
    ReferralExtra,
    ReferralOutcome,
)
from alongside.coordination.referrals.rules import kinds
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.directory.models import Agency

# How long a referral waited for its answer, in days.
WAITED = 5
OVER_GAUGE = (
    "She asked for Fran by name and had waited long enough. Agreed until the end of the month, when one of "
    "Fran's eight moves on with a plan of her own."
)
# Who wrote, in words, when it was not one of our own agencies with a hat of its own.
SENDERS = {
    "vawg": ("a refuge worker", "a refuge in another town"),
    "police": ("a domestic abuse officer", "the police"),
    "hospital": ("a ward sister", "the hospital"),
    "children": ("a social worker", "children's services"),
    "charity": ("a volunteer", "a day centre"),
}  # fmt: skip
OUR_AGENCIES = {
    "outreach": "keelson",
    "council": "housing",
    "gp": "practice",
    "probation": "probation",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One referral as it came in, so many days ago."""

    key: str
    name: str
    service: str
    safe: Safe
    days_ago: int
    source: str = Referral.Source.HERSELF
    at: datetime.time = datetime.time(11, 20)
    agency: str = ""
    sender: str = ""
    allowed: bool = False
    confirmed: bool = False
    checked_by: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    # What its kind of referrer was asked (a number is a day so many days ahead), and what she let travel.
    extra: dict[str, Any] = field(default_factory=dict)
    carried: tuple[tuple[Compartment, str, str], ...] = ()

    @property
    def client_id(self) -> uuid.UUID:
        """Her key, the same in every demo."""
        return key_of("woman", self.key)

    @property
    def episode_id(self) -> uuid.UUID:
        """The key of her time with this service."""
        return key_of("episode", self.key)


def card(
    safe: Safe, days: Days, checked_by: Membership | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Turn a plan of safe contact into the facts and ways the action takes."""
    facts: dict[str, Any] = {
        "never": list(safe.never), "code_word": safe.code_word, "who_may_answer": safe.who_may_answer,
        "good_to_know": safe.good_to_know, "he_may_see": safe.he_may_see,
    }  # fmt: skip
    if safe.checked is not None and checked_by is not None:
        facts |= {"checked_on": days.ago(safe.checked), "checked_by": checked_by}
    ways = [
        {
            "kind": way.kind, "value": way.value, "hours": days.hours(way.hours), "words": way.words,
            "never": way.never,
        }
        for way in safe.ways
    ]  # fmt: skip
    return facts, ways


def ask(asked: Asked, made: Partnership, days: Days) -> None:
    """Send one referral: her row and episode, how to reach her safely, and what was asked (R24)."""
    sender = made.hats.get(asked.sender)
    holder = sender.pk if sender else key_of("visitor", asked.key)
    by = Actor(holder, sender.worker_id if sender else None)
    agency = made.agencies.get(asked.agency)
    set_holder(holder)
    people.admit(
        name=asked.name, service_id=made.services[asked.service].pk, by=by, client_id=asked.client_id,
        episode_id=asked.episode_id, sender_agency_id=agency.pk if agency else None,
        sender_id=sender.pk if sender else None, outcome_allowed=asked.allowed,
    )  # fmt: skip
    facts, ways = card(asked.safe, days, made.hats.get(asked.checked_by))
    if "checked_on" not in facts:
        safe = str(asked.facts.get("safe_to_contact", ""))
        facts["hearsay"] = rules.is_hearsay(asked.source, safe, confirmed=asked.confirmed)
    people.set_safe_contact(client_id=asked.client_id, facts=facts, ways=ways, by=by)
    Referral(
        pk=key_of("referral", asked.key), client_id=asked.client_id, episode_id=asked.episode_id,
        source=asked.source, confirmed=asked.confirmed, received_at=days.at(asked.days_ago, asked.at),
        **asked.facts,
    ).save(force_insert=True)  # fmt: skip
    _came_along(asked, agency, days)
    audit.record(
        Event.ADDED, what="referrals.send", by=by, client_id=asked.client_id,
        compartments=Compartment.STORY,
    )  # fmt: skip
    manager = made.managers[asked.service]
    set_holder(manager.pk)
    # When it came in stands on the episode too; admission itself only knows this moment.
    Episode.objects.filter(pk=asked.episode_id).update(
        referred_at=days.at(asked.days_ago, asked.at)
    )


def _came_along(asked: Asked, agency: Agency | None, days: Days) -> None:
    said = {
        name: days.ago(-value) if isinstance(value, int) else value
        for name, value in asked.extra.items()
    }
    referral = key_of("referral", asked.key)
    for part, facts in kinds.by_part(said).items():
        ReferralExtra(
            pk=key_of("extra", f"{asked.key} {part}"), client_id=asked.client_id, referral_id=referral,
            compartment=part, facts=facts,
        ).save(force_insert=True)  # fmt: skip
    for place, (compartment, title, words) in enumerate(asked.carried):
        Carried(
            pk=key_of("carried", f"{asked.key} {place}"), client_id=asked.client_id, referral_id=referral,
            compartment=compartment, title=title, her_words=words, told_on=days.ago(asked.days_ago + 90),
            agreed_on=days.ago(asked.days_ago), agency=agency, place=place,
        ).save(force_insert=True)  # fmt: skip


def asked_for(life: Life, made: Partnership) -> Asked:
    """Say how one of the women who are with us now came in."""
    source = life.facts["source"]
    agency = OUR_AGENCIES.get(source, "")
    service = life.woman.service
    facts: dict[str, Any] = {"wants": life.asked}
    common: dict[str, Any] = {
        "key": life.key, "name": life.woman.name, "service": service, "safe": life.safe,
        "days_ago": life.began + WAITED, "checked_by": life.woman.lead,
    }  # fmt: skip
    if source == "herself":
        return Asked(**common, facts=facts)
    facts |= {"she_knows": Referral.Yes.YES, "safe_to_contact": Referral.Yes.YES}
    facts["referrer"] = KIND_OF.get(source, "")
    kind = Referral.Source.AGENCY
    if source == "outreach" and service.startswith("keelson"):
        kind = Referral.Source.INTERNAL
    if not agency:
        role, words = SENDERS[source]
        return Asked(
            **common, source=kind, facts=facts | {"sender_role": role, "sender_agency_words": words}
        )
    sender = {"practice": "petra", "keelson": "morwenna"}.get(agency, "")
    allowed = agency == "practice"
    return Asked(
        **common, source=kind, agency=agency, sender=sender, allowed=allowed, confirmed=True,
        facts=facts | {"sender_role": "a worker"},
    )  # fmt: skip


def take_up(life: Life, made: Partnership, days: Days) -> None:
    """Open her time with us, on the day it began, with the lead worker she has."""
    woman = life.woman
    manager = made.managers[woman.service]
    by = actor(manager)
    episode_id = key_of("episode", life.key)
    set_holder(manager.pk)
    episode = _episode(episode_id)
    if life.facts["source"] == "gp":
        _let_practice_hear(episode, made.agencies["practice"], manager, days.ago(life.began))
    people.move_episode(
        episode=episode, to=Episode.State.ACTIVE, by=by, opened_on=days.ago(life.began)
    )
    _lead(life, made, episode, manager, days)
    for name in woman.beside:
        team.add_member(
            episode=episode,
            membership=made.hats[name],
            by=by,
            since=days.ago(life.began * 2 // 3),
        )
    for number, away in enumerate(life.away):
        if away.ended:
            ended, back = days.ago(away.start), days.ago(away.end)
            stop_and_return(_episode(episode_id), manager, ended, back, number)


def _episode(key: uuid.UUID) -> Episode:
    return Episode.objects.select_related("service").get(pk=key)


def _lead(life: Life, made: Partnership, episode: Episode, manager: Membership, days: Days) -> None:
    woman, by = life.woman, actor(manager)
    since = days.ago(life.began)
    if woman.before:
        before = team.set_lead(
            episode=episode,
            membership=made.hats[woman.before],
            by=by,
            agreed_by=manager,
            since=since,
        )
        since = days.ago(handed_over(life))
    member = team.set_lead(
        episode=episode, membership=made.hats[woman.lead], by=by, agreed_by=manager, since=since,
        her_choice=woman.her_choice or None, over_gauge_reason=OVER_GAUGE if woman.lead == "fran" else "",
    )  # fmt: skip
    if woman.before:
        # Setting a new lead keeps the old one beside her; this one left the service that day.
        team.leave(
            member=TeamMember.objects.current().get(episode=episode, membership=before.membership),
            by=by,
        )
        TeamMember.objects.filter(client_id=member.client_id, membership=before.membership).update(
            ended_at=days.at(handed_over(life), datetime.time(17, 0))
        )


def handed_over(life: Life) -> int:
    """Say how many days ago the worker who left handed her over."""
    return min(160, life.began // 2)


def _let_practice_hear(
    episode: Episode, practice: Agency, manager: Membership, on: datetime.date
) -> None:
    """Give the practice its answer, which a person passed on, as she allowed."""
    with own_dates(ReferralOutcome):
        ReferralOutcome(
            client_id=episode.client_id, episode_id=episode.pk, agency=practice,
            service_id=episode.service_id, sent_on=on - datetime.timedelta(days=WAITED),
            code=ReferralOutcome.Code.TAKEN_UP, made_at=timezone.make_aware(
                datetime.datetime.combine(on, datetime.time(15, 0))
            ),
            told_on=on, told_by=manager,
        ).save(force_insert=True)  # fmt: skip
