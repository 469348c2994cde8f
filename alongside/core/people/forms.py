"""What is asked about reaching a woman safely; shape only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.core.people import rules
from alongside.core.people.models import Client, SafeContact, SafeWay
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import ClockField, DayField, PhoneField, Words, said_phone

ALONG = {"class": "al-radios--inline"}
MOST_WAYS = 10
BLANKS = 2


def _days(label: Any, hint: Any = "") -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        help_text=hint,
        required=False,
        coerce=int,
        choices=list(enumerate(rules.DAYS)),
        widget=forms.CheckboxSelectMultiple(attrs=ALONG),
    )


class WayForm(forms.Form):
    """One way to reach her, or one never to use; left empty it is not kept."""

    kind = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("", _("Choose, or leave empty")), *SafeWay.Kind.choices],
    )
    value = Words(
        label=_("Number, address, place or person"), max_length=200, lines=1, required=False
    )
    days = _days(_("On which days is it safe?"), _("Leave empty if any time is safe."))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    no_time = forms.BooleanField(label=_("No safe time is known yet"), required=False)
    days_too = _days(_("And on which other days?"))
    starts_too = ClockField(label=_("From (the other days)"))
    ends_too = ClockField(label=_("Until (the other days)"))
    words = Words(
        label=_("What she said about it"), max_length=200, lines=1, required=False,
        help_text=_("For example: ring twice, then wait."),
    )  # fmt: skip
    never = forms.BooleanField(label=_("Never use this"), required=False)

    def clean_value(self) -> str:
        """Keep a number in one form, and say what is wrong with one that can't be."""
        value, kind = self.cleaned_data["value"], self.cleaned_data.get("kind")
        if value and kind in (SafeWay.Kind.CALL, SafeWay.Kind.TEXT):
            return PhoneField().clean(value)
        if value and kind == SafeWay.Kind.EMAIL:
            try:
                validate_email(value)
            except ValidationError as error:
                raise ValidationError(
                    _("This does not look like an e-mail address. Write it like name@example.org.")
                ) from error
        return value

    def clean(self) -> dict[str, Any]:
        """Say what is missing: how, where to, or one half of the hours."""
        said = dict(self.cleaned_data)
        if said.get("no_time") and (said.get("days") or said.get("days_too")):
            self.add_error("no_time", _("You ticked days too. Keep what is true."))
        if said.get("value") and not said.get("kind"):
            self.add_error("kind", _("Choose how: by call, text or another way."))
        needs_value = said.get("kind") and "value" not in self.errors and not said.get("value")
        if needs_value and not said.get("never") and said["kind"] != SafeWay.Kind.IN_PERSON:
            self.add_error("value", _("Write the number, address or person."))
        for end in ("", "_too"):
            self._check_hours(said, end)
        return said

    def _check_hours(self, said: Mapping[str, Any], end: str) -> None:
        days, starts, ends = (said.get(name + end) for name in ("days", "starts", "ends"))
        if any(name + end in self.errors for name in ("days", "starts", "ends")):
            return
        if (starts or ends) and not days:
            self.add_error("days" + end, _("Tick the days that go with these times."))
        elif days and not starts:
            self.add_error("starts" + end, _("Write from when, such as 10:00."))
        elif days and not ends:
            self.add_error("ends" + end, _("Write until when, such as 14:00."))
        elif starts and ends and starts >= ends:
            self.add_error(
                "ends" + end,
                _(
                    "This is not after the beginning. For hours past midnight, write two lines of times."
                ),
            )

    def way(self) -> dict[str, Any] | None:
        """Give the way as it is kept, or None where the form was left empty."""
        said = self.cleaned_data
        if not said.get("kind"):
            return None
        hours = [
            {
                "days": sorted(said["days" + end]),
                "from": said["starts" + end].strftime("%H:%M"),
                "until": said["ends" + end].strftime("%H:%M"),
            }
            for end in ("", "_too")
            if said.get("days" + end)
        ]
        if said["no_time"]:
            hours = list(rules.NO_TIME)
        return {
            "kind": said["kind"], "value": said["value"], "hours": hours, "words": said["words"],
            "never": said["never"],
        }  # fmt: skip


def _typed(way: SafeWay) -> dict[str, Any]:
    typed: dict[str, Any] = {"kind": way.kind, "value": said_phone(way.value), "words": way.words}
    if way.hours == rules.NO_TIME:
        return typed | {"no_time": True}
    for hours, end in zip(way.hours, ("", "_too"), strict=False):
        typed |= {
            "days" + end: hours["days"],
            "starts" + end: hours["from"],
            "ends" + end: hours["until"],
        }
    return typed


class AtLeastOne(forms.BaseFormSet):  # type: ignore[type-arg]
    """The page always brings an empty way along, so without any it did not come from the page."""

    def clean(self) -> None:
        """Refuse a count that would end every way to reach her in silence."""
        if self.total_form_count() < 1:
            raise forms.ValidationError(
                _("This page came back incomplete. Open it again."), code="incomplete"
            )


