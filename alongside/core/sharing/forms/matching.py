"""Whether two records are one woman's."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.rules.matching import Answer, why_not_settle
from alongside.foundation.common.forms import Words


class PairForm(forms.Form):
    """One of the answers this hat can give."""

    answer = forms.ChoiceField(
        label=_("Are they one woman’s?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )  # fmt: skip

    def __init__(self, *args: Any, role: str, waits: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (answer.value, answer.label)
            for answer in Answer
            if why_not_settle(answer, role=role, waits=waits) is None
        ]


class OneWomanForm(forms.Form):
    """Whether two records one looks after are one woman's, and which of the two goes on."""

    class Answer(models.TextChoices):
        HERE = "here"
        OTHER = "other"
        TWO = "two", _("Two women. Don’t ask again.")

    answer = forms.ChoiceField(
        label=_("Are they one woman’s?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )  # fmt: skip

    def __init__(self, *args: Any, here: str, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        goes_on = _("One woman. Her page goes on under “%(name)s”.")
        field.choices = [
            (self.Answer.HERE, goes_on % {"name": here}),
            (self.Answer.OTHER, goes_on % {"name": other}),
            (self.Answer.TWO, self.Answer.TWO.label),
        ]


class ReferenceForm(forms.Form):
    """Another record of hers, by its reference."""

    reference = Words(
        label=_("The reference of the other record"), lines=1, max_length=20,
        help_text=_("It stands on every page printed from it, such as 4F2A9-01C3D."),
        error_messages={"required": _("Write the reference of the other record.")},
    )  # fmt: skip
