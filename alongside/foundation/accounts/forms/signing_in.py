"""The sign-in library's forms in our words, and a code that works once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter as factor_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.actions import second_step
from alongside.foundation.accounts.adapters import guess
from alongside.foundation.accounts.models import Worker
from alongside.foundation.common.forms import Words

CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "al-input--width-10"}
GOOD_PASSWORD = _(
    "At least twelve letters or figures. Three or four words that don't belong together are good."
)


def _plain(field: forms.Field, label: Any, *, hint: Any = "", missing: Any = "") -> None:
    """Put our words on a field of the library, and take its greyed-out text away."""
    field.label = label
    field.help_text = hint
    field.widget.attrs.pop("placeholder", None)
    if missing:
        field.error_messages["required"] = missing


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("Your work e-mail"), missing=_("Write your e-mail."))
        _plain(self.fields["password"], _("Your password"), missing=_("Write your password."))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Her password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Your password"), missing=_("Write your password."))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the one she knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], _("Your password now"), missing=_("Write it here."))
        _plain(
            self.fields["password1"], _("Your new password"), hint=GOOD_PASSWORD,
            missing=_("Choose a password."),
        )  # fmt: skip
        _plain(self.fields["password2"], _("Your new password again"), missing=_("Write it again."))


class _CodeOnce(BaseAuthenticateForm):  # type: ignore[misc]
    """A code from the app or a recovery code, which works once and can't be guessed at length."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        _plain(
            code, _("The six figures in your app"), missing=_("Write the code."),
            hint=_("Or one of your recovery codes."),
        )  # fmt: skip
        code.widget.attrs.update(CODE_BOX)

    def clean_code(self) -> str:
        """Count the try, then take the code if it is right and new (S11, S12)."""
        used = guess(context.request, self.user.email, what="code")
        if used is None:
            raise account_adapter().validation_error("too_many_login_attempts")
        code: str = self.cleaned_data["code"]
        found = second_step.spend_code(worker=self.user, code=code)
        if found is None:
            raise factor_adapter().validation_error("incorrect_code")
        found.user = self.user
        self.authenticator = found
        used.rollback()
        return code


class SignInCodeForm(_CodeOnce, AuthenticateForm):  # type: ignore[misc]
    """The code of the second step, while signing in."""


class CodeAgainForm(_CodeOnce, ReauthenticateByCodeForm):  # type: ignore[misc]
    """The code once more, before something that matters."""


class AuthenticatorForm(forms.Form):
    """The first code of a new authenticator app, which shows that the app has the secret."""

    code = forms.CharField(
        label=_("The six figures the app shows now"),
        widget=forms.TextInput(attrs=CODE_BOX),
        max_length=20,
        error_messages={"required": _("Write the code.")},
    )


@contextmanager
def _whatever_was_sent() -> Iterator[None]:
    """Turn every way in which a passkey's answer can make no sense into one sentence."""
    try:
        yield
    except (ValidationError, DatabaseError):
        raise
    except Exception as error:
        # The bytes are a stranger's, and the libraries that read them fail in many ways of their own.
        raise factor_adapter().validation_error("incorrect_code") from error


class _CarefulCredential(AuthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        """Check the passkey's answer."""
        with _whatever_was_sent():
            return super().clean_credential()


class SignInPasskeyStepForm(_CarefulCredential):
    """A passkey as the second step."""


class SignInPasskeyForm(_CarefulCredential, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey alone."""


class PasskeyAgainForm(_CarefulCredential, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The passkey once more, before something that matters."""


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey of this phone, computer or key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self.fields["name"], _("What will you call it?"),
            hint=_("So that you know it from others, such as “my phone”."),
        )  # fmt: skip
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        _plain(
            self.fields["passwordless"], _("Let me sign in with this passkey alone"),
            hint=_("It then asks for your finger, face or PIN in place of a password."),
        )  # fmt: skip
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """Check what the new passkey answered."""
        with _whatever_was_sent():
            return dict(super().clean())

    def clean_name(self) -> str:
        """Keep a name that fits on a line."""
        name: str = super().clean_name()
        return " ".join(name.replace("\x00", "").split())[:60] or str(_("My passkey"))


class PasskeyNameForm(forms.Form):
    """Another name for a passkey."""

    name = Words(label=_("What will you call it?"), lines=1, max_length=60)


class ChosenPassword(forms.Form):
    """A password chosen twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=GOOD_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write it again.")},
    )

    def whose(self) -> Worker:
        """Name the worker whose name and e-mail a password must not be made of."""
        return Worker()

    def clean(self) -> dict[str, Any]:
        """Check that both are the same, and that nobody guesses it early."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        password, again = said.get("password"), said.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same. Write both again."))
        elif password:
            try:
                validate_password(password, self.whose())
            except ValidationError as error:
                self.add_error("password", error)
        return said


class FreshStartForm(ChosenPassword):
    """A new password, by a link."""

    def __init__(self, *args: Any, worker: Worker, **kwargs: Any) -> None:
        self.worker = worker
        super().__init__(*args, **kwargs)

    def whose(self) -> Worker:
        """Name the worker herself."""
        return self.worker


class WelcomeForm(ChosenPassword):
    """Her name and password, by an invitation."""

    name = Words(
        label=_("Your name"), lines=1, max_length=80, help_text=_("As the team knows you.")
    )
    field_order = ["name", "password", "again"]

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def whose(self) -> Worker:
        """Name the worker she is about to be."""
        return Worker(email=self.email, name=self.cleaned_data.get("name", ""))


class OwnPageForm(forms.Form):
    """What a worker may change about her own account."""

    name = Words(
        label=_("Your name"), lines=1, max_length=80, help_text=_("As the team knows you.")
    )
    theme = forms.ChoiceField(
        label=_("How should pages look?"),
        choices=Worker.Theme.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    find_key_on = forms.BooleanField(
        label=_("Keys: / finds, j and k move in lists, ? shows them all"),
        help_text=_("Switch it off if keys jump when you speak or type."),
        required=False,
    )
