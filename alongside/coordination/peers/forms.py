"""The boxes of what she wants known, of a peer mentor, of a note and of a worry: shape only."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.team.models import Welcome
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.forms import DayField, KeyedForm, RowField, Words
from alongside.support.engagement.models import Contact

WHO = {"required": _("Choose who."), "invalid_choice": _("Choose somebody from the list.")}
LABELS = {
    "name": _("What does she want to be called there?"),
    "letter": _("A letter, if somebody else there has the same name"),
    "know": _("What should they know?"),
    "how": _("How should they be with her?"),
    "worried": _("What should they say or do if she is not well?"),
}
# How long a peer mentor is beside her before she is asked again.
LONGEST = datetime.timedelta(days=366)


class WelcomeForm(forms.Form):
    """What she wants those beside her to know: each box hers, and only the name is needed."""

    name = Words(
        label=LABELS["name"], lines=1, max_length=40,
        help_text=_("A first name or any name she likes. Never her family name."),
        error_messages={"required": _("Write the name she wants used there.")},
    )  # fmt: skip
    letter = Words(label=LABELS["letter"], lines=1, max_length=2, required=False)
    know = Words(
        label=LABELS["know"], lines=3, max_length=600, required=False,
        help_text=_("Such as: my inhaler is in the left pocket."),
    )  # fmt: skip
    how = Words(
        label=LABELS["how"], lines=3, max_length=600, required=False,
        help_text=_("Such as: don’t ask about my family."),
    )  # fmt: skip
    worried = Words(
        label=LABELS["worried"], lines=3, max_length=600, required=False,
        help_text=_("Her own words for it, and whom to ring."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def saves_over(self, theirs: Welcome) -> None:
        """Show what was typed again, to be put in the place of what somebody else saved."""
        sent: Any = self.data
        again = sent.copy()
        again["version"] = str(theirs.version)
        self.data = again

    def facts(self) -> dict[str, str]:
        """Give what she said."""
        return {name: self.cleaned_data[name] for name in LABELS}


def as_typed(welcome: Welcome | None) -> dict[str, Any]:
    """Write what stands back into the boxes."""
    if welcome is None:
        return {"version": 0}
    return {**{name: getattr(welcome, name) for name in LABELS}, "version": welcome.version}


class HatField(RowField):
    """A choice among those of a service, by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is."""
        return f"{obj.worker.name}, {obj.get_role_display()}"


class PeerForm(KeyedForm):
    """Who becomes her peer mentor, who looks after both, and until when."""

    who = HatField(
        label=_("Whom did she choose?"), queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"), error_messages=WHO,
    )  # fmt: skip
    supervisor = HatField(
        label=_("Who is their supervisor?"), queryset=Membership.objects.none(),
        empty_label=_("Choose somebody"), error_messages=WHO,
        help_text=_("Somebody who is alongside her, or runs the service. A worry goes to them."),
    )  # fmt: skip
    call_words = Words(
        label=_("When should the peer mentor call, and whom?"), lines=2, max_length=300,
        help_text=_("Such as: ring me on the office phone, or 999 if she is in danger."),
        error_messages={"required": _("Write when they should call, and whom.")},
    )  # fmt: skip
    her_words = Words(label=_("What did she say?"), lines=2, max_length=600, required=False)
    until_on = DayField(label=_("Until which day? Then ask her again."), future=True)

    def __init__(
        self,
        *args: Any,
        who: QuerySet[Membership],
        supervisors: QuerySet[Membership],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("who", who), ("supervisor", supervisors)):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.queryset = rows
        self.fields["until_on"].initial = timezone.localdate() + datetime.timedelta(days=180)

    def clean_until_on(self) -> datetime.date:
        """See that she is asked again within a year."""
        day: datetime.date = self.cleaned_data["until_on"]
        if day - timezone.localdate() > LONGEST:
            raise forms.ValidationError(_("A year at most. Ask her again then."))
        return day


KINDS = (
    Contact.Kind.SESSION, Contact.Kind.COFFEE, Contact.Kind.WALK,
    Contact.Kind.OTHER,
)  # fmt: skip


class NoteForm(KeyedForm):
    """Time with her, in a few words."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(kind.value, capfirst(str(kind.label))) for kind in KINDS],
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    happened_on = DayField(label=_("Which day?"), past=True)
    words = Words(
        label=_("What would you like to write down?"), lines=4, max_length=4000,
        help_text=_("She may read it. Her team reads it. Other volunteers don’t."),
        error_messages={"required": _("Write a few words.")},
    )  # fmt: skip
    her_words = Words(label=_("In her words"), lines=2, max_length=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate()


class WorryForm(KeyedForm):
    """A worry: words, and nothing else to fill in."""

    words = Words(
        label=_("What worries you?"), lines=5, max_length=2000,
        help_text=_("Say it as it comes. You don’t have to be sure."),
        error_messages={"required": _("Write a few words.")},
    )  # fmt: skip
