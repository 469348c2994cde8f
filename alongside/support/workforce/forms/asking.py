"""What is asked about questions to specialists, and what other services were taught: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Skill
from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Agency
from alongside.support.workforce.models import Change

NOT_LISTED = {"invalid_choice": _("Choose one from the list.")}


class SkillChoice(RowField):
    """A specialism, with how many can be asked about it."""

    many: dict[Any, int]

    def label_from_instance(self, obj: Skill) -> str:
        """Name it, and say how many know it."""
        many = self.many.get(obj.pk, 0)
        return f"{capfirst(obj.name)} ({many})" if many else capfirst(obj.name)


class QuestionForm(KeyedForm):
    """A question to whoever knows something well."""

    skill = SkillChoice(
        label=_("What should they know well?"),
        help_text=_("The number says how many can be asked."),
        queryset=Skill.objects.none(),
        empty_label=_("Choose one"),
        error_messages={"required": _("Choose what they should know."), **NOT_LISTED},
    )
    words = Words(
        label=_("Your question"),
        help_text=_(
            "Name no woman, and no number, address or birth date. Say “she”. "
            "We look it through before it goes."
        ),
        lines=6,
        max_length=4000,
        error_messages={"required": _("Write your question.")},
    )
    name_agency = forms.BooleanField(
        label=_("Say which agency asks"),
        help_text=_("Without the tick they see only the question. Your name is never shown."),
        required=False,
    )

    def __init__(
        self, *args: Any, skills: QuerySet[Skill], many: dict[Any, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skill"]
        assert isinstance(field, SkillChoice)
        field.many = many
        field.queryset = skills


class AdviceForm(forms.Form):
    """Advice, and perhaps a next step."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    advice = Words(
        label=_("Your advice"), lines=6, max_length=4000,
        error_messages={"required": _("Write your advice.")},
    )  # fmt: skip
    next_step = Words(
        label=_("A next step she could be offered"), lines=2, max_length=1000, required=False
    )


class ThanksForm(forms.Form):
    """What of an advice was useful."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    useful = Words(
        label=_("What was useful?"), help_text=_("They read it. Name no woman here either."),
        lines=2, max_length=1000, required=False,
    )  # fmt: skip


class ChangeForm(forms.Form):
    """What another service was taught, and what changed there."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    agency = RowField(
        label=_("Which service?"), queryset=Agency.objects.all(), required=False,
        empty_label=_("One that is not in the directory"), error_messages=NOT_LISTED,
    )  # fmt: skip
    agency_name = Words(
        label=_("Its name, if it is not in the directory"), lines=1, max_length=120, required=False
    )
    role = Words(
        label=_("Whom did you teach?"),
        help_text=_("What they do there, such as: duty social worker. Not their name."),
        lines=1, max_length=120, error_messages={"required": _("Say what they do there.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("How?"),
        choices=[(one.value, capfirst(one.label)) for one in Change.Kind],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how."), **NOT_LISTED},
    )
    taught = Words(
        label=_("What did you teach or advise?"), help_text=_("Name no woman."), lines=4, max_length=2000,
        error_messages={"required": _("Write what it was.")},
    )  # fmt: skip
    changed = Words(
        label=_("What changed there?"),
        help_text=_("Leave it empty until something does, and come back."),
        lines=3, max_length=2000, required=False,
    )  # fmt: skip
    on_date = DayField(label=_("When?"), past=True)

    def clean(self) -> dict[str, Any]:
        """See that the service is named, one way."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if {"agency", "agency_name"} & set(self.errors):
            return said
        if not said.get("agency") and not said.get("agency_name"):
            self.add_error("agency", _("Choose a service, or write its name."))
        elif said.get("agency"):
            said["agency_name"] = ""
        return said


class NewChangeForm(ChangeForm, KeyedForm):
    """The same, written for the first time."""
