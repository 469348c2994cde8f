"""What made-up people are called and what is said of them: from the demo's own lists."""

import re
from random import Random
from typing import TypeVar

from alongside.config.demo.compose import women as demo_women
from alongside.config.demo.days import Days
from alongside.config.demo.words import checkins, goals, story
from alongside.config.demo.words.lines import Line
from alongside.config.demo.words.meetings import ATTEMPTS, OPENINGS
from alongside.config.demo.words.middles import CLOSES, MIDDLES
from alongside.config.demo.words.quotes import QUOTES

One = TypeVar("One")
_DEMO = demo_women(Days.starting_now())


def _anybodys(bank: list[Line]) -> list[str]:
    """Take the sentences that may be said of anybody."""
    return [line.text for line in bank if not line.needs and not line.not_for] or [
        line.text for line in bank
    ]


FIRST = sorted({re.split(r"[ .]", woman.name)[0] for woman in _DEMO}) + [
    "Aïcha", "Zoë", "Siobhán", "Łucja", "Ana-María", "Ngọc", "Đỗ", "Éabha", "Chloë", "Ïlse", "Amira",
    "Donna", "Danielle", "Hannah", "Annette", "Ann", "Joanne", "Joana", "Maryam", "Mary", "Marianne",
    "Oluwaseun", "Kemi", "Sushila", "Harpreet", "Manpreet", "Zeynep", "Gülsüm", "Nilüfer", "Agnieszka",
    "Małgorzata", "Ioana", "Ștefania", "Vjosa", "Liridona", "Selam", "Hiwot", "Nkechi", "Adjoa",
    "Blessing", "Grace", "Patience", "Wren", "Jaz", "Shaz", "Bev", "Lou", "Tash", "Nicki", "Trace",
    "Kayleigh", "Demi-Leigh", "مريم", "سلمى", "Ольга",
]  # fmt: skip
LAST = (
    "Adeyemi", "Ní Bhriain", "Okafor", "Kowalczyk-Żak", "D'Arcy", "O’Neill", "Hussain", "Begum",
    "Rahman", "Díaz", "Müller", "García Núñez", "Łukaszewska", "Evans", "Pritchard", "Thomas", "Bevan",
    "Akhtar", "Singh", "Kaur", "Ndiaye", "Traoré", "Băsescu", "Şahin", "Çelik", "Gashi", "Tesfaye",
    "Mensah", "Owusu-Ansah", "Baptiste", "Clarke", "Brown", "Johnson-Reid", "Walsh", "Murphy",
    "Doherty", "McAllister", "Smith", "Jones", "Hill", "Pham", "Nguyễn", "Chen", "Banerjee",
    "Fernández", "Silva Santos", "van der Berg", "Horváth", "Nováková", "Popescu", "Petrović",
    "Ivanova", "Fairweather", "Nightingale", "Tate", "Root", "Quill", "Lantern",
)  # fmt: skip
LANGUAGES = (
    "English", "English", "English", "English", "Polish", "Romanian", "Arabic", "Urdu and English",
    "Punjabi", "Somali", "Tigrinya", "Twi and English", "Portuguese", "British Sign Language"
)  # fmt: skip
STRENGTHS = [(one.strengths.her_words, one.strengths.worker_words) for one in _DEMO]
INTERESTS = [(one.interests.her_words, one.interests.worker_words) for one in _DEMO]

OPENED = {kind: _anybodys(bank) for kind, bank in OPENINGS.items()}
TRIED = {kind: _anybodys(bank) for kind, bank in ATTEMPTS.items()}
MIDDLE, CLOSE = _anybodys(MIDDLES), _anybodys(CLOSES)
QUOTED = _anybodys(QUOTES)
THEMES = list(goals.THEMES.values())
HERS, WORKERS = checkins.HERS, checkins.WORKERS
ASKED = [words for some in story.ASKED_FOR.values() for words in some]
TOLD: dict[str, list[tuple[str, str]]] = {
    "strengths": STRENGTHS,
    "interests": INTERESTS,
    "wants": [(words, "") for words in story.WANTS],
    "people": [pair for some in story.PEOPLE.values() for pair in some],
    "home": [pair for some in story.HOME.values() for pair in some],
    "safety": [pair for some in story.SAFETY.values() for pair in some],
    "health": [pair for some in story.HEALTH.values() for pair in some],
    "children": [pair for some in story.CHILDREN.values() for pair in some],
    "money": list(story.MONEY),
    "justice": [pair for some in story.JUSTICE.values() for pair in some],
}
PLANNED = (
    ("Coffee", "the garage café"), ("Housing appointment, with her", "the council"), ("GP", "the practice"),
    ("Court", "the county court"), ("A walk", "the big trees"), ("Joint meeting", "the library"),
    ("Solicitor", "by phone"), ("Drop-in", "the day centre"), ("Viewing a room", ""), ("Dentist", ""),
)  # fmt: skip
# How many sentences stand between the first and the last of a note: most are short, some are long.
SENTENCES = (1, 1, 2, 2, 3, 4, 5, 6, 8, 12)


def pick(chance: Random, some: "list[One] | tuple[One, ...]") -> One:
    """Choose one; quicker than `choice`, and called some millions of times."""
    return some[int(chance.random() * len(some))]


def note(chance: Random, first: str) -> str:
    """Write a note as workers do: how it began, what was said, how it was left."""
    said = [first, *(pick(chance, MIDDLE) for _ in range(pick(chance, SENTENCES)))]
    if chance.random() < 0.6:
        said.append(pick(chance, CLOSE))
    return " ".join(said)


def person(chance: Random) -> tuple[str, str]:
    """Make up what she is called and her whole name; one word is a name, and many give no more."""
    first = pick(chance, FIRST)
    last = pick(chance, LAST)
    if chance.random() < 0.25:
        return first, ""
    return f"{first} {last[0]}.", f"{first} {last}"
