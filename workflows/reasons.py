"""Why the flow room refuses an act, in words for the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NO_LIMIT = Reason(
    "workflows.no_limit",
    _("The time limit “%(limit)s” has no row in force on %(on)s. Add one before this flow is used."),
    status=409,
)
NO_VERSION = Reason(
    "workflows.no_version", _("The flow “%(flow)s” has no published version yet."), status=409
)
ENGINE_REFUSED = Reason(
    "workflows.engine_refused",
    _("The flow cannot take this step (%(code)s). Nothing was changed; open the file again."),
    status=409,
)
FLOW_REFUSED = Reason(
    "workflows.flow_refused",
    _("The flow was not accepted: %(finding)s"),
    status=422,
)
DRAFT_CHANGED = Reason(
    "workflows.draft_changed",
    _("%(who)s saved this draft after you opened it."),
    status=409,
)
DRAFT_CHANGED_BY_YOU = Reason(
    "workflows.draft_changed_by_you",
    _("You saved this draft yourself in another window."),
    status=409,
)
NO_DRAFT = Reason("workflows.no_draft", _("There is no draft of this flow."), status=404)
NOT_ASKED = Reason("workflows.not_asked", _("Nobody has asked for approval of this draft yet."), status=409)
SAME_PERSON = Reason(
    "workflows.same_person",
    _("A flow is published by a second person. You edited this draft yourself; ask a colleague."),
)
NO_POWER = Reason("workflows.no_power", _("Your post may not do this. It needs the power “%(power)s”."))
NOTHING_CHANGED = Reason(
    "workflows.nothing_changed",
    _("The draft is the same as the published version, so there is nothing to publish."),
    status=409,
)
UNREADABLE = Reason(
    "workflows.unreadable",
    _("This drawing cannot be read, so it was not saved. What was saved before is as it was."),
    status=422,
)
NO_FILE = Reason("workflows.no_file", _("This flow has no part called “%(file)s”."), status=404)
LIMIT_KNOWN = Reason(
    "workflows.limit_known",
    _("There is already a time limit called “%(code)s”. Choose another short name or leave it empty."),
    status=409,
)
LIMIT_UNKNOWN = Reason(
    "workflows.limit_unknown", _("There is no time limit called “%(code)s” yet."), status=404
)
LIMIT_OF_OTHERS = Reason(
    "workflows.limit_of_others",
    _("A limit that is in use is changed for one’s own office alone."),
)
LIMIT_BACKDATED = Reason(
    "workflows.limit_backdated",
    _("A change of a limit begins today at the earliest; dates already promised stay as they are."),
    status=409,
)
LIMIT_SECOND = Reason(
    "workflows.limit_second",
    _("By a charge of his own %(name)s may not publish flows, so he stands by no change of a time limit."),
)
LIMIT_IN_FORCE = Reason(
    "workflows.limit_in_force",
    _("This row is in force already, so it is not withdrawn. Add a further row that changes it."),
    status=409,
)
LIMIT_ROW_OF_OTHERS = Reason(
    "workflows.limit_row_of_others",
    _("Only the office that entered a row of a time limit may withdraw it."),
)
LIMIT_ROW_GONE = Reason(
    "workflows.limit_row_gone", _("This row of the time limit is not there any more."), status=404
)
LIMIT_SAME_DAY = Reason(
    "workflows.limit_same_day",
    _("This limit already has a row that begins on that day. Choose another day."),
    status=409,
)