WayForms = forms.formset_factory(
    WayForm,
    formset=AtLeastOne,
    extra=BLANKS,
    max_num=MOST_WAYS,
    validate_max=True,
    absolute_max=MOST_WAYS + BLANKS,
)


class SafeContactForm(forms.Form):
    """Her whole safe-contact card. What she said never to use stays hidden, and can only be taken off."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    never = forms.MultipleChoiceField(
        label=_("What should we never do?"), required=False,
        choices=[(key, words) for key, words in rules.NEVER.items()],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    code_word = Words(
        label=_("A word to say, so that she knows who it is"),
        max_length=80,
        lines=1,
        required=False,
    )
    who_may_answer = Words(label=_("Who else may answer?"), max_length=200, lines=1, required=False)
    he_may_see = forms.BooleanField(label=_("Somebody may see her phone"), required=False)
    good_to_know = Words(label=_("Good to know"), max_length=500, lines=3, required=False)
    says_right = forms.BooleanField(
        label=_("She says this is right"), required=False,
        help_text=_("Tick this if you asked her today. It then says so on her page."),
    )  # fmt: skip
    kept_never = forms.MultipleChoiceField(
        label=_("She said never to use these"), required=False,
        help_text=_("The number is kept hidden. Untick one only if she says so."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, client: Client, data: Mapping[str, Any] | None = None) -> None:
        standing = getattr(client, "safe_contact", None)
        self.standing = standing
        self.shut = [way for way in client.ways.all() if way.never]
        self.open_ways = [way for way in client.ways.all() if not way.never]
        super().__init__(data, initial=_facts(standing) | {"kept_never": [w.pk for w in self.shut]})
        kept = self.fields["kept_never"]
        assert isinstance(kept, forms.MultipleChoiceField)
        kept.choices = [(str(way.pk), rules.ways_in_words([way], [])[0]) for way in self.shut]
        if not self.shut:
            del self.fields["kept_never"]
        self.ways = WayForms(data, prefix="ways", initial=[_typed(way) for way in self.open_ways])

    def is_valid(self) -> bool:
        """Say whether the card and every way in it can be kept."""
        ways, card = self.ways.is_valid(), super().is_valid()
        if not ways:
            said = self.ways.non_form_errors() or [_("One of the ways below needs mending.")]
            self.add_error(None, list(said))
        return ways and card

    def facts(self) -> dict[str, Any]:
        """Give the card's own fields as they are kept."""
        names = ("code_word", "never", "who_may_answer", "good_to_know", "he_may_see")
        return {name: self.cleaned_data[name] for name in names}

    def asked(self, by: Membership) -> dict[str, Any]:
        """Give what is kept when she was asked and says that it is right, and nothing otherwise."""
        if not self.cleaned_data["says_right"]:
            return {}
        return {"checked_on": timezone.localdate(), "checked_by": by, "hearsay": False}

    def all_ways(self) -> list[dict[str, Any]]:
        """Give every way as it is kept, those never to use last."""
        kept = set(self.cleaned_data.get("kept_never", []))
        written = [way for one in self.ways if (way := one.way())]
        return written + [_kept(way) for way in self.shut if str(way.pk) in kept]

    def is_what_stands(self, client: Client) -> bool:
        """Say whether exactly this stands already, as after a double click."""
        standing = getattr(client, "safe_contact", None)
        if standing is None:
            return False
        if self.cleaned_data["says_right"] and standing.checked_on != timezone.localdate():
            return False
        now = _facts(standing)
        same = all(now[name] == value for name, value in self.facts().items())
        ways = [_kept(way) for way in client.ways.all()]
        return same and _in_order(ways) == _in_order(self.all_ways())


def _facts(standing: SafeContact | None) -> dict[str, Any]:
    names = ("version", "code_word", "never", "who_may_answer", "good_to_know", "he_may_see")
    return {name: getattr(standing, name) for name in names} if standing else {}


def _kept(way: SafeWay) -> dict[str, Any]:
    return {name: getattr(way, name) for name in ("kind", "value", "hours", "words", "never")}


def _in_order(ways: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(str(sorted(way.items())) for way in ways)


class RightForm(forms.Form):
    """Which card it was that she was asked about."""

    version = forms.IntegerField()


class ReachForm(forms.Form):
    """Why it has to be now, outside the hours she gave."""

    reason = forms.ChoiceField(
        label=_("Why does it have to be now?"),
        choices=[(key, words) for key, words in rules.REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why, or wait for a safe time.")},
    )


class LookForm(forms.Form):
    """Why somebody needs to know where she is."""

    reason = forms.ChoiceField(
        label=_("Why do you need to know?"),
        choices=[(key, words) for key, words in rules.LOOK_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why. It is kept in her record.")},
    )


class WhereaboutsForm(forms.Form):
    """Where she is from now on."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    address = Words(label=_("Where is she?"), max_length=1000, lines=3)
    since = DayField(label=_("Since when?"), required=False, past=True, help_text=_("If you know."))
