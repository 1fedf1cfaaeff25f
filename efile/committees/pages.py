"""What the pages of committees show: seats with who sits there, agenda with what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from efile.committees import rules, selectors
from efile.committees.masking import Said, said_of
from efile.committees.models import AgendaItem, Attendance, Meeting
from efile.models import Thread
from hierarchy import bodies
from hierarchy.actors import Actor
from hierarchy.bodies import Sitting
from hierarchy.models import Body, SeatRole
from hierarchy.words import Words
from web.templatetags.office import bn_digits

PUT_OFF = "put-off"


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as the attendance shows it, named by its own `post`. `who` is empty where nobody acts;
    `deputy_for` names the holder and `reason` why he is away; `instead_of` is the abolished post for which
    `title` stands.
    """

    post: UUID
    title: Words
    instead_of: Words | None
    role: str
    person: UUID | None
    who: Words | None
    deputy_for: Words | None
    reason: str
    present: bool | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the agenda. `decision` is empty while there is none; `choices` are (value, label)."""

    item: AgendaItem
    said: Said
    choices: list[tuple[str, str]]
    chosen: str
    decision: str
    text: str

    @property
    def matter(self) -> UUID:
        return self.item.matter_id


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What waits for the body. `meeting` is another meeting before which it already stands."""

    thread: Thread
    said: Said
    listed: bool
    meeting: Meeting | None


@dataclass(frozen=True, slots=True)
class Roles:
    secretary: bool
    chair: bool

    @property
    def any(self) -> bool:
        return self.secretary or self.chair


def roles_of(actor: Actor, body: Body, now: datetime) -> Roles:
    seated = {one.seat.role: one.post.pk for one in bodies.sittings(body, now)}
    posts, assistant = selectors.posts_of(actor), actor.assistant
    secretary, chair = seated.get(SeatRole.SECRETARY), seated.get(SeatRole.CHAIR)
    return Roles(
        secretary=not assistant and rules.may_call(posts, secretary, chair) is None,
        chair=rules.may_sign(posts, chair, drafts_only=assistant) is None,
    )


def seats_now(body: Body, now: datetime) -> list[SeatLine]:
    return [_expected(one, None) for one in bodies.sittings(body, now)]


def seat_lines(row: Meeting, ticked: Collection[UUID] | None = None) -> list[SeatLine]:
    """As recorded; before that, who would sit there at the hour of the meeting. `ticked` is what a refused
    form held.
    """
    if ticked is not None:
        return [_expected(one, one.seat.post_id in ticked) for one in bodies.sittings(row.body, row.at)]
    if row.attended_at is not None:
        return [_attended(one) for one in row.attendance.all()]
    return seats_now(row.body, row.at)


def _attended(one: Attendance) -> SeatLine:
    return SeatLine(
        post=one.post_id,
        title=one.post_title,
        instead_of=one.instead_of,
        role=one.role_label,
        person=one.user_id,
        who=one.name if one.user_id else None,
        deputy_for=one.on_behalf_of,
        reason=one.who.get("reason", ""),
        present=one.present,
    )


def _expected(one: Sitting, present: bool | None) -> SeatLine:
    holder = one.holder
    return SeatLine(
        post=one.seat.post_id,
        title=one.post.title,
        instead_of=one.instead_of,
        role=one.seat.role_label,
        person=holder.user_id if holder else None,
        who=holder.name if holder else None,
        deputy_for=holder.on_behalf_of if holder else None,
        reason=holder.reason if holder else "",
        present=present,
    )


def counted_once(lines: Sequence[SeatLine]) -> list[Words]:
    """Who sits for more than one seat, and so is one person of the quorum."""
    taken = [(line.person, line.who) for line in lines if line.person and line.present is not False]
    seats = Counter(person for person, _who in taken)
    return [who for person, who in dict(taken).items() if who and seats[person] > 1]


def item_lines(row: Meeting, actor: Actor, given: Mapping[str, str] | None = None) -> list[ItemLine]:
    """The agenda; `given` is what a refused form held, shown again."""
    items = list(
        row.items.select_related(
            "stage", "matter__instance", "matter__receipt__applicant", "matter__file", "thread"
        )
    )
    said = said_of([item.matter for item in items], actor)
    return [_item(item, said[item.matter_id], given or {}) for item in items]


def _item(item: AgendaItem, said: Said, given: Mapping[str, str]) -> ItemLine:
    if not said.shown:
        return ItemLine(item, said, choices=[], chosen="", decision="", text="")
    stage = selectors.stage_of_item(item)
    choices = [(one.id, str(Words(one.label_bn, one.label_en))) for one in stage.outcomes]
    choices.append((PUT_OFF, pgettext("decision", "Put off to a later meeting")))
    stored = PUT_OFF if item.put_off else item.outcome
    chosen = given.get(f"decision-{item.pk}", stored)
    return ItemLine(
        item=item,
        said=said,
        choices=choices,
        chosen=chosen,
        decision=dict(choices).get(stored, ""),
        text=given.get(f"text-{item.pk}", item.text),
    )


def waiting_lines(row: Meeting, actor: Actor) -> list[WaitingLine]:
    """What may be taken up: on this agenda first, then what waits, the longest first. What the actor may
    not open he cannot take up.
    """
    waiting = selectors.waiting_for(row.body)
    before = selectors.listed(thread.stage_id for thread in waiting if thread.stage_id)
    places = dict(row.items.values_list("thread", "position"))
    said = said_of([thread.matter for thread in waiting], actor)
    lines = [
        WaitingLine(
            thread=thread,
            said=said[thread.matter_id],
            listed=thread.pk in places,
            meeting=_other(row, before.get(thread.stage_id) if thread.stage_id else None),
        )
        for thread in waiting
    ]
    return sorted(lines, key=lambda line: places.get(line.thread.pk, len(places) + 1))


def _other(row: Meeting, found: Meeting | None) -> Meeting | None:
    return found if found is not None and found.pk != row.pk else None


def quorum_words(reached: rules.Quorum) -> str:
    """How the quorum stands, in one sentence."""
    shown = {"present": bn_digits(reached.present), "needed": bn_digits(reached.needed)}
    if reached.reached:
        return _("There is a quorum: %(present)s present, %(needed)s needed.") % shown
    if reached.present >= reached.needed:
        return _("There is no quorum: the chair was not taken.")
    return _("There is no quorum: %(present)s present, %(needed)s needed.") % shown
