"""How the list of women is narrowed down, and a name to keep that by; shape only."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import KeyedForm, Words
from alongside.foundation.directory.models import Service
from alongside.overview.home.rules import UNSEEN, VIEWS, Wanted


class FilterForm(forms.Form):
    """What the list is narrowed down by, as its address says; what makes no sense there is left out."""

    show = forms.ChoiceField(label=_("Who"), choices=list(VIEWS.items()), required=False)
    safe = forms.BooleanField(label=_("Safe to reach now"), required=False)
    waiting = forms.BooleanField(label=_("Waiting on a service"), required=False)
    service = forms.ChoiceField(label=_("Service"), required=False)
    lead = forms.ChoiceField(label=_("Lead worker"), required=False)
    unseen = forms.ChoiceField(
        label=_("Nobody was with her for"),
        choices=[("", _("However long")), *((str(days), said) for days, said in UNSEEN.items())],
        required=False,
    )
    language = forms.ChoiceField(label=_("Speaks"), required=False)

    def __init__(
        self,
        *args: Any,
        services: Iterable[Service],
        hats: Iterable[Membership],
        languages: Iterable[str],
        **kwargs: Any,
    ) -> None:
        kwargs["auto_id"] = "filter_%s"
        super().__init__(*args, **kwargs)
        any_one: list[Any] = [("", _("Any"))]
        named = [(str(one.pk), one.name) for one in services]
        workers = [(str(one.pk), one.worker.name) for one in hats]
        self.choose("service", [*any_one, *named])
        self.choose("lead", [*any_one, *workers])
        self.choose("language", [*any_one, *((one, one) for one in languages)])

    def choose(self, name: str, choices: list[Any]) -> None:
        """Offer these, where there is more than one thing to choose."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if len(choices) < 2:
            del self.fields[name]

    def wanted(self) -> Wanted:
        """Say what the list is narrowed down by."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            show=said.get("show") or "",
            safe=bool(said.get("safe")),
            waiting=bool(said.get("waiting")),
            service=_key(said.get("service")),
            lead=_key(said.get("lead")),
            unseen=int(said.get("unseen") or 0),
            language=said.get("language") or "",
        )


def _key(said: str | None) -> uuid.UUID | None:
    return uuid.UUID(said) if said else None


class KeepForm(KeyedForm):
    """A short name for what the list is narrowed down by."""

    name = Words(
        label=_("Keep this view as"),
        help_text=_("A short name, for yourself. No woman’s name: others may see your screen."),
        lines=1,
        max_length=40,
        error_messages={"required": _("Give it a short name.")},
    )
    first = forms.BooleanField(label=_("Begin the list with it"), required=False)
