"""Digital signatures on a letter: room for one, one made here, and what an uploaded one is worth.

An officer signs with his own token in his own tool: he downloads the fair copy, signs it there, and brings it
back. Signing only adds to a PDF, so the same document is one that begins with the very bytes he was given.
What a remote service signed (`notings.letters.remote`) is judged alike.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import typst
from asn1crypto import pem, x509
from cryptography.x509 import CertificateRevocationList, load_der_x509_certificate
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from hierarchy.refusals import Refused
from notings.letters import reasons
from notings.letters.printing import FONTS, HERE, Spot
from notings.letters.revoked import called, check_not_revoked

FIELD: Final = "Signature"
PAGE_HEIGHT: Final = 842.0
ROOM: Final = (204, 50)
"""Width and height of the room for the stamp, in points."""
APPEND_ONLY: Final = 3
"""Of /SigFlags: it has a signature field, and a tool may only add to it."""
STAMP: Final = HERE / "stamp.typ"
HARMLESS: Final = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
INTENDED: Final = {"digital_signature", "non_repudiation"}


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found on a PDF. `trusted` is None where no authority was named to trust."""

    signer: str
    issuer: str
    serial: str
    at: datetime | None
    trusted: bool | None


def with_room(pdf: bytes, spot: Spot) -> bytes:
    """The letter with an empty signature field where its signatory signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(FIELD, on_page=spot.page - 1, box=_box(spot)))
    form = writer.root["/AcroForm"]
    form["/SigFlags"] = NumberObject(APPEND_ONLY)  # type: ignore[no-untyped-call]  # [pyHanko leaves it untyped]
    writer.update_container(form)
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # [pyHanko leaves it untyped]
    return out.getvalue()


def _box(spot: Spot) -> tuple[int, int, int, int]:
    """PDF counts upwards from the foot of the page."""
    top = round(PAGE_HEIGHT - spot.y)
    return (round(spot.x), top - ROOM[1], round(spot.x) + ROOM[0], top)


async def signed(pdf: bytes, signer: Signer, lines: Sequence[str], folder: Path) -> bytes:
    """PAdES with a visible stamp in the room for it, by a signer that this process can reach.

    The stamp is printed by typst, which shapes Bengali; `folder` holds it for a moment.
    """
    stamp = folder / "stamp.pdf"
    stamp.write_bytes(stamp_of(lines))
    style = StaticStampStyle.from_pdf_file(str(stamp), border_width=0)
    about = PdfSignatureMetadata(field_name=FIELD, subfilter=SigSeedSubFilter.PADES)
    out = io.BytesIO()
    room = IncrementalPdfFileWriter(io.BytesIO(pdf))
    await PdfSigner(about, signer=signer, stamp_style=style).async_sign_pdf(room, output=out)
    return out.getvalue()


def stamp_of(lines: Sequence[str]) -> bytes:
    """The visible mark of a signature, as a PDF of the size of the room for it."""
    made = typst.compile(
        STAMP,
        root=HERE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2b"],
        sys_inputs={"stamp": json.dumps({"lines": list(lines), "size": ROOM}, ensure_ascii=False)},
    )
    return bytes(made)


def checked(
    given: bytes,
    fair: bytes,
    roots: Sequence[x509.Certificate] = (),
    lists: Sequence[CertificateRevocationList] = (),
) -> Signature:
    """The signature on a file that was brought back.

    Refused unless it is the fair copy with nothing changed, signed once over the whole of it by a certificate
    that stands on none of the `lists` of revoked ones.
    """
    if given == fair:
        raise Refused(reasons.UNSIGNED)
    if not given.startswith(fair):
        raise Refused(reasons.ANOTHER_DOCUMENT)
    try:
        reader = PdfFileReader(io.BytesIO(given))
        found = reader.embedded_regular_signatures
        if not found:
            raise Refused(reasons.UNSIGNED)
        _check_only_signed(reader, fair)
        check_not_revoked([found[-1].signer_cert, *found[-1].other_embedded_certs], lists)
        return _judged(found[-1], roots)
    except (PdfError, SignatureValidationError, ValueError) as error:
        raise Refused(reasons.UNREADABLE_SIGNATURE) from error


def _check_only_signed(reader: PdfFileReader, fair: bytes) -> None:
    """What was added to the fair copy fills the room for the signature and changes nothing that is read."""
    last = PdfFileReader(io.BytesIO(fair)).xrefs.total_revisions - 1
    added = DEFAULT_DIFF_POLICY.review_file(reader, last)
    if not isinstance(added, DiffResult) or added.modification_level not in HARMLESS:
        raise Refused(reasons.ANOTHER_DOCUMENT)


def _judged(found: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> Signature:
    """A certificate's whole chain is asked for only where an authority is named."""
    trust = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    usage = KeyUsageConstraints(key_usage=INTENDED, match_all_key_usages=False)
    status = validate_pdf_signature(found, trust, key_usage_settings=usage)
    if not (status.intact and status.valid) or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise Refused(reasons.BROKEN_SIGNATURE)
    if roots and not status.trusted:
        raise Refused(reasons.UNTRUSTED_SIGNATURE, issuer=called(found.signer_cert.issuer))
    cert = found.signer_cert
    return Signature(
        signer=called(cert.subject),
        issuer=called(cert.issuer),
        serial=f"{cert.serial_number:X}",
        at=found.self_reported_timestamp,
        trusted=bool(status.trusted) if roots else None,
    )


def roots_of(folder: Path | None) -> list[x509.Certificate]:
    """The authorities that an office trusts: PEM files in a folder of its own. Refused: one is unreadable."""
    found = []
    for path in sorted(folder.glob("*.pem")) if folder and folder.is_dir() else []:
        try:
            found += [
                _certificate(one) for _kind, _headers, one in pem.unarmor(path.read_bytes(), multiple=True)
            ]
        except ValueError as error:
            raise Refused(reasons.UNREADABLE_AUTHORITY, file=path.name) from error
    return found


def _certificate(der: bytes) -> x509.Certificate:
    """Read twice: the second reading finds only later that it is none."""
    load_der_x509_certificate(der)
    return x509.Certificate.load(der)
