"""Persons, and the posts they hold or stand in for.

A post owns its work; a person only holds the post. Time spans are half-open:
a charge ends at the moment the next one starts.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary
from django.contrib.postgres.fields import RangeOperators as Op
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from hierarchy.models.base import Row
from hierarchy.models.offices import Office, Post
from hierarchy.words import Words
from ledger.ids import uuid7


class ChargeKind(models.TextChoices):
    """How a person holds a post; the label stands on every signature he gives there."""

    SUBSTANTIVE = "substantive", _("substantive")
    IN_CHARGE = "in_charge", _("in charge")
    ADDITIONAL = "additional", _("additional charge")
    LINK = "link", _("link officer")
    OFFICIATING = "officiating", _("officiating")


class Users(UserManager["User"]):
    """Telephones write the first letter large: a user name is taken in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractUser):
    """A person who signs in. What he may do comes from the posts he holds, never from here."""

    objects: ClassVar[Users] = Users()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name_bn = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    mobile = models.CharField(max_length=20, blank=True, help_text="for notices of meetings")
    signing_credential = models.CharField(
        max_length=200, blank=True, db_default="", help_text="its number at the e-sign service"
    )
    code_needed = models.BooleanField(
        default=False,
        db_default=False,
        help_text="reset: no outside identity lets in before a first code did",
    )

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined,misc]  # [not in the stubs]
        constraints = [
            models.UniqueConstraint(Upper("username"), name="user_name_once_in_any_case"),
            models.UniqueConstraint(
                "signing_credential",
                condition=~models.Q(signing_credential=""),
                name="signing_credential_of_one_person",
            ),
        ]

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


class Scope(models.TextChoices):
    """What a deputation gives: the post's acts, or only the writing of its drafts.

    A personal assistant may draft for an officer; only the officer's confirmation makes it a note
    (SOP 420624207, domain.md c 22).
    """

    FULL = "full", _("acts for the post")
    DRAFT = "draft", _("drafts for the post")


class Deputation(Row):
    """Another acts for the post while its holder is away. The holder keeps his charge."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="deputations")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputations")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    reason = models.CharField(max_length=300)
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.FULL, db_default=Scope.FULL)

    class Meta:
        indexes = [models.Index(fields=["user", "starts"], name="deputation_of_a_user")]
        constraints = [
            models.CheckConstraint(name="deputation_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="deputation_scope_known", condition=Q(scope__in=Scope.values)),
            ExclusionConstraint(
                name="deputation_one_deputy_at_a_time",
                expressions=[("post", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
                condition=Q(scope="full"),
            ),
            ExclusionConstraint(
                name="deputation_drafts_once_at_a_time",
                expressions=[("post", Op.EQUAL), ("user", Op.EQUAL), (_SPAN, Op.OVERLAPS)],
                condition=Q(scope="draft"),
            ),
        ]
