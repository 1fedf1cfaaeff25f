"""Dak: what came in and is not, or not yet, a matter of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hierarchy.models import Row
from hierarchy.words import Words
from notings.models import Content


class DakKind(models.TextChoices):
    """Whose it is: a person's, an office's, or a copy that another office endorsed to us."""

    CITIZEN = "citizen", _("From a citizen")
    OFFICIAL = "official", _("From an office")
    COPY = "copy", _("Copy for information")


class Watch(models.TextChoices):
    """What the office watches apart from everything else. CSMOP 60: separate lists for each."""

    QUESTION = "question", _("Question of the legislature")
    ASSURANCE = "assurance", _("Assurance given to the legislature")
    RTI = "rti", _("Right to information")
    MEMBER = "member", _("Reference of a member or VIP")
    COURT = "court", _("Court case")


class DakState(models.TextChoices):
    """Where it stands. Everything but `open` was done with it by its holder and is taken back by him."""

    OPEN = "open", _("On the desk")
    PUT_UP = "put_up", _("Put up in a file")
    ATTACHED = "attached", _("Added to a matter")
    FILED = "filed", _("Filed without action")
    ARCHIVED = "archived", _("Put away")
    PASSED = "passed", _("Passed on to another office")
    RECALLED = "recalled", _("Taken back by the office that sent it")


GONE: Final = (DakState.PASSED, DakState.RECALLED)
"""It does not lie in this office any more, nor does its physical item."""


class Dak(Row):
    """A receipt on its way. It has one main recipient, who acts; copies are read and hold nothing up.

    `paper_at` is where the physical item is; the main recipient acts on it once he has received it.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    receipt = models.OneToOneField("efile.Receipt", models.PROTECT, related_name="dak")
    kind = models.CharField(max_length=8, choices=DakKind)
    state = models.CharField(max_length=8, choices=DakState, default=DakState.OPEN)
    watch = models.CharField(max_length=9, choices=Watch, blank=True, db_default="")
    holder = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    sender = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    designation = models.CharField(max_length=200, blank=True, help_text="Of who signed the letter")
    letter_date = models.DateField(null=True)
    priority = models.PositiveSmallIntegerField(default=0)
    secrecy = models.PositiveSmallIntegerField(default=0)
    physical = models.BooleanField(default=False)
    paper_at = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    shelf = models.CharField(max_length=100, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    reply_by = models.DateField(null=True, help_text="The day by which an answer is asked for")
    told_by = models.DateField(null=True, help_text="The day for the answer that an interim reply told")
    quotes = models.CharField(max_length=200, blank=True, help_text="Our number or code that it quotes")
    reminds = models.ForeignKey("self", models.PROTECT, null=True, related_name="reminders")
    file = models.ForeignKey("efile.File", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, null=True, related_name="daks")
    paper = models.OneToOneField("efile.Paper", models.PROTECT, null=True, related_name="dak")
    version = models.PositiveIntegerField(default=0, help_text="Moves so far; their serial")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(physical=True) | Q(paper_at__isnull=True, shelf=""), name="dak_paper_is_physical"
            ),
            models.CheckConstraint(condition=Q(watch__in=["", *Watch.values]), name="dak_watch"),
            models.CheckConstraint(
                condition=Q(state="open", file__isnull=True, matter__isnull=True)
                | Q(state__in=["archived", "passed", "recalled"], file__isnull=True, matter__isnull=True)
                | Q(state="filed", file__isnull=False, matter__isnull=True)
                | Q(state__in=["put_up", "attached"], matter__isnull=False),
                name="dak_lies_where_its_state_says",
            ),
        ]
        indexes = [
            models.Index(
                F("holder"),
                F("arrived_at").desc(),
                F("id").desc(),
                condition=Q(state="open"),
                name="dak_desk_idx",
            ),
            models.Index(F("office"), F("arrived_at").desc(), F("id").desc(), name="dak_newest_idx"),
            models.Index(fields=["office", "letter_date"], name="dak_of_a_day_idx"),
            models.Index(
                fields=["office", "watch"], condition=Q(kind="citizen") | ~Q(watch=""), name="dak_watched_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.state}"

    @property
    def awaits_paper(self) -> bool:
        """Whether the physical item has not been received by the main recipient."""
        return self.physical and self.paper_at_id != self.holder_id

    @property
    def promises_answer(self) -> bool:
        """A copy for information asks for none, unless a day was asked for or told, or it is watched."""
        return self.kind != DakKind.COPY or bool(self.watch or self.reply_by or self.told_by)


class DakMove(Row):
    """One act on a dak, with names and posts as they were. Never changed."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Entered in the diary")
        SENT = "sent", _("Sent")
        READ = "read", _("Opened")
        PAPER = "paper", _("Physical item received")
        SHELVED = "shelved", _("Shelf place noted")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        INTERIM = "interim", _("Interim reply")
        CHANGED = "changed", _("Particulars changed")
        COPIED = "copied", _("Copy sent")
        COPY_READ = "copy_read", _("Copy read and put away")
        LACKING = "lacking", _("Missing enclosure noted")
        SUPPLIED = "supplied", _("Missing enclosure supplied")
        REMINDED = "reminded", pgettext_lazy("of a dak", "Reminder")
        PROPOSED = "proposed", _("Sorted: proposed")
        CONFIRMED = "confirmed", _("Sorted: confirmed")
        PUT_UP = "put_up", _("Put up in a file")
        ATTACHED = "attached", _("Added to a matter")
        FILED = "filed", _("Filed without action")
        ARCHIVED = "archived", _("Put away")
        ELSEWHERE = "elsewhere", _("Found to belong to another office")
        OURS = "ours", _("Found to be ours after all")
        PASSED = "passed", _("Passed on to another office")
        TOLD = "told", _("Writer told where it went")
        RECALLED = "recalled", _("Taken back by the office that sent it")
        UNDONE = "undone", _("Taken back")

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="movements")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    from_post = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    to_post = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    by = models.JSONField(help_text="The actor as he was: name, post, charge, in both languages")
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["dak", "seq"], name="dak_move_seq")]
        indexes = [models.Index(F("at").desc(), F("id").desc(), name="dak_move_newest_idx")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def who(self) -> Words:
        name = self.by.get("name") or {}
        return Words(name.get("bn", ""), name.get("en", ""))


class DakCopy(Row):
    """A copy for information: its reader reads it and puts it away."""

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="copies")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["dak", "post"], name="dak_copy_once")]
        indexes = [models.Index(fields=["post"], condition=Q(closed_at__isnull=True), name="dak_copies_idx")]

    def __str__(self) -> str:
        return f"{self.dak_id} {self.post_id}"


class DakScan(Row):
    """A scan or file that came with a dak, in its order."""

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="scans")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    content = models.ForeignKey(Content, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["dak", "place"], name="dak_scan_place")]

    def __str__(self) -> str:
        return self.title

    @property
    def numbers(self) -> range:
        """Of its pages, each counted from 1."""
        return range(1, (self.content.pages or 1) + 1)


class Lack(Row):
    """An enclosure that a letter names and that did not come. CSMOP 11: the item is diarised all the same."""

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="lacks")
    what = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    supplied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return self.what


class DakReminder(Row):
    """Somebody asked the main recipient to act by a day."""

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="asked")
    by_post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    act_by = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.words


class Sorter(Row):
    """A post that sorts another's dak: it proposes, and the chief confirms."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    chief = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    delegate = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chief", "delegate"], condition=Q(ended_at__isnull=True), name="sorter_once"
            ),
            models.CheckConstraint(condition=~Q(chief=F("delegate")), name="sorter_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_id} for {self.chief_id}"


class Decision(models.TextChoices):
    """What is proposed for a dak; the chief's word carries it out."""

    SEND = "send", _("Send to")
    ARCHIVE = "archive", pgettext_lazy("act", "Put away")


class Proposal(Row):
    """What a sorter proposes for a dak. The chief's decision on it is another record, by another author."""

    dak = models.ForeignKey(Dak, models.PROTECT, related_name="proposals")
    decision = models.CharField(max_length=8, choices=Decision)
    to = models.ForeignKey("hierarchy.Post", models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    by = models.JSONField(help_text="The sorter as he was then")
    by_post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.JSONField(null=True, help_text="Who confirmed, changed or put it aside")
    confirmed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dak"], condition=Q(settled_at__isnull=True), name="proposal_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(decision="send", to__isnull=False) | Q(decision="archive", to__isnull=True),
                name="proposal_names_a_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.dak_id}"


class ReplyLink(Row):
    """A one-time address at which an office outside answers what a matter waits for; its hash is kept."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="reply_links")
    message = models.CharField(max_length=120)
    to_name = models.CharField(max_length=200)
    asked = models.TextField(blank=True, help_text="What is asked, as it stands on the answering page")
    token = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what stands in the address")
    by_post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until = models.DateTimeField(help_text="The first moment at which it opens no more")
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    dak = models.ForeignKey(Dak, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, dak__isnull=True)
                | Q(used_at__isnull=False, dak__isnull=False),
                name="reply_link_used_brought_a_dak",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="reply_link_withdrawn_was_not_used",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to_name} {self.matter_id}"

    def opens(self, now: datetime) -> bool:
        return self.used_at is None and self.withdrawn_at is None and now < self.until
