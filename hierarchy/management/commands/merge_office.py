from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from hierarchy import bodies, lines
from hierarchy.establishment.successors import Successors, read_table, successors
from hierarchy.management.asking import proved
from hierarchy.management.english import InEnglish
from hierarchy.models import AskedAct, Effect, Grant, Office, Post, User
from hierarchy.powers import in_words
from hierarchy.refusals import Refused
from hierarchy.services import close_office
from hierarchy.services.administering import on_trial
from hierarchy.signin.factors import spent_when_done
from hierarchy.standing import standing_of
from hierarchy.witnesses import beside, standing_by

PERSONS = ("administrator", "second", "receiving")


class Command(InEnglish):
    help = (
        "Merges an office into another: every standing post and section ends today and names the one there "
        "that stands for it. An administrator of the ending office does it before a second person, somebody "
        "of the receiving office consents, and both offices' records tell it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("office", metavar="CODE", help="the office that ends")
        parser.add_argument("--into", metavar="CODE", required=True, help="the office that takes it in")
        parser.add_argument(
            "--table",
            type=Path,
            help="CSV with the columns kind (post or section), code, successor, for what has no successor "
            "of the same code there, or another one",
        )
        parser.add_argument("--rest-post", metavar="CODE", default="", help="for posts not named otherwise")
        parser.add_argument("--rest-section", metavar="CODE", default="", help="the same for sections")
        parser.add_argument("--administrator", metavar="USERNAME", required=True, help="of the ending office")
        parser.add_argument(
            "--second", metavar="USERNAME", required=True, help="another one, its head, or of the level below"
        )
        parser.add_argument(
            "--receiving",
            metavar="USERNAME",
            required=True,
            help="an administrator or the head of the office that takes it in, who consents",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would follow, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):  # as everything else that the command says
            self._merge(options)

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def _merge(self, options: dict[str, Any]) -> None:
        office, heir = _office(options["office"]), _office(options["into"])
        found = _successors(office, heir, options)
        for one in found.pairs:
            to = f"{heir.code} {one.heir.code}" if one.heir else "–"
            self.stdout.write(f"{one.kind} {one.row.code} → {to}")
        now = timezone.now()
        self._say((*_seats(office, found), *_committees(office, heir), *_ending(office, now)))
        for fault in found.faults:
            self.stderr.write(fault)
        if found.faults:
            raise CommandError(f"{len(found.faults)} faults; nothing was done.")
        counted = f"{len(found.of('post'))} posts and {len(found.of('section'))} sections"
        try:
            if options["dry_run"]:
                with on_trial():
                    _close(office, heir, found, [_person(options[who]) for who in PERSONS], now)
                    passed = list(_showings(found, now))
                self._say(passed)
                self.stdout.write(f"{counted} of {office.code} would end; nothing was done.")
                return
            with spent_when_done():
                persons = [proved(_person(options[who]).username) for who in PERSONS]
                _close(office, heir, found, persons, now)
            self._say(_showings(found, now))
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{counted} of {office.code} ended; {heir.code} stands for them.")


def _seats(office: Office, found: Successors) -> Iterator[str]:
    """The seats in the ending office's committees, each with the post that will stand for it."""
    heirs = {one.row.pk: one.heir.code for one in found.pairs if one.heir}
    today = bodies.day_in(office, timezone.now())
    for seat in bodies.seats_held(list(office.posts.values_list("pk", flat=True)), today).select_related(
        "post"
    ):
        post = lines.present_posts([seat.post])[seat.post_id]
        yield f"seat {seat.body.code} {seat.role} {post.code} → {heirs.get(post.pk, '–')}"


def _showings(found: Successors, now: datetime) -> Iterator[str]:
    """What is given until a day to posts that ended, also to those that they had succeeded before: it goes on
    for those that stand for them."""
    for one in found.pairs:
        if not isinstance(one.row, Post) or one.heir is None:
            continue
        own = standing_of(one.row, bodies.day_in(one.row.office, now)).posts
        for kind in Grant.__subclasses__():
            count = kind._default_manager.filter(group__standing_for__post__in=own, until__gt=now).count()
            if count:
                yield f"goes on until its day: {kind.what}, {count} of post {one.row.code} → {one.heir.code}"


def _ending(office: Office, now: datetime) -> Iterator[str]:
    """What goes on nowhere: acts that wait for a second person, and orders on powers."""
    for asked in AskedAct.objects.filter(AskedAct.waits(now), office=office).order_by("asked_at"):
        yield f"ends, waits for a second person: {asked.about_en or asked.act}"
    lasting = Q(ends__isnull=True) | Q(ends__gt=bodies.day_in(office, now))
    orders = office.powers.filter(lasting).select_related("post", "rank")
    for order in orders.order_by("post__code", "rank__code", "power", "starts"):
        of = f"post {order.post.code}" if order.post else f"rank {order.rank.code}" if order.rank else "–"
        yield f"ends, order: {Effect(order.effect).label} {in_words(order.power)}, {of} ({order.source_en})"


def _committees(office: Office, heir: Office) -> Iterator[str]:
    """What waits for a committee goes to that of the same code there."""
    now = timezone.now()
    for body in bodies.bodies_on(office, bodies.day_in(office, now)):
        there = bodies.body_on(heir, body.code, bodies.day_in(heir, now))
        last = (
            there.code if there else "– (none of that code there: constitute one, for what waits before it)"
        )
        yield f"committee {body.code} → {heir.code} {last}"


def _close(office: Office, heir: Office, found: Successors, persons: list[User], now: datetime) -> None:
    by, second, consent = persons
    close_office(
        actor=beside(standing_by(by, office.pk, now), second, office.pk, now),
        successor=heir.pk,
        posts=found.of("post"),
        sections=found.of("section"),
        consent=consent,
        now=now,
    )


def _successors(office: Office, heir: Office, options: dict[str, Any]) -> Successors:
    try:
        text = options["table"].read_text(encoding="utf-8-sig") if options["table"] else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The table cannot be read: {error}") from error
    named, faults = read_table(text) if options["table"] else ({}, [])
    rest = {"post": options["rest_post"], "section": options["rest_section"]}
    found = successors(office, heir, named, rest)
    found.faults[:0] = faults
    return found


def _office(code: str) -> Office:
    office = Office.objects.filter(code=code, closed_on=None).first()
    if office is None:
        raise CommandError(f"There is no standing office “{code}”.")
    return office


def _person(username: str) -> User:
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no person with the user name “{username}”.")
    return user
