"""Why an act on a meeting is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_VISIBLE = Reason(
    "meeting.not_visible", _("There is no such committee or meeting, or your post has no seat in it."), 404
)
NOT_SECRETARY = Reason(
    "meeting.not_secretary",
    _("Only the member-secretary or the chair of “%(body)s” may do this. The member-secretary is %(who)s."),
)
NOT_CHAIR = Reason(
    "meeting.not_chair", _("Only the chair of “%(body)s” signs its minutes. The chair is %(who)s.")
)
PAST = Reason("meeting.past", _("The meeting would lie in the past. Choose a coming day and hour."), 422)
FAR = Reason("meeting.far", _("A meeting is called for a day within a year. Choose a nearer one."), 422)
NO_PLACE = Reason("meeting.no_place", _("Say where the meeting is held."), 422)
TOO_LONG = Reason("meeting.too_long", _("“%(field)s” is longer than %(most)s characters."), 422)
NO_REASON = Reason("meeting.no_reason", _("Say why the meeting is called off."), 422)
SIGNED = Reason(
    "meeting.signed",
    _("The minutes of this meeting are signed; nothing in them can be changed. Take it up at another one."),
    409,
)
OFF = Reason("meeting.off", _("This meeting was called off. Call another one."), 409)
CHANGED = Reason(
    "meeting.changed", _("Somebody has changed this meeting meanwhile. Look at it again, then act."), 409
)
NOT_BEGUN = Reason(
    "meeting.not_begun", _("The meeting has not begun yet; attendance is recorded from its hour on."), 409
)
VACANT = Reason(
    "meeting.vacant", _("Nobody acts at %(post)s, so nobody can have attended for that post."), 422
)
NO_SEAT = Reason("meeting.no_seat", _("A post without a seat cannot attend for the committee."), 422)
NOT_WAITING = Reason(
    "meeting.not_waiting",
    _("“%(subject)s” does not wait for this committee any more. Take it off the agenda."),
    409,
)
ITEM_NOT_WAITING = Reason(
    "meeting.item_not_waiting",
    _("Item %(position)s does not wait for this committee any more. Take it off the agenda."),
    409,
)
ELSEWHERE = Reason(
    "meeting.elsewhere", _("“%(subject)s” is already on the agenda of meeting %(number)s."), 409
)
NOT_ATTENDED = Reason(
    "meeting.not_attended", _("Record first who attended; without that the minutes cannot be signed."), 409
)
NO_CHAIR = Reason(
    "meeting.no_chair",
    _("The chair was not taken, neither by its holder nor by his deputy: there is no quorum."),
    409,
)
NO_QUORUM = Reason(
    "meeting.no_quorum",
    _("There is no quorum: %(present)s of the %(needed)s members needed were present."),
    409,
)
NO_ITEMS = Reason("meeting.no_items", _("The agenda is empty; there is nothing to decide."), 422)
UNDECIDED = Reason(
    "meeting.undecided", _("Item %(position)s has no decision yet. Decide it or put it off."), 422
)
NO_TEXT = Reason(
    "meeting.no_text", _("Item %(position)s has no resolution. Write what the meeting resolved."), 422
)
UNKNOWN_DECISION = Reason(
    "meeting.unknown_decision",
    _("Item %(position)s does not know this decision. Choose one of the list."),
    422,
)
FIELDS = {"meeting.no_place": _("Place"), "meeting.no_reason": _("Reason")}
RESOLUTION = _("Resolution")
