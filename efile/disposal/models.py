"""Lists of files to be destroyed, what the sections said of each, the order, and what was destroyed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hierarchy.models import Row
from hierarchy.words import Words
from ledger.ids import uuid7


class State(models.TextChoices):
    """Where a list stands. From `ordered` on nobody takes it back."""

    DRAWN = "drawn", _("Being read by the sections")
    ORDERED = "ordered", _("Ordered, being carried out")
    DONE = "done", pgettext_lazy("of a disposal list", "Carried out")
    DROPPED = "dropped", pgettext_lazy("of a disposal list", "Withdrawn")


class Said(models.TextChoices):
    """What the section's officer said of a file after reading it."""

    UNREAD = "unread", _("not read yet")
    AGREED = "agreed", _("may be destroyed")
    KEPT = "kept", _("kept longer")


LIVE = (State.DRAWN, State.ORDERED)


class Disposal(Row):
    """One list. Who drew it up never orders it: Secretariat Instructions r. 100 and two persons.

    Its number is that of the order, with which the destroyed texts are marked.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    why = models.CharField(max_length=500, help_text="By which rule or direction it was drawn up")
    state = models.CharField(max_length=7, choices=State, default=State.DRAWN)
    drawn_user = models.ForeignKey("hierarchy.User", models.PROTECT, related_name="+", db_index=False)
    drawn_by = models.JSONField(help_text="Who drew it up, as he was")
    drawn_at = models.DateTimeField()
    ordered_user = models.ForeignKey(
        "hierarchy.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ordered_by = models.JSONField(null=True, help_text="Who ordered it, as he was")
    ordered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was carried out or withdrawn")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="disposal_number_once"),
            models.CheckConstraint(name="disposal_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="disposal_by_two_persons",
                condition=Q(
                    state__in=["drawn", "dropped"], ordered_user__isnull=True, ordered_at__isnull=True
                )
                | Q(state__in=["ordered", "done"], ordered_at__isnull=False, ordered_by__isnull=False)
                & Q(ordered_user__isnull=False)
                & ~Q(ordered_user=F("drawn_user")),
            ),
        ]
        indexes = [
            models.Index(F("office"), F("drawn_at").desc(), F("id").desc(), name="disposal_newest_idx")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def drawer(self) -> Words:
        return signed(self.drawn_by)

    @property
    def orderer(self) -> Words:
        return signed(self.ordered_by)


class DisposalItem(models.Model):
    """A file on a list, with the class, rule and source by which it was due then.

    `destroyed_at` is set in the transaction that takes the words away; `cleared_at` once the bytes are gone
    from the disk too. `entry` is the hash of the file's entry that tells of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    file = models.ForeignKey("efile.File", models.PROTECT, related_name="disposals")
    retention = models.CharField(max_length=4)
    years = models.PositiveSmallIntegerField()
    source_bn = models.CharField(max_length=300)
    source_en = models.CharField(max_length=300)
    until = models.DateField(help_text="The last day of its retention")
    said = models.CharField(max_length=6, choices=Said, default=Said.UNREAD)
    read_user = models.ForeignKey(
        "hierarchy.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    read_by = models.JSONField(null=True, help_text="The section's officer, as he was")
    read_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True, help_text="It comes up again after this day")
    why = models.CharField(max_length=500, blank=True, help_text="Why it is kept longer")
    destroyed_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes of the papers that were given up")
    texts = models.PositiveIntegerField(default=0, help_text="texts of the record that were destroyed")
    entry = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["disposal", "file"], name="disposal_item_once"),
            models.UniqueConstraint(
                fields=["file"], condition=Q(destroyed_at__isnull=False), name="file_destroyed_once"
            ),
            models.CheckConstraint(name="disposal_said_known", condition=Q(said__in=Said.values)),
            models.CheckConstraint(
                name="disposal_read_by_somebody",
                condition=Q(said="unread", read_user__isnull=True)
                | ~Q(said="unread") & Q(read_user__isnull=False, read_at__isnull=False),
            ),
            models.CheckConstraint(
                name="disposal_kept_says_why_and_until",
                condition=Q(said="kept", keep_until__isnull=False) & ~Q(why="")
                | ~Q(said="kept") & Q(keep_until__isnull=True, why=""),
            ),
            models.CheckConstraint(
                name="disposal_destroyed_was_agreed",
                condition=Q(destroyed_at__isnull=True, cleared_at__isnull=True, entry="")
                | Q(destroyed_at__isnull=False, said="agreed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disposal_id} {self.file_id}"

    @property
    def source(self) -> Words:
        return Words(self.source_bn, self.source_en)

    @property
    def reader(self) -> Words:
        return signed(self.read_by)


def signed(by: dict[str, dict[str, str]] | None) -> Words:
    """Name and post as they were."""
    said = by or {}
    name, post = said.get("name") or {}, said.get("post_title") or {}
    parts = {key: [name.get(key, ""), post.get(key, "")] for key in ("bn", "en")}
    return Words(**{key: ", ".join(one for one in both if one) for key, both in parts.items()})
