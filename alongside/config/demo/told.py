"""What some made-up women told, and told again over months: topics, what led to it, days, nights, languages."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.config.demo.cast import key_of
from alongside.config.demo.days import Days, own_dates
from alongside.config.demo.partnership import Partnership, actor
from alongside.core.people.models import Client
from alongside.core.story import actions as story
from alongside.core.story.actions import herself, lines
from alongside.core.story.models import Entry, Speaking, Topic
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import set_holder
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import key_within
from alongside.support.accommodation import actions as accommodation
from alongside.support.accommodation.models import Stretch

AFTERNOON = datetime.time(15, 5)


@dataclass(frozen=True, slots=True)
class Said:
    """Something she told about one subject, so many days ago, and where."""

    subject: str
    ago: int
    her_words: str
    worker_words: str = ""
    at: str = ""
    state: str = "told"


@dataclass(frozen=True, slots=True)
class Slept:
    """Some nights: from so many days ago to so many, or with no known days."""

    kind: str
    first: int | None = None
    last: int | None = None
    her_words: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    part: C | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything told here of one woman, heard by her lead worker."""

    woman: str
    lead: str
    said: tuple[Said, ...] = ()
    # Kind of cause, her words, when as she tells it; in her order.
    causes: tuple[tuple[str, str, str], ...] = ()
    # Subject, kind of day, days ahead or words, what to have ready.
    days: tuple[tuple[str, str, int | str, str], ...] = ()
    slept: tuple[Slept, ...] = ()
    travels: tuple[str, ...] = ()
    nobody_asks: tuple[str, ...] = ()
    only_she_asks: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    languages: Mapping[str, Any] = field(default_factory=dict)
    # Her English as a college has said it: how many days ago, and the level.
    levels: tuple[tuple[int, str], ...] = ()


