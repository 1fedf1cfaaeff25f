"""A mail server in a process of its own, which speaks SMTP on a real socket and keeps what it took.

    python -m tests.integrations.post_office FOLDER

It prints its port. What it takes lies in FOLDER as 1.eml, 2.eml …; whoever is named in FOLDER/refused is
refused for good, in FOLDER/busy for now.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Final

_numbers = count(1)
FOLDER: Final = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()


def named_in(name: str, address: str) -> bool:
    place = FOLDER / name
    return place.exists() and address in place.read_text(encoding="utf-8").split()


class Talk(StreamRequestHandler):
    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        self.say("220 post office")
        while line := self.rfile.readline().decode().strip():
            command, rest = line[:4].upper(), line[5:]
            if command == "QUIT":
                return self.say("221 bye")
            self.answer(command, rest)
        return None

    def answer(self, command: str, rest: str) -> None:
        if command == "RCPT":
            address = rest[rest.index("<") + 1 : rest.index(">")]
            if named_in("refused", address):
                return self.say("550 no such mailbox here")
            if named_in("busy", address):
                return self.say("451 try again later")
        if command == "DATA":
            self.say("354 go on")
            self.keep()
        return self.say("250 ok")

    def keep(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        (FOLDER / f"{next(_numbers)}.eml").write_bytes(b"".join(lines))


def main() -> None:
    ThreadingTCPServer.daemon_threads = True
    with ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
