"""Why an act on a periodical is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason
from hierarchy.words import Words

KEEP = Words("সাময়িক প্রতিবেদনের কাজ", "Keep the periodicals")

NO_ACT = Reason("periodical.no_act", _("Choose what is to be done."), 422)
NAME = Reason(
    "periodical.name", _("Write the name of the report or return: %(most)s characters at most."), 422
)
PARTY = Reason("periodical.party", _("Write to whom it goes or from whom it comes."), 422)
HOW_OFTEN = Reason("periodical.every", _("Choose whether it is sent or received, and how often."), 422)
FIRST = Reason("periodical.first", _("Write the next day on which it is due."), 422)
FIRST_FAR = Reason(
    "periodical.first_far",
    _("The next day on which it is due may lie one year back at most, and two years ahead at most."),
    422,
)
THERE = Reason("periodical.there", _("“%(name)s” is kept already."), 409)
NO_SECTION = Reason("periodical.no_section", _("Periodicals are kept by the posts of a section."))
UNKNOWN = Reason("periodical.unknown", _("There is no such periodical of your section."), 404)
NO_RECEIPT = Reason(
    "periodical.no_receipt",
    _("No letter with the diary number “%(number)s” is known to your post. Enter it first."),
    422,
)
NO_LETTER = Reason(
    "periodical.no_letter",
    _("No issued letter with the memo number “%(number)s” is known to your post. Issue it first."),
    422,
)
ANSWERED = Reason(
    "periodical.answered",
    _("The letter “%(number)s” ticks off an earlier turn already. Write the number of another letter."),
    409,
)
GRADED = Reason(
    "periodical.graded",
    _(
        "The letter “%(number)s” is graded for secrecy: its number would be told to the whole section. "
        "Tick the turn off by a letter that is not graded."
    ),
    422,
)
NOTHING_DONE = Reason("periodical.nothing_done", _("No turn of it was ticked off."), 409)
