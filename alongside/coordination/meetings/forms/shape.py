"""What every form of this room shares."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.encryption import is_unreadable
from alongside.foundation.common.forms import KeyedForm, as_lines

NOT_LISTED = _("Choose one from the list.")
LONGEST, NAME, LINE = 4000, 80, 200
EARLIEST = datetime.date(2000, 1, 1)


def a_choice(label: Any, choices: Sequence[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    """Make a choice, each answer as a line of its own."""
    kwargs.setdefault("required", False)
    said = {"required": NOT_LISTED, "invalid_choice": NOT_LISTED}
    return forms.ChoiceField(label=label, choices=as_lines(choices), error_messages=said, **kwargs)


def some_of(
    label: Any, choices: Sequence[tuple[Any, Any]] = (), **kwargs: Any
) -> forms.MultipleChoiceField:
    """Make boxes of which as many are ticked as are true, or none."""
    said = {"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED}
    return forms.MultipleChoiceField(
        label=label, required=False, choices=as_lines(choices), error_messages=said,
        widget=forms.CheckboxSelectMultiple, **kwargs,
    )  # fmt: skip


class RowForm(KeyedForm):
    """A form whose boxes are named like a row's facts: it writes one down, or changes what stands."""

    # What is asked only when it is written down for the first time, and only when it is changed.
    AT_FIRST: tuple[str, ...] = ()
    LATER: tuple[str, ...] = ()

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        self.row = row
        if row is not None:
            names = [name for name in self.base_fields if hasattr(row, name)]
            kwargs["initial"] = {name: _shown(getattr(row, name)) for name in names}
            kwargs["initial"]["version"] = row.version
        super().__init__(*args, **kwargs)
        for name in self.LATER if row is None else ("key", *self.AT_FIRST):
            del self.fields[name]
        if row is not None:
            self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def version(self) -> int:
        """The version of the row that was read."""
        return self.cleaned_data["version"] or 0

    def facts(self) -> dict[str, Any]:
        """Give what was typed by the names of the row's facts."""
        left_out = {"key", "version", "compartment"}
        return {
            name: self._kept(name, value) for name, value in self.cleaned_data.items()
            if name not in left_out
        }  # fmt: skip

    def _kept(self, name: str, value: Any) -> Any:
        # What can't be read stays as it is until somebody writes something in its place.
        stood = getattr(self.row, name, None)
        return stood if not value and is_unreadable(stood) else value


def _shown(value: Any) -> Any:
    return [] if is_unreadable(value) and not isinstance(value, str) else value
