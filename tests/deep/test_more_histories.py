"""Two thousand lives of the record more, or those asked for, after the two hundred of every run (S1).

`HISTORIES=17-17` plays one again. A run that was cut short goes on where it was: finished pieces stand in
measurements/histories.json, as long as neither the product nor the histories have changed.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.gate.histories.coverage import PROPERTY, Told
from tests.gate.histories.playing import a_stage, play_seeds

pytestmark = pytest.mark.deep

ROOT = Path(__file__).resolve().parents[2]
FINISHED = ROOT / "measurements" / "histories.json"
FIRST, LAST = (int(seed) for seed in os.environ.get("HISTORIES", "200-2199").split("-"))
# A piece takes a few minutes.
PIECE = 50
AT_LEAST = 20


def made_of() -> str:
    """Digest everything that decides what a history comes to."""
    digest = hashlib.sha256()
    for folder in ("alongside", "tests/gate/histories", "tests/shared"):
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".html", ".txt"):
                digest.update(file.read_bytes())
    return digest.hexdigest()


def finished() -> dict[str, str]:
    """Read what the finished pieces told; nothing of what another state of the code came to."""
    if not FINISHED.exists():
        return {}
    told = json.loads(FINISHED.read_text())
    return dict(told["pieces"]) if told["of"] == made_of() else {}


def play(first: int, last: int) -> Told:
    """Play a piece on a stage of its own, as some things can be undone for ten minutes only."""
    with a_stage() as stage:
        # One history asked for by its seed is played again, and more is looked at.
        return play_seeds(stage, range(first, last + 1), at_least=1 if first == last else 0)


def test_two_thousand_histories_more(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    record_property: Callable[[str, object], None],
) -> None:
    pieces, of, everything = finished(), made_of(), Told()
    for first in range(FIRST, LAST + 1, PIECE):
        last = min(first + PIECE - 1, LAST)
        name = f"{first}-{last}"
        if first == last or name not in pieces:
            with django_db_blocker.unblock():
                pieces[name] = play(first, last).packed()
            FINISHED.parent.mkdir(exist_ok=True)
            FINISHED.write_text(json.dumps({"of": of, "pieces": pieces}))
        everything.add(pieces[name])
        sys.stdout.write(f"\r{everything.histories} of {LAST - FIRST + 1} histories")
        sys.stdout.flush()
    record_property(PROPERTY, everything.packed())
    assert everything.histories == LAST - FIRST + 1
    if everything.histories >= 2000:
        assert min(everything.visits.values()) >= AT_LEAST
