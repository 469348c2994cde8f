"""The two sets of areas an installation begins with."""

from collections import Counter

import textstat

from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.support.outcomes.models import OutcomeArea

# Scale names and marks of licensed instruments that must never come near ours.
LICENSED = (
    "star",
    "motivation and taking responsibility",
    "self-care and living skills",
    "stuck",
    "self-reliance",
)


def test_there_are_thirteen_and_four_strands_with_five_different_rungs_each(db: None) -> None:
    areas = list(OutcomeArea.objects.select_related("framework"))
    sets = Counter(area.framework.key for area in areas)
    assert sets == {"life": 13, "strands": 4}
    for area in areas:
        assert len(area.rungs) == len({rung.casefold() for rung in area.rungs}) == 5
        assert all(0 < len(rung) <= 40 for rung in area.rungs)


def test_their_part_of_the_record_is_as_private_as_what_they_ask(db: None) -> None:
    parts = dict(OutcomeArea.objects.values_list("key", "compartment"))
    assert {key for key, part in parts.items() if part == Compartment.SAFETY} == {
        "safety",
        "abuse",
        "distance",
    }
    assert {key for key, part in parts.items() if part == Compartment.HEALTH} == {"mind", "health"}
    assert (parts["children"], parts["money"]) == (Compartment.CHILDREN, Compartment.MONEY)
    assert [key for key, part in parts.items() if part in LOCKED] == ["sex_working"]


def test_each_set_holds_something_between_people_something_felt_and_something_seen_near_and_far(
    db: None,
) -> None:
    areas = list(OutcomeArea.objects.select_related("framework"))
    for key in ("life", "strands"):
        held = [area for area in areas if area.framework.key == key]
        assert {area.kind for area in held} == set(OutcomeArea.Kind.values)
        assert {area.term for area in held} == set(OutcomeArea.Term.values)


def test_relational_areas_and_safety_come_first(db: None) -> None:
    first = list(OutcomeArea.objects.order_by("place").values_list("key", flat=True))[:6]
    assert set(first) == {"people", "services", "confidence", "safety", "abuse", "distance"}


def test_what_she_reads_is_plain_and_nobody_elses(db: None) -> None:
    for area in OutcomeArea.objects.all():
        read = [area.her_name, *area.rungs]
        assert textstat.flesch_kincaid_grade(". ".join(read)) <= 5, area.key
        said = " ".join([area.name, *read]).casefold().split()
        assert not any(words in " ".join(said) for words in LICENSED[1:])
        assert LICENSED[0] not in said
