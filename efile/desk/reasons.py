"""Why an act of the desk is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

PARK_UNTIL = Reason(
    "park.until", _("Choose the day on which it comes back: from tomorrow to a year ahead."), status=422
)
PARK_WHY = Reason("park.why", _("Write why the file is parked; the reason stays on record."), status=422)
PARKED_ALREADY = Reason("park.already", _("This file is parked already. Take it up first."), status=409)
NOT_PARKED = Reason("park.not_parked", _("This file is not parked."), status=409)
NOT_TO_WAKE = Reason(
    "park.not_yours",
    _(
        "A parked file is taken up by its holder, or by an officer above it in the line of control. It is "
        "with %(holder)s."
    ),
)
NOTHING_CHOSEN = Reason("chosen.none", _("Choose at least one file of the list."), status=422)
TOO_MANY_CHOSEN = Reason("chosen.too_many", _("Choose at most %(most)s files at a time."), status=422)
NO_ACT = Reason("chosen.no_act", _("Choose what is to be done with the chosen files."), status=422)
NOTE_UNSEEN = Reason(
    "chosen.note_unseen",
    _("Your note on this file is not the one that was shown here. Open the file and read it first."),
    status=409,
)
ALREADY_READ = Reason("chosen.already_read", _("It was read already, or is not with your post."), status=409)
LABEL_NAME = Reason("label.name", _("A label has 1 to %(most)s characters on one line."), status=422)
LABEL_IS_A_GRADE = Reason(
    "label.grade",
    _("“%(name)s” is a priority or a secrecy grade. That is set on the file itself, never by a label."),
    status=422,
)
LABELS_FULL = Reason("label.full", _("You have %(most)s labels; remove one first."), status=422)
NO_LABEL = Reason("label.none", _("You have no such label."), status=404)
VIEW_NAME = Reason("view.name", _("The name of a view has 1 to %(most)s characters on one line."), 422)
VIEW_WITH_A_LABEL = Reason(
    "view.label", _("Labels are your own; a view of the section cannot ask for one."), status=422
)
VIEW_THERE = Reason("view.there", _("There is a view “%(name)s” already."), status=409)
VIEWS_FULL = Reason("view.full", _("There are %(most)s views already; remove one first."), status=422)
VIEW_OF_NOBODY = Reason(
    "view.section", _("Your post belongs to no section; keep the view for yourself."), 422
)
VIEW_OF_ANOTHER = Reason(
    "view.of_another",
    _("%(post)s keeps this view for the section. That post removes it, or an officer of the section."),
)
NO_VIEW = Reason("view.none", _("There is no such view that your post may remove."), status=404)
FOLLOWS_FULL = Reason("follow.full", _("You follow %(most)s files; stop following one first."), status=422)
REMIND_NOBODY = Reason("remind.pool", _("Nobody has taken this file yet, so there is nobody to remind."), 409)
REMIND_ONESELF = Reason("remind.oneself", _("The file is with you."), status=409)
NOT_TO_REMIND = Reason(
    "remind.not_yours",
    _(
        "%(holder)s is reminded by who sent or worked the file, or by an officer above that post in the line "
        "of control."
    ),
)
REMIND_BY = Reason(
    "remind.by", _("Choose a day from today to a year ahead, or leave the day empty."), status=422
)
REMIND_WHAT = Reason("remind.what", _("Write what you ask for, or choose a day."), status=422)
COPY_TO_HOLDER = Reason("copy.holder", _("%(to)s gets the file itself and needs no copy of it."), status=422)
COPIES_TOO_MANY = Reason("copy.too_many", _("At most %(most)s copies go with a file."), status=422)
