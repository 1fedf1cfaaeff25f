"""All registers, in the order in which they stand on their page."""

from __future__ import annotations

from typing import Final

from efile.registers.arrears import ARREARS
from efile.registers.diary import DIARY
from efile.registers.disposals import DISPOSALS
from efile.registers.distribution import DISTRIBUTION
from efile.registers.elsewhere import ELSEWHERE
from efile.registers.filebook import FILES
from efile.registers.forwarded import FORWARDED
from efile.registers.frame import Register, Statement
from efile.registers.issued import ISSUED
from efile.registers.masterlist import MASTER
from efile.registers.matters import DISPOSED, TAKEN_UP
from efile.registers.overdue import OVER_THREE_MONTHS
from efile.registers.pending import PENDING
from efile.registers.pendingdak import PENDING_DAK
from efile.registers.periodicals import PERIODICALS
from efile.registers.records import RETENTION, WEEDING
from efile.registers.watched import WATCH_LISTS

REGISTERS: Final[tuple[Register | Statement, ...]] = (
    DIARY,
    DISTRIBUTION,
    PENDING_DAK,
    FILES,
    MASTER,
    FORWARDED,
    ISSUED,
    TAKEN_UP,
    DISPOSED,
    PENDING,
    ARREARS,
    OVER_THREE_MONTHS,
    *WATCH_LISTS,
    ELSEWHERE,
    PERIODICALS,
    RETENTION,
    WEEDING,
    DISPOSALS,
)
BY_CODE: Final = {one.code: one for one in REGISTERS}
