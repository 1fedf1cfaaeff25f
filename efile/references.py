"""What the notes of a file refer to, with its present number and place, for one reader.

A note keeps the id of what it means and the words with which it was signed. CSMOP 25: references to other
files quote the number in full, as links break when files are parted; here it is read anew each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from efile.guard.models import GuardPaper
from efile.models import Matter
from efile.pages import labels
from efile.papers.models import Paper
from efile.visibility import visible_to
from hierarchy.actors import Actor
from notings.marking import Reference, references
from notings.models import Paragraph
from notings.rendering import as_signed
from web.templatetags.office import bn_digits

LONGEST: Final = 110


@dataclass(frozen=True, slots=True)
class Target:
    """Where it is found now; `page` is its page beside these notes, if it lies there. Empty `words` are those
    that were signed."""

    words: str
    url: str
    page: int | None = None

    def link(self, signed: str) -> SafeString:
        title = signed if signed != self.words else ""
        if self.page is not None:
            return format_html(
                '<a class="ref" href="{}" data-page="{}" title="{}">{}</a>',
                self.url,
                self.page,
                title,
                self.words,
            )
        words, title = (self.words, title) if self.words else (signed, "")
        return format_html('<a class="ref" href="{}" title="{}">{}</a>', self.url, title, words)


Targets = Mapping[Reference, Target]


def linked(targets: Targets, reference: Reference, signed: str) -> SafeString:
    """The link; where the reader may not follow it, the words as they were signed."""
    target = targets.get(reference)
    return target.link(signed) if target else as_signed(reference, signed)


def targets_of(notes: Iterable[Paragraph], matter: Matter, actor: Actor) -> dict[Reference, Target]:
    """All that these notes of a matter refer to and the reader may open, one query for a kind of thing."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for note in notes:
        for reference in references(note.text, note.form):
            wanted[reference.kind].add(reference.id)
    if not wanted:
        return {}
    found: dict[Reference, Target] = {}
    paragraphs = list(Paragraph.objects.filter(pk__in=wanted["para"]))
    papers = list(Paper.objects.filter(pk__in=wanted["paper"]))
    homes = _homes(paragraphs, papers, wanted["matter"], matter, actor)
    for row in paragraphs:
        home = homes.get(row.sheet_id)
        if home:
            found[Reference("para", row.pk)] = _paragraph(row, home, matter)
    for paper in papers:
        home = homes.get(paper.matter_id)
        if home:
            found[Reference("paper", paper.pk)] = _paper(paper, home, matter)
    for pk in wanted["matter"] & homes.keys():
        found[Reference("matter", pk)] = Target(labels.number_of(homes[pk]), _url(homes[pk]))
    for pk in GuardPaper.objects.filter(pk__in=wanted["guard"], office__in=actor.offices).values_list(
        "pk", flat=True
    ):
        found[Reference("guard", pk)] = Target("", reverse("guard_paper", args=[pk]))
    return found


def token(kind: str, own_id: UUID, words: str) -> str:
    """A reference as it is written into a note."""
    kept = " ".join("".join(sign for sign in words if sign not in "[]|*~_\\").split())
    return f"[[{kind}:{own_id} {kept[:LONGEST]}]]"


def _homes(
    paragraphs: Iterable[Paragraph], papers: Iterable[Paper], named: set[UUID], matter: Matter, actor: Actor
) -> dict[UUID, Matter]:
    """The matters in which all this lies, by their id and by that of their sheet, as far as they are open."""
    sheets = {row.sheet_id for row in paragraphs} - {matter.sheet_id}
    matters = ({paper.matter_id for paper in papers} | named) - {matter.pk}
    homes = {matter.pk: matter, matter.sheet_id: matter}
    if not sheets and not matters:
        return homes
    rows = Matter.objects.filter(sheet__in=sheets) | Matter.objects.filter(pk__in=matters)
    for row in visible_to(rows.select_related("file", "receipt"), actor):
        homes |= {row.pk: row, row.sheet_id: row}
    return homes


def _paragraph(row: Paragraph, home: Matter, here: Matter) -> Target:
    words = _("para %(number)s") % {"number": bn_digits(row.number)}
    if home.pk == here.pk:
        return Target(words, f"#para-{row.number}")
    return Target(f"{labels.number_of(home)}, {words}", f"{_url(home)}#para-{row.number}")


def _paper(row: Paper, home: Matter, here: Matter) -> Target:
    words = _("p. %(page)s") % {"page": bn_digits(row.first_page)}
    if home.pk == here.pk:
        return Target(words, f"#page-{row.first_page}", row.first_page)
    return Target(f"{labels.number_of(home)}, {words}", f"{_url(home)}#page-{row.first_page}")


def _url(matter: Matter) -> str:
    return reverse("matter", args=[matter.pk])
