"""Committees: bodies of posts that meet. Whoever holds a seat's post sits in it, or his deputy."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.contrib.postgres.fields import RangeOperators as Op
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Named, Row
from hierarchy.models.offices import Office, Post
from hierarchy.words import Words


class SeatRole(models.TextChoices):
    """The chair signs the minutes; the member-secretary calls the meeting and keeps its papers."""

    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("member-secretary")
    MEMBER = "member", _("member")


class DayRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


_SPAN = DayRange("starts", "ends", RangeBoundary())


class Body(Named):
    """A committee as one order constitutes it; an order that changes it is a new row.

    `quorum` counts persons. The last day is `ends`, not counted.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="bodies")
    code = models.SlugField(max_length=64)
    quorum = models.PositiveSmallIntegerField(help_text="members who must be present, the chair among them")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source_bn = models.CharField(max_length=300, help_text="the rule or order that constitutes it")
    source_en = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(name="body_quorum_from_one", condition=Q(quorum__gte=1)),
            models.CheckConstraint(
                name="body_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="body_says_its_source", condition=~Q(source_bn="") & ~Q(source_en="")
            ),
            ExclusionConstraint(
                name="body_constituted_once_at_a_time",
                expressions=[("office", Op.EQUAL), ("code", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
            ),
        ]

    @property
    def source(self) -> Words:
        return Words(bn=self.source_bn, en=self.source_en)


class Seat(Row):
    """A post's seat in a body from one day to another."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole)
    position = models.PositiveSmallIntegerField(default=0, help_text="order in the notice")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "starts"]
        constraints = [
            models.CheckConstraint(name="seat_role_known", condition=Q(role__in=SeatRole.values)),
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
            ),
            ExclusionConstraint(
                name="seat_one_a_post_at_a_time",
                expressions=[("body", Op.EQUAL), ("post", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="seat_one_chair_at_a_time",
                expressions=[("body", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
                condition=Q(role="chair"),
            ),
            ExclusionConstraint(
                name="seat_one_secretary_at_a_time",
                expressions=[("body", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
                condition=Q(role="secretary"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.post_id}"

    @property
    def role_label(self) -> str:
        return str(SeatRole(self.role).label)
