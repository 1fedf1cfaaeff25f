"""Receipts, files, matters, threads and movements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import efile.committees.models
import efile.confirming.models
import efile.dak.models
import efile.dak.transfer
import efile.desk.models
import efile.dispatch.models
import efile.disposal.models
import efile.files.models
import efile.finding.models
import efile.forwarding.models
import efile.guard.models
import efile.letters.models
import efile.papers.models
import efile.periodicals.models
import efile.printing.models
import efile.standby.models
from efile.access.models import AccessLog, FileGrant, MatterGrant
from hierarchy import lines
from hierarchy.models import Post, Section
from hierarchy.words import Words
from ledger.ids import uuid7

__all__ = [
    "AccessLog",
    "Applicant",
    "Channel",
    "File",
    "FileGrant",
    "Matter",
    "MatterGrant",
    "Movement",
    "NumberSeries",
    "Priority",
    "Receipt",
    "Row",
    "Secrecy",
    "Thread",
    "name_present",
]


class Channel(models.TextChoices):
    """How an application reached the office. Kept for ever as a reporting dimension."""

    COUNTER = "counter", _("Counter")
    E_SERVICE = "e-service", _("E-service centre")
    POST = "post", pgettext_lazy("way of a letter", "Post")
    EMAIL = "email", _("E-mail")
    PORTAL = "portal", _("Portal")
    BSK = "bsk", _("Bangla Sahayata Kendra")
    CSC = "csc", _("Common service centre")
    OFFICE = "office", _("Another office")


class Priority(models.IntegerChoices):
    """An ordinal: lists sort by it, never by its label."""

    ORDINARY = 0, _("Ordinary")
    URGENT = 1, _("Urgent")
    MOST_URGENT = 2, _("Most urgent")


class Secrecy(models.IntegerChoices):
    NORMAL = 0, _("Normal")
    CONFIDENTIAL = 1, _("Confidential")
    SECRET = 2, _("Secret")
    TOP_SECRET = 3, _("Top secret")


class Row(models.Model):
    """Every row belongs to an office."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class NumberSeries(Row):
    """The next serial of a register in a year. Its row is locked while a number is given."""

    code = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.code}/{self.year}: {self.last}"


