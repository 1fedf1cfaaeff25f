"""A letter is signed by the e-sign service from its page; what goes wrong there loses nothing and is said."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from efile.alone import alone
from efile.letters.models import Draft, How, Status
from efile.models import Matter
from hierarchy.models import User
from ledger import selectors as ledger
from ledger.ids import uuid7
from notings.letters import remote
from tests.efile.conftest import District
from tests.efile.letters.desk import agrees, fresh
from tests.efile.letters.test_letter_page import act, bring, bytes_of, made_ready, page
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.notings.contents import samples
from tests.notings.letters.authority import Pair, authority, officer, revoking
from tests.notings.letters.csc_server import CLIENT, CODE, PIN, SECRET, Held, Signing, running_service

__all__ = ["district", "sign_in"]

NUMBER = "GX0112348"


@pytest.fixture(scope="module")
def root() -> Pair:
    return authority()


@pytest.fixture
def signing(root: Pair, settings: Any, tmp_path: Path) -> Iterator[Signing]:
    """A service that the installation knows, of an authority that it trusts."""
    settings.SIGNING_AUTHORITIES = tmp_path / "authorities"
    settings.SIGNING_AUTHORITIES.mkdir()
    (settings.SIGNING_AUTHORITIES / "root.pem").write_bytes(root.pem)
    with running_service() as service:
        service.held[NUMBER] = Held(officer(root), [root])
        settings.ESIGN_URL, settings.ESIGN_CLIENT_ID, settings.ESIGN_CLIENT_SECRET = (
            service.url,
            CLIENT,
            SECRET,
        )
        yield service


@pytest.fixture
def oc(sign_in: SignIn) -> Client:
    return sign_in("oc-general")


@pytest.fixture
def ready(district: District, oc: Client) -> tuple[Matter, Draft]:
    return made_ready(district, oc)


def asked(client: Client, draft: Draft, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse("esign_letter", args=[draft.pk]) + query)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def pressed(client: Client, draft: Draft, name: str, **given: Any) -> Any:
    form = {"act": name, "key": str(uuid7()), "signer": "Sumana Ghosh", "asks": ["pin"], **given}
    return client.post(reverse("esign_letter", args=[draft.pk]), form)


def said(answer: Any, status: int) -> str:
    assert answer.status_code == status
    return str(unescape(answer.content.decode()))


def test_it_is_signed_and_lies_in_the_file(signing: Signing, ready: tuple[Matter, Draft], oc: Client) -> None:
    matter, draft = ready
    assert reverse("esign_letter", args=[draft.pk]) in page(oc, draft)
    assert "Number of your credential" in asked(oc, draft)
    known = said(pressed(oc, draft, "look", number=f" {NUMBER} "), 200)
    assert "Sumana Ghosh" in known
    assert "Test CA" in known
    assert 'name="pin"' in known
    assert 'name="code"' not in known
    fair = bytes_of(oc.get(reverse("letter_pdf", args=[draft.pk])))
    answer = pressed(oc, draft, "sign", pin=PIN)
    assert (answer.status_code, answer["Location"]) == (302, reverse("letter", args=[draft.pk]))
    row = fresh(draft)
    assert (row.status, row.how) == (Status.SIGNED, How.REMOTE)
    entry = ledger.entries(matter.pk)[-1]
    signature = entry.data["signature"]
    assert (entry.kind, entry.data["how"]) == ("letter.signed", "remote")
    assert (signature["signer"], signature["issuer"], signature["trusted"]) == (
        "Sumana Ghosh",
        "Test CA",
        True,
    )
    assert signature["service"] == "127.0.0.1"
    whole = bytes_of(oc.get(reverse("letter_pdf", args=[draft.pk])))
    assert whole.startswith(fair)
    assert len(whole) > len(fair)
    assert "Digital signature by the e-sign service" in page(oc, draft)
    assert agrees(matter)


def test_the_credential_is_kept_and_can_be_another(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    assert "Sumana Ghosh" in asked(oc, draft)
    assert f'value="{NUMBER}"' in asked(oc, draft, "?another=1")
    refused = said(pressed(oc, draft, "look", number="GX9"), 422)
    assert "knows no credential “GX9”" in refused
    assert 'value="GX9"' in refused
    assert User.objects.get(username="oc-general").signing_credential == NUMBER
    assert "Write the number" in said(pressed(oc, draft, "look", number="  "), 422)


def test_a_number_that_stands_with_another_person_is_refused(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    User.objects.filter(username="dm").update(signing_credential=NUMBER)
    assert "stands with another person" in said(pressed(oc, draft, "look", number=NUMBER), 409)
    assert User.objects.get(username="oc-general").signing_credential == ""
    User.objects.filter(username="dm").update(signing_credential="")
    assert pressed(oc, draft, "look", number=NUMBER).status_code == 200
    assert pressed(oc, draft, "look", number=NUMBER).status_code == 200


def test_two_who_take_one_number_at_the_same_moment(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other enters it while this one waits for the service."""
    _matter, draft = ready
    looked_up = remote.looked_up

    def meanwhile(*given: Any) -> Any:
        User.objects.filter(username="dm").update(signing_credential=NUMBER)
        return looked_up(*given)

    monkeypatch.setattr(remote, "looked_up", meanwhile)
    assert "stands with another person" in said(pressed(oc, draft, "look", number=NUMBER), 409)
    assert User.objects.get(username="oc-general").signing_credential == ""


