"""Why a file is not taken in, each with what the sender can do."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

BAD_INPUT: Final = 422

EMPTY = Reason("content.empty", _("“%(name)s” is empty. Send the file again."), BAD_INPUT)
UNKNOWN_KIND = Reason(
    "content.unknown_kind",
    _(
        "“%(name)s” is of a kind the office does not take in. Send it as a PDF, a picture (JPEG, PNG, TIFF), "
        "a Word, Excel, PowerPoint or OpenDocument file, or as plain text."
    ),
    BAD_INPUT,
)
MARKUP = Reason(
    "content.markup",
    _("“%(name)s” is a web page or other markup. Print it to a PDF and send that."),
    BAD_INPUT,
)
PASSWORD = Reason(
    "content.password",
    _("“%(name)s” is locked with a password. Save it without one and send it again."),
    BAD_INPUT,
)
BROKEN = Reason(
    "content.broken",
    _("“%(name)s” is damaged and cannot be read. Open it on your own machine, save it anew and send that."),
    BAD_INPUT,
)
MACROS = Reason(
    "content.macros",
    _("“%(name)s” carries macros, which the office does not take in. Save it without macros or as a PDF."),
    BAD_INPUT,
)
TWO_KINDS = Reason(
    "content.two_kinds",
    _("“%(name)s” hides an archive behind another kind of file. Send what is in it as files of their own."),
    BAD_INPUT,
)
NESTED = Reason(
    "content.nested",
    _("“%(name)s” holds an archive inside an archive. Unpack it and send the files."),
    BAD_INPUT,
)
TOO_LARGE_UNPACKED = Reason(
    "content.too_large_unpacked",
    _("“%(name)s” unpacks to more than can be taken in. Send it in parts or with a smaller picture."),
    BAD_INPUT,
)
STOPPED = Reason(
    "content.stopped",
    _("Reading “%(name)s” took too long and was stopped. Print it to a PDF anew and send that."),
    BAD_INPUT,
)
INFECTED = Reason(
    "content.infected",
    _(
        "The virus scanner found “%(virus)s” in “%(name)s”. It is not taken in; clean the machine it came "
        "from."
    ),
    BAD_INPUT,
)
QUARANTINED = Reason(
    "content.quarantined",
    _("The virus scanner found “%(virus)s” in this paper. It is kept apart and cannot be opened."),
    status=423,
)
HELD = Reason(
    "content.held",
    _("This paper waits for the virus scanner. It can be opened when the scanner has answered."),
    status=423,
)
NO_PAGE = Reason(
    "content.no_page", _("This page could not be drawn; the file itself can be opened."), status=404
)
NO_SPACE = Reason(
    "content.no_space",
    _(
        "“%(name)s” could not be kept: there is no room on the disk. Tell the administrator; nothing was "
        "lost."
    ),
    status=507,
)
NOT_KEPT = Reason(
    "content.not_kept",
    _(
        "“%(name)s” could not be kept: the place where papers lie does not answer. Try again in a while; "
        "nothing was lost."
    ),
    status=503,
)
NOT_REACHED = Reason(
    "content.not_reached",
    _("The place where papers lie does not answer. Open this paper again in a while; it is not lost."),
    status=503,
)
DESTROYED = Reason("content.destroyed", _("This paper was destroyed under an order."), status=410)
MISSING = Reason(
    "content.missing",
    _("The bytes of this paper are not where they were kept. The administrator must restore them."),
    status=500,
)

NOT_TAKEN: Final = {
    reason.code.removeprefix("content."): reason
    for reason in (
        *(EMPTY, UNKNOWN_KIND, MARKUP, PASSWORD, BROKEN, MACROS, TWO_KINDS, NESTED),
        *(TOO_LARGE_UNPACKED, STOPPED),
    )
}
"""By the code that the process says which looks at a file."""
