"""Publish the flows that ship with the product."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hierarchy.refusals import Refused
from workflows.shipping import load_flows


class Command(BaseCommand):
    help = "Publish the flows in bpmn/ that are new or have changed; refresh their services and limits."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            versions = load_flows(timezone.now())
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        for version in versions:
            self.stdout.write(f"{version.flow.code} v{version.number} {version.sha256[:12]}")
        self.stdout.write(f"{len(versions)} published")
