"""A post keeps its own decision phrases; those of the office are its administrator's."""

from dataclasses import replace

import pytest

from hierarchy.refusals import Refused
from ledger.models import Entry
from notings import phrases, reasons, selectors
from notings.models import DecisionPhrase
from tests.hierarchy.factories import NOW
from tests.notings.desk import Desk


def keep(desk: Desk, bn: str, en: str = "", **more: object) -> DecisionPhrase:
    values = {"actor": desk.clerk, "office_wide": False, **more}
    return phrases.keep_phrase(text_bn=bn, text_en=en, now=NOW, **values)  # type: ignore[arg-type]  # [as given]


def test_a_post_makes_changes_and_ends_its_own(desk: Desk) -> None:
    assert desk.clerk.post_id is not None
    made = keep(desk, " নকশা   দেখুন। ")

    assert (made.text_bn, made.text_en) == ("নকশা দেখুন।", "নকশা দেখুন।")
    assert selectors.phrases(desk.office.id, desk.clerk.post_id)[0] == made
    changed = keep(desk, "নকশা দেখুন।", "See the map.", phrase=made.pk)
    assert (changed.pk, changed.text_en) == (made.pk, "See the map.")
    with pytest.raises(Refused) as refused:
        keep(desk, "নকশা দেখুন।")
    assert refused.value.reason is reasons.PHRASE_STANDS
    before = Entry.objects.count()
    phrases.end_phrase(actor=desk.clerk, phrase=made.pk, office_wide=False, now=NOW)
    assert phrases.own_phrases(desk.clerk) == []
    assert Entry.objects.count() == before  # what a post likes to write is no affair of the office

    for other in (desk.officer, replace(desk.officer, powers=desk.officer.powers | {"admin"})):
        stands = keep(desk, "আমার")
        with pytest.raises(Refused) as refused:
            phrases.end_phrase(actor=other, phrase=stands.pk, office_wide=False, now=NOW)
        assert refused.value.reason is reasons.UNKNOWN_PHRASE
        phrases.end_phrase(actor=desk.clerk, phrase=stands.pk, office_wide=False, now=NOW)


def test_the_offices_are_changed_by_its_administrator_and_put_on_record(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        keep(desk, "বিডিও-র মত নিন।", office_wide=True)
    assert refused.value.reason is reasons.NOT_YOUR_PHRASES

    chief = replace(desk.officer, powers=desk.officer.powers | {"admin"})
    made = keep(desk, "বিডিও-র মত নিন।", "Consult the BDO.", actor=chief, office_wide=True)
    assert phrases.office_phrases(desk.clerk) == [made]
    phrases.end_phrase(actor=chief, phrase=made.pk, office_wide=True, now=NOW)
    told = Entry.objects.filter(stream_id=desk.office.pk, kind__startswith="phrase.").order_by("seq")
    assert [entry.kind for entry in told] == ["phrase.kept", "phrase.ended"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [(" ", reasons.NO_PHRASE), ("ক" * 201, reasons.PHRASE_TOO_LONG)],
)
def test_a_phrase_is_short_and_says_something(desk: Desk, words: str, reason: object) -> None:
    with pytest.raises(Refused) as refused:
        keep(desk, words)

    assert refused.value.reason is reason
