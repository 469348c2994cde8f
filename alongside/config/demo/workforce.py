"""What the made-up workers know, how they look after each other, and what they taught other services."""

import datetime
import uuid
from dataclasses import dataclass

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Episode
from alongside.core.team import actions as team
from alongside.core.team.models import Intensity
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.actions import skills
from alongside.foundation.accounts.models import Skill
from alongside.foundation.audit.actions import NOBODY
from alongside.foundation.directory.models import Service
from alongside.support.workforce.actions import approaches, asking, care, sittings
from alongside.support.workforce.models import Change, Debrief, Question, Sitting

VAWG, MANY, MIND = "violence against women and girls", "multiple disadvantage", "mental health"
DRUGS, SEX, PAPERS = "drugs and alcohol", "sex working", "immigration"
CHILDREN, PRISON = "pregnancy and child protection", "prison and probation"
BY_AND_FOR, YOUNG = "by and for Black and minoritised women", "younger women"
HOUSING, STAFF = "housing rights", "supporting staff after something hard"
KNOWS = {
    "nadia": (VAWG, MANY, "Arabic", "English"), "joy": (MANY, DRUGS, "English"),
    "leyla": (PAPERS, VAWG, "Farsi", "Kurdish", "Turkish", "English"), "fran": (SEX, DRUGS, "English"),
    "ines": (VAWG, "Portuguese", "Spanish", "English"), "ines_hearth": (VAWG, "Portuguese", "Spanish"),
    "tamsin": (YOUNG, MIND, "English"), "blessing": (MANY, "Twi", "English"),
    "kasia": (PAPERS, "Polish", "Ukrainian", "English"), "morwenna": (SEX, DRUGS, "Welsh", "English"),
    "dilys": (HOUSING, MIND, "Welsh", "English"), "shabnam": (BY_AND_FOR, VAWG, "Urdu", "Pashto", "English"),
    "hana": (MIND, STAFF, "Arabic", "English"), "efua": (MIND, BY_AND_FOR, "Twi", "English"),
    "maeve": (CHILDREN, "English"), "obi": (MIND, DRUGS, "English"), "ruth": (VAWG, STAFF, "English"),
    "zainab": (BY_AND_FOR, STAFF, "Somali", "Arabic", "English"), "leila": (HOUSING, "Arabic", "English"),
    "sal": (PRISON, HOUSING, "English"),
}  # fmt: skip
# Of whom somebody said lately how close the time is, so many days ago.
CLOSE = (
    ("marta", "nadia", ((200, "close"), (60, "steady"))), ("amina", "nadia", ((40, "close"),)),
    ("dee", "nadia", ((90, "steady"), (12, "light"))), ("roza", "joy", ((30, "close"),)),
    ("kerry", "joy", ((50, "light"),)), ("nasrin", "leyla", ((21, "close"),)),
    ("tracey", "fran", ((120, "close"), (10, "light"))),
)  # fmt: skip

