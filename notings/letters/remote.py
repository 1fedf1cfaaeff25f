"""Signing by a remote service: which credential it holds, what it asks its owner for, and its signature."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from asn1crypto import algos, x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCCredentialInfo,
    CSCServiceSessionInfo,
    CSCSigner,
    base64_digest,
)

from hierarchy.refusals import Refused
from notings.letters import reasons
from notings.letters.csc import Service, Talk, spoken
from notings.letters.revoked import called
from notings.letters.signing import signed

PLAIN_RSA: Final = "rsassa_pkcs1v15"
NOT_IN_FORCE: Final = frozenset({"disabled", "expired", "revoked", "suspended"})


@dataclass(frozen=True, slots=True)
class Credential:
    """What the service says of one: it asks for a `pin` or a `code`, and `sends` the code itself or not."""

    number: str
    signer: str
    issuer: str
    pin: bool
    code: bool
    sends: bool
    held: CSCCredentialInfo = field(repr=False)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What its owner gives for one signature; never kept."""

    pin: str = field(repr=False)
    code: str = field(repr=False)


def looked_up(service: Service, number: str) -> Credential:
    """Refused for one that is unknown, not in force, or that signs without asking its owner."""
    return spoken(service, lambda talk: _looked_up(talk, number))


def send_code(service: Service, number: str) -> None:
    """CSC credentials/sendOTP: the service sends its owner a code for one signature."""
    spoken(service, lambda talk: talk.ask("credentials/sendOTP", {"credentialID": number}))


def signed_by(
    service: Service, number: str, secrets: Secrets, fair: bytes, lines: Callable[[str], Sequence[str]]
) -> bytes:
    """The fair copy, signed; `lines` gives the words of the stamp for the name on the certificate."""

    async def sign(talk: Talk) -> bytes:
        found = await _looked_up(talk, number)
        signer = _Signer(_Leave(talk, found, secrets))
        with TemporaryDirectory(prefix="gotipath-stamp-") as folder:
            return await signed(fair, signer, lines(found.signer), Path(folder))

    return spoken(service, sign)


async def _looked_up(talk: Talk, number: str) -> Credential:
    """CSC credentials/info, with `authInfo`, without which nothing is told of PIN and code."""
    asked = {"credentialID": number, "certificates": "chain", "certInfo": True, "authInfo": True}
    said = await talk.ask("credentials/info", asked, Refused(reasons.NO_CREDENTIAL, credential=number))
    states = {said["key"].get("status"), said["cert"].get("status")}
    if states & NOT_IN_FORCE:
        raise Refused(reasons.CREDENTIAL_NOT_IN_FORCE, credential=number)
    pin, code = (_asks(said.get(name)) for name in ("PIN", "OTP"))
    if said.get("authMode") != "explicit" or not (pin or code):
        raise Refused(reasons.UNGUARDED_CREDENTIAL, credential=number)
    held = _held(said)
    return Credential(
        number=number,
        signer=called(held.signing_cert.subject),
        issuer=called(held.signing_cert.issuer),
        pin=pin,
        code=code,
        sends=code and said["OTP"].get("type") == "online",
        held=held,
    )


def _asks(about: Any) -> bool:
    """What is `optional` is given: the signature is guarded the better."""
    return bool(about) and str(about.get("presence")).lower() in {"true", "optional"}


def _held(said: dict[str, Any]) -> CSCCredentialInfo:
    """The signer's own certificate stands first, in base 64."""
    certs = [x509.Certificate.load(base64.b64decode(one)) for one in said["cert"]["certificates"]]
    if not certs:
        raise SigningError("no certificate")
    return CSCCredentialInfo(
        signing_cert=certs[0],
        chain=certs[1:],
        supported_mechanisms=frozenset(
            algos.SignedDigestAlgorithmId(one).native for one in said["key"]["algo"]
        ),
        max_batch_size=1,
        hash_pinning_required=True,
        response_data=said,
    )


class _Leave(CSCAuthorizationManager):
    """CSC credentials/authorize: its owner's leave to sign this hash and no other."""

    def __init__(self, talk: Talk, found: Credential, secrets: Secrets) -> None:
        session = CSCServiceSessionInfo(talk.service.url, found.number, oauth_token=talk.token)
        super().__init__(session, found.held)
        self.talk, self.found, self.secrets = talk, found, secrets

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        asked = self.format_csc_auth_request(
            pin=(self.secrets.pin or None) if self.found.pin else None,
            otp=(self.secrets.code or None) if self.found.code else None,
            hash_b64s=hash_b64s,
        )
        said = await self.talk.ask("credentials/authorize", asked)
        return CSCAuthorizationInfo(sad=str(said["SAD"]))


class _Signer(CSCSigner):
    """pyHanko's own, but for how signHash is asked: like all else, within what `Talk` allows."""

    def __init__(self, leave: _Leave) -> None:
        able = leave.found.held.supported_mechanisms
        super().__init__(leave.talk.http, leave, prefer_pss="rsassa_pss" in able and "sha256_rsa" not in able)
        self.talk, self.able = leave.talk, able

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """CSC signatures/signHash, for one hash; `dry_run` asks only how long a signature may be."""
        if dry_run:
            return bytes(self.est_raw_signature_size)
        hashes = [base64_digest(data, digest_algorithm)]
        asked = await self.format_csc_signing_req(hashes, digest_algorithm)
        made = (await self.talk.ask("signatures/signHash", asked))["signatures"]
        if not isinstance(made, list) or len(made) != len(hashes):
            raise SigningError("not one signature for one hash")
        return base64.b64decode(made[0])

    def get_signature_mechanism_for_digest(self, digest_algorithm: str | None) -> algos.SignedDigestAlgorithm:
        """A service may name RSA without a digest; it is asked only for what it named."""
        if PLAIN_RSA in self.able and not self.able & {"sha256_rsa", "rsassa_pss"}:
            return algos.SignedDigestAlgorithm({"algorithm": PLAIN_RSA})
        found: algos.SignedDigestAlgorithm = super().get_signature_mechanism_for_digest(  # type: ignore[no-untyped-call]  # [pyHanko leaves it untyped]
            digest_algorithm
        )
        return found
