"""A flow as files: the closure that a published version keeps, byte for byte."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import orjson


@dataclass(frozen=True)
class Bundle:
    """`main` names the BPMN file that starts; `files` holds it, the called sub-flows and the
    decision tables.
    """

    main: str
    files: Mapping[str, bytes]

    @cached_property
    def sha256(self) -> str:
        """Hex digest over the main name and the sorted files; every part is preceded by its length."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.hexdigest()

    def _parts(self) -> list[bytes]:
        parts = [self.main.encode()]
        for name in sorted(self.files):
            parts += [name.encode(), self.files[name]]
        return parts

    def to_json(self) -> str:
        """UTF-8 files stay readable text, so that a stored draft can be searched and compared."""
        files = {name: _to_text(content) for name, content in sorted(self.files.items())}
        return orjson.dumps({"main": self.main, "files": files}, option=orjson.OPT_SORT_KEYS).decode()

    @classmethod
    def from_json(cls, text: str | bytes | Mapping[str, object]) -> Bundle:
        """Read `to_json()` output, as text or already parsed. Raises ValueError on anything else."""
        document = text if isinstance(text, Mapping) else orjson.loads(text)
        if not isinstance(document, Mapping):
            raise ValueError("a bundle is an object")
        main, files = document.get("main"), document.get("files")
        if not isinstance(main, str) or not isinstance(files, Mapping):
            raise ValueError("a bundle has a main file name and files")
        return cls(main=main, files={str(name): _to_bytes(content) for name, content in files.items()})


def _to_text(content: bytes) -> str | dict[str, str]:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _to_bytes(content: object) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, Mapping) and isinstance(content.get("base64"), str):
        try:
            return base64.b64decode(content["base64"], validate=True)
        except binascii.Error as error:
            raise ValueError("a file of the bundle is not valid base64") from error
    raise ValueError("a file of a bundle is text or base64")
