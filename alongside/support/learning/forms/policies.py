"""What is asked about the rules of an agency: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, Words, as_lines
from alongside.support.learning.forms.trainings import NOT_LISTED, PersonField
from alongside.support.learning.models import Policy


class PolicyForm(forms.Form):
    """A rule: its words, who looks after it, and when it is looked over again."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = Words(
        label=_("What is it called?"), lines=1, max_length=100,
        error_messages={"required": _("Write what it is called.")},
    )  # fmt: skip
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=as_lines(Policy.About.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about."), **NOT_LISTED},
    )
    words = Words(
        label=_("Its words"), lines=14, max_length=30000,
        help_text=_(
            "Name no woman. Say what we do, and why. Other words are a new version, and everybody is asked "
            "to read them."
        ),
        error_messages={"required": _("Write its words.")},
    )  # fmt: skip
    owner = PersonField(
        label=_("Who looks after it?"), queryset=Membership.objects.none(), empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose who looks after it."), **NOT_LISTED},
    )  # fmt: skip
    review_on = DayField(
        label=_("When is it looked over again?"), future=True,
        error_messages={"required": _("Write the day, such as 27 3 2027.")},
    )  # fmt: skip

    def __init__(self, *args: Any, owners: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]


class NewPolicyForm(PolicyForm, KeyedForm):
    """The same, written for the first time."""
