"""Offices, sections, ranks and posts.

Rows of what was abolished or merged stay, with the successor that stands for them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Named, Row
from hierarchy.words import Words

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
    "draft",
    "sign",
    "reopen",
    "pull_up",
    "see_secret",
    "dispatch",
)


class Profile(models.TextChoices):
    """Whose office words, ranks and week an office uses."""

    WB = "WB", _("West Bengal")
    BD = "BD", _("Bangladesh")


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
    closed_on = models.DateField(null=True, blank=True, help_text="no longer exists that day")
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        permissions = [("audit_office", "May audit the office")]
        constraints = [
            models.CheckConstraint(name="office_profile_known", condition=Q(profile__in=Profile.values)),
            models.CheckConstraint(
                name="office_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="office_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
            ),
            models.CheckConstraint(
                name="office_successor_of_a_closed_one",
                condition=Q(successor__isnull=True) | Q(closed_on__isnull=False),
            ),
        ]

    @property
    def area(self) -> Words:
        return Words(bn=self.area_bn, en=self.area_en)


class Section(Named):
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sections")
    code = models.SlugField(max_length=64)
    position = models.PositiveSmallIntegerField(default=0, help_text="order on the chart")
    closed_on = models.DateField(null=True, blank=True, help_text="no longer exists that day")
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="section_code_once_an_office"),
            # The target of the post's two-column foreign key (migration 0002).
            models.UniqueConstraint(fields=["office", "id"], name="section_of_its_office"),
            models.CheckConstraint(
                name="section_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
            ),
            models.CheckConstraint(
                name="section_successor_of_a_closed_one",
                condition=Q(successor__isnull=True) | Q(closed_on__isnull=False),
            ),
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
    telephone = models.CharField(max_length=60, blank=True, help_text="the post's, printed under its letters")
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
