"""Seals (a post's own list of posts to send to) and what a post is told for information."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models import Row
from hierarchy.words import Words


class Seal(Row):
    """One line of a post's own list: it names a post, whoever holds that at the time of sending."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    owner = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="seals")
    to = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "to"], name="seal_once"),
            models.CheckConstraint(condition=~Q(owner=F("to")), name="seal_names_another"),
        ]

    def __str__(self) -> str:
        return str(self.to_id)


class JumpedLevel(Row):
    """A superior past whom a thread went up; open until the file has come back through the post.

    CSMOP 14(iii): on return the file goes through every level jumped.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    thread = models.ForeignKey("efile.Thread", models.PROTECT, related_name="jumped")
    below = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+", help_text="who sent it up")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+", help_text="who was passed")
    seq = models.PositiveIntegerField(help_text="The movement up")
    passed_seq = models.PositiveIntegerField(null=True, help_text="The movement that made good for it")

    class Meta:
        ordering = ["seq", "id"]
        constraints = [models.UniqueConstraint(fields=["thread", "seq", "post"], name="jumped_once")]
        indexes = [
            models.Index(fields=["thread"], condition=Q(passed_seq__isnull=True), name="jumped_open_idx")
        ]

    def __str__(self) -> str:
        return f"{self.post_id} at {self.seq}"


class NoticeKind(models.TextChoices):
    PULLED_UP = "pulled_up", _("was pulled up from you")
    JUMPED = "jumped", _("went past you")
    DECIDED = "decided", _("was decided and sent down past you")
    REOPENED = "reopened", _("was reopened after your decision")
    COPIED = "copied", _("was sent on, with a copy for you to read")
    WOKEN = "woken", _("was taken up again while you had parked it")


class DeskNotice(Row):
    """For information: something that happened to a file without the post. It asks for no act."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="desk_notices")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="desk_notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    seq = models.PositiveIntegerField(help_text="The movement that it tells of")
    by = models.JSONField(help_text="Who did it, as he was: name, post, charge, in both languages")
    at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["matter", "seq", "post"], name="notice_once")]
        indexes = [
            models.Index(fields=["post"], condition=Q(dismissed_at__isnull=True), name="notice_desk_idx")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter_id}"

    @property
    def who(self) -> Words:
        title = self.by.get("post_title") or {}
        return Words(title.get("bn", ""), title.get("en", ""))
