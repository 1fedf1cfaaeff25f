"""Writes of committees: one public function is one transaction with its entry in the ledger.

A meeting is locked before the matters it takes up; these by id, in the order of every other act.
"""

from efile.committees.services.agenda import set_agenda
from efile.committees.services.attending import record_attendance
from efile.committees.services.calling import call_meeting, call_off, mark_notice_read
from efile.committees.services.minutes import Decision, write_minutes
from efile.committees.services.signing import sign_minutes

__all__ = [
    "Decision",
    "call_meeting",
    "call_off",
    "mark_notice_read",
    "record_attendance",
    "set_agenda",
    "sign_minutes",
    "write_minutes",
]
