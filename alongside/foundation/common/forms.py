"""How forms look, and the fields that need care: words, telephone numbers and days."""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget, MultiWidget, Select
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.common.her_words import her_text
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import ChangedMeanwhile


def as_lines(choices: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Write what may be chosen with a capital, as a line of its own begins."""
    return [(key, capfirst(label)) for key, label in choices]


def beside_theirs(request: HttpRequest, form: forms.Form, changed: ChangedMeanwhile) -> Any:
    """Keep what was typed, give what somebody else saved first; the next save goes on from there."""
    request.refusals.append(changed.rule)  # type: ignore[attr-defined]
    typed: Any = form.data
    data = typed.copy()
    data["version"] = str(changed.theirs.version if changed.theirs else 0)
    form.data = data
    form.add_error(None, changed.reason)
    return changed.theirs


class HouseBoundField(forms.BoundField):
    """A field on a page, which knows where its first box is and leaves checking to the server."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Leave `required` out: the browser's own bubble is no clear sentence beside the field."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        return built

    @property
    def first_id(self) -> str:
        """Return the id of the field's first box, where the list of things to mend leads."""
        widget = self.field.widget
        if isinstance(widget, MultiWidget):
            return f"{self.auto_id}_0"
        if isinstance(widget, ChoiceWidget) and not isinstance(widget, Select):
            return self.subwidgets[0].id_for_label if self.subwidgets else self.auto_id
        return self.id_for_label or self.auto_id


class HouseRenderer(TemplatesSetting):
    """Render every form with the templates of this house."""

    form_template_name = "common/forms/form.html"
    field_template_name = "common/forms/field.html"
    bound_field_class = HouseBoundField


SEND_AGAIN = _("Something of it was lost on the way. Look at what stands here, and send it again.")


class KeyedForm(forms.Form):
    """A form that makes something: its key is chosen when the page is shown, so twice sent is once made."""

    key = forms.UUIDField(
        label=_("This page"), widget=forms.HiddenInput,
        error_messages={"required": SEND_AGAIN, "invalid": SEND_AGAIN},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_key

    def full_clean(self) -> None:
        """Give a page whose key was lost on the way a new one, so that sending it again is enough."""
        super().full_clean()
        if self.is_bound and "key" in self.errors:
            self.renew_key()

    def renew_key(self) -> None:
        """Show what was typed again under a new key, so that sending it makes something new."""
        sent: Any = self.data
        again = sent.copy()
        again[self.add_prefix("key")] = str(new_key())
        self.data = again


# What a word processor puts where a line ends.
LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"))
# Control characters but for line ends, tabs and NUL, which is asked about; half characters.
UNSEEN, HALVES = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f]"), re.compile(r"[\ud800-\udfff]")


def tidy(value: str) -> str:
    """Give every line the same ending and drop control characters that nobody can see."""
    lines = value.replace("\r\n", "\n").translate(LINE_ENDS)
    return UNSEEN.sub("", lines)


def says_nothing(value: str) -> bool:
    """Tell whether a text holds only spaces and invisible marks."""
    return all(unicodedata.category(c)[0] in "ZC" for c in value)


class Words(forms.CharField):
    """Somebody's own words: any script, emoji, any length up to a limit that is said in a sentence.

    The limit is never put on the box itself, where a browser would cut a pasted text in silence.
    """

    default_error_messages = {"required": _("Write something here.")}

    def __init__(self, *, max_length: int = 4000, lines: int = 4, **kwargs: Any) -> None:
        box = forms.TextInput() if lines == 1 else forms.Textarea(attrs={"rows": lines})
        kwargs.setdefault("widget", box)
        super().__init__(**kwargs)
        self.longest = max_length
        self.one_line = lines == 1
        # Django's own check for NUL speaks of "null characters".
        self.validators = [v for v in self.validators if not _is_nul_check(v)]

    def to_python(self, value: Any) -> str:
        """Return the text as it will be kept."""
        text = tidy("" if value is None else str(value))
        if self.one_line:
            text = text.replace("\n", " ")
        return "" if says_nothing(text.strip()) and "\x00" not in text else text.strip()

    def validate(self, value: str) -> None:
        """Say in a sentence what is wrong with the text, or nothing."""
        super().validate(value)
        if "\x00" in value or HALVES.search(value):
            raise ValidationError(
                _("There is a hidden character in this text that can't be kept. Write it again."),
                code="hidden",
            )
        over = len(value) - self.longest
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is %(now)s characters long and there is room for %(most)s. "
                    "Please take out %(over)s.",
                    "This is %(now)s characters long and there is room for %(most)s. "
                    "Please take out %(over)s.",
                    over,
                ),
                code="long",
                params={
                    "now": _counted(len(value)),
                    "most": _counted(self.longest),
                    "over": _counted(over),
                },
            )


