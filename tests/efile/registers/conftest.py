"""A district whose clock is near the real one, and a register read in its three forms."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from django.test import Client
from django.urls import reverse

from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["SignIn", "district", "sign_in"]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def page(client: Client, code: str, **asked: Any) -> str:
    answer = client.get(reverse("register", args=[code]), asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def lines(text: str) -> list[list[str]]:
    """The cells of each line of the table on a page."""
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    ]


def workbook(client: Client, code: str, **asked: Any) -> ZipFile:
    answer: Any = client.get(reverse("register_excel", args=[code]), asked)
    assert answer.status_code == 200
    assert answer.streaming
    return ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def sheet(book: ZipFile, number: int = 1) -> list[list[str]]:
    """The cells of a sheet's rows as they are kept: texts, and values of days and counts."""
    root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    return [[_cell(cell) for cell in row] for row in root.iter(f"{SHEET}row")]


def _cell(cell: ElementTree.Element) -> str:
    return "".join(cell.itertext())


def told(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows below the head."""
    heads = next(at for at, row in enumerate(rows) if len(row) > 1)
    yield from rows[heads + 1 :]


def pdf(client: Client, code: str, **asked: Any) -> bytes:
    answer = client.get(reverse("register_pdf", args=[code]), asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()
    return answer.content
