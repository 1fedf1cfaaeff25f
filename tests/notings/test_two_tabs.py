"""The same draft is open twice: nothing anybody wrote is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hierarchy.refusals import Refused
from notings import reasons, services
from notings.models import NoteDraft
from tests.notings.desk import Desk


def test_the_second_tab_is_refused_and_shown_the_stored_text(desk: Desk) -> None:
    desk.write("শুরু")
    desk.write("প্রথম ট্যাবের লেখা", revision=1)

    with pytest.raises(Refused) as refused:
        desk.write("দ্বিতীয় ট্যাবের লেখা", revision=1)
    assert refused.value.reason is reasons.DRAFT_CHANGED
    assert refused.value.reason.status == 409
    assert refused.value.params == {
        "text": "প্রথম ট্যাবের লেখা",
        "revision": 2,
        "name": desk.clerk.name,
    }
    assert NoteDraft.objects.get().text == "প্রথম ট্যাবের লেখা"


def test_having_seen_the_stored_text_the_second_tab_may_save(desk: Desk) -> None:
    desk.write("শুরু")
    desk.write("প্রথম", revision=1)
    with pytest.raises(Refused) as refused:
        desk.write("দ্বিতীয়", revision=1)

    assert desk.write("দ্বিতীয়", revision=refused.value.params["revision"]).text == "দ্বিতীয়"  # type: ignore[arg-type]  # params are objects


def test_a_new_tab_does_not_overwrite_a_draft_it_has_not_seen(desk: Desk) -> None:
    desk.write("পুরোনো খসড়া")

    with pytest.raises(Refused) as refused:
        desk.write("নতুন ট্যাব")
    assert refused.value.params["text"] == "পুরোনো খসড়া"


def test_a_saving_repeated_by_a_bad_line_is_answered_the_same(desk: Desk) -> None:
    desk.write("শুরু")
    first = desk.write("একই লেখা", revision=1)
    again = desk.write("একই লেখা", revision=1)

    assert (again.id, again.revision) == (first.id, 2)


def test_a_draft_signed_in_the_other_tab_is_not_written_again(desk: Desk) -> None:
    desk.write("নোট")
    desk.sign()

    with pytest.raises(Refused) as refused:
        desk.write("নোট, আরও", revision=1)
    assert refused.value.reason is reasons.DRAFT_GONE
    assert not NoteDraft.objects.exists()


def test_a_draft_changed_meanwhile_is_not_discarded(desk: Desk) -> None:
    desk.write("এক")
    desk.write("দুই", revision=1)

    with pytest.raises(Refused) as refused:
        services.discard_draft(actor=desk.clerk, sheet=desk.sheet.id, lane=None, revision=1)
    assert refused.value.reason is reasons.DRAFT_CHANGED
    assert NoteDraft.objects.get().text == "দুই"


@pytest.mark.parametrize("revision", [0, 1])
def test_of_tabs_saving_at_the_same_moment_one_is_kept(lasting_desk: Desk, revision: int) -> None:
    tabs = 4
    barrier = Barrier(tabs)
    if revision:
        lasting_desk.write("শুরু")

    def save(tab: int) -> str:
        try:
            barrier.wait()
            return lasting_desk.write(f"ট্যাব {tab}", revision=revision).text
        except Refused as refused:
            return refused.reason.code
        finally:
            connection.close()

    with ThreadPoolExecutor(tabs) as pool:
        outcomes = Counter(pool.map(save, range(tabs)))
    stored = NoteDraft.objects.get()
    assert outcomes == {stored.text: 1, reasons.DRAFT_CHANGED.code: tabs - 1}
    assert stored.revision == revision + 1
