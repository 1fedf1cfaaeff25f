import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.installation import Installation


@pytest.fixture
def folder() -> Iterator[Path]:
    """A temporary folder that the servers' account can reach, unlike pytest's own."""
    yield from _open_folder()


@pytest.fixture
def installation(folder: Path) -> Iterator[Installation]:
    """Not started yet; taken down after the test if it still runs."""
    yield from _installation(folder)


@pytest.fixture
def settled(installation: Installation, settled_data: Path) -> Installation:
    """Not started; it was once before, so its database is made and its tables are up to date."""
    subprocess.run(["cp", "-a", settled_data, installation.data_dir], check=True)
    return installation


@pytest.fixture(scope="session")
def settled_data() -> Iterator[Path]:
    """A data folder that a first start has made, once for all tests that begin later than that."""
    for folder in _open_folder():
        for installation in _installation(folder):
            made = installation.command("migrate", "--no-input")
            assert made.returncode == 0, made.stderr
            yield installation.data_dir


@pytest.fixture(scope="module")
def running() -> Iterator[Installation]:
    """One started installation for the tests of a module that leave it running."""
    for folder in _open_folder():
        for installation in _installation(folder):
            installation.start()
            yield installation


def _open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="gotipath-up-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _installation(folder: Path) -> Iterator[Installation]:
    installation = Installation(folder / "data")
    yield installation
    if installation.process is not None and installation.process.poll() is None:
        installation.end()
    installation.wait_without_children()
