"""What made-up women and those alongside them wrote in their plans, and about what happened in houses."""

from dataclasses import dataclass, field

from alongside.foundation.access.compartments import Compartment as C


@dataclass(frozen=True, slots=True)
class Judged:
    """How worried somebody was, so many days ago."""

    ago: int
    level: str
    why: str
    we_do: str
    decided: str
    her_view: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One woman's plan: what fits her, her words by section, when it was looked at, how worried we are."""

    woman: str
    lead: str
    fits: tuple[str, ...]
    sections: dict[str, str]
    # Days ago it was looked at, with her or without, and what there is to know about it.
    looks: tuple[tuple[int, str, str], ...]
    # What a section said before, by its name.
    before: dict[str, str] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()


PLANS = (
    Planned(
        woman="marta", lead="nadia", fits=("seen", "followed", "new"),
        sections={
            "signs": "Messages at night, then none.\nKula won't go out of the door.",
            "first": "Coat, Kula, out. Talk later.",
            "where": "The bakery on the corner, they open at four.\nThen the day centre.",
            "ring": "Nadia. I ask about the bread course. Then she knows.",
            "take": "Kula's lead. The blue folder. My tablets.",
            "devices": "The old phone stays at home and on.\nThe small one is at the bakery.",
            "dear": "Kula comes. Always.\nZosia is at my sister's and knows the word.",
            "workers": "Text only, 10 to 2.\nNever write where I go. Never ring the flat.",
            "after": "Bread dough. My hands in it.",
        },
        before={"where": "The library, till it shuts."},
        looks=((150, "with_her", ""), (20, "with_her", "She changed where she goes: the library shuts at six.")),
        judged=(
            Judged(150, "danger", "He found the last number within a week and came to the door.",
                   "A new number that three people have. Text only. Ines on the same evenings.",
                   "Nadia and Ruth, with the police desk", "He will find me if he wants. I want to sleep."),
            Judged(20, "worried", "No messages for five weeks. He asks her cousin where she is.",
                   "We keep to the bakery and the small phone. The order is looked at again next month.",
                   "Nadia and Ines", "Less than winter. More than I say."),
        ),
    ),
    Planned(
        woman="roza", lead="joy", fits=("house", "followed"),
        sections={
            "signs": "The phone rings and nobody speaks.",
            "first": "I send a full stop. Nothing else.",
            "where": "The office downstairs. The door with the keypad.",
            "ring": "Ines, then my sister. I say the radio is fixed.",
            "devices": "New number, three people. Location off, we looked together.",
            "workers": "If I send a full stop: ring Ines, then my sister.\nNot the police unless I say so.",
            "after": "Something to mend.",
        },
        looks=((60, "with_her", ""),),
        judged=(
            Judged(60, "worried", "Silent calls most evenings, always after six.",
                   "She rings at six. If not: Ines, then her sister.", "Joy and Nadia", "If I say I will ring, I will ring."),
        ),
    ),
    Planned(
        woman="carys", lead="nadia", fits=("with", "seen"),
        sections={
            "signs": "When Cerian stops picking up.",
            "first": "My sister's kitchen. I put the kettle on.",
            "ring": "My sister. Cerian on Sundays.",
            "workers": "If a man answers: wrong number.\nDon't make it about him.",
            "after": "Hymns, loud, in the shed.",
        },
        looks=((30, "with_her", "Her plan is about losing Cerian. That is what she wants it to be about."),),
        judged=(
            Judged(30, "worried", "His drinking is up, and she came with a wrist in a bandage and said nothing of it.",
                   "Thursdays at the church hall, as she likes. We asked a specialist without naming her.",
                   "Nadia and Ruth", "I'm not afraid of him. I'm afraid of Sunday when she doesn't ring."),
        ),
    ),
    Planned(
        woman="precious", lead="nadia", fits=("outside", "no_phone"),
        sections={
            "first": "I walk where there are lights. I sing under my breath.",
            "where": "The day centre from eight. A&E if it rains hard.",
            "ring": "The desk at the day centre rings for me. I say choir practice.",
            "take": "My hat, my bag, never the big bag.",
            "workers": "Come to breakfast. Use my first name only.",
        },
        looks=((70, "with_her", ""),),
        judged=(
            Judged(70, "watchful", "Nights outside, and she knows the streets better than we do.",
                   "Breakfast together Monday to Friday.", "Nadia", "I'm careful. I'm tired, that's all."),
        ),
    ),
    Planned(
        woman="gemma", lead="joy", fits=("outside", "seen", "selling"),
        sections={
            "signs": "When I can't count my money.",
            "ring": "Joy, from the kiosk phone.",
            "devices": "Everybody uses my phone. Write like a dentist.",
            "workers": "Don't make me start again.",
            "after": "Proper chips.",
        },
        apart={
            "first": "Tash writes the plate down. Back by two or she rings.",
            "where": "The lit end, by the garage. Never the arches.",
        },
        looks=((12, "with_her", "Made in the chip shop."),),
        judged=(
            Judged(12, "worried", "Back for eleven weeks. Two women were hurt near where she stays at night.",
                   "The outreach round goes by at eleven and at one.", "Joy, with the outreach team", "I always come back."),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in a house or service, and what a second person said of it."""

    woman: str
    lead: str
    ago: int
    facts: dict[str, object]
    verdict: str = ""
    words: str = ""


HAPPENINGS = (
    Happening(
        "gemma", "joy", 33,
        {
            "where_words": "The night shelter", "done": "She shouted and knocked a chair over.",
            "before": "It was her youngest's birthday. She had been told that day there is no letter.",
            "set_off": "Being told to wait in the queue again.",
            "we_did": "Joy sat on the kerb with her until it was quiet.",
            "her_words": "I wasn't shouting at them. I was shouting.",
            "sanction": "ban", "tried_first": "Being asked to calm down, twice.", "until": -30,
        },
        "lift", "She threw nothing at anybody and she was grieving. Lifted; the shelter keeps a quiet corner for her.",
    ),
    Happening(
        "dee", "nadia", 4,
        {
            "where_words": "Probation, the waiting room", "done": "She tore up a letter and swore at the desk.",
            "before": "She kept every appointment for a year; the letter said she had missed two.",
            "set_off": "Their own mistake, in writing.", "we_did": "Nadia rang them with the list of dates.",
            "her_words": "I kept them all. I've got them in a biscuit tin.",
            "sanction": "warning", "tried_first": "Nothing was.", "until": None,
        },
    ),
)  # fmt: skip

# What was done to Marta, and what each agency does about it: in the part only Nadia and Ines hold.
DONE = (
    ("Finds her new number through people she knows, then rings at night and says nothing.", "three times since last winter"),
    ("Waits in a car where she has said she will be.", "twice in spring"),
)  # fmt: skip
# Agency, what it does, who decides, by how many days ago or ahead, done how many days ago.
AGENCIES_DO = (
    ("housing", "Has moved its letters to our address and took his name off the old tenancy.", "the housing manager", 60, 41),
    ("probation", "Puts it in his conditions that he stays away from the day centre.", "his officer", 9, None),
    ("practice", "Gives him his own surgery, on other days than hers.", "the practice manager", -12, None),
)  # fmt: skip

APART = C.SEX_WORKING
