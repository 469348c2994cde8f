"""What lies on the workers' desks: notes half written, links for partners, copies handed on."""

import datetime
import uuid

from django.utils import timezone

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.coordination.referrals import actions as referrals
from alongside.foundation.access.context import set_holder
from alongside.overview.insight import actions as insight
from alongside.overview.insight import rules as counting
from alongside.support.engagement import actions as engagement
from alongside.support.engagement.models import Contact, Draft

# Who was writing about whom, so many minutes ago, and how far she got.
UNFINISHED = (
    ("nadia", "dee", 8, "call", "phone", "Rang about this afternoon. Her list has not changed: the flat, the letter,", ""),
    ("joy", "kerry", 55, "drop_in", "day_centre", "She cooked for everybody and would not sit down until", "Sit. Eat. Then talk."),
    ("leyla", "nasrin", 130, "visit", "her_place", "Visit with the interpreter. The roses have come, and", ""),
    ("fran", "tracey", 1500, "outreach", "out", "Early, by the covered market. She was with the young ones, and had given away", ""),
    ("orla", "comfort", 2900, "session", "park", "Back of the group with her, as always. She", "I'm not slow, I'm pastoral."),
)  # fmt: skip
LINKS = (("navigators", "probation"), ("navigators", "practice"), ("navigators", "hub"))
# A service large enough to show what is held back beside what is not, and one where everything is.
COPIES = (("navigators", 1, "areas"), ("navigators", 2, "areas"), ("hearth_advocates", 1, "all"))


def lay_out(made: Partnership, days: Days) -> None:
    """Put drafts, links and copies where their owners look for them."""
    for worker, woman, minutes, kind, place, words, hers in UNFINISHED:
        _draft(made, worker, woman, minutes, _fields(days, kind, place, words, hers))
    for service, quarters_ago, shape in COPIES:
        _copy(made, days, service, quarters_ago, shape)


def give_links(made: Partnership) -> None:
    """Make the links by which partners' workers send referrals without an account."""
    for service, agency in LINKS:
        manager = made.managers[service]
        set_holder(manager.pk)
        referrals.make_link(
            key=link_key(service, agency), service=made.services[service],
            agency=made.agencies[agency], membership=manager, by=actor(manager),
        )  # fmt: skip


def link_key(service: str, agency: str) -> uuid.UUID:
    """The key of an agency's link to a service."""
    return key_of("link", f"{agency} to {service}")


def _fields(days: Days, kind: str, place: str, words: str, hers: str) -> dict[str, str]:
    today = days.today
    return engagement.as_typed(
        Contact(
            happened_on=today, at_time=datetime.time(9, 30), kind=kind, place=place, planned=False, met=True,
            worker_words=words, her_words=hers,
        )
    )  # fmt: skip


def _draft(
    made: Partnership, worker: str, woman: str, minutes: int, fields: dict[str, str]
) -> None:
    hat = made.hats[worker]
    key = key_of("draft", f"{worker} {woman}")
    set_holder(hat.pk)
    engagement.keep_draft(key=key, client_id=key_of("woman", woman), fields=fields, by=actor(hat))
    Draft.objects.filter(pk=key).update(
        changed_at=timezone.now() - datetime.timedelta(minutes=minutes)
    )


def _copy(made: Partnership, days: Days, service: str, quarters_ago: int, shape: str) -> None:
    """Freeze the count of a quarter that has ended, made safe, as its manager does."""
    month = days.today.year * 12 + days.today.month - 1 - 3 * quarters_ago
    period = counting.period(f"{month // 12}-q{month % 12 // 3 + 1}", days.today)
    assert period is not None
    manager = made.managers[service]
    set_holder(manager.pk)
    insight.make_copy(
        copy_id=key_of("copy", f"{service} {quarters_ago}"), service=made.services[service],
        period=period, shape=shape, membership=manager, by=actor(manager),
    )  # fmt: skip
