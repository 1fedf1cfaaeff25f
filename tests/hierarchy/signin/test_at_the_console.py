"""From the command line nobody gets into an account but by one command, before a second person, on record."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from re import search

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hierarchy.models import User
from ledger import selectors
from ledger.models import Entry
from tests.hierarchy.signin.conftest import OTHER_PASSWORD, PASSWORD, House, sign_in

pytestmark = pytest.mark.django_db
CLOSED = [
    "changepassword",
    "createsuperuser",
    "axes_reset",
    "axes_reset_ip",
    "axes_reset_ip_username",
    "axes_reset_username",
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the second person types; the last one stands."""
    words = [PASSWORD]
    monkeypatch.setattr("getpass.getpass", lambda prompt: words[-1])
    monkeypatch.setattr("getpass.getuser", lambda: "root@machine")
    return words


def first_code(username: str = "admin", second: str = "head", reason: str = "কেউ ঢুকতে পারেন না") -> str:
    said = StringIO()
    call_command("first_code", username, second=second, reason=reason, stdout=said)
    found = search(r"Code of \S+: (\S+)", said.getvalue())
    assert found
    return found[1]


def nobody_signs_in_yet() -> None:
    for user in User.objects.all():
        user.set_unusable_password()
        user.save()


def use(code: str, username: str = "admin") -> int:
    given = {
        "username": username,
        "code": code,
        "new_password1": OTHER_PASSWORD,
        "new_password2": OTHER_PASSWORD,
    }
    return Client().post(reverse("first_signin"), given).status_code


@pytest.mark.parametrize("name", CLOSED)
def test_a_command_that_leaves_no_record_is_closed(house: House, name: str) -> None:
    assert get_commands()[name] == "hierarchy"
    before = User.objects.get(username="officer").password
    with pytest.raises(CommandError, match="page of the account"):
        call_command(name, "officer")
    assert User.objects.get(username="officer").password == before
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("typed")
def test_the_first_administrator_of_a_new_office_is_let_in(house: House) -> None:
    nobody_signs_in_yet()
    assert use(first_code()) == 302
    assert sign_in(Client(), "admin", OTHER_PASSWORD) == 302
    entry = selectors.entries(house.office.pk)[0]
    assert (entry.kind, entry.by["kind"]) == ("account.let_in", "system")
    said = entry.data
    assert said["user"] == str(house.admin.pk)
    assert said["witness"]["user"] == str(house.head.pk)
    assert (said["operator"], said["reason"]) == ("root@machine", "কেউ ঢুকতে পারেন না")
    assert (said["proved"], said["first"]) == (False, True)


@pytest.mark.usefixtures("typed")
def test_an_administrator_who_lost_everything_is_let_in_anew(house: House) -> None:
    TOTP.activate(house.admin, "JBSWY3DPEHPK3PXP")
    session = Client()
    sign_in(session, "second-admin")
    code = first_code()
    assert not Authenticator.objects.exists()
    assert sign_in(Client(), "admin") == 200
    assert use(code) == 302
    assert selectors.entries(house.office.pk)[0].data["proved"] is True
    assert session.get(reverse("mfa_index")).status_code == 200


def test_the_second_person_gives_his_own_password(house: House, typed: list[str]) -> None:
    typed.append("wrong")
    with pytest.raises(CommandError, match="password of the second person is not right"):
        first_code()
    assert sign_in(Client(), "admin") == 302


@pytest.mark.usefixtures("typed")
def test_who_has_none_does_not_stand_by_where_another_has_one(house: House) -> None:
    house.head.set_unusable_password()
    house.head.save()
    with pytest.raises(CommandError, match="name Name second-admin, who has one"):
        first_code()


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"username": "officer"}, "neither an administrator nor the head of an office"),
        ({"username": "nobody-here"}, "neither an administrator nor the head of an office"),
        ({"second": "admin"}, "somebody other than you"),
        ({"second": "officer"}, "neither an administrator nor the head"),
        ({"second": "nobody-here"}, "neither an administrator nor the head"),
        ({"reason": " "}, "say why"),
    ],
)
def test_nobody_is_let_in_without(house: House, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        first_code(**given)
    assert not Entry.objects.exists()
    assert sign_in(Client(), "admin") == 302
