"""What is asked about her animals, and about a day one was turned away."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.around.forms.shape import LINE, LONGEST, NAME, NOT_LISTED, RowForm, a_choice
from alongside.core.around.models import Pet
from alongside.core.parts.forms import a_part
from alongside.foundation.access.queries import Rights
from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.foundation.directory.models import Agency


class PetForm(RowForm):
    """An animal of hers, who is family."""

    AT_FIRST = ("compartment",)

    name = Words(
        label=_("What is the animal called?"),
        lines=1,
        max_length=NAME,
        error_messages={"required": _("Write a name. What she calls it is enough.")},
    )
    kind = a_choice(
        _("What kind of animal?"), Pet.Kind.choices, required=True, widget=forms.RadioSelect
    )
    own_word = Words(
        label=_("Her own word for it"),
        help_text=_("Such as: old terrier, budgie, two rats."),
        required=False,
        lines=1,
        max_length=NAME,
    )
    words = Words(label=_("Her words about it"), required=False, lines=2, max_length=LONGEST)
    needs = Words(
        label=_("What does it need?"),
        help_text=_("Food, walks, medicine, what frightens it."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    looked_after = Words(
        label=_("Who looks after it if she is away?"), required=False, lines=1, max_length=LINE
    )
    vet = Words(label=_("Vet"), required=False, lines=1, max_length=LINE)
    to_bring = Words(
        label=_("What has to be there so that it can come with her?"),
        help_text=_("At a place to stay, at a meeting, on a journey."),
        required=False,
        lines=2,
        max_length=LONGEST,
    )
    compartment = a_part()

    def __init__(self, *args: Any, mine: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_parts(mine)


class TurnedAwayForm(KeyedForm):
    """Where her animal was not taken, and when."""

    happened_on = DayField(
        label=_("Which day was it?"), past=True, earliest=datetime.date(1990, 1, 1)
    )
    agency = RowField(
        label=_("Who did not take it?"),
        help_text=_("It is counted against them, never against her."),
        queryset=Agency.objects.order_by("name"),
        required=False,
        empty_label=_("Not in this list"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    against = Words(label=_("Or write who"), required=False, lines=1, max_length=120)
    words = Words(
        label=_("What did they say, and what did it mean for her?"),
        required=False,
        lines=3,
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"happened_on": timezone.localdate()}, **kwargs)
