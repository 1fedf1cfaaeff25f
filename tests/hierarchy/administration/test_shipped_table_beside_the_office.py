"""The table that ships, tried out beside the demonstration's office as the guide says."""

from __future__ import annotations

import io
import shlex
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from hierarchy.models import Charge, Office, User
from hierarchy.words import BENGALI
from tests.efile.conftest import District, district
from tests.hierarchy.administration.test_import import ROWS, table
from tools.demonstration_establishment import TARGET

__all__ = ["district"]

GUIDE = settings.BASE_DIR / "docs" / "guides" / "administrator.md"


def tried_out() -> str:
    (line,) = [
        one
        for one in GUIDE.read_text(encoding="utf-8").splitlines()
        if "import_establishment" in one and one.endswith("--dry-run")
    ]
    said = io.StringIO()
    call_command(*shlex.split(line)[2:], stdout=said)
    return said.getvalue()


def set_to_work() -> None:
    User.objects.update(last_login=timezone.now())


@pytest.mark.django_db
def test_the_guides_command_finds_no_fault_beside_the_demonstration(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.BASE_DIR)
    set_to_work()
    before = Charge.objects.count()
    said = tried_out()
    assert "posts: 324 would be made, 0 changed, 51 left." in said
    assert "Line" not in said
    assert Charge.objects.count() == before


@pytest.mark.django_db
def test_beside_an_office_that_has_it_all_there_is_nothing_to_change(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.BASE_DIR)
    call_command("import_establishment", str(TARGET), office="uttar-dinajpur", stdout=io.StringIO())
    set_to_work()
    Charge.objects.filter(starts__gt=timezone.now() - timedelta(days=1)).update(
        starts=timezone.now() - timedelta(days=30)
    )
    said = tried_out()
    assert "Nothing to change." in said
    assert "differ from the table" not in said


@pytest.mark.django_db
def test_a_charge_that_begins_with_the_import_begins_today(tmp_path: Path) -> None:
    call_command("load_charts", office="uttar-dinajpur", verbosity=0)
    call_command("import_establishment", str(TARGET), office="uttar-dinajpur", stdout=io.StringIO())
    office = Office.objects.get(code="uttar-dinajpur")
    charge = Charge.objects.get(post__code="oc-relief", office=office)
    assert charge.starts <= timezone.now() < charge.starts + timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bn-in", "en"])
def test_the_command_speaks_one_language(tmp_path: Path, language: str) -> None:
    call_command("load_charts", office="uttar-dinajpur", verbosity=0)
    faulty = tmp_path / "faulty.csv"
    faulty.write_bytes(table(ROWS[0], "x,,,,,,,,,,,,"))
    errors = io.StringIO()
    with translation.override(language), pytest.raises(CommandError, match="faults; nothing was imported"):
        call_command("import_establishment", str(faulty), office="uttar-dinajpur", stderr=errors)
    assert "Line 3: " in errors.getvalue()
    assert not BENGALI.search(errors.getvalue())
