"""Her languages in one line, and whom she would let interpret (R53)."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Names by which languages are found, with their codes (ISO 639-3). Any other may be written as well.
LANGUAGES = {
    "Albanian": "sqi", "Amharic": "amh", "Arabic": "ara", "Bengali": "ben", "British Sign Language": "bfi",
    "Bulgarian": "bul", "Cantonese": "yue", "Czech": "ces", "Dari": "prs", "English": "eng", "Farsi": "pes",
    "French": "fra", "German": "deu", "Greek": "ell", "Gujarati": "guj", "Hausa": "hau", "Hindi": "hin",
    "Hungarian": "hun", "Igbo": "ibo", "Italian": "ita", "Kurdish (Kurmanji)": "kmr",
    "Kurdish (Sorani)": "ckb", "Latvian": "lav", "Lingala": "lin", "Lithuanian": "lit", "Mandarin": "cmn",
    "Mirpuri": "phr", "Nepali": "npi", "Oromo": "orm", "Pashto": "pus", "Polish": "pol", "Portuguese": "por",
    "Punjabi": "pan", "Romani": "rom", "Romanian": "ron", "Russian": "rus", "Scottish Gaelic": "gla",
    "Shona": "sna", "Sinhala": "sin", "Slovak": "slk", "Somali": "som", "Spanish": "spa", "Swahili": "swa",
    "Sylheti": "syl", "Tamil": "tam", "Tagalog": "tgl", "Thai": "tha", "Tigrinya": "tir", "Turkish": "tur",
    "Twi": "twi", "Ukrainian": "ukr", "Urdu": "urd", "Vietnamese": "vie", "Welsh": "cym", "Wolof": "wol",
    "Yoruba": "yor", "Zulu": "zul",
}  # fmt: skip
_CODES = {name.lower(): code for name, code in LANGUAGES.items()}
# How she uses a language.
SPEAKS = (
    ("best", gettext_lazy("It is the one she would choose")),
    ("well", gettext_lazy("Speaks it well")),
    ("some", gettext_lazy("Speaks some")),
    ("not", gettext_lazy("Does not speak it, but understands or reads it")),
)
READS = (
    ("", gettext_lazy("Not asked")),
    ("yes", gettext_lazy("Reads it")),
    ("slowly", gettext_lazy("Reads it slowly, or with help")),
    ("no", gettext_lazy("Does not read it")),
)
# What a college or a teacher has said, in the national levels for speakers of other languages (R203).
LEVELS = (
    ("", gettext_lazy("Not said")),
    ("pre", gettext_lazy("Before Entry 1")),
    ("entry_1", gettext_lazy("Entry 1")),
    ("entry_2", gettext_lazy("Entry 2")),
    ("entry_3", gettext_lazy("Entry 3")),
    ("level_1", gettext_lazy("Level 1")),
    ("level_2", gettext_lazy("Level 2")),
)
WANTED = (
    ("", gettext_lazy("Not asked")),
    ("yes", gettext_lazy("Yes")),
    ("sometimes", gettext_lazy("For some things")),
    ("no", gettext_lazy("No")),
)
WHO = (
    ("", gettext_lazy("Not asked")),
    ("woman", gettext_lazy("A woman")),
    ("man", gettext_lazy("A man")),
    ("either", gettext_lazy("Either is fine")),
)
# From where not: never chosen for her, offered first because they are where it goes wrong.
NOT_FROM = (
    ("family", gettext_lazy("Not family, and not a friend of the family")),
    ("community", gettext_lazy("Not somebody of her community here")),
    ("town", gettext_lazy("Not from this town or city")),
    ("place", gettext_lazy("Not from the place she comes from")),
    ("faith", gettext_lazy("Not from her place of worship")),
)
LINE = 200


# The levels of each language with the day each was first written, oldest first.
Levels = dict[str, list[tuple[datetime.date, str]]]


def code_of(name: str) -> str:
    """Give the code of a language, or nothing where it is none we know."""
    return _CODES.get(name.strip().lower(), "")


def languages_line(languages: Sequence[Mapping[str, Any]]) -> str:
    """Say her languages as headings show them: the ones she would choose first."""
    order = [key for key, _label in SPEAKS]
    ranked = sorted(
        languages, key=lambda one: order.index(one["speaks"]) if one["speaks"] in order else 9
    )
    said = [
        _("a little %(language)s") % {"language": one["name"]}
        if one["speaks"] == "some" else str(one["name"])
        for one in ranked if one["speaks"] != "not"
    ]  # fmt: skip
    return _joined(said)[:LINE]


def levels_over_time(told: Iterable[tuple[datetime.date, Mapping[str, Any]]]) -> Levels:
    """Give the levels of each language with the day each was first written, oldest first (R203).

    `told` is everything she ever said of her languages, oldest first; a level that is left out later stays.
    """
    words = dict(LEVELS)
    found: Levels = {}
    for day, said in told:
        for one in said.get("languages", ()):
            level = str(words[one["level"]]) if one.get("level") else ""
            line = found.setdefault(one["name"], [])
            if level and (not line or line[-1][1] != level):
                line.append((day, level))
    return {name: line for name, line in found.items() if line}


def interpreter_line(said: Mapping[str, Any]) -> str:
    """Say what she wishes of an interpreter in the short line that stands in headings."""
    if said.get("interpreter") not in ("yes", "sometimes"):
        return ""
    language = said.get("interpreter_language") or next(
        (one["name"] for one in said.get("languages", ()) if one["speaks"] == "best"), ""
    )
    dialect = next(
        (one["dialect"] for one in said.get("languages", ()) if one["name"] == language), ""
    )
    parts = [f"{language} ({dialect})" if language and dialect else language]
    who = {"woman": _("a woman"), "man": _("a man")}.get(said.get("interpreter_who", ""), "")
    parts.append(who)
    no = {
        "family": _("not family"), "community": _("not of her community"),
        "town": _("not from this town"), "place": _("not from where she is from"),
        "faith": _("not from her place of worship"),
    }  # fmt: skip
    parts += [no[one] for one in said.get("not_from", ()) if one in no]
    if said.get("interpreter") == "sometimes":
        parts.append(_("for some things"))
    return ", ".join(part for part in parts if part)[:LINE] or _("wished")


def _joined(some: Sequence[str]) -> str:
    if len(some) < 2:
        return "".join(some)
    return _("%(first)s and %(last)s") % {"first": ", ".join(some[:-1]), "last": some[-1]}
