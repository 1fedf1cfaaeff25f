"""`manage.py lint_flow`: findings in the terminal, before anybody opens the studio."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.environment import BASE_DIR

FLOWS = BASE_DIR / "bpmn"


def test_a_shipped_flow_has_nothing_in_its_way() -> None:
    said = StringIO()
    flow, shared = FLOWS / "citizen-application" / "flow.bpmn", FLOWS / "shared" / "section-processing.bpmn"
    call_command("lint_flow", str(flow), str(shared), stdout=said)
    assert "Nothing stands in the way" in said.getvalue()


def test_a_flow_without_its_sub_flow_is_refused_with_a_sentence_in_both_languages() -> None:
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("lint_flow", str(FLOWS / "citizen-application" / "flow.bpmn"), stdout=said)
    assert "error:" in said.getvalue()
    assert "প্রক্রিয়া" in said.getvalue() or "অংশ" in said.getvalue()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.bpmn"):
        call_command("lint_flow", str(tmp_path / "none.bpmn"))
