"""What is refused costs the second person none of his one-time codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from hierarchy.models import User
from hierarchy.signin.factors import gives_code, spent_when_done
from tests.hierarchy.signin.conftest import BESIDE, PASSWORD, House, reset, sign_in
from tests.hierarchy.signin.test_codes_before_a_second_person import SECRET, code_now

ROOT: Final = Path(__file__).resolve().parents[3]
ROOMS: Final = ("hierarchy", "workflows", "efile", "integrations", "web", "config")
PROVING: Final = {"second_of", "second_person", "proved", "_before_two"}
"""By which a second person gives his code; a function of this name passes it on."""


@pytest.fixture
def office(house: House, reader: Client) -> Client:
    assert sign_in(reader, "admin") == 302
    return reader


@pytest.fixture
def codes(house: House) -> list[str]:
    """The recovery codes of the other administrator, whose first factor is a key."""
    return recovery_codes(house.second_admin)


def recovery_codes(user: User) -> list[str]:
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    return list(RecoveryCodes.activate(user).get_unused_codes())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password_too": ""}, "Choose what is to be reset, and say why."),
        ({"reason": " "}, "Fill in “Reason”."),
        ({"password_too": "", "reason": ""}, "Choose what is to be reset, and say why."),
    ],
)
def test_the_forms_own_fields_are_judged_first(
    office: Client, house: House, codes: list[str], wrong: dict[str, str], said: str
) -> None:
    status, page = reset(office, house, second_code=codes[0], **wrong)
    assert (status, said in page) == (422, True)
    assert RecoveryCodes.activate(house.second_admin).get_unused_codes() == codes
    assert reset(office, house, second_code=codes[0])[0] == 302
    assert RecoveryCodes.activate(house.second_admin).get_unused_codes() == codes[1:]


@pytest.mark.parametrize("act", ["reset", "slip", "link", "unlock"])
def test_who_may_not_stand_by_keeps_his_code(office: Client, house: House, act: str) -> None:
    codes = recovery_codes(house.officer)
    form = {"password_too": "on", "reason": "ভুলে গেছেন", "mobile": "9876543210"}
    second = {**BESIDE, "second": "officer", "second_code": codes[3]}
    answer = office.post(reverse(f"officer_{act}", args=[house.newcomer.pk]), form | second)
    assert answer.status_code in {403, 409}
    assert RecoveryCodes.activate(house.officer).get_unused_codes() == codes
    assert gives_code(house.officer, codes[3])


def test_so_does_the_app(office: Client, house: House) -> None:
    TOTP.activate(house.officer, SECRET)
    code = code_now()
    second = {**BESIDE, "second": "officer", "second_code": f"{code[:3]} {code[3:]}"}
    assert office.post(reverse("officer_slip", args=[house.newcomer.pk]), second).status_code == 403
    assert gives_code(house.officer, code)
    assert not gives_code(house.officer, f"{code[:3]} {code[3:]}")


def test_what_was_done_with_it_is_not_done_again(office: Client, house: House, codes: list[str]) -> None:
    assert reset(office, house, second_code=codes[0])[0] == 302
    house.officer.set_password(PASSWORD)
    house.officer.save()
    status, page = reset(office, house, second_code=codes[0])
    assert (status, "was used already" in page) == (422, True)
    assert reset(office, house, second_code=codes[1])[0] == 302


def test_a_refusal_gives_back_that_code_alone(house: House, codes: list[str]) -> None:
    assert gives_code(house.second_admin, codes[5])
    with pytest.raises(ZeroDivisionError):
        _fails_after(house.second_admin, codes[0])
    assert RecoveryCodes.activate(house.second_admin).get_unused_codes() == [*codes[:5], *codes[6:]]


def _fails_after(user: User, code: str) -> None:
    with spent_when_done():
        assert gives_code(user, code)
        1 / 0  # noqa: B018


def test_every_act_before_two_spends_the_code_only_when_it_is_done() -> None:
    """Whoever asks for a second person asks within `spent_when_done`."""
    asking = {}
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for name, within in proofs(ast.parse(path.read_text()), within=False, function=""):
            asking[f"{path.relative_to(ROOT)}: {name}"] = within
    assert len(asking) >= 7
    assert [place for place, within in asking.items() if not within] == []


def proofs(node: ast.AST, *, within: bool, function: str) -> Iterator[tuple[str, bool]]:
    """The functions that ask for a second person's proof, and whether they do so within it."""
    if isinstance(node, ast.FunctionDef):
        function = node.name
    if isinstance(node, ast.With):
        within = within or any(ast.unparse(one.context_expr) == "spent_when_done()" for one in node.items)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in PROVING and function not in PROVING:
        yield function, within
    for child in ast.iter_child_nodes(node):
        yield from proofs(child, within=within, function=function)
