"""Work of the office's administration that takes longer than a page may."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from hierarchy.administration.import_work import Table, carry_out


@shared_task(ignore_result=True)
def import_table(office: str, user: str, post: str, sha256: str, second: str = "") -> None:
    """One import. A worker that dies under it leaves nothing behind, and another begins it anew.

    `second` is the person who gave his password for it.
    """
    table = Table(UUID(office), UUID(user), sha256)
    carry_out(table, UUID(post), timezone.now(), UUID(second) if second else None)
