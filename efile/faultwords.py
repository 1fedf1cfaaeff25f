"""What became of an entry where a chain breaks, in words: for the history page and for the terminal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ledger.models import Entry
from ledger.selectors import ChainFault
from web.templatetags.office import bn_digits


def fault_words(fault: ChainFault) -> str:
    """“Entry 6 is missing”, or “Entry 6 was altered after it was written”, in the reader's language."""
    return _words(fault) % {"seq": bn_digits(fault.seq)}


def _words(fault: ChainFault) -> str:
    match fault.what:
        case "columns":
            return _("The kind or moment beside entry %(seq)s is not the one written in it")
        case "text":
            return _("A text of entry %(seq)s was altered or taken away after it was written")
        case "stream":
            return _("The mark of where the record ends is gone")
    if _is_missing(fault):
        return _("Entry %(seq)s is missing")
    return _("Entry %(seq)s was altered after it was written")


def _is_missing(fault: ChainFault) -> bool:
    """Whether the entry is gone; else it is there and is not what was written."""
    return not Entry.objects.filter(stream=fault.stream, seq=fault.seq).exists()
