"""An office of Bangladesh beside the district, for its numbers, its classes of files and its calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from efile.files import beginning
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Register
from hierarchy.services import number_section, order_scheme
from hierarchy.words import Words
from integrations.demonstration.accounts import ACROSS
from integrations.demonstration.dak import Mail
from integrations.demonstration.days import Today
from integrations.relay import release_now

OLD: Final = "56.42.0000.{number:3}.{head:2}.{serial:3}.{yy}"
NEW: Final = "56.42.0000.{number:3}.{head:3}.{primary:2}.{serial:4}.{yy}"
"""domain.md c 34: eighteen digits, and the twenty-two that followed."""
SOURCE: Final = Words("কার্যালয়ের নিজস্ব আদেশ, প্রদর্শনের জন্য", "The office's own order, for demonstration")
BEFORE: Final = timedelta(days=20)
ADMINISTRATOR, DESK = "ao-general", "ac-general"
FILE, CLASS = "অফিসের গাড়ির জ্বালানি ও মেরামত", "গ"


def fill_the_other_country(say: Callable[[str], object], now: datetime) -> None:
    """A file under the old order of numbers, then letters under the new one."""
    office = Office.objects.get(code=ACROSS)
    today = Today(hierarchy.calendar_for(office.pk), now)
    walker = Walker(office, lambda matter, stage: None, release_now)
    first = today.lately() - BEFORE
    by = walker.actor(hierarchy.post_by_code(office, ADMINISTRATOR).pk, first)
    for place, section in enumerate(office.sections.filter(closed_on=None).order_by("position", "code"), 1):
        number_section(actor=by, section=section.pk, code=str(place), now=first)
    order_scheme(actor=by, register=Register.FILE, pattern=OLD, source=SOURCE, now=first)
    desk = walker.actor(hierarchy.post_by_code(office, DESK).pk, first)
    file = beginning.draft_file(actor=desk, subject=FILE, retention=CLASS, now=first)
    beginning.create(actor=desk, file=file, now=first)
    order_scheme(actor=by, register=Register.FILE, pattern=NEW, source=SOURCE, now=first + timedelta(days=1))
    came = Mail(office, today).fill()
    say(f"{came} letters came by dak to {office.name.en}")
