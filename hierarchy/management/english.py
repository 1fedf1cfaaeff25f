"""The language of the machine's commands."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override


class InEnglish(BaseCommand):
    """Its own words are English, so the sentences of the product that it repeats are too."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with override("en"):
            return super().execute(*args, **options)
