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
        "or to your next superior."
    ),
)
NOT_FOR_YOU = Reason("handover.not_for_you", _("This charge was handed over to %(who)s."))
OFFERED_TO = Reason(
    "handover.offered_to",
    _("This charge is only offered to %(who)s, who alone confirms it. Nothing is handed over until then."),
)
TAKEN = Reason("handover.taken", _("%(who)s has taken over this charge already."), status=409)
TOO_EARLY = Reason("handover.too_early", _("This charge begins later: %(at)s."), status=409)
GIVEN = Reason("handover.given", _("This charge was handed over already."), status=409)
UNKNOWN = Reason("handover.unknown", _("There is no such list for your post, or it was taken back."), 404)
LAPSED = Reason(
    "handover.lapsed",
    _("The charge ended before this list was confirmed: %(at)s. Nothing is left to confirm."),
    status=409,
)
ELSEWHERE = Reason("handover.elsewhere", _("Act for %(post)s and confirm the list there."), status=409)
OFFERED = Reason(
    "handover.offered",
    _("You have offered this charge already. Take it back first to make the list anew."),
    status=409,
)
NOBODY_ABOVE = Reason(
    "handover.nobody_above",
    _("Nobody above you can take the charge. The administrator of the office puts your relief in charge."),
    status=409,
)
CHANGED = Reason("handover.changed", _("This has changed since you read it; read it once more."), status=409)
DIFFERENCES = _("Differences noted")
NOT_FOR_REPORT = Reason(
    "vacancies.not_for_you",
    _("What lies at vacant posts is seen by the head of the office and its administrator."),
)
NOT_VACANT = Reason(
    "vacancies.not_vacant",
    _("Somebody acts at this post or in this section, or it is not of your office. Look at the list again."),
    status=404,
)
