"""Files of every kind, made when they are asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from PIL import Image

MAIN = '<Types><Override PartName="/main.xml" ContentType="{}.main+xml"/></Types>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf(pages: int = 1, *, password: str = "", script: bool = False) -> bytes:
    document, made = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
        document.Root.OpenAction = document.make_indirect(action)
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(made, encryption=encryption, deterministic_id=not password)
    return made.getvalue()


def image(form: str = "PNG", *, side: int = 8, frames: int = 1) -> bytes:
    made, first = io.BytesIO(), Image.new("RGB", (side, side), "white")
    rest = [Image.new("RGB", (side, side), (n % 256, 0, 0)) for n in range(1, frames)]
    first.save(made, form, **({"save_all": True, "append_images": rest} if rest else {}))
    return made.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": MAIN.format(WORD).encode(), "main.xml": b"<w/>", **more})


def odt(**more: bytes) -> bytes:
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>", **more})