def _speaks(*languages: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    said = [
        {"name": name, "dialect": dialect, "speaks": speaks, "reads": "", "code": ""}
        for name, dialect, speaks in languages
    ]
    return {"languages": said, **more}


STORIES = (
    Story(
        woman="marta", lead="nadia",
        said=(
            Said("skills", 200, "Baker. Eleven years. I have the paper from Kraków.",
                 "Her certificate is recognised here since spring; the letter is in her files.", "centre"),
            Said("skills", 30, "I showed two women how to plait a loaf. They were loud. It was good.",
                 "She taught at the Saturday kitchen, unasked.", "centre"),
            Said("languages", 380, "Polish when it hurts. English for forms."),
            Said("culture", 240, "Christmas Eve, an empty chair. For whoever comes.",
                 "She keeps Wigilia. Not alone, if it can be helped.", "office"),
            Said("mind", 95, "Four o'clock is the worst. Kula knows.",
                 "Wakes at four. Kula, the radio and bread dough help; nobody ringing does not.", "out"),
            Said("disability", 60, "Not the forms with small boxes. My hands.",
                 "Numb hands: big pens, or somebody writes while she says it."),
        ),
        causes=(
            ("loss", "My mother died and I stopped going home.", "the winter I was thirty-four"),
            ("her_money", "My wages went to his card. I got a fiver a day.", "the years after"),
            ("home_harm", "That winter.", "you know which"),
            ("family", "My sister took Zosia so that I could go. I asked her to.", "that spring"),
        ),
        days=(("children", "child_meeting", 12, "Her list comes first: Sundays, the side door, no him. Ines comes too."),
              ("money", "decision", "before the clocks change", "The answer about her own account.")),
        slept=(
            Slept("with_him", 1400, 620, "With him. That is not a home.", {"about": True}),
            Slept("sofa", 619, 598, "Ola's sofa. Kula on my feet.", {"children_too": True}),
            Slept("bus", None, None, "The 25. There and back. It is warm upstairs.",
                  {"nights": 20, "about": True, "when_words": "some weeks before the refuge, on and off"}),
            Slept("outside", 590, 586, "The bandstand. Kula sat up all night for me."),
            Slept("refuge", 585, 430, "They took the dog. I cried on the step."),
            Slept("temporary", 429, None, "One room. One door.", {"still": True}),
        ),
        travels=("home", "skills", "people"), only_she_asks=("children",),
        answers={"ethnic": ("white_other", "Polish, from the mountains"), "faith": ("christian", "Catholic, my way"),
                 "condition": ("yes", "My hands"), "limits": ("little", "A big pen"), "caring": ("no", ""),
                 "care": ("rather_not", "")},
        languages=_speaks(("Polish", "", "best"), ("English", "", "well"), interpreter="sometimes",
                          interpreter_who="woman", not_from=["family", "community"]),
    ),
    Story(
        woman="amina", lead="nadia",
        said=(
            Said("skills", 150, "Two years of accounts, at home. Here they said it doesn't count.",
                 "Certificate from Hargeisa. ENIC statement asked for in March; the fee was paid by the fund.", "afar"),
            Said("skills", 45, "It counts. There is a letter now.", "ENIC letter came: counts as a level 3.", "office"),
            Said("culture", 100, "In Ramadan, don't offer me coffee. Offer me after.", "", "out"),
            Said("mind", 33, "June is long.", "Low each June. The letter goes that month. We meet twice a week then.", "out"),
            Said("immigration", 110, "You and the solicitor. Nobody else, not a nice person either.",
                 "Solicitor has what was asked for. Nothing about this goes anywhere.", "office"),
            Said("substances", 80, "No. I don't.", "", "out"),
        ),
        causes=(
            ("status", "The letter said I could not work and not rent.", "the year I came"),
            ("children", "They took them in the night. I still hear the stairs.", "the June after"),
            ("leaving", "Then I did not pay, because I did not open anything.", "that summer"),
            ("racism", "Three flats were gone when they saw me.", ""),
        ),
        days=(("children", "papers", 40, "The letter for June. She writes, we post."),
              ("money", "review", "in the autumn", "College asks for the ENIC letter.")),
        slept=(
            Slept("sofa", None, None, "With women from the mosque. One week each.",
                  {"nights": 60, "about": True, "when_words": "a summer and some of the autumn"}),
            Slept("waiting", 410, 407, "The hospital chairs. I said I was waiting for my aunt."),
            Slept("hostel", 400, 300),
            Slept("temporary", 299, None, "One room, one ring, one window.", {"still": True}),
        ),
        travels=("home", "skills"), nobody_asks=("children",),
        answers={"ethnic": ("black_african", "Somali"), "faith": ("muslim", ""), "condition": ("not_known", ""),
                 "caring": ("no", "Not now.")},
        languages=_speaks(("Somali", "of the north", "best"), ("Arabic", "", "some"), ("English", "", "well"),
                          interpreter="sometimes", interpreter_who="woman", not_from=["community", "town"]),
    ),
    Story(
        woman="dee", lead="nadia",
        said=(
            Said("home", 330, "Sofa, sofa, my mum's, sofa. In that order.", "Mostly with people she knows; no count has seen her.",
                 "out"),
            Said("home", 60, "I used to say it was the prison. It started before.", "She began at the beginning this time, unasked.",
                 "prison"),
            Said("money", 70, "Cash in hand at the café and no payslip. So no flat.", "Owed six weeks' wages. Letter written together.",
                 "office"),
            Said("substances", 140, "Cider, when Kit's not there. I know the difference.",
                 "Her own rule: none on Fridays, so that Sunday is clear. It holds.", "out"),
            Said("slept", 130, "You want the list? Get a big paper.", "", "office"),
        ),
        causes=(
            ("money", "Two jobs, no payslip, and then no job.", "when Kit was nine"),
            ("leaving", "They changed the locks while I was at court.", ""),
            ("prison", "Eleven weeks. It doesn't sound long.", "two springs ago"),
            ("family", "Mum could have one of us. It had to be Kit.", "the day I came out"),
        ),
        days=(("justice", "probation", 5, "Their side door, ten o'clock. She has every letter in the blue folder."),
              ("justice", "licence", 96, "The order ends. She wants a cake with a file in it."),
              ("justice", "court", "put off; they will write", "Ask for it in the morning.")),
        slept=(
            Slept("own", 2200, 840, "A flat above a bookie's. Kit's height is on the door."),
            Slept("prison", 760, 683),
            Slept("sofa", 683, 500, "Sal's. She has cats and opinions."),
            Slept("shell", 521, 515, "The stairs at the car park. Level four, it's dry."),
            Slept("walking", 514, 512, "If you walk you're not homeless, you're just late."),
            Slept("sofa", 499, None, "Donna's. Till she says.", {"still": True}),
        ),
        travels=("home",),
        answers={"ethnic": ("white_british", "Cornish, mostly"), "faith": ("none", "Country music"),
                 "care": ("yes", "From nine to fifteen. That's enough about that."), "caring": ("rather_not", "")},
        languages=_speaks(("English", "", "best"), interpreter="no"),
    ),
    Story(
        woman="roza", lead="joy",
        said=(
            Said("culture", 90, "Newroz. I jump over the fire, whatever my knees say.", "", "centre"),
            Said("languages", 200, "Kurmanji with my sister. Never a man from the association."),
            Said("money", 65, "He had my card, my phone and my tools. I have the tools.",
                 "The card is stopped, the account is hers. The phone company owes her an answer.", "office"),
        ),
        causes=(("home_harm", "He sold my tools. I knew then.", "a Thursday"),
                ("family_harm", "His brothers came to my work.", "the week after"),
                ("public_harm", "Somebody wrote on our door what they think of Kurds.", "before all that")),
        days=(("money", "decision", 9, "The phone company answers, or we write again."),),
        slept=(Slept("with_him", 1100, 372, "", {"about": True}), Slept("stranger", 371, 370, "A woman from the bus. She asked nothing."),
               Slept("refuge", 369, None, "I fixed the boiler the first night.", {"still": True})),
        nobody_asks=("safety",),
        answers={"ethnic": ("other", "Kurdish"), "faith": ("rather_not", ""), "limits": ("not", "")},
        languages=_speaks(("Kurdish (Kurmanji)", "", "best"), ("Turkish", "", "well"), ("English", "", "well"),
                          interpreter="sometimes", interpreter_who="woman", not_from=["community"],
                          not_words="Nobody from the association."),
    ),
    Story(
        woman="mags", lead="morwenna",
        said=(
            Said("slept", 400, "Doorways have names. I'll teach you.", "", "out"),
            Said("slept", 20, "The bank put spikes. I put a cushion on them.", "", "out"),
            Said("sexual_violence", 110, "Men who offer a sofa want something. Ask me about doors that lock.",
                 "She said it her own way. She knows the number of the women's centre; she will ring if she wants.", "out"),
            Said("people", 300, "Duchess. She's never lost a race I bet on.", "A greyhound, old and adored. No place without her.", "out"),
            Said("sex_working", 90, "It was his sofa and there's a price. I know the price.",
                 "She said it once, walking. She wants safer, not a lecture.", "out"),
            Said("disability", 180, "Don't sit me with my back to a door.", "Meetings: a chair by the wall, in sight of the door.", "out"),
        ),
        causes=(("loss", "My brother had the tenancy. Then he died and it wasn't mine.", "forty months ago, nearly"),
                ("leaving", "They gave me till the Friday.", "that same week"),
                ("health", "Then my chest, and nowhere to be ill in.", "the first winter")),
        days=(("health", "other", 8, "The chest clinic. Duchess stays with Morwenna."),),
        slept=(
            Slept("outside", 1190, 900, "The bank. Then the church. Then the bank.", {"about": True}),
            Slept("exchange", 899, 880, "His sofa.", {}, C.SEX_WORKING),
            Slept("shelter", 700, 640, "No dogs. So I left."),
            Slept("outside", 639, 300, "", {"about": True}),
            Slept("hospital", 320, 312, "Nine nights in a bed. I counted."),
            Slept("outside", 299, None, "The bank again. We've an understanding.", {"still": True}),
        ),
        answers={"ethnic": ("white_british", ""), "condition": ("yes", "My chest"), "limits": ("lot", "A lift, and no stairs")},
        languages=_speaks(("English", "", "best")),
    ),
    Story(
        woman="yasmin", lead="leyla",
        said=(
            Said("skills", 60, "كنت أعلّم الأطفال. I taught the small ones.", "Taught primary for six years; papers left behind.", "office"),
            Said("culture", 50, "Friday is for calling my mother.", "", "afar"),
        ),
        causes=(("status", "We came on his papers. Without him I had none.", ""), ("home_harm", "I left when he slept.", "a Friday")),
        languages=_speaks(("Arabic", "of Damascus", "best"), ("English", "", "some"), interpreter="yes",
                          interpreter_who="woman", not_from=["family", "community", "town"]),
        levels=((80, "pre"), (0, "entry_1")),
        slept=(Slept("temporary", 90, None, "", {"still": True, "children_too": True}),),
    ),
    Story(
        woman="adaeze", lead="shabnam",
        said=(Said("mind", 40, "I sing when I am frightened. I sing a lot.", "", "office"),
              Said("culture", 70, "The naming is on the eighth day. Somebody must cook.", "Her friend's mother will. A list is on the kitchen door.", "office")),
        days=(("children", "baby", 120, "Her friend is with her. The bag stands by the door."),),
        slept=(Slept("sofa", 160, None, "A front room, and her patience.", {"still": True}),),
        languages=_speaks(("Igbo", "", "best"), ("English", "", "well"), interpreter="no"),
    ),
)  # fmt: skip


def bring_in(made: Partnership, days: Days) -> None:
    """Let each of them tell it, to her lead worker."""
    for one in STORIES:
        _Telling(one, made.hats[one.lead], days).everything()
    set_holder(None)


class _Telling:
    """Writes one woman's story down under her lead worker's hat."""

    def __init__(self, one: Story, hat: Membership, days: Days) -> None:
        self.story, self.hat, self.days = one, hat, days
        self.client_id, self.by = key_of("woman", one.woman), actor(hat)

    def everything(self) -> None:
        """Write all of it."""
        set_holder(self.hat.pk)
        for place, said in enumerate(self.story.said):
            self._said(place, said)
        for place, (cause, words, when) in enumerate(self.story.causes):
            facts = {"kind": "cause", "cause": cause, "her_words": words, "when_words": when}
            self._entry("home", f"cause {place}", facts)
        for place, (subject, day, falls, ready) in enumerate(self.story.days):
            facts = {"kind": "day", "day": day, "worker_words": ready}
            ahead = (
                {"when_words": falls}
                if isinstance(falls, str)
                else {"on_date": self.days.ago(-falls)}
            )
            self._entry(subject, f"day {place}", {**facts, **ahead})
        for place, nights in enumerate(self.story.slept):
            self._slept(place, nights)
        self._wishes()
        self._herself()

    def _key(self, what: str) -> uuid.UUID:
        return key_of("told", f"{self.story.woman} {what}")

    def _topic(self, subject: str) -> Topic | None:
        return Topic.objects.filter(client_id=self.client_id, subject_id=subject).first()

    def _said(self, place: int, said: Said) -> None:
        there = self._topic(said.subject)
        added = story.tell(
            client_id=self.client_id, subject=said.subject, by=self.by, key=self._key(f"said {place}"),
            version=there.version if there else None,
            facts={
                "state": said.state, "her_words": said.her_words, "worker_words": said.worker_words,
                "told_on": self.days.ago(said.ago), "told_at": said.at, "heard_by": self.hat,
            },
        )  # fmt: skip
        assert added
        Entry.objects.filter(pk=added).update(made_at=self.days.at(said.ago, AFTERNOON))

    def _entry(self, subject: str, what: str, facts: dict[str, Any]) -> None:
        lines.add_entry(
            key=self._key(what), client_id=self.client_id, subject=subject, facts=facts,
            membership_id=self.hat.pk, by=self.by,
        )  # fmt: skip

    def _slept(self, place: int, one: Slept) -> None:
        key = self._key(f"slept {place}")
        accommodation.add_stretch(
            key=key, client_id=self.client_id, part=one.part, membership_id=self.hat.pk, by=self.by,
            facts={
                "kind": one.kind, "her_words": one.her_words, **one.more,
                "first_night": None if one.first is None else self.days.ago(one.first),
                "last_night": None if one.last is None else self.days.ago(one.last),
            },
        )  # fmt: skip
        Stretch.objects.filter(pk=key_within(key, self.client_id)).update(
            made_at=self.days.at(130 - place, AFTERNOON)
        )

    def _wishes(self) -> None:
        """Mark what may travel at her yes, and who may bring a subject up."""
        for subject in self.story.travels:
            if topic := self._topic(subject):
                story.let_travel(
                    topic=topic, on=self.days.ago(25), membership_id=self.hat.pk, by=self.by
                )
        asks = [(one, {"ask_next": "nobody"}) for one in self.story.nobody_asks]
        asks += [
            (one, {"ask_next": "worker", "ask_worker": self.hat, "owner": self.hat})  # type: ignore[dict-item]
            for one in self.story.only_she_asks
        ]
        for subject, facts in asks:
            if topic := self._topic(subject):
                story.look_after(
                    client_id=self.client_id, subject=subject, part=topic.compartment, facts=facts,
                    version=topic.version, by=self.by,
                )  # fmt: skip

    def _herself(self) -> None:
        answers = {
            key: {"answer": answer, "words": words}
            for key, (answer, words) in self.story.answers.items()
        }
        if answers:
            herself.answer(
                client_id=self.client_id, part=C.IDENTITY, answers=answers, by=self.by,
                membership_id=self.hat.pk,
            )  # fmt: skip
        client = Client.objects.get(pk=self.client_id)
        levels = [level for _ago, level in self.story.levels] or [""]
        with own_dates(Speaking):
            for ago, level in self.story.levels[:-1]:
                Speaking(
                    pk=self._key(f"languages {level}"), client=client, said=self._speaks(level), made_by=self.hat,
                    made_at=self.days.at(ago, AFTERNOON),
                ).save(force_insert=True)  # fmt: skip
        herself.say_languages(
            key=self._key("languages"), client=client, version=client.version, by=self.by,
            said=self._speaks(levels[-1]), membership_id=self.hat.pk,
        )  # fmt: skip

    def _speaks(self, level: str) -> dict[str, Any]:
        known = [
            {**one, "level": level if one["name"] == "English" else ""}
            for one in self.story.languages.get("languages", ())
        ]
        return {**self.story.languages, "languages": known}
