"""Why charge of a post is not handed over or taken over."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_YOURS = Reason(
    "handover.not_yours",
    _("Charge of %(post)s is handed over by who holds it, or by the administrator of the office."),
)
NOT_THE_RELIEF = Reason(
    "handover.not_the_relief",
    _(
        "You hand over to the person whom the administrator has put in charge after you, "
        "or to your immediate superior."
    ),
)
NOT_FOR_YOU = Reason("handover.not_for_you", _("This charge was handed over to %(who)s."))
TAKEN = Reason("handover.taken", _("%(who)s has taken over this charge already."), status=409)
TOO_EARLY = Reason("handover.too_early", _("This charge begins later: %(at)s."), status=409)
GIVEN = Reason("handover.given", _("This charge was handed over already."), status=409)
UNKNOWN = Reason("handover.unknown", _("There is no such list, or it is not for your post."), 404)
BAD_MOMENT = Reason("handover.bad_moment", _("Write the day and the time from which it holds."), 422)
NOT_FOR_REPORT = Reason(
    "vacancies.not_for_you",
    _("What lies at vacant posts is seen by the head of the office and its administrator."),
)
UNKNOWN_PERSON = Reason(
    "handover.unknown_person", _("There is no person with the user name “%(name)s”."), status=422
)
NO_PERSON = Reason("handover.no_person", _("Choose the person who takes over."), 422)
