"""The virus scanner: clamd, spoken to by its INSTREAM command (clamd(8)), over TCP or a local socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from contextlib import closing
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from notings.contents.models import Found

SECONDS: Final = 60.0
LONGEST: Final = 4096
LENGTH: Final = struct.Struct("!L")


class NotAnswering(Exception):
    """The scanner said something else than found or not found."""


class Down(NotAnswering):
    """Nobody is there to be asked."""


def scan(content: Iterable[bytes]) -> tuple[Found, str]:
    """What the scanner says of it, with the name of a virus; UNASKED where no scanner is set."""
    if not settings.CLAMD:
        return Found.UNASKED, ""
    try:
        answer = _ask(settings.CLAMD, content)
    except OSError as silent:
        raise Down from silent
    return _read(answer)


def _ask(address: str, content: Iterable[bytes]) -> str:
    with closing(_connect(address)) as connection:
        connection.sendall(b"zINSTREAM\0")
        for chunk in content:
            connection.sendall(LENGTH.pack(len(chunk)) + chunk)
        connection.sendall(LENGTH.pack(0))
        answer = b""
        while (part := connection.recv(LONGEST)) and len(answer) < LONGEST:
            answer += part
    return answer.decode("utf-8", "replace").strip("\0\n ")


def _connect(address: str) -> socket.socket:
    """`tcp://host:port` or `unix:///path`."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((str(parts.hostname), int(parts.port or 3310)), timeout=SECONDS)


def _read(answer: str) -> tuple[Found, str]:
    """`stream: OK`, or `stream: <virus> FOUND`."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Found.CLEAN, ""
    if said.endswith(" FOUND"):
        return Found.INFECTED, said.removesuffix(" FOUND")[:200]
    raise NotAnswering(answer)
