"""Nothing under the GPL or AGPL runs with the product; the LGPL (SpiffWorkflow, psycopg) may."""

import json
import re
import tomllib
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement

from config.environment import BASE_DIR

STRONG_COPYLEFT = re.compile(r"\bA?GPL|(?<!Lesser )(?<!Library )General Public License", re.IGNORECASE)


def runtime_packages() -> set[str]:
    """Names of what pyproject's dependencies bring, without the development group."""
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        if wanted.name.lower() not in found:
            found.add(wanted.name.lower())
            waiting += _requirements(wanted)
    return found


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _requirements(wanted: Requirement) -> list[Requirement]:
    try:
        lines = distribution(wanted.name).requires or []
    except PackageNotFoundError:
        return []
    extras = wanted.extras or {""}
    return [r for r in map(Requirement, lines) if any(_applies(r, extra) for extra in extras)]


def licence_of(metadata: PackageMetadata) -> str:
    """What a package says of its licence, the long text left out."""
    short = [text for name in ("License-Expression", "License") for text in metadata.get_all(name) or []]
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License")]
    return "; ".join([*(text for text in short if len(text) < 100), *classifiers])


def is_strong_copyleft(licence: str) -> bool:
    return bool(STRONG_COPYLEFT.search(licence))


def test_no_runtime_package_is_under_the_gpl() -> None:
    licences = {name: licence_of(distribution(name).metadata) for name in runtime_packages()}

    assert {name: text for name, text in licences.items() if is_strong_copyleft(text)} == {}


def test_the_packages_that_carry_the_product_are_looked_at() -> None:
    assert {"django", "celery", "kombu", "spiffworkflow", "psycopg", "psycopg-binary"} <= runtime_packages()


def test_no_front_end_package_is_under_the_gpl() -> None:
    lock = json.loads((BASE_DIR / "web" / "frontend" / "package-lock.json").read_text())
    licences = {name: str(package.get("license", "")) for name, package in lock["packages"].items()}

    assert len(licences) > 5
    assert {name: text for name, text in licences.items() if is_strong_copyleft(text)} == {}


@pytest.mark.parametrize(
    ("licence", "strong"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License", True),
        ("LGPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_the_rule_itself(licence: str, strong: bool) -> None:
    assert is_strong_copyleft(licence) is strong
