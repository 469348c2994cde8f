"""The gate spoilt in one place at a time: at least 95 of 100 such faults are noticed by its own tests (S10).

Those asked about are the first so many in an order drawn by lot, so that they stand for all. What a run saw
is remembered in `tests/deep/mutants/verdicts.jsonl`; those not noticed are judged again, after the others.
"""

import json
import os
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

SAMPLE = int(os.environ.get("ALONGSIDE_DEEP_MUTANTS", "200"))
# Several runs side by side, each with its own server, as a seal waits for all that runs on it:
# "0/2" and "1/2" are two that share the work.
SHARE, OF = (int(one) for one in os.environ.get("ALONGSIDE_DEEP_SHARE", "0/1").split("/"))
ROOT = Path(__file__).resolve().parents[2]
# Kept with the tests, so that whoever goes on later need not begin anew.
KEPT = ROOT / "tests" / "deep" / "mutants" / "verdicts.jsonl"
PAPER = ROOT / "docs" / "testing.md"


def test_of_a_hundred_faults_in_the_gate_its_own_tests_notice_ninety_five(tmp_path: Path) -> None:
    sample, before = _every_one()[:SAMPLE], _remembered()
    waiting = [one for one in sample if not before.get(one.name, {}).get("noticed")]
    _judge(sorted(waiting, key=lambda one: one.name in before)[SHARE::OF], tmp_path)
    after = _remembered()
    judged = {one.name: after[one.name] for one in sample if one.name in after}
    real = {name: one for name, one in judged.items() if one["by"] != judging.REFUSED}
    alive = sorted(name for name, one in real.items() if not one["noticed"])
    share = 1 - len(alive) / len(real)
    sys.stdout.write(
        f"\n{len(judged)} of {len(sample)} judged, {len(real)} faults, {len(alive)} not noticed "
        f"({share:.1%} noticed):\n" + "".join(f"  {name}\n" for name in alive)
    )
    assert len(judged) == len(sample), "others are still to be judged"
    assert share >= 0.95
    said = PAPER.read_text()
    assert [name for name in alive if f"`{name[:6]}`" not in said] == []


def _every_one() -> list[Mutant]:
    with psycopg.connect(judging.address(pgplugin.WITH_CAST)) as admin:
        found = {one.name: one for one in [*in_the_database(admin), *in_the_rules()]}
    # Names begin with letters of a digest: an order drawn by lot, that stays when the gate grows.
    every = [found[name] for name in sorted(found)]
    sys.stdout.write(f"\n{len(every)} ways to spoil the gate\n")
    return every


def _judge(mutants: list[Mutant], folder: Path) -> None:
    learnt = judging.learnt(folder)
    first: dict[str, list[str]] = {}
    for name, one in _remembered().items():
        if one["noticed"] and "::" in str(one["by"]):
            first.setdefault(name[7:].partition(": ")[0], []).insert(0, str(one["by"]))
    judge = judging.Judge(learnt, first)
    try:
        _each(judge, mutants)
    finally:
        judge.done()


def _each(judge: judging.Judge, mutants: list[Mutant]) -> None:
    for place, mutant in enumerate(mutants):
        verdict = judge.judge(mutant)
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
