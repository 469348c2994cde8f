"""Opening surfaces as somebody of a role, and comparing what comes back with the oracle.

What comes back, headers included, may hold no canary beyond those the oracle lets this hat see; a page that
may be seen must show what it is there for, so that nothing passes by showing nothing at all.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.gate.histories.checks import CANARIES, Finding, Standing
from tests.gate.histories.happened import Hat
from tests.gate.histories.house import History, forgotten, some
from tests.gate.histories.scenes import Asked, Scene
from tests.gate.histories.surfaces import SURFACES
from tests.shared.papers import words_of_pdf

ROLES = (
    "navigator", "manager", "partner", "volunteer", "commissioner", "trustee", "data_protection",
    "administrator",
)  # fmt: skip
SEES_WOMEN = ("navigator", "manager", "partner")


# Refused, absent, sent on to sign in: with or without a whole page to be sent on from.
NOT_THERE = (204, 302, 403, 404, 405)


@dataclass(frozen=True)
class Visit:
    """Which role opens what."""

    role: str
    surface: str


class Deck:
    """All pairs of role and surface, in an order drawn by chance, begun again when it is through."""

    def __init__(self, chance: random.Random) -> None:
        self.pairs = [Visit(role, name) for role in ROLES for name in SURFACES]
        self.chance = chance
        self.left: list[Visit] = []

    def draw(self, count: int) -> Iterator[Visit]:
        """Draw the next pairs."""
        for _ in range(count):
            if not self.left:
                self.left = self.chance.sample(self.pairs, len(self.pairs))
            yield self.left.pop()


def visit(history: History, now: Standing, one: Visit, chance: random.Random) -> int:
    """Open a surface as somebody of a role, and leave nothing behind; gives the status of the answer."""
    hats = [hat for hat in history.house.who.hats if hat.role == one.role]
    seeing = {holder for holder, _ in now.rights}
    # More often somebody who sees anybody at all.
    better = [hat for hat in hats if hat.key in seeing]
    if hat := some(chance, better if better and chance.random() < 0.8 else hats):
        return compare(Scene(history, now, hat, chance), one.surface)
    return 0


def compare(scene: Scene, surface: str) -> int:
    """Ask for a surface and compare what comes back with what the oracle lets this hat see."""
    history, hat, asked = scene.history, scene.hat, SURFACES[surface].asks(scene)
    with forgotten():
        answer = _ask(history, hat, asked)
        if (
            answer.status_code == 302
            and hat.worn
            and answer["Location"].startswith("/account/login")
        ):
            # Her session ended while she might not sign in.
            history.sign_in(hat)
            answer = _ask(history, hat, asked)
    # A line on a page begins with a capital, whoever wrote it.
    status, words = answer.status_code, set(CANARIES.findall(_text(answer).lower()))
    allowed = scene.now.canaries_for(hat.key) | _what_for(history, hat) if hat.worn else set()
    typed = set(CANARIES.findall(str(asked.data)))
    if wrong := _wrong(scene, asked, status, words - allowed - typed, asked.must - words):
        raise Finding(wrong, str(hat), surface, [f"{status} to {asked.url}"])
    return status


def _what_for(history: History, hat: Hat) -> set[str]:
    """What a share is for is told to whoever holds it, as long as it runs."""
    who = history.house.who
    running = {
        one.reason
        for woman in who.women
        for one in who.passes_to(woman)
        if one.holder == hat.key and one.source == "grant" and who.holds(one)
    }
    things = history.house.things
    return {one.words for one in things if one.kind == "share" and one.key in running}


def _wrong(scene: Scene, asked: Asked, status: int, over: set[str], missing: set[str]) -> str:
    if over:
        return f"shows {sorted(over)}"
    if status >= 500:
        return "breaks"
    if asked.woman and not scene.reads(asked.woman) and status not in NOT_THERE:
        return f"answers about {asked.woman}, whom she does not see,"
    if status == 200 and missing:
        return f"does not show {sorted(missing)}"
    if asked.must and scene.hat.role in SEES_WOMEN and status not in (200, 403):
        return "is not opened"
    return ""


def _ask(history: History, hat: Hat, asked: Asked) -> Any:
    browser = history.browser(hat)
    if asked.data is None:
        return browser.get(asked.url, headers=asked.headers)
    return browser.post(asked.url, asked.data, headers=asked.headers)


def _text(answer: Any) -> str:
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    if answer.get("Content-Type") != "application/pdf":
        return f"{headers} {answer.content.decode(errors='replace')}"
    return f"{headers} {words_of_pdf(answer.content)}"
