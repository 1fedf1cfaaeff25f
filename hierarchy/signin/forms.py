"""Forms of signing in, in the house's words. Codes may be typed in either script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCode
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hierarchy.forms import LONGEST_NAME
from hierarchy.models import User
from hierarchy.signin.codes import ASCII
from hierarchy.signin.factors import once
from hierarchy.signin.reasons import NOTHING_CHOSEN
from hierarchy.words import clean
from web.forms import InOurWords

if TYPE_CHECKING:
    _SetPassword = SetPasswordForm[User]
else:
    _SetPassword = SetPasswordForm

SILENT = _("The key did not answer. Try again.")


class CodeField(forms.CharField):
    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").translate(ASCII)


def _code(label: Any) -> CodeField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return CodeField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class _Once(InOurWords):
    """A code that was taken is taken once, also the one that set the app up."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # [of the form beside this one]
        if not once(self.user, code):  # type: ignore[attr-defined]  # [as above]
            raise get_adapter().validation_error("incorrect_code")
        return code


class Code(_Once, AuthenticateForm):
    code = _code(_("Code from the app, or a recovery code"))


class AgainByCode(_Once, ReauthenticateByCode):
    code = _code(_("Code from the app, or a recovery code"))


class NewApp(_Once, ActivateTOTPForm):
    code = _code(_("The code that the app shows now"))

    def clean_code(self) -> str:
        """There are no recovery codes yet, so none is spoken of."""
        try:
            return str(super().clean_code())
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise ValidationError(_("The code is not right. Wait for the next one."), error.code) from error


class NewKey(InOurWords, AddWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"), max_length=60, required=False)
    credential = forms.JSONField(
        widget=forms.HiddenInput, error_messages={"required": SILENT, "invalid": SILENT}
    )

    def clean_name(self) -> str:
        return clean(str(super().clean_name()))


class AgainByPassword(InOurWords, ReauthenticateForm):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class FirstSignInForm(InOurWords, _SetPassword):
    """User name, code, and a password twice. Whose code it is, is found by the view's service."""

    username = forms.CharField(label=_("User name"), max_length=LONGEST_NAME)
    code = forms.CharField(label=_("Code of the slip or the SMS"), max_length=40)

    field_order = ("username", "code", "new_password1", "new_password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.update(autocomplete="username", autocapitalize="none")
        self.fields["code"].widget.attrs.update(autocomplete="off", autocapitalize="characters")


class OwnPasswordForm(InOurWords, PasswordChangeForm):
    """The old password, and a new one twice."""


class ResetForm(InOurWords):
    """What is reset and why, and the second person's own name and password."""

    password_too = forms.BooleanField(label=_("The password"), required=False)
    factors_too = forms.BooleanField(label=_("App, keys and recovery codes"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    second = forms.CharField(
        label=_("User name of the second person"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    second_password = forms.CharField(
        label=_("Password of the second person"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    second_code = CodeField(
        label=_("Code of the second person"),
        max_length=20,
        required=False,
        help_text=_("Only if a code or a key is asked of this person at sign-in."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_reason(self) -> str:
        return clean(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any] | None:
        """Judged before anything of the second person is."""
        given = super().clean()
        if not (self.cleaned_data.get("password_too") or self.cleaned_data.get("factors_too")):
            self.add_error(None, str(NOTHING_CHOSEN.sentence))
        return given
