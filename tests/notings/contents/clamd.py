"""A scanner that speaks clamd's INSTREAM: it finds what holds the word it was told."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Asked(socketserver.StreamRequestHandler):
    server: Clamd

    def handle(self) -> None:
        if self.rfile.read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.wfile.write(self.server.answer(content))


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, word: bytes, said: bytes | None) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.word, self.said = word, said

    def answer(self, content: bytes) -> bytes:
        if self.said is not None:
            return self.said
        return b"stream: Planted.Word FOUND\0" if self.word in content else b"stream: OK\0"

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def clamd(word: bytes = b"planted", said: bytes | None = None) -> Iterator[Clamd]:
    with Clamd(word, said) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
