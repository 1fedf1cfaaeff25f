import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from hierarchy.management.asking import ask_second
from hierarchy.management.english import InEnglish
from hierarchy.refusals import Refused
from hierarchy.signin.codes import spelled
from hierarchy.signin.console import let_in


class Command(InEnglish):
    help = (
        "Lets an administrator or the head in who cannot sign in, yet or any more: prints a one-time code. "
        "A second person stands by, and the office's record names both."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="an administrator of the office, or its head")
        parser.add_argument(
            "--second", required=True, metavar="USERNAME", help="another one, its head, or of the level below"
        )
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        password, code = ask_second(options["second"])
        try:
            slip = let_in(
                username=options["username"],
                second=options["second"],
                password=password,
                code=code,
                reason=options["reason"],
                operator=getpass.getuser(),
                now=timezone.now(),
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"Code of {slip.row.user.username}: {spelled(slip.code)}")
        self.stdout.write("It is kept nowhere. He chooses his password with it at /signin/first/.")
