"""Model fields whose words are sealed before they reach the database (docs/decisions/0014).

What the database gives back stays sealed until somebody reads it from its row, because only the row knows
the place it is bound to. Words that can't be opened read as one kind sentence, and are never written over
by it.
"""

import json
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact, IsNull
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keyring import Damaged, Keyring, NoKey, bound_to
from alongside.foundation.common.refused import Refused

logger = logging.getLogger("alongside.sealed")
UNREADABLE = her_text("frame.damaged")


@cache
def _ring(folder: Path) -> Keyring:
    return Keyring(folder)


def ring() -> Keyring:
    """The keys of this installation."""
    return _ring(settings.KEYS)


class Ciphertext:
    """Words still sealed. It is no text, so that using it as one fails instead of showing what is stored."""

    __slots__ = ("stored",)

    def __init__(self, stored: str) -> None:
        self.stored = stored

    def __str__(self) -> str:
        raise TypeError("These words are sealed. Read them from their row, which opens them.")

    def __repr__(self) -> str:
        return "<sealed>"


class UnreadableText(str):
    """The sentence that stands for words which can't be opened."""


class UnreadableFacts(dict[str, Any]):
    """Nothing, where facts stood that can't be opened; `said` is the sentence for the page."""

    said = UNREADABLE


class Opener(DeferredAttribute):
    """Opens a sealed field when it is first read from its row, and keeps what it says with the row."""

    field: "Sealed"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if type(value) is Ciphertext:
            value = self.field.opened(value, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class OnlyEmpty(Exact):  # type: ignore[type-arg]
    """The one comparison there is: whether anything is written at all."""

    def get_prep_lookup(self) -> Any:
        """Let the empty text through and nothing else."""
        if not isinstance(self.rhs, str) or self.rhs != "":
            raise FieldError("Sealed words can't be searched: ask whether they are empty, or null.")
        return self.rhs


class Sealed(models.TextField):  # type: ignore[type-arg]
    """A text column that holds sealed words; the two kinds of it are below."""

    descriptor_class = Opener
    column: str

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every way of looking into sealed words."""
        return {"exact": OnlyEmpty, "isnull": IsNull}.get(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """There is nothing to take out of sealed words either."""
        return None

    def from_db_value(self, value: str | None, *_args: Any) -> Any:
        """Keep what the database gave as it is: it opens in its row."""
        return Ciphertext(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Let sealed words through; anything in the clear fails here, before it is written."""
        if isinstance(value, Ciphertext):
            return value.stored
        if value is None or value == "":
            return value
        raise TypeError(
            f"{self.model.__name__}.{self.name} takes sealed words: save the row, or use sealed()."
        )

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal the words for their row; what can't be read stays as it is."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Ciphertext):
            if add:
                raise TypeError("Sealed words open in their own row alone. Read them first.")
            return value
        if not add and is_unreadable(value):
            return models.F(self.attname)
        return self.seal(value, model_instance.pk)

    def seal(self, value: Any, pk: Any) -> Any:
        """Seal one value for the row with this key; raises Refused when the key is not there."""
        if value is None or isinstance(value, Ciphertext) or hasattr(value, "resolve_expression"):
            return value
        text = self.as_text(value)
        if not text:
            return text
        try:
            return Ciphertext(ring().seal(text, self.place(pk)))
        except NoKey as error:
            logger.critical("%s", error)
            raise Refused(
                _(
                    "The key that seals what is written is not there, so nothing was saved. "
                    "Tell the people who look after Alongside."
                ),
                rule="no_key",
            ) from error

    def opened(self, value: Ciphertext, pk: Any) -> Any:
        """Open one value of the row with this key; what can't be opened is logged, without a word of it."""
        try:
            return self.from_text(ring().open(value.stored, self.place(pk)))
        except (Damaged, ValueError) as error:
            why = error if isinstance(error, Damaged) else "it is not what its column holds"
            table = self.model._meta.db_table
            logger.error("A value of %s.%s can't be read: %s.", table, self.column, why)
            return self.unreadable()

    def place(self, pk: Any) -> bytes:
        """Say where a value of this field stands: its table, column and row."""
        meta = self.model._meta
        if pk is None:
            raise TypeError(f"A row of {meta.db_table} has no key yet, so nothing can be sealed.")
        key = meta.pk.to_python(pk)  # type: ignore[union-attr]
        return bound_to(meta.db_table, self.column, key)

    def as_text(self, value: Any) -> str:
        """Write a value as the text that is sealed."""
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        """Read a value back from its text."""
        raise NotImplementedError

    def unreadable(self) -> Any:
        """Give what stands for a value that can't be read."""
        raise NotImplementedError


class EncryptedText(Sealed):
    """Words, sealed. Empty stays empty, so that one can ask whether anything is written."""

    def as_text(self, value: Any) -> str:
        """Take text and nothing else."""
        if not isinstance(value, str):
            raise TypeError(f"{self.model.__name__}.{self.name} holds text.")
        return value

    def from_text(self, text: str) -> str:
        """Give the words."""
        return text

    def unreadable(self) -> UnreadableText:
        """Give the sentence."""
        return UnreadableText(UNREADABLE)


class EncryptedJSON(Sealed):
    """Facts with words in them, sealed as one."""

    # What its attribute takes and gives, for the type checker.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def as_text(self, value: Any) -> str:
        """Write the facts as JSON."""
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        """Read the facts from JSON."""
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        """Leave facts as they are."""
        return value

    def unreadable(self) -> UnreadableFacts:
        """Give no facts, with the sentence beside them."""
        return UnreadableFacts()


def sealed_text(model: type[models.Model], pk: Any, name: str, text: str) -> str:
    """Seal a text for one row as its column keeps it, for a function of the gate's that writes it there."""
    return str(sealed_fields(model)[name].get_prep_value(sealed(model, pk, {name: text})[name]))


def is_unreadable(value: Any) -> bool:
    """Tell whether this only stands for what can't be read: the sentence, also from a form, or no facts."""
    if isinstance(value, str):
        return value.strip() == str(UNREADABLE)
    return isinstance(value, UnreadableFacts)


def sealed_fields(model: type[models.Model]) -> dict[str, Sealed]:
    """List the sealed fields of a model by name."""
    return {field.name: field for field in model._meta.local_fields if isinstance(field, Sealed)}


def sealed(model: type[models.Model], pk: Any, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Seal the words among these facts for `filter(pk=pk).update(…)`; what can't be read stays as it is."""
    ready = dict(facts)
    for name, field in sealed_fields(model).items():
        if name not in ready:
            continue
        if is_unreadable(ready[name]):
            del ready[name]
        else:
            ready[name] = field.seal(ready[name], pk)
    return ready
