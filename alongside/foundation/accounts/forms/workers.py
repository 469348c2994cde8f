"""Forms of the workers' pages."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.queries import PostWanted
from alongside.foundation.accounts.roles import ROLES, Role
from alongside.foundation.common.forms import KeyedForm, Words
from alongside.foundation.directory.models import Agency, Service

ROLE_CHOICES = [(role.value, f"{capfirst(role.label)}. {ROLES[role].about}") for role in Role]


class PostsForm(forms.Form):
    """In which services of an agency somebody works, and where she takes new referrals."""

    services = forms.MultipleChoiceField(
        label=_("Which services do they work in?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    triage = forms.MultipleChoiceField(
        label=_("Where do they take new referrals?"),
        help_text=_("They then see each new referral there until somebody is found for it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {
            str(service.pk): service
            for service in Service.objects.filter(agency=agency, ended_at__isnull=True)
        }
        choices = [(key, service.name) for key, service in self.offered.items()]
        for name in ("services", "triage"):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """See that new referrals are taken only where she works."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if set(said.get("triage", [])) - set(said.get("services", [])):
            self.add_error("triage", _("Tick the service above as well: they have to work there."))
        return said

    def posts(self) -> list[PostWanted]:
        """Read the ticks."""
        triage = self.cleaned_data.get("triage", [])
        return [
            PostWanted(self.offered[key], key in triage)
            for key in self.cleaned_data.get("services", [])
        ]


class RoleForm(forms.Form):
    """Which role somebody has."""

    role = forms.ChoiceField(
        label=_("What is their role?"),
        choices=ROLE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a role."),
            "invalid_choice": _("Choose a role from the list."),
        },
    )


class HatForm(PostsForm, RoleForm, KeyedForm):
    """Another hat for somebody who works here."""

    field_order = ["role", "services", "triage"]


class InvitationForm(HatForm):
    """Whom to invite, and as what."""

    name = Words(label=_("What is their name?"), lines=1, max_length=80)
    email = forms.EmailField(
        label=_("What is their work e-mail?"),
        help_text=_("They sign in with it. We send nothing there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Write their e-mail."),
            "invalid": _("This does not look like an e-mail. Write it like name@example.org."),
        },
    )
    field_order = ["name", "email", "role", "services", "triage"]


class CloseForm(forms.Form):
    """Whether somebody has left, or an account is shut only for a while."""

    left = forms.BooleanField(
        label=_("They have left"),
        help_text=_(
            "Takes off their hats and their places beside women, and names who needs a new lead worker. "
            "Without the tick the account rests and everything stays as it is: after a lost phone, say."
        ),
        required=False,
        initial=True,
    )


class SureForm(KeyedForm):
    """A yes to something that was explained on the page."""
