"""An authority of the tests, and officers' certificates that it issues."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.sign import Signer, SimpleSigner

from notings.letters import signing

FROM = datetime(2020, 1, 1, tzinfo=UTC)
UNTIL = datetime(2045, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    key: rsa.RSAPrivateKey
    cert: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.cert.public_bytes(serialization.Encoding.PEM)


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _issued(subject: str, by: Pair | None, *, authority: bool) -> Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer = by.cert.subject if by else _name(subject)
    usage = dict.fromkeys(
        "data_encipherment key_agreement key_encipherment encipher_only decipher_only".split(), False
    )
    built = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL + timedelta(days=0))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                content_commitment=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Pair(key, built.sign(by.key if by else key, hashes.SHA256()))


def authority(name: str = "Test CA") -> Pair:
    return _issued(name, None, authority=True)


def officer(by: Pair, name: str = "Sumana Ghosh") -> Pair:
    return _issued(name, by, authority=False)


def signer(pair: Pair, root: Pair, folder: Path) -> SimpleSigner:
    paths = {name: folder / f"{name}.pem" for name in ("key", "cert", "root")}
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    paths["key"].write_bytes(pair.key.private_bytes(serialization.Encoding.PEM, form, plain))
    paths["cert"].write_bytes(pair.pem)
    paths["root"].write_bytes(root.pem)
    loaded = SimpleSigner.load(  # type: ignore[no-untyped-call]  # [pyHanko leaves it untyped]
        str(paths["key"]), str(paths["cert"]), ca_chain_files=(str(paths["root"]),)
    )
    assert isinstance(loaded, SimpleSigner)
    return loaded


def signed(pdf: bytes, by: Signer, lines: Sequence[str], folder: Path) -> bytes:
    """As an officer's own tool does it."""
    return asyncio.run(signing.signed(pdf, by, lines, folder))


def revoking(by: Pair, *revoked: Pair, form: serialization.Encoding = serialization.Encoding.DER) -> bytes:
    """The authority's list of revoked certificates; old, as one that lies in a folder may be."""
    built = x509.CertificateRevocationListBuilder().issuer_name(by.cert.subject)
    built = built.last_update(FROM).next_update(FROM + timedelta(days=30))
    for one in revoked:
        number = x509.RevokedCertificateBuilder().serial_number(one.cert.serial_number)
        built = built.add_revoked_certificate(number.revocation_date(FROM).build())
    return built.sign(by.key, hashes.SHA256()).public_bytes(form)
