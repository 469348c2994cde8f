"""The rules and sentences of this room."""

import datetime

from hypothesis import given
from hypothesis import strategies as some

from alongside.foundation.access.compartments import Compartment, bits
from alongside.support.engagement import rules
from alongside.support.engagement.forms import DRAFT_FIELDS, draft_fields
from alongside.support.engagement.models import MET, TRIED, Contact

BLAME = ("did not attend", "missed", "refused", "failed", "no show", "engage")


def test_every_kind_and_place_has_a_sentence_and_none_blames_her() -> None:
    for kind in Contact.Kind:
        for met in (True, False):
            for place in ("", *Contact.Place):
                said = Contact(kind=kind, met=met, place=place, minutes=40, led=2).sentence
                assert said[0].isupper()
                assert said.endswith(".")
                assert not any(word in said.lower() for word in BLAME), said
    assert set(MET) == set(TRIED) == set(Contact.Kind)


def test_an_attempt_says_what_we_did() -> None:
    assert Contact(kind="visit", met=False, led=2).sentence == "We tried a visit."


def test_names_equality_and_answers_are_no_place_for_a_note() -> None:
    offered = rules.note_compartments(bits(*Compartment))
    assert Compartment.NOTES in offered
    no_place = {
        Compartment.BASICS, Compartment.IDENTITY, Compartment.OUTCOME, Compartment.SHARING,
    }  # fmt: skip
    assert not no_place & set(offered)


@given(some.integers(min_value=0, max_value=2**20 - 1))
def test_a_part_is_offered_exactly_when_it_may_be_written(writes: int) -> None:
    for part in Compartment:
        refused = rules.why_not_this_part(part.value, writes)
        assert (refused is None) == (part in rules.note_compartments(writes))
        if refused is None:
            assert writes & part


def test_tries_are_counted_after_the_day_and_not_on_it() -> None:
    days = [datetime.date(2026, 5, day) for day in (1, 2, 3)]
    assert rules.how_often_tried(days, datetime.date(2026, 5, 2)) == 1
    assert rules.how_often_tried(days, None) == 3


@given(some.dictionaries(some.sampled_from(sorted(DRAFT_FIELDS | {"key", "other"})), some.text()))
def test_a_draft_keeps_every_character_a_text_can_hold(typed: dict[str, str]) -> None:
    kept = draft_fields(typed)
    assert set(kept) == set(typed) & DRAFT_FIELDS
    for name, words in kept.items():
        wanted = [c for c in typed[name] if c != "\x00" and not 0xD800 <= ord(c) <= 0xDFFF]
        assert list(words) == wanted
