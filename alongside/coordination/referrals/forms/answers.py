"""Answering: why something else is offered or nothing, a place on the list, and taking back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.coordination.referrals import rules
from alongside.coordination.referrals.models import Need, UnmetNeed, Waiting
from alongside.foundation.common.forms import KeyedForm, RowField, Words

CHOOSE = {"required": _("Choose why."), "invalid_choice": _("Choose one of these.")}


class NoForm(forms.Form):
    """Why, and what she needed and did not get: every no is counted (R25, R59)."""

    code = forms.ChoiceField(
        label=_("Why?"),
        choices=list(rules.ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    need = RowField(
        label=_("What did she need?"), queryset=Need.objects.none(), required=False,
        empty_label=_("Not said"), error_messages={"invalid_choice": _("Choose one of these.")},
        help_text=_("For counting, so that somebody pays for it one day. No name goes with it."),
    )  # fmt: skip
    barrier = forms.ChoiceField(
        label=_("What stood in the way?"), required=False, error_messages=CHOOSE,
        choices=[("", _("What is ticked above")), *UnmetNeed.Barrier.choices],
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Where does she need it?"), required=False, error_messages=CHOOSE,
        choices=[("", _("Not said")), *UnmetNeed.Area.choices],
    )  # fmt: skip
    COUNTED = ("need", "barrier", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        need = self.fields["need"]
        assert isinstance(need, RowField)
        need.queryset = Need.objects.filter(ended_at__isnull=True)

    def facts(self) -> dict[str, Any]:
        """Give what the action takes."""
        said = self.cleaned_data
        return {
            "code": said["code"], "words": said["words"],
            "unmet": {name: said[name] for name in self.COUNTED},
        }  # fmt: skip


class OfferForm(NoForm):
    """Why we offer her something else, and what."""

    words = Words(
        label=_("What did we offer instead?"),
        help_text=_("A place, a person, a number, and who will tell her when it is safe."),
        max_length=2000, lines=3,
        error_messages={"required": _("Write what we offered her instead. A no alone is not an answer.")},
    )  # fmt: skip
    field_order = ("code", "words", "need", "barrier", "area")


class CannotForm(NoForm):
    """That we can't, why, and who tells her."""

    words = Words(
        label=_("What did we look for, and who tells her?"),
        help_text=_("She can come back at any time, and it is kept what she needed."),
        max_length=2000, lines=3,
        error_messages={"required": _("Write what you looked for and who tells her, when it is safe.")},
    )  # fmt: skip
    field_order = ("code", "words", "need", "barrier", "area")


class ReasonForm(forms.Form):
    """Why she stands where she stands on the list."""

    reason = forms.ChoiceField(
        label=_("Why there?"), choices=Waiting.Reason.choices, widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )  # fmt: skip
    words = Words(
        label=_("In a few words"), lines=2, max_length=600, required=False,
        help_text=_("It is kept with your name and the day."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for words where none of the reasons fits."""
        said = self.cleaned_data
        if said.get("reason") == Waiting.Reason.OTHER and "words" in said and not said["words"]:
            self.add_error("words", _("Write why, in a few words."))
        return said


class PlaceForm(ReasonForm):
    """Another place on the list."""

    place = forms.CharField(
        label=_("Which place?"),
        help_text=_("1 is next."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "al-input--width-3"}),
        error_messages={"required": _("Write a place, such as 2.")},
    )
    field_order = ("place", "reason", "words")

    def clean_place(self) -> int:
        """Read the place in figures."""
        typed = str(self.cleaned_data["place"]).strip()
        if not typed.isdecimal() or len(typed) > 4:
            raise forms.ValidationError(_("Write a place in figures, such as 2."))
        return int(typed)


class TakeBackForm(forms.Form):
    """Why a referral is taken back."""

    words = Words(
        label=_("Why?"), lines=2, max_length=600, required=False,
        help_text=_("Whoever takes new referrals there reads it. You can leave it empty."),
    )  # fmt: skip


class NeedForm(KeyedForm):
    """One more line of the list of needs."""

    label = Words(
        label=_("What do women ask for?"), lines=1, max_length=80,
        help_text=_("In a few plain words. It is used for counting and never says who."),
    )  # fmt: skip
