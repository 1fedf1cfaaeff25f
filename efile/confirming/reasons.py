"""Why asking for a confirmation, or giving one, is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_YOURS = Reason(
    "confirming.not_yours",
    _("Who recorded what was said asks those present to confirm it. This paragraph is not yours."),
)
WHOM = Reason("confirming.whom", _("Choose who was present."), status=422)
TOO_MANY = Reason("confirming.too_many", _("At most %(most)s posts are asked at once."), status=422)
ONESELF = Reason(
    "confirming.oneself", _("%(post)s is your own post, or is not of your office. Choose others."), status=422
)
NOT_ASKED = Reason("confirming.not_asked", _("You are not asked to confirm this paragraph."), status=404)
ANSWERED = Reason("confirming.answered", _("It was answered already, by %(who)s."), status=409)
SHOWN_NO_LONGER = Reason(
    "confirming.shown_no_longer",
    _(
        "The file is shown to your post no longer: you cannot confirm what was said. %(post)s, who asked "
        "you, may withdraw the question and ask anew."
    ),
)
NOT_ASKED_BY_YOU = Reason(
    "confirming.not_asked_by_you",
    _("There is no such question of your post: it was answered or withdrawn meanwhile."),
    status=409,
)
SAY_HOW = Reason("confirming.say_how", _("Write how it was otherwise."), status=422)
