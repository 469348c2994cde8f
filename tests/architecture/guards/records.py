"""Models: what is personal, what points where, and what must never be unique."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.encryption import Sealed

Model = type[models.Model]
FLOORS = ["foundation", "core", "support", "coordination", "overview"]
ORDER = {
    "foundation": ["common", "access", "audit", "directory", "accounts"],
    "core": ["people", "parts", "around", "papers", "story", "team", "sharing"],
}


def name(model: Model) -> str:
    """Name a model as people do."""
    return f"{model._meta.app_label}.{model.__name__}"


def _fields(model: Model) -> set[str]:
    return {field.name for field in model._meta.local_fields} | {
        field.name for field in model._meta.local_many_to_many
    }


def unmarked(found: Iterable[Model]) -> list[str]:
    """Find fields that are not marked exactly once, as PERSONAL or as PLAIN, and marks of no field."""
    said = []
    for model in found:
        personal = set(getattr(model, "PERSONAL", ()))
        plain = set(getattr(model, "PLAIN", ()))
        fields = _fields(model)
        for field in sorted(fields - personal - plain):
            said.append(f"{name(model)}.{field} is marked neither PERSONAL nor PLAIN")
        for field in sorted(personal & plain):
            said.append(f"{name(model)}.{field} is marked both PERSONAL and PLAIN")
        for field in sorted((personal | plain) - fields):
            said.append(f"{name(model)}.{field} is marked but is no field")
    return said


def is_about_a_client(model: Model) -> bool:
    """Say whether rows of this model are about a woman: by its key to her, or because it says so."""
    keyed = any(field.column == "client_id" for field in model._meta.local_fields)
    return keyed or hasattr(model, "COMPARTMENT")


def ungated(found: Iterable[Model], excused: Mapping[str, str]) -> list[str]:
    """Find models with a key to a woman that name no part of her record, and the other way round."""
    said = []
    for model in found:
        columns = {field.column for field in model._meta.local_fields}
        root = "audit_digest" in columns
        part = getattr(model, "COMPARTMENT", None)
        if name(model) in excused:
            continue
        if "client_id" in columns and part is None:
            said.append(f"{name(model)} is about a client and names no COMPARTMENT")
        if part is not None and part != "own rows" and "client_id" not in columns and not root:
            said.append(f"{name(model)} names a COMPARTMENT and carries no client_id")
        if part == "column" and "compartment" not in columns:
            said.append(f"{name(model)} has its COMPARTMENT in a column it doesn't have")
    return said


# What must never stand in the clear: these parts, and every table whose rows may belong to one of them.
SEALED_PARTS = {
    Compartment.LOCATION, Compartment.IMMIGRATION, Compartment.HARM, Compartment.SEX_WORKING,
    "column", "own rows",
}  # fmt: skip


def in_the_clear(found: Iterable[Model], excused: Mapping[str, str]) -> list[str]:
    """Find personal words that could be about the gravest parts of her record and are not sealed."""
    said, met = [], set()
    for model in found:
        if getattr(model, "COMPARTMENT", None) not in SEALED_PARTS:
            continue
        for field in model._meta.local_fields:
            told = f"{name(model)}.{field.name}"
            if field.name not in getattr(model, "PERSONAL", ()) or not _holds_words(field):
                continue
            if told in excused:
                met.add(told)
            else:
                said.append(f"{told} holds personal words and is not sealed")
    return said + [f"{told} is excused but not in the clear" for told in excused if told not in met]


def _holds_words(field: Any) -> bool:
    if isinstance(field, Sealed):
        return False
    if isinstance(field, models.CharField | models.TextField):
        return not field.choices
    return isinstance(field, models.JSONField)


def _place(model: Model) -> tuple[str, str]:
    parts = model.__module__.split(".")
    return (parts[1], parts[2]) if parts[0] == "alongside" and len(parts) > 2 else ("", "")


def _is_above(target: tuple[str, str], source: tuple[str, str]) -> bool:
    (floor, room), (own_floor, own_room) = target, source
    if target == source:
        return False
    if floor != own_floor:
        return FLOORS.index(floor) > FLOORS.index(own_floor)
    order = ORDER.get(floor, [])
    if room in order and own_room in order:
        return order.index(room) > order.index(own_room)
    return True


def wrong_keys(found: Iterable[Model]) -> list[str]:
    """Find foreign keys that point up or to a neighbour, or that would delete anything."""
    said = []
    for model in found:
        if model._meta.local_many_to_many:
            said.append(f"{name(model)} has a many-to-many table, which no policy covers")
        for field in model._meta.local_fields:
            target: Any = field.related_model
            if target is None:
                continue
            if _place(target)[0] and _is_above(_place(target), _place(model)):
                said.append(f"{name(model)}.{field.name} points up or aside to {name(target)}")
            if field.remote_field.on_delete not in (models.DO_NOTHING, models.PROTECT):
                said.append(
                    f"{name(model)}.{field.name} deletes or changes rows that nobody could see"
                )
    return said


def grandchildren(found: Iterable[Model]) -> set[tuple[str, str, str]]:
    """List (table, column, parent table) for keys from one woman's row to another of her rows."""
    listed = set()
    for model in found:
        if not is_about_a_client(model):
            continue
        for field in model._meta.local_fields:
            target: Any = field.related_model
            columns = {one.column for one in target._meta.local_fields} if target else set()
            if "client_id" in columns:
                listed.add((model._meta.db_table, field.column, target._meta.db_table))
    return listed


def unique_and_personal(found: Iterable[Model], excused: Mapping[str, str]) -> list[str]:
    """Find unique keys on personal facts: the error would tell a stranger that the fact is there."""
    said, met = [], set()
    for model in found:
        personal = set(getattr(model, "PERSONAL", ()))
        for fields in _unique_sets(model):
            told = f"{name(model)}({', '.join(fields)})"
            if not personal & set(fields):
                continue
            if told in excused:
                met.add(told)
            else:
                said.append(f"{told} is unique and personal")
    return said + [f"{told} is excused but not there" for told in excused if told not in met]


def _unique_sets(model: Model) -> list[tuple[str, ...]]:
    alone = [
        (field.name,)
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    together = [
        tuple(one.fields)
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
    ]
    return alone + together + [tuple(one) for one in model._meta.unique_together]


def indexed_twice(found: Iterable[Model]) -> list[str]:
    """Find an index that is no more than the one a key to a parent has anyway."""
    return [
        f"{model._meta.label}: {index.name} is the index of {index.fields[0]} once more"
        for model in found
        for index in model._meta.indexes
        if len(index.fields) == 1
        and index.condition is None
        and getattr(model._meta.get_field(index.fields[0]), "db_index", False)
    ]
