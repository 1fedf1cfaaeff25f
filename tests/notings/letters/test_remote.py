"""A remote service signs the fair copy: its signature is the letter's, and each fault of it a sentence."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.servers.process import free_port
from hierarchy.refusals import Refused
from notings.letters import csc, reasons, remote
from notings.letters.csc import Service
from notings.letters.printing import as_pdf, signature_spot
from notings.letters.remote import Secrets
from notings.letters.signing import Signature, checked, roots_of, with_room
from tests.notings.letters.authority import Pair, authority, officer
from tests.notings.letters.csc_server import (
    CLIENT,
    CODE,
    PIN,
    PLAIN_RSA,
    PSS,
    SHA256_RSA,
    Held,
    Signing,
    running_service,
)
from tests.notings.letters.samples import letter
from tests.notings.letters.test_signatures import openssl_verifies
from tests.notings.letters.tools import program, said_by, text_of

NUMBER = "GX0112348"
RIGHT = Secrets(PIN, CODE)


@pytest.fixture(scope="module")
def root() -> Pair:
    return authority()


@pytest.fixture(scope="module")
def owner(root: Pair) -> Pair:
    return officer(root)


@pytest.fixture(scope="module")
def fair() -> bytes:
    return with_room(as_pdf(letter()), signature_spot(letter()))


@pytest.fixture
def signing(owner: Pair, root: Pair) -> Iterator[Signing]:
    with running_service() as service:
        service.held[NUMBER] = Held(owner, [root])
        yield service


def signed_by(signing: Signing, fair: bytes, secrets: Secrets = RIGHT, number: str = NUMBER) -> bytes:
    return remote.signed_by(signing.service, number, secrets, fair, lambda name: ["ডিজিটাল স্বাক্ষর", name])


def found_on(content: bytes, fair: bytes, root: Pair, folder: Path) -> Signature:
    (folder / "root.pem").write_bytes(root.pem)
    return checked(content, fair, roots_of(folder))


def reason_of(signing: Signing, fair: bytes, secrets: Secrets = RIGHT, number: str = NUMBER) -> Refused:
    with pytest.raises(Refused) as refused:
        signed_by(signing, fair, secrets, number)
    return refused.value


@pytest.mark.parametrize("algorithm", [SHA256_RSA, PSS, PLAIN_RSA])
def test_its_signature_is_one_of_the_letter(
    signing: Signing, fair: bytes, root: Pair, tmp_path: Path, algorithm: str
) -> None:
    signing.held[NUMBER].algorithms = [algorithm]
    content = signed_by(signing, fair)
    found = found_on(content, fair, root, tmp_path)
    assert (found.signer, found.issuer, found.trusted) == ("Sumana Ghosh", "Test CA", True)
    path = tmp_path / "signed.pdf"
    path.write_bytes(content)
    said = said_by(program("pdfsig"), "-nocert", path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "ডিজিটাল স্বাক্ষর" in text_of(path)
    openssl_verifies(content, tmp_path / "root.pem", tmp_path)


def test_its_owner_gives_leave_for_this_hash_alone(signing: Signing, fair: bytes) -> None:
    signed_by(signing, fair)
    assert signing.asked() == [
        "info",
        "oauth2/token",
        "credentials/info",
        "credentials/authorize",
        "signatures/signHash",
    ]
    leave, signature = signing.heard[-2][1], signing.heard[-1][1]
    assert (leave["PIN"], leave["hash"], leave["numSignatures"]) == (PIN, signature["hash"], 1)
    assert "OTP" not in leave


def test_a_service_may_let_in_by_name_and_password(signing: Signing) -> None:
    signing.ways = ["basic"]
    assert remote.looked_up(signing.service, NUMBER).signer == "Sumana Ghosh"


def test_it_tells_whose_credential_it_is_and_what_it_asks_for(signing: Signing) -> None:
    signing.held[NUMBER].code = "true"
    found = remote.looked_up(signing.service, NUMBER)
    assert (found.signer, found.issuer) == ("Sumana Ghosh", "Test CA")
    assert (found.pin, found.code, found.sends) == (True, True, True)
    signing.held[NUMBER].pin, signing.held[NUMBER].code_type = "false", "offline"
    found = remote.looked_up(signing.service, NUMBER)
    assert (found.pin, found.code, found.sends) == (False, True, False)


def test_it_sends_a_code_and_takes_it(signing: Signing, fair: bytes) -> None:
    signing.held[NUMBER].code = "true"
    remote.send_code(signing.service, NUMBER)
    assert signing.sent == 1
    assert reason_of(signing, fair, Secrets(PIN, "000000")).reason is reasons.WRONG_CODE
    assert signed_by(signing, fair).startswith(fair)


def test_a_wrong_pin_signs_nothing(signing: Signing, fair: bytes) -> None:
    assert reason_of(signing, fair, Secrets("0000", "")).reason is reasons.WRONG_PIN
    assert "signatures/signHash" not in signing.asked()


def test_an_unknown_credential_is_named(signing: Signing, fair: bytes) -> None:
    refused = reason_of(signing, fair, number="GX0")
    assert (refused.reason, refused.params) == (reasons.NO_CREDENTIAL, {"credential": "GX0"})


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"authMode": "implicit"}, reasons.UNGUARDED_CREDENTIAL),
        ({"authMode": "oauth2code"}, reasons.UNGUARDED_CREDENTIAL),
        ({"PIN": {"presence": "false"}}, reasons.UNGUARDED_CREDENTIAL),
        ({"PIN": None}, reasons.UNGUARDED_CREDENTIAL),
        ({"key": {"status": "disabled", "algo": []}}, reasons.CREDENTIAL_NOT_IN_FORCE),
        ({"cert": {"status": "revoked", "certificates": []}}, reasons.CREDENTIAL_NOT_IN_FORCE),
        ({"cert": {"status": "valid", "certificates": []}}, reasons.BROKEN_ANSWER),
        ({"cert": {"status": "valid", "certificates": ["bm9uZQ=="]}}, reasons.BROKEN_ANSWER),
        ({"cert": "valid"}, reasons.BROKEN_ANSWER),
        ({"key": {"status": "enabled", "algo": ["1.2.840.10045.4.3.2"]}}, reasons.BROKEN_ANSWER),
    ],
)
def test_a_credential_that_cannot_sign_letters(
    signing: Signing, fair: bytes, about: dict[str, Any], reason: object
) -> None:
    signing.held[NUMBER].about = about
    assert reason_of(signing, fair).reason is reason
    assert "credentials/authorize" not in signing.asked()


@pytest.mark.parametrize(
    "at", ["info", "oauth2/token", "credentials/info", "credentials/authorize", "signatures/signHash"]
)
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (503, reasons.NO_ANSWER),
        (401, reasons.NOT_LET_IN),
        (302, reasons.BROKEN_ANSWER),
        (307, reasons.BROKEN_ANSWER),
        (b"<html>", reasons.BROKEN_ANSWER),
        (b"[]", reasons.BROKEN_ANSWER),
        (b"[" * 100_000, reasons.BROKEN_ANSWER),
        (b"{}" + b" " * csc.LONGEST_ANSWER, reasons.BROKEN_ANSWER),
    ],
)
def test_a_fault_of_the_service_is_a_sentence(
    signing: Signing, fair: bytes, at: str, fault: int | bytes, reason: object
) -> None:
    signing.faults[at] = fault
    assert reason_of(signing, fair).reason is reason
    assert signing.asked()[-1] == at


def test_an_answer_too_long_is_not_read_to_its_end(signing: Signing, fair: bytes) -> None:
    signing.long = True
    assert reason_of(signing, fair).reason is reasons.BROKEN_ANSWER
    assert signing.asked()[-1] == "signatures/signHash"


@pytest.mark.parametrize("lasts", [1e15, float("inf"), "soon", None])
def test_how_long_the_leave_lasts_is_the_services_own_affair(
    signing: Signing, fair: bytes, lasts: object
) -> None:
    signing.lasts = lasts
    assert signed_by(signing, fair).startswith(fair)


def test_a_number_beyond_all_bounds_is_an_answer_of_no_use(signing: Signing) -> None:
    async def count(_talk: csc.Talk) -> int:
        return int(float("inf"))

    with pytest.raises(Refused) as refused:
        csc.spoken(signing.service, count)
    assert refused.value.reason is reasons.BROKEN_ANSWER


@pytest.mark.parametrize(
    "fault",
    [
        b"{}",
        json.dumps({"signatures": []}).encode(),
        b'{"signatures": ["YQ==", "YQ=="]}',
        b'{"signatures": [5]}',
    ],
)
def test_a_signature_that_does_not_come(signing: Signing, fair: bytes, fault: bytes) -> None:
    signing.faults["signatures/signHash"] = fault
    assert reason_of(signing, fair).reason is reasons.BROKEN_ANSWER


@pytest.mark.parametrize("at", ["info", "credentials/info", "credentials/authorize", "signatures/signHash"])
def test_who_waits_does_not_wait_for_ever(
    signing: Signing, fair: bytes, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csc, "LONGEST_WAIT", 0.5)
    signing.faults[at] = None
    assert reason_of(signing, fair).reason is reasons.LATE_ANSWER


def test_a_service_that_is_not_there(fair: bytes) -> None:
    nowhere = Service(f"http://127.0.0.1:{free_port()}", CLIENT, "")
    with pytest.raises(Refused) as refused:
        remote.looked_up(nowhere, NUMBER)
    assert refused.value.reason is reasons.NO_ANSWER


@pytest.mark.parametrize(
    "named",
    [
        "http://sign.example",
        "https://elsewhere.example",
        "https://sign.example@elsewhere.example",
        "sign.example",
    ],
)
def test_the_secret_leaves_neither_the_safe_line_nor_the_host(named: str) -> None:
    service = Service("https://sign.example", CLIENT, "x")
    with pytest.raises(Refused) as refused:
        csc.grants_at(service, {"oauth2": named})
    assert refused.value.reason is reasons.NOT_LET_IN
    assert csc.grants_at(service, {"oauth2": "https://sign.example/grants/"}) == "https://sign.example/grants"


def test_what_the_service_says_else_is_repeated(signing: Signing, fair: bytes) -> None:
    signing.locked = True
    refused = reason_of(signing, fair)
    assert (refused.reason, refused.params) == (reasons.SERVICE_REFUSED, {"said": "The PIN is locked"})


def test_a_signature_on_another_hash_is_none_of_the_letter(
    signing: Signing, fair: bytes, root: Pair, tmp_path: Path
) -> None:
    signing.another_hash = True
    content = signed_by(signing, fair)
    with pytest.raises(Refused) as refused:
        found_on(content, fair, root, tmp_path)
    assert refused.value.reason is reasons.BROKEN_SIGNATURE


def test_pin_and_code_are_in_no_log(signing: Signing, fair: bytes, caplog: pytest.LogCaptureFixture) -> None:
    signing.held[NUMBER].code = "true"
    with caplog.at_level(logging.DEBUG):
        signed_by(signing, fair)
        signing.faults["signatures/signHash"] = b"{}"
        reason_of(signing, fair)
        reason_of(signing, fair, Secrets(PIN, "000000"))
    assert caplog.text
    assert not {word for word in (PIN, CODE, "the-secret-of-the-office") if word in caplog.text}
