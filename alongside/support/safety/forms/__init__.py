"""The boxes of her plan: shape only. Every section may stay empty."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, KeyedForm, Words, as_lines
from alongside.foundation.common.her_words import her_text
from alongside.support.safety import rules
from alongside.support.safety.models import Judgement, Look, Situation

CHOOSE = {
    "required": _("Choose one from the list."), "invalid_choice": _("Choose one from the list."),
}  # fmt: skip
FIRST = datetime.date(2000, 1, 1)
ROOM = 1000


class SectionForm(forms.Form):
    """One section, in her words; nothing is an answer too."""

    words = Words(
        label=_("In her words"), required=False, lines=8, max_length=ROOM,
        help_text=_("Short lines are best. Only this section is saved."),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )


class FitsForm(forms.Form):
    """Which situations fit her; what stood when the page was opened goes along with it."""

    fits = forms.MultipleChoiceField(
        label=_("Tick what is so"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=as_lines(Situation.Kind.choices),
        help_text=_("Selling sex is kept in its own part, for workers she named."),
        error_messages={"invalid_choice": _("Choose from the list.")},
    )  # fmt: skip
    stood = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def begins(self) -> set[str]:
        """What was ticked that was not before."""
        return set(self.cleaned_data["fits"]) - self._stood

    @property
    def ends(self) -> set[str]:
        """What was ticked before and is not now."""
        return self._stood - set(self.cleaned_data["fits"])

    @property
    def _stood(self) -> set[str]:
        return set(self.cleaned_data["stood"].split())


class LookForm(KeyedForm):
    """That the plan was made or looked at."""

    how = forms.ChoiceField(
        label=_("Who looked at it?"), choices=Look.How.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = Words(
        label=_("Anything to know about it"), required=False, lines=2, max_length=1000,
        help_text=_("What she thinks of it; or why it was without her, and when she will see it."),
    )  # fmt: skip
    on_date = DayField(
        label=_("On which day?"), past=True, earliest=FIRST, initial=timezone.localdate
    )
    again_on = DayField(label=_("Look at it again on"), help_text=_("Sooner if things change."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["again_on"].initial = timezone.localdate() + rules.AGAIN

    def clean(self) -> dict[str, Any]:
        """Say beside the box why a day can't be."""
        said = super().clean() or self.cleaned_data
        on_date, again_on = said.get("on_date"), said.get("again_on")
        wrong = rules.why_not_again(on_date, again_on) if on_date and again_on else None
        if wrong:
            self.add_error("again_on", wrong)
        return said


class JudgementForm(KeyedForm):
    """How worried we are: words, and never a score."""

    level = forms.ChoiceField(
        label=_("Which comes nearest?"), choices=Judgement.Level.choices, widget=forms.RadioSelect,
        help_text=_("What you know of her counts more than any list. Nothing is added up here."),
        error_messages=CHOOSE,
    )  # fmt: skip
    why = Words(
        label=_("Why?"), lines=3, max_length=2000, help_text=_("What was seen, heard or said."),
        error_messages={"required": _("Write in a few words why.")},
    )  # fmt: skip
    her_view = Words(
        label=_("How does she see it?"), required=False, lines=2, max_length=2000,
        help_text=_("Hers may differ from ours. Both stand here, side by side."),
    )  # fmt: skip
    we_do = Words(
        label=_("What do we do about it?"), lines=3, max_length=2000,
        error_messages={"required": _("Write what we do. If nothing now: nothing now.")},
    )  # fmt: skip
    decided = Words(
        label=_("Who decided?"), lines=1, max_length=200,
        help_text=_("All who had a say, with their agency."),
        error_messages={"required": _("Write who decided.")},
    )  # fmt: skip
    on_date = DayField(
        label=_("On which day?"), past=True, earliest=FIRST, initial=timezone.localdate
    )


class PaperForm(forms.Form):
    """What goes on her paper: nothing unless she ticks it, and that it is safe with her, asked each time."""

    safe = forms.BooleanField(
        label=her_text("opened.page_safe"),
        error_messages={"required": her_text("opened.page_safe_missing")},
    )

    def __init__(self, data: Any = None, *, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        picks = forms.MultipleChoiceField(
            label=her_text("plan.pick"), choices=lines, widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": her_text("plan.pick_none"), "invalid_choice": her_text("plan.pick_again"),
            },
        )  # fmt: skip
        self.fields = {"picks": picks, **self.fields}
