"""Papers of these tests are kept in a folder of their own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    kept = {"BACKEND": "notings.contents.storage.DurableFolder", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "papers": kept}
    return tmp_path
