"""The boxes of stopping, closing and dying: shape only."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.coordination.endings import rules
from alongside.coordination.endings.actions.ending import Partner
from alongside.coordination.endings.models import Asked, Ending, Weighed
from alongside.core.people.models import Episode
from alongside.foundation.common.forms import DayField, KeyedForm, Words
from alongside.foundation.directory.forms import PlaceField
from alongside.foundation.directory.models import Agency, Service

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
BEGAN = datetime.date(1990, 1, 1)


class StopForm(KeyedForm):
    """She wants to stop. Nobody asks why."""

    episodes = forms.MultipleChoiceField(
        label=_("With whom does she want to stop?"), widget=forms.CheckboxSelectMultiple,
        error_messages={**CHOOSE, "required": _("Choose at least one.")},
    )  # fmt: skip
    heard_how = forms.ChoiceField(
        label=_("How did she tell us?"), choices=list(rules.HEARD.items()), widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    try_again = forms.ChoiceField(
        label=_("May we ever try again? Her answer"),
        help_text=_("If she did not say, leave the first. She need not answer."),
        choices=Ending.TryAgain.choices, initial=Ending.TryAgain.IF_SHE_COMES,
        widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    try_after = DayField(label=_("From which day on?"), future=True, required=False)
    her_words = Words(
        label=_("Anything she said, in her words"), help_text=_("Leave it empty if you like."),
        lines=2, max_length=1000, required=False,
    )  # fmt: skip
    offered = Words(
        label=_("The one way back you told her"),
        help_text=_("Such as: ring this number, or come on a Tuesday. Once, and kindly."),
        lines=2, max_length=1000, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, active: Sequence[Episode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.active = {str(one.pk): one for one in active}
        field = self.fields["episodes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, one.service.name) for key, one in self.active.items()]
        field.initial = list(self.active)

    def clean(self) -> dict[str, Any]:
        """Ask for the day where she named one."""
        said = super().clean() or self.cleaned_data
        after = said.get("try_again") == Ending.TryAgain.AFTER
        if after and not said.get("try_after") and "try_after" not in self.errors:
            self.add_error("try_after", say("Write the day from which we may try again."))
        return said

    def chosen(self) -> list[Episode]:
        """Give the times she stops."""
        return [self.active[key] for key in self.cleaned_data["episodes"]]


class CloseForm(KeyedForm):
    """Everything that is weighed before a second person is asked."""

    reasons = forms.MultipleChoiceField(
        label=_("Why do we think of closing?"), choices=list(rules.REASONS.items()), required=False,
        widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE,
    )  # fmt: skip
    words = Words(label=_("In your words"), lines=4, required=False)
    with_her = forms.TypedChoiceField(
        label=_("Have you talked it over with her?"),
        choices=[("yes", _("Yes, when we met")), ("no", _("No, we have not met for a while"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    spoke_on = DayField(label=_("On which day?"), past=True, earliest=BEGAN, required=False)
    her_words = Words(label=_("What she said, in her words"), lines=2, required=False)
    life = Words(
        label=_("How does she live now, and what does that mean for reaching her?"), lines=2, required=False
    )  # fmt: skip
    phone = Words(
        label=_("Whose phone is it, is there credit, and who else looks at it?"), lines=2, required=False
    )  # fmt: skip
    control = Words(label=_("Might somebody watch her, or hold her back?"), lines=2, required=False)
    others = Words(
        label=_("Who else knows her, and would know how she is?"), lines=2, required=False
    )
    safety = forms.ChoiceField(
        label=_("What do we know of how she is?"), choices=Weighed.Safety.choices, required=False,
        help_text=_("Police are sent only if she chose them, or if a life is in danger."),
        widget=forms.RadioSelect, error_messages=CHOOSE,
    )  # fmt: skip
    safety_words = Words(label=_("Who saw or heard of her, and when?"), lines=2, required=False)
    way_back = Words(
        label=_("How does she come back?"),
        help_text=_("The door stays open. Write how she finds it: whom to ask for, where, when."),
        lines=2, max_length=1000, required=False,
    )  # fmt: skip
    told_how = Words(
        label=_("How will she hear of it?"), help_text=_("Only in a way that is safe for her."),
        lines=2, required=False,
    )  # fmt: skip
    handover = Words(
        label=_("What should whoever meets her next know?"), lines=3, required=False,
        help_text=_("What matters between you. If our service ends, write this with care."),
    )  # fmt: skip

    def __init__(self, *args: Any, partners: Mapping[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        for key, name in partners.items():
            self.fields[f"asked_{key}"] = forms.ChoiceField(
                label=say("What does %(agency)s say?") % {"agency": name},
                choices=[("", _("Not asked yet")), *Asked.Answer.choices], required=False,
                error_messages=CHOOSE,
            )  # fmt: skip
        names = list(self.fields)
        asked = [name for name in names if name.startswith("asked_")]
        rest = [name for name in names if name not in asked]
        place = rest.index("safety")
        self.order_fields([*rest[:place], *asked, *rest[place:]])

    def clean(self) -> dict[str, Any]:
        """Ask for the day of the talk, and for a handover where our service ends."""
        said = super().clean() or self.cleaned_data
        if said.get("with_her") and not said.get("spoke_on") and "spoke_on" not in self.errors:
            self.add_error("spoke_on", say("Write the day on which you talked about it."))
        if "our_end" in said.get("reasons", []) and not said.get("handover"):
            self.add_error(
                "handover", say("Our service ends, so write what the next worker should know.")
            )
        if not said.get("way_back") and "way_back" not in self.errors:
            self.add_error("way_back", say("Write how she comes back. The door stays open."))
        return said

    def facts(self) -> dict[str, Any]:
        """Give what was weighed, by the fields of Weighed."""
        said = self.cleaned_data
        names = (
            "reasons", "words", "with_her", "spoke_on", "her_words", "safety", "safety_words", "told_how",
            "handover", *rules.QUESTIONS,
        )  # fmt: skip
        return {name: said[name] for name in names}

    def asked(self) -> list[Partner]:
        """Give which partners were asked, and what they said."""
        answers = {key: self.cleaned_data[f"asked_{key}"] for key in self.partners}
        return [Partner(key, answer) for key, answer in answers.items() if answer]


class DiedForm(KeyedForm):
    """She has died."""

    died_on = DayField(
        label=_("On which day?"), help_text=_("If nobody knows it, the day we heard."), past=True,
        earliest=BEGAN,
    )  # fmt: skip
    sure = forms.BooleanField(
        label=_("I have heard it from somebody who knows"),
        error_messages={"required": _("Make sure first. Ring somebody who would know.")},
    )


class WhoForm(KeyedForm):
    """Somebody else who knew her and has to be told."""

    who = Words(
        label=_("Who else should be told, by a person?"), lines=1, max_length=200,
        error_messages={"required": _("Write who it is.")},
    )  # fmt: skip


class PlanForm(KeyedForm):
    """How her time with a service ends that our money ends."""

    her_words = Words(
        label=_("What does she want to happen?"), lines=3, max_length=2000,
        help_text=_("In her words."),
        error_messages={"required": _("Write what she wants to happen. Ask her first.")},
    )  # fmt: skip
    place = PlaceField(label=_("To whom does she go on?"), required=False)
    goes_on_words = Words(
        label=_("Or in words"), lines=2, max_length=600, required=False,
        help_text=_("Somebody who is not in the list; or that she would rather go on by herself."),
    )  # fmt: skip
    goodbye = Words(
        label=_("How do you say goodbye?"), lines=2, max_length=1000, required=False,
        help_text=_("What she would like: a coffee, a card, a photo, nothing much."),
    )  # fmt: skip
    goodbye_on = DayField(label=_("On which day?"), required=False)

    def __init__(
        self, *args: Any, places: Sequence[tuple[Agency, Service | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        place = self.fields["place"]
        assert isinstance(place, PlaceField)
        place.choose_from(places, _("None of these"))

    def clean(self) -> dict[str, Any]:
        """Ask to whom she goes on."""
        said = super().clean() or self.cleaned_data
        if not said.get("place") and not said.get("goes_on_words") and "place" not in self.errors:
            self.add_error("place", say("Write to whom she goes on, or that she would rather not."))
        return said

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        said = self.cleaned_data
        agency, service = said["place"] or (None, None)
        names = ("her_words", "goes_on_words", "goodbye", "goodbye_on")
        return {
            **{name: said[name] for name in names}, "to_agency": agency, "to_service": service
        }  # fmt: skip


class FundedForm(forms.Form):
    """On which day the money of a service ends."""

    day = DayField(
        label=_("On which day does the money end?"), required=False, future=True,
        help_text=_("Leave it empty if no such day is known."),
    )  # fmt: skip
