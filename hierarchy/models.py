"""Offices, posts and the people who hold them for a time.

A post owns its work; a person only holds the post. Time spans are half-open:
a charge ends at the moment the next one starts.
"""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary
from django.contrib.postgres.fields import RangeOperators as Op
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.words import Words
from ledger.ids import uuid7

POWERS = (
    "receive",
    "mark",
    "note",
    "forward",
    "recommend",
    "decide",
    "issue",
    "dispose",
    "admin",
    "flow_edit",
    "flow_publish",
    "audit",
)


class Profile(models.TextChoices):
    """Whose office words, ranks and week an office uses."""

    WB = "WB", _("West Bengal")
    BD = "BD", _("Bangladesh")


class ChargeKind(models.TextChoices):
    """How a person holds a post; the label stands on every signature he gives there."""

    SUBSTANTIVE = "substantive", _("substantive")
    IN_CHARGE = "in_charge", _("in charge")
    ADDITIONAL = "additional", _("additional charge")
    LINK = "link", _("link officer")
    OFFICIATING = "officiating", _("officiating")


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Named(Row):
    name_bn = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Words:
        return Words(bn=self.name_bn, en=self.name_en)


class Office(Named):
    code = models.SlugField(max_length=64, unique=True)
    profile = models.CharField(max_length=2, choices=Profile)
    kind = models.SlugField(max_length=32, help_text="district, zilla-parishad, panchayat-samiti …")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="offices_below"
    )
    timezone = models.CharField(max_length=64)
    area_bn = models.CharField(max_length=200)
    area_en = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(name="office_profile_known", condition=Q(profile__in=Profile.values)),
            models.CheckConstraint(
                name="office_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    @property
    def area(self) -> Words:
        return Words(bn=self.area_bn, en=self.area_en)


class Section(Named):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sections")
    code = models.SlugField(max_length=64)
    position = models.PositiveSmallIntegerField(default=0, help_text="order on the chart")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="section_code_once_an_office"),
            # The target of the post's two-column foreign key (migration 0002).
            models.UniqueConstraint(fields=["office", "id"], name="section_of_its_office"),
        ]


class Rank(Named):
    code = models.SlugField(max_length=64, unique=True)
    profile = models.CharField(max_length=2, choices=Profile)
    level = models.PositiveSmallIntegerField(help_text="1 is the head of the office")
    powers = ArrayField(models.CharField(max_length=16), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="rank_profile_known", condition=Q(profile__in=Profile.values)),
            models.CheckConstraint(name="rank_level_in_reach", condition=Q(level__gte=1, level__lte=20)),
            models.CheckConstraint(name="rank_powers_known", condition=Q(powers__contained_by=list(POWERS))),
        ]


class Post(Row):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="posts"
    )
    rank = models.ForeignKey(Rank, on_delete=models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=64)
    title_bn = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    reports_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reporting_posts"
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="order on the chart")
    abolished_on = models.DateField(null=True, blank=True, help_text="no longer exists that day")
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="post_code_once_an_office"),
            # The target of the two-column foreign keys (migration 0002).
            models.UniqueConstraint(fields=["office", "id"], name="post_of_its_office"),
            models.CheckConstraint(
                name="post_not_under_itself",
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")),
            ),
            models.CheckConstraint(
                name="post_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
            ),
            models.CheckConstraint(
                name="post_successor_of_an_abolished_post",
                condition=Q(successor__isnull=True) | Q(abolished_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def title(self) -> Words:
        return Words(bn=self.title_bn, en=self.title_en)


class User(AbstractUser):
    """A person who signs in. What he may do comes from the posts he holds, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name_bn = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)

    @property
    def name(self) -> Words:
        return Words(bn=self.name_bn or self.username, en=self.name_en or self.username)


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


_SPAN = TsTzRange("starts", "ends", RangeBoundary())


class Charge(Row):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="charges")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charges")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=16, choices=ChargeKind)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "starts"], name="charge_of_a_user")]
        constraints = [
            models.CheckConstraint(name="charge_kind_known", condition=Q(kind__in=ChargeKind.values)),
            models.CheckConstraint(
                name="charge_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
            ),
            ExclusionConstraint(
                name="charge_one_holder_at_a_time",
                expressions=[("post", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
            ),
        ]


class Deputation(Row):
    """Another acts for the post while its holder is away. The holder keeps his charge."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="deputations")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputations")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["user", "starts"], name="deputation_of_a_user")]
        constraints = [
            models.CheckConstraint(name="deputation_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            ExclusionConstraint(
                name="deputation_one_deputy_at_a_time",
                expressions=[("post", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
            ),
        ]


class Calendar(Row):
    """One version of an office's working calendar; a correction is a new version."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="calendars")
    version = models.PositiveSmallIntegerField()
    weekly_off = ArrayField(models.PositiveSmallIntegerField(), help_text="Monday is 0")
    valid_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "version"], name="calendar_version_once"),
            models.CheckConstraint(
                name="calendar_weekdays_known",
                condition=Q(weekly_off__contained_by=[0, 1, 2, 3, 4, 5, 6]),
            ),
            models.CheckConstraint(
                name="calendar_some_day_is_worked",
                condition=~Q(weekly_off__contains=[0, 1, 2, 3, 4, 5, 6]),
            ),
        ]


class Holiday(Named):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holidays")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="holidays")
    on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="holiday_once_a_calendar")]
