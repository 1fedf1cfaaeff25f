"""What happens on a date: limits that change a path."""

from __future__ import annotations

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from efile.disposal.carrying import carry_out_all
from efile.printing.making import make_all
from efile.services import fire_due
from efile.standby.folder import Busy
from efile.standby.making import make_copy
from hierarchy.models import Office
from hierarchy.refusals import Refused
from workflows.models import Due

log = logging.getLogger(__name__)
BATCH = 200


@shared_task
def fire_dues() -> int:
    """Fire the limits that have passed. Ids are read unlocked; each is checked again under its lock."""
    now = timezone.now()
    ids = Due.objects.filter(kind=Due.Kind.FIRE, closed_at__isnull=True, due_on__lt=now.date()).order_by(
        "due_on"
    )
    fired = 0
    for due in ids.values_list("pk", flat=True)[:BATCH]:
        try:
            fired += fire_due(due=due, now=now) is not None
        except Refused as refused:
            log.warning("due %s was not fired: %s", due, refused)
    return fired


@shared_task(ignore_result=True)
def make_prints() -> int:
    """Make the prints that are ordered; one worker at a time."""
    return make_all()


@shared_task(ignore_result=True)
def carry_out_disposals() -> int:
    """Destroy what two persons ordered to be destroyed, and go on with what was cut short."""
    return carry_out_all()


@shared_task(ignore_result=True)
def make_standby_copies() -> int:
    """A copy of each office's current files, where the settings name a folder; how many were made."""
    home, made = settings.STANDBY_FOLDER, 0
    if home is None:
        return made
    for office in Office.objects.order_by("code"):
        try:
            make_copy(office, home, timezone.now())
            made += 1
        except Busy:
            log.info("a copy of the files of %s is being made already", office.code)
        except OSError:
            log.exception("no copy of the files of %s could be written", office.code)
    return made
