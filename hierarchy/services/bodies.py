"""Loading committees: bodies and their seats as the files say."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.establishment.bodies import BodyRow
from hierarchy.models import Body, Office, Post, Seat
from hierarchy.services.charts import Loaded, check_not_working, working_offices
from hierarchy.services.recording import record
from hierarchy.services.upsert import Tally
from ledger import selectors as ledger


@transaction.atomic(durable=True)
def load_bodies(
    *, bodies: Mapping[str, tuple[BodyRow, ...]], office_codes: Collection[str], now: datetime
) -> Loaded:
    """Brings the bodies of the named offices to what the files say; a second loading writes nothing.

    Bodies and seats that a file no longer names are left alone, and so is a body that an act changed.
    """
    created, changed, working = 0, 0, working_offices(now)
    for code in office_codes:
        tally = Tally()
        office = Office.objects.get(code=code)
        acted = facts.changed_by_act(ledger.entries(office.pk))
        for row in bodies.get(code, ()):
            _keep_body(office, row, tally, acted)
        check_not_working(office, working, tally)
        if tally.touched:
            data = {"office": code, "created": tally.created, **facts.of_rows(*tally.rows)}
            by = Actor.system("load_charts")
            record(office=office.id, kind="bodies.loaded", data=data, actor=by, now=now)
        created, changed = created + tally.created, changed + tally.changed
    return Loaded(tuple(office_codes), created, changed)


def _keep_body(office: Office, row: BodyRow, tally: Tally, acted: Collection[str]) -> None:
    stored = office.bodies.filter(code=row.code, starts=row.starts).first()
    if stored is not None and _is_acted(stored, acted):
        return
    body = tally.keep(
        stored or Body(office=office, code=row.code, starts=row.starts),
        {
            "ends": row.ends,
            "quorum": row.quorum,
            "name_bn": row.name.bn,
            "name_en": row.name.en,
            "source_bn": row.source.bn,
            "source_en": row.source.en,
        },
    )
    posts = dict(Post.objects.filter(office=office).values_list("code", "pk"))
    seats = {(seat.post_id, seat.starts): seat for seat in body.seats.all()}
    for position, seat in enumerate(row.seats, start=1):
        post = posts[seat.post]
        kept = seats.get((post, seat.starts)) or Seat(
            office=office, body=body, post_id=post, starts=seat.starts
        )
        tally.keep(kept, {"role": seat.role, "ends": seat.ends, "position": position})


def _is_acted(body: Body, acted: Collection[str]) -> bool:
    """Whether the office changed the committee or one of its seats by an act."""
    return any(str(pk) in acted for pk in (body.pk, *body.seats.values_list("pk", flat=True)))