# What somebody who harms did near us, so many days ago.
NEAR_US = (
    ("fran", 9, {
        "how": "waited", "words": "The same man as in spring sat in a car across the road from four until dark.",
        "did": "We let everybody out by the yard, two by two. Nobody spoke to him.",
        "steps": ["away", "nines", "nothing", "shift", "her", "talk"]}),
    ("joy", 2, {
        "how": "rang", "words": "A man said he was from a letting agency and asked which days she comes in.",
        "did": "I said that we never say who comes here, and took no number.",
        "steps": ["away", "nothing", "shift"]}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """A sitting: who, with whom, what, in so many days (back when negative), and whether it was kept."""

    worker: str
    supervisor: str
    kind: Sitting.Kind
    in_days: int
    at: datetime.time
    kept: bool = False
    words: tuple[tuple[bool, str], ...] = ()


K = Sitting.Kind
SITTINGS = (
    Met("nadia", "hana", K.REFLECTIVE, -34, datetime.time(15), True,
        ((True, "I took the hearing home with me for a week. Saying it aloud helped."),
         (False, "You noticed it yourself. Next time: what do you put down before you go through the door?"))),
    Met("nadia", "hana", K.REFLECTIVE, 4, datetime.time(15)),
    Met("joy", "ruth", K.SUPERVISION, -12, datetime.time(10), True,
        ((True, "Seven is my seven. I said it and nobody argued."),)),
    Met("joy", "ruth", K.SUPERVISION, 16, datetime.time(10)),
    Met("leyla", "zainab", K.CLINICAL, 2, datetime.time(11, 30)),
    Met("fran", "ruth", K.SUPERVISION, 0, datetime.time(16)),
    Met("shabnam", "zainab", K.SUPERVISION, -6, datetime.time(9, 30), True),
    Met("morwenna", "sal", K.SUPERVISION, -3, datetime.time(8), True),
)  # fmt: skip
QUESTIONS = (
    # Who asks, with whom in mind, what should be known, the words, answer, next step, what was useful.
    ("nadia", "dee", VAWG, "She does not want support about him, and I rate him her greatest risk. She rates "
     "losing her daughter highest. Once, in passing, she said his messages frighten her. What do I do with that?",
     "shabnam", "Leave his name out of the plan. Say once that you heard her, and that the door is open. Ask what "
     "would make the phone quieter at night: that is about her, not about him.",
     "A second phone that only her daughter has the number of.", "“Quieter at night” was the sentence."),
    ("tamsin", "", PAPERS, "A woman of about twenty has a letter in a language neither of us reads and is too "
     "frightened to open the next one. Who may look at it with her, and what must not be said to anybody?",
     "leyla", "An adviser on the register only: nobody else may say what it means. Photograph nothing, send nothing.",
     "Sit with her while she rings; hold the tea.", ""),
    ("joy", "roza", DRUGS, "She is proud of four days. How do I celebrate without making the fifth a test?",
     "", "", "", ""),
    ("kasia", "", MIND, "She hears her mother's voice when it rains and finds it company. Do I need to worry?",
     "", "", "", ""),
)  # fmt: skip
CHANGES = (
    ("nadia", "housing", "", "duty housing officer", Change.Kind.ADVICE,
     "That a missed call is no reason to close, and that Sundays are when she can talk.",
     "They now try three ways before a letter goes out.", 40),
    ("maeve", "practice", "", "receptionist", Change.Kind.TRAINING,
     "Half an hour on offering the quiet room and not asking at the desk.", "A quiet room, with a lamp.", 75),
    ("leyla", "housing", "", "interpreter coordinator", Change.Kind.POLICY,
     "Never family, never a neighbour, and a woman where she asks for one.", "", 18),
    ("joy", "", "the magistrates’ court café", "volunteer at the counter", Change.Kind.SHADOWING,
     "What waiting feels like, and why a table by the wall helps.", "There is a table by the wall.", 110),
    ("shabnam", "practice", "", "link worker", Change.Kind.ADVICE,
     "That “no fixed address” is no reason not to register anybody.", "Two women are registered.", 22),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Write it all down, each as who would have."""
    known = {one.name: one for one in Skill.objects.all()}
    for name, said in KNOWS.items():
        skills.set_skills(hat=made.hats[name], skills=[known[one] for one in said], by=NOBODY)
    Service.objects.filter(pk=made.services["navigators"].pk).update(
        weighed=True,
        weight_words="Close is several times a week or at any hour; light is now and then.",
    )
    _closeness(made, days)
    for place, one in enumerate(SITTINGS):
        _sitting(made, days, place, one)
    _asked_and_offered(made, known)
    _near_us(made, days)
    _questions(made, known)
    _changes(made, days)
    _leave_and_own(made, days)
    set_holder(None)


def _closeness(made: Partnership, days: Days) -> None:
    for woman, lead, said in CLOSE:
        hat = made.hats[lead]
        set_holder(hat.pk)
        episode = Episode.objects.select_related("service").filter(
            client_id=key_of("woman", woman), state=Episode.State.ACTIVE, service__posts__membership=hat
        ).first()  # fmt: skip
        if episode is None:
            continue
        for ago, level in said:
            key = key_of("closeness", f"{woman} {ago}")
            since = max(days.ago(ago), episode.opened_on or days.ago(ago))
            # Said on the day it was, so the row is written as it stood and not as of today.
            Intensity(
                pk=key, client_id=episode.client_id, episode=episode, level=level, since=since,
                made_by=hat,
            ).save(force_insert=True)  # fmt: skip
        team.say_how_close(
            key=key_of("closeness", woman), episode=episode, level=said[-1][1], membership=hat,
            by=actor(hat),
        )  # fmt: skip


def _sitting(made: Partnership, days: Days, place: int, one: Met) -> None:
    worker, supervisor = made.hats[one.worker], made.hats[one.supervisor]
    key = key_of("sitting", str(place))
    set_holder(supervisor.pk)
    sittings.offer(
        key=key, supervisor=supervisor, worker=worker, kind=one.kind, on_date=days.ago(-one.in_days),
        at_time=one.at, by=actor(supervisor),
    )  # fmt: skip
    set_holder(worker.pk)
    sittings.take_up(sitting=Sitting.objects.get(pk=key), membership=worker, by=actor(worker))
    if one.kept:
        sittings.keep(sitting=Sitting.objects.get(pk=key), membership=worker, by=actor(worker))
    for number, (by_worker, words) in enumerate(one.words):
        hat = worker if by_worker else supervisor
        set_holder(hat.pk)
        sittings.write(
            key=key_of("sitting words", f"{place} {number}"), sitting=Sitting.objects.get(pk=key),
            words=words, membership=hat, by=actor(hat),
        )  # fmt: skip


def _asked_and_offered(made: Partnership, known: dict[str, Skill]) -> None:
    blessing, ruth = made.hats["blessing"], made.hats["ruth"]
    set_holder(blessing.pk)
    sittings.ask(
        key=key_of("sitting", "asked"), worker=blessing, supervisor=None, skill=known[STAFF],
        kind=K.REFLECTIVE, by=actor(blessing),
    )  # fmt: skip
    set_holder(ruth.pk)
    sittings.offer_debrief(
        key=key_of("debrief", "fran and nadia"), to=[made.hats["fran"], made.hats["nadia"]],
        after=Debrief.After.VIOLENCE, words="Yesterday was a lot. Tea in the small room at four?",
        membership=ruth, by=actor(ruth),
    )  # fmt: skip
    fran = made.hats["fran"]
    set_holder(fran.pk)
    offer = Debrief.objects.get(offered_to=fran)
    sittings.answer_debrief(offer=offer, answer="yes", membership=fran, by=actor(fran))


def _near_us(made: Partnership, days: Days) -> None:
    for place, (who, ago, facts) in enumerate(NEAR_US):
        hat = made.hats[who]
        set_holder(hat.pk)
        approaches.write_down(
            key=key_of("approach", str(place)), facts={"on_date": days.ago(ago), **facts}, membership=hat,
            by=actor(hat),
        )  # fmt: skip


def _questions(made: Partnership, known: dict[str, Skill]) -> None:
    for place, (who, woman, about, words, answered, advice, step, useful) in enumerate(QUESTIONS):
        hat, key = made.hats[who], key_of("question", str(place))
        set_holder(hat.pk)
        asking.ask(
            key=key, membership=hat, skill=known[about], words=words, name_agency=place == 1,
            about=key_of("woman", woman) if woman else None, by=actor(hat),
        )  # fmt: skip
        if answered:
            _advice(made, key, answered, advice, step)
        if useful:
            set_holder(hat.pk)
            one = Question.objects.get(pk=key)
            asking.thank(
                question=one, version=one.version, useful=useful, membership=hat, by=actor(hat)
            )
    set_holder(None)


def _advice(made: Partnership, key: uuid.UUID, who: str, advice: str, step: str) -> None:
    hat = made.hats[who]
    set_holder(hat.pk)
    one = Question.objects.get(pk=key)
    asking.advise(
        question=one,
        version=one.version,
        advice=advice,
        next_step=step,
        membership=hat,
        by=actor(hat),
    )


def _changes(made: Partnership, days: Days) -> None:
    for place, (who, agency, name, role, kind, taught, changed, ago) in enumerate(CHANGES):
        hat = made.hats[who]
        set_holder(hat.pk)
        facts = {
            "agency": made.agencies.get(agency), "agency_name": name, "role": role, "kind": kind,
            "taught": taught, "changed": changed, "on_date": days.ago(ago),
        }  # fmt: skip
        asking.add_change(
            key=key_of("change", str(place)), facts=facts, membership=hat, by=actor(hat)
        )


def _leave_and_own(made: Partnership, days: Days) -> None:
    for who, first, last in (("kasia", 0, 4), ("tamsin", 9, 20), ("dilys", 14, 14)):
        hat = made.hats[who]
        set_holder(hat.pk)
        care.add_leave(
            key=key_of("leave", who), membership=hat, first=days.ago(-first), last=days.ago(-last),
            by=actor(hat),
        )  # fmt: skip
    nadia = made.hats["nadia"]
    set_holder(nadia.pk)
    care.write_check(
        key=key_of("check", "nadia"), membership=nadia, by=actor(nadia),
        answers={
            "home": "The sound of the door. It goes when I cook.", "good": "Swam, twice, badly.",
            "wish": "One morning without the phone. I could ask Ruth.",
        },
    )  # fmt: skip
