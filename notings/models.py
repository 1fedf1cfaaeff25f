"""Note sheets and what is written on them.

A paragraph's number and office come from its sheet by a trigger, under the sheet's lock: numbers run
without a gap whoever inserts. A paragraph is never changed or removed once signed (CSMOP 16(i)).
"""

from collections.abc import Mapping

from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from hierarchy.models import ChargeKind, Office, Post, Row, User
from hierarchy.words import Words
from notings.contents.models import Content, Found
from notings.hands import Hand, hands_of
from notings.marking import PLAIN, Reference

__all__ = ["Content", "DecisionPhrase", "Found", "NoteDraft", "NoteSheet", "Paragraph", "Side"]


class Side(models.TextChoices):
    """Where the signature stands. CSMOP 15: the dealing hand signs left, officers right."""

    LEFT = "left", _("left")
    RIGHT = "right", _("right")


class NoteSheet(Row):
    """The noting side of one matter. `counter` is the number of its last paragraph."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    counter = models.PositiveIntegerField(db_default=0, editable=False)

    def __str__(self) -> str:
        return str(self.id)


class Paragraph(Row):
    """A signed note with its author as he was then. `lane` is a part file's thread, None the main notes.

    `reason`, why a deputy signed, is the act's that signed it; pages that read the acts set it.
    """

    reason: str = ""
    targets: Mapping[Reference, object] | None = None
    """What its references lead to, for the reader of a page."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey(NoteSheet, on_delete=models.PROTECT, related_name="paragraphs", db_index=False)
    lane = models.UUIDField(null=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    text = models.TextField(editable=False)
    form = models.PositiveSmallIntegerField(
        default=PLAIN, db_default=PLAIN, editable=False, help_text="how its marks are read: marking.py"
    )
    author_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    author_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    name_bn = models.CharField(max_length=200, editable=False)
    name_en = models.CharField(max_length=200, editable=False)
    post_title_bn = models.CharField(max_length=200, editable=False)
    post_title_en = models.CharField(max_length=200, editable=False)
    charge = models.CharField(max_length=16, editable=False, help_text="kind of charge; link for a deputy")
    on_behalf_bn = models.CharField(max_length=200, editable=False, help_text="whom a deputy stood for")
    on_behalf_en = models.CharField(max_length=200, editable=False)
    side = models.CharField(max_length=5, choices=Side.choices, editable=False)
    signed_at = models.DateTimeField(editable=False)
    drafters = models.JSONField(
        default=list,
        db_default=Value([], models.JSONField()),
        editable=False,
        help_text="who wrote it, other than who signed: hands.py",
    )
    destroyed_under = models.CharField(
        max_length=200, default="", db_default="", editable=False, help_text="the order that took its words"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="paragraph_number_once_a_sheet"),
            models.CheckConstraint(name="paragraph_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="paragraph_says_something_or_was_destroyed",
                condition=~Q(text="") ^ ~Q(destroyed_under=""),
            ),
            models.CheckConstraint(name="paragraph_side_known", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def name(self) -> Words:
        return Words(bn=self.name_bn, en=self.name_en)

    @property
    def post_title(self) -> Words:
        return Words(bn=self.post_title_bn, en=self.post_title_en)

    @property
    def on_behalf_of(self) -> Words | None:
        return Words(bn=self.on_behalf_bn, en=self.on_behalf_en) if self.on_behalf_bn else None

    @property
    def hands(self) -> list[Hand]:
        """Who drafted it, when that was not the signer."""
        return hands_of(self.drafters)

    @property
    def charge_label(self) -> str:
        """The kind of charge in the reader's language, empty for an ordinary one."""
        if self.charge in ("", ChargeKind.SUBSTANTIVE):
            return ""
        return str(ChargeKind(self.charge).label)


class NoteDraft(Row):
    """What a post is writing on a sheet. One per lane and post; `revision` grows with each saving."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    sheet = models.ForeignKey(NoteSheet, on_delete=models.PROTECT, related_name="drafts", db_index=False)
    lane = models.UUIDField(null=True, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="who saved it last")
    writers = models.JSONField(default=list, help_text="everybody whose words may stand in it: hands.py")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="draft_one_a_lane_and_post", fields=["sheet", "lane", "post"], nulls_distinct=False
            ),
            models.CheckConstraint(name="draft_revision_from_one", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return self.text


class DecisionPhrase(Row):
    """A ready order text (সিদ্ধান্ত): everybody's, an office's own, or one post's own."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text_bn = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "text_bn"]
        constraints = [
            models.UniqueConstraint(
                name="phrase_once_a_list", fields=["office", "post", "text_bn"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="phrase_of_a_post_names_its_office",
                condition=Q(post__isnull=True) | Q(office__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> Words:
        return Words(bn=self.text_bn, en=self.text_en)
