"""What she wants on her own page."""

from collections.abc import Sequence
from typing import Any

from django import forms

from alongside.foundation.common.her_words import her_text
from alongside.overview.herspace.actions import Choice
from alongside.overview.herspace.models import Sheet
from alongside.overview.herspace.queries import Thing

# What may stand around her path: the texts of the question and of its hint.
AROUND = {
    "with_days": ("path.pick_days", ""),
    "with_name": ("path.pick_name", ""),
    "with_service": ("path.pick_service", "path.pick_service_hint"),
}


class PickForm(forms.Form):
    """A tick for each goal and each part of her life; the more private ones start empty."""

    def __init__(
        self, data: Any = None, *, things: Sequence[Thing], sheet: Sheet, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.things = {thing.key: thing for thing in things if thing.may_choose}
        for key, thing in self.things.items():
            self.fields[key] = forms.BooleanField(
                label=thing.words, required=False,
                help_text=her_text("path.pick_private") if thing.private else "",
                initial=not thing.private if thing.chosen is None else thing.chosen,
            )  # fmt: skip
        for name, (label, hint) in AROUND.items():
            self.fields[name] = forms.BooleanField(
                label=her_text(label), required=False, initial=getattr(sheet, name),
                help_text=her_text(hint) if hint else "",
            )  # fmt: skip

    def _boxes(self, *, of_goals: bool) -> list[forms.BoundField]:
        return [
            self[key] for key, thing in self.things.items() if bool(thing.path.goal) is of_goals
        ]

    @property
    def goals(self) -> list[forms.BoundField]:
        """The ticks for what she wants."""
        return self._boxes(of_goals=True)

    @property
    def areas(self) -> list[forms.BoundField]:
        """The ticks for parts of her life."""
        return self._boxes(of_goals=False)

    @property
    def others(self) -> list[forms.BoundField]:
        """The ticks for what stands around her path."""
        return [self[name] for name in AROUND]

    @property
    def around(self) -> dict[str, bool]:
        """What she wants around her path."""
        return {name: self.cleaned_data[name] for name in AROUND}

    @property
    def choices(self) -> list[Choice]:
        """What she chose, one by one."""
        return [Choice(thing.about, self.cleaned_data[key]) for key, thing in self.things.items()]


class TakeHomeForm(forms.Form):
    """That they have talked about whether this paper is safe with her; asked anew for each one."""

    safe = forms.BooleanField(
        label=her_text("opened.page_safe"),
        error_messages={"required": her_text("opened.page_safe_missing")},
    )
    page = forms.IntegerField(min_value=1, max_value=9999, widget=forms.HiddenInput)
