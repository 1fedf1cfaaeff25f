"""The two sides of a file and its way, as blocks for the printer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from efile.confirming.models import Confirmation
from efile.confirming.selectors import beside
from efile.filepage import Opened
from efile.files.told import Told
from efile.letters.docket import Docket, dockets_of
from efile.models import Movement
from efile.pages import labels
from efile.printing.cover import grade_of, receipt_of
from efile.printing.outgoing import letters_told
from efile.printing.sheets import Block
from efile.references import Target, Targets, targets_of
from efile.scenes import movement_act
from efile.stood import actor_title
from hierarchy.actors import Actor
from notings import selectors as notings
from notings.letters.body import for_printer
from notings.marking import PLAIN, Reference, Run, Words, blocks
from notings.models import Paragraph
from web.templatetags.office import absence, bn_digits, office_date, office_moment
from web.words import is_bengali


def notes_of(opened: Opened, actor: Actor | None) -> list[Block]:
    """Every signed note of a matter, those of its parts with them, in the order of signing. Without a reader
    the references stand as they were signed."""
    matter = opened.matter
    rows = notings.paragraphs_visible(matter.sheet_id, [None, *(one.pk for one in opened.threads)])
    targets = targets_of(rows, matter, actor) if actor else {}
    confirmed = beside(matter)
    parts = {one.pk: place for place, one in enumerate(opened.threads)}
    reasons = {row.paragraph: row.by.get("reason", "") for row in opened.movements if row.paragraph}
    said: list[Block] = [
        {"is": "mark", "id": f"notes-{matter.pk}"},
        {"is": "head", "text": matter_title(opened)},
    ]
    dockets = dockets_of(matter, rows)
    if not rows:
        said.append({"is": "words", "text": _("No note yet.")})
    said += _docketed(dockets, 0)
    for row in rows:
        note = _note(row, parts, reasons, targets)
        note["confirmed"] = [_confirmed(one) for one in confirmed.get(row.number, ())]
        said += [note, *_docketed(dockets, row.number)]
    return said


def _docketed(dockets: Iterable[Docket], under: int) -> list[Block]:
    """domain.md rule 23: the entry under the note that led to the issue."""
    return [
        {"is": "quiet", "text": f"{one.words} ({_('p. %(page)s') % {'page': bn_digits(one.page)}})"}
        for one in dockets
        if one.under == under
    ]


def matter_title(opened: Opened) -> str:
    matter = opened.matter
    return " — ".join(one for one in (bn_digits(receipt_of(matter)), matter.subject, grade_of(matter)) if one)


def _note(row: Paragraph, parts: Mapping[UUID, int], reasons: Mapping[int, str], targets: Targets) -> Block:
    sign = "।" if is_bengali(get_language()) else "."
    under = [one for one in (_posted(row), _behalf(row, reasons.get(row.number, "")), *_drafted(row)) if one]
    if row.lane is not None:
        under.append(_("in part %(number)s") % {"number": bn_digits(parts.get(row.lane, ""))})
    return {
        "is": "note",
        "number": f"{bn_digits(row.number)}{sign}",
        "blocks": _body(row, targets),
        "side": row.side,
        "name": str(row.name),
        "under": [*under, office_moment(row.signed_at)],
    }


def _confirmed(row: Confirmation) -> str:
    """CSMOP 19, 20: who was present, as he was, and what he said of the paragraph."""
    if row.answered_at is None:
        asked = _("asked %(day)s") % {"day": office_date(row.asked_at)}
        return f"{_('Not yet confirmed')}: {row.post.title} · {asked}"
    said = pgettext("what was said", "Confirmed") if row.agrees else _("It was otherwise")
    post = f"{row.post_title} ({row.charge})" if row.charge else str(row.post_title)
    words = f": “{row.words}”" if row.words else ""
    return f"{said}: {row.name}, {post} · {office_moment(row.answered_at)}{words}"


def _body(row: Paragraph, targets: Targets) -> list[Block]:
    def said(run: Run) -> str:
        return _present(run.refers, run.text, targets) if run.refers else run.text

    if row.destroyed_under:
        order = bn_digits(row.destroyed_under)
        gone = _("The text was destroyed under order %(order)s.") % {"order": order}
        return for_printer([Words(((Run(gone),),))], said)
    found = blocks(row.text)
    if row.form == PLAIN:
        found = [Words(tuple((Run(line),) for line in row.text.split("\n")))]
    return for_printer(found, said)


def _present(reference: Reference, signed: str, targets: Targets) -> str:
    """A reference in the words it was signed with, and where it is found now if that has changed."""
    target: Target | None = targets.get(reference)
    if target is None or target.words == signed:
        return signed
    return f"{signed} [{target.words}]"


def _posted(row: Paragraph) -> str:
    return f"{row.post_title} ({row.charge_label})" if row.charge_label else str(row.post_title)


def _behalf(row: Paragraph, reason: str) -> str:
    if not row.on_behalf_of:
        return ""
    words = _("for %(who)s") % {"who": row.on_behalf_of}
    return f"{words} ({absence(reason)})" if reason else words


def _drafted(row: Paragraph) -> list[str]:
    return [_("drafted by %(who)s, %(post)s") % {"who": hand.name, "post": hand.place} for hand in row.hands]


def movements_of(opened: Opened) -> list[Block]:
    """CSMOP 47: every movement, with names and posts as they were then; between them what left the office."""
    head = [_("No."), _("When"), _("Act"), _("By whom"), _("To whom"), _("Note")]
    hops = [(row.at, _hop(row, opened)) for row in opened.movements]
    rows = [row for _at, row in sorted([*hops, *letters_told(opened.matter)], key=lambda one: one[0])]
    return [
        {"is": "mark", "id": f"movement-{opened.matter.pk}"},
        {"is": "head", "text": matter_title(opened)},
        {"is": "table", "columns": [0, 3, 3, 4, 4, 0], "head": head, "rows": rows},
    ]


def _hop(row: Movement, opened: Opened) -> list[str]:
    return [
        bn_digits(row.seq),
        office_moment(row.at),
        movement_act(row, opened.spec),
        _mover(row),
        str(labels.short_title(row.to_post)) if row.to_post else "",
        bn_digits(row.paragraph),
    ]


def _mover(row: Movement) -> str:
    name, title = str(row.actor_name), actor_title(row.by)
    return ", ".join(one for one in (name, title if title != name else "") if one)


def acts_of(acts: Iterable[Told]) -> list[Block]:
    """What was done with the file itself."""
    rows = [
        [office_moment(one.at), str(one.title), f"{one.name}, {one.post_title}".strip(", "), one.words]
        for one in acts
    ]
    head = [_("When"), _("Act"), _("By whom"), _("Words")]
    return [
        {"is": "head", "text": _("What was done with the file")},
        {"is": "table", "columns": [2, 2, 3, 4], "head": head, "rows": rows},
    ]


def printed_by(actor: Actor, now: datetime) -> str:
    """The line of the stamp."""
    who = ", ".join(one for one in (str(actor.name), str(actor.post_title)) if one)
    return _("Printed for %(who)s, %(at)s") % {"who": who, "at": office_moment(now)}
