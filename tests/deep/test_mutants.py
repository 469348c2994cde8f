"""The gate spoilt in one place at a time: at least 95 of 100 such faults are noticed by its own tests (S10).

In pieces: each run judges some more of them, in an order drawn once, and remembers what it saw in
`tests/deep/mutants/verdicts.jsonl`; those not noticed are judged again, as there may be a new test.
"""

import json
import os
import random
import sys
from dataclasses import asdict
from pathlib import Path

import psycopg
import pytest

from tests import pgplugin
from tests.deep.mutants import judging
from tests.deep.mutants.catalog import Mutant, in_the_database
from tests.deep.mutants.rules import in_the_rules

pytestmark = pytest.mark.deep

PIECE = int(os.environ.get("ALONGSIDE_DEEP_MUTANTS", "200"))
# Several runs side by side, each with its own server, as a seal waits for all that runs on it:
# "0/2" and "1/2" are two that share the work.
SHARE, OF = (int(one) for one in os.environ.get("ALONGSIDE_DEEP_SHARE", "0/1").split("/"))
ROOT = Path(__file__).resolve().parents[2]
# Kept with the tests, so that whoever goes on later need not begin anew.
KEPT = ROOT / "tests" / "deep" / "mutants" / "verdicts.jsonl"
PAPER = ROOT / "docs" / "testing.md"


def test_of_a_hundred_faults_in_the_gate_its_own_tests_notice_ninety_five(tmp_path: Path) -> None:
    every, before = _every_one(), _remembered()
    waiting = [one for one in every if not before.get(one.name, {}).get("noticed")]
    asked = sorted(waiting, key=lambda one: one.name not in before)[:PIECE]
    _judge(asked[SHARE::OF], tmp_path)
    # What was said of a place that is gone or reads otherwise now is no longer asked about.
    after = _remembered()
    judged = {one.name: after[one.name] for one in every if one.name in after}
    alive = sorted(name for name, one in judged.items() if not one["noticed"])
    share = 1 - len(alive) / len(judged)
    sys.stdout.write(f"\n{len(judged)} faults, {len(alive)} not noticed ({share:.1%} noticed):\n")
    sys.stdout.write("".join(f"  {name}\n" for name in alive))
    assert len(judged) >= min(PIECE, 200)
    assert share >= 0.95
    said = PAPER.read_text()
    assert [name for name in alive if f"`{name[:6]}`" not in said] == []


def _every_one() -> list[Mutant]:
    with psycopg.connect(judging.address(pgplugin.WITH_CAST)) as admin:
        found = {one.name: one for one in [*in_the_database(admin), *in_the_rules()]}
    every = [found[name] for name in sorted(found)]
    random.Random("one fault at a time").shuffle(every)
    sys.stdout.write(f"\n{len(every)} ways to spoil the gate\n")
    return every


def _judge(mutants: list[Mutant], folder: Path) -> None:
    learnt = judging.learnt(folder)
    first: dict[str, list[str]] = {}
    for name, one in _remembered().items():
        if one["noticed"] and "::" in str(one["by"]):
            first.setdefault(name[7:].partition(": ")[0], []).insert(0, str(one["by"]))
    judge = judging.Judge(learnt, first)
    for place, mutant in enumerate(mutants):
        verdict = judge.judge(mutant)
        if verdict is None:
            continue
        # In haste, what was not noticed may still be.
        if verdict.noticed or judging.HASTE > judging.PATIENCE:
            with KEPT.open("a") as kept:
                kept.write(json.dumps(asdict(verdict)) + "\n")
        sys.stdout.write(f"  {place + 1:>4} of {len(mutants)}  {verdict}\n")
        sys.stdout.flush()


def _remembered() -> dict[str, dict[str, object]]:
    if not KEPT.exists():
        return {}
    lines = [json.loads(line) for line in KEPT.read_text().splitlines()]
    return {str(one["name"]): one for one in lines}
