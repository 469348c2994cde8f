"""The boxes of what can be talked about: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.core.story.models import Subject
from alongside.core.story.rules import parts_to_choose
from alongside.foundation.access.compartments import LOCKED
from alongside.foundation.common.forms import KeyedForm, Words

QUESTIONS, LONG_QUESTION = 12, 200


class SubjectForm(KeyedForm):
    """One thing that can be talked about, with kind questions to begin with, one a line."""

    name = Words(
        label=_("What is it called?"),
        help_text=_("In a few words, as it stands on her page."),
        lines=1,
        max_length=80,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    her_name = Words(
        label=_("What is it called on her own page?"),
        help_text=_("As she would say it, such as: what I am good at. Empty: the same."),
        required=False,
        lines=1,
        max_length=80,
    )
    prompts = Words(
        label=_("Ways to begin"),
        help_text=_(
            "One a line: short, kind, and each may be left out. Never ask why she didn’t do something."
        ),
        required=False,
        lines=6,
        max_length=3000,
    )
    warning = Words(
        label=_("A warning for whoever reads"),
        help_text=_(
            "Where you write one, what she told stays folded until somebody opens it. Empty: it stands open."
        ),
        required=False,
        lines=1,
        max_length=160,
    )
    good_to_know = forms.BooleanField(
        label=_("It is a strength, or something she enjoys: it stands first on her page"),
        required=False,
    )
    compartment = a_part(
        _(
            "Chosen once. Later it can only be moved into a locked part. "
            "What was told already stays where it is."
        )
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (part.value, _("%(part)s (locked)") % {"part": part.label} if part in LOCKED else part.label)
            for part in parts_to_choose(subject)
        ]  # fmt: skip

    def clean_prompts(self) -> list[str]:
        """Take the questions apart, one a line."""
        lines = [line.strip() for line in self.cleaned_data["prompts"].split("\n") if line.strip()]
        if len(lines) > QUESTIONS:
            raise forms.ValidationError(
                _("There are %(now)s questions. Leave the best twelve: it is no form."),
                params={"now": len(lines)},
            )
        if any(len(line) > LONG_QUESTION for line in lines):
            raise forms.ValidationError(
                _("One of the questions is too long to ask. Make it shorter.")
            )
        return lines

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept."""
        names = ("name", "prompts", "warning", "good_to_know", "compartment")
        said = {name: self.cleaned_data[name] for name in names}
        return {**said, "her_name": self.cleaned_data["her_name"] or said["name"]}
