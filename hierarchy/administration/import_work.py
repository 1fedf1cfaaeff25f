"""An import as background work: how far it is, told where the worker writes and the page reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import override

from hierarchy.actors import Actor
from hierarchy.establishment.sheet import read_sheet
from hierarchy.models import Office, User
from hierarchy.refusals import Refused
from hierarchy.selectors import actor_for
from hierarchy.services.importing import import_establishment, look
from hierarchy.witnesses import beside
from hierarchy.words import Words

KEPT_SECONDS = 3600
STILL = timedelta(minutes=2)
LIVE = frozenset({"waiting", "running"})


@dataclass(frozen=True, slots=True)
class Work:
    """`state` is waiting, running, done or refused; `done` of `total` rows are written.

    Nothing of it is in the office before all of it is: one transaction writes the rows.
    """

    state: str = "waiting"
    done: int = 0
    total: int = 0
    at: str = ""
    bn: str = ""
    en: str = ""

    @property
    def sentence(self) -> Words:
        """Why it was refused."""
        return Words(self.bn, self.en)

    @property
    def still(self) -> bool:
        """Whether nothing was heard of it for so long that the worker may be down."""
        return timezone.now() - datetime.fromisoformat(self.at) > STILL


@dataclass(frozen=True, slots=True)
class Table:
    """A table that one administrator tried out for his office."""

    office: UUID
    user: UUID
    sha256: str

    def keep(self, content: bytes) -> None:
        cache.set(self._key("sheet"), content, KEPT_SECONDS)

    def content(self) -> bytes | None:
        """None when it was not tried out, or too long ago."""
        content: bytes | None = cache.get(self._key("sheet"))
        return content

    def work(self) -> Work | None:
        kept = cache.get(self._key("import"))
        return Work(**kept) if kept else None

    def tell(self, work: Work) -> None:
        stamped = replace(work, at=timezone.now().isoformat())
        cache.set(self._key("import"), asdict(stamped), KEPT_SECONDS)

    def forget(self) -> None:
        cache.delete(self._key("import"))

    def _key(self, kind: str) -> str:
        return f"{kind}:{self.office}:{self.user}:{self.sha256[:64]}"


def carry_out(table: Table, post: UUID, now: datetime, second: UUID | None = None) -> None:
    """Import the kept table for the person at that post; `second` gave his password on the page.

    A repeat changes nothing more.
    """
    content = table.content()
    if content is None:
        return
    try:
        by_two = User.objects.filter(pk=second).first() if second else None
        actor = beside(actor_for(table.user, post, now), by_two, table.office, now)
        office, sheet = Office.objects.get(pk=table.office), read_sheet(content)
        table.tell(Work("running"))
        told = _Told(table, _rows_to_write(actor, office, content, now))
        import_establishment(actor=actor, office=office.pk, sheet=sheet, now=now, tell=told)
    except Refused as refused:
        table.tell(Work("refused", bn=_said(refused, "bn"), en=_said(refused, "en")))
        return
    table.tell(Work("done"))


def _rows_to_write(actor: Actor, office: Office, content: bytes, now: datetime) -> int:
    outcome = look(actor=actor, office=office, sheet=read_sheet(content), now=now)
    return sum(row.made + row.changed for row in outcome.counts.values())


class _Told:
    """Counts the rows as they are written."""

    def __init__(self, table: Table, total: int) -> None:
        self.table, self.total, self.done = table, total, 0

    def __call__(self, _what: str, number: int) -> None:
        self.done += number
        self.table.tell(Work("running", min(self.done, self.total), self.total))


def _said(refused: Refused, language: str) -> str:
    with override(language):
        return refused.sentence
