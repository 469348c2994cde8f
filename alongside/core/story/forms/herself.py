"""The boxes of the equality questions and of her languages: shape only."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.core.story.rules import languages as langs
from alongside.core.story.rules.equality import BLANKS, NOT_ASKED, Question
from alongside.foundation.common.forms import KeyedForm, Words

NOT_LISTED = _("Choose one from the list.")
# How many languages one form has room for.
ROOM = 4


class EqualityForm(forms.Form):
    """For each question a box for her own words, and what it may be counted as; all of it optional."""

    def __init__(
        self,
        data: Any = None,
        *,
        questions: tuple[Question, ...],
        standing: Mapping[str, Mapping[str, Any]],
    ) -> None:
        super().__init__(data)
        self.questions = questions
        for one in questions:
            said = standing.get(one.key, {})
            self.fields[f"{one.key}_words"] = Words(
                label=one.own, required=False, lines=1, max_length=300,
                initial=said.get("words", ""),
            )  # fmt: skip
            self.fields[one.key] = forms.ChoiceField(
                label=_("If it may be counted"), required=False, choices=[*BLANKS, *one.groups],
                initial=said.get("answer", NOT_ASKED), error_messages={"invalid_choice": NOT_LISTED},
            )  # fmt: skip

    @property
    def asked(self) -> list[tuple[Question, forms.BoundField, forms.BoundField]]:
        """Each question with its two boxes, her own words first."""
        return [(one, self[f"{one.key}_words"], self[one.key]) for one in self.questions]

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """What was said to each question."""
        said = self.cleaned_data
        return {
            one.key: {"answer": said[one.key], "words": said[f"{one.key}_words"]}
            for one in self.questions
        }


class LanguagesForm(KeyedForm):
    """Her languages, and whom she would let interpret; all of it optional (R53)."""

    interpreter = forms.ChoiceField(
        label=_("Would she like an interpreter?"), choices=langs.WANTED, required=False,
        widget=forms.RadioSelect, error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    interpreter_language = Words(
        label=_("For which language?"), help_text=_("Empty: the one she would choose."),
        required=False, lines=1, max_length=60,
    )  # fmt: skip
    interpreter_who = forms.ChoiceField(
        label=_("Who may it be?"), choices=langs.WHO, required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    not_from = forms.MultipleChoiceField(
        label=_("And from where not?"),
        help_text=_("Ask her. Family never interprets, and nobody the family knows."),
        choices=langs.NOT_FROM, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
    )  # fmt: skip
    not_words = Words(
        label=_("Anything else about who may not"), required=False, lines=1, max_length=300
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, said: Mapping[str, Any], version: int) -> None:
        super().__init__(data, initial={**said, "version": version})
        known = list(said.get("languages", ()))[:ROOM]
        for place in range(ROOM):
            self._room_for(place, known[place] if place < len(known) else {})

    def _room_for(self, place: int, one: Mapping[str, Any]) -> None:
        boxes: dict[str, forms.Field] = {
            "name": Words(
                label=_("Language"), required=False, lines=1, max_length=60,
                widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
            ),
            "dialect": Words(
                label=_("Dialect, or where it is spoken"), required=False, lines=1, max_length=60
            ),
            "speaks": forms.ChoiceField(
                label=_("How does she speak it?"), choices=langs.SPEAKS, required=False,
                error_messages={"invalid_choice": NOT_LISTED},
            ),
            "reads": forms.ChoiceField(
                label=_("Does she read it?"), choices=langs.READS, required=False,
                error_messages={"invalid_choice": NOT_LISTED},
            ),
            "level": forms.ChoiceField(
                label=_("Level, if a college has said one"), choices=langs.LEVELS, required=False,
                error_messages={"invalid_choice": NOT_LISTED},
            ),
        }  # fmt: skip
        usual = "best" if place == 0 else "well"
        for name, field in boxes.items():
            field.initial = one.get(name, usual if name == "speaks" else "")
            self.fields[f"{name}_{place}"] = field

    @property
    def languages(self) -> list[list[forms.BoundField]]:
        """The boxes of each language."""
        names = ("name", "dialect", "speaks", "reads", "level")
        return [[self[f"{name}_{place}"] for name in names] for place in range(ROOM)]

    @property
    def more_open(self) -> bool:
        """Whether the third language and the fourth have to stand open: something is in them, or to mend."""
        boxes = [box for language in self.languages[2:] for box in language]
        return any(box.errors for box in boxes) or any(
            language[0].value() for language in self.languages[2:]
        )

    @property
    def others(self) -> list[forms.BoundField]:
        """The boxes about interpreters."""
        names = ("interpreter", "interpreter_language", "interpreter_who", "not_from", "not_words")
        return [self[name] for name in names]

    @property
    def known_languages(self) -> list[str]:
        """Names a browser may offer while somebody types."""
        return list(langs.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        """Ask for the language where only something about it was written."""
        cleaned = super().clean() or self.cleaned_data
        for place in range(ROOM):
            if cleaned.get(f"dialect_{place}") and not cleaned.get(f"name_{place}"):
                self.add_error(f"name_{place}", _("Which language is that?"))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What is kept."""
        typed = self.cleaned_data
        languages = [
            {
                "name": typed[f"name_{place}"], "code": langs.code_of(typed[f"name_{place}"]),
                "dialect": typed[f"dialect_{place}"], "speaks": typed[f"speaks_{place}"] or "well",
                "reads": typed[f"reads_{place}"], "level": typed[f"level_{place}"],
            }
            for place in range(ROOM)
            if typed.get(f"name_{place}")
        ]  # fmt: skip
        names = ("interpreter", "interpreter_language", "interpreter_who", "not_from", "not_words")
        return {"languages": languages, **{name: typed[name] for name in names}}