class Applicant(Row):
    """Who applied: a citizen, or the office a letter came from."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=400, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class Receipt(Row):
    """An application or letter entered in the diary. The number is given once and never edited."""

    number = models.CharField(max_length=40)
    serial = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    service = models.ForeignKey("workflows.Service", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="receipts")
    subject = models.CharField(max_length=500)
    body = models.TextField(blank=True)
    foreign_number = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    promised_on = models.DateField(help_text="Printed on the slip; never changes")
    tracking = models.CharField(max_length=13, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year", "serial"], name="receipt_serial")]
        indexes = [
            models.Index(F("office"), F("received_at").desc(), F("id").desc(), name="receipt_diary_idx")
        ]

    def __str__(self) -> str:
        return self.number


class File(Row):
    """Papers on one subject under one number: notes and correspondence.

    A draft has no number yet; one that was merged lies in the file of which it was a part.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CURRENT = "current", _("Current")
        CLOSED = "closed", _("Closed")
        MERGED = "merged", _("Merged")

    number = models.CharField(max_length=100, blank=True, help_text="Empty while it is a draft")
    section = models.ForeignKey("hierarchy.Section", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=500)
    head = models.ForeignKey("hierarchy.SubjectHead", models.PROTECT, null=True, related_name="+")
    retention = models.CharField(max_length=4, blank=True, help_text="Its class, for how long it is kept")
    status = models.CharField(max_length=8, choices=Status, default=Status.CURRENT)
    parked_until = models.DateField(null=True, help_text="It comes back by itself on this day")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    part = models.PositiveSmallIntegerField(default=0, help_text="Which part of its main file it is, from 1")
    shelf = models.CharField(max_length=100, blank=True, help_text="Where its physical cover lies")
    paper_year = models.PositiveSmallIntegerField(null=True, help_text="Year of a paper file taken over")
    missing_on = models.DateField(null=True, help_text="Since when its papers are missing")
    rebuilt_on = models.DateField(
        null=True, help_text="When it was rebuilt from copies, its papers being lost"
    )
    opened_by = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True, help_text="Its words and papers are gone, under an order")

    hidden = False
    """Set on a row whose reader may not know the subject."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"], condition=~Q(number=""), name="file_number_once"
            ),
            models.UniqueConstraint(
                fields=["part_of", "part"], condition=Q(part_of__isnull=False), name="file_part_once"
            ),
            models.CheckConstraint(
                name="file_without_a_number_is_a_draft", condition=Q(status="draft") ^ ~Q(number="")
            ),
            models.CheckConstraint(
                name="file_part_of_another",
                condition=Q(part_of__isnull=True, part=0) | (Q(part__gte=1) & ~Q(part_of=F("pk"))),
            ),
        ]
        indexes = [models.Index(F("office"), F("opened_at").desc(), F("id").desc(), name="file_newest_idx")]

    def __str__(self) -> str:
        return self.number

    def parked(self, today: date) -> bool:
        return self.parked_until is not None and self.parked_until > today


class Matter(Row):
    """One question to be decided, with one run of one flow version."""

    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="matters")
    receipt = models.OneToOneField(Receipt, models.PROTECT, null=True, related_name="matter")
    instance = models.OneToOneField("workflows.Instance", models.PROTECT, related_name="+")
    service = models.ForeignKey("workflows.Service", models.PROTECT, related_name="+")
    sheet = models.OneToOneField("notings.NoteSheet", models.PROTECT, related_name="+")
    section = models.ForeignKey("hierarchy.Section", models.PROTECT, related_name="+")
    marked_to = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=500)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.ORDINARY)
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.NORMAL)
    promised_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    disposal = models.CharField(max_length=20, blank=True)
    reopened_from = models.ForeignKey(
        "hierarchy.Post",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose communicated decision was reopened: only a post above it decides again",
    )
    moves = models.PositiveIntegerField(default=0, help_text="Movements so far; their serial")

    hidden = False
    """Set on a row of a list whose reader may know the number alone."""

    class Meta:
        indexes = [
            models.Index(F("office"), F("opened_at").desc(), F("id").desc(), name="matter_newest_idx"),
            models.Index(
                fields=["office", "opened_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="matter_pending_idx",
            ),
            models.Index(
                F("office"),
                F("closed_at").desc(),
                F("id").desc(),
                condition=Q(closed_at__isnull=False),
                name="matter_disposed_idx",
            ),
            models.Index(
                fields=["office", "secrecy"],
                condition=Q(secrecy__gt=Secrecy.NORMAL),
                name="matter_graded_idx",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Thread(Row):
    """One strand of a matter. It has exactly one holder, a post: the column every screen reads."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="threads")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    holder = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    pool = models.ForeignKey(
        "hierarchy.Section",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Set while nobody of the section has taken the thread",
    )
    stage = models.ForeignKey("workflows.OpenStage", models.PROTECT, null=True, related_name="+")
    waiting_for = models.CharField(max_length=120, blank=True)
    sender = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=20, help_text="Kind of the last movement")
    arrived_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="When the present holder first opened it")
    due_on = models.DateField(null=True)
    parked_until = models.DateField(null=True, help_text="Off the desk until this day; any act ends it")
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)

    stands: Post | None = None
    """The post that stands for the holder today, once it was read."""
    pooled: Section | None = None
    """The section that stands today for that of the pool, once it was read."""
    answered_by: Movement | None = None
    """The answer that brought it where it lies, once it was read."""
    replied: str = ""
    """Who wrote that answer, where it came as a letter of the dak; once it was read."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(waiting_for=""),
                name="thread_closed_waits_for_nothing",
            )
        ]
        indexes = [
            models.Index(
                F("holder"),
                F("arrived_at").desc(),
                F("id").desc(),
                condition=Q(closed_at__isnull=True),
                name="thread_desk_idx",
            ),
            models.Index(
                fields=["pool"],
                condition=Q(closed_at__isnull=True, pool__isnull=False),
                name="thread_pool_idx",
            ),
            models.Index(F("office"), F("arrived_at").desc(), F("id").desc(), name="thread_newest_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.act}"

    def parked(self, today: date) -> bool:
        return self.parked_until is not None and self.parked_until > today

    @property
    def present(self) -> Post:
        """Who holds it today: the holder, or the post that stands for it since it was abolished."""
        if self.stands is None:
            name_present([self])
        return self.stands or self.holder

    @property
    def present_pool(self) -> Section | None:
        """In whose pool it lies today: the section's, or that of the one that took it in."""
        if self.pool is not None and self.pooled is None:
            name_present([self])
        return self.pooled


