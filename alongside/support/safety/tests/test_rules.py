"""What may be asked and said in her plan, by itself."""

import datetime

import pytest

from alongside.foundation.access.compartments import Compartment as C
from alongside.support.safety import rules
from alongside.support.safety.models import Section, Situation
from alongside.support.safety.rules.prompts import PROMPTS

TODAY = datetime.date(2026, 6, 1)


def test_every_situation_brings_two_to_four_questions_and_each_belongs_to_a_section() -> None:
    assert set(PROMPTS) == set(Situation.Kind)
    for asked in PROMPTS.values():
        assert 2 <= len(asked) <= 4
        assert {section for section, _said in asked} <= set(Section)


def test_nothing_is_asked_where_nothing_fits() -> None:
    assert [said for section in Section for said in rules.prompts_for(section, C.SAFETY, ())] == []


def test_what_belongs_to_the_locked_part_is_asked_there_alone() -> None:
    both = {Situation.Kind.SELLING, Situation.Kind.SOFA}
    for section in Section:
        asked = rules.prompts_for(section, C.SAFETY, both)
        assert asked == rules.prompts_for(section, C.SAFETY, {Situation.Kind.SOFA})
    assert rules.prompts_for(Section.FIRST, rules.APART, both) == [
        "Who knows where you are, and when you are back?"
    ]


def test_only_selling_sex_stands_in_a_locked_part() -> None:
    locked = [kind for kind in Situation.Kind if rules.part_of(kind) != C.SAFETY]
    assert locked == [Situation.Kind.SELLING]


@pytest.mark.parametrize(
    ("days", "may"), [(1, True), (56, True), (366, True), (367, False), (0, False), (-1, False)]
)
def test_when_it_is_looked_at_again(days: int, may: bool) -> None:
    said = rules.why_not_again(TODAY, TODAY + datetime.timedelta(days=days))
    assert (said is None) == may
