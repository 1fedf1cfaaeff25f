"""The first leaves of a print: what it is of, what lies in it, and what of it the reader may not have."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from efile.files.selectors import near_ids, volumes_of
from efile.files.sight import files_visible_to
from efile.files.told import BEGUN, Told, last_of
from efile.letters.made import begun_with
from efile.models import File, Matter, Secrecy
from efile.papers.numbering import pages_of
from efile.printing.sheets import Block
from efile.scenes import DISPOSALS
from hierarchy.actors import Actor
from hierarchy.bodies import day_in
from hierarchy.retention import classes_on
from web.templatetags.office import bn_digits, office_date, office_moment

Row = tuple[str, str]


def cover_of(
    file: File | None, matters: list[Matter], acts: list[Told], actor: Actor, now: datetime
) -> list[Block]:
    office = (file or matters[0]).office
    facts = file_facts(file, acts, actor, now) if file else matter_facts(matters[0])
    return [
        {"is": "centred", "text": str(office.name)},
        {"is": "title", "text": _("Whole file") if file else _("Matter")},
        {"is": "facts", "rows": [*facts, *_numbers(file, matters)]},
        {"is": "quiet", "text": _of_this_print(actor, now)},
        *_matters(matters),
        *_kept_back(file, matters, actor),
    ]


def file_facts(file: File, acts: list[Told], actor: Actor | None, now: datetime) -> list[Row]:
    """As they stand on its page; empty ones are left out. Without a reader no other file is named."""
    opened, closed = last_of(acts, *BEGUN), last_of(acts, "file.closed")
    kept = classes_on(file.office, day_in(file.office, now)).get(file.retention)
    rows = [
        (_("File number"), bn_digits(file.number) or str(file.get_status_display())),
        (_("Earlier numbers"), "\n".join(one.number for one in file.numbers.all())),
        (_("Subject"), _("The subject is not shown to your post") if file.hidden else file.subject),
        (_("Section"), str(file.section.name)),
        (pgettext("of retention", "Class"), f"{file.retention} {kept.name}" if kept else file.retention),
        (_("State"), str(file.get_status_display())),
        (_("Opened"), _done(opened)),
        (_("Closed"), _done(closed) if file.status == File.Status.CLOSED else ""),
        (_("Volumes"), _volumes(file)),
        (_("Parts and linked files"), _near(file, actor) if actor else ""),
        (_("Shelf place"), file.shelf),
        (_("Year of the paper file"), bn_digits(file.paper_year)),
    ]
    return [(label, value) for label, value in rows if value]


def matter_facts(matter: Matter) -> list[Row]:
    receipt = matter.receipt
    rows = [
        (_("File number"), bn_digits(matter.file.number) if matter.file else ""),
        (_("Receipt"), bn_digits(receipt_of(matter))),
        (_("Subject"), matter.subject),
        (_("Applicant"), receipt.applicant.name if receipt else ""),
        (_("Service"), str(matter.service.name)),
        (_("Section"), str(matter.section.name)),
        (_("Opened"), office_date(matter.opened_at)),
        (_("Closed"), _ended(matter)),
        (_("Secrecy"), grade_of(matter)),
    ]
    return [(label, value) for label, value in rows if value]


def receipt_of(matter: Matter) -> str:
    """The diary number of what it began with: an application or a letter. ASCII digits."""
    if matter.receipt is not None:
        return matter.receipt.number
    dak = begun_with(matter)
    return dak.receipt.number if dak else ""


def grade_of(matter: Matter) -> str:
    return str(Secrecy(matter.secrecy).label) if matter.secrecy else ""


def _done(act: Told | None) -> str:
    if act is None:
        return ""
    return ", ".join(one for one in (office_date(act.at), act.name, act.post_title) if one)


def _ended(matter: Matter) -> str:
    if matter.closed_at is None:
        return ""
    return f"{office_date(matter.closed_at)}, {DISPOSALS.get(matter.disposal, matter.disposal)}"


def _volumes(file: File) -> str:
    rows = []
    for one in volumes_of(file):
        said = {"number": bn_digits(one.number), "first": bn_digits(one.first)}
        rows.append(_("Volume %(number)s: from p. %(first)s") % said)
    return "\n".join(rows)


def _near(file: File, actor: Actor) -> str:
    rows = files_visible_to(File.objects.filter(pk__in=near_ids(file)), actor).order_by("number")
    return "\n".join(bn_digits(one.number) for one in rows if one.number)


def _numbers(file: File | None, matters: list[Matter]) -> list[Row]:
    if file is None:
        return []
    pages = pages_of(file.pk)
    told = ngettext("%(count)s page", "%(count)s pages", pages) % {"count": bn_digits(pages)}
    return [(_("Correspondence"), told)]


def _of_this_print(actor: Actor, now: datetime) -> str:
    who = ", ".join(one for one in (str(actor.name), str(actor.post_title)) if one)
    printed = _("Printed on %(at)s by %(who)s.") % {"at": office_moment(now), "who": who}
    return f"{printed}\n" + _(
        "Notes that are not signed yet and drafts of letters are no part of it. The fingerprints on the last "
        "leaves prove it against the record of the office."
    )


def _matters(matters: list[Matter]) -> list[Block]:
    if not matters:
        return []
    rows = [
        [
            bn_digits(receipt_of(matter)),
            matter.subject + (f"\n{grade_of(matter)}" if matter.secrecy else ""),
            office_date(matter.opened_at),
            _ended(matter),
        ]
        for matter in matters
    ]
    head = [_("Receipt"), _("Subject"), _("Opened"), _("Closed")]
    return [
        {"is": "head", "text": _("Matters in this file")},
        {"is": "table", "columns": [0, 1, 0, 0], "head": head, "rows": rows},
    ]


def _kept_back(file: File | None, matters: list[Matter], actor: Actor) -> list[Block]:
    """That something is left out is said to who may know that it is there."""
    from efile.visibility import known_to

    if file is None:
        return []
    known = known_to(Matter.objects.filter(file=file), actor).exclude(pk__in=[one.pk for one in matters])
    count = known.count()
    if not count:
        return []
    words = ngettext(
        "%(count)s matter of this file may not be opened by this reader and is not in the print.",
        "%(count)s matters of this file may not be opened by this reader and are not in the print.",
        count,
    )
    return [{"is": "words", "text": words % {"count": bn_digits(count)}}]
