"""Files on their way in: one beyond the limit is let go on its way, the rest of the form is kept."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from hierarchy.reasons import TOO_LARGE, TOO_MUCH
from hierarchy.refusals import Reason, Refused
from hierarchy.words import clean
from web.templatetags.office import bn_digits

MEGABYTE: Final = 1024 * 1024
AT_ONCE: Final = 8
"""How many times the limit of one file all files of a form may have together."""
KEPT_AS: Final = "let_go_uploads"


class BoundedUpload(FileUploadHandler):
    """Counts before anything is kept. What was let go stands in `let_go` of the request."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.most = settings.MOST_MEGABYTES * MEGABYTE
        self.name, self.size, self.all = "", 0, 0

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        super().new_file(field_name, file_name, *args, **kwargs)
        self.name, self.size = file_name, 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        self.all += len(raw_data)
        if self.size > self.most:
            self._let_go(TOO_LARGE)
        if self.all > AT_ONCE * self.most:
            self._let_go(TOO_MUCH)
        return raw_data

    def _let_go(self, reason: Reason) -> None:
        """The bytes still to come are read past, so that the sender gets an answer and not a broken line."""
        self.all -= self.size
        most = settings.MOST_MEGABYTES * (AT_ONCE if reason is TOO_MUCH else 1)
        if self.request is not None:
            let_go(self.request).append(Refused(reason, name=clean(self.name), most=bn_digits(most)))
        raise SkipFile

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None


def let_go(request: HttpRequest) -> list[Refused]:
    """Why files of this form were not taken, in their order; to be asked after the form was read."""
    found: list[Refused] = request.__dict__.setdefault(KEPT_AS, [])
    return found
