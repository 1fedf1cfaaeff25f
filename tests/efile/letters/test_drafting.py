"""A letter is drafted on a file by whoever holds it; each version stays as it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from efile import reasons as efile_reasons
from efile.dak import closing
from efile.letters import keeping, made, reasons, rules, selectors, services
from efile.letters.models import Draft, DraftWork, Status
from efile.letters.recipients import blocks_of
from efile.models import Matter
from hierarchy.models import Post
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from ledger.ids import uuid7
from notings import reasons as note_reasons
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, entered
from tests.efile.letters.desk import BODY, agrees, begun, fresh, kept, kinds_of, words
from tests.efile.test_assistants import assistant
from tests.hierarchy.factories import make_office, make_post
from web.words import digits


def test_the_holder_begins_a_letter_and_the_record_has_its_words(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    entry = ledger.entries(matter.pk)[-1]
    assert (entry.kind, entry.data["version"], entry.texts["body"]) == ("letter.begun", 1, BODY)
    assert (draft.status, draft.newest, draft.place) == (Status.DRAFT, 1, 1)
    assert agrees(matter)


def test_a_letter_quotes_number_and_date_of_the_one_it_answers(district: District) -> None:
    """CSMOP 42."""
    actor = district.actor("oc-general")
    dated, undated = (entered(district, letter_date=day) for day in (date(2026, 11, 9), None))
    for dak in (dated, undated):
        closing.put_up(actor=actor, dak=dak.pk, now=district.wait(minutes=1))
    asked = Matter.objects.get(daks=dated)
    quoted = f"আপনার পত্র নং {NUMBER}"
    assert made.begun(asked, "letter", "bn", None).reference == f"{quoted}, তারিখ ০৯.১১.২০২৬"
    assert made.begun(asked, "letter", "en", None).reference.endswith(f"{NUMBER}, dated 09.11.2026")
    assert made.begun(Matter.objects.get(daks=undated), "letter", "bn", None).reference == quoted


def test_a_letter_on_an_official_dak_knows_its_number_and_its_writer(district: District) -> None:
    dak = entered(district, letter_date=date(2026, 11, 9), address="রায়গঞ্জ")
    closing.put_up(actor=district.actor("oc-general"), dak=dak.pk, now=district.wait(minutes=1))
    matter = Matter.objects.get(daks=dak)
    said = made.begun(matter, "letter", "bn", None)
    assert said.left_open is None
    assert digits(dak.receipt.number, "bn") in said.body
    assert "মহকুমা শাসকের কার্যালয় থেকে প্রাপ্ত পত্র" in said.body
    assert "আবেদন" not in said.body
    (writer,) = said.addressed
    assert (writer.name, writer.address) == ("মহকুমা শাসক", "মহকুমা শাসকের কার্যালয়\nরায়গঞ্জ")


def test_a_letter_carries_the_telephone_of_its_signatorys_post_whoever_holds_it(district: District) -> None:
    """CSMOP 42."""
    draft = begun(district, district.marked())
    post = Post.objects.get(pk=district.post("oc-general"))
    assert made.letter_of(draft, words(district), district.now).contact == ""
    post.telephone = "03523-246618"
    post.save(update_fields=["telephone"])
    assert made.letter_of(draft, words(district), district.now).contact == "ফোন: ০৩৫২৩-২৪৬৬১৮"
    vacant = made.letter_of(draft, words(district), district.now - timedelta(days=99_999))
    assert (vacant.signatory.name, vacant.contact) == ("……", "ফোন: ০৩৫২৩-২৪৬৬১৮")


def test_who_does_not_hold_the_file_writes_nothing(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        begun(district, matter, "cic-general")
    assert refused.value.reason is efile_reasons.NOT_HOLDER
    assert str(district.actor("oc-general").post_title) in refused.value.sentence


def test_an_assistant_drafts_and_does_not_approve(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    helper = assistant(district, "oc-general")
    services.keep_version(
        actor=helper,
        draft=draft.pk,
        seen=1,
        wording=words(district, body="সহায়কের লেখা"),
        now=district.wait(minutes=1),
    )
    assert fresh(draft).newest == 2
    with pytest.raises(Refused) as refused:
        services.approve(actor=helper, draft=draft.pk, seen=2, now=district.now)
    assert refused.value.reason is efile_reasons.ASSISTANT
    assert agrees(matter)


def test_a_senior_edits_a_draft_of_his_junior(district: District) -> None:
    """Unlike a note (CSMOP 16): what he changed stays readable beside what he found (CSMOP 25)."""
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    draft = begun(district, matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    kept(district, draft, "oc-general", "সংশোধিত পত্র।")
    versions = list(draft.versions.order_by("number"))
    assert [one.body for one in versions] == [BODY, "সংশোধিত পত্র।"]
    assert [one.by["post"] for one in versions] == [
        str(district.post("cic-general")),
        str(district.post("oc-general")),
    ]
    assert agrees(matter)


def test_the_junior_who_sent_it_up_writes_no_more(district: District) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    draft = begun(district, matter, "cic-general")
    district.forward("cic-general", matter, "oc-general")
    with pytest.raises(Refused) as refused:
        kept(district, draft, "cic-general", "আবার")
    assert refused.value.reason is efile_reasons.NOT_HOLDER


def test_a_version_kept_meanwhile_is_not_written_over(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    actor = district.actor("oc-general")
    kept(district, draft, "oc-general", "প্রথম")
    keeping.save_work(
        actor=actor,
        draft=fresh(draft),
        wording=words(district, body="দ্বিতীয়"),
        base=1,
        revision=0,
        now=district.now,
    )
    with pytest.raises(Refused) as refused:
        kept(district, draft, "oc-general", "দ্বিতীয়", seen=1)
    assert (refused.value.reason, refused.value.params["number"]) == (reasons.OVERTAKEN, 2)
    work = selectors.work_of(draft, actor)
    assert work is not None
    assert (work.body, work.base) == ("দ্বিতীয়", 1)


def test_the_same_request_twice_makes_one_version(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    key = uuid7()
    for _ in range(2):
        services.keep_version(
            actor=district.actor("oc-general"),
            draft=draft.pk,
            seen=1,
            wording=words(district, body="একবার"),
            now=district.wait(minutes=1),
            key=key,
        )
    assert fresh(draft).newest == 2
    assert kinds_of(matter) == ["letter.begun", "letter.kept"]


def test_what_is_written_is_kept_before_it_is_a_version(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    actor = district.actor("oc-general")
    save = {"actor": actor, "draft": draft, "base": 1, "now": district.now}
    first = keeping.save_work(wording=words(district, body="এক"), revision=0, **save)  # type: ignore[arg-type]
    second = keeping.save_work(wording=words(district, body="দুই"), revision=first, **save)  # type: ignore[arg-type]
    assert (first, second) == (1, 2)
    with pytest.raises(Refused) as refused:
        keeping.save_work(wording=words(district, body="তিন"), revision=1, **save)  # type: ignore[arg-type]
    assert refused.value.reason is reasons.CHANGED_ELSEWHERE
    assert (refused.value.params["text"], refused.value.params["revision"]) == ("দুই", 2)
    kept(district, draft, "oc-general", "চার")
    assert not DraftWork.objects.exists()


def test_words_of_the_same_version_are_not_kept_again(district: District) -> None:
    draft = begun(district, district.marked())
    with pytest.raises(Refused) as refused:
        kept(district, draft, "oc-general", BODY)
    assert refused.value.reason is reasons.NOTHING_NEW


def test_too_much_is_refused_with_the_part_it_stands_in(district: District) -> None:
    with pytest.raises(Refused) as refused:
        begun(district, district.marked(), subject="ক" * 501)
    assert "Subject" in refused.value.sentence


def test_a_post_that_issues_no_letters_signs_none(district: District) -> None:
    with pytest.raises(Refused) as refused:
        begun(district, district.marked(), signatory=district.post("ldc-general"))
    assert refused.value.reason is reasons.NOT_A_SIGNATORY


def test_a_post_of_another_office_signs_none(district: District) -> None:
    other = make_post(make_office("elsewhere"), "head", level=1)
    with pytest.raises(Refused) as refused:
        begun(district, district.marked(), signatory=other.pk)
    assert refused.value.reason is reasons.NO_SIGNATORY


def test_who_may_write_no_notes_begins_no_letter(district: District) -> None:
    actor = replace(district.actor("oc-general"), powers=frozenset({"issue"}))
    with pytest.raises(Refused) as refused:
        services.begin(
            actor=actor,
            thread=district.thread(district.marked()).pk,
            kind="letter",
            language="bn",
            wording=words(district),
            now=district.now,
        )
    assert refused.value.reason is note_reasons.MAY_NOT_NOTE


def test_a_draft_given_up_takes_no_more_words(district: District) -> None:
    matter = district.marked()
    draft = begun(district, matter)
    services.give_up(actor=district.actor("oc-general"), draft=draft.pk, now=district.wait(minutes=1))
    with pytest.raises(Refused) as refused:
        kept(district, draft, "oc-general", "আবার")
    assert refused.value.reason is reasons.NOT_TO_EDIT
    assert not selectors.drafts_of(matter)
    assert agrees(matter)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE efile_draftversion SET body = 'অন্য কথা'",
        "DELETE FROM efile_draftversion",
        "UPDATE efile_draft SET kind = 'order'",
        "DELETE FROM efile_draft",
    ],
)
def test_a_version_is_never_changed_or_removed(district: District, statement: str) -> None:
    begun(district, district.marked())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Draft.objects.count() == 1


def test_recipients_stand_with_an_empty_line_between_them() -> None:
    assert blocks_of("ক\nখ\n\n \n\nগ\n") == ("ক\nখ", "গ")


def test_an_assistant_gives_up_no_letter_that_another_wrote_on(district: District) -> None:
    """SOP 420624207: he drafts for the officer; the officer's words are not his to throw away."""
    matter = district.marked()
    draft, helper = begun(district, matter), assistant(district, "oc-general")
    with pytest.raises(Refused) as refused:
        services.give_up(actor=helper, draft=draft.pk, now=district.wait(minutes=1))
    assert refused.value.reason is reasons.NOT_TO_GIVE_UP
    assert str(district.actor("oc-general").post_title) in refused.value.sentence
    assert fresh(draft).status == Status.DRAFT


