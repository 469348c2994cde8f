"""What the tests of these pages share: who is looked for, and how."""

import re
import uuid
from typing import Any

from django.test import Client as Browser

from alongside.core.people.models import Client
from alongside.core.sharing.actions import emergency, sealing
from alongside.core.sharing.models import BreakGlass, Duty
from alongside.foundation.access import actions as gate
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, make_hat, make_worker


def reference(client_id: uuid.UUID) -> str:
    """Her reference as it is printed."""
    return Client(pk=client_id).reference


def asked(**said: Any) -> dict[str, Any]:
    """What somebody in a hurry sends at the door of emergency access."""
    return {"key": str(new_key()), "reason": "danger", "words": "", **said}


def still(page: bytes) -> str:
    """Give a page without what differs in every answer: its one-time marks and its new key."""
    told = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    return re.sub(r'name="key" value="[^"]+"', "", told)


def break_glass(hat: Membership, client_id: uuid.UUID) -> BreakGlass:
    """Use emergency access, past the page, and give what is written down of it."""
    key = new_key()
    with acting_as(hat.pk):
        emergency.break_glass(
            key=key, reason="danger", words="Nobody saw her since Monday.", by=actor(hat),
            reference=reference(client_id),
        )  # fmt: skip
    return BreakGlass(pk=key, client_id=client_id, membership=hat)


def seal(cast: Cast, by: Membership, client_id: uuid.UUID | None = None) -> None:
    """Seal Marta's record at her wish, or another's."""
    with acting_as(by.pk):
        sealing.seal(
            key=new_key(), client_id=client_id or cast.marta, agency=by.agency, words="", sealed_by=by,
            why="her_wish", by=actor(by),
        )  # fmt: skip


def make_keeper(cast: Cast) -> Membership:
    """The data-protection lead of Harbour."""
    hat = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    gate.recompute_membership(hat.pk)
    return hat


def make_safety_lead(cast: Cast) -> Membership:
    """A safety lead in another agency, who sees women of nobody's."""
    hat = make_hat(make_worker("Sal"), cast.practice, Role.MANAGER)
    Duty(membership=hat, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    gate.recompute_membership(hat.pk)
    return hat


def words_on(browser: Browser, path: str) -> str:
    """Open a page that has to be there."""
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())
