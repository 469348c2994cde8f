"""A small world with one of everything, so that every page of the product can be opened by somebody."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from alongside.coordination.endings.actions.handing_over import plan_ending
from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Need, Referral
from alongside.coordination.referrals.queries import may_travel
from alongside.core.people import actions as people
from alongside.core.people.models import Client, Episode, SafeWay
from alongside.core.sharing.actions import away, duties, emergency, locked, matching, shares
from alongside.core.sharing.models import Doubt, Duty, Match, Named
from alongside.core.story import actions as story
from alongside.core.story.actions import herself, lines
from alongside.core.story.models import Entry, Subject, Topic
from alongside.core.team import actions as team
from alongside.core.team.models import Ally, Companion, Introduction, LeadChange, TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts import queries
from alongside.foundation.accounts.actions import links
from alongside.foundation.accounts.roles import Role
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.overview.feeds import actions as feeds
from alongside.overview.home import actions as home
from alongside.overview.insight import actions as insight
from alongside.overview.insight.rules import Period
from alongside.support.accommodation import actions as accommodation
from alongside.support.accommodation.models import Stretch
from alongside.support.activities.rules import number_of
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.actions import checks, choices, enablers, everyday, letters
from alongside.support.engagement.models import (
    Appointment,
    Contact,
    LetterTemplate,
    Message,
    Misplaced,
    WelfareCheck,
)
from alongside.support.outcomes.models import (
    AskedAgain,
    Attempt,
    Goal,
    GoalStep,
    OutcomeArea,
    Reading,
)
from tests.shared.around import around_her
from tests.shared.beside import comes, group, says
from tests.shared.care import workforce_of
from tests.shared.cast import Cast, actor, make_hat, make_worker
from tests.shared.cover import cover_of
from tests.shared.endings import propose
from tests.shared.files import a_paper
from tests.shared.learning import learning_of
from tests.shared.meetings import meetings_of
from tests.shared.safety import plan_of
from tests.shared.sharing import agree, give, make_leila, went, wish

KEYS = (
    "contact_id", "appointment_id", "goal_id", "attempt_id", "reading_id", "sitting", "draft_id",
    "referral_link", "invitation", "referral_draft", "copy_id", "grant_id", "access_id",
    "block_id", "stretch_id", "out_id", "waiting_goal",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One named address of the product: its name, its pattern and the names of its parts."""

    name: str
    route: str
    parts: tuple[str, ...]


