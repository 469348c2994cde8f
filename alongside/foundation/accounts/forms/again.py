"""Forms for something grave, which ask for the second step on the same page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.access import is_fresh
from alongside.foundation.accounts.forms.signing_in import CODE_BOX, CodeAgainForm
from alongside.foundation.accounts.models import Worker


class FreshForm(forms.Form):
    """A form that asks for the second step beside its own boxes, unless it was done in the last minutes.

    So nothing typed has to wait on the server while a code is asked for, and one press does it all (S11).
    """

    code = forms.CharField(
        label=_("So that we know it is you: the six figures in your app"),
        help_text=_("Or one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE_BOX),
        max_length=40,
        error_messages={
            "required": _("Write the code."),
            "max_length": _("This is longer than any code. Look at it again."),
        },
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker = request.user
        self.fresh = is_fresh(request)
        code = self.fields.pop("code")
        if not self.fresh:
            # Last, as it lasts for half a minute only.
            self.fields["code"] = code

    def clean_code(self) -> str:
        """Take the code if it is right and new; guesses are counted (S12)."""
        assert isinstance(self.worker, Worker)
        again = CodeAgainForm({"code": self.cleaned_data["code"]}, user=self.worker)
        if not again.is_valid():
            raise ValidationError([str(said) for said in again.errors["code"]])
        again.save()
        self.fresh = True
        return self.cleaned_data["code"]  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        """Ask for no second code where the first was right and something else has to be mended."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.fresh:
            self.fields.pop("code", None)
        return said
