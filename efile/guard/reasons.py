"""Why an act on the guard file is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_THERE = Reason("guard.not_there", _("The guard file of your office has no such paper."), 404)
KIND = Reason("guard.kind", _("Choose what kind of paper it is."), 422)
TITLE = Reason("guard.title", _("Write a title of 1 to %(most)s characters."), 422)
NUMBER = Reason("guard.number", _("A number has at most %(most)s characters."), 422)
DATED = Reason("guard.dated", _("Write the date of the order as a day that has been."), 422)
NO_FILE = Reason("guard.no_file", _("Choose the file of the paper, a PDF or a picture."), 422)
ONE_FILE = Reason("guard.one_file", _("One paper at a time: choose one file."), 422)
THERE = Reason("guard.there", _("The guard file has this very paper already: “%(title)s”."), 409)
OUT = Reason("guard.out", _("This paper has been taken out already."), 409)
WHY = Reason("guard.why", _("Write why it is taken out, in at most %(most)s characters."), 422)
NOT_YOURS = Reason(
    "guard.not_yours",
    _("%(post)s put this paper in. That post takes it out, or one above it in the line of control."),
)
