"""Background work on papers."""

from celery import shared_task

from notings.contents.services import search_held


@shared_task(ignore_result=True)
def search_held_papers() -> int:
    """Ask the virus scanner again about the papers held back while it was down."""
    return search_held()
