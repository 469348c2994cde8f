"""Writing a referral as a person does: page by page, pressing buttons, in any browser."""

import uuid
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.coordination.referrals import actions as referrals
from alongside.coordination.referrals.models import Referral
from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency, Service
from tests.shared.cast import actor
from tests.shared.database import as_admin
from tests.shared.forms import forms_of, words_shown

SAFE = {"way": "through Joy at St Anne’s", "when": ["mornings"]}
UNSAFE = {"unknown": "on"}
NO_RING = {"way": "07700 900123", "when": ["any"]}


def fill(browser: Browser, url: str, **answers: Any) -> Any:
    """Open a page, change some answers of the form that asks them, and press its first button."""
    page = browser.get(url)
    assert page.status_code == 200, (url, page.status_code)
    posted = [form for form in forms_of(page.content.decode()) if form.method == "post"]
    form = next((form for form in posted if form.fields.keys() & answers.keys()), posted[0])
    sent = {**form.as_sent(), **answers}
    return browser.post(url, {name: _on_the_wire(value) for name, value in sent.items()})


def _on_the_wire(value: Any) -> Any:
    """Half a character travels as bytes that no browser makes and any program can."""
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        return [value.encode("utf-8", "surrogatepass")]
    return value


def is_shown(text: str, html: str) -> bool:
    """Say whether a page gives back what was typed; what can't be a character may stand as a mark."""
    shown = words_shown(html)
    half = "".join("\ufffd" * 3 if "\ud800" <= c <= "\udfff" else c for c in text)
    return text in shown or half in shown or half.replace("\x00", "\ufffd") in shown


def begin(browser: Browser, start: str, *, someone: bool = False) -> str:
    """Press the button of the first page, and give the address of the question that follows."""
    answer = browser.post(start, {"for": "someone" if someone else "me"})
    assert answer.status_code == 302
    return str(answer["Location"])


def to_check(
    browser: Browser,
    start: str,
    *,
    someone: bool = False,
    reach: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    who: dict[str, Any] | None = None,
) -> str:
    """Answer every page, and give the address of the one that shows it all before it is sent."""
    url = begin(browser, start, someone=someone)
    for answers in (reach or SAFE, more or {}, *([who or {}] if someone else [])):
        answer = fill(browser, url, **answers)
        assert answer.status_code == 302, answer.content.decode()
        url = str(answer["Location"])
    return url


def send(browser: Browser, start: str, **answers: Any) -> Any:
    """Write a whole referral and send it; gives the answer to the last press."""
    return fill(browser, to_check(browser, start, **answers))


def start_of(service: Service) -> str:
    """Give the address at which anybody begins to write to a service."""
    return reverse("referrals:ask_start", args=[service.pk])


def refer(service: Service, *, by: Membership, **answers: Any) -> Referral:
    """Send a referral as a signed-in worker, past the page, and give it as triage sees it."""
    key: uuid.UUID = new_key()
    said = {
        "reach": {**SAFE, "someone": True, **answers.pop("reach", {})},
        "more": {"name": "Dee", **answers.pop("more", {})},
        "who": {"she_knows": "yes", "safe_to_contact": "yes", **answers.pop("who", {})},
        **answers,
    }
    with acting_as(by.pk):
        referrals.send_at_once(key=key, service=service, answers=said, sender=by, by=actor(by))
    return Referral(pk=key)


def refer_again(
    client_id: uuid.UUID, service: Service, *, by: Membership, sender: Agency | None = None
) -> Referral:
    """Give a woman who is with one service a new referral to another; only in a database of the test's own.

    Today a referral always admits somebody new, so the second stretch of time comes past the gate.
    """
    now, key = timezone.now(), new_key()
    as_admin(
        "insert into people_episode (id, client_id, service_id, state, referred_at, answer_code, "
        "answer_words, sender_agency_id, outcome_allowed, version) "
        "values (%s, %s, %s, 'referred', %s, '', '', %s, %s, 1)",
        key, client_id, service.pk, now, sender and sender.pk, sender is not None,
    )  # fmt: skip
    referral = Referral(client_id=client_id, episode_id=key, source="internal", received_at=now)
    with acting_as(by.pk):
        referral.save(force_insert=True)
        gate.recompute_client(client_id)
    return referral


def put_beside(client_id: uuid.UUID, hat: Membership, *, by: Membership) -> None:
    """Put a worker beside a woman's lead worker, as her manager does."""
    with acting_as(by.pk):
        episode = Episode.objects.select_related("service").get(client_id=client_id)
        team.add_member(episode=episode, membership=hat, by=actor(by))


def seen_as(hat: Membership, referral: Referral) -> Referral:
    """Fetch a referral as one hat sees it."""
    with acting_as(hat.pk):
        return Referral.objects.get(pk=referral.pk)
