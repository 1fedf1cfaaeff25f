from typing import Any

from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.forms import TextInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from web.forms import say_it_ourselves

LONGEST_NAME = 150


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "The user name or the password is not right. In the password capital letters matter."
        ),
        "inactive": _("This account is closed. Ask the administrator of your office."),
    }

    username = UsernameField(
        label=_("User name"), max_length=LONGEST_NAME, widget=TextInput(attrs={"autofocus": True})
    )

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["password"].label = _("Password")
        say_it_ourselves(self)

    def full_clean(self) -> None:
        """The first field that is wrong gets the keyboard's focus."""
        super().full_clean()
        wrong = next((name for name in self.fields if self.errors.get(name)), None)
        if wrong is not None:
            for name, field in self.fields.items():
                field.widget.attrs["autofocus"] = name == wrong
