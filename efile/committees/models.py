"""Meetings of committees, what they take up, who attended, who was told."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from hierarchy.models import Row, SeatRole
from hierarchy.words import Words


class MeetingState(models.TextChoices):
    CALLED = "called", pgettext_lazy("meeting", "Called")
    HELD = "held", pgettext_lazy("meeting", "Held")
    SIGNED = "signed", pgettext_lazy("meeting", "Minutes signed")
    OFF = "off", pgettext_lazy("meeting", "Called off")
    LEFT = "left", pgettext_lazy("meeting", "Not held, the office was merged")


class Meeting(Row):
    """One meeting of a body. The notice went out at `called_at`; what is signed is never changed."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    body = models.ForeignKey("hierarchy.Body", models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(help_text="of this body's meetings")
    at = models.DateTimeField(help_text="when it is held")
    place = models.CharField(max_length=200)
    called_by = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    caller = models.JSONField(help_text="who called it, as he was: name, post, charge, in both languages")
    called_at = models.DateTimeField()
    attended_at = models.DateTimeField(null=True, help_text="when attendance was last recorded")
    signed_at = models.DateTimeField(null=True)
    signer = models.JSONField(null=True, help_text="the chair, as he was")
    off_at = models.DateTimeField(null=True)
    off_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once"),
            models.CheckConstraint(name="meeting_told_before", condition=Q(called_at__lte=F("at"))),
            models.CheckConstraint(
                name="meeting_signed_names_its_chair",
                condition=Q(signed_at__isnull=True, signer__isnull=True)
                | Q(signed_at__isnull=False, signer__isnull=False, attended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_off_was_not_signed",
                condition=Q(off_at__isnull=True, off_reason="")
                | Q(off_at__isnull=False, signed_at__isnull=True) & ~Q(off_reason=""),
            ),
        ]
        indexes = [models.Index(F("body"), F("at").desc(), name="meeting_of_a_body")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.number}"

    @property
    def state(self) -> MeetingState:
        if self.off_at is not None:
            return MeetingState.OFF
        if self.signed_at is not None:
            return MeetingState.SIGNED
        if self.body.office.closed_on is not None:
            return MeetingState.LEFT
        return MeetingState.HELD if self.attended_at is not None else MeetingState.CALLED

    @property
    def is_open(self) -> bool:
        return self.state in (MeetingState.CALLED, MeetingState.HELD)


class AgendaItem(Row):
    """A thread that a meeting takes up, standing in a stage of the body.

    `outcome` is the decision, empty until there is one. `put_off` says that the meeting left it for a
    later one: another meeting may then take up the same stage.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    matter = models.ForeignKey("efile.Matter", models.PROTECT, related_name="agenda_items")
    thread = models.ForeignKey("efile.Thread", models.PROTECT, related_name="+")
    stage = models.ForeignKey("workflows.OpenStage", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=60, blank=True)
    put_off = models.BooleanField(default=False)
    text = models.TextField(blank=True, help_text="what the meeting resolved, as the minutes say it")
    movement = models.PositiveIntegerField(null=True, help_text="the movement that the signature made")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "stage"], name="item_once_a_meeting"),
            models.UniqueConstraint(
                fields=["stage"], condition=Q(put_off=False), name="item_before_one_meeting"
            ),
            models.CheckConstraint(
                name="item_put_off_is_not_decided", condition=Q(put_off=False) | Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.matter_id}"


class Attendance(Row):
    """Whether a seat was taken. `who` is the person as he was then; a deputy stands there with whom he
    stood for.
    """

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=SeatRole)
    position = models.PositiveSmallIntegerField()
    present = models.BooleanField()
    user = models.ForeignKey("hierarchy.User", models.PROTECT, null=True, related_name="+")
    who = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "post"], name="attendance_once_a_post"),
            models.CheckConstraint(
                name="attendance_present_names_a_person",
                condition=Q(present=False) | Q(user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.present}"

    @property
    def name(self) -> Words:
        return _words(self.who.get("name"))

    @property
    def post_title(self) -> Words:
        return _words(self.who.get("post_title"))

    @property
    def on_behalf_of(self) -> Words | None:
        return _words(self.who["on_behalf_of"]) if self.who.get("on_behalf_of") else None

    @property
    def instead_of(self) -> Words | None:
        """The seat's own post, where another stood for it."""
        return _words(self.who["instead_of"]) if self.who.get("instead_of") else None

    @property
    def role_label(self) -> str:
        return str(SeatRole(self.role).label)


class MeetingNotice(Row):
    """The notice of a meeting at a member's post; it stands on his desk until he has opened it."""

    office = models.ForeignKey("hierarchy.Office", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices")
    post = models.ForeignKey("hierarchy.Post", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    carried_at = models.DateTimeField(null=True, help_text="when the relay carried it out")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "post"], name="meeting_notice_once")]
        indexes = [
            models.Index(fields=["post"], condition=Q(read_at__isnull=True), name="meeting_notice_unread")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.post_id}"


def _words(both: dict[str, str] | None) -> Words:
    return Words((both or {}).get("bn", ""), (both or {}).get("en", ""))
