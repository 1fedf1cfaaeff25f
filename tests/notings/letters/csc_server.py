"""A remote signing service on a real socket, with the API of the Cloud Signature Consortium, version 1.0.4.

It keeps the keys of its credentials and signs with them: only what their owner gave leave for, hash by hash.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from asn1crypto import algos
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, utils

from notings.letters.csc import LONGEST_ANSWER, Service
from tests.notings.letters.authority import Pair

CLIENT, SECRET, PIN, CODE = "gotipath", "the-secret-of-the-office", "4711", "135790"
SHA256_RSA, PSS, PLAIN_RSA, SHA256 = (
    "1.2.840.113549.1.1.11",
    "1.2.840.113549.1.1.10",
    "1.2.840.113549.1.1.1",
    "2.16.840.1.101.3.4.2.1",
)


@dataclass(slots=True)
class Held:
    """A credential. `about` is laid over what credentials/info tells of it."""

    pair: Pair
    chain: list[Pair]
    algorithms: list[str] = field(default_factory=lambda: [SHA256_RSA])
    pin: str = "true"
    code: str = "false"
    code_type: str = "online"
    about: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        der = serialization.Encoding.DER
        certs = [one.cert.public_bytes(der) for one in (self.pair, *self.chain)]
        return {
            "key": {"status": "enabled", "algo": self.algorithms, "len": 2048},
            "cert": {"status": "valid", "certificates": [base64.b64encode(one).decode() for one in certs]},
            "authMode": "explicit",
            "SCAL": "2",
            "PIN": {"presence": self.pin},
            "OTP": {"presence": self.code, "type": self.code_type},
            "multisign": 1,
            **self.about,
        }

    def signs(self, digest: bytes, given: dict[str, Any]) -> bytes:
        room: padding.AsymmetricPadding = padding.PKCS1v15()
        if given["signAlgo"] == PSS:
            wanted = algos.RSASSAPSSParams.load(base64.b64decode(given["signAlgoParams"]))
            salt = wanted["salt_length"].native
            room = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=salt)
        return self.pair.key.sign(digest, room, utils.Prehashed(hashes.SHA256()))


@dataclass(slots=True)
class Wrong(Exception):
    error: str
    description: str = ""
    status: int = 400


@dataclass(slots=True)
class Signing:
    """`faults` by method: a status, the bytes of an answer, or None for silence. `heard`: what was asked."""

    url: str = ""
    ways: list[str] = field(default_factory=lambda: ["oauth2client"])
    held: dict[str, Held] = field(default_factory=dict)
    faults: dict[str, int | bytes | None] = field(default_factory=dict)
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    leaves: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    token: str = field(default_factory=lambda: uuid4().hex)
    sent: int = 0
    another_hash: bool = False
    locked: bool = False
    lasts: object = 300
    long: bool = False
    over: Event = field(default_factory=Event)

    @property
    def service(self) -> Service:
        return Service(self.url, CLIENT, SECRET)

    def asked(self) -> list[str]:
        return [name for name, _body in self.heard]

    def info(self, _given: dict[str, Any]) -> dict[str, Any]:
        return {"specs": "1.0.4.0", "authType": self.ways, "oauth2": self.url, "methods": []}

    def oauth2_token(self, given: dict[str, Any]) -> dict[str, Any]:
        if (given.get("grant_type"), given.get("client_id"), given.get("client_secret")) != (
            "client_credentials",
            CLIENT,
            SECRET,
        ):
            raise Wrong("invalid_client", status=401)
        return {"access_token": self.token, "token_type": "Bearer", "expires_in": 3600}

    def auth_login(self, _given: dict[str, Any]) -> dict[str, Any]:
        return {"access_token": self.token, "expires_in": 3600}

    def credentials_info(self, given: dict[str, Any]) -> dict[str, Any]:
        told = self._held(given).told()
        if given.get("authInfo") is not True:
            del told["PIN"], told["OTP"]
        return told

    def credentials_sendotp(self, given: dict[str, Any]) -> dict[str, Any]:
        self._held(given)
        self.sent += 1
        return {}

    def credentials_authorize(self, given: dict[str, Any]) -> dict[str, Any]:
        held = self._held(given)
        if self.locked:
            raise Wrong("invalid_request", "The PIN is locked")
        if held.pin == "true" and given.get("PIN") != PIN:
            raise Wrong("invalid_pin", "The PIN is invalid")
        if held.code == "true" and given.get("OTP") != CODE:
            raise Wrong("invalid_otp", "The OTP is invalid")
        if given["numSignatures"] != len(given["hash"]):
            raise Wrong("invalid_request", "Invalid parameter numSignatures")
        leave = uuid4().hex
        self.leaves[leave] = (given["credentialID"], given["hash"])
        return {"SAD": leave, "expiresIn": self.lasts}

    def signatures_signhash(self, given: dict[str, Any]) -> dict[str, Any]:
        held = self._held(given)
        if self.leaves.pop(given["SAD"], None) != (given["credentialID"], given["hash"]):
            raise Wrong("invalid_request", "Invalid parameter SAD")
        if given["signAlgo"] not in held.algorithms or given["hashAlgo"] != SHA256:
            raise Wrong("invalid_request", "Invalid parameter signAlgo")
        digests = [base64.b64decode(one) for one in given["hash"]]
        if self.another_hash:
            digests = [bytes(32) for _one in digests]
        made = [held.signs(one, given) for one in digests]
        padded = {"responseID": "x" * LONGEST_ANSWER} if self.long else {}
        return {"signatures": [base64.b64encode(one).decode() for one in made], **padded}

    def _held(self, given: dict[str, Any]) -> Held:
        if given.get("credentialID") not in self.held:
            raise Wrong("invalid_request", "Invalid parameter credentialID")
        return self.held[given["credentialID"]]


class Answers(BaseHTTPRequestHandler):
    signing: Signing

    def do_POST(self) -> None:
        name = self.path.removeprefix("/csc/v1/").strip("/")
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = (
            {key: values[0] for key, values in parse_qs(content).items()}
            if name == "oauth2/token"
            else json.loads(content)
        )
        self.signing.heard.append((name, given))
        self.answer(name, given)

    def answer(self, name: str, given: dict[str, Any]) -> None:
        fault = self.signing.faults.get(name, 200)
        if fault is None:
            self.signing.over.wait()
        elif isinstance(fault, bytes):
            self.say(200, fault)
        elif fault != 200:
            self.say(fault, b"<html>out of order</html>")
        else:
            self.work(name, given)

    def work(self, name: str, given: dict[str, Any]) -> None:
        try:
            self.check_let_in(name)
            said = getattr(self.signing, name.replace("/", "_").lower())(given)
        except Wrong as wrong:
            said = {"error": wrong.error, "error_description": wrong.description}
            return self.say(wrong.status, json.dumps(said).encode())
        return self.say(200, json.dumps(said).encode())

    def check_let_in(self, name: str) -> None:
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        wanted = {"auth/login": f"Basic {basic}"}.get(name, f"Bearer {self.signing.token}")
        if name not in {"info", "oauth2/token"} and self.headers["Authorization"] != wanted:
            raise Wrong("invalid_token", status=401)

    def say(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=UTF-8")
        if 300 <= status < 400:
            self.send_header("Location", "/csc/v1/elsewhere")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked is kept in `heard`."""


@contextmanager
def running_service() -> Iterator[Signing]:
    signing = Signing()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Answers,), {"signing": signing}))
    server.daemon_threads = True
    signing.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield signing
    finally:
        signing.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
