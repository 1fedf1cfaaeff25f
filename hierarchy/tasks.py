"""Work of the office's administration that takes longer than a page may."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from hierarchy.administration.import_work import Table, carry_out


@shared_task(ignore_result=True)
def import_table(office: str, user: str, post: str, sha256: str, second: str = "") -> None:
    """One import. A worker that dies under it leaves nothing behind, and another begins it anew."""
    by_two = UUID(second) if second else None
    carry_out(Table(UUID(office), UUID(user), sha256), UUID(post), timezone.now(), by_two)
