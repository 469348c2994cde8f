"""The box that asks for a part of her record: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.parts import rules
from alongside.foundation.access.compartments import LOCKED, Compartment
from alongside.foundation.access.queries import Rights

WHO_SEES = _("Only people who may see that part will see this.")


def a_part(help_text: Any = WHO_SEES) -> forms.TypedChoiceField:
    """Make the box for the part of her record something belongs to."""
    return forms.TypedChoiceField(
        label=_("Which part of her record?"),
        help_text=help_text,
        coerce=int,
        error_messages={
            "required": _("Choose a part of her record."),
            "invalid_choice": _("You can't write in this part of her record. Choose another."),
        },
    )


class PartForm(forms.Form):
    """The part of her record something is moved to; `stood` is where it was when the page was read."""

    to = a_part(
        _("Only people who may see that part will see this from now on, also what it said before.")
    )
    stood = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, typed: Any = None, *, part: int, mine: Rights) -> None:
        super().__init__(typed, auto_id="part_%s", initial={"stood": part, "to": ""})
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        others = [one for one in rules.places(mine) if one != part]
        field.choices = [("", _("Choose one")), *((one.value, _said(one)) for one in others)]


def part_choices(mine: Rights, *, first: Compartment) -> list[tuple[int, Any]]:
    """List the parts something new may be kept in, the usual one first and so chosen."""
    parts = sorted(rules.places(mine), key=lambda part: part is not first)
    return [(part.value, _said(part)) for part in parts]


def _said(part: Compartment) -> Any:
    if part in LOCKED:
        return _("%(part)s (only workers she named)") % {"part": part.label}
    return part.label
