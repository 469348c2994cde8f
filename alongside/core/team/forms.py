"""Choosing who is alongside her."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.core.team.rules import Load
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.permissions import Permission
from alongside.foundation.common.forms import Words


class LeadForm(forms.Form):
    """Who will be her lead worker, and why above what the service agreed."""

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

    def __init__(self, *args: Any, loads: list[Load], agreed_by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loads = {str(load.membership.pk): load.membership for load in loads}
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ChoiceField)
        lead.choices = [(str(load.membership.pk), _load_in_words(load)) for load in loads]
        if not agreed_by.may(Permission.ALLOW_OVER_GAUGE):
            del self.fields["over_gauge_reason"]

    def clean_lead(self) -> Membership:
        """Give the worker's hat."""
        return self.loads[self.cleaned_data["lead"]]


def _load_in_words(load: Load) -> str:
    name, women = load.membership.worker.name, load.women
    if load.room is None:
        return _("%(name)s, alongside %(women)s now") % {"name": name, "women": women}
    if load.room > 0:
        said = _("%(name)s, alongside %(women)s now, room for %(room)s")
        return said % {"name": name, "women": women, "room": load.room}
    return _("%(name)s, alongside %(women)s now, no room") % {"name": name, "women": women}
