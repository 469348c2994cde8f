"""Whom some women chose beside their team: the Saturday runs, an open day room, and two peer mentors."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils import timezone

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Episode
from alongside.core.team.actions import beside
from alongside.core.team.models import Companion
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.support.activities import actions as groups
from alongside.support.activities import rules
from alongside.support.activities.models import Activity, Belonging
from alongside.support.outcomes.actions import parts
from alongside.support.outcomes.models import Goal

# Woman, her worker, and what she wants them to know: name, letter, what, how, if she is not well.
SAY = (
    ("surpreet", "orla", "Surpreet", "", "I warm up slowly. Then I don't stop.",
     "Don't ask about my family. Ask about the dog by the bandstand.", "Walk with me a bit. Don't stand still."),
    ("jean", "orla", "Jean", "A", "Inhaler in my left pocket. The blue one.", "I like to be at the back, talking.",
     "Sit me down, blue inhaler, two puffs. Then ring Orla."),
    ("comfort", "orla", "Comfort", "", "I fetch my boy at eleven, so I leave at ten to.", "", ""),
    ("gemma", "joy", "Gem", "", "I laugh when I am frightened.", "Don't hug me. Wave.",
     "Say it is Tuesday. If I don't answer, ring Joy."),
    ("adaeze", "shabnam", "Ada", "", "I am having a baby and I get tired at four.",
     "You can be quiet with me while I sew.", "Feet up, water, then ring Shabnam."),
    ("mags", "morwenna", "Mags", "", "Biscuit comes in with me or I don't come in.", "The chair by the door is mine.", ""),
    ("jackie", "morwenna", "Jackie", "V", "I read the paper first. Then I talk.", "Nothing about court, please.", ""),
)  # fmt: skip
RUNNERS, LEADERS = ("surpreet", "jean", "comfort"), ("lowri", "simone")
# What was pressed on the last Saturdays, the latest first.
MARKS = {
    "surpreet": ("let_us_know", "let_us_know", "let_us_know"),
    "jean": ("came", "came", "not_today"),
    "comfort": ("came", "let_us_know", "came"),
}
# What was given on the latest.
GIVEN = {"jean": ("shower", "food")}
# Who comes to the day room, what was pressed on the last Wednesdays, and what was given on the latest.
DAY_ROOM = {"mags": ("came", "came", "not_today"), "jackie": ("came", "not_today", "came")}
GIVEN_THERE = {"mags": ("food", "shower"), "jackie": ("food",)}
# Woman, her worker, peer mentor, and what she said when she chose.
PEERS = (
    ("gemma", "joy", "tolu", "She has been there. She doesn't say so all the time."),
    ("adaeze", "shabnam", "anjali", "She asks before she sits down."),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Let some women say what those beside them may know, come to the Saturday runs, and choose peers."""
    for woman, lead, name, letter, know, how, worried in SAY:
        hat = _as(made.hats[lead])
        beside.say_what_to_know(
            client_id=key_of("woman", woman), version=0, membership=hat, by=actor(hat),
            facts={"name": name, "letter": letter, "know": know, "how": how, "worried": worried},
        )  # fmt: skip
    _saturdays(made, days)
    _day_room(made, days)
    for woman, lead, mentor, said in PEERS:
        _peer(woman, made.hats[lead], made.hats[mentor], said)
    set_holder(None)


def _as(hat: Membership) -> Membership:
    set_holder(hat.pk)
    return hat


def _saturdays(made: Partnership, days: Days) -> None:
    pat = _as(made.hats["pat"])
    runs = groups.make_group(
        key=key_of("group", "saturdays"), membership=pat, by=actor(pat),
        facts={
            "service": made.services["saturdays"], "name": "Saturday Sessions", "place": "the bandstand",
            "children": Activity.Children.COME.value,
            "day": Activity.Day.SATURDAY.value, "at_time": datetime.time(9), "supervisor": pat,
            "call_words": "Ring me on the club phone, any time on a Saturday. In danger: 999 first.",
        },
    )  # fmt: skip
    _led(made, runs, LEADERS, by=pat)
    _come(made.hats["orla"], runs, RUNNERS)
    _marked(made.hats["lowri"], runs, days, MARKS, GIVEN)


def _day_room(made: Partnership, days: Days) -> None:
    manager = _as(made.managers["keelson_outreach"])
    room = groups.make_group(
        key=key_of("group", "day room"), membership=manager, by=actor(manager),
        facts={
            "service": made.services["keelson_outreach"], "kind": Activity.Kind.DROP_IN.value,
            "name": "The day room", "place": "Keelson", "day": Activity.Day.WEDNESDAY.value,
            "at_time": datetime.time(9, 30), "supervisor": manager, "children": Activity.Children.COME.value,
            "call_words": "I am upstairs. In danger: 999 first.",
        },
    )  # fmt: skip
    _led(made, room, ("perpetua",), by=manager)
    _come(made.hats["morwenna"], room, DAY_ROOM)
    _marked(made.hats["perpetua"], room, days, DAY_ROOM, GIVEN_THERE)


def _led(made: Partnership, group: Activity, leaders: Iterable[str], *, by: Membership) -> None:
    for name in leaders:
        groups.let_lead(
            key=key_of("leader", name), activity=group, membership=made.hats[name], made_by=by,
            by=actor(by),
        )  # fmt: skip


def _come(worker: Membership, group: Activity, women: Iterable[str]) -> None:
    hat = _as(worker)
    for woman in women:
        groups.join(
            key=key_of("comes", woman), activity=group, client_id=key_of("woman", woman), membership=hat,
            by=actor(hat),
        )  # fmt: skip


def _marked(
    leader: Membership,
    group: Activity,
    days: Days,
    marks: Mapping[str, Iterable[str]],
    given: Mapping[str, Iterable[str]],
) -> None:
    hat, latest = _as(leader), rules.day_now(group, days.today)
    for woman, pressed in marks.items():
        belonging = Belonging.objects.get(activity=group, client_id=key_of("woman", woman))
        for week, said in enumerate(pressed):
            groups.mark(
                activity=group, day=latest - week * rules.WEEK, belonging=belonging, said=said,
                membership=hat, by=actor(hat),
            )  # fmt: skip
        for what in given.get(woman, ()):
            groups.give(
                activity=group, day=latest, belonging=belonging, what=what, given=True, membership=hat,
                by=actor(hat),
            )  # fmt: skip


def _peer(woman: str, lead: Membership, mentor: Membership, said: str) -> None:
    client_id = key_of("woman", woman)
    _as(lead)
    episode = (
        Episode.objects.open()
        .select_related("service")
        .filter(client_id=client_id, service__posts__membership=mentor)
        .first()
    )
    if episode is None:
        raise LookupError(f"{woman} is with no service that her peer mentor gives time to.")
    beside.choose_companion(
        key=key_of("peer", woman), episode=episode, membership=mentor, kind=Companion.Kind.PEER,
        supervisor=lead, made_by=lead, by=actor(lead),
        facts={
            "call_words": "Ring me on the office phone when anything feels wrong. In danger: 999 first.",
            "her_words": said, "until_at": timezone.now() + datetime.timedelta(days=150),
        },
    )  # fmt: skip
    if (
        goal := Goal.objects.filter(client_id=client_id, state=Goal.State.OPEN)
        .order_by("place")
        .first()
    ):
        parts.show_peers(goal=goal, shown=True, by=actor(lead))
