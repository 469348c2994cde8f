"""What the tests of everyday work need: forms as a browser sends them, and Marta's safe ways."""

import datetime
import uuid
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import SafeContact
from alongside.core.team.models import TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.engagement.actions import checks
from alongside.support.engagement.models import CheckAgreement, WelfareCheck
from tests.shared.cast import Cast, actor
from tests.shared.forms import forms_of

WEEK = list(range(7))


def page(name: str, *args: object) -> str:
    return reverse(f"engagement:{name}", args=args)


def as_opened(browser: Browser, url: str, box: str, **typed: object) -> dict[str, object]:
    """Open a page and give what its form with this box would send, with some boxes typed over."""
    shown = browser.get(url).content.decode()
    form = next(one for one in forms_of(shown) if box in one.fields)
    return {**form.as_sent(), **typed}


def reaches_by(
    cast: Cast, *ways: tuple[str, list[int], str, str], never: tuple[str, ...] = ()
) -> None:
    """Write on Marta's card that these ways are safe, each on these days between these times."""
    said = [
        {
            "kind": kind, "value": "+447700900123", "words": "", "never": False,
            "hours": [{"days": days, "from": start, "until": end}] if start else [],
        }
        for kind, days, start, end in ways
    ]  # fmt: skip
    with acting_as(cast.amal.pk):
        card = SafeContact.objects.get(client_id=cast.marta)
        people.set_safe_contact(
            client_id=cast.marta, facts={"never": list(never)}, ways=said, version=card.version,
            by=actor(cast.amal),
        )  # fmt: skip


def agreed(**more: Any) -> dict[str, Any]:
    """Give what she agreed about checks: by text every day, then once more, then the manager."""
    return {
        "way_kind": "text", "every_days": 1, "from_time": None, "until_time": None, "police": False,
        "steps": ["again", "manager"], "person_words": "", "her_words": "", "second": None,
        "agreed_on": timezone.localdate(), **more,
    }  # fmt: skip


def agree(cast: Cast, **more: Any) -> CheckAgreement:
    """Let Marta agree to checks, as Amal writes it down."""
    with acting_as(cast.amal.pk):
        return checks.agree_checks(
            key=new_key(), client_id=cast.marta, membership=cast.amal, by=actor(cast.amal),
            facts=agreed(worker=cast.amal, **more),
        )  # fmt: skip


def the_check(cast: Cast) -> WelfareCheck:
    """Fetch the one check that waits."""
    with acting_as(cast.amal.pk):
        people = ("agreement__worker__worker", "agreement__second__worker")
        return WelfareCheck.objects.waiting().select_related("agreement", *people).get()


def beside(cast: Cast) -> TeamMember:
    with acting_as(cast.amal.pk):
        return TeamMember.objects.get(client_id=cast.marta, ended_at=None)


def today_at(hour: int, minute: int = 0) -> datetime.datetime:
    return timezone.make_aware(
        datetime.datetime.combine(timezone.localdate(), datetime.time(hour, minute))
    )


def nowhere() -> uuid.UUID:
    return uuid.uuid4()
