"""What may be typed to find somebody, which pages there are, and how the list of women is narrowed down."""

import datetime
import re
import unicodedata
import uuid
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission

# So many words are looked for; who writes more has found her long before.
MOST_WORDS = 6
# From how many letters a word is also looked for by ear, and with one letter wrong.
HEARD_FROM, NEAR_FROM = 3, 4
# Fewer figures would fit half the city.
FIGURES_FROM = 4
LETTERS = str.maketrans("łøđðæœþı", "loddaoti")
REFERENCE = re.compile(r"([0-9a-f]{5})[\s-]?([0-9a-f]{5})", re.IGNORECASE)
NUMBER = re.compile(r"[+()\d\s./-]+")
IN_FIGURES = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([^\W\d_]+)\.?,?[\s-]+(\d{4}|\d{2})")
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed, and everything it can mean: a name always, and a number, a code or a day."""

    words: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    figures: str = ""
    reference: str = ""
    born: datetime.date | None = None

    @property
    def by_ear(self) -> bool:
        """Whether there is a word long enough to be heard or misspelt."""
        return any(len(word) >= HEARD_FROM for word in self.words) and self.born is None


def asked(text: str) -> Asked:
    """Read what somebody typed to find a woman: a name, a number, a reference, the day she was born."""
    text = " ".join(text.split())
    typed = text.split(" ")[:MOST_WORDS] if text else []
    return Asked(
        words=[plain for one in typed for plain in plain_words(one)][:MOST_WORDS],
        typed=typed,
        figures=figures_of(text),
        reference=reference_of(text),
        born=day_of(text),
    )


def plain_words(text: str) -> list[str]:
    """Write a name in small letters without accents, as the database compares them (name_words)."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)
    )
    bare = re.sub("['’ʼʻ`´]", "", bare).lower().translate(LETTERS)
    return [word for word in re.split(r"[\W_]+", bare) if word]


def figures_of(text: str) -> str:
    """Read figures as part of a phone number, the way numbers are kept: 07… and +44 7… are one."""
    if not NUMBER.fullmatch(text):
        return ""
    figures = "".join(one for one in text if one.isascii() and one.isdigit())
    if len(figures) < FIGURES_FROM:
        return ""
    if figures.startswith("00"):
        return figures[2:]
    return f"44{figures[1:]}" if figures.startswith("0") else figures


def reference_of(text: str) -> str:
    """Read the reference of a record, with its stroke or without, as its key ends with."""
    found = REFERENCE.fullmatch(text)
    return (found[1] + found[2]).lower() if found else ""


def day_of(text: str) -> datetime.date | None:
    """Read a day however people write one: 17 April 1991, 17/4/91, 17.04.1991, 1991-04-17; else None."""
    if found := YEAR_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := IN_FIGURES.fullmatch(text) or IN_WORDS.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := MONTH_FIRST.fullmatch(text):
        return _day(found[2], found[1], found[3])
    return None


def _day(day: str, month: str, year: str) -> datetime.date | None:
    number = int(month) if month.isdecimal() else _month(month)
    since = int(year)
    if len(year) == 2:
        # Nobody is found by a birth date in the future.
        since += 2000 if since <= timezone.localdate().year % 100 else 1900
    try:
        return datetime.date(since, number, int(day))
    except ValueError:
        return None


def _month(word: str) -> int:
    small = word.lower()
    for number in range(1, 13):
        if small in (str(MONTHS[number]).lower(), str(MONTHS_3[number]).lower()):
            return number
    return 9 if small == "sept" else 0


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether two words differ by one letter: another, one too many or too few, or two changed about."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    if short[same + 1 :] == long[same + 1 :]:
        return True
    swapped = long[same + 1 : same + 2] + long[same : same + 1]
    return short[same : same + 2] == swapped and short[same + 2 :] == long[same + 2 :]


# --- pages of the product -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageOf:
    """A page somebody may look for: where it is, what is done there, and who may do that."""

    url_name: str
    label: str | Promise
    # Other words people look for it by.
    words: str | Promise = ""
    needs: Permission | None = None


