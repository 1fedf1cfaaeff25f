"""Why an act on a file is refused: the sentence says what is so, and what can be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

MOVED = Reason(
    "thread.moved",
    _("%(who)s moved this file meanwhile: it is now with %(holder)s."),
    status=409,
)
YOURSELF = _("You, in another window,")
CLOSED = Reason(
    "thread.closed", _("This part of the file is closed; nothing more can be done in it."), status=409
)
KEY_REUSED = Reason(
    "act.key_reused",
    _("This form was already used for another act. Open the page again and repeat it there."),
    status=422,
)
EARLIER = Reason(
    "act.earlier",
    _(
        "This act would lie before the last one on this file. The server's clock is wrong; it must be set "
        "right first."
    ),
    status=409,
)
CLOCK_WRONG = Reason(
    "act.clock",
    _(
        "The clocks of the web server and the database differ by %(seconds)s seconds. Nothing was changed; "
        "the clocks must be set right first."
    ),
    status=503,
)
BUSY = Reason(
    "thread.busy",
    _("Somebody else is acting on this file just now. Nothing was changed; try again in a moment."),
    status=409,
)
NOT_HOLDER = Reason("thread.not_holder", _("Only the holder may do this. The file is with %(holder)s."))
NOT_VISIBLE = Reason("matter.not_visible", _("There is no such file, or it is not for your post."), 404)
NO_POWER = Reason(
    "act.no_power",
    _("Your post may not do “%(act)s”. It needs the power “%(power)s”, which %(who)s has."),
)
OVER_THE_SUM = Reason(
    "act.over_the_sum",
    _(
        "“%(act)s” is in your post's power up to %(most)s, and the sum is %(amount)s. Put the file up; the "
        "nearest who may: %(who)s."
    ),
)
ASSISTANT = Reason(
    "act.assistant",
    _(
        "You write the draft for %(post)s; signing, sending, taking and deciding are the officer's own "
        "acts. The draft is kept for the officer."
    ),
)
MAY_NOT_SIGN = Reason(
    "act.may_not_sign",
    _("Your post may not sign notes. Send the file on with the draft to one who may, or empty the draft."),
)
OFFICERS_ONLY = Reason("act.officers_only", _("Only a post of the office may do this."))
NO_STAGE = Reason(
    "thread.no_stage", _("This file is waiting for %(what)s; there is no stage to act in."), status=409
)
BY_MINUTES = Reason(
    "stage.by_minutes",
    _("A committee decides this in a meeting: its chair's signature under the minutes ends the stage."),
    status=409,
)
NOTE_NEEDED = Reason(
    "stage.note_needed", _("“%(outcome)s” needs a note. Write it on the note sheet first."), status=422
)
EXPLAIN_DELAY = Reason(
    "thread.explain_delay",
    _(
        "Your post has kept this file beyond %(due)s, the last of its working days. Write the reason in a "
        "note before it goes on (CSMOP 60)."
    ),
    status=422,
)
POST_NEEDED = Reason("stage.post_needed", _("Choose the officer to whom this is marked."), status=422)
NOBODY_CHOSEN = Reason("thread.nobody_chosen", _("Choose a post to send it to."), status=422)
SHOWN_TO_WHOM = Reason("matter.shown_to_whom", _("Choose a post to show it to."), status=422)
NOT_AN_OFFICER = Reason(
    "stage.not_an_officer",
    _("%(to)s cannot put up a recommendation, so no matter is marked to it."),
)
UNKNOWN_OUTCOME = Reason(
    "stage.unknown_outcome", _("This stage has no such outcome. Open the file again."), status=422
)
FACT_NEEDED = Reason("stage.fact_needed", _("Fill in “%(field)s”."), status=422)
NUMBER_WRONG = Reason(
    "stage.number_wrong",
    _(
        "“%(field)s” takes a whole number of 0 or more, of at most 15 digits, such as 50,000."
        " It does not take “%(value)s”."
    ),
    status=422,
)
FACT_WRONG = Reason(
    "stage.fact_wrong", _("“%(field)s” takes one of its choices. “%(value)s” is none of them."), status=422
)
CHANNEL_NONE = Reason(
    "forward.fixed_desk",
    _("In the stage “%(stage)s” the file stays on one desk; complete the stage instead."),
)
OUT_OF_CHANNEL = Reason(
    "forward.out_of_channel",
    _("In the stage “%(stage)s” a file goes %(channel)s; %(to)s is outside that."),
)
SAME_POST = Reason("forward.same_post", _("The file is already with %(to)s."), status=422)
OTHER_OFFICE = Reason("forward.other_office", _("%(to)s belongs to another office."))
CANNOT_WORK = Reason(
    "forward.cannot_work",
    _("%(to)s lacks powers that the stage “%(stage)s” needs, so the file would stop there too."),
)
SENDS_UP_ONLY = Reason(
    "forward.up_only",
    _(
        "Your post lacks the power “forward”: it may put the file up to %(superior)s, and send it to nobody "
        "of its own choice."
    ),
)
SENDS_NOTHING = Reason(
    "forward.sends_nothing",
    _(
        "Your post lacks the power “forward”, and nobody acts above it to whom the file could be put up: "
        "from here it is sent to nobody."
    ),
)
POST_SUCCEEDED = Reason(
    "post.succeeded", _("%(to)s was abolished; its files are with %(successor)s, choose that post."), 409
)
POST_ABOLISHED = Reason("post.abolished", _("%(to)s was abolished, and no successor is named yet."), 409)
HOLDS_NO_FILES = Reason("forward.holds_no_files", _("%(to)s may not hold files: it could not send them on."))
LEVELS_JUMPED = Reason(
    "forward.levels_jumped",
    _(
        "On its way up the file went past %(level)s. On its way back it goes through every level jumped "
        "(CSMOP 14(iii)): send it to %(level)s first."
    ),
    status=409,
)
BELOW_FINAL_LEVEL = Reason(
    "stage.below_final_level",
    _(
        "“%(service)s” is finally disposed of by %(rank)s or above (CSMOP 14(i); %(source)s). "
        "Put the file up to %(who)s."
    ),
)
LEVELS_SPENT = Reason(
    "forward.levels_spent",
    _(
        "“%(service)s” passes through at most %(most)s levels to a decision (CSMOP 14(ii); %(source)s), and "
        "%(to)s would be one more. Complete the stage from here, or send the file to a level that has "
        "already seen it."
    ),
    status=409,
)
HAS_IT = Reason("pull_up.has_it", _("The file is already with your post."), status=409)
NOT_IN_LINE = Reason(
    "pull_up.not_in_line",
    _("Only a superior in the line of control may pull a file up; %(holder)s does not report to your post."),
)
NO_NOTICE = Reason("notice.none", _("There is no such notice on your desk."), 404)
NO_SUCH_SEAL = Reason("seal.no_post", _("There is no such post in your office."), 404)
SEAL_OF_ONESELF = Reason("seal.oneself", _("Your own post does not go on your list."), 422)
SEALS_FULL = Reason("seal.full", _("The list holds at most %(most)s posts. Remove one first."), 422)
POST_GONE = Reason("post.gone", _("The post %(to)s was abolished; choose its successor."), status=409)
POST_VACANT = Reason(
    "post.vacant",
    _("Nobody acts at the post %(to)s now; choose another post."),
    status=409,
)
NO_SUCH_POST = Reason(
    "stage.no_post",
    _("The stage “%(stage)s” goes to %(assign)s, and this office has no such post. Ask the IT section."),
    status=409,
)
NOBODY_TO_RETURN_TO = Reason(
    "return.nobody", _("This file did not come from another post, so it cannot be returned."), status=409
)
SENDER_GONE = Reason(
    "return.sender_gone",
    _(
        "%(to)s, from which this file came, was abolished and no post stands for it. "
        "Send the file to another post instead."
    ),
    status=409,
)
IN_POOL = Reason(
    "thread.in_pool", _("Nobody has taken this file yet. Take it first, then act on it."), status=409
)
NOT_IN_POOL = Reason("claim.not_in_pool", _("%(holder)s has already taken this file."), status=409)
NOT_OF_SECTION = Reason("claim.not_of_section", _("Only the posts of %(section)s may take this file."))
NOTHING_TO_PULL_BACK = Reason(
    "pull_back.nothing", _("The last act on this file was not yours, so you cannot pull it back."), status=409
)
ALREADY_READ = Reason(
    "pull_back.read",
    _("%(holder)s has already opened the file; it can no longer be pulled back."),
    status=409,
)
EFFECT_RELEASED = Reason(
    "pull_back.effect",
    _("The notice of this step has already gone out; it can no longer be pulled back."),
    status=409,
)
STEP_FOLLOWED = Reason(
    "pull_back.followed",
    _("Another step of this matter followed; it can no longer be pulled back."),
    status=409,
)
NOT_WAITING = Reason(
    "message.not_waiting", _("Nothing is awaited here any more. The office has gone on."), status=409
)
HAS_FILE = Reason("file.has_file", _("This matter is already in the file %(number)s."), status=409)
FILE_CLOSED = Reason("file.closed", _("The file %(number)s is closed."), status=409)
FILE_OPEN_MATTERS = Reason(
    "file.open_matters",
    _(
        "The file %(number)s is not closed while a matter in it is open; not disposed of yet: %(count)s "
        "(CSMOP 10.2)."
    ),
    status=409,
)
CLOSE_WHY = Reason("file.close_why", _("Write why the file is closed; the reasons stay on record."), 422)
NOT_TO_CLOSE = Reason(
    "file.nothing_to_close",
    _(
        "There is no file here that your post may close. An officer of its section, or one above it in the "
        "line of control, closes it when the matter is disposed of."
    ),
)
OTHER_LINE = Reason(
    "file.other_line",
    _(
        "The file %(number)s belongs to %(section)s. An officer of that section, or one above it in the line "
        "of control, closes and reopens it."
    ),
)
FILE_CURRENT = Reason("file.current", _("The file %(number)s is not closed; work can go on in it."), 409)
NOT_TO_REOPEN = Reason(
    "reopen.nothing",
    _("There is nothing here that your post may reopen. The movement history says who decided it."),
)
NO_CLOSED_FILE = Reason("file.none_closed", _("This matter lies in no file, so none can be reopened."), 422)
NOT_DISPOSED = Reason(
    "reopen.not_disposed",
    _("This matter is not disposed of, so there is nothing to reopen. The file is with %(holder)s."),
    status=409,
)
NOTHING_DECIDED = Reason(
    "reopen.nothing_decided",
    _("No stage of this matter was ever left by an act, so no stage can be opened again."),
    status=409,
)
NOT_HIGHER = Reason(
    "reopen.not_higher",
    _(
        "%(decider)s decided this, and the decision has been communicated. Only an officer higher than that "
        "reverses it, with reasons (CSMOP 16(iii)). The nearest who may reopen it: %(who)s."
    ),
)
NOT_DECIDER = Reason(
    "reopen.not_decider",
    _(
        "%(decider)s decided this. That post, or one above it in the line of control, may reopen it. The "
        "nearest above: %(who)s."
    ),
)
NOBODY_HIGHER = Reason(
    "reopen.nobody_higher",
    _(
        "%(decider)s decided this, and nobody of this office is higher (CSMOP 16(iii)). It is changed on "
        "appeal or review: enter that order as a new receipt."
    ),
)
HIGHER_DECIDES = Reason(
    "stage.higher_decides",
    _(
        "This decision was communicated and then reopened. Only an officer higher than %(decider)s decides "
        "it again (CSMOP 16(iii)). Put the file up; the nearest who may decide: %(who)s."
    ),
)
OWN_DECISION = Reason(
    "stage.own_decision",
    _(
        "You took this decision yourself as %(decider)s, and it has been communicated. Another officer in a "
        "higher post reverses it (CSMOP 16(iii)), not you in the place of one. Who may: %(who)s."
    ),
)
REOPEN_WHY = Reason(
    "reopen.why", _("Write why it is reopened; the reasons stand on the note sheet."), status=422
)
CANNOT_RERUN = Reason(
    "reopen.cannot_rerun",
    _("The record of this matter cannot be run again as it stands. Let the auditor verify it first."),
    status=409,
)
REASONS = _("Reasons")
NO_FILE = Reason("file.none", _("This matter is not in a file yet; show the matter alone."), status=422)
NOT_TO_SHOW = Reason(
    "showing.not_yours",
    _("Only the holder or the head of the office shows a file to others. The file is with %(holder)s."),
)
SHOWN_TO_ONESELF = Reason(
    "showing.oneself", _("This is your own post, which sees the file anyhow. Choose another."), status=422
)
SHOWN_ELSEWHERE = Reason(
    "showing.other_office",
    _("%(to)s belongs to another office. A file is shown within its own office."),
)
GRADED_ALONE = Reason(
    "showing.graded",
    _("A whole file is shown with its normal matters only. This matter carries a grade: show it alone."),
    status=422,
)
SHOWN_WHY = Reason("showing.why", _("Say why it is shown; the record keeps the reason."), status=422)
SHOWN_UNTIL_WHEN = Reason(
    "showing.until",
    _("Choose the last day on which it is shown: today at the earliest, a year from now at the latest."),
    status=422,
)
NOT_SHOWN = Reason("showing.over", _("It is not shown to this post any more."), status=409)
SHOWN_REASON = _("Reason")
NOT_TO_GRADE = Reason(
    "grade.not_yours",
    _(
        "The secrecy grade is changed by an officer who holds the file, or by one above him in the line of "
        "control. The file is with %(holder)s."
    ),
)
GRADE_STAYS = Reason(
    "grade.stays",
    _(
        "A secret or top secret grade is lowered only by an officer who may see secret papers. Send the file "
        "to who may; the nearest: %(who)s."
    ),
)
GRADE_SAME = Reason("grade.same", _("The file carries this grade already. Choose another."), status=422)
GRADE_UNKNOWN = Reason("grade.unknown", _("Choose the grade that it is to carry."), status=422)
GRADE_WHY = Reason("grade.why", _("Say why the grade is changed; the record keeps the reason."), status=422)
GRADE_OUT_OF_SIGHT = Reason(
    "grade.out_of_sight",
    _("With this grade your post could not open the file itself. Its holder gives it: %(holder)s."),
)
NOT_RECEIVING = Reason(
    "receive.not_receiving", _("Your post does not receive applications; that is done at the front desk.")
)
NOT_NOTING = Reason(
    "start.not_noting",
    _(
        "Your post does not write notes, so it cannot begin an internal file. "
        "Ask an officer of your office who writes notes to begin it."
    ),
)
ASSISTANT_STARTS_NOTHING = Reason(
    "start.assistant",
    _("An assistant writes drafts. %(post)s begins an internal file; then you may write its note."),
)
NOT_YET = Reason(
    "receive.not_yet", _("The day of receipt lies in the future. Enter the day it came."), status=422
)
NO_SECTION = Reason(
    "receive.no_section",
    _("This office has no section “%(section)s” for the service %(service)s."),
    status=422,
)
NO_SERVICE = Reason(
    "receive.no_service", _("This office does not offer the service “%(service)s”."), status=422
)
MISSING = Reason("receive.missing", _("Fill in “%(field)s”."), status=422)
BAD_CHANNEL = Reason("receive.bad_channel", _("“%(channel)s” is not a channel of receipt."), status=422)
BAD_MOBILE = Reason("receive.bad_mobile", _("“%(mobile)s” is not a mobile number."), status=422)
BAD_EMAIL = Reason("receive.bad_email", _("“%(email)s” is not an e-mail address."), status=422)
TOO_LONG = Reason("receive.too_long", _("“%(field)s” is longer than %(most)s characters."), status=422)
FIELD_NAMES = {
    "service": _("Service"),
    "subject": _("Subject"),
    "applicant": _("Applicant"),
    "address": _("Address"),
    "email": _("E-mail"),
    "foreign_number": _("Their number"),
    "body": _("Application text"),
    "mobile": _("Mobile"),
    "designation": _("Designation"),
    "shelf": _("Shelf place"),
    "lack": _("Missing enclosure"),
    "reminder": _("Words"),
}

WORKED_ON = Reason(
    "matter.worked_on",
    _("Somebody has worked in this matter since it began. It goes its way to an end."),
    status=409,
)
NO_PAPERS = Reason("paper.none", _("Choose at least one file to put in."), status=422)
PAPER_TITLE = Reason("paper.title", _("Say in a few words what the paper is."), status=422)
PAPERS_TITLE = _("Title")
STRUCK_WHY = Reason("paper.struck_why", _("Say why the paper does not belong here."), status=422)
STRUCK_ALREADY = Reason("paper.struck", _("This paper is struck already."), status=409)
NOT_STRUCK = Reason("paper.not_struck", _("This paper is not struck."), status=409)
NO_CHANGE_CHOSEN = Reason("paper.nothing", _("Choose what is to be changed."), status=422)
SAME_TITLE = Reason("paper.same_title", _("The paper has this title already."), status=422)
NOT_TO_CHANGE = Reason(
    "paper.not_to_change",
    _("What was written on a form, or sent as words, has no title to change and is not struck."),
    status=409,
)
NOT_TO_STRIKE = Reason(
    "paper.not_to_strike",
    _("Only a paper that an officer put in can be struck; what was received or sent stays as it is."),
    status=409,
)
