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
PAPER_GONE = Reason(
    "dak.paper_gone",
    _("The letter does not lie here: %(state)s. Its physical item is not received here."),
    status=409,
)
NO_PAPER = Reason("dak.no_paper", _("No physical item goes with this dak."), status=409)
SHELF_ELSEWHERE = Reason(
    "dak.shelf_elsewhere", _("Who has the physical item says on which shelf it lies: %(post)s.")
)
KIND = Reason("dak.kind", _("Say whose dak it is: a citizen's, an office's, or a copy."), status=422)
TO_WHOM = Reason("dak.to_whom", _("Choose the main recipient."), status=422)
WATCH = Reason("dak.watch", _("Choose from the list as what it is watched."), status=422)
WATCH_DAY = Reason(
    "dak.watch_day",
    _("%(watch)s: write the day by which the answer is due. The watch list is kept by that day."),
    status=422,
)
INTERIM_DAY = Reason(
    "dak.interim_day", _("Write the day by which the answer will probably go: one after today."), status=422
)
NOT_ANSWERING = Reason(
    "dak.not_answering",
    _("The interim reply is noted by the main recipient, or by whoever has the file: %(holder)s."),
)
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
NOTHING_TO_UNDO = Reason("dak.nothing_to_undo", _("It lies on the desk; there is nothing to take back."), 409)
UNDO_WHY = Reason("dak.undo_why", _("Write why it is taken back."), status=422)
AWAY_WHY = Reason("dak.away_why", _("Write why nothing is done with this letter."), status=422)
AWAY_WHY_EACH = Reason(
    "dak.away_why_each",
    _("%(number)s: write after “%(away)s:” why nothing is done with this letter. Nothing was sorted yet."),
    status=422,
)
REPLY_COUNTED = Reason(
    "dak.reply_counted",
    _("It was taken as the awaited reply and the file went on with it. That is not taken back."),
    status=409,
)
GRADE_FIRST = Reason(
    "dak.grade_first",
    _("The letter carries a higher secrecy grade than the matter. Raise the grade of the matter first."),
    status=409,
)
FILE_WHICH = Reason("dak.file_which", _("Choose the file."), status=422)
MATTER_WHICH = Reason("dak.matter_which", _("Choose the matter to which it is added."), status=422)
OFFICERS_NAME = Reason("dak.officers_name", _("An officer names the post that sorts his dak."))
NOT_A_SORTER = Reason(
    "dak.not_a_sorter", _("%(to)s cannot sort your dak: name another post of your office."), 422
)
NO_SORTER = Reason("dak.no_sorter", _("Your post does not sort this dak."), 404)
NOTHING_CHOSEN = Reason("dak.nothing_chosen", _("Tick at least one line and fill in where it goes."), 422)
NO_SUCH_POST = Reason("dak.no_such_post", _("No post of this office is called “%(said)s”."), status=422)
ALL_MOVED = Reason("dak.all_moved", _("All of these had moved on meanwhile. Look at the list again."), 409)
ELSEWHERE_WHOSE = Reason(
    "dak.elsewhere_whose", _("Choose the office to which it belongs, or write its name."), status=422
)
ELSEWHERE_NAME_LONG = Reason(
    "dak.elsewhere_name", _("The name of an office takes %(most)s characters at most."), status=422
)
ELSEWHERE_OURS = Reason(
    "dak.elsewhere_ours", _("That is your own office. Send it on to the post whose it is."), status=422
)
ELSEWHERE_SAME = Reason("dak.elsewhere_same", _("That is noted already: %(office)s."), status=409)
ELSEWHERE_NOT = Reason("dak.elsewhere_not", _("It is not noted as another office's."), status=409)
PASS_ON_HOW = Reason("dak.pass_on_how", _("Choose by which way it goes there."), status=422)
PASS_ON_NUMBER = Reason(
    "dak.pass_on_number", _("The number of the postal receipt takes %(most)s characters at most."), status=422
)
RECEIVED_THERE = Reason(
    "dak.received_there",
    _("%(office)s has received it. It is not taken back; ask that office to return it."),
    status=409,
)
NOT_PASSED_ON = Reason("dak.not_passed_on", _("It was not passed on to another office."), status=409)
WRITER_TOLD = Reason("dak.writer_told", _("The writer was told already."), status=409)
LINK_FOR_WHOM = Reason("dak.link_for_whom", _("Write which office answers."), status=422)
LINK_ASKS = Reason(
    "dak.link_asks", _("Write what is asked: the office that opens the link reads nothing else."), status=422
)
LINK_ASKS_TOO_MUCH = Reason(
    "dak.link_asks_too_much", _("What is asked takes %(most)s characters at most."), status=422
)
LINK_DAYS = Reason("dak.link_days", _("The link opens for one to %(most)s days."), status=422)
LINK_GONE = Reason(
    "dak.link_gone",
    _("This address opens nothing: it was used, its time is over, or it was copied wrongly."),
    status=404,
)
NO_ACT = Reason("dak.no_act", _("Choose what is to be done."), status=422)
ENTERED_BEFORE_BARE = Reason(
    "dak.entered_before",
    _(
        "A letter of this writer with the same subject was entered as %(number)s on %(day)s. Look there"
        " first; if this is another letter, say so below."
    ),
    status=409,
)
ENTERED_BEFORE = Reason(
    "dak.entered_before",
    _(
        "A letter of this writer with the same number and date was entered as %(number)s on %(day)s. Look"
        " there first; if this is another letter, say so below."
    ),
    status=409,
)
