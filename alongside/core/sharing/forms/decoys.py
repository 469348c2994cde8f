"""The boxes of a made-up record: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.foundation.common.keys import key_dated
from alongside.foundation.directory.models import Agency, Service

# So long ago that nobody has a reason to look.
AGO = datetime.timedelta(days=180)
# When she is said to have come: some months before she left, while somebody was at work.
STAYED, OPEN_FROM, OPEN_FOR = datetime.timedelta(days=152), datetime.time(9), 7 * 60 * 60


class DecoyForm(KeyedForm):
    """What makes a record of nobody look like anybody's."""

    name = Words(
        label=_("What she is called"), lines=1, max_length=120,
        help_text=_("Make the name up. Take none that somebody has whom you know of."),
        error_messages={"required": _("Make up what she is called.")},
    )  # fmt: skip
    full_name = Words(
        label=_("Her whole name"), lines=1, max_length=160,
        error_messages={"required": _("Make up her whole name.")},
    )  # fmt: skip
    born = DayField(label=_("Her birth date"), past=True)
    service = RowField(
        label=_("Which service was she with?"), queryset=Service.objects.none(),
        empty_label=_("Choose a service"),
        error_messages={
            "required": _("Choose a service."), "invalid_choice": _("Choose from the list."),
        },
    )  # fmt: skip
    ended_on = DayField(
        label=_("Until when?"),
        help_text=_("Half a year ago or more, so that nobody has a reason to look."),
    )
    through = Words(
        label=_("Through whom could she be reached?"), lines=1, max_length=200,
        help_text=_("Such as “the day centre, in the mornings”. No number: it may be somebody’s."),
        error_messages={"required": _("Make up through whom.")},
    )  # fmt: skip

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["service"]
        assert isinstance(choice, RowField)
        choice.queryset = Service.objects.filter(agency=agency, ended_at__isnull=True).order_by(
            "name"
        )

    def facts(self) -> dict[str, Any]:
        """Give her as she is kept: her key says that she came when she is said to have come."""
        said = dict(self.cleaned_data)
        came = datetime.datetime.combine(said["ended_on"] - STAYED, OPEN_FROM, datetime.UTC)
        some_time_that_day = datetime.timedelta(seconds=said["key"].int % OPEN_FOR)
        return {**said, "key": key_dated(said["key"], came + some_time_that_day)}

    def clean_through(self) -> str:
        """Keep numbers out: a number may be somebody's, and would be rung."""
        said = str(self.cleaned_data["through"])
        if sum(letter.isdigit() for letter in said) >= 5:
            raise forms.ValidationError(_("Leave the number out. It may be somebody’s."))
        return said

    def clean_ended_on(self) -> datetime.date:
        """See that it is long ago, and that she was born by then."""
        day: datetime.date = self.cleaned_data["ended_on"]
        if day > timezone.localdate() - AGO:
            raise forms.ValidationError(_("Choose a day at least half a year ago."))
        if (born := self.cleaned_data.get("born")) and day <= born:
            raise forms.ValidationError(
                _("This is before her birth date. Look at the years again.")
            )
        return day
