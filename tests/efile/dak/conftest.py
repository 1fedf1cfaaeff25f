"""A dak as the front desk enters it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from efile.dak.diarising import diarise
from efile.dak.letter import Letter
from efile.dak.models import Dak
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile.conftest import District

NUMBER = "স্মারক নং-  ০৫.৪৭.০০০০/২০২৬ (অংশ-১)/য়"
"""With two spaces, and a letter that Unicode would compose otherwise."""


def letter(**changes: object) -> Letter:
    values: dict[str, object] = {
        "kind": "official",
        "subject": "বন্যা প্রস্তুতির প্রতিবেদন",
        "sender": "মহকুমা শাসকের কার্যালয়",
        "designation": "মহকুমা শাসক",
        "channel": "post",
        "number": NUMBER,
        "letter_date": date(2026, 11, 9),
    }
    return Letter(**{**values, **changes})  # type: ignore[arg-type]  # [given by name]


def entered(
    district: District, to: str = "oc-general", copies: tuple[str, ...] = (), **changes: object
) -> Dak:
    noted = diarise(
        actor=district.actor("counter-1"),
        letter=letter(**changes),
        to=district.post(to),
        copies=[district.post(code) for code in copies],
        now=district.wait(minutes=1),
    )
    return fresh(noted.dak)


def fresh(dak: Dak | UUID) -> Dak:
    rows = Dak.objects.select_related("receipt__applicant", "holder", "paper_at", "file", "matter")
    return rows.get(pk=dak if isinstance(dak, UUID) else dak.pk)


def kinds(dak: Dak) -> list[str]:
    """What the record of its receipt tells, in order."""
    return [entry.kind for entry in ledger.entries(dak.receipt_id)]


def agrees(dak: Dak) -> bool:
    return check_stream("receipt", dak.receipt_id, ledger.entries(dak.receipt_id)) is None
