"""Other words for words that hurt, and other women's names in a woman's note."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What we ship; each service may change it. Said, and what to say instead.
OTHER_WORDS = (
    ("chaotic", gettext_lazy("say what happened, in a sentence")),
    ("DNA", gettext_lazy("we kept her place, and what stood in the way")),
    ("did not attend", gettext_lazy("we kept her place, and what stood in the way")),
    ("failed to attend", gettext_lazy("we kept her place, and what stood in the way")),
    ("failed to engage", gettext_lazy("what we offered, and what she said")),
    ("non-compliant", gettext_lazy("what was asked of her, and why it did not fit")),
    ("non-engaging", gettext_lazy("what we tried, and when")),
    ("not engaging", gettext_lazy("what we tried, and when")),
    ("disengaged", gettext_lazy("we have not met since, and what we tried")),
    ("refuses", gettext_lazy("she said no to it, and why if she told you")),
    ("refused", gettext_lazy("she said no to it, and why if she told you")),
    ("hard to reach", gettext_lazy("which ways and hours we tried")),
    ("attention-seeking", gettext_lazy("what she asked for, in her words")),
    ("attention seeking", gettext_lazy("what she asked for, in her words")),
    ("manipulative", gettext_lazy("what she said and did, as you saw it")),
    ("lifestyle choice", gettext_lazy("what she has had to live with")),
    ("prostitute", gettext_lazy("sex working, if she says so herself")),
    ("abscond", gettext_lazy("she left, and when")),
    ("aggressive", gettext_lazy("what she did, such as: she shouted")),
    ("substance misuser", gettext_lazy("she uses, or drinks, as she says it")),
    ("toxic relationship", gettext_lazy("who did what to whom")),
)  # fmt: skip
MOST_LINES, LONGEST = 200, 120


@dataclass(frozen=True, slots=True)
class Offer:
    """A word as it was written, and other words for it."""

    said: str
    instead: str


def offers(words: str, listed: Iterable[Sequence[str]]) -> list[Offer]:
    """List the words of a note for which there are kinder ones, each once; nothing is changed (R4)."""
    found = []
    for said, instead in listed:
        # DNA is a word of ours only in capitals, as are others that are written so.
        how = 0 if said.isupper() else re.IGNORECASE
        if there := re.search(rf"(?<!\w){re.escape(said)}(?!\w)", words, how):
            found.append(Offer(there[0], str(instead)))
    return found


def lines_of(text: str) -> list[str]:
    """Read a list that is written one to a line, each once."""
    return list(dict.fromkeys(line for line in map(str.strip, text.split("\n")) if line))


def why_not_lines(lines: Sequence[str]) -> str | None:
    """Say what is wrong with a list written one to a line, or None."""
    if len(lines) > MOST_LINES:
        return _("There is room for %(most)s lines. Please take some out.") % {"most": MOST_LINES}
    if long := next((one for one in lines if len(one) > LONGEST), None):
        return _("This line is too long: “%(line)s”.") % {"line": f"{long[:40]}…"}
    return None


def why_not_pairs(lines: Sequence[str]) -> str | None:
    """Say which line is not a word, an equals sign and other words, or None."""
    for line in lines:
        said, _between, instead = line.partition("=")
        if not said.strip() or not instead.strip():
            return _("Write “%(line)s” as: the word = what to say instead.") % {"line": line[:40]}
    return None


def pairs_of(lines: Iterable[str]) -> list[list[str]]:
    """Read a list of words with other words for them."""
    return [[part.strip() for part in line.split("=", 1)] for line in lines]


def named_in(words: str, names: Iterable[str]) -> list[str]:
    """List those names that stand in a text, whole or one part of them, whatever their capitals."""
    found = []
    for name in names:
        parts = [name, *(part for part in re.split(r"[\s-]+", name) if len(part) > 2)]
        if any(
            re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words, re.IGNORECASE) for part in parts
        ):
            found.append(name)
    return list(dict.fromkeys(found))
