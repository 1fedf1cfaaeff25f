"""A letter is approved by who issues letters, numbered in its file, its approval withdrawn in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from efile import reasons as efile_reasons
from efile.letters import keeping, reasons, services
from efile.letters.models import Draft, DraftVersion, Status
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.letters.desk import (
    agrees,
    approved,
    begun,
    fresh,
    in_a_file,
    kept,
    kinds_of,
    made_ready,
    words,
)


def test_the_version_that_was_read_is_approved(district: District) -> None:
    matter = district.marked()
    draft = kept(district, begun(district, matter), "oc-general", "ঠিক আছে।")
    row = approved(district, draft)
    assert (row.status, row.approved) == (Status.APPROVED, 2)
    assert agrees(matter)


def test_one_kept_since_is_not_approved_unread(district: District) -> None:
    draft = begun(district, district.marked())
    kept(district, draft, "oc-general", "পরে")
    with pytest.raises(Refused) as refused:
        services.approve(actor=district.actor("oc-general"), draft=draft.pk, seen=1, now=district.now)
    assert refused.value.reason is reasons.OVERTAKEN


def test_a_post_without_the_power_is_told_who_has_it(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    district.forward("oc-general", matter, "cic-general")
    with pytest.raises(Refused) as refused:
        approved(district, draft, "cic-general")
    assert refused.value.reason is efile_reasons.NO_POWER
    assert str(district.actor("oc-general").post_title) in refused.value.sentence


def test_a_superior_without_the_file_approves_nothing(district: District) -> None:
    draft = begun(district, district.marked())
    with pytest.raises(Refused) as refused:
        approved(district, draft, "dm")
    assert refused.value.reason is efile_reasons.NOT_HOLDER


@pytest.mark.parametrize(
    ("wanting", "reason"),
    [
        ({"body": ""}, reasons.EMPTY),
        ({"to": ""}, reasons.NO_RECIPIENT),
        ({"signatory": None}, reasons.NO_SIGNATORY),
    ],
)
def test_a_letter_that_is_not_whole_is_not_approved(
    district: District, wanting: dict[str, Any], reason: object
) -> None:
    """CSMOP 42: a letter carries its signatory; it says something, and to somebody."""
    draft = begun(district, district.marked(), **wanting)
    with pytest.raises(Refused) as refused:
        approved(district, draft)
    assert refused.value.reason is reason


def test_an_order_needs_no_recipient(district: District) -> None:
    draft = begun(district, district.marked(), kind="order", to="")
    assert approved(district, draft).status == Status.APPROVED


def test_own_words_that_are_no_version_yet_stand_in_the_way(district: District) -> None:
    draft = begun(district, district.marked())
    actor = district.actor("oc-general")
    keeping.save_work(
        actor=actor, draft=draft, wording=words(district, body="আরও"), base=1, revision=0, now=district.now
    )
    with pytest.raises(Refused) as refused:
        approved(district, draft)
    assert refused.value.reason is reasons.UNSAVED
    keeping.discard_work(actor=actor, draft=draft, revision=1)
    assert approved(district, draft).status == Status.APPROVED


def test_an_approved_letter_is_not_edited(district: District) -> None:
    draft = approved(district, begun(district, district.marked()))
    with pytest.raises(Refused) as refused:
        kept(district, draft, "oc-general", "বদল")
    assert refused.value.reason is reasons.NOT_TO_EDIT
    with pytest.raises(Refused):
        keeping.save_work(
            actor=district.actor("oc-general"),
            draft=draft,
            wording=words(district, body="বদল"),
            base=1,
            revision=0,
            now=district.now,
        )


def test_an_approval_is_withdrawn_with_reasons_and_the_letter_is_a_draft_again(district: District) -> None:
    matter = district.marked()
    draft = approved(district, begun(district, matter))
    actor = district.actor("oc-general")
    with pytest.raises(Refused) as refused:
        services.withdraw_approval(actor=actor, draft=draft.pk, reason=" ", now=district.now)
    assert refused.value.reason is reasons.WHY_WITHDRAWN
    services.withdraw_approval(actor=actor, draft=draft.pk, reason="প্রাপক ভুল।", now=district.wait(minutes=1))
    assert (fresh(draft).status, fresh(draft).approved) == (Status.DRAFT, None)
    assert ledger.entries(matter.pk)[-1].texts["reason"] == "প্রাপক ভুল।"
    assert kept(district, draft, "oc-general", "নতুন").newest == 2
    assert agrees(matter)


def test_a_letter_is_numbered_in_its_file_without_a_gap(district: District) -> None:
    matter = district.marked()
    first = approved(district, begun(district, matter))
    with pytest.raises(Refused) as refused:
        made_ready(district, first)
    assert refused.value.reason is reasons.NEEDS_FILE
    in_a_file(district, matter)
    second = approved(district, begun(district, matter))
    memos = [made_ready(district, one).memo for one in (first, second)]
    matter.refresh_from_db()
    assert matter.file is not None
    assert memos == [f"{matter.file.number}-1", f"{matter.file.number}-2"]
    assert agrees(matter)


def test_a_number_once_given_stays_with_the_letter(district: District) -> None:
    matter = district.marked()
    in_a_file(district, matter)
    draft = made_ready(district, approved(district, begun(district, matter)))
    memo = draft.memo
    services.withdraw_approval(
        actor=district.actor("oc-general"), draft=draft.pk, reason="বানান", now=district.wait(minutes=1)
    )
    assert fresh(draft).fair is None
    again = made_ready(district, approved(district, kept(district, draft, "oc-general", "শুদ্ধ।")))
    assert (again.memo, again.status) == (memo, Status.READY)
    assert kinds_of(matter).count("letter.numbered") == 2
    assert agrees(matter)


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Draft.objects.filter(pk=row.pk).update(status=Status.APPROVED, approved=1),
        lambda row: Draft.objects.filter(pk=row.pk).update(memo="forged-1"),
        lambda row: DraftVersion.objects.create(draft=row, number=2, body="অন্য", by={}, at=row.at),
    ],
)
def test_a_row_that_no_act_made_is_found(district: District, change: Callable[[Draft], object]) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    change(draft)
    difference = check_stream("matter", matter.pk, ledger.entries(matter.pk))
    assert difference is not None
    assert difference.what == "letters"


@pytest.mark.parametrize("part", ["subject", "body", "reference"])
def test_a_letter_with_a_blank_is_not_approved_and_it_is_said_where(district: District, part: str) -> None:
    matter = district.marked()
    draft = begun(district, matter, **{part: "আগামী …… তারিখে উপস্থিত থাকবেন।"})
    with pytest.raises(Refused) as refused:
        approved(district, draft)
    assert refused.value.reason is reasons.BLANK_LEFT
    assert str(reasons.PARTS[part]) in refused.value.sentence
    assert "আগামী …… তারিখে" in refused.value.sentence
    assert fresh(draft).status == Status.DRAFT


def test_what_was_approved_with_a_blank_gets_no_number(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Approved before blanks were asked for."""
    matter = district.marked()
    in_a_file(district, matter)
    draft = begun(district, matter, body="আগামী …… তারিখে")
    with monkeypatch.context() as before:
        before.setattr(services, "check_filled", lambda said: None)
        draft = approved(district, draft)
    with pytest.raises(Refused) as refused:
        made_ready(district, draft)
    assert refused.value.reason is reasons.BLANK_LEFT
    assert not fresh(draft).memo
