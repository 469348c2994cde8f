"""The boxes of one subject of her story, of a cause, of a day and of her yes: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import part_choices
from alongside.core.story.models import Entry, Place, Topic
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import DayField, KeyedForm, Words

LONGEST = 10_000
EARLIEST = datetime.date(1930, 1, 1)
NOT_LISTED = _("Choose one from the list.")


def chosen(choices: list[tuple[Any, Any]], blank: Any = None) -> list[tuple[str, Any]]:
    """Write what may be chosen with a capital, after a blank one where there is one."""
    said = [(str(key), capfirst(label)) for key, label in choices]
    return [("", blank), *said] if blank else said


class TopicForm(KeyedForm):
    """What she said today, kept apart from what we add; or that this is not for now."""

    state = forms.ChoiceField(
        label=_("Where do things stand?"),
        help_text=_(
            "“Don’t ask again” is about what was. How to reach her safely, and danger now, are always asked "
            "about, gently."
        ),
        choices=[(key, capfirst(label)) for key, label in Topic.State.choices],
        initial=Topic.State.TOLD,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one, even if it is “not asked yet”."),
            "invalid_choice": NOT_LISTED,
        },
    )
    her_words = Words(
        label=_("Her words"),
        help_text=_("As she said them, if she is happy for them to be kept."),
        required=False,
        lines=4,
        max_length=LONGEST,
    )
    worker_words = Words(
        label=_("Your words"),
        help_text=_("What you would add, so that she need not tell it again."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    told_on = DayField(
        label=_("Which day was it?"), required=False, past=True, earliest=datetime.date(1990, 1, 1)
    )
    told_at = forms.ChoiceField(
        label=_("Where were you?"),
        help_text=_("Only roughly. No address."),
        choices=chosen(list(Place.choices), _("Not said")),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CauseForm(KeyedForm):
    """One of several things that led to it, in her words and at her time (R12)."""

    cause = forms.ChoiceField(
        label=_("What kind of thing was it?"),
        choices=chosen(list(Entry.Cause.choices), _("Leave it open")),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    her_words = Words(label=_("Her words"), required=False, lines=3, max_length=LONGEST)
    worker_words = Words(label=_("Your words"), required=False, lines=2, max_length=LONGEST)
    when_words = Words(
        label=_("When was it?"),
        help_text=_("As she tells it, such as: the winter after my mother died."),
        required=False,
        lines=1,
        max_length=200,
    )
    compartment = forms.TypedChoiceField(
        label=_("Which part of her record?"),
        help_text=_(
            "Left open, it goes where such a thing belongs: harm to safety, children to children, and so on."
        ),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={
            "invalid_choice": _("You can't write in this part of her record. Choose another.")
        },
    )

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        parts = part_choices(mine, first=Compartment.STORY)
        field.choices = [("", _("Where such a thing belongs")), *parts]

    def clean(self) -> dict[str, Any]:
        """Ask for words or a kind: one of them is enough."""
        cleaned = super().clean() or self.cleaned_data
        said = [cleaned.get(name) for name in ("cause", "her_words", "worker_words")]
        if not self.errors and not any(said):
            self.add_error("her_words", _("Write something, or choose what kind of thing it was."))
        return cleaned


class DayToRememberForm(KeyedForm):
    """A day that matters to her: a court, a release, a meeting about her children (R153, R154)."""

    day = forms.ChoiceField(
        label=_("What day is it?"),
        choices=chosen(list(Entry.Day.choices)),
        error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
    )
    on_date = DayField(
        label=_("When?"),
        required=False,
        earliest=EARLIEST,
    )
    when_words = Words(
        label=_("If the day is not known yet"),
        help_text=_("Such as: some time in spring."),
        required=False,
        lines=1,
        max_length=200,
    )
    worker_words = Words(
        label=_("What to have ready, and who is with her"),
        help_text=_("About others, her children too, only what she needs here."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    her_words = Words(label=_("What she wants of it"), required=False, lines=2, max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        """Ask for a day or for words about when it is."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("on_date") and not cleaned.get("when_words"):
            self.add_error("on_date", _("Write the day, or say in words when it may be."))
        return cleaned

    def clean_on_date(self) -> datetime.date | None:
        """Turn away years that are a slip of the finger."""
        day: datetime.date | None = self.cleaned_data["on_date"]
        if day and day.year > timezone.localdate().year + 50:
            raise forms.ValidationError(gettext("Look at the year again."), code="date")
        return day


class TravelForm(forms.Form):
    """Her yes, of a day, that one topic may go along with a referral (R133)."""

    said_yes = forms.BooleanField(
        label=_("She said yes, and she was free to say no"),
        error_messages={"required": _("Ask her first. Without her yes it stays here.")},
    )
    on = DayField(
        label=_("On which day?"), past=True, earliest=datetime.date(2000, 1, 1),
        initial=timezone.localdate,
    )  # fmt: skip