def _is_nul_check(validator: Any) -> bool:
    return type(validator).__name__ == "ProhibitNullCharactersValidator"


def _counted(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


PHONE_SENTENCES = {
    phonenumbers.ValidationResult.TOO_SHORT: her_text("phone.short"),
    phonenumbers.ValidationResult.TOO_LONG: her_text("phone.long"),
    phonenumbers.ValidationResult.INVALID_COUNTRY_CODE: her_text("phone.country"),
    phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY: her_text("phone.local"),
}
NOT_A_PHONE = her_text("phone.none")


class PhoneField(forms.CharField):
    """A telephone number from anywhere, kept in one form (E.164) and checked for possibility only.

    Numbers that exist but are not in use yet must not be turned away, so validity is not asked.
    """

    widget = forms.TelInput
    default_error_messages = {"required": _("Write a phone number.")}

    def __init__(self, *, region: str = "GB", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.region = region
        self.validators = []

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keep the browser from offering its owner's number for hers."""
        return {"autocomplete": "off", **super().widget_attrs(widget)}

    def clean(self, value: Any) -> str:
        """Return the number as +447700900123, or say what is wrong with it."""
        typed = str(value or "").strip()
        if says_nothing(typed) and "\x00" not in typed:
            self.validate("")
            return ""
        if len(typed) > 60 or any(c.isalpha() for c in typed.lower().replace("ext", "")):
            raise ValidationError(NOT_A_PHONE, code="phone")
        try:
            number = phonenumbers.parse(typed, self.region)
        except phonenumbers.NumberParseException as error:
            country = phonenumbers.NumberParseException.INVALID_COUNTRY_CODE
            if error.error_type == country and typed.startswith("+"):
                sentence = PHONE_SENTENCES[phonenumbers.ValidationResult.INVALID_COUNTRY_CODE]
                raise ValidationError(sentence, code="phone") from error
            raise ValidationError(NOT_A_PHONE, code="phone") from error
        if number.extension:
            raise ValidationError(her_text("phone.extension"), code="phone")
        found = phonenumbers.is_possible_number_with_reason(number)
        if found == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY and typed[0] in "0+":
            found = phonenumbers.ValidationResult.TOO_SHORT
        if found != phonenumbers.ValidationResult.IS_POSSIBLE:
            raise ValidationError(PHONE_SENTENCES.get(found, NOT_A_PHONE), code="phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def prepare_value(self, value: Any) -> Any:
        """Show a kept number as people write it; leave anything else as it was typed."""
        return said_phone(value) if isinstance(value, str) and value.startswith("+") else value


def said_phone(value: str) -> str:
    """Write a kept number as people here do: 07700 900123, and +48 512 345 678 from elsewhere."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    if phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) != value:
        return value
    form = phonenumbers.PhoneNumberFormat
    shown = form.NATIONAL if number.country_code == 44 else form.INTERNATIONAL
    return phonenumbers.format_number(number, shown)


# Times as people write them: 14:30, 9.30pm, 9 pm, 0930.
CLOCKS = [
    "%H:%M", "%H:%M:%S", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I.%M %p", "%I %p",
]  # fmt: skip


class RowField(forms.ModelChoiceField):
    """A choice among rows; what is no key at all is no choice either, in the same words."""

    def to_python(self, value: Any) -> Any:
        """Find the row, and say of anything else that it is not on the list."""
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from None


class ClockField(forms.TimeField):
    """A time of day, in any of the ways people write one; empty unless told otherwise."""

    default_error_messages = {"invalid": _("Write the time like 14:30.")}

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        box = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "al-input--width-10"})
        super().__init__(required=required, input_formats=CLOCKS, widget=box, **kwargs)


class DayMonthYear(MultiWidget):
    """Three boxes for a day, a month and a year, which keep whatever was typed in them."""

    template_name = "common/forms/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        names = ["bday-day", "bday-month", "bday-year"] if birthday else ["off"] * 3
        super().__init__(
            [
                forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": name})
                for name in names
            ],
            attrs,
        )

    def decompress(self, value: Any) -> list[Any]:
        """Share a date out over the three boxes."""
        if isinstance(value, datetime.date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class DayField(forms.Field):
    """A day, written in three boxes, whose errors say what is wrong with it."""

    widget = DayMonthYear
    default_error_messages = {"required": _("Write a date, such as 27 3 1987.")}

    def __init__(
        self,
        *,
        past: bool = False,
        future: bool = False,
        earliest: datetime.date = datetime.date(1900, 1, 1),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.past = past
        self.future = future
        self.earliest = earliest

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the day, or None when all three boxes are empty."""
        if value is None or isinstance(value, datetime.date):
            return value
        typed = ["" if part is None else str(part).strip() for part in value]
        if not any(typed):
            return None
        _say_what_is_missing(typed)
        day, month, year = _figure(typed[0]), _month(typed[1]), _figure(typed[2])
        if day is None or month is None or year is None:
            raise ValidationError(_("Write the date in figures, such as 27 3 1987."), code="date")
        if len(typed[2]) != 4:
            raise ValidationError(_("Write the year with four figures, such as 1987."), code="date")
        return _day_that_exists(day, month, year)

    def validate(self, value: datetime.date | None) -> None:
        """Say in a sentence why this day can't be right here, or nothing."""
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if self.past and value > today:
            raise ValidationError(_("The date is in the future."), code="date")
        if self.future and value < today:
            raise ValidationError(_("The date is in the past."), code="date")
        if value < self.earliest:
            raise ValidationError(
                _("The date is before %(earliest)s. Look at the year again."),
                code="date",
                params={"earliest": date_format(self.earliest, "j F Y")},
            )


def _say_what_is_missing(typed: list[str]) -> None:
    names = [gettext("the day"), gettext("the month"), gettext("the year")]
    missing = [name for name, part in zip(names, typed, strict=True) if not part]
    if missing:
        raise ValidationError(
            _("Add %(missing)s."),
            code="date",
            params={"missing": gettext(" and ").join(missing)},
        )


def _figure(typed: str) -> int | None:
    # Any script's figures will do, as long as they are figures and not too many.
    return int(typed) if len(typed) <= 4 and typed.isdecimal() else None


def _month(typed: str) -> int | None:
    for number in range(1, 13):
        first = datetime.date(2000, number, 1)
        if typed.lower() in (date_format(first, "F").lower(), date_format(first, "M").lower()):
            return number
    return _figure(typed)


def _day_that_exists(day: int, month: int, year: int) -> datetime.date:
    if not 1 <= month <= 12:
        raise ValidationError(
            _("There is no month %(month)s. Months go from 1 to 12."),
            code="date",
            params={"month": month},
        )
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        name = date_format(datetime.date(2000, month, 1), "F")
        leap = (day, month) == (29, 2)
        raise ValidationError(
            _("%(day)s %(month)s %(year)s does not exist.")
            if leap
            else _("%(day)s %(month)s does not exist."),
            code="date",
            params={"day": day, "month": name, "year": year},
        ) from error
