"""What a command asks the second person at the machine."""

import getpass

from django.core.management import CommandError

from hierarchy.models import User
from hierarchy.signin.console import stands_by
from hierarchy.signin.factors import has_factor


def ask_second(username: str) -> tuple[str, str]:
    """His password and his factor's code, each asked only of who has one."""
    user = User.objects.filter(username__iexact=username).first()
    if user is None or not user.has_usable_password():
        return "", ""
    password = _asked(f"Password of {username}: ")
    return password, _asked(f"Code of {username}: ") if has_factor(user) else ""


def _asked(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise CommandError("A password is typed at a terminal, and this command has none.") from None


def proved(username: str) -> User:
    """Who gave what he was asked; Refused when it is not right."""
    password, code = ask_second(username)
    return stands_by(username=username, password=password, code=code)
