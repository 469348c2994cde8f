"""The boxes of the questions that one kind of referrer is asked, and about when she was born."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from alongside.coordination.referrals.rules import kinds
from alongside.foundation.common.forms import DayField, RowField, Words
from alongside.foundation.common.her_words import her_text
from alongside.foundation.directory.models import Agency

EARLIEST = 1900
CHOOSE = {"invalid_choice": her_text("ask.extra_choose")}


class BornYear(forms.CharField):
    """About when somebody was born: a year that can be true, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-5"})
        super().__init__(widget=box, **kwargs)
        self.validators = []

    def clean(self, value: Any) -> int | None:
        """Return the year, or say kindly what is wrong with it."""
        typed = str(value or "").strip()
        if not typed:
            return None
        if not typed.isdecimal() or len(typed) != 4:
            raise ValidationError(her_text("ask.born_figures"), code="year")
        year = int(typed)
        if year < EARLIEST:
            raise ValidationError(her_text("ask.born_early"), code="year")
        if year > timezone.localdate().year:
            raise ValidationError(her_text("ask.born_late"), code="year")
        return year


def extra_fields(kind: str, *, directory: bool) -> dict[str, forms.Field]:
    """Make the questions for one kind of referrer; `directory`: whoever writes may see who is in it."""
    return {one.name: _field(one, directory=directory) for one in kinds.questions(kind)}


def _field(one: kinds.Question, *, directory: bool) -> forms.Field:
    asked: dict[str, Any] = {"label": her_text(f"ask.extra_{one.name}"), "required": False}
    if one.shape == kinds.DAY:
        return DayField(future=one.ahead, **asked)
    if one.shape == kinds.WORDS:
        return Words(lines=3, max_length=2000, **asked)
    if one.shape == kinds.PRACTICE and directory:
        return RowField(
            queryset=Agency.objects.filter(kind=Agency.Kind.HEALTH, closed_at__isnull=True),
            empty_label=her_text("ask.extra_practice_none"), error_messages=CHOOSE, **asked,
        )  # fmt: skip
    if one.shape in (kinds.ONE, kinds.MANY):
        choices = [(code, kinds.choice_words(one.name, code)) for code in one.choices]
        if one.shape == kinds.MANY:
            return forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE, **asked
            )
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, error_messages=CHOOSE, **asked
        )
    return Words(lines=1, max_length=200, **asked)


def as_kept(value: Any) -> Any:
    """Turn an answer into what is kept of it: a day in figures, a row of the directory by its name."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.name if isinstance(value, Agency) else value


def as_shown(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what was kept back into what stands in the boxes: a day is a day again."""
    shown = dict(facts)
    for name, value in facts.items():
        if name in kinds.BY_NAME and kinds.BY_NAME[name].shape == kinds.DAY and value:
            shown[name] = datetime.date.fromisoformat(str(value))
    return shown
