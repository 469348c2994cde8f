"""What may not stand in a text that leaves for somebody who must not know whom it is about (R23, R37)."""

import re
import unicodedata
from collections.abc import Iterable

import phonenumbers
from django.utils.translation import gettext as _

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
ROADS = "street|road|avenue|lane|terrace|crescent|gardens|mews|drive|grove"
# Words of every day too: only between capitals do they name a road.
OTHER_ROADS = (
    "Close|Court|Place|Square|Way|House|Row|Park|Hill|Walk|Yard|Rise|View|Quay|Green|St|Rd|Ave"
)
ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+(?:[a-z’'-]+\s+){{1,3}}(?:{ROADS})\b"
    r"|\b(?:flat|room)\s+\d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
NAMED_ROAD = re.compile(rf"\b\d{{1,4}}[a-z]?,?\s+(?:[A-Z][\w’'-]*\s+){{1,3}}(?:{OTHER_ROADS})\b")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
BIRTH_DATE = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2}(?:\d{2})?\b"
    r"|\b(?:19|20)\d{2}-\d{1,2}-\d{1,2}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})[a-z]*\.?,?\s+(?:19|20)\d{{2}}\b"
    rf"|\b(?:{MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}\b"
    r"|\b(?:born|d\.?o\.?b\.?)\b[^.\n]{0,20}\b(?:19|20)\d{2}\b",
    re.IGNORECASE,
)
MAIL = re.compile(r"\S@\S+\.\S")
REFERENCE = re.compile(r"\b(?=[A-F0-9-]*\d)[A-F0-9]{5}-[A-F0-9]{5}\b", re.IGNORECASE)
# Names that are words as well: only with a capital do they name somebody.
WORDS_TOO = frozenset(
    ["angel", "april", "autumn", "blessing", "comfort", "dawn", "destiny", "faith", "gift", "grace",
     "happy", "hope", "ivy", "jade", "joy", "june", "may", "mercy", "olive", "patience", "pearl",
     "precious", "princess", "rose", "ruby", "sky", "star", "summer", "sunny", "will"]
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Write a text without accents, so that a name is known however it is typed."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def name_in(text: str, names: Iterable[str]) -> str:
    """Find the first of these names that stands in a text as a word, or nothing."""
    said = WORD.findall(plain(text))
    folded = {word.casefold() for word in said}
    for name in names:
        for word in WORD.findall(plain(name)):
            low = word.casefold()
            if len(low) < 3 and low != plain(name).strip().casefold():
                continue
            if low in WORDS_TOO:
                if any(one.casefold() == low and one[0].isupper() for one in said):
                    return word
            elif low in folded:
                return word
    return ""


def why_not_send(text: str, names: Iterable[str]) -> str | None:
    """Say what in a text could tell whom it is about, or None; `names` are those the writer may see.

    Nobody is named back in the sentence but by what the writer typed herself.
    """
    if word := name_in(text, names):
        return _("“%(word)s” is a name you know from somebody here. Write “she” instead.") % {
            "word": word
        }
    if _has_phone(text):
        return _("There is a phone number in this. Take it out.")
    if MAIL.search(text):
        return _("There is an e-mail address in this. Take it out.")
    if REFERENCE.search(text):
        return _("There is a reference in this. Take it out.")
    if BIRTH_DATE.search(text):
        return _("There is a date in this that could be a birth date. Say her age roughly instead.")
    if any(one.search(text) for one in (POSTCODE, ADDRESS, NAMED_ROAD)):
        return _("There is an address in this. Say what kind of place it is instead.")
    return None


def _has_phone(text: str) -> bool:
    found = phonenumbers.PhoneNumberMatcher(
        text[:20000], "GB", leniency=phonenumbers.Leniency.POSSIBLE
    )
    if any(sum(c.isdigit() for c in match.raw_string) >= 9 for match in found):
        return True
    return re.search(r"(?:\d[\s().-]{0,2}){9,}", text) is not None
