"""Whom some women chose beside their team: the Saturday runs with who leads them, and two peer mentors."""

import datetime

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
    for name in LEADERS:
        groups.let_lead(
            key=key_of("leader", name), activity=runs, membership=made.hats[name], made_by=pat,
            by=actor(pat),
        )  # fmt: skip
    orla = _as(made.hats["orla"])
    for woman in RUNNERS:
        groups.join(
            key=key_of("comes", woman), activity=runs, client_id=key_of("woman", woman),
            membership=orla, by=actor(orla),
        )  # fmt: skip
    lowri = _as(made.hats["lowri"])
    latest = rules.day_now(runs, days.today)
    for woman, marks in MARKS.items():
        belonging = Belonging.objects.get(activity=runs, client_id=key_of("woman", woman))
        for week, said in enumerate(marks):
            groups.mark(
                activity=runs, day=latest - week * rules.WEEK, belonging=belonging, said=said,
                membership=lowri, by=actor(lowri),
            )  # fmt: skip
        for what in GIVEN.get(woman, ()):
            groups.give(
                activity=runs, day=latest, belonging=belonging, what=what, given=True,
                membership=lowri, by=actor(lowri),
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
