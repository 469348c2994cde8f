"""What is asked about trainings: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words, as_lines
from alongside.foundation.directory.models import Agency
from alongside.support.learning.models import Training
from alongside.support.learning.rules.trainings import EVERYBODY, FOR_WHOM

NOT_LISTED = {
    "invalid_choice": _("Choose one from the list."), "invalid_list": _("Choose one from the list."),
}  # fmt: skip
MONTHS = _("Write a number from 1 to 120, such as 12 for every year.")


class PersonField(RowField):
    """One of some people, by name."""

    def label_from_instance(self, obj: Membership) -> str:
        """Name them with their role."""
        return f"{obj.worker.name}, {obj.get_role_display()}"


class MonthsField(forms.IntegerField):
    """A number of months from 1 to 120, or nothing; whatever is wrong is said in one sentence."""

    def clean(self, value: Any) -> Any:
        """Give the number, or say what would be one."""
        try:
            return super().clean(value)
        except forms.ValidationError:
            raise forms.ValidationError(MONTHS, code="months") from None


class TrainingForm(forms.Form):
    """A training: what it is about, who gives it, when, for whom, and who learns along."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = Words(
        label=_("What is it called?"), lines=1, max_length=100,
        error_messages={"required": _("Write what it is called.")},
    )  # fmt: skip
    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=as_lines(Training.Subject.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about."), **NOT_LISTED},
    )
    giver = RowField(
        label=_("Who gives it?"), queryset=Agency.objects.filter(closed_at__isnull=True), required=False,
        empty_label=_("Somebody who is not in the directory"), error_messages=NOT_LISTED,
    )  # fmt: skip
    giver_words = Words(
        label=_("Their name, if they are not in the directory"), lines=1, max_length=120, required=False
    )  # fmt: skip
    on_date = DayField(
        label=_("On which day?"), required=False,
        help_text=_("Leave it empty where it can be done any time, such as on a screen."),
    )  # fmt: skip
    place = Words(
        label=_("Where, and at what time?"), lines=1, max_length=120, required=False,
        help_text=_("Such as: the big room, 10:00 to 13:00, with lunch."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Whom is it for?"),
        choices=[
            (EVERYBODY, _("Everybody")), *as_lines(list(FOR_WHOM.items())),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick whom it is for."), **NOT_LISTED},
    )  # fmt: skip
    again_months = MonthsField(
        label=_("After how many months is it good to do it again?"), required=False, min_value=1,
        max_value=120, help_text=_("Leave it empty where once is enough."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-3"}),
    )  # fmt: skip
    along = forms.MultipleChoiceField(
        label=_("Which other agencies learn along?"), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=NOT_LISTED,
        help_text=_("It stands on their list too."),
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        along = self.fields["along"]
        assert isinstance(along, forms.MultipleChoiceField)
        along.choices = [(key, one.name) for key, one in self.agencies.items()]
        if not self.agencies:
            del self.fields["along"]

    def clean(self) -> dict[str, Any]:
        """See that whoever gives it is named, one way; turn what was ticked into what is kept."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if EVERYBODY in said.get("roles", []):
            said["roles"] = []
        said["along"] = [self.agencies[key] for key in said.get("along") or []]
        if {"giver", "giver_words"} & set(self.errors):
            return said
        if not said.get("giver") and not said.get("giver_words"):
            self.add_error("giver", _("Choose who gives it, or write their name."))
        elif said.get("giver"):
            said["giver_words"] = ""
        return said


class NewTrainingForm(TrainingForm, KeyedForm):
    """The same, written for the first time."""


class ThereForm(KeyedForm):
    """On which day somebody was there."""

    on_date = DayField(label=_("On which day?"), past=True)


class VolunteerForm(ThereForm):
    """Which volunteer was there, and on which day."""

    who = PersonField(
        label=_("Who was there?"), queryset=Membership.objects.none(), empty_label=_("Choose a volunteer"),
        error_messages={"required": _("Choose who was there."), **NOT_LISTED},
    )  # fmt: skip
    field_order = ("key", "who", "on_date")

    def __init__(self, *args: Any, who: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = who  # type: ignore[attr-defined]
