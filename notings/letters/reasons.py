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
REVOKED = Reason("letters.revoked", _("The certificate of %(signer)s was revoked by %(issuer)s."), status=422)
UNREADABLE_AUTHORITY = Reason(
    "letters.unreadable_authority",
    _("The certificate “%(file)s” of a trusted authority cannot be read. Tell the administrator."),
    status=409,
)
UNREADABLE_LIST = Reason(
    "letters.unreadable_list",
    _("The list of revoked certificates “%(file)s” cannot be read. Tell the administrator."),
    status=409,
)
NO_ANSWER = Reason(
    "letters.no_answer",
    _("The e-sign service does not answer. Nothing was signed; try again later, or sign with your token."),
    status=409,
)
LATE_ANSWER = Reason(
    "letters.late_answer",
    _("The e-sign service did not answer in time. Nothing was signed here; try again."),
    status=409,
)
BROKEN_ANSWER = Reason(
    "letters.broken_answer",
    _("The e-sign service gave an answer that cannot be used. Nothing was signed; tell the administrator."),
    status=409,
)
NOT_LET_IN = Reason(
    "letters.not_let_in",
    _("The e-sign service does not let this installation in. Nothing was signed; tell the administrator."),
    status=409,
)
NO_CREDENTIAL = Reason(
    "letters.no_credential",
    _("The e-sign service knows no credential “%(credential)s”. Look the number up in its papers."),
    status=422,
)
CREDENTIAL_NOT_IN_FORCE = Reason(
    "letters.credential_not_in_force",
    _("The credential “%(credential)s” is not in force at the e-sign service. Ask the service to renew it."),
    status=409,
)
UNGUARDED_CREDENTIAL = Reason(
    "letters.unguarded_credential",
    _(
        "The e-sign service would sign with the credential “%(credential)s” without a PIN or a code. "
        "Letters are signed only with one that asks for it."
    ),
    status=409,
)
WRONG_PIN = Reason(
    "letters.wrong_pin", _("The e-sign service did not take the PIN. Nothing was signed."), status=422
)
WRONG_CODE = Reason(
    "letters.wrong_code",
    _("The e-sign service did not take the code. Nothing was signed; have a new one made."),
    status=422,
)
SERVICE_REFUSED = Reason(
    "letters.service_refused",
    _("The e-sign service refused and said: “%(said)s”. Nothing was signed."),
    status=409,
)
SIGNED_ANOTHER = Reason(
    "letters.signed_another",
    _("What the e-sign service gave back is no signature on this letter. It was not taken; try again."),
    status=409,
)