def places(
    resolver: URLResolver | None = None,
    space: str = "",
    route: str = "",
    above: tuple[str, ...] = (),
) -> Iterator[Place]:
    """Walk the whole URLconf and yield every named address in it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        parts = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from places(pattern, inner, here, parts)
        elif isinstance(pattern, URLPattern):
            yield Place(f"{space}{pattern.name}" if pattern.name else here, here, parts)


@dataclass
class World:
    """The cast and, by the name a URL gives it, one of everything that is Marta's or the Navigators'."""

    cast: Cast
    parts: dict[str, object] = field(default_factory=dict)

    def filled(self, place: Place, **instead: object) -> dict[str, object]:
        """Fill the parts of an address; a part nobody made is a test that has fallen behind."""
        return {part: instead.get(part, self.part(place, part)) for part in place.parts}

    def part(self, place: Place, part: str) -> object:
        """Find what stands for one part of an address, where one name means two things by its place."""
        return self.parts.get(f"{place.name} {part}", self.parts[part])

    def absent(self, place: Place) -> dict[str, object]:
        """Fill an address with keys that never existed."""
        never = {uuid.UUID: uuid.uuid4, int: lambda: 987654321}
        return {
            part: never.get(type(self.part(place, part)), lambda: "nothing")()
            for part in place.parts
        }


def make_world(cast: Cast) -> World:
    """Give Marta, the Navigators and the cast one of everything, mostly through the actions."""
    today = timezone.localdate()
    hers: dict[str, Any] = {"client_id": cast.marta, "made_by": cast.amal}
    key = {name: new_key() for name in KEYS}
    area = OutcomeArea.objects.filter(compartment=Compartment.SAFETY).order_by("place")[0]
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library"}, version=1, by=actor(cast.amal),
            ways=[{"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}],
        )  # fmt: skip
        people.set_whereabouts(
            client_id=cast.marta, address="4 Lantern Yard", since=None,
            membership_id=cast.amal.pk, by=actor(cast.amal),
        )  # fmt: skip
        story.tell(
            client_id=cast.marta, subject="strengths", facts={"state": "told", "her_words": "I bake."},
            by=actor(cast.amal),
        )  # fmt: skip
        Contact(
            **hers, pk=key["contact_id"], happened_on=today, kind="walk", her_words="Yes."
        ).save(force_insert=True)
        Appointment(
            **hers, pk=key["appointment_id"], on_date=today, what="Coffee", membership=cast.amal
        ).save(force_insert=True)
        _her_goal(hers, key, area)
        engagement.keep_draft(
            key=key["draft_id"],
            client_id=cast.marta,
            fields={"her_words": "half"},
            by=actor(cast.amal),
        )
        _her_story(cast, key["stretch_id"])
        way = SafeWay.objects.get(client_id=cast.marta)
        member = TeamMember.objects.get(client_id=cast.marta, ended_at__isnull=True)
        housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
        shares.share(
            agreed_on=timezone.localdate(),
            key=key["grant_id"], client_id=cast.marta, agency=housing, parts=Compartment.ACCOMMODATION,
            purpose="A home", starts_at=timezone.now(), made_by=cast.amal, by=actor(cast.amal),
            until_at=timezone.now() + datetime.timedelta(days=60),
        )  # fmt: skip
    _referred_on(cast, key["out_id"], housing)
    with acting_as(cast.bea.pk):
        token = referrals.make_link(
            key=key["referral_link"], service=cast.navigators, agency=cast.practice,
            membership=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
    with acting_as(cast.ada.pk):
        invitation = links.invite(
            key=key["invitation"], name="Gwen", email="gwen@example.org", agency=cast.harbour,
            role="navigator", posts=[], made_by=cast.ada, by=actor(cast.ada),
        )  # fmt: skip
    share = give(cast, make_leila(), Compartment.GOALS)
    passed = went(cast, urgent=True)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.COUNSELLING, by=actor(cast.amal))
        named = Named.objects.get(client_id=cast.marta)
    referral = _referral(cast, key["referral_draft"])
    with acting_as(cast.cleo.pk):
        emergency.break_glass(
            key=key["access_id"], reference=Client(pk=cast.marta).reference, reason="danger",
            words="She did not open the door.", by=actor(cast.cleo),
        )  # fmt: skip
        emergency.close(client_id=cast.marta, by=actor(cast.cleo))
    with acting_as(cast.bea.pk):
        insight.make_copy(
            copy_id=key["copy_id"], service=cast.navigators, membership=cast.bea, by=actor(cast.bea),
            period=Period("2026-q3", datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)),
            shape="all",
        )  # fmt: skip
    kept = _kept_away(cast, key["block_id"])
    factor = Authenticator.objects.get(user=cast.amal.worker)
    parts: dict[str, object] = {
        **key, **kept, **around_her(cast), **_put_beside_her(cast), **_endings(cast),
        **_stood_elsewhere(cast, key["contact_id"]),
        "client_id": cast.marta, "member_id": member.pk, "episode_id": member.episode_id,
        "area_id": area.pk, "subject": "strengths", **_movable(cast, area), "way_id": way.pk,
        "service_id": cast.navigators.pk, "agency_id": cast.practice.pk, "worker_id": cast.nadia.worker_id,
        "hat_id": cast.nadia.pk, "period": "2026-q3", "token": token, "pk": factor.pk,
        "asked_id": new_key(), **_everyday(cast),
        **referral, "outcome_id": new_key(), "link_id": key["referral_link"],
        "grant_id": share.pk, "wish_id": wish(cast, "ask", whom_words="the school", about="words").pk,
        "agreement_id": agree(cast).pk, "disclosure_id": passed.pk, "named_id": named.pk,
        "part": str(Compartment.COUNSELLING.value), "sharing:share_new agency_id": share.agency_id,
        "accounts:link token": invitation, "accounts:first_run token": "nothing",
        "accounts:invitation_take_back link_id": key["invitation"], "alarm_id": _alarm(cast),
        **workforce_of(cast), **learning_of(cast),
        **_kept_for_herself(cast), **meetings_of(cast),
        **_in_a_group(cast), **cover_of(cast), **plan_of(cast),
        "need_id": Need.objects.all()[0].pk, "outcomes:ask_again goal_id": key["waiting_goal"],
    }  # fmt: skip
    return World(cast, parts)


def _put_beside_her(cast: Cast) -> dict[str, object]:
    """Let Marta wish for somebody else, who is chosen and met; and name somebody at the practice."""
    ona = make_hat(make_worker("Ona"), cast.harbour, Role.NAVIGATOR, cast.navigators)
    hers: dict[str, Any] = {"membership": cast.amal, "by": actor(cast.amal), "key": new_key()}
    with acting_as(cast.amal.pk):
        episode = Episode.objects.select_related("service").get(client_id=cast.marta)
        change = team.would_like_somebody_else(
            episode=episode, likes="Somebody who laughs.", rather_not="", **hers
        )
        met = {
            "whom": "Ona", "what": "First time together", "place": "The day centre",
            "on_date": timezone.localdate(), "brings": cast.amal,
        }  # fmt: skip
        team.set_introduction(episode=episode, facts=met, **hers)
        facts = {
            "agency": cast.practice, "service": None, "role": "housing", "name": "", "reached": "",
            "for_her": "Her rent", "since": None, "her_choice": True,
        }  # fmt: skip
        team.name_ally(client_id=cast.marta, facts=facts, agencies_away=(), names_away=(), **hers)
        matters = {"wants_known": "I go quiet. Wait.", "with_her": True}
        team.write_handover(episode=episode, facts=matters, **hers)
        plan_ending(episode=episode, facts={"her_words": "Slowly.", "goes_on_words": "Ona"}, **hers)
        rows = {
            "introduction_id": Introduction.objects.get().pk, "ally_id": Ally.objects.get().pk
        }  # fmt: skip
    with acting_as(cast.bea.pk):
        change = LeadChange.objects.select_related("episode__service").get(pk=change.pk)
        team.choose_next(change=change, chosen=ona, her_choice=True, by=actor(cast.bea))
    pages = ("change", "choose", "begin", "stays")
    return {**{f"team:{page} change_id": change.pk for page in pages}, **rows}


def _her_goal(hers: dict[str, Any], key: dict[str, uuid.UUID], area: OutcomeArea) -> None:
    """Give Marta a goal with steps, a try and check-ins, and check-ins in one part of life."""
    today = timezone.localdate()
    Goal(**hers, pk=key["goal_id"], words="A door I can lock", began_on=today).save(
        force_insert=True
    )
    waits = Goal(
        **hers, pk=key["waiting_goal"], words="An answer", began_on=today, waiting_on="the council",
        waiting_since=today,
    )  # fmt: skip
    waits.save(force_insert=True)
    AskedAgain(
        **hers, goal=waits, rung="worker", asked_on=today, next_asks=hers["made_by"],
        next_on=today + datetime.timedelta(days=7),
    ).save(force_insert=True)  # fmt: skip
    for place, words in enumerate(("Looking", "A room", "My own door")):
        GoalStep(
            client_id=hers["client_id"], goal_id=key["goal_id"], words=words, place=place
        ).save(force_insert=True)
    Attempt(**hers, pk=key["attempt_id"], goal_id=key["goal_id"], happened_on=today).save(
        force_insert=True
    )
    for voice, rung in (("hers", 1), ("worker", 2)):
        Reading(
            **hers, goal_id=key["goal_id"], voice=voice, rung=rung, happened_on=today,
            sitting=key["sitting"], pk=key["reading_id"] if voice == "worker" else new_key(),
        ).save(force_insert=True)  # fmt: skip
        Reading(
            **hers, area=area, voice=voice, rung=rung, happened_on=today, talked_over=True,
            compartment=area.compartment,
        ).save(force_insert=True)  # fmt: skip


def _kept_for_herself(cast: Cast) -> dict[str, object]:
    """Let Amal keep a view of her list, and a secret address for her calendar."""
    view, link = new_key(), new_key()
    with acting_as(cast.amal.pk):
        home.keep_filter(
            key=view, name="Quiet ones", asked={"unseen": "14"}, first=False, by=actor(cast.amal)
        )
        token = feeds.make_link(key=link, said="busy", membership=cast.amal, by=actor(cast.amal))
    return {"filter_id": view, "feeds:feed token": token, "feeds:link_end link_id": link}


def _in_a_group(cast: Cast) -> dict[str, object]:
    """Let Marta come to a group that Amal leads, and a worry be nobody's."""
    says(cast)
    runners = group(cast, cast.amal)
    belonging = comes(cast, runners)
    with acting_as(cast.amal.pk):
        place = Companion.objects.get(client_id=cast.marta, circle=runners.pk)
    return {
        "activity_id": runners.pk, "belonging_id": belonging.pk, "companion_id": place.pk,
        "leader_id": runners.leaders.get().pk, "day": number_of(timezone.localdate()),
        "worry_id": new_key(),
    }  # fmt: skip


