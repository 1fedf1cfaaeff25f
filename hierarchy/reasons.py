"""Why the hierarchy refuses."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NO_CHARGE = Reason("hierarchy.no_charge", _("You hold no charge of %(post)s at this time."))
CHARGE_ENDED = Reason(
    "hierarchy.charge_ended",
    _("Your charge of %(post)s has ended. Choose the post you act for now."),
    status=409,
)
DRAWN_FOR_ANOTHER = Reason(
    "hierarchy.drawn_for_another",
    _(
        "This page was opened for %(drawn)s; since then you act for %(now)s, in another window. Nothing was "
        "done."
    ),
    status=409,
)
DRAWN_FOR_NO_POST_OF_HIS = Reason(
    "hierarchy.drawn_for_no_post_of_his",
    _("This page was opened for a post for which you do not act; you act for %(now)s. Nothing was done."),
    status=409,
)
UNKNOWN_POST = Reason("hierarchy.unknown_post", _("There is no such post."), status=404)
NO_CALENDAR = Reason("hierarchy.no_calendar", _("This office has no working calendar yet."), status=409)
NOT_YOUR_POST = Reason("hierarchy.not_your_post", _("This post is not in your charge. Choose one of these."))
NO_POST = Reason(
    "hierarchy.no_post",
    _("No post is in your charge today, so there is no work here for you."),
)
TOO_LARGE = Reason(
    "hierarchy.too_large",
    _(
        "“%(name)s” is larger than %(most)s MB, the most that is taken. Scan it in black and white or in "
        "parts, and send it again."
    ),
    status=413,
)
TOO_MUCH = Reason(
    "hierarchy.too_much",
    _("“%(name)s” was not taken: all files sent at once may have %(most)s MB. Send it by itself."),
    status=413,
)
SIGNED_OUT = Reason(
    "hierarchy.signed_out",
    _("You are signed out, so nothing was sent. Sign in and do it again."),
    status=401,
)
