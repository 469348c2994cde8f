"""What every form of this room shares: choices nobody has to take, and a version where something stands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.around import rules
from alongside.core.parts.forms import part_choices
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import KeyedForm, Words

NOT_LISTED = _("Choose one from the list.")
NOT_SAID = ("", _("Not said"))
LONGEST = 4000
NAME, LINE = 80, 200


def lines(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Write the labels of choices as lines of their own."""
    return [(value, capfirst(label)) for value, label in choices]


def a_choice(label: Any, choices: Sequence[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    """Make a choice nobody has to take."""
    kwargs.setdefault("required", False)
    offered = [NOT_SAID, *lines(choices)] if not kwargs["required"] else lines(choices)
    return forms.ChoiceField(
        label=label, choices=offered, error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
        **kwargs,
    )  # fmt: skip


def a_step(label: Any, choices: Sequence[tuple[Any, Any]], help_text: Any = "") -> forms.Field:
    """Make a step on a small scale in her voice, or none."""
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=[*lines(choices), NOT_SAID], coerce=int,
        empty_value=None, required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip


class KeptForm(KeyedForm):
    """A form that writes something down, or changes what stands: then it carries a version and no key."""

    # What is asked only when it is written down for the first time.
    AT_FIRST: tuple[str, ...] = ()

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            for name in ("key", *self.AT_FIRST):
                del self.fields[name]
            self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def offer_parts(self, mine: Rights) -> None:
        """Offer the parts of her record the asker may write in, her story first."""
        if field := self.fields.get("compartment"):
            assert isinstance(field, forms.ChoiceField)
            field.choices = part_choices(mine, first=Compartment.STORY)


class EndForm(forms.Form):
    """That somebody or something is no longer part of her life; why is hers to say, or not."""

    end_words = Words(
        label=_("Anything she wants kept about this"),
        help_text=_(
            "You can leave this empty. All that was written stays, and you can put it back."
        ),
        required=False,
        lines=3,
        max_length=LONGEST,
    )


class RowForm(KeptForm):
    """A form whose boxes are named like the row's own facts."""

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            names = rules.FACTS[type(row)]
            kwargs["initial"] = {name.removesuffix("_id"): getattr(row, name) for name in names}
            kwargs["initial"]["version"] = row.version
        super().__init__(*args, changing=row is not None, **kwargs)

    def facts_for(self, model: type[Any]) -> dict[str, Any]:
        """Give what was typed by the names of a model's facts; those nobody asked for are left out."""
        typed = self.cleaned_data
        facts = {name: typed[name] for name in rules.FACTS[model] if name in typed}
        if "child" in typed:
            facts["child_id"] = typed["child"].pk if typed["child"] else None
        return facts
