"""How the list of women is narrowed down, and who is on her team from elsewhere; shape only."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.team.forms import CHOOSE, HER_SAY, her_say
from alongside.core.team.models import Ally
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.directory.forms import PlaceField
from alongside.foundation.directory.models import Agency, Service
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


class AllyForm(KeyedForm):
    """Somebody of another agency who is part of the team around her."""

    place = PlaceField(label=_("Where do they work?"))
    role = forms.ChoiceField(
        label=_("What is it about?"), error_messages=CHOOSE,
        help_text=_("It stands in that part of her record, for whoever reads it."),
    )  # fmt: skip
    for_her = Words(
        label=_("What does she come to them for?"), lines=2, max_length=400, required=False,
        help_text=_("In her words where you can."),
    )  # fmt: skip
    name = Words(
        label=_("What are they called?"), lines=1, max_length=120, required=False,
        help_text=_("Leave it empty if she would rather not say."),
    )  # fmt: skip
    reached = Words(
        label=_("How are they reached at work?"), lines=1, max_length=160, required=False
    )
    since = DayField(label=_("Since which day?"), past=True, required=False)
    her_say = her_say()

    def __init__(
        self,
        *args: Any,
        places: Iterable[tuple[Agency, Service | None]],
        roles: Iterable[Ally.Role],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        place, role = self.fields["place"], self.fields["role"]
        assert isinstance(place, PlaceField)
        assert isinstance(role, forms.ChoiceField)
        place.choose_from(places, _("Choose one"))
        role.choices = [
            ("", _("Choose one")), *((one.value, capfirst(str(one.label))) for one in roles)
        ]  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        said = self.cleaned_data
        agency, service = said["place"]
        names = ("role", "for_her", "name", "reached", "since")
        return {
            **{name: said[name] for name in names},
            "agency": agency, "service": service, "her_choice": HER_SAY[said["her_say"]],
        }  # fmt: skip