def _her_story(cast: Cast, key: uuid.UUID) -> None:
    """Let Marta tell Amal of a cause, a day, some nights, her languages and herself."""
    hers: dict[str, Any] = {
        "client_id": cast.marta,
        "membership_id": cast.amal.pk,
        "by": actor(cast.amal),
    }
    for subject, facts in (
        ("home", {"kind": "cause", "her_words": "The rent.", "when_words": "that winter"}),
        ("justice", {"kind": "day", "day": "court", "when_words": "in spring"}),
    ):
        lines.add_entry(key=new_key(), subject=subject, facts=facts, **hers)
    accommodation.add_stretch(
        key=key,
        facts={"kind": "sofa", "when_words": "in spring", "her_words": "Sal's floor."},
        **hers,
    )
    herself.answer(
        part=Compartment.IDENTITY, answers={"faith": {"answer": "", "words": "Mine."}}, **hers
    )
    del hers["client_id"]
    client = Client.objects.get(pk=cast.marta)
    said = {
        "languages": [
            {"name": "Polish", "dialect": "", "speaks": "best", "reads": "", "code": "pol"}
        ]
    }
    herself.say_languages(key=new_key(), client=client, version=client.version, said=said, **hers)


def _everyday(cast: Cast) -> dict[str, object]:
    """Give Marta something that opens a door, a check she agreed and a letter; and Amal a message."""
    hers: dict[str, Any] = {
        "client_id": cast.marta, "membership": cast.amal, "by": actor(cast.amal), "key": new_key(),
    }  # fmt: skip
    today = timezone.localdate()
    with acting_as(cast.amal.pk):
        enabler = enablers.ask_enabler(
            **hers,
            facts={
                "kind": "travel", "what": "A bus pass", "asked_on": today, "compartment": Compartment.MONEY,
            },
        )  # fmt: skip
        choice = choices.add_choice(
            **hers,
            facts={
                "about": "place", "offered": "The café, or a walk", "chose": "A walk",
                "lacking": "Her own kitchen", "barrier": "distance", "on_date": today,
                "compartment": Compartment.NOTES,
            },
        )  # fmt: skip
        checks.agree_checks(
            **hers,
            facts={
                "way_kind": "text", "every_days": 1, "from_time": None, "until_time": None, "police": False,
                "steps": ["again", "manager"], "person_words": "", "her_words": "A text is enough.",
                "worker": cast.amal, "second": None, "agreed_on": today,
            },
        )  # fmt: skip
        letter = letters.write_letter(
            **hers, service=cast.navigators,
            facts={
                "topic": "housing", "to_words": "Housing Options", "body": "Marta asks for a home.",
                "agreed_on": today, "her_yes": "Yes.", "says_who_we_are": True,
                "compartment": Compartment.ACCOMMODATION,
            },
        )  # fmt: skip
        check = WelfareCheck.objects.get(client_id=cast.marta)
    with acting_as(cast.bea.pk):
        bea: dict[str, Any] = {"membership": cast.bea, "by": actor(cast.bea), "key": new_key()}
        letters.save_template(
            **bea, service=cast.navigators,
            facts={"topic": "housing", "title": "To the council", "body": "Dear [to], [her name] asks."},
        )  # fmt: skip
        everyday.take_message(
            **bea, to=cast.amal,
            facts={
                "from_words": "A woman", "number": "", "ring": "yes", "words": "Please ring.",
                "urgent": False,
            },
        )  # fmt: skip
        template = LetterTemplate.objects.get()
    with acting_as(cast.amal.pk):
        message = Message.objects.get()
    return {
        "enabler_id": enabler.pk, "choice_id": choice.pk, "check_id": check.pk, "letter_id": letter.pk,
        "template_id": template.pk, "message_id": message.pk,
    }  # fmt: skip


