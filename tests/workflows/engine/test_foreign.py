"""Models of others, some 670 files of eleven origins: each is read, and told in sentences what it lacks.

Found in the folder GOTIPATH_CASES, else ../shared/cases beside the repository; skipped visibly when absent.
A fixed sample by default, every file under GOTIPATH_SOAK=1.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from workflows import engine
from workflows.engine import Bundle

ROOT = Path(__file__).resolve().parents[3]
CASES = Path(os.environ.get("GOTIPATH_CASES", ROOT.parent / "shared" / "cases"))
MODELS = (
    sorted(p for p in (CASES / "bpmn").rglob("*") if p.suffix in (".bpmn", ".xml")) if CASES.is_dir() else []
)
EVERY = 1 if os.environ.get("GOTIPATH_SOAK") == "1" else 5
SECONDS = 2.0

pytestmark = pytest.mark.skipif(not MODELS, reason=f"no foreign models in {CASES}")


def judge(path: Path) -> list[engine.Finding]:
    began = time.process_time()
    found = engine.lint(Bundle("model.bpmn", {"model.bpmn": path.read_bytes()}))
    assert time.process_time() - began < SECONDS, path.name
    return found


def test_every_model_is_judged_in_sentences() -> None:
    judged = {path: judge(path) for path in MODELS[::EVERY]}
    assert len(judged) >= len(MODELS) // EVERY
    for path, found in judged.items():
        for finding in found:
            assert re.search(r"[ঀ-৿].*।", finding.bn), (path.name, finding)
            assert finding.en.endswith((".", ")")), (path.name, finding)
            assert "“None”" not in finding.en, (path.name, finding)


def test_a_model_without_errors_compiles_and_starts() -> None:
    from tests.workflows.engine.desk import begin

    clean = [path for path in MODELS if not [f for f in judge(path) if f.severity == "error"]]
    for path in clean:
        assert begin(Bundle("model.bpmn", {"model.bpmn": path.read_bytes()})).steps, path.name
    assert clean
