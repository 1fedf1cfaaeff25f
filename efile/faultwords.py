"""What became of an entry where a chain breaks, in words: for the history page and for the terminal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ledger.models import Entry
from ledger.selectors import ChainFault
from web.templatetags.office import bn_digits


def fault_words(fault: ChainFault) -> str:
    """“Entry 6 is missing”, or “Entry 6 was altered after it was written”, in the reader's language."""
    words = (
        _("Entry %(seq)s is missing")
        if is_missing(fault)
        else _("Entry %(seq)s was altered after it was written")
    )
    return words % {"seq": bn_digits(fault.seq)}


def is_missing(fault: ChainFault) -> bool:
    """Whether the entry is gone; else it is there and is not what was written."""
    return not Entry.objects.filter(stream=fault.stream, seq=fault.seq).exists()
