"""Writes: one public function is one transaction. Every act locks, checks, acts, appends, commits."""

from efile.services.completing import complete_stage
from efile.services.events import effect_finished, fire_due, message_came
from efile.services.filing import dispose, open_file
from efile.services.grading import grade
from efile.services.internal import start
from efile.services.moving import claim, forward, mark_opened, return_
from efile.services.pulling_back import pull_back
from efile.services.receiving import receive
from efile.services.reopening import reopen, reopen_file
from efile.services.showing import end_showing, show_to

__all__ = [
    "claim",
    "complete_stage",
    "dispose",
    "effect_finished",
    "end_showing",
    "fire_due",
    "forward",
    "grade",
    "mark_opened",
    "message_came",
    "open_file",
    "pull_back",
    "receive",
    "reopen",
    "reopen_file",
    "return_",
    "show_to",
    "start",
]
