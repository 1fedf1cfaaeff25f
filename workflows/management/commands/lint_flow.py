"""Say what stands in the way of a flow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows import engine


class Command(BaseCommand):
    help = "Read a flow and the sub-flows it calls, and print the findings as sentences."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("flow", type=Path, help="the .bpmn file")
        parser.add_argument("shared", type=Path, nargs="*", help="the sub-flows it calls")

    def handle(self, *args: Any, flow: Path, shared: list[Path], **options: Any) -> None:
        missing = [path for path in (flow, *shared) if not path.is_file()]
        if missing:
            raise CommandError(f"There is no file {missing[0]}.")
        files = {path.name: path.read_bytes() for path in (flow, *shared)}
        findings = engine.lint(engine.Bundle(flow.name, files))
        for finding in findings:
            self.stdout.write(f"{finding.severity}: {finding.bn}\n  {finding.en}")
        if any(finding.severity == "error" for finding in findings):
            raise CommandError("This flow cannot be published as it is.")
        self.stdout.write("Nothing stands in the way of publishing.")
