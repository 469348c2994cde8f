"""How a time with us ends and begins again in tests, through the actions, as pages do it."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from alongside.coordination.endings.actions import coming_back
from alongside.coordination.endings.actions import ending as actions
from alongside.coordination.endings.models import Ending
from alongside.core.people import actions as people
from alongside.core.people.models import Episode, SafeContact
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.actions import checks
from alongside.support.engagement.models import Contact, WelfareCheck
from tests.shared.cast import Cast, actor

WEIGHED: dict[str, Any] = {
    "reasons": ["quiet_place"], "words": "She is with her sister, and knows the way.", "with_her": False,
    "spoke_on": None, "her_words": "", "life": "She moves between two sofas.", "phone": "It is hers.",
    "control": "Nobody we know of.", "others": "Her sister.", "safety": "no_check", "safety_words": "",
    "told_how": "Her sister tells her.", "handover": "",
}  # fmt: skip


def time_of(client_id: uuid.UUID, **which: Any) -> Episode:
    """Fetch one time of hers with a service, as whoever is acting sees it."""
    return Episode.objects.select_related("service").get(client_id=client_id, **which)


def met(client_id: uuid.UUID, *, by: Membership, on: datetime.date | None = None) -> None:
    """Write down that she was met."""
    with acting_as(by.pk):
        Contact(
            client_id=client_id, made_by=by, happened_on=on or timezone.localdate(), kind="coffee"
        ).save(force_insert=True)


def tried(client_id: uuid.UUID, *whens: str, by: Membership, kind: str = "call") -> None:
    """Write down tries at reaching her, each as "2026-11-24 10:15"."""
    with acting_as(by.pk):
        for when in whens:
            at = datetime.datetime.fromisoformat(when)
            Contact(
                client_id=client_id, made_by=by, happened_on=at.date(), at_time=at.time(), kind=kind,
                met=False,
            ).save(force_insert=True)  # fmt: skip


def agree_checks(client_id: uuid.UUID, *, by: Membership, **more: Any) -> WelfareCheck:
    """Write down that she wants to be checked on by text, any hour, and plan the first check."""
    facts = {
        "way_kind": "text", "every_days": 1, "from_time": None, "until_time": None, "police": False,
        "steps": ["again", "manager"], "person_words": "", "her_words": "", "worker": by, "second": None,
        "agreed_on": timezone.localdate(), **more,
    }  # fmt: skip
    way = {"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}
    with acting_as(by.pk):
        people.set_safe_contact(
            client_id=client_id, facts={}, ways=[way], by=actor(by),
            version=SafeContact.objects.get(client_id=client_id).version,
        )  # fmt: skip
        one = checks.agree_checks(
            key=new_key(), client_id=client_id, facts=facts, membership=by, by=actor(by)
        )
        return WelfareCheck.objects.select_related("agreement").get(agreement=one)


def mark(check: WelfareCheck, outcome: str, *, by: Membership) -> None:
    """Mark a check as it came out: "answered" or "no_answer"."""
    act = {"answered": checks.mark_answered, "no_answer": checks.mark_no_answer}[outcome]
    with acting_as(by.pk):
        fresh = WelfareCheck.objects.select_related("agreement").get(pk=check.pk)
        act(check=fresh, words="", version=fresh.version, by=actor(by))


def propose(client_id: uuid.UUID, *, by: Membership, **more: Any) -> Ending:
    """Ask a second person whether we close; talked over with her today unless told otherwise."""
    facts = {**WEIGHED, "with_her": True, "spoke_on": timezone.localdate(), **more}
    asked = facts.pop("asked", [])
    with acting_as(by.pk):
        return actions.propose_closing(
            key=facts.pop("key", new_key()), episode=time_of(client_id, state="active"), facts=facts,
            asked=asked, way_back="Ask for Amal at the day centre.", membership=by, by=actor(by),
        )  # fmt: skip


def agree(ending: Ending, *, by: Membership) -> None:
    """Agree as the second person."""
    with acting_as(by.pk):
        fresh = Ending.objects.select_related("episode__service", "proposed_by").get(pk=ending.pk)
        actions.agree(ending=fresh, version=fresh.version, membership=by, by=actor(by))


def close(cast: Cast) -> Episode:
    """Close Marta's time with the Navigators: Amal talked it over with her, Bea agrees."""
    met(cast.marta, by=cast.amal)
    agree(propose(cast.marta, by=cast.amal), by=cast.bea)
    with acting_as(cast.bea.pk):
        return time_of(cast.marta, service=cast.navigators)


def stop(client_id: uuid.UUID, *, by: Membership, **more: Any) -> None:
    """Stop because she says so."""
    said: dict[str, Any] = {
        "heard_how": "call", "try_again": "if_she_comes", "try_after": None, "her_words": "", "offered": "",
        "key": new_key(), **more,
    }  # fmt: skip
    where = {"service": said.pop("service")} if "service" in said else {}
    with acting_as(by.pk):
        actions.stop(
            episodes=[time_of(client_id, state="active", **where)],
            membership=by,
            by=actor(by),
            **said,
        )


def come_back(cast: Cast) -> None:
    """Open Marta's time with the Navigators again, as Bea does."""
    with acting_as(cast.bea.pk):
        coming_back.she_is_back(
            episode=time_of(cast.marta, service=cast.navigators), membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
