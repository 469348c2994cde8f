"""Forms about what workers know and speak."""

import uuid
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Skill
from alongside.foundation.common.forms import KeyedForm, Words


def _ticks(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Choose from the list."),
            "invalid_list": _("Choose from the list."),
        },
    )


class SkillsForm(forms.Form):
    """What somebody knows well, and which languages she speaks with women."""

    specialism = _ticks(_("What do you know well?"), _("Colleagues may ask you about these."))
    language = _ticks(_("Which languages do you speak with women?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(skill.pk): skill for skill in Skill.objects.offered()}
        for kind in Skill.Kind:
            field = self.fields[kind.value]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [
                (key, capfirst(one.name)) for key, one in self.offered.items() if one.kind == kind
            ]

    def chosen(self) -> list[Skill]:
        """Read the ticks."""
        said = self.cleaned_data
        return [self.offered[key] for kind in Skill.Kind for key in said.get(kind.value, [])]


class TheirSkillsForm(SkillsForm):
    """The same about somebody else."""

    specialism = _ticks(
        _("What do they know well?"), _("Ask them first: colleagues may then ask them.")
    )
    language = _ticks(_("Which languages do they speak with women?"))


class SkillForm(forms.Form):
    """One line of the list."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = Words(label=_("What is it called?"), lines=1, max_length=60)
    offered = forms.BooleanField(
        label=_("It stands on the list"),
        help_text=_("Without the tick nobody new can choose it. Whoever has it keeps it."),
        required=False,
    )


class NewSkillForm(KeyedForm):
    """A line that is not on the list yet."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Skill.Kind.SPECIALISM.value, _("Something a worker knows well")),
            (Skill.Kind.LANGUAGE.value, _("A language")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    name = Words(label=_("What is it called?"), lines=1, max_length=60)


def ticked(keys: frozenset[uuid.UUID], form: type[SkillsForm]) -> dict[str, list[str]]:
    """Say which boxes stand ticked for somebody who knows these."""
    said = [str(key) for key in keys]
    return dict.fromkeys(form.base_fields, said)
