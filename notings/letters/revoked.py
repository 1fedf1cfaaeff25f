"""Lists of revoked certificates that an installation keeps beside the authorities it trusts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from asn1crypto import pem, x509
from cryptography.x509 import CertificateRevocationList, load_der_x509_crl

from hierarchy.refusals import Refused
from notings.letters import reasons


def lists_of(folder: Path | None) -> list[CertificateRevocationList]:
    """The files `*.crl` of a folder: DER, or PEM with one list or more. Refused while one is unreadable."""
    found = []
    for path in sorted(folder.glob("*.crl")) if folder and folder.is_dir() else []:
        content = path.read_bytes()
        try:
            found += [load_der_x509_crl(one) for one in _ders(content)]
        except ValueError as error:
            raise Refused(reasons.UNREADABLE_LIST, file=path.name) from error
    return found


def _ders(content: bytes) -> list[bytes]:
    if not pem.detect(content):
        return [content]
    found = [one for _kind, _headers, one in pem.unarmor(content, multiple=True)]
    if len(found) != content.count(b"-----BEGIN "):
        raise ValueError("a list breaks off")
    return found


def check_not_revoked(
    certificates: Iterable[x509.Certificate], lists: Sequence[CertificateRevocationList]
) -> None:
    """Refused for one that its issuer's list names, however old the list: nobody is taken off again."""
    for listed in lists:
        issuer = x509.Name.load(listed.issuer.public_bytes())
        for certificate in certificates:
            number = certificate.serial_number
            if certificate.issuer == issuer and listed.get_revoked_certificate_by_serial_number(number):
                raise Refused(
                    reasons.REVOKED, signer=called(certificate.subject), issuer=called(certificate.issuer)
                )


def called(name: x509.Name) -> str:
    said = name.native.get("common_name") or name.human_friendly
    return str(said)
