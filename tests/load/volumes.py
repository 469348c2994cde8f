"""How much there is of everything: named sizes, and any of it changed on the command line."""

import argparse
from dataclasses import asdict, dataclass, fields, replace

SEED = "a city of made-up people"


@dataclass(frozen=True, slots=True)
class Volumes:
    """Rows to make. What hangs on a woman (team, safe contact, topics, goals, steps) follows from these."""

    name: str
    women: int
    active: int
    contacts: int
    readings: int
    audit: int
    workers: int
    agencies: int
    services: int
    # The women a coordinator sees: all of her agency's, with us now or before.
    coordinator: int = 2_600
    years: int = 6
    # The share of rows whose history is kept; 1 is what the product keeps.
    history: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what can't be: nobody is with us who is not on file."""
        if self.active > self.women or min(self.agencies, self.services, self.workers) < 2:
            raise ValueError("There must be at least two of each, and no more active than on file.")

    def as_dict(self) -> dict[str, object]:
        """Write them down, for the database and for the report."""
        return asdict(self)


CITY = Volumes(
    "city", women=21_000, active=2_600, contacts=1_500_000, readings=300_000, audit=5_000_000, workers=700,
    agencies=60, services=220,
)  # fmt: skip
# The smaller ones have one large agency as well, so that a worker, a manager and a coordinator see as many
# women there as in the city, and a page differs only by how much lies around what it shows.
SIZES = {
    "small": Volumes(
        "small", women=2_000, active=1_200, contacts=214_000, readings=42_800, audit=476_000, workers=280,
        agencies=6, services=21,
    ),
    "middle": Volumes(
        "middle", women=7_000, active=1_960, contacts=584_000, readings=116_800, audit=1_667_000, workers=430,
        agencies=20, services=73,
    ),
    "city": CITY,
    # The directory, the record and the passes of a country; her own record stays small.
    "nation": Volumes(
        "nation", women=520_000, active=60_000, contacts=0, readings=0, audit=220_000_000, workers=14_000,
        agencies=1_500, services=9_000, history=0.0,
    ),
}  # fmt: skip
# The three that are compared, smallest first.
COMPARED = ("small", "middle", "city")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let every volume be changed: `--contacts 2000000`."""
    parser.add_argument("--seed", default=SEED, help="another seed makes other people")
    for one in fields(Volumes)[1:]:
        kind = float if one.name == "history" else int
        parser.add_argument(f"--{one.name}", type=kind, help=argparse.SUPPRESS)


def chosen(size: str, arguments: argparse.Namespace) -> Volumes:
    """Take a named size with what was changed on the command line."""
    changed = {
        one.name: getattr(arguments, one.name)
        for one in fields(Volumes)[1:]
        if getattr(arguments, one.name) is not None
    }
    return replace(SIZES[size], **changed) if changed else SIZES[size]
