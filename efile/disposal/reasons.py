"""Why a file is not on the list of a year, and why an act on a list is refused."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_CLOSED = Reason("disposal.not_closed", _("It is not closed."), status=409)
FOR_EVER = Reason("disposal.for_ever", _("Its class is kept for ever."), status=409)
NO_CLASS = Reason("disposal.no_class", _("It has no class yet."), status=409)
YEARS_UNSAID = Reason(
    "disposal.years_unsaid", _("No rule and no order says for how many years its class is kept."), status=409
)
NOT_OVER = Reason("disposal.not_over", _("It is to be kept until %(until)s."), status=409)
KEPT_LONGER = Reason(
    "disposal.kept_longer", _("The section's officer keeps it until %(until)s: %(why)s"), status=409
)
OPEN_MATTER = Reason("disposal.open_matter", _("A matter in it is open."), status=409)
OPEN_LETTER = Reason("disposal.open_letter", _("A letter of it has not gone out to everybody."), status=409)
MISSING = Reason(
    "disposal.missing",
    _("It is declared missing. It comes up again once it is found or rebuilt."),
    status=409,
)
LINKED = Reason("disposal.linked", _("It is linked with the file %(number)s, which is in use."), status=409)
PART_LIVES = Reason(
    "disposal.part_lives", _("It belongs together with the file %(number)s, which is in use."), status=409
)
LISTED = Reason("disposal.listed", _("It stands on the list %(number)s."), status=409)
GONE = Reason("disposal.gone", _("It was destroyed under the order %(number)s."), status=409)

NO_SUCH = Reason("disposal.unknown", _("There is no such list, or it is not for your post."), status=404)
NO_FILES = Reason("disposal.no_files", _("Choose at least one file."), status=422)
TOO_MANY = Reason(
    "disposal.too_many",
    _("A list holds %(most)s files at most. Draw up a second one for the rest."),
    status=422,
)
WHY = Reason(
    "disposal.why",
    _("Say by which rule or direction the list is drawn up, in %(most)s characters at most."),
    status=422,
)
NOT_DUE = Reason("disposal.not_due", _("%(number)s cannot be on the list: %(why)s"), status=409)
NOT_DRAWN = Reason(
    "disposal.not_drawn", _("The list is no longer being read: it was ordered or withdrawn."), status=409
)
NOT_READER = Reason(
    "disposal.not_reader",
    _("A file is read before its destruction by an officer of %(section)s, or by one above it in the line."),
)
SAY = Reason("disposal.say", _("Say whether the file may be destroyed or is kept longer."), status=422)
KEEP_WHY = Reason(
    "disposal.keep_why",
    _("Say why the file is kept longer, in %(most)s characters at most."),
    status=422,
)
KEEP_UNTIL = Reason(
    "disposal.keep_until", _("Choose a day after today, until which the file is kept."), status=422
)
UNREAD = Reason(
    "disposal.unread",
    _("%(count)s of its files have not been read by their section yet."),
    status=409,
)
NOTHING_LEFT = Reason(
    "disposal.nothing_left",
    _("No file of the list is left to be destroyed: all are kept longer. Withdraw the list."),
    status=409,
)
SAME_PERSON = Reason(
    "disposal.same_person",
    _("Who drew up the list never orders it. Another officer reads it and orders the destruction."),
)
NOT_ORDERER = Reason(
    "disposal.not_orderer",
    _(
        "The destruction is ordered, in a charge of his own, by an officer above every section whose files "
        "stand on the list. %(section)s is not under your post."
    ),
)
CHANGED = Reason(
    "disposal.changed",
    _("The list was changed since you opened it. Read it again; nothing was destroyed."),
    status=409,
)
NOT_CONFIRMED = Reason(
    "disposal.not_confirmed", _("Say that you have read the list: this cannot be taken back."), status=422
)
NOT_DRAWER = Reason("disposal.not_drawer", _("A list is withdrawn by who drew it up, until it is ordered."))
NOT_DONE = Reason(
    "disposal.not_done",
    _("The certificate is given when everything on the list is destroyed."),
    status=409,
)
NOT_REACHED: Final = _("The list is ordered. The worker does not answer: it begins as soon as it does.")
