"""The ways an action can say no."""

from typing import Any


class Refused(Exception):
    """An action said no; `reason` is a sentence for the person, `rule` a short name for the record."""

    def __init__(self, reason: str, *, rule: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.rule = rule


class ChangedMeanwhile(Refused):
    """Somebody else saved first; `theirs` is what stands now, so that both texts can be shown."""

    def __init__(self, theirs: Any) -> None:
        super().__init__(
            "Somebody else changed this while you were writing. Both texts are below.",
            rule="changed_meanwhile",
        )
        self.theirs = theirs
