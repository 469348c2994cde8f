"""Who is to have a duty."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.core.sharing.models import Duty
from alongside.core.sharing.rules.duties import ABOUT
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.forms import KeyedForm, RowField

NEVER = [Role.ADMINISTRATOR, Role.VOLUNTEER]


class HatChoice(RowField):
    """Hats, by who wears them."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the worker, the role and the agency."""
        return str(obj)


class DutyForm(KeyedForm):
    """A duty and the hat it goes with."""

    kind = forms.ChoiceField(
        label=_("Which duty?"), widget=forms.RadioSelect,
        choices=[(kind.value, f"{capfirst(kind.label)}. {ABOUT[kind]}") for kind in Duty.Kind],
        error_messages={"required": _("Choose a duty."), "invalid_choice": _("Choose a duty.")},
    )  # fmt: skip
    membership = HatChoice(
        label=_("Who takes it on?"), queryset=Membership.objects.none(), empty_label=_("Choose a worker"),
        error_messages={"required": _("Choose a worker."), "invalid_choice": _("Choose a worker.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        assert isinstance(field, HatChoice)
        field.queryset = (
            Membership.objects.filter(ended_at__isnull=True, worker__is_active=True)
            .exclude(role__in=NEVER)
            .select_related("worker", "agency")
            .order_by("worker__name", "agency__name", "pk")
        )
