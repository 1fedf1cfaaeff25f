"""Every command that a document gives is run as it stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from config.environment import BASE_DIR, read_environment
from config.launcher.programs import application_environment
from tests.base.plugin import broker_url, database_url

DOCUMENTS = [BASE_DIR / "README.md", *sorted((BASE_DIR / "docs" / "guides").glob("*.md"))]
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
GUIDE = BASE_DIR / "docs" / "guides" / "administrator.md"
"""Followed from its first line in an office of its own, which nobody has prepared."""
MANAGE = ".venv/bin/python manage.py "
ELSEWHERE = {
    "up": "tests/config/installation.py",
    "prepare_database": "tests/config/test_own_servers.py",
    "merge_office": "tests/efile/test_an_office_is_merged_at_the_machine.py",
}
"""Commands that other tests run for real, with servers of their own."""


def commands(documents: Iterable[Path] = DOCUMENTS) -> Iterator[str]:
    for document in documents:
        for block in BLOCK.findall(document.read_text(encoding="utf-8")):
            yield from (line for line in block.replace("\\\n", " ").splitlines() if line.strip())


def manage_commands(documents: Iterable[Path] = DOCUMENTS) -> list[str]:
    return [line.partition(MANAGE)[2] for line in commands(documents) if MANAGE in line]


def test_documents_give_only_make_and_manage_commands() -> None:
    assert [line for line in commands() if MANAGE not in line and not line.startswith("make ")] == []
    assert len(manage_commands()) >= 8


def test_every_make_target_that_is_named_exists() -> None:
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"(?:^|`)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"run", "test"} <= named
    for target in named:
        done = subprocess.run(["make", "-n", target], cwd=BASE_DIR, capture_output=True, check=False)
        assert done.returncode == 0, target


def test_what_other_tests_run_is_run_there() -> None:
    for command, place in ELSEWHERE.items():
        assert f'"{command}"' in (BASE_DIR / place).read_text(encoding="utf-8")


def test_every_manage_command_succeeds(fresh_database: str, tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    rows = (BASE_DIR / "efile" / "data" / "sample_applications.jsonl").read_text(encoding="utf-8")
    few.write_text("\n".join(rows.splitlines()[:2]), encoding="utf-8")
    environment = environment_of(fresh_database)
    run(environment, "load_charts --with-demo-people")
    run(environment, "load_flows")
    others = [document for document in DOCUMENTS if document != GUIDE]
    for command in sorted(manage_commands(others), key=lambda line: "walk" not in line):
        if command.split()[0] not in ELSEWHERE:
            run(environment, shortened(command, few))


def test_the_administrators_guide_can_be_followed_from_its_beginning(fresh_database: str) -> None:
    environment = environment_of(fresh_database)
    given = manage_commands([GUIDE])
    assert given[0] == "migrate"
    for command in given:
        if command.split()[0] not in ELSEWHERE:
            run(environment, command)


def environment_of(database: str) -> dict[str, str]:
    environment = application_environment(
        read_environment(), database_url=database_url("app", database), broker_url=broker_url()
    )
    environment["MIGRATION_DATABASE_URL"] = database_url("owner", database)
    return environment


def shortened(command: str, few: Path) -> str:
    """Two applications instead of two hundred, and the receipts of this year."""
    command = command.replace("efile/data/sample_applications.jsonl", str(few))
    return re.sub(r"\b1/2026\b", f"1/{timezone.now().year}", command)


def run(environment: dict[str, str], command: str) -> None:
    done = subprocess.run(
        [str(BASE_DIR / ".venv" / "bin" / "python"), "manage.py", *shlex.split(command)],
        cwd=BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_of_a_document_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    local = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []
