"""Every kind of entry in an office's stream in the words of the office, by the group that the page offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_CHARGES: Final = {
    "charge.given": pgettext_lazy("act", "Charge given"),
    "charge.given_elsewhere": pgettext_lazy("act", "Charge given in another office"),
    "charge.transferred": pgettext_lazy("act", "Charge passed to another person"),
    "charge.ended": pgettext_lazy("act", "Charge ended"),
    "charge.withdrawn": pgettext_lazy("act", "Charge withdrawn before it began"),
    "charge.handed_over": pgettext_lazy("act", "Charge handed over"),
    "charge.offered": pgettext_lazy("act", "Charge offered to a superior"),
    "charge.taken_back": pgettext_lazy("act", "Offer of a charge taken back"),
    "charge.taken_over": pgettext_lazy("act", "Charge taken over"),
    "deputy.named": pgettext_lazy("act", "Deputy named"),
    "assistant.named": pgettext_lazy("act", "Assistant named"),
    "deputation.given_elsewhere": pgettext_lazy("act", "Deputation given in another office"),
    "deputation.ended": pgettext_lazy("act", "Deputation ended"),
    "deputation.withdrawn": pgettext_lazy("act", "Deputation withdrawn before it began"),
    "person.added": pgettext_lazy("act", "Person added"),
    "person.contact_set": pgettext_lazy("act", "Mobile and mail address set"),
}
_CHART: Final = {
    "chart.loaded": pgettext_lazy("act", "Chart of the office loaded"),
    "establishment.imported": pgettext_lazy("act", "Establishment imported"),
    "post.made": pgettext_lazy("act", "Post made"),
    "post.changed": pgettext_lazy("act", "Post changed"),
    "telephone.set": pgettext_lazy("act", "Telephone of a post set"),
    "post.abolished": pgettext_lazy("act", "Post abolished"),
    "section.made": pgettext_lazy("act", "Section made"),
    "section.changed": pgettext_lazy("act", "Section changed"),
    "section.closed": pgettext_lazy("act", "Section merged into another"),
    "office.closed": pgettext_lazy("act", "Office merged into another"),
    "office.received": pgettext_lazy("act", "Another office taken in"),
    "office.sorter_named": pgettext_lazy("act", "Sorter of dak named"),
    "office.sorter_ended": pgettext_lazy("act", "Sorter of dak ended"),
}
_POWERS: Final = {
    "power.ordered": pgettext_lazy("act", "Power given or withheld"),
    "power.ended": pgettext_lazy("act", "Order on a power ended"),
    "power.withdrawn": pgettext_lazy("act", "Order on a power withdrawn before it began"),
    "auditor.admitted": pgettext_lazy("act", "Office opened to an auditor"),
    "auditor.dismissed": pgettext_lazy("act", "Office closed to an auditor"),
    "publishing.lent": pgettext_lazy("act", "Publishing of a flow allowed until a day"),
    "publishing.ended": pgettext_lazy("act", "Publishing of a flow allowed no longer"),
    "limit.added": pgettext_lazy("act", "Time limit added"),
    "limit.changed": pgettext_lazy("act", "Time limit changed"),
    "limit.withdrawn": pgettext_lazy("act", "Time limit withdrawn before it began"),
    "calendar.made": pgettext_lazy("act", "Calendar made"),
    "numbers.ordered": pgettext_lazy("act", "Numbering ordered"),
    "section.numbered": pgettext_lazy("act", "Section given a number"),
    "heads.set": pgettext_lazy("act", "Subject heads set"),
    "head.ended": pgettext_lazy("act", "Subject head ended"),
    "retention.ordered": pgettext_lazy("act", "Retention class ordered"),
    "phrase.kept": pgettext_lazy("act", "Decision phrase kept"),
    "phrase.ended": pgettext_lazy("act", "Decision phrase ended"),
    "act.asked": pgettext_lazy("act", "Act asked before a second person"),
    "act.declined": pgettext_lazy("act", "Act declined by the second person"),
    "act.ended": pgettext_lazy("act", "Act that waited for a second person ended with the office"),
    "act.withdrawn": pgettext_lazy("act", "Act withdrawn by who asked for it"),
}
_ACCOUNTS: Final = {
    "account.code_made": pgettext_lazy("act", "First sign-in prepared"),
    "account.first_signed_in": pgettext_lazy("act", "Signed in for the first time"),
    "account.let_in": pgettext_lazy("act", "Let in at the machine itself"),
    "account.reset": pgettext_lazy("act", "Account reset"),
    "account.unlocked": pgettext_lazy("act", "Locked account freed"),
    "account.password_changed": pgettext_lazy("act", "Own password changed"),
    "account.identity_tied": pgettext_lazy("act", "Outside identity tied"),
    "account.factor_added": pgettext_lazy("act", "Second factor added"),
    "account.factor_removed": pgettext_lazy("act", "Second factor removed"),
    "account.factor_renewed": pgettext_lazy("act", "Recovery codes made anew"),
}
_COMMITTEES: Final = {
    "bodies.loaded": pgettext_lazy("act", "Committees loaded"),
    "body.constituted": pgettext_lazy("act", "Committee constituted"),
    "body.ended": pgettext_lazy("act", "Committee ended"),
    "seat.given": pgettext_lazy("act", "Seat given"),
    "seat.ended": pgettext_lazy("act", "Seat ended"),
    "seat.withdrawn": pgettext_lazy("act", "Seat withdrawn before it began"),
    "meeting.called": pgettext_lazy("act", "Meeting called"),
    "meeting.agenda_set": pgettext_lazy("act", "Agenda set"),
    "meeting.attended": pgettext_lazy("act", "Attendance recorded"),
    "meeting.called_off": pgettext_lazy("act", "Meeting called off"),
    "minutes.written": pgettext_lazy("act", "Minutes written"),
    "minutes.signed": pgettext_lazy("act", "Minutes signed"),
}
_RECORDS: Final = {
    "disposal.drawn": pgettext_lazy("act", "List for destruction drawn up"),
    "disposal.ordered": pgettext_lazy("act", "Destruction ordered"),
    "disposal.withdrawn": pgettext_lazy("act", "List for destruction withdrawn"),
    "disposal.carried_out": pgettext_lazy("act", "Destruction carried out"),
    "periodical.kept": pgettext_lazy("act", "Report or return put on the list"),
    "periodical.done": pgettext_lazy("act", "Report or return ticked off"),
    "periodical.taken_back": pgettext_lazy("act", "Tick of a report or return taken back"),
    "periodical.ended": pgettext_lazy("act", "Report or return kept no longer"),
    "guard.put_in": pgettext_lazy("act", "Order put in the guard file"),
    "guard.taken_out": pgettext_lazy("act", "Order taken out of the guard file"),
}
GROUPS: Final[Mapping[str, tuple[Promise, Mapping[str, Promise]]]] = {
    "charges": (_("Persons and charges"), _CHARGES),
    "chart": (_("Posts, sections and the office"), _CHART),
    "powers": (_("Powers and rules"), _POWERS),
    "accounts": (_("Accounts"), _ACCOUNTS),
    "committees": (_("Committees"), _COMMITTEES),
    "records": (_("Records"), _RECORDS),
}
KINDS: Final[Mapping[str, Promise]] = {
    kind: words for _name, kinds in GROUPS.values() for kind, words in kinds.items()
}
