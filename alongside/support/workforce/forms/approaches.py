"""What is asked when somebody who harms a woman got in touch: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, KeyedForm, Words, as_lines
from alongside.support.workforce.models import Approach
from alongside.support.workforce.rules.approaches import WORDS

NOT_LISTED = {"invalid_choice": _("Choose one from the list.")}


class ApproachForm(forms.Form):
    """What somebody did, what we did, and what of the list is done."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    how = forms.ChoiceField(
        label=_("How?"), choices=as_lines(Approach.How.choices), widget=forms.RadioSelect,
        error_messages={"required": _("Choose how."), **NOT_LISTED},
    )  # fmt: skip
    on_date = DayField(label=_("When?"), past=True)
    words = Words(
        label=_("What did they say or do?"),
        help_text=_("Name no woman, and no number or address. This stands in nobody’s record."),
        lines=5, max_length=4000, error_messages={"required": _("Write what happened.")},
    )  # fmt: skip
    did = Words(
        label=_("What did we say or do?"), lines=3, max_length=2000, required=False,
        help_text=_("Such as: I said that we never say who comes here, and closed the door."),
    )  # fmt: skip
    steps = forms.MultipleChoiceField(
        label=_("What is done already?"), choices=Approach.Step.choices, required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=NOT_LISTED,
        help_text=_("Tick what is done, or was not needed. The rest can be ticked later."),
    )  # fmt: skip

    def __init__(self, *args: Any, mine: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What another saw is read here and not rewritten.
        for name in () if mine else WORDS:
            self.fields[name].disabled = True


class NewApproachForm(ApproachForm, KeyedForm):
    """The same, written for the first time."""