@pytest.mark.parametrize("officer_writes", [False, True])
def test_what_an_assistant_alone_has_written_he_may_give_up(district: District, officer_writes: bool) -> None:
    matter, helper = district.marked(), assistant(district, "oc-general")
    services.begin(
        actor=helper,
        thread=district.thread(matter).pk,
        kind="letter",
        language="bn",
        wording=words(district),
        now=district.wait(minutes=1),
    )
    draft = Draft.objects.get(matter=matter)
    if officer_writes:
        officer, said = district.actor("oc-general"), words(district, body="আধিকারিকের লেখা")
        keeping.save_work(actor=officer, draft=draft, wording=said, base=1, revision=0, now=district.now)
        with pytest.raises(Refused) as refused:
            services.give_up(actor=helper, draft=draft.pk, now=district.wait(minutes=1))
        assert refused.value.reason is reasons.NOT_TO_GIVE_UP
        keeping.discard_work(actor=officer, draft=draft, revision=1)
    services.give_up(actor=helper, draft=draft.pk, now=district.wait(minutes=1))
    assert fresh(draft).status == Status.DROPPED
    assert agrees(matter)


ALONE, BOTH = {"a"}, {"a", "b"}


@pytest.mark.parametrize(
    ("assists", "writers", "may"),
    [
        (False, ALONE, True),
        (False, BOTH, True),
        (True, ALONE, True),
        (True, BOTH, False),
        (True, {"b"}, False),
    ],
)
def test_who_gives_up_a_draft(district: District, assists: bool, writers: set[str], may: bool) -> None:
    """domain.md c 22."""
    actor = replace(district.actor("oc-general"), assistant=assists)
    ids = {"a": str(actor.user_id), "b": "another"}
    assert (rules.may_give_up(actor, {ids[one] for one in writers}) is None) is may
