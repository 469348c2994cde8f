"""Sharing as workers do it, past the pages: shares, wishes, agreements, things passed on."""

import datetime
from typing import Any

from django.utils import timezone

from alongside.core.people.models import Episode
from alongside.core.sharing.actions import agreements, away, disclosures, shares, wishes
from alongside.core.sharing.models import Agreement, Disclosure, Grant, Wish
from alongside.core.sharing.rules.parts import ALL
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in


def make_leila(name: str = "Leila") -> Membership:
    """Make a housing officer of a confirmed agency, who sees nobody."""
    housing = Agency.objects.create(name="Housing Options", confirmed_at=timezone.now())
    return make_hat(make_worker(name), housing, Role.PARTNER)


def give(cast: Cast, to: Membership, parts: int, **more: Any) -> Grant:
    """Share parts of Marta's record with one worker, as Amal does."""
    now = timezone.now()
    given: dict[str, Any] = {
        "starts_at": now, "until_at": now + datetime.timedelta(days=30), "purpose": "A home",
        "agreed_on": timezone.localdate(), "membership": to, "agency": to.agency, **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return shares.share(
            key=new_key(), client_id=cast.marta, parts=parts, made_by=cast.amal, by=actor(cast.amal),
            **given,
        )  # fmt: skip


def wish(cast: Cast, answer: str, parts: int = ALL, **about: Any) -> Wish:
    """Write down a wish of Marta's about everybody, or about whom is given."""
    facts = {
        "about": "everybody", "agency": None, "worker": None, "whom_words": "", "her_words": "",
        "said_on": timezone.localdate(), **about,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return wishes.say_wish(
            key=new_key(), client_id=cast.marta, facts={**facts, "answer": answer, "parts": parts},
            made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def agree(cast: Cast, **more: Any) -> Agreement:
    """Write down that Marta agreed to being with the Navigators, alone and free."""
    facts = {
        "her_words": "Yes.", "freedom": "alone", "interpreter": "nobody", "interpreter_words": "",
        "could": "yes", "helped_by": "", "ask_again_on": None, "on_duty": "told", "on_duty_words": "", **more,
    }  # fmt: skip
    with acting_as(cast.amal.pk):
        return agreements.agree(
            key=new_key(), episode=Episode.objects.get(client_id=cast.marta), facts=facts,
            agreed_on=timezone.localdate(), made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip


def went(cast: Cast, words: dict[int, str] | None = None, **more: Any) -> Disclosure:
    """Pass something of Marta's on to children's services, as Amal does."""
    hat: Membership = more.pop("hat", cast.amal)
    with acting_as(hat.pk):
        return disclosures.pass_on(
            key=new_key(), client_id=cast.marta, words=words or {Compartment.SAFETY.value: "He came back."},
            facts=said(decided_by=hat, **more), made_by=hat, by=actor(hat),
        )  # fmt: skip


def said(**more: Any) -> dict[str, Any]:
    """Give all that is said of something passed on, beside its words."""
    return {
        "kind": "safeguarding", "agency": None, "whom_words": "children’s services",
        "purpose": "To keep the children safe", "she_says": "not_asked", "reason": "He was in the room.",
        "basis": "legal_duty", "recognised": "", "special": "", "offence": "",
        "decided_on": timezone.localdate(), "urgent": False, **more,
    }  # fmt: skip


def tell(cast: Cast, disclosure: Disclosure, **more: Any) -> None:
    """Write down that Amal told Marta."""
    with acting_as(cast.amal.pk):
        disclosures.tell_her(
            disclosure=disclosure, told_on=timezone.localdate(), told_how="over tea", told_safely=True,
            her_view=more.get("her_view", ""), objection=more.get("objection", ""), told_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip


def page_of(hat: Membership, url: str) -> str:
    """Open a page under a hat and give its text."""
    answer = sign_in(hat).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return str(answer.content.decode())


def keep_away(cast: Cast, **whom: Any) -> None:
    """Keep somebody away from Marta at her word, as Amal does."""
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )
