"""Whether two records are one woman's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.rules.matching import Answer, why_not_settle


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
