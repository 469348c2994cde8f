"""The boxes of emergency access and of looking it over: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.forms.whom import WhomForm
from alongside.core.sharing.models import BreakGlass
from alongside.foundation.accounts.forms.again import FreshForm
from alongside.foundation.common.forms import KeyedForm, Words

CHOOSE = {
    "required": _("Choose what fits best."),
    "invalid_choice": _("Choose one from the list."),
}


class EmergencyForm(WhomForm, FreshForm, KeyedForm):
    """Whom, and why it can't wait."""

    reason = forms.ChoiceField(
        label=_("Why can’t it wait?"),
        choices=BreakGlass.Reason.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    words = Words(
        label=_("In a few words, if there is time"), lines=2, max_length=300, required=False
    )
    field_order = ["reason", "reference", "name", "born", "words", "code"]


class ReviewForm(forms.Form):
    """What came of looking an emergency access over."""

    verdict = forms.ChoiceField(
        label=_("What do you find?"),
        choices=BreakGlass.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    words = Words(
        label=_("In your words"),
        help_text=_("What you asked, and what comes of it. Needed unless it was right."),
        lines=3,
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where it was not simply right."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        right = said.get("verdict") in (None, BreakGlass.Verdict.RIGHT)
        if not right and not said.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what there is to talk about, and with whom."))
        return said
