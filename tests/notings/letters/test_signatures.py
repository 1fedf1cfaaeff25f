"""A letter is signed in the officer's own tool and brought back; OpenSSL and poppler agree about it."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from hierarchy.refusals import Refused
from notings.letters import reasons
from notings.letters.printing import as_pdf, signature_spot
from notings.letters.revoked import lists_of
from notings.letters.signing import FIELD, checked, roots_of, with_room
from tests.notings.letters.authority import Pair, authority, officer, revoking, signed, signer
from tests.notings.letters.samples import letter
from tests.notings.letters.tools import program, said_by, text_of

LINES = ("ডিজিটাল স্বাক্ষর", "সুমনা ঘোষ, ভারপ্রাপ্ত আধিকারিক", "২২.১১.২০২৬ র‍্য ক্ষ্ম")


@pytest.fixture(scope="module")
def root() -> Pair:
    return authority()


@pytest.fixture(scope="module")
def fair() -> bytes:
    return with_room(as_pdf(letter()), signature_spot(letter()))


@pytest.fixture(scope="module")
def brought(fair: bytes, root: Pair, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("token")
    return signed(fair, signer(officer(root), root, folder), LINES, folder)


@pytest.fixture
def trusted(root: Pair, tmp_path: Path) -> Path:
    (tmp_path / "trusted").mkdir()
    (tmp_path / "trusted" / "root.pem").write_bytes(root.pem)
    return tmp_path / "trusted"


def reason_of(given: bytes, fair: bytes, folder: Path | None = None) -> object:
    with pytest.raises(Refused) as refused:
        checked(given, fair, roots_of(folder))
    return refused.value.reason


def test_the_same_document_signed_is_taken(fair: bytes, brought: bytes, trusted: Path) -> None:
    found = checked(brought, fair, roots_of(trusted))
    assert (found.signer, found.issuer, found.trusted) == ("Sumana Ghosh", "Test CA", True)
    assert found.at is not None


def test_without_named_authorities_nothing_is_said_of_trust(fair: bytes, brought: bytes) -> None:
    assert checked(brought, fair).trusted is None


def test_one_of_an_authority_that_is_not_named_is_refused(fair: bytes, trusted: Path, tmp_path: Path) -> None:
    other = authority("Other CA")
    given = signed(fair, signer(officer(other), other, tmp_path), LINES, tmp_path)
    assert reason_of(given, fair, trusted) is reasons.UNTRUSTED_SIGNATURE


@pytest.mark.parametrize("form", [Encoding.DER, Encoding.PEM])
def test_a_revoked_certificate_is_refused(
    fair: bytes, root: Pair, trusted: Path, tmp_path: Path, form: Encoding
) -> None:
    lost, kept = officer(root, "Who lost his token"), officer(root)
    of_another = revoking(authority("Other CA"), lost, kept)
    (trusted / "root.crl").write_bytes(revoking(root, lost, form=form))
    (trusted / "other.crl").write_bytes(of_another)
    with pytest.raises(Refused) as refused:
        checked(
            signed(fair, signer(lost, root, tmp_path), LINES, tmp_path),
            fair,
            roots_of(trusted),
            lists_of(trusted),
        )
    assert refused.value.reason is reasons.REVOKED
    assert refused.value.params == {"signer": "Who lost his token", "issuer": "Test CA"}
    given = signed(fair, signer(kept, root, tmp_path), LINES, tmp_path)
    assert checked(given, fair, roots_of(trusted), lists_of(trusted)).trusted is True


def test_all_lists_of_a_file_are_read(root: Pair, trusted: Path) -> None:
    lists = [revoking(one, form=Encoding.PEM) for one in (authority("Other CA"), root)]
    (trusted / "all.crl").write_bytes(b"Both authorities\n" + b"".join(lists))
    assert [one.issuer.rfc4514_string() for one in lists_of(trusted)] == ["CN=Other CA", "CN=Test CA"]
    (trusted / "all.crl").write_bytes(b"".join(lists)[:-40])
    with pytest.raises(Refused) as refused:
        lists_of(trusted)
    assert refused.value.reason is reasons.UNREADABLE_LIST


def test_a_list_that_cannot_be_read_is_named(trusted: Path) -> None:
    (trusted / "root.crl").write_bytes(b"no list")
    with pytest.raises(Refused) as refused:
        lists_of(trusted)
    assert (refused.value.reason, refused.value.params) == (reasons.UNREADABLE_LIST, {"file": "root.crl"})


def test_the_fair_copy_itself_is_not_signed(fair: bytes) -> None:
    assert reason_of(fair, fair) is reasons.UNSIGNED
    assert reason_of(fair + b"\n% nothing", fair) is reasons.UNSIGNED


def test_another_letter_signed_is_not_this_one(brought: bytes) -> None:
    other = letter(subject="অন্য বিষয়")
    assert reason_of(brought, with_room(as_pdf(other), signature_spot(other))) is reasons.ANOTHER_DOCUMENT


@pytest.mark.parametrize("share", [0.01, 0.1, 0.2])
def test_one_byte_changed_after_signing_is_found(fair: bytes, brought: bytes, share: float) -> None:
    """Before the signature's own bytes, which are no part of what it covers."""
    end = brought.index(b"/ByteRange", len(fair))
    at = len(fair) + int((brought.rindex(b"/Contents", 0, end) - len(fair)) * share)
    changed = brought[:at] + bytes([brought[at] ^ 1]) + brought[at + 1 :]
    assert reason_of(changed, fair) in {
        reasons.BROKEN_SIGNATURE,
        reasons.UNREADABLE_SIGNATURE,
        reasons.ANOTHER_DOCUMENT,
        reasons.UNSIGNED,
    }


