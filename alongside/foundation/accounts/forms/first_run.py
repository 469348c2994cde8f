"""The form of the first run."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.forms.signing_in import ChosenPassword
from alongside.foundation.accounts.models import Worker
from alongside.foundation.common.forms import KeyedForm, PhoneField, Words
from alongside.foundation.directory.forms import KINDS


class FirstRunForm(ChosenPassword, KeyedForm):
    """The first agency, its first service, and who looks after the installation."""

    agency = Words(label=_("What is your agency called?"), lines=1, max_length=120)
    kind = forms.ChoiceField(
        label=_("What kind of work does it do?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    phone = PhoneField(label=_("Its phone number"), required=False)
    service = Words(
        label=_("What is your first service called?"), lines=1, max_length=120,
        help_text=_("A project of your agency that women can be with. You can add more later."),
    )  # fmt: skip
    name = Words(label=_("Your name"), lines=1, max_length=80)
    email = forms.EmailField(
        label=_("Your work e-mail"),
        help_text=_("You sign in with it. We send nothing there."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Write your e-mail."),
            "invalid": _("This does not look like an e-mail. Write it like name@example.org."),
        },
    )
    runs_service = forms.BooleanField(
        label=_("I also run this service"),
        help_text=_(
            "You get a second hat as its manager. Under the administrator’s hat nobody sees "
            "anything about a woman."
        ),
        required=False,
    )
    field_order = [
        "agency", "kind", "phone", "service", "name", "email", "runs_service", "password", "again",
    ]  # fmt: skip

    def whose(self) -> Worker:
        """Name the administrator she is about to be."""
        return Worker(
            email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", "")
        )
