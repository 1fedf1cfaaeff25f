"""Why issuing or sending a letter is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason
from hierarchy.words import Words

ISSUE = Words("চিঠি জারি করা ও পাঠানো", "Issue and send out letters")

UNKNOWN = Reason("dispatch.unknown", _("There is no such letter, or it is not for your post to send."), 404)
NOT_SIGNED = Reason(
    "dispatch.not_signed", _("This letter is %(status)s. It is issued once it is signed."), status=409
)
ISSUED = Reason("dispatch.issued", _("This letter is issued already: no. %(number)s."), status=409)
NOT_ISSUED = Reason("dispatch.not_issued", _("This letter is not issued yet. Issue it first."), status=409)
NOTHING_CHOSEN = Reason("dispatch.nothing_chosen", _("Choose the letters first."), status=422)
NOBODY_CHOSEN = Reason("dispatch.nobody_chosen", _("Choose the recipients first."), status=422)
WHICH_WAY = Reason("dispatch.which_way", _("Choose by which way the letter goes."), status=422)
ON_ITS_WAY = Reason(
    "dispatch.on_its_way",
    _("The letter is on its way to %(name)s already. It can be sent again when it did not arrive."),
    status=409,
)
ARRIVED = Reason("dispatch.arrived", _("%(name)s has received the letter."), status=409)
NO_EMAIL = Reason(
    "dispatch.no_email",
    _("%(name)s has no e-mail address here. Write it, or choose another way."),
    status=422,
)
NO_MOBILE = Reason(
    "dispatch.no_mobile",
    _("%(name)s has no mobile number here. Write it, or choose another way."),
    status=422,
)
NO_POST_HERE = Reason(
    "dispatch.no_post_here",
    _("%(name)s is no post of an office here. Choose another way."),
    status=422,
)
GRADED_OUTSIDE = Reason(
    "dispatch.graded_outside",
    _(
        "A letter that is %(grade)s is not sent by e-mail or SMS. Send it by post, by hand or to the "
        "office's dak."
    ),
    status=409,
)
WHICH_MAIL = Reason("dispatch.which_mail", _("Choose ordinary, registered or speed post."), status=422)
MAIL_NUMBER = Reason(
    "dispatch.mail_number",
    _("%(name)s: write the number of the postal receipt (at most %(most)s characters)."),
    status=422,
)
POSTAGE = Reason("dispatch.postage", _("Write the postage as a sum, such as 22 or 22.50."), status=422)
SENT_ON = Reason(
    "dispatch.sent_on", _("The day it went out lies between the day of issue and today."), status=422
)
UNKNOWN_COVER = Reason(
    "dispatch.unknown_cover", _("No cover that is out with a messenger carries this code."), 404
)
NOT_ADDRESSED = Reason(
    "dispatch.not_addressed", _("This cover is addressed to somebody else. Write the name of who takes it.")
)
INTO_WHOSE_HAND = Reason("dispatch.into_whose_hand", _("Write the name of who took the cover."), status=422)
HANDED_OVER = Reason(
    "dispatch.handed_over", _("This cover was handed over already, to %(name)s."), status=409
)
WITH_YOU = Reason("dispatch.with_you", _("You carry this cover already."), status=409)
CAME_BACK_WHY = Reason("dispatch.came_back_why", _("Say why it came back."), status=422)
NOT_OUT = Reason("dispatch.not_out", _("This letter is not on its way to %(name)s."), status=409)
LINK_GONE = Reason("dispatch.link_gone", _("This link opens nothing, or opens no more."), 404)
UNKNOWN_ACT = Reason("dispatch.unknown_act", _("Choose what is to be done."), status=422)
