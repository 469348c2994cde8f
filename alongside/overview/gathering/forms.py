"""Who may speak of it and whose section it is; and what she picks for her own page."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.story.models import Topic
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import RowField
from alongside.foundation.common.her_words import her_text
from alongside.foundation.directory.models import Agency
from alongside.overview.gathering import queries
from alongside.overview.gathering.queries import Piece

NOT_LISTED = _("Choose one from the list.")


class HatField(RowField):
    """A choice among the workers alongside her, by name and agency."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the worker, and where she works."""
        hat: Membership = obj
        return f"{hat.worker.name}, {hat.agency.name}"


class LookAfterForm(forms.Form):
    """Who may speak of it next, as she wishes; and who looks after this section."""

    ask_next = forms.ChoiceField(
        label=_("Who may bring it up next?"),
        help_text=_("As she wishes. She herself may speak of it to anybody."),
        choices=[(key, capfirst(label)) for key, label in Topic.Next.choices],
        widget=forms.RadioSelect,
        error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
    )
    ask_worker = HatField(
        label=_("If it is one worker only: who?"), queryset=Membership.objects.none(), required=False,
        empty_label=_("Nobody named"), error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    owner = HatField(
        label=_("Whose section is it?"),
        help_text=_(
            "Where several agencies gather together, one keeps each section up to date. It opens "
            "nothing to them: who sees it is decided by shares alone."
        ),
        queryset=Membership.objects.none(), required=False, empty_label=_("Nobody’s in particular"),
        error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    owner_agency = RowField(
        label=_("Or an agency’s?"), queryset=Agency.objects.none(), required=False,
        empty_label=_("Nobody’s in particular"), error_messages={"invalid_choice": NOT_LISTED},
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, client_id: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hats, agencies = queries.hats_alongside(client_id), queries.agencies_of(client_id)
        for name, rows in (("ask_worker", hats), ("owner", hats), ("owner_agency", agencies)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Ask for the worker where one alone may speak of it, and for one owner at most."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ask_next") == Topic.Next.WORKER and not cleaned.get("ask_worker"):
            self.add_error("ask_worker", _("Say which worker may speak of it."))
        if cleaned.get("ask_next") != Topic.Next.WORKER:
            cleaned["ask_worker"] = None
        if cleaned.get("owner") and cleaned.get("owner_agency"):
            self.add_error("owner_agency", _("Name a worker or an agency, not both."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept."""
        names = ("ask_next", "ask_worker", "owner", "owner_agency")
        return {name: self.cleaned_data[name] for name in names}


class PickForm(forms.Form):
    """A tick for each thing she told; the more private ones start empty. Nothing of it is kept."""

    def __init__(self, data: Any = None, *, pieces: Sequence[Piece]) -> None:
        super().__init__(data)
        self.pieces = pieces
        for piece in pieces:
            self.fields[piece.key] = forms.BooleanField(
                label=piece.subject.her_name, required=False, initial=not piece.private,
                help_text=her_text("story.private") if piece.private else "",
            )  # fmt: skip

    @property
    def picked(self) -> list[Piece]:
        """What she ticked."""
        return [piece for piece in self.pieces if self.cleaned_data.get(piece.key)]

    @property
    def ticks(self) -> list[forms.BoundField]:
        """The ticks themselves."""
        return [self[piece.key] for piece in self.pieces]
