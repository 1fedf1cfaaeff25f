"""Why a letter cannot be printed, or a signature is not taken."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_PRINTED = Reason(
    "letters.not_printed",
    _("The letter holds signs that cannot be printed (%(what)s). Take them out, or write them in words."),
    status=422,
)
UNSIGNED = Reason(
    "letters.unsigned",
    _("This file carries no signature. Sign it in your own tool, then bring it here."),
    status=422,
)
ANOTHER_DOCUMENT = Reason(
    "letters.another_document",
    _("This is not the fair copy of this letter. Download it, sign it as it is, and bring it back."),
    status=422,
)
UNREADABLE_SIGNATURE = Reason(
    "letters.unreadable_signature", _("The signature on this file cannot be read."), status=422
)
BROKEN_SIGNATURE = Reason(
    "letters.broken_signature",
    _("The signature does not hold: the file was changed after it was signed, or the signature is damaged."),
    status=422,
)
UNTRUSTED_SIGNATURE = Reason(
    "letters.untrusted_signature",
    _("The certificate was issued by %(issuer)s, whom this office does not trust, or it is no longer valid."),
    status=422,
)
