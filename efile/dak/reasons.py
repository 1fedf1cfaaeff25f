"""Why an act on a dak is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason
from hierarchy.words import Words

ACT = Words("ডাকের কাজ", "Act on dak")
DIARISE = Words("ডায়েরিভুক্ত করা", "Enter in the diary")

UNKNOWN = Reason("dak.unknown", _("There is no such dak, or it is not for your post."), 404)
NOT_MAIN = Reason(
    "dak.not_main",
    _("The main recipient acts on this dak: %(holder)s. You may read it, and put your own copy away."),
)
DONE_WITH = Reason("dak.done_with", _("This dak is done with: %(state)s. Take that back first."), status=409)
MOVED = Reason("dak.moved", _("%(who)s acted on this dak meanwhile. Open it again."), status=409)
PAPER_FIRST = Reason(
    "dak.paper_first",
    _("A physical item goes with this dak. Say that you have received it before you act."),
    status=409,
)
PAPER_HERE = Reason("dak.paper_here", _("The physical item is with %(post)s already."), status=409)
NO_PAPER = Reason("dak.no_paper", _("No physical item goes with this dak."), status=409)
SHELF_ELSEWHERE = Reason(
    "dak.shelf_elsewhere", _("Who has the physical item says on which shelf it lies: %(post)s.")
)
KIND = Reason("dak.kind", _("Say whose dak it is: a citizen's, an office's, or a copy."), status=422)
TO_WHOM = Reason("dak.to_whom", _("Choose the main recipient."), status=422)
LETTER_LATER = Reason(
    "dak.letter_later", _("The letter bears a date after the day it was received. Read it again."), status=422
)
NUMBER_LONG = Reason("dak.number", _("Their number has at most %(most)s characters on one line."), status=422)
SAME_POST = Reason("dak.same_post", _("%(to)s has it already."), status=409)
OTHER_OFFICE = Reason("dak.other_office", _("%(to)s belongs to another office."), status=422)
NO_COPIES = Reason("dak.no_copies", _("Choose at least one post for a copy."), status=422)
COPY_GONE = Reason("dak.copy_gone", _("No copy of it waits for your post."), status=409)
WHAT_LACKS = Reason("dak.what_lacks", _("Write which enclosure is missing."), status=422)
NOTHING_LACKS = Reason("dak.nothing_lacks", _("That enclosure is not missing any more."), status=409)
ACKNOWLEDGED = Reason("dak.acknowledged", _("It was acknowledged already."), status=409)
SAME_TEXT = Reason("dak.same_text", _("Nothing is different."), status=422)
FIXED = Reason(
    "dak.fixed",
    _(
        "The day it was received, the day of its entry, the date of the letter and the way it came are "
        "never changed."
    ),
    status=422,
)
REMIND_WHAT = Reason("dak.remind_what", _("Write what you remind of."), status=422)
REMIND_PAST = Reason("dak.remind_past", _("The day to act by has passed already."), status=422)
REMINDS_NOTHING = Reason(
    "dak.reminds_nothing", _("No dak with the number “%(number)s” is known to your post."), status=422
)
NO_ACT = Reason("dak.no_act", _("Choose what is to be done."), status=422)
