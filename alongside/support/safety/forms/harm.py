"""The boxes about what was done to her and what agencies do; none of them asks for a name."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Agency
from alongside.support.safety.rules import harm as rules

FIRST = datetime.date(2000, 1, 1)


class PatternForm(KeyedForm):
    """Something that was done to her."""

    words = Words(
        label=_("What was done?"), lines=4, max_length=4000,
        help_text=_("What somebody did, and how it comes back. No name: it is not needed here."),
        error_messages={"required": _("Write what was done.")},
    )  # fmt: skip
    when_words = Words(
        label=_("When?"), required=False, lines=1, max_length=200,
        help_text=_("A day, or a time in words: most Fridays; since the spring."),
    )  # fmt: skip
    version = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )


class MeasureForm(KeyedForm):
    """What one agency does about it."""

    agency = RowField(
        label=_("Which agency?"), queryset=Agency.objects.none(), empty_label=_("Choose an agency"),
        error_messages={
            "required": _("Choose an agency."), "invalid_choice": _("Choose one from the list."),
        },
    )  # fmt: skip
    what = Words(
        label=_("What does it do about whoever does this?"), lines=3, max_length=2000,
        help_text=_("About them, and not about what she should do."),
        error_messages={"required": _("Write what the agency does.")},
    )  # fmt: skip
    decides = Words(label=_("Who decides there?"), required=False, lines=1, max_length=200)
    by_on = DayField(label=_("By which day?"), required=False, earliest=FIRST)
    done_on = DayField(label=_("Done on"), required=False, past=True, earliest=FIRST)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, RowField)
        # One that closed since stays where it was written down.
        now = getattr(self.initial.get("agency"), "pk", None)
        field.queryset = Agency.objects.filter(Q(closed_at__isnull=True) | Q(pk=now)).order_by(
            "name"
        )

    def clean_done_on(self) -> datetime.date | None:
        """Say why it can't have been done on that day."""
        done_on: datetime.date | None = self.cleaned_data["done_on"]
        if wrong := rules.why_not_done(done_on, timezone.localdate()):
            raise forms.ValidationError(wrong)
        return done_on
