"""Why a register is not told, or records are not weeded."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

UNKNOWN = Reason("registers.unknown", _("There is no such register here."), 404)
ASKED = Reason("registers.asked", "%(sentence)s", 422)
