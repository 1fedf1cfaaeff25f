"""Papers in a bucket of a server that speaks the S3 protocol, under the keys that they have in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from notings.contents.storage import NotReached

REGION: Final = "us-east-1"
"""What servers of one's own answer to."""
CONNECT_SECONDS: Final = 3
READ_SECONDS: Final = 20
"""An officer waits for the answer."""


@contextmanager
def _asked() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError, RetriesExceededError) as silent:
        raise NotReached(str(silent)) from silent


class Bucket(S3Storage):  # type: ignore[misc]  # [untyped]
    """An object is whole or not there, and a second one under the same key has the same bytes.

    NotReached when the server does not answer, or refuses.
    """

    def __init__(self, *, bucket: str, endpoint: str | None) -> None:
        patience = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": "path" if endpoint else "auto"},
        )
        super().__init__(
            bucket_name=bucket,
            endpoint_url=endpoint,
            client_config=patience,
            region_name=None if endpoint is None else REGION,
        )

    def exists(self, name: str) -> bool:
        with _asked():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        with _asked():
            super().delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _asked():
            folders, files = super().listdir(path)
        return folders, files

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        with _asked():
            found: File[Any] = super()._open(name, mode)
            _ = found.file  # fetched whole now: what fails, fails before the first byte is handed on
        return found

    def _save(self, name: str, content: File[Any]) -> str:
        with _asked():
            return str(super()._save(name, content))
