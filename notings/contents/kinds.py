"""Which kinds of document an office takes in, each known by its content and never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """`ending` is what a file of the kind is called when it is handed out; `shown` is whether a page can
    show it: PDF and images."""

    media: str
    ending: str
    shown: bool = False

    @property
    def drawn(self) -> bool:
        """Whether its pages are shown as pictures made from it; a PDF's are drawn in the browser."""
        return self.media.startswith("image/")


PDF: Final = Kind("application/pdf", "pdf", shown=True)
JPEG: Final = Kind("image/jpeg", "jpg", shown=True)
PNG: Final = Kind("image/png", "png", shown=True)
GIF: Final = Kind("image/gif", "gif", shown=True)
WEBP: Final = Kind("image/webp", "webp", shown=True)
TIFF: Final = Kind("image/tiff", "tif", shown=True)
OFFICE: Final = "application/vnd.openxmlformats-officedocument."
DOCX: Final = Kind(OFFICE + "wordprocessingml.document", "docx")
XLSX: Final = Kind(OFFICE + "spreadsheetml.sheet", "xlsx")
PPTX: Final = Kind(OFFICE + "presentationml.presentation", "pptx")
ODT: Final = Kind("application/vnd.oasis.opendocument.text", "odt")
ODS: Final = Kind("application/vnd.oasis.opendocument.spreadsheet", "ods")
ODP: Final = Kind("application/vnd.oasis.opendocument.presentation", "odp")
DOC: Final = Kind("application/msword", "doc")
XLS: Final = Kind("application/vnd.ms-excel", "xls")
PPT: Final = Kind("application/vnd.ms-powerpoint", "ppt")
TEXT: Final = Kind("text/plain", "txt")
ZIP: Final = Kind("application/zip", "zip")

KINDS: Final = {
    kind.media: kind
    for kind in (
        *(PDF, JPEG, PNG, GIF, WEBP, TIFF),
        *(DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT, TEXT, ZIP),
    )
}
