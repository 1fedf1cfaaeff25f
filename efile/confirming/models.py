"""What was said and is recorded on a file is confirmed by those who were present. CSMOP 19, 20."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hierarchy.models import ChargeKind, Row
from hierarchy.words import Words


class Confirmation(Row):
    """A post is asked whether a paragraph tells what was said. `agrees` is None until it answers; then `by`
    is who answered as he was, and `words` how it was otherwise, or what he adds."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="confirmations")
    paragraph = models.PositiveIntegerField(help_text="Its number on the matter's note sheet")
    asked_by = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    by = models.JSONField(
        null=True, help_text="Who answered, as he was: name, post, charge, in both languages"
    )
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "paragraph", "post"], name="confirmation_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agrees__isnull=True, by__isnull=True, words="")
                | Q(answered_at__isnull=False, agrees__isnull=False, by__isnull=False),
                name="confirmation_answered_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["post"], condition=Q(answered_at__isnull=True), name="confirmation_post_idx"
            ),
            models.Index(
                fields=["asked_by"], condition=Q(answered_at__isnull=True), name="confirmation_by_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.paragraph} {self.post_id}"

    @property
    def name(self) -> Words:
        return self._as_he_was("name")

    @property
    def post_title(self) -> Words:
        return self._as_he_was("post_title")

    @property
    def charge(self) -> str:
        """In words; empty for a post of his own."""
        kind = (self.by or {}).get("charge") or ChargeKind.SUBSTANTIVE
        return "" if kind == ChargeKind.SUBSTANTIVE else str(ChargeKind(kind).label)

    def _as_he_was(self, what: str) -> Words:
        said = (self.by or {}).get(what) or {}
        return Words(said.get("bn", ""), said.get("en", ""))
