"""Why the record of an office is not shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_FOR_YOU = Reason(
    "officerecord.not_for_you",
    _("The head of the office, its administrators and its auditors read the office's record."),
    403,
)