P = Permission
PAGES = (
    PageOf("home:today", _("Today"), _("day home start visits")),
    PageOf("home:women", _("The women"), _("list filter caseload everybody"), P.SEE_WOMEN),
    PageOf("engagement:note_whom", _("Write a note"), _("contact visit call"), P.WRITE_CONTACT),
    PageOf("referrals:new", _("New referrals"), _("waiting answer"), P.TAKE_REFERRALS),
    PageOf("referrals:write", _("Write a referral"), _("send refer service"), P.REFER),
    PageOf("referrals:sent", _("Referrals sent"), _("heard answer outcome"), P.REFER),
    PageOf("referrals:links", _("Partners’ links"), _("referral form link"), P.MAKE_LINKS),
    PageOf(
        "home:women", _("Sharing: begin on her page, under “Who can see what”"),
        _("share sharing consent wishes agreement stop"), P.SEE_WOMEN,
    ),
    PageOf("emergency:door", _("Emergency access"), _("danger break glass"), P.BREAK_GLASS),
    PageOf("access:review", _("Who sees what"), _("sharing passes leaver"), P.REVIEW_ACCESS),
    PageOf("team:hand_over", _("Somebody new alongside"), _("lead hand over"), P.CHOOSE_LEAD),
    PageOf("insight:counts", _("Counts"), _("totals figures report"), P.SEE_SERVICE),
    PageOf("insight:copies", _("Copies to hand on"), _("report commissioner"), P.READ_COPIES),
    PageOf("accounts:alarms", _("Alarms"), _("log many records"), P.ANSWER_ALARMS),
    PageOf("feeds:feeds", _("Calendar"), _("phone feed subscribe busy ics"), P.SEE_WOMEN),
    PageOf("home:keys", _("Keys"), _("keyboard shortcuts help")),
    PageOf("accounts:account", _("Your account"), _("password dark look settings name")),
    PageOf("accounts:hats", _("Change hat"), _("role agency")),
)  # fmt: skip
MOST_PAGES = 6


def pages_found(text: str, hat: Membership) -> list[PageOf]:
    """Find pages this hat may open by a piece of what they are called or what is done there."""
    words = plain_words(text)
    if not words or len("".join(words)) < HEARD_FROM:
        return []
    return [
        page
        for page in PAGES
        if (page.needs is None or hat.may(page.needs))
        and _fits(words, f"{page.label} {page.words}")
    ][:MOST_PAGES]


def _fits(words: list[str], text: str) -> bool:
    """Say whether each word typed is the beginning of a word of the text."""
    there = plain_words(text)
    return all(any(one.startswith(word) for one in there) for word in words)


# --- the list of women --------------------------------------------------------------------------------

# Who is in the list to begin with.
VIEWS = {
    "": _("With us"),
    "before": _("With us before"),
    "new": _("New referrals"),
    "all": _("Everybody you see"),
}
UNSEEN = {7: _("a week"), 14: _("two weeks"), 28: _("four weeks"), 56: _("eight weeks")}
# Nobody keeps more apart in her head; what is over it would push the others off the page.
MOST_FILTERS = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of women is narrowed down by."""

    show: str = ""
    safe: bool = False
    waiting: bool = False
    service: uuid.UUID | None = None
    lead: uuid.UUID | None = None
    unseen: int = 0
    language: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """Write it as it stands in the list's address, and is kept; nothing for the whole list."""
        said = {
            "show": self.show,
            "safe": "1" if self.safe else "",
            "waiting": "1" if self.waiting else "",
            "service": str(self.service or ""),
            "lead": str(self.lead or ""),
            "unseen": str(self.unseen or ""),
            "language": self.language,
        }
        return {name: value for name, value in said.items() if value}


def why_not_keep(kept: int) -> str | None:
    """Say that somebody has kept as many views as fit on the page, or None."""
    if kept < MOST_FILTERS:
        return None
    words = _("You have %(most)s views already. Throw one away first.")
    return str(words) % {"most": MOST_FILTERS}
