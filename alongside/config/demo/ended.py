"""Women whose time with the Navigators has ended, well or with the door left open."""

import datetime
from dataclasses import dataclass, replace

from alongside.config.demo.admitting import Asked, ask
from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.leaving import close
from alongside.config.demo.life import Life
from alongside.config.demo.partnership import Partnership, actor
from alongside.config.demo.person import Safe, Way, Woman
from alongside.config.demo.writing import Writing
from alongside.core.people import actions as people
from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.foundation.access.context import set_holder
from alongside.support.engagement.models import Contact

FACTS = {
    "phone": "own", "home": "hostel", "source": "herself", "children": "none", "pet": "none", "justice": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """How long she was with us, how long ago that ended, and with whom she was."""

    key: str
    name: str
    long: int
    ago: int
    lead: str
    number: int


ENDED = (
    Ended("vicky", "Vicky", 410, 130, "tamsin", 421), Ended("shola", "Shola A.", 300, 75, "blessing", 422),
    Ended("pam", "Pam", 720, 200, "leyla", 423), Ended("ioana", "Ioana", 250, 48, "kasia", 424),
    Ended("jeanette", "Jeanette", 160, 310, "ines", 425),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> int:
    """Write down each of these times with us, from the first note to the last; say how many women."""
    for number, plan in enumerate(ENDED):
        _one(plan, number, made, days)
    return len(ENDED)


def _one(plan: Ended, number: int, made: Partnership, days: Days) -> None:
    safe = Safe(
        (Way("call", f"+447700900{plan.number}", "mon tue wed thu fri 09:00-17:00"),),
        checked=plan.ago + 10,
    )
    ask(
        Asked(plan.key, plan.name, "navigators", safe, plan.long + plan.ago + 4, checked_by=plan.lead),
        made, days,
    )  # fmt: skip
    manager = made.managers["navigators"]
    by = actor(manager)
    episodes = Episode.objects.select_related("service")
    set_holder(manager.pk)
    episode = episodes.get(pk=key_of("episode", plan.key))
    people.move_episode(
        episode=episode,
        to=Episode.State.ACTIVE,
        by=by,
        opened_on=days.ago(plan.long + plan.ago),
    )
    team.set_lead(
        episode=episode, membership=made.hats[plan.lead], by=by, agreed_by=manager,
        since=days.ago(plan.long + plan.ago), over_gauge_reason="For her last weeks with us.",
    )  # fmt: skip
    then = replace(days, today=days.ago(plan.ago))
    life = Life(
        Woman(key=plan.key, name=plan.name, lead=plan.lead), began=plan.long, facts=dict(FACTS), safe=safe,
        traits=frozenset({"own_phone", "reads", "harm"}),
    )  # fmt: skip
    set_holder(made.hats[plan.lead].pk)
    Writing(life, made, then, {}, {}).time_together()
    met = Contact.objects.filter(client_id=episode.client_id, met=True)
    spoke = met.latest("happened_on").happened_on
    # It ends while the talk is fresh, on whatever day of the week this is loaded.
    planned = min(days.ago(plan.ago), spoke + datetime.timedelta(weeks=3))
    close(
        episodes.get(pk=episode.pk), lead=made.hats[plan.lead], manager=manager, spoke=spoke,
        ended=max(spoke, planned), number=number,
    )  # fmt: skip
