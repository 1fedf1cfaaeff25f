"""Why a letter cannot be printed, or a signature is not taken."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_PRINTED = Reason(
    "letters.not_printed",
    _("The letter holds signs that cannot be printed (%(what)s). Take them out, or write them in words."),
    status=422,
)
