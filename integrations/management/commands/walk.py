"""Take applications from a file, receive each at the front desk and work it through every post.

Exit status: 0 when every row went through, 1 when none did or the run could not begin, 3 when some
were faulty, stood still on the way or did not replay; the rest went on.
"""

from __future__ import annotations

import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from efile.intake import BadFile
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post
from integrations.walk import Walk
from workflows.catalogue import spec_of
from workflows.models import FlowVersion

SOME_FAULTY = 3


class Command(BaseCommand):
    help = __doc__

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", required=True, type=Path, help="CSV or JSON Lines, UTF-8")
        parser.add_argument("--office", default="uttar-dinajpur", help="code of the office")
        parser.add_argument("--desk", help="code of the receiving post; else the office's front desk")
        parser.add_argument("--until", help="leave every matter open at this stage")
        parser.add_argument("--json", action="store_true", help="print a JSON summary last")

    def handle(self, *args: Any, **options: Any) -> None:
        office = _office(options["office"])
        desk = _desk(office, options["desk"])
        if not options["input"].is_file():
            raise CommandError(f"There is no file {options['input']}.")
        if options["until"]:
            _check_stage(options["until"])
        with translation.override("en"):
            walk = Walk(office, desk.code, options["until"], self.stdout.write, self.stderr.write)
            try:
                summary = walk.run(options["input"])
            except BadFile as fault:
                raise CommandError(f"{options['input']}: {fault}") from fault
        self._summarise(summary, as_json=options["json"])
        _conclude(walk, summary)

    def _summarise(self, summary: dict[str, Any], *, as_json: bool) -> None:
        words = (f"{name} {value}" for name, value in summary.items())
        self.stdout.write(json.dumps(summary, ensure_ascii=False) if as_json else "  ".join(words))


def _conclude(walk: Walk, summary: dict[str, Any]) -> None:
    faulty, received = summary["faulty_rows"], summary["received"]
    if not walk.rows:
        raise CommandError("The file holds no application.")
    if not received:
        raise CommandError(f"No row could be received: all {walk.rows} were faulty.")
    if faulty:
        raise CommandError(
            f"{faulty} of {walk.rows} rows were faulty; the rest went on.", returncode=SOME_FAULTY
        )
    if summary["replayed_ok"] < received:
        sentence = "Not every matter replays; manage.py verify_ledger says more."
        raise CommandError(sentence, returncode=SOME_FAULTY)


def _office(code: str) -> Office:
    office = Office.objects.filter(code=code).first()
    if office is None:
        known = ", ".join(Office.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(f"There is no office {code}; load its chart first. Loaded are: {known or 'none'}.")
    return office


def _desk(office: Office, code: str | None) -> Post:
    """The named receiving post, else the counter of the front desk, else the lowest that receives."""
    posts = Post.objects.filter(office=office, abolished_on=None, rank__powers__contains=["receive"])
    receiving = sorted(posts.select_related("section", "rank"), key=_nearness)
    acting = hierarchy.holders_of([post.pk for post in receiving], timezone.now())
    filled = [post for post in receiving if post.pk in acting]
    if not filled:
        raise CommandError(f"At {office.code} nobody receives applications; load its people first.")
    chosen = filled[0] if code is None else next((post for post in filled if post.code == code), None)
    if chosen is None:
        known = ", ".join(post.code for post in filled)
        raise CommandError(f"At {office.code} no post {code} receives applications; these do: {known}.")
    return chosen


def _nearness(post: Post) -> tuple[bool, bool, int, int, str]:
    section = post.section.code if post.section else ""
    counter = post.rank.code.startswith("counter")
    return section != "front-desk", not counter, -post.rank.level, post.position, post.code


def _check_stage(element: str) -> None:
    known = {stage for pk in FlowVersion.objects.values_list("pk", flat=True) for stage in spec_of(pk).stages}
    if element not in known:
        raise CommandError(f"No flow has a stage {element}; they have {', '.join(sorted(known))}.")
