"""Several files in one go: each its own act and entry, and a refused one said with its reason."""

import pytest

from efile import reasons as common
from efile.desk import bulk, reasons
from efile.desk.bulk import Picked, Result
from efile.desk.choosing import choices_for_all
from efile.models import Matter, Movement
from efile.services.act import Seen
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.test_a_way_on import pulled, to_be_answered

OC = "oc-general"


def tick(district: District, *matters: Matter) -> list[Picked]:
    return [Picked(district.thread(matter).pk, district.seen(matter)) for matter in matters]


def send(district: District, ticked: list[Picked], to: str = "cic-general", **given: object) -> Result:
    return bulk.send_all(
        actor=district.actor(OC),
        chosen=ticked,
        to=district.post(to),
        now=district.wait(minutes=5),
        **{"shown": {}, **given},  # type: ignore[arg-type]  # [given by name]
    )


def test_each_goes_by_an_act_and_an_entry_of_its_own(district: District) -> None:
    matters = [district.marked() for _ in range(3)]
    result = send(district, tick(district, *matters))
    assert (result.done, list(result.left)) == (3, [])
    for matter in matters:
        assert district.thread(matter).holder.code == "cic-general"
        last = ledger.entries(matter.pk)[-1]
        assert (last.kind, last.data["to"]) == ("thread.forwarded", str(district.post("cic-general")))


def test_one_that_moved_meanwhile_is_named_and_the_others_go(district: District) -> None:
    first, moved, last = (district.marked() for _ in range(3))
    ticked = tick(district, first, moved, last)
    district.forward(OC, moved, "udc-general")
    result = send(district, ticked)
    assert result.done == 2
    (left,) = result.left
    assert (left.matter, left.refused.reason) == (moved.pk, common.MOVED)
    assert district.thread(moved).holder.code == "udc-general"
    assert district.thread(last).holder.code == "cic-general"


def test_outside_the_channel_each_is_refused_with_its_reason(district: District) -> None:
    result = send(district, tick(district, district.marked(), district.marked()), to="oc-land")
    assert result.done == 0
    assert {one.refused.reason for one in result.left} == {common.OUT_OF_CHANNEL}


def test_a_draft_that_was_shown_is_signed_and_another_is_not(district: District) -> None:
    shown, unseen = district.marked(), district.marked()
    district.note(OC, shown, "ব্যবস্থা নিন।")
    district.note(OC, unseen, "এখনও ভাবছি।")
    drafts = bulk.drafts_on(district.actor(OC), [district.thread(shown)])
    result = send(
        district,
        tick(district, shown, unseen),
        shown={thread: draft.revision for thread, draft in drafts.items()},
    )
    assert result.done == 1
    assert [one.refused.reason for one in result.left] == [reasons.NOTE_UNSEEN]
    assert [row.text for row in Paragraph.objects.filter(sheet=shown.sheet_id)] == ["ব্যবস্থা নিন।"]
    assert not Paragraph.objects.filter(sheet=unseen.sheet_id).exists()
    assert district.thread(unseen).holder.code == OC


def test_one_form_sends_each_once(district: District) -> None:
    matters, key = [district.marked(), district.marked()], uuid7()
    ticked = tick(district, *matters)
    send(district, ticked, key=key)
    again = send(district, ticked, key=key)
    assert again.done == 2
    moves = Movement.objects.filter(matter__in=matters, kind="forwarded")
    assert moves.count() == 2


def test_files_that_are_not_for_the_reader_do_not_exist_for_him(district: District) -> None:
    """Nothing is told of them, not even that they stayed."""
    matter = district.marked("oc-land")
    Matter.objects.filter(pk=matter.pk).update(secrecy=3)
    result = send(district, tick(district, matter))
    assert (result.done, list(result.left)) == (0, [])
    assert district.thread(matter).holder.code == "oc-land"


def test_many_are_read_at_once_and_what_was_read_is_named(district: District) -> None:
    new, read = district.marked(), district.marked()
    district.open(OC, read)
    result = bulk.read_all(
        actor=district.actor(OC), chosen=tick(district, new, read), now=district.wait(minutes=1)
    )
    assert (result.done, [one.matter for one in result.left]) == (1, [read.pk])
    assert district.thread(new).read_at is not None


def test_the_choice_says_where_only_some_may_go(district: District) -> None:
    inside, marking = district.marked(), district.receive()
    district.complete("dm", marking, "mark", to="oc-general")
    rows = [district.thread(inside), district.thread(marking)]
    found = choices_for_all(district.actor(OC), rows, district.now)
    assert found
    assert "cic-general" in {one.post.code for one in found if not one.closed}


@pytest.mark.parametrize("values", [[], ["nonsense"], ["a.b.c"], [f"{uuid7()}.x."]])
def test_nothing_ticked_is_refused(values: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        bulk.picked(values)
    assert refused.value.reason is reasons.NOTHING_CHOSEN


def test_a_line_is_read_as_it_was_written() -> None:
    for stage in (None, uuid7()):
        one = Picked(uuid7(), Seen(4, stage))
        assert bulk.picked([str(one), str(one)]) == [one]


def test_more_than_a_hundred_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        bulk.picked([str(Picked(uuid7(), Seen(1, None))) for _ in range(bulk.MOST + 1)])
    assert refused.value.reason is reasons.TOO_MANY_CHOSEN


def test_files_that_stay_in_two_sections_are_offered_to_the_posts_of_each(district: District) -> None:
    """Pulled up together: each goes down into its own section only."""
    matters = [
        pulled(district, "adm-general", to_be_answered(district, code)) for code in (OC, "oc-jm", "oc-jm")
    ]
    rows = bulk.threads_of(district.actor("adm-general"), tick(district, *matters)).values()
    found = {one.post.code: one for one in choices_for_all(district.actor("adm-general"), rows, district.now)}
    said = {code: found[code].warning for code in ("oc-jm", OC)}
    assert said == {"oc-jm": "2 of 3 may go there", OC: "1 of 3 may go there"}
    assert "dm" not in found
