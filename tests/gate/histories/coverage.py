"""What a run of histories went through, added up over all test processes and told at the end."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

PROPERTY = "histories"


@dataclass
class Told:
    """Steps by kind, visits by role and surface, answers by surface and status."""

    histories: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    visits: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)

    def opened(self, role: str, surface: str, status: int) -> None:
        """Note that somebody of a role opened a surface, and how it answered."""
        self.visits[f"{role}: {surface}"] += 1
        self.answers[f"{surface}: {status}"] += 1

    def packed(self) -> str:
        """Write it so that it travels with a test's report."""
        return json.dumps(self.__dict__)

    def add(self, packed: str) -> None:
        """Add what another test process told."""
        other = json.loads(packed)
        self.histories += other["histories"]
        for name in ("steps", "visits", "answers"):
            getattr(self, name).update(other[name])

    def lines(self) -> list[str]:
        """Tell it in a few lines."""
        opened = Counter(
            {name: count for name, count in self.answers.items() if name.endswith(": 200")}
        )
        return [
            f"{self.histories} histories, {self.steps.total()} steps, {self.visits.total()} visits: "
            f"{len(self.visits)} pairs of role and surface, each {min(self.visits.values())} times or more",
            "steps: " + ", ".join(f"{kind} {count}" for kind, count in self.steps.most_common()),
            "opened: " + ", ".join(f"{name[:-5]} {count}" for name, count in opened.most_common()),
        ]


def told_by(properties: Iterable[tuple[str, object]]) -> Told | None:
    """Add up what the reports of a run told; None where no history was played."""
    packed = [str(value) for name, value in properties if name == PROPERTY]
    told = Told()
    for one in packed:
        told.add(one)
    return told if packed else None
