"""What is asked about people around her: nothing has to be filled in but a name."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.around import rules
from alongside.core.around.forms.shape import (
    LONGEST,
    NAME,
    NOT_LISTED,
    KeptForm,
    a_choice,
    a_step,
    lines,
)
from alongside.core.around.models import Person, Standing
from alongside.core.parts.forms import a_part
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.encryption import is_unreadable
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.common.her_words import her_text


class StandingForm(KeyedForm):
    """How it is between them on one day, in her voice."""

    said = Words(
        label=_("Her words"),
        help_text=_("How it is now, as she says it."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    how = a_choice(_("How is it between them?"), Standing.How.choices)
    close = a_step(_("How close are they, for her?"), Standing.Close.choices)
    trust = a_step(_("How far does she trust them?"), Standing.Trust.choices)
    happened_on = DayField(
        label=_("On which day was it so?"), past=True, earliest=datetime.date(1930, 1, 1)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_on": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Expect something to be said."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(
            cleaned[name] not in ("", None) for name in ("said", "how", "close", "trust")
        ):
            self.add_error("said", _("Write her words, or choose one of the answers below."))
        return cleaned

    @property
    def said_now(self) -> dict[str, Any]:
        """What was said, by the names an action takes."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in ("how", "close", "trust")}, "words": typed["said"]}


class PersonForm(KeptForm):
    """Somebody around her, in her words; nothing is assumed about who they are to her (R9)."""

    AT_FIRST = ("how", "close", "trust", "said", "compartment")

    name = Words(
        label=_("What does she call them?"),
        help_text=_("A first name, a nickname or a letter is enough."),
        lines=1,
        max_length=NAME,
        error_messages={"required": _("Write what she calls them. A letter is enough.")},
    )
    words = Words(
        label=_("How she describes this person"),
        help_text=_("In her words."),
        required=False,
        lines=3,
        max_length=LONGEST,
    )
    roles = forms.MultipleChoiceField(
        label=_("Who are they to her?"),
        help_text=_("As many as are true, or none."),
        required=False,
        choices=lines(list(rules.ROLES.items())),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_LISTED, "invalid_list": NOT_LISTED},
    )
    own_role = Words(
        label=_("Her own word for it"),
        help_text=_("If none of these is right, or there is a better one."),
        required=False,
        lines=1,
        max_length=NAME,
    )
    how = a_choice(_("How is it between them now?"), Standing.How.choices)
    close = a_step(_("How close are they, for her?"), Standing.Close.choices)
    trust = a_step(_("How far does she trust them?"), Standing.Trust.choices)
    said = Words(
        label=_("What she says about how it is now"), required=False, lines=2, max_length=LONGEST
    )
    compartment = a_part()

    def __init__(
        self, *args: Any, mine: Rights, person: Person | None = None, **kwargs: Any
    ) -> None:
        if person:
            kwargs["initial"] = {
                "name": person.name, "words": person.words, "roles": list(person.roles),
                "own_role": rules.own_word_of(person), "version": person.version,
            }  # fmt: skip
        super().__init__(*args, changing=person is not None, **kwargs)
        self.offer_parts(mine)
        self.damaged = person.roles if person and is_unreadable(person.roles) else None

    @property
    def facts(self) -> dict[str, Any]:
        """What stands about the person, by the names an action takes."""
        typed = self.cleaned_data
        roles: Any = rules.roles_from(typed["roles"], typed["own_role"])
        # What can't be read stays as it is until somebody writes something in its place.
        roles = roles or ([] if self.damaged is None else self.damaged)
        return {"name": typed["name"], "words": typed["words"], "roles": roles}

    @property
    def now(self) -> dict[str, Any]:
        """How it is now, by the names an action takes."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in ("how", "close", "trust")}, "words": typed["said"]}


class PaperForm(forms.Form):
    """Who is on the map she takes along, and that it is safe with her; asked anew for each one."""

    with_words = forms.BooleanField(
        label=her_text("around.pick_words"), required=False, initial=True
    )
    safe = forms.BooleanField(
        label=her_text("opened.page_safe"),
        error_messages={"required": her_text("opened.page_safe_missing")},
    )

    def __init__(
        self, data: Any = None, *, people: Sequence[tuple[str, str, bool]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        names = [(key, name) for key, name, _picked in people]
        picks = forms.MultipleChoiceField(
            label=her_text("around.pick_who"), required=False, choices=names,
            initial=[key for key, _name, picked in people if picked], widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": her_text("around.pick_again")},
        )  # fmt: skip
        self.fields = {"picks": picks, **self.fields}
