"""Why a print cannot be had."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_REACHED: Final = Reason(
    "print.not_reached",
    _("The office's worker is not reached now; the print is ordered and is made when it runs again."),
    status=503,
)
GONE: Final = Reason(
    "print.gone", _("This print was kept for a day and is gone. Order it once more on the file's page."), 410
)
SINCE_GRADED: Final = Reason(
    "print.since_graded",
    _("A matter in this print has another grade, or is no longer open to you. Order the print once more."),
    status=409,
)
