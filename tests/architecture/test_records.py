"""Every model says what is personal, points down, deletes nothing and tells nobody that a fact is there."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from alongside.core.people.models import Client, Episode
from alongside.foundation.access.compartments import Compartment, CompartmentField
from alongside.foundation.common.encryption import EncryptedJSON, EncryptedText
from tests.architecture import expected
from tests.architecture.guards import records

OURS = [model for model in apps.get_models() if model.__module__.startswith("alongside.")]
NO_PART = {
    "access.Pass": "the passes themselves: each holder reads her own, by a policy of their own"
}


def test_every_field_is_marked_personal_or_not_exactly_once() -> None:
    assert records.unmarked(OURS) == []


def test_every_model_about_a_client_names_the_part_of_her_record_and_carries_her_key() -> None:
    assert records.ungated(OURS, NO_PART) == []


def test_words_that_may_be_about_the_gravest_parts_of_her_record_are_sealed() -> None:
    assert records.in_the_clear(OURS, expected.IN_THE_CLEAR) == []


def test_foreign_keys_point_down_and_delete_nothing() -> None:
    assert records.wrong_keys(OURS) == []


def test_no_index_stands_twice() -> None:
    assert records.indexed_twice(OURS) == []


def test_no_unique_key_tells_that_a_personal_fact_is_there() -> None:
    assert records.unique_and_personal(OURS, expected.UNIQUE) == []


# --- Each of them bites ----------------------------------------------------------------------------


@pytest.fixture
def broken() -> Iterator[dict[str, type[models.Model]]]:
    """Models that break one rule each, kept out of the real registry."""
    with isolate_apps("alongside.core.people"):

        class Unmarked(models.Model):
            PERSONAL = frozenset({"id", "gone"})
            PLAIN = frozenset({"id"})
            words = models.TextField()

            class Meta:
                app_label = "people"

        class NoPart(models.Model):
            client = models.ForeignKey(Client, on_delete=models.DO_NOTHING)

            class Meta:
                app_label = "people"

        class NoKey(models.Model):
            COMPARTMENT = "column"
            words = models.TextField()

            class Meta:
                app_label = "people"

        class Cascades(models.Model):
            client = models.ForeignKey(Client, on_delete=models.CASCADE)
            many = models.ManyToManyField(Episode)

            class Meta:
                app_label = "people"

        class Unique(models.Model):
            PERSONAL = frozenset({"phone", "name", "born"})
            phone = models.CharField(unique=True)
            name = models.CharField()
            born = models.DateField()

            class Meta:
                app_label = "people"
                constraints = [models.UniqueConstraint(fields=["name", "born"], name="tells")]

        class Grandchild(models.Model):
            COMPARTMENT = Compartment.BASICS
            client = models.ForeignKey(Client, on_delete=models.DO_NOTHING)
            episode = models.ForeignKey(Episode, on_delete=models.DO_NOTHING)
            compartment = CompartmentField()

            class Meta:
                app_label = "people"

        class Twice(models.Model):
            episode = models.ForeignKey(Episode, on_delete=models.DO_NOTHING)

            class Meta:
                app_label = "people"
                indexes = [
                    models.Index(fields=["episode"], name="twice_episode"),
                    models.Index(fields=["episode", "id"], name="twice_both"),
                ]

        class Clear(models.Model):
            PERSONAL = frozenset({"words", "facts", "email", "kind", "sealed", "more"})
            COMPARTMENT: object = Compartment.IMMIGRATION
            client = models.ForeignKey(Client, on_delete=models.DO_NOTHING)
            words = models.TextField()
            facts = models.JSONField()
            email = models.EmailField()
            kind = models.CharField(choices=[("visa", "visa")])
            sealed = EncryptedText()
            more = EncryptedJSON()
            reference = models.CharField()

            class Meta:
                app_label = "people"

        made = (Unmarked, NoPart, NoKey, Cascades, Unique, Grandchild, Twice, Clear)
        for one in made:
            one.__module__ = Client.__module__
        yield {one.__name__: one for one in made}


def test_a_field_unmarked_or_marked_twice_is_found(broken: dict[str, type[models.Model]]) -> None:
    assert records.unmarked([broken["Unmarked"]]) == [
        "people.Unmarked.words is marked neither PERSONAL nor PLAIN",
        "people.Unmarked.id is marked both PERSONAL and PLAIN",
        "people.Unmarked.gone is marked but is no field",
    ]


def test_a_model_outside_the_gate_is_found(broken: dict[str, type[models.Model]]) -> None:
    assert records.ungated([broken["NoPart"]], {}) == [
        "people.NoPart is about a client and names no COMPARTMENT"
    ]
    assert len(records.ungated([broken["NoKey"]], {})) == 2
    assert records.ungated([broken["NoPart"]], {"people.NoPart": "a reason"}) == []


@pytest.mark.parametrize(
    "part", [Compartment.LOCATION, Compartment.HARM, Compartment.SEX_WORKING, "column", "own rows"]
)
def test_personal_words_in_the_clear_are_found(
    broken: dict[str, type[models.Model]], part: object
) -> None:
    clear = broken["Clear"]
    clear.COMPARTMENT = part  # type: ignore[attr-defined]
    assert records.in_the_clear([clear], {"people.Clear.facts": "a reason"}) == [
        "people.Clear.words holds personal words and is not sealed",
        "people.Clear.email holds personal words and is not sealed",
    ]
    clear.COMPARTMENT = Compartment.GOALS  # type: ignore[attr-defined]
    assert records.in_the_clear([clear], {}) == []
    assert records.in_the_clear([], {"people.Clear.facts": "once"}) == [
        "people.Clear.facts is excused but not in the clear"
    ]


def test_a_key_that_deletes_or_points_up_is_found(broken: dict[str, type[models.Model]]) -> None:
    said = records.wrong_keys([broken["Cascades"]])
    assert "people.Cascades has a many-to-many table, which no policy covers" in said
    assert "people.Cascades.client deletes or changes rows that nobody could see" in said
    moved = broken["Grandchild"]
    moved.__module__ = "alongside.foundation.audit.models"
    assert len(records.wrong_keys([moved])) == 2
    moved.__module__ = "alongside.core.sharing.models"
    assert records.wrong_keys([moved]) == []


@pytest.mark.parametrize(
    ("target", "source", "up"),
    [
        (("core", "people"), ("support", "outcomes"), False),
        (("support", "outcomes"), ("support", "engagement"), True),
        (("overview", "home"), ("core", "people"), True),
        (("core", "team"), ("core", "people"), True),
        (("core", "people"), ("core", "team"), False),
        (("foundation", "accounts"), ("foundation", "directory"), True),
        (("core", "people"), ("core", "people"), False),
    ],
)
def test_up_and_aside_are_told_from_down(
    target: tuple[str, str], source: tuple[str, str], up: bool
) -> None:
    assert records._is_above(target, source) is up


def test_a_unique_key_on_a_personal_fact_is_found(broken: dict[str, type[models.Model]]) -> None:
    assert records.unique_and_personal([broken["Unique"]], {}) == [
        "people.Unique(phone) is unique and personal",
        "people.Unique(name, born) is unique and personal",
    ]
    assert records.unique_and_personal([], {"people.Gone(x)": "why"}) == [
        "people.Gone(x) is excused but not there"
    ]


def test_a_row_between_two_rows_of_one_woman_is_listed(
    broken: dict[str, type[models.Model]],
) -> None:
    assert records.grandchildren([broken["Grandchild"]]) == {
        ("people_grandchild", "episode_id", "people_episode")
    }


def test_an_index_that_stands_twice_is_found(broken: dict[str, type[models.Model]]) -> None:
    assert records.indexed_twice(list(broken.values())) == [
        "people.Twice: twice_episode is the index of episode once more"
    ]