def _referred_on(cast: Cast, key: uuid.UUID, to: Agency) -> None:
    """Refer Marta to the council with her yes."""
    facts = {
        "service": None, "agency": to, "whom_words": "", "what_for": "A home of her own",
        "yes_on": timezone.localdate(), "yes_words": "Tell them I bake.",
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        referrals.refer_out(
            key=key, client=Client.objects.get(pk=cast.marta), facts=facts, answers={},
            travels=[one.key for one in may_travel(cast.marta)], made_by=cast.amal,
            by=actor(cast.amal), due_on=timezone.localdate(),
        )  # fmt: skip


def _movable(cast: Cast, area: OutcomeArea) -> dict[str, object]:
    """Find what may be moved to another part of her record under a key of its own."""
    with acting_as(cast.amal.pk):
        return {
            "topic_id": Topic.objects.get(client_id=cast.marta, subject_id="strengths").pk,
            "entry_id": Entry.objects.get(client_id=cast.marta, kind=Entry.Kind.CAUSE).pk,
            "story:take_back entry_id": Entry.objects.get(
                client_id=cast.marta, kind=Entry.Kind.SAID
            ).pk,
            "stretch_id": Stretch.objects.get(client_id=cast.marta).pk,
            "subject_id": Subject.objects.get(key="home").pk,
            "paper_id": a_paper(cast).pk,
            "outcomes:check_in_part sitting": Reading.objects.filter(area=area)[0].sitting,
        }


def _endings(cast: Cast) -> dict[str, object]:
    """Let Amal ask whether Marta's time with the Navigators should end; and keys of what nobody made."""
    absent = ("tell_id", "shift_id", "tonight_id", "back_id")
    return {
        **{name: new_key() for name in absent}, "ending_id": propose(cast.marta, by=cast.amal).pk
    }  # fmt: skip


def _stood_elsewhere(cast: Cast, note: uuid.UUID) -> dict[str, object]:
    """Say that this note of Marta's stood on another record for a while."""
    now = timezone.now()
    with acting_as(cast.amal.pk):
        row = Misplaced(
            client_id=cast.marta, contact_id=note, compartment=Compartment.NOTES, stood_from=now,
            stood_until=now, made_by=cast.amal,
            seen_by=[{"name": "Petra", "agency": "The practice", "at": now.isoformat()}],
        )  # fmt: skip
        row.save(force_insert=True)
    return {"misplaced_id": row.pk}


def _kept_away(cast: Cast, key: uuid.UUID) -> dict[str, object]:
    """Let Marta keep an agency away, and somebody who may be Vera; give Bea both duties and a pair.

    The second record has Marta's number and was sent to the other agency.
    """
    with acting_as(cast.ada.pk):
        for kind in Duty.Kind:
            duties.give(
                key=new_key(), membership=cast.bea, kind=kind, given_by=cast.ada, by=actor(cast.ada)
            )
    hers: dict[str, Any] = {"client_id": cast.marta, "made_by": cast.amal, "by": actor(cast.amal)}
    with acting_as(cast.amal.pk):
        away.keep_away(key=key, agency=Agency.objects.create(name="Shore Housing"), **hers)
        away.keep_away(key=new_key(), person_name="Vera Small", her_words="My cousin.", **hers)
        doubt = Doubt.objects.get(worker=cast.vera.worker)
    with acting_as(cast.petra.pk):
        referrals.send_at_once(
            key=new_key(), service=cast.advocates, sender=cast.petra, by=actor(cast.petra),
            answers={
                "reach": {"way": "07700 900123", "how": "text", "when": ["any"]},
                "more": {"name": "Marta Kowalska"}, "who": {},
            },
        )  # fmt: skip
    matching.compare_waiting()
    with acting_as(cast.bea.pk):
        pair = Match.objects.get(client_id=cast.marta)
    return {
        "doubt_id": doubt.pk, "pair_id": pair.pair_id, "duty_id": Duty.objects.first().pk,  # type: ignore[union-attr]
    }  # fmt: skip


def _referral(cast: Cast, key: uuid.UUID) -> dict[str, object]:
    """Send a new referral from the other agency, waiting for an answer."""
    with acting_as(cast.cleo.pk):
        referrals.send_at_once(
            key=key, service=cast.navigators, sender=cast.cleo, by=actor(cast.cleo),
            answers={"reach": {"way": "through Joy at the day centre"}, "more": {"name": "Siân"}, "who": {}},
        )  # fmt: skip
    with acting_as(cast.nadia.pk):
        found = Referral.objects.get()
    return {"referral_id": found.pk, "other_id": found.client_id}


def _alarm(cast: Cast) -> uuid.UUID:
    """Let somebody of the agency whom no other test needs open a made-up woman, and raise an alarm."""
    ola = make_hat(make_worker("Ola"), cast.harbour, Role.NAVIGATOR, cast.navigators)
    nobody = uuid.uuid4()
    with acting_as(ola.pk):
        audit.add_decoy(nobody, by=actor(ola))
        audit.record(Event.OPENED, what="home:her", by=actor(ola), client_id=nobody)
    with acting_as(cast.bea.pk):
        return queries.alarms()[0].id
