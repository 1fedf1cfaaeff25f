"""Why an act on a file is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_TO_MISS = Reason(
    "file.not_to_miss",
    _("A draft or a merged file is not declared missing, nor is one that is missing already."),
    status=409,
)
MISSING_SINCE = Reason(
    "file.missing_since", _("Enter the day since which it is missing, today at the latest."), status=422
)
NOT_MISSING = Reason("file.not_missing", _("The file is not declared missing."), status=409)
REBUILT_NOTE = Reason(
    "file.rebuilt_note",
    _("Write what the file held and what was decided in it, in at most %(most)s characters."),
    status=422,
)
COPIES_NOT_TAKEN = Reason("file.copies_not_taken", _("Nothing was put in. %(why)s"), status=422)
HEAD_NEEDED = Reason(
    "file.head_needed",
    _("The office numbers its files by subject head. Choose the head under which this file is opened."),
    status=422,
)
HEAD_UNKNOWN = Reason("file.head_unknown", _("Under this subject head no file is opened today."), status=422)
SECTION_WITHOUT_NUMBER = Reason(
    "file.section_without_number",
    _("%(section)s has no number for its files yet. The administrator of the office gives it one."),
    status=409,
)
NUMBER_WRONG = Reason(
    "file.number_wrong", _("A number has 1 to %(most)s characters on one line."), status=422
)
NUMBER_THERE = Reason("file.number_there", _("The file has the number %(number)s already."), status=409)
NUMBER_KIND = Reason("file.number_kind", _("Say where the number comes from."), status=422)
NO_ACT = Reason("file.no_act", _("Choose what is to be done."), status=422)
NOT_OF_SECTION = Reason(
    "file.not_of_section",
    _(
        "The file belongs to %(section)s. Someone of that section, or an officer above it in the line of "
        "control, does this."
    ),
)
NOT_CURRENT = Reason("file.not_current", _("The file is not current: %(state)s."), status=409)
PARKED = Reason(
    "file.parked",
    _("The file %(number)s is parked until %(until)s. Take it up again before a matter is put in it."),
    status=409,
)
PARK_AT_WORK = Reason(
    "file.park_at_work",
    _("A matter in this file is at work on a desk. The file is parked when nothing in it is open."),
    status=409,
)
PARK_UNTIL = Reason(
    "file.park_until", _("Choose the day on which it comes back: from tomorrow to a year ahead."), status=422
)
NOT_PARKED = Reason("file.not_parked", _("The file is not parked."), status=409)
WHY = Reason("file.why", _("Write the reason."), status=422)
CLASS_UNKNOWN = Reason("file.class_unknown", _("Choose one of the office's classes."), status=422)
CLASS_OF_HEAD = Reason(
    "file.class_of_head",
    _(
        "Files under this head have class %(given)s. Open the file with it; an officer may then change it, "
        "with reasons, on the file's page."
    ),
    status=422,
)
CLASS_SAME = Reason("file.class_same", _("The file has this class already."), status=409)
LINK_WHICH = Reason("file.link_which", _("No file with the number “%(number)s” is known to your post."), 422)
LINK_ITSELF = Reason("file.link_itself", _("A file is not linked to itself."), status=422)
LINK_NO_FILE = Reason("file.link_no_file", _("That file cannot be linked: it is a draft or was merged."), 422)
LINKED_ALREADY = Reason("file.linked_already", _("The two files are linked already."), status=409)
NO_LINK = Reason("file.no_link", _("These files are not linked any more."), status=409)
EXTRACTS = Reason(
    "file.extracts",
    _("Write what was used of the other file, with its pages, or that nothing was (CSMOP 26)."),
    status=422,
)
STILL_LINKED = Reason(
    "file.still_linked",
    _(
        "The file %(number)s is still linked to another one. De-link it first, and keep the extracts "
        "(CSMOP 26)."
    ),
    status=409,
)
VOLUME_TOO_SOON = Reason(
    "file.volume_too_soon",
    _("This volume has %(pages)s pages. A new one is begun at 150 to 200 pages (CSMOP 23)."),
    status=409,
)
PART_OF_A_PART = Reason(
    "file.part_of_a_part", _("This is a part file. A part is opened of its main file."), 409
)
NO_PART = Reason("file.no_part", _("This file is no part of another one."), status=409)
PART_MISSING = Reason(
    "file.part_missing",
    _("The part file is declared missing. It is merged once it is found or rebuilt."),
    status=409,
)
MAIN_NOT_CURRENT = Reason(
    "file.main_not_current", _("The main file is not current. Reopen it first."), status=409
)
SUBJECT = Reason("file.subject", _("Write the subject of the file, at most %(most)s characters."), status=422)
NOT_A_DRAFT = Reason("file.not_a_draft", _("The file has its number already."), status=409)
NO_SECTION = Reason("file.no_section", _("Your post belongs to no section; a file belongs to one."))
YEAR = Reason("file.year", _("Write the year of the paper file in four digits, not after this year."), 422)
NUMBER_TAKEN = Reason(
    "file.number_taken", _("A file of the office has the number %(number)s already."), status=409
)
NO_SCANS = Reason(
    "file.no_scans", _("Choose the scanned pages of the file, as one PDF or several."), status=422
)
DESTROYED = Reason(
    "file.destroyed",
    _("The file %(number)s was destroyed under an order. Nothing more is done with it."),
    status=409,
)
ORDERED = Reason(
    "file.ordered_destroyed",
    _("The destruction of the file %(number)s is ordered and being carried out."),
    status=409,
)
