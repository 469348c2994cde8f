"""Choosing who is alongside her."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.team.rules import CLOSENESS, Load, Wanted, said_weight
from alongside.foundation.accounts.models import Membership, Skill
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.forms import KeyedForm, Words, tidy


class LeadForm(forms.Form):
    """Who will be her lead worker, and why above what the service agreed."""

    specialism = forms.MultipleChoiceField(
        label=gettext_lazy("What would help her in a lead worker?"),
        help_text=gettext_lazy(
            "Only what you tick here, and only for this page: it is kept nowhere."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    languages = Words(
        label=gettext_lazy("Which languages would she like to speak?"),
        help_text=gettext_lazy("With commas between them, such as: Farsi, Polish."),
        lines=1, max_length=200, required=False,
    )  # fmt: skip
    lead = forms.ChoiceField(
        label=gettext_lazy("Who will be alongside her?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who will be alongside her.")},
    )
    her_choice = forms.BooleanField(label=gettext_lazy("She asked for this worker"), required=False)
    over_gauge_reason = Words(
        label=gettext_lazy("Why one more, if that goes above what the service agreed?"),
        max_length=1000, lines=2, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        loads: list[Load],
        agreed_by: Membership,
        fits: Callable[[Load, Wanted], str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        wanted = self._needs() if fits else Wanted()
        self.loads = {str(load.membership.pk): load.membership for load in loads}
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ChoiceField)
        lead.choices = [
            (
                str(load.membership.pk),
                _load_in_words(load) + (f". {fits(load, wanted)}" if fits else ""),
            )
            for load in loads
        ]
        if fits is None:
            del self.fields["specialism"], self.fields["languages"]
        if not agreed_by.may(Permission.ALLOW_OVER_GAUGE):
            del self.fields["over_gauge_reason"]

    def _needs(self) -> Wanted:
        """Read what would help her as it stands on the page, sent or not."""
        names = [one.name for one in Skill.objects.offered().filter(kind=Skill.Kind.SPECIALISM)]
        ticks = self.fields["specialism"]
        assert isinstance(ticks, forms.MultipleChoiceField)
        ticks.choices = [(name, capfirst(name)) for name in names]
        sent: Any = self.data
        ticked = sent.getlist("specialism") if self.is_bound else self.initial.get("specialism", [])
        spoken = sent.get("languages", "") if self.is_bound else self.initial.get("languages", "")
        spoken = tidy(str(spoken))[:200].replace(";", ",").replace("/", ",").split(",")
        return Wanted(
            [one for one in ticked if one in names], [one for one in spoken if one.strip()]
        )

    @property
    def needs_said(self) -> bool:
        """Whether the part about what would help her stands open: ticked, or to be mended."""
        return bool(self.initial.get("specialism") or self.is_bound)

    def clean_lead(self) -> Membership:
        """Give the worker's hat."""
        return self.loads[self.cleaned_data["lead"]]


class ClosenessForm(KeyedForm):
    """How close the time with her is from now on."""

    level = forms.ChoiceField(
        label=gettext_lazy("How close is your time together now?"),
        choices=[(level.value, words) for level, words in CLOSENESS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how close it is."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )


def _load_in_words(load: Load) -> str:
    name, women = load.membership.worker.name, str(load.women)
    if load.weighed is not None and load.weighed != load.women:
        women = _("%(women)s (which count as %(full)s)") % {
            "women": women,
            "full": said_weight(load.full),
        }
    if load.room is None:
        return _("%(name)s, alongside %(women)s now") % {"name": name, "women": women}
    if load.room > 0:
        said = _("%(name)s, alongside %(women)s now, room for %(room)s")
        return said % {"name": name, "women": women, "room": load.room}
    return _("%(name)s, alongside %(women)s now, no room") % {"name": name, "women": women}