def name_present(threads: Iterable[Thread]) -> None:
    """Read at once who stands for the holders of these rows, and which section for that of their pool."""
    rows = list(threads)
    posts = lines.present_posts(row.holder for row in rows)
    sections = lines.present_sections(row.pool for row in rows if row.pool is not None)
    for row in rows:
        row.stands = posts[row.holder_id]
        row.pooled = sections[row.pool_id] if row.pool_id is not None else None
    _name_offices(rows)
    _name_answers(rows)


def _name_offices(rows: Iterable[Thread]) -> None:
    """The offices of what was merged into another office, for its label: read where there is any."""
    moved: list[Post | Section] = []
    for row in rows:
        if row.stands is not None and row.stands.office_id != row.holder.office_id:
            moved.append(row.holder)
        if row.pool is not None and row.pooled is not None and row.pooled.office_id != row.pool.office_id:
            moved.append(row.pool)
    if moved:
        models.prefetch_related_objects(moved, "office")


def _name_answers(rows: Iterable[Thread]) -> None:
    """By which movement an answer brought them where they lie: read where one did."""
    answered = [row for row in rows if row.act == "message"]
    found = Movement.objects.filter(thread__in=answered, kind="message") if answered else ()
    last = {movement.thread_id: movement for movement in found}
    for row in answered:
        row.answered_by = last.get(row.pk)
    _name_repliers([row for row in answered if row.answered_by and row.sender_id])


def _name_repliers(rows: list[Thread]) -> None:
    """An officer takes a letter in as the awaited reply: it is laid in by the same act, at its moment."""
    if not rows:
        return
    letters = efile.dak.models.Dak.objects.filter(paper__matter__in=[row.matter_id for row in rows])
    names = {
        (matter, at): name
        for matter, at, name in letters.values_list("paper__matter", "paper__at", "receipt__applicant__name")
    }
    for row in rows:
        if row.answered_by is not None:
            row.replied = names.get((row.matter_id, row.answered_by.at), "")


BY_ITSELF = {
    "message": Words("আবেদনকারী", "The applicant"),
    "limit": Words("সময়সীমা", "The time limit"),
    "effect": Words("বিজ্ঞপ্তি", "The notice"),
}


class Movement(Row):
    """One hop or act of a thread, with names and posts as they were then. Never changed."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="movements")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="movements")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    from_post = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    to_post = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    by = models.JSONField(help_text="The actor as he was: name, post, charge, in both languages")
    stage = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=60, blank=True)
    paragraph = models.PositiveIntegerField(null=True, help_text="Number of the note signed with it")
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["matter", "seq"], name="movement_seq")]
        indexes = [
            models.Index(F("from_post"), F("at").desc(), name="movement_sent_idx"),
            models.Index(F("office"), F("at").desc(), F("id").desc(), name="movement_office_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def actor_name(self) -> Words:
        """Who made it; what came by itself is named by what it was, an answer by who gave or took it in."""
        name = self.by.get("name") or {}
        if self.kind in BY_ITSELF and not (self.kind == "message" and name):
            return BY_ITSELF[self.kind]
        return Words(name.get("bn", ""), name.get("en", ""))
