from __future__ import annotations
from workflows.engine.specs import Finding
def lint(bundle) -> list[Finding]:
    return []