def test_words_added_after_signing_are_found(fair: bytes, brought: bytes) -> None:
    assert reason_of(overwritten(brought), fair) in {reasons.ANOTHER_DOCUMENT, reasons.BROKEN_SIGNATURE}


def test_words_changed_before_signing_are_found(fair: bytes, root: Pair, tmp_path: Path) -> None:
    """The signature itself holds; what it was put under is not the fair copy."""
    given = signed(overwritten(fair), signer(officer(root), root, tmp_path), LINES, tmp_path)
    assert given.startswith(fair)
    assert reason_of(given, fair) is reasons.ANOTHER_DOCUMENT


def overwritten(pdf: bytes) -> bytes:
    """The first page's words in another order of drawing, added at the end as a signature is."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    empty = writer.add_object(StreamObject(stream_data=b"q Q"))
    page["/Contents"] = empty
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # [pyHanko leaves it untyped]
    return out.getvalue()


def test_a_page_put_in_after_signing_is_found(fair: bytes, brought: bytes, tmp_path: Path) -> None:
    path = tmp_path / "changed.pdf"
    with pikepdf.open(_written(tmp_path, brought)) as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    assert reason_of(path.read_bytes(), fair) is reasons.ANOTHER_DOCUMENT


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "signed.pdf"
    path.write_bytes(content)
    return path


def test_the_stamp_stands_where_the_signatory_is_named(brought: bytes) -> None:
    with pikepdf.open(io.BytesIO(brought)) as pdf:
        (field,) = [one for one in pdf.Root.AcroForm.Fields if str(one.T) == FIELD]
        left, foot, right, top = (float(side) for side in field.Rect)
        assert (right - left, top - foot) == (204, 50)
        assert field.V.SubFilter == "/ETSI.CAdES.detached"


@pytest.mark.parametrize("changes", [{}, {"kind": "order"}, {"body": "অনেক কথা।\n\n" * 40}])
def test_the_stamp_covers_no_words(changes: dict[str, str], root: Pair, tmp_path: Path) -> None:
    """It stands between the closing words and the signatory's name."""
    sample = letter(**changes)
    spot = signature_spot(sample)
    path = _written(tmp_path, as_pdf(sample))
    boxes = said_by(program("pdftotext"), "-bbox", "-f", str(spot.page), "-l", str(spot.page), path, "-")
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', boxes)
    assert len(found) > 10
    for left, top, right, foot in (map(float, box) for box in found):
        beside = right <= spot.x or left >= spot.x + 204
        assert beside or foot <= spot.y + 2 or top >= spot.y + 48, (left, top, right, foot, spot)


def test_it_still_claims_pdf_a(brought: bytes) -> None:
    with pikepdf.open(io.BytesIO(brought)) as pdf:
        assert pdf.open_metadata().pdfa_status == "2A"


def test_poppler_finds_it_whole_and_reads_the_bengali_stamp(brought: bytes, tmp_path: Path) -> None:
    path = _written(tmp_path, brought)
    said = said_by(program("pdfsig"), "-nocert", path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Sumana Ghosh" in said
    assert "ডিজিটাল স্বাক্ষর" in text_of(path)


def test_openssl_verifies_the_bytes_under_it(brought: bytes, trusted: Path, tmp_path: Path) -> None:
    openssl_verifies(brought, trusted / "root.pem", tmp_path)


def openssl_verifies(brought: bytes, root: Path, tmp_path: Path) -> None:
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", brought)
    assert found is not None
    a, b, c, d = map(int, found.groups())
    assert c + d == len(brought)
    (tmp_path / "content").write_bytes(brought[a : a + b] + brought[c : c + d])
    room = bytes.fromhex(brought[a + b + 1 : c - 1].decode())
    assert room[:2] == b"\x30\x82", "a sequence whose length stands in the two bytes that follow"
    (tmp_path / "cms.der").write_bytes(room[: 4 + int.from_bytes(room[2:4])])
    arguments = (
        "cms -verify -binary -inform DER -in cms.der -content content -purpose any -out /dev/null".split()
    )
    command = [program("openssl"), *arguments, "-CAfile", str(root)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "successful" in done.stderr.lower(), done.stderr
