import sys
from typing import Any

from django.core.management.base import BaseCommand

from config.environment import read_environment
from config.launcher.progress import Progress
from config.launcher.start import up


class Command(BaseCommand):
    help = "Start the whole installation: database, broker, web server, worker and beat."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        up(read_environment(), Progress(sys.stdout))
