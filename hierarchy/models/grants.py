"""What is shown or given to a post beyond its place in the office, until a day.

django-guardian's group permissions with a foreign key to the object itself. The group is that of one post
and has no members: who acts for the post comes from charges and deputations alone.
"""

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from guardian.models import GroupObjectPermissionBase

from hierarchy.models.base import Row
from hierarchy.models.offices import Office, Post
from ledger.ids import uuid7


class PostGroup(Row):
    """The group that stands for a post in grants. The database refuses it members (migration)."""

    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="grantee")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="standing_for")

    def __str__(self) -> str:
        return self.group.name


class Grant(GroupObjectPermissionBase):
    """A permission on one object for one post, from `given_at` until `until`, not counted.

    A grant that is given again is the same row with a new end; the ledger keeps every one of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=300)

    what: ClassVar[Promise]
    """What each kind is called in a list."""

    if TYPE_CHECKING:
        content_object: Any  # a column of each kind

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_begins", condition=Q(until__gte=F("given_at"))
            ),
            models.CheckConstraint(name="%(class)s_says_why", condition=~Q(reason="")),
        ]

    @property
    def post(self) -> Post:
        """To whom it is given."""
        found: Post = self.group.standing_for.post
        return found

    @property
    def post_id(self) -> UUID:
        found: UUID = self.group.standing_for.post_id
        return found


class OfficeGrant(Grant):
    """An auditor of elsewhere reads the matters of this office as its own auditor does."""

    what = pgettext_lazy("given until a day", "office opened to an auditor")
    content_object = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        abstract = False
