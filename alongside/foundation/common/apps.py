"""The look, the forms and the words that every floor may use."""

from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "alongside.foundation.common"
    label = "common"

    def ready(self) -> None:
        """Give Django's plain fields our sentences, so that no form speaks of "required fields"."""
        forms.Field.default_error_messages["required"] = _("This still needs an answer.")
        for field in (forms.ChoiceField, forms.TypedChoiceField, forms.ModelChoiceField):
            field.default_error_messages["invalid_choice"] = _("Choose one of the answers shown.")
        for several in (forms.MultipleChoiceField, forms.ModelMultipleChoiceField):
            several.default_error_messages["invalid_choice"] = _("Choose from the answers shown.")
        forms.EmailField.default_error_messages["invalid"] = _(
            "This does not look like an email address. Write it like name@example.org."
        )
