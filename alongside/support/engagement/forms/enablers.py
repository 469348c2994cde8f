"""The boxes about what was asked for: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.support.engagement import rules
from alongside.support.engagement.forms.notes import NOT_LISTED, as_choices
from alongside.support.engagement.models import Enabler

FIRST = datetime.date(2000, 1, 1)
MOST_PENCE = 1_000_000
YES, NO = Enabler.State.AGREED, Enabler.State.NOT


class AskEnablerForm(KeyedForm):
    """What was asked for, and when."""

    kind = forms.ChoiceField(
        label=_("What would help?"),
        choices=as_choices(Enabler.Kind.choices),
        error_messages={"required": _("Choose what would help."), "invalid_choice": NOT_LISTED},
    )
    what = Words(
        label=_("What exactly?"), help_text=_("Such as: a bus pass for a month, size 5 running shoes."),
        lines=1, max_length=200, required=False,
    )  # fmt: skip
    asked_on = DayField(label=_("When was it asked for?"), past=True, earliest=FIRST)
    compartment = a_part()

    def __init__(self, *args: Any, writes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = timezone.localdate
        money = Compartment.MONEY
        parts = sorted(rules.note_compartments(writes), key=lambda part: part is not money)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(part.value, part.label) for part in parts]
        field.initial = parts[0].value if parts else None


class AnswerEnablerForm(forms.Form):
    """Whether it was agreed, and if not, why not."""

    to = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(YES, _("It was agreed")), (NO, _("It was not possible"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it."), "invalid_choice": NOT_LISTED},
    )
    why_not = forms.ChoiceField(
        label=_("If it was not possible, why?"), required=False,
        choices=[("", _("Choose one")), *as_choices(Enabler.Why.choices)],
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    on = DayField(label=_("When?"), past=True, earliest=FIRST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Ask why it was not possible: it is the answer we count, and never hers."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("to") == NO and not cleaned.get("why_not") and "why_not" not in self.errors:
            self.add_error("why_not", _("Say why it was not possible."))
        return cleaned


class GiveEnablerForm(forms.Form):
    """When it was given, and what it cost."""

    on = DayField(label=_("When was it given?"), past=True, earliest=FIRST)
    pounds = forms.DecimalField(
        label=_("What did it cost, in pounds?"), required=False, min_value=0, max_value=MOST_PENCE // 100,
        decimal_places=2, max_digits=9, help_text=_("Leave this empty if you don’t know."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "al-input--width-5"}),
        error_messages={
            "invalid": _("Write the cost in figures, such as 12.50."),
            "min_value": _("Write nothing less than 0."),
            "max_value": _("That is more than there is room for. Look at it again."),
            "max_digits": _("That is more than there is room for. Look at it again."),
            "max_decimal_places": _("Write pounds and pence, such as 12.50."),
            "max_whole_digits": _("That is more than there is room for. Look at it again."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate

    @property
    def pence(self) -> int | None:
        """What it cost in pence, where it is known."""
        pounds = self.cleaned_data.get("pounds")
        return None if pounds is None else int(pounds * 100)


class EffectForm(forms.Form):
    """What it made possible."""

    her_words = Words(
        label=_("What it made possible, in her words"), required=False, lines=3, max_length=2000
    )
    worker_words = Words(label=_("What you saw"), required=False, lines=3, max_length=2000)
