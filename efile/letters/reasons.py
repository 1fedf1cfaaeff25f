"""Why an act on a letter is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

PARTS = {
    "subject": _("Subject"),
    "body": _("Text"),
    "to": _("Recipients"),
    "copies": _("Copies to"),
    "reference": _("Reference"),
}
TOO_LONG = Reason("letter.too_long", _("“%(part)s” takes at most %(most)s characters."), status=422)
UNKNOWN_KIND = Reason("letter.unknown_kind", _("Choose what kind of letter it is to be."), status=422)
NOT_TO_EDIT = Reason(
    "letter.not_to_edit",
    _("This letter is %(status)s. Withdraw the approval first; then it can be changed."),
    status=409,
)
OVERTAKEN = Reason(
    "letter.overtaken",
    _(
        "%(who)s kept version %(number)s since you began. Your words are kept here: compare them, and keep "
        "yours as the next version if they should stand."
    ),
    status=409,
)
CHANGED_ELSEWHERE = Reason(
    "letter.changed_elsewhere",
    _("%(name)s changed this letter in another window. Both texts are kept; choose which to go on with."),
    status=409,
)
NOTHING_NEW = Reason("letter.nothing_new", _("These words are those of the last version."), status=409)
EMPTY = Reason("letter.empty", _("The letter says nothing yet: write its text first."), status=422)
NO_RECIPIENT = Reason("letter.no_recipient", _("Say to whom the letter goes."), status=422)
NO_SIGNATORY = Reason("letter.no_signatory", _("Say which post signs the letter."), status=422)
NOT_A_SIGNATORY = Reason(
    "letter.not_a_signatory", _("%(post)s does not issue letters. Choose a post that does."), status=422
)
NOT_TO_GIVE_UP = Reason(
    "letter.not_to_give_up",
    _(
        "An assistant gives up only a letter that nobody else has written on. "
        "This one is given up by %(post)s."
    ),
)
NOT_DRAFT = Reason("letter.not_draft", _("This letter is %(status)s already."), status=409)
NOT_APPROVED = Reason("letter.not_approved", _("This letter is not approved."), status=409)
SIGNED = Reason(
    "letter.signed", _("This letter is signed; its approval can no longer be withdrawn."), status=409
)
WHY_WITHDRAWN = Reason("letter.why_withdrawn", _("Say why the approval is withdrawn."), status=422)
NEEDS_FILE = Reason(
    "letter.needs_file",
    _("A letter is numbered in its file. Put this matter in a file first."),
    status=409,
)
NOT_NUMBERED = Reason("letter.not_numbered", _("This letter has no number yet."), status=409)
NOT_READY = Reason("letter.not_ready", _("There is no fair copy to sign yet."), status=409)
UNKNOWN_ACT = Reason("letter.unknown_act", _("Choose what is to be done with the letter."), status=422)
NOT_THE_SIGNATORY = Reason(
    "letter.not_the_signatory", _("This letter is signed by %(post)s. Put the file up to that post.")
)
UNSAVED = Reason(
    "letter.unsaved",
    _("You have words that are not kept as a version. Keep them, or give them up, first."),
    status=409,
)
NOT_A_SCAN = Reason("letter.not_a_scan", _("The scan of a signed letter is a PDF or a picture."), status=422)
NO_SIGNED_FILE = Reason("letter.no_signed_file", _("Choose the signed file."), status=422)
HOW_SIGNED = Reason("letter.how_signed", _("Say how the letter was signed."), status=422)
