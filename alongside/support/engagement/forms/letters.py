"""The boxes of a letter and of the words letters begin with: shape only."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.parts.forms import a_part
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.support.engagement import rules
from alongside.support.engagement.forms.notes import NOT_LISTED, as_choices
from alongside.support.engagement.models import PART_OF, LetterTopic
from alongside.support.engagement.rules.letters import why_not_template

FIRST = datetime.date(2000, 1, 1)
LONGEST_LETTER = 8000


class LetterForm(KeyedForm):
    """A letter, and what she said to it."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=as_choices(LetterTopic.choices),
        error_messages={"required": _("Choose what it is about."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    to_words = Words(
        label=_("Who is it to?"), help_text=_("As it stands at the head of the letter."), lines=3,
        max_length=400, error_messages={"required": _("Say who it is to.")},
    )  # fmt: skip
    body = Words(
        label=_("The letter"), lines=14, max_length=LONGEST_LETTER,
        error_messages={"required": _("Write the letter.")},
    )  # fmt: skip
    says_who_we_are = forms.BooleanField(
        label=_("She agreed that this letter says what kind of service we are."), required=False,
        help_text=_("Without this it carries our neutral name and says nothing of it."),
    )  # fmt: skip
    agreed_on = DayField(
        label=_("When did she say yes to this letter?"), past=True, earliest=FIRST,
        error_messages={"required": _("Ask her first, and write the day she said yes.")},
    )  # fmt: skip
    her_yes = Words(
        label=_("What she said yes to"), help_text=_("In her words, or in a few of yours."), lines=2,
        max_length=500, required=False,
    )  # fmt: skip
    compartment = a_part()

    def __init__(self, *args: Any, writes: int, topic: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = PART_OF.get(LetterTopic(topic)) if topic in LetterTopic.values else None
        parts = sorted(rules.note_compartments(writes), key=lambda part: part is not first)
        field = self.fields["compartment"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(part.value, part.label) for part in parts]
        field.initial = parts[0].value if parts else None

    def facts(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class SentForm(forms.Form):
    """The day a letter went."""

    on = DayField(label=_("When did it go?"), past=True, earliest=FIRST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class TemplateForm(KeyedForm):
    """The words a letter begins with."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=as_choices(LetterTopic.choices),
        error_messages={"required": _("Choose what it is about."), "invalid_choice": NOT_LISTED},
    )  # fmt: skip
    title = Words(
        label=_("What shall it be called?"), help_text=_("Only workers see this."), lines=1, max_length=80,
        error_messages={"required": _("Give it a name.")},
    )  # fmt: skip
    body = Words(
        label=_("The words"), lines=14, max_length=LONGEST_LETTER,
        help_text=_(
            "Gaps stand in square brackets: [her name], [today], [worker], [from], [to]. They are filled in "
            "when somebody writes the letter."
        ),
        error_messages={"required": _("Write the letter.")},
    )  # fmt: skip

    def clean_body(self) -> str:
        """Ask about a gap that nobody can fill."""
        body: str = self.cleaned_data["body"]
        if said := why_not_template(body):
            raise forms.ValidationError(said, code="gap")
        return body

    def facts(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}
