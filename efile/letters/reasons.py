"""Why an act on a letter is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

PARTS = {
    "subject": _("Subject"),
    "body": _("Text"),
    "to": _("Recipients"),
    "recipients": _("Recipients"),
    "copies": _("Copies to"),
    "reference": _("Reference"),
}
TOO_LONG = Reason("letter.too_long", _("“%(part)s” takes at most %(most)s characters."), status=422)
RECIPIENT_PARTS = {
    "name": _("Name or designation"),
    "address": _("Address"),
    "email": _("E-mail"),
    "mobile": _("Mobile"),
}
ROLES = {
    "to": _("Addressed to"),
    "info": _("Copy for information"),
    "action": _("Copy for necessary action"),
    "endorsed": _("Copy under an endorsement"),
}
RECIPIENT_NAME = Reason(
    "letter.recipient_name", _("Write the name or the designation of the recipient."), status=422
)
RECIPIENT_MOBILE = Reason(
    "letter.recipient_mobile",
    _("“%(mobile)s” is no mobile number: write 10 to 13 digits."),
    status=422,
)
RECIPIENT_EMAIL = Reason(
    "letter.recipient_email", _("“%(email)s” is no e-mail address: write it as name@place."), status=422
)
RECIPIENT_ROLE = Reason(
    "letter.recipient_role", _("Choose what the recipient gets the letter for."), status=422
)
RECIPIENT_TWICE = Reason(
    "letter.recipient_twice", _("%(name)s stands among the recipients already."), status=409
)
TOO_MANY_RECIPIENTS = Reason(
    "letter.too_many_recipients", _("A letter takes at most %(most)s recipients."), status=422
)
NO_RECIPIENTS_LIST = Reason(
    "letter.no_recipients_list", _("This list of recipients cannot be read."), status=422
)
GROUP_NAME = Reason("letter.group_name", _("Write a name for the group."), status=422)
GROUP_TWICE = Reason("letter.group_twice", _("There is a group of this name already."), status=409)
GROUP_EMPTY = Reason(
    "letter.group_empty", _("Put recipients on the letter first; then keep them as a group."), status=422
)
GROUP_OF_OFFICE = Reason(
    "letter.group_of_office", _("A group for the whole office is kept by who issues letters.")
)
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
BLANK_LEFT = Reason(
    "letter.blank_left",
    _("“%(part)s” of the letter has a place left open: “%(words)s”. Fill it in, or take it out, first."),
    status=422,
)
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
ISSUED = Reason(
    "letter.issued",
    _("This letter is issued (no. %(number)s); its approval can no longer be withdrawn."),
    status=409,
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
UNSIGNED_COPY = Reason(
    "letter.unsigned_copy",
    _("This is the fair copy as it was printed, without a signature. Choose the scan of the signed letter."),
    status=422,
)
NO_SIGNED_FILE = Reason("letter.no_signed_file", _("Choose the signed file."), status=422)
HOW_SIGNED = Reason("letter.how_signed", _("Say how the letter was signed."), status=422)
UNFINISHED = Reason(
    "letter.unfinished",
    _(
        "This matter cannot be closed yet: its letter %(letter)s is at “%(status)s”. Have it issued and "
        "sent, or give it up, first."
    ),
    status=409,
)
UNSENT = Reason(
    "letter.unsent",
    _("This matter cannot be closed yet: its letter %(letter)s has not gone out to %(name)s."),
    status=409,
)
FILE_UNFINISHED = Reason(
    "letter.file_unfinished",
    _(
        "This file cannot be closed yet: its letter %(letter)s is neither given up nor "
        "sent to every recipient."
    ),
    status=409,
)
NO_SERVICE = Reason(
    "letter.no_service",
    _("This installation has no e-sign service. Sign with your token, or by hand."),
    status=409,
)
NO_CREDENTIAL = Reason(
    "letter.no_credential", _("Write the number of your credential at the e-sign service."), status=422
)
BEING_SIGNED = Reason(
    "letter.being_signed",
    _("This letter is being signed by the e-sign service at this moment. Look at it again in a minute."),
    status=409,
)
CREDENTIAL_OF_ANOTHER = Reason(
    "letter.credential_of_another",
    _(
        "The credential “%(credential)s” stands with another person here. Look your own number up in the "
        "papers of the e-sign service."
    ),
    status=409,
)
