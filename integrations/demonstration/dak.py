"""Letters that came to the district: on their recipients' lists, and one put up with an answer drafted."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from efile.dak import closing
from efile.dak.diarising import diarise
from efile.dak.letter import Letter
from efile.dak.models import Dak
from efile.letters import services as letters
from efile.letters.made import begun
from efile.models import Thread
from efile.walking import Walker
from hierarchy import selectors as hierarchy
from hierarchy.models import Office
from integrations.demonstration.accounts import OFFICE
from integrations.demonstration.days import Today
from integrations.demonstration.outgoing import send_out, sign
from integrations.relay import release_now

LETTERS: Final = Path(__file__).resolve().parent / "letters.toml"
REGISTRY: Final = "counter-1"
APART: Final = timedelta(minutes=12)
WRITTEN: Final = timedelta(days=4)
KIND: Final = "letter"
LANGUAGE: Final = "bn"
DISPATCHER: Final = "ldc-front-desk"
OWN: Final = {"office", "to", "copies", "answered", "said", "copy", "sent"}
"""What a row says beside the letter itself."""


class Mail:
    """The dak of a few mornings, entered at the front desk. `fill` says how many letters came."""

    def __init__(self, office: Office, today: Today) -> None:
        self.office, self.today = office, today
        self.walker = Walker(office, lambda matter, stage: None, release_now)

    def fill(self) -> int:
        rows = tomllib.loads(LETTERS.read_text(encoding="utf-8"))["letters"]
        came = [row for row in rows if row.get("office", OFFICE) == self.office.code]
        now = self.today.lately()
        for row in came:
            dak = self._enter(row, now)
            if row.get("answered"):
                self._answer(dak, row, now + APART)
            now += APART
        return len(came)

    def _enter(self, row: dict[str, Any], now: datetime) -> Dak:
        said = {name: value for name, value in row.items() if name not in OWN}
        noted = diarise(
            actor=self.walker.actor(self._post(REGISTRY), now),
            letter=Letter(letter_date=self._written(now), **said),
            to=self._post(row["to"]),
            copies=[self._post(code) for code in row.get("copies", [])],
            now=now,
        )
        return Dak.objects.get(pk=noted.dak)

    def _answer(self, dak: Dak, row: dict[str, Any], now: datetime) -> None:
        """Put up in a new file, where the draft of the answer waits to be read, or to be dispatched."""
        actor = self.walker.actor(self._post(row["to"]), now)
        closing.put_up(actor=actor, dak=dak.pk, seen=dak.version, now=now)
        dak.refresh_from_db()
        thread = Thread.objects.select_related("matter").get(matter=dak.matter_id, closed_at=None)
        wording = begun(thread.matter, KIND, LANGUAGE, thread.holder_id)
        later = now + APART
        letters.begin(actor=actor, thread=thread.pk, kind=KIND, language=LANGUAGE, wording=wording, now=later)
        if said := row.get("said"):
            draft = sign(actor, thread.matter.drafts.get(), said, self._post(row["copy"]), later)
            if row.get("sent"):
                send_out(self.walker.actor(self._post(DISPATCHER), later), draft, later + APART)

    def _post(self, code: str) -> UUID:
        return hierarchy.post_by_code(self.office, code).pk

    def _written(self, now: datetime) -> date:
        return self.today.calendar.local_date(now - WRITTEN)
