"""What the proof works on and what it says."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from alongside.foundation.audit.chain import SEP, Facts, Keyed, key_name

Weight = Literal["fine", "look", "wrong"]


@dataclass(frozen=True)
class Keys:
    """What proves rows and seals; neither stands in the database."""

    row: Keyed
    seal: Ed25519PublicKey

    @property
    def name(self) -> str:
        """Which key signs."""
        return key_name(self.seal)


@dataclass(frozen=True)
class Block:
    """A seal as it stands in the database."""

    facts: Facts
    head: str
    marks: int
    key: str
    signature: bytes | None
    kept: bool

    @property
    def number(self) -> int:
        """Its number."""
        return self.facts.number

    @property
    def start(self) -> tuple[int, int]:
        """The first place it covers."""
        return self.facts.era, self.facts.begins

    @property
    def end(self) -> tuple[int, int]:
        """The first place it doesn't."""
        return self.facts.era, self.facts.ends

    def __str__(self) -> str:
        return f"seal {self.number} ({when(self.facts.sealed_us)})"


@dataclass(frozen=True)
class Row:
    """One row of the record, named for a person."""

    id: str
    at: str

    @classmethod
    def of(cls, text: str) -> "Row":
        """The row that this text is."""
        words = text.split(SEP)
        return cls(words[0], words[1].replace("T", " ") if len(words) > 10 else "no time")

    def __str__(self) -> str:
        return f"row {self.id} ({self.at})"


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: in which seal, and the first row it is about."""

    sentence: str
    block: int | None = None
    row: str = ""


@dataclass
class Report:
    """What the proof found; nothing found is a sound record."""

    rows: int = 0
    blocks: int = 0
    waiting: int = 0
    seconds: float = 0.0
    last: Block | None = None
    last_row: Row | None = None
    first_rows: dict[int, Row] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, sentence: str, block: int | None = None, row: Row | None = None) -> None:
        """Add a finding."""
        said = sentence[0].upper() + sentence[1:]
        self.findings.append(Finding(said, block, row.id if row else ""))

    def name_rows(self) -> None:
        """Name a row with every finding about a whole seal, unless one of that seal is named anyway."""
        named = {one.block for one in self.findings if one.row}
        for place, one in enumerate(self.findings):
            row = self.first_rows.get(one.block or 0)
            if one.block is None or one.block in named:
                continue
            if row is not None:
                said = f"{one.sentence} None of its rows can be vouched for; the first is {row}."
                self.findings[place] = replace(one, sentence=said, row=row.id)
            elif self.last_row is not None and one.block > (self.last.number if self.last else 0):
                said = f"{one.sentence} The last row that is here is {self.last_row}."
                self.findings[place] = replace(one, sentence=said)

    def in_order(self) -> list[Finding]:
        """The findings in the order of the record; those that name a row first within a seal."""
        return sorted(
            self.findings, key=lambda one: (one.block is None, one.block or 0, not one.row)
        )

    @property
    def first_row(self) -> str:
        """The key of the first bad row, where one can be named."""
        return next((one.row for one in self.in_order() if one.row), "")


def when(us: int | None) -> str:
    """A time for a person, in the time of the record (UTC)."""
    try:
        return f"{datetime.fromtimestamp((us or 0) // 1_000_000, UTC):%-d %B %Y %H:%M:%S} UTC"
    except (ValueError, OverflowError, OSError):
        return "no time"
