"""The tools' findings are failures."""

import subprocess
import sys

import pytest
from django.core.management import call_command

from config.environment import BASE_DIR

TOOLS = {
    "ruff check": ["-m", "ruff", "check", "--no-cache", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", "import sys; from importlinter.cli import lint_imports_command as run; run()"],
}


@pytest.mark.parametrize("arguments", TOOLS.values(), ids=TOOLS.keys())
def test_tool_finds_nothing(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"\n{done.stdout}"


@pytest.mark.django_db
def test_every_change_of_the_models_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(f"models without a migration:\n{capsys.readouterr().out}")