def test_a_number_is_forgotten_and_may_stand_with_another(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    assert "Forget my number" not in asked(oc, draft)
    pressed(oc, draft, "look", number=NUMBER)
    assert "Forget my number" in asked(oc, draft, "?another=1")
    assert pressed(oc, draft, "forget").status_code == 302
    assert "Number of your credential" in asked(oc, draft)
    assert User.objects.filter(username="dm").update(signing_credential=NUMBER) == 1


def test_pressed_by_two_at_once_the_service_is_asked_once(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [draft.pk.int >> 65])
        assert "being signed" in said(pressed(oc, draft, "sign", pin=PIN), 409)
        assert "credentials/authorize" not in signing.asked()
    assert pressed(oc, draft, "sign", pin=PIN).status_code == 302
    with alone(draft.pk.int >> 65) as free:
        assert free


def test_pressed_again_after_a_lost_answer_it_is_signed_once(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    key = str(uuid7())
    first = pressed(oc, draft, "sign", pin=PIN, key=key)
    entries, asked_so_far = len(ledger.entries(matter.pk)), len(signing.heard)
    again = pressed(oc, draft, "sign", pin=PIN, key=key)
    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert (len(ledger.entries(matter.pk)), len(signing.heard)) == (entries, asked_so_far)
    assert "no fair copy to sign yet" in said(pressed(oc, draft, "sign", pin=PIN), 409)


def test_the_service_sends_a_code(signing: Signing, ready: tuple[Matter, Draft], oc: Client) -> None:
    _matter, draft = ready
    signing.held[NUMBER].code = "true"
    assert "Send me a code" in said(pressed(oc, draft, "look", number=NUMBER), 200)
    sent = said(pressed(oc, draft, "code", asks=["pin", "code", "sends"]), 200)
    assert signing.sent == 1
    assert "has sent you a code" in sent
    assert "Sumana Ghosh" in sent
    assert {'name="pin"', 'name="code"'} <= {*re.findall(r'name="(?:pin|code)"', sent)}
    assert pressed(oc, draft, "sign", pin=PIN, code=CODE).status_code == 302


def test_a_wrong_pin_can_be_written_again_and_is_not_shown(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    entries = len(ledger.entries(matter.pk))
    refused = said(pressed(oc, draft, "sign", pin="98989898"), 422)
    assert "did not take the PIN" in refused
    assert 'name="pin"' in refused
    assert "98989898" not in refused
    assert (fresh(draft).status, len(ledger.entries(matter.pk))) == (Status.READY, entries)
    assert pressed(oc, draft, "sign", pin=PIN).status_code == 302


def test_a_service_that_is_gone_leaves_the_letter_as_it_was(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    signing.faults["info"] = 503
    assert "does not answer" in asked(oc, draft, status=409)
    assert "does not answer" in said(pressed(oc, draft, "sign", pin=PIN), 409)
    assert fresh(draft).status == Status.READY
    signing.faults.clear()
    assert pressed(oc, draft, "sign", pin=PIN).status_code == 302


def test_a_signature_on_another_hash_is_not_taken(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    signing.another_hash = True
    assert "no signature on this letter" in said(pressed(oc, draft, "sign", pin=PIN), 409)
    assert fresh(draft).status == Status.READY
    assert ledger.entries(matter.pk)[-1].kind == "letter.made_ready"


def test_a_certificate_of_an_authority_that_is_not_trusted_is_refused(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    other = authority("Other CA")
    signing.held[NUMBER] = Held(officer(other), [other])
    pressed(oc, draft, "look", number=NUMBER)
    assert "issued by Other CA, whom this office does not trust" in said(
        pressed(oc, draft, "sign", pin=PIN), 422
    )
    assert fresh(draft).status == Status.READY


def test_a_revoked_certificate_is_refused(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, root: Pair, settings: Any
) -> None:
    _matter, draft = ready
    (settings.SIGNING_AUTHORITIES / "root.crl").write_bytes(revoking(root, signing.held[NUMBER].pair))
    pressed(oc, draft, "look", number=NUMBER)
    assert "was revoked by Test CA" in said(pressed(oc, draft, "sign", pin=PIN), 422)
    assert fresh(draft).status == Status.READY


def test_no_pin_leaves_the_house_while_a_list_cannot_be_read(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, settings: Any
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    (settings.SIGNING_AUTHORITIES / "root.crl").write_bytes(b"no list")
    assert "“root.crl” cannot be read" in said(pressed(oc, draft, "sign", pin=PIN), 409)
    assert "credentials/authorize" not in signing.asked()


@pytest.mark.parametrize(
    "content", [b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_no_pin_leaves_the_house_while_an_authority_cannot_be_read(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, settings: Any, content: bytes
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    (settings.SIGNING_AUTHORITIES / "other.pem").write_bytes(content)
    assert "“other.pem” of a trusted authority cannot be read" in said(
        pressed(oc, draft, "sign", pin=PIN), 409
    )
    assert "credentials/authorize" not in signing.asked()


def test_the_service_is_spoken_to_outside_of_every_transaction(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    around = len(connection.savepoint_ids)
    seen: list[int] = []
    talk = asyncio.run

    def run(doing: Any) -> Any:
        seen.append(len(connection.savepoint_ids) - around)
        return talk(doing)

    monkeypatch.setattr(asyncio, "run", run)
    assert pressed(oc, draft, "sign", pin=PIN).status_code == 302
    assert seen[0] == 0


def test_no_pin_leaves_the_house_for_who_may_not_sign(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, district: District, sign_in: SignIn
) -> None:
    matter, draft = ready
    district.go_live()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")
    refused = said(pressed(sign_in("dm"), draft, "sign", pin="98989898"), 403)
    assert "is signed by" in refused
    assert "98989898" not in refused
    assert sign_in("oc-land").get(reverse("esign_letter", args=[draft.pk])).status_code == 404
    assert signing.heard == []


def test_a_letter_that_is_not_ready_is_not_signed(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    act(oc, draft, "withdraw", reason="ভুল")
    assert "no fair copy to sign yet" in said(pressed(oc, draft, "sign", pin=PIN), 409)
    assert signing.heard == []


def test_an_approval_withdrawn_meanwhile_is_not_signed_over(
    signing: Signing, ready: tuple[Matter, Draft], oc: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, draft = ready
    pressed(oc, draft, "look", number=NUMBER)
    ask = remote.signed_by

    def meanwhile(*given: Any) -> bytes:
        content = ask(*given)
        assert act(oc, draft, "withdraw", reason="ভুল").status_code == 302
        return content

    monkeypatch.setattr(remote, "signed_by", meanwhile)
    assert pressed(oc, draft, "sign", pin=PIN).status_code == 409
    assert ledger.entries(matter.pk)[-1].kind == "letter.approval_withdrawn"


def test_without_a_service_it_is_not_offered(ready: tuple[Matter, Draft], oc: Client) -> None:
    _matter, draft = ready
    assert reverse("esign_letter", args=[draft.pk]) not in page(oc, draft)
    assert "has no e-sign service" in asked(oc, draft, status=409)


def test_an_uploaded_file_does_not_pass_for_one_signed_by_the_service(
    ready: tuple[Matter, Draft], oc: Client
) -> None:
    _matter, draft = ready
    answer = bring(oc, draft, samples.image(), "remote", "scan.png")
    assert "Say how the letter was signed" in said(answer, 422)
    assert fresh(draft).status == Status.READY


def test_the_page_reads_in_bengali(signing: Signing, ready: tuple[Matter, Draft], sign_in: SignIn) -> None:
    _matter, draft = ready
    reader = sign_in("oc-general", "bn-in")
    assert "ই-স্বাক্ষর ব্যবস্থায় স্বাক্ষর করুন" in asked(reader, draft)
