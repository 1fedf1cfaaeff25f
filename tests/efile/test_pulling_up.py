"""A superior in the line of control takes a file to himself; whom he took it from is told."""

import pytest

from efile import filepage, reasons, services
from efile.forwarding import selectors as forwarding
from efile.forwarding import services as lines_of_control
from efile.models import Matter
from efile.services.act import Done
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District


def pull_up(district: District, code: str, matter: Matter) -> Done:
    return lines_of_control.pull_up(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=5),
    )


def with_the_clerk(district: District) -> Matter:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    return matter


def test_the_superior_holds_the_file_and_the_record_agrees(district: District) -> None:
    matter = with_the_clerk(district)
    pull_up(district, "oc-general", matter)
    assert district.thread(matter).holder.code == "oc-general"
    entries = ledger.entries(matter.pk)
    assert entries[-1].kind == "thread.pulled_up"
    assert entries[-1].data["taken_from"] == str(district.post("cic-general"))
    assert check_stream("matter", matter.pk, entries) is None


def test_whom_it_was_taken_from_is_told_until_he_has_taken_note(district: District) -> None:
    matter = with_the_clerk(district)
    pull_up(district, "oc-general", matter)
    clerk = district.actor("cic-general")
    (notice,) = forwarding.notices_of(clerk)
    assert (notice.kind, notice.matter) == ("pulled_up", matter)
    assert notice.who == district.actor("oc-general").post_title
    lines_of_control.dismiss(actor=clerk, notice=notice.pk, now=district.now)
    assert forwarding.notices_of(clerk) == []


def test_nobody_dismisses_anothers_notice(district: District) -> None:
    matter = with_the_clerk(district)
    pull_up(district, "oc-general", matter)
    (notice,) = forwarding.notices_of(district.actor("cic-general"))
    with pytest.raises(Refused) as refused:
        lines_of_control.dismiss(actor=district.actor("dm"), notice=notice.pk, now=district.now)
    assert refused.value.reason is reasons.NO_NOTICE


@pytest.mark.parametrize(
    ("code", "reason"),
    [("oc-it", reasons.NOT_IN_LINE), ("udc-general", reasons.NO_POWER), ("cic-general", reasons.NO_POWER)],
)
def test_others_do_not_pull_it_up(district: District, code: str, reason: object) -> None:
    matter = with_the_clerk(district)
    with pytest.raises(Refused) as refused:
        pull_up(district, code, matter)
    assert refused.value.reason is reason


def test_it_returns_in_one_step_to_whom_it_was_taken_from(district: District) -> None:
    matter = with_the_clerk(district)
    pull_up(district, "oc-general", matter)
    services.return_(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=5),
    )
    assert district.thread(matter).holder.code == "cic-general"


def test_the_page_offers_it_to_the_line_alone(district: District) -> None:
    matter = with_the_clerk(district)
    superior = district.actor("oc-general")
    bar = filepage.bar_of(filepage.open_matter(superior, matter.pk), superior, district.now)
    labels = [act.label for act in bar.others]
    assert labels == ["Pull up"] or (bar.likely is not None and bar.likely.label == "Pull back")
    clerk = district.actor("udc-general")
    bar = filepage.bar_of(filepage.open_matter(clerk, matter.pk), clerk, district.now)
    assert bar.others == []
    assert "may act: the file is there" in bar.line
