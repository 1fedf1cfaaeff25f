"""What is found, by whom, and where it says that the words stand."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from efile import services
from efile.files import beginning, caring
from efile.finding.asking import Asked
from efile.finding.files import find_files
from efile.finding.finding import find, find_dak
from efile.models import File, Matter, Receipt, Secrecy, Thread
from efile.tracking import shown
from notings import services as notings
from tests.efile.conftest import District
from tests.efile.dak.conftest import NUMBER, entered
from tests.efile.pages.conftest import SignIn, district, receipt_of, sign_in
from tests.efile.test_filing import put_in_file

__all__ = ["district", "sign_in"]
SEARCH = reverse("search")


def ids(found_by: str, district: District, **asked: str) -> set[str]:
    found = find(district.actor(found_by), Asked.read(asked))
    return {str(row.pk) for row in found.rows}


def noted(district: District, matter: Matter, text: str) -> None:
    """Its officer writes it and sends the file on."""
    district.note("oc-general", matter, text)
    district.forward("oc-general", matter, "cic-general")


def test_words_of_a_signed_note_are_found_and_shown(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    noted(district, matter, "সরেজমিনে **তদন্ত** করে কুয়োটি শুকনো পাওয়া গেল।")

    page = sign_in("dm").get(SEARCH, {"q": "কুয়োটি তদন্ত"}).content.decode()

    assert f'id="row-{matter.pk}"' in page
    assert "<mark>কুয়োটি</mark>" in page
    assert "<mark>তদন্ত</mark>" in page
    assert "**" not in page.partition("extract")[2][:400]
    assert re.search(rf'href="/m/{matter.pk}/#para-\d+"', page)


def test_a_draft_that_nobody_signed_is_not_found(district: District) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    actor = district.actor(thread.holder.code)
    notings.save_draft(
        actor=actor, sheet=matter.sheet_id, lane=None, text="অঙ্কুরোদ্গম", revision=0, now=district.now
    )

    assert ids("dm", district, q="অঙ্কুরোদ্গম") == set()


def test_a_word_is_found_by_its_beginning_and_in_another_spelling(district: District) -> None:
    matter = district.receive(subject="জাতি শংসাপত্রের আবেদন", applicant="পূর্ণিমা রায়")

    for wanted in ("শংসাপ", "জাতী সংসাপত্র", "পুর্নিমা", "রায়"):
        assert ids("dm", district, q=wanted) == {str(matter.pk)}, wanted


def test_a_word_with_a_wrong_letter_is_found_as_nearly_so(district: District, sign_in: SignIn) -> None:
    matter = district.receive(subject="নলকূপ মেরামত", applicant="রহিমা বেওয়া")

    found = find(district.actor("dm"), Asked.read({"q": "মেরমত"}))

    assert found.near
    assert [row.pk for row in found.rows] == [matter.pk]
    assert "spelt nearly so" in sign_in("dm").get(SEARCH, {"q": "মেরমত"}).content.decode()


def test_a_name_is_offered_by_its_sound_in_the_other_script(district: District) -> None:
    bengali = district.receive(subject="বিষ্ণুবাড় গ্রামের নলকূপ", applicant="রহিমা বেওয়া")
    latin = district.receive(subject="Tube well", applicant="Karim Sheikh")

    for wanted, matter in (
        ("rahima", bengali),
        ("Rohima", bengali),
        ("bisnubarh", bengali),
        ("করিম", latin),
    ):
        found = find(district.actor("dm"), Asked.read({"q": wanted}))
        assert (found.near, [row.pk for row in found.rows]) == (True, [matter.pk]), wanted

    Matter.objects.filter(pk=bengali.pk).update(secrecy=Secrecy.TOP_SECRET)
    Thread.objects.update(holder=district.post("oc-general"))
    assert find(district.actor("dm"), Asked.read({"q": "rahima"})).rows == []


def test_beside_a_word_spelt_nearly_so_the_others_must_stand_as_they_are(district: District) -> None:
    near = district.receive(subject="নলকূপ মেরামত", applicant="রহিমা বেওয়া")
    district.receive(subject="রাস্তা মেরামত", applicant="করিম শেখ")

    found = find(district.actor("dm"), Asked.read({"q": "মেরমত রহিমা"}))

    assert (found.near, [row.pk for row in found.rows]) == (True, [near.pk])
    assert find(district.actor("dm"), Asked.read({"q": "রাস্তা রহিমা"})).rows == []


def test_what_he_may_not_know_of_does_not_change_what_is_offered(district: District) -> None:
    near = district.receive(subject="নলকূপ মেরামত", applicant="রহিমা বেওয়া")
    district.complete("dm", near, "mark", to="oc-general")
    shut = district.receive(subject="মেরমত", applicant="করিম শেখ")
    Matter.objects.filter(pk=shut.pk).update(secrecy=Secrecy.TOP_SECRET)

    found = find(district.actor("oc-general"), Asked.read({"q": "মেরমত"}))

    assert (found.near, [row.pk for row in found.rows]) == (True, [near.pk])


def test_a_number_is_found_from_any_part_on_in_either_script(district: District) -> None:
    matter = district.marked()
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    number = File.objects.get(matters=matter).number
    tail = number.partition("/")[2]

    for wanted in (number, tail, tail.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))):
        assert str(matter.pk) in ids("dm", district, q=wanted), wanted
    assert ids("dm", district, q=tail + "9") == set()


def test_what_a_register_tells_narrows(district: District) -> None:
    one = district.marked()
    other = district.receive(service="wb-domicile", subject="বাসিন্দা শংসাপত্র", channel="post")
    receipt = Receipt.objects.get(pk=receipt_of(other).pk)

    assert ids("dm", district, service="wb-domicile") == {str(other.pk)}
    assert ids("dm", district, channel=receipt.channel, q="শংসাপত্র") == {str(other.pk)}
    assert ids("dm", district, state="finished") == set()
    assert ids("dm", district, state="open") == {str(one.pk), str(other.pk)}
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert ids("dm", district, since=tomorrow) == set()
    assert ids("dm", district, until=tomorrow, section="nowhere") == set()


@pytest.mark.parametrize(
    "wrong", ["since=2026-13-40", "channel=smoke", "priority=9", "secrecy=x", "state=gone"]
)
def test_a_filter_that_says_nothing_is_left_out(district: District, sign_in: SignIn, wrong: str) -> None:
    matter = district.marked()
    name, _, value = wrong.partition("=")

    page = sign_in("dm").get(SEARCH, {"q": "নলকূপ", name: value})

    assert page.status_code == 200
    assert f'id="row-{matter.pk}"' in page.content.decode()


def test_a_top_secret_matter_is_found_by_its_number_alone(district: District) -> None:
    matter = district.receive()
    Thread.objects.update(holder=district.post("oc-general"))
    Matter.objects.update(secrecy=Secrecy.TOP_SECRET)
    number = receipt_of(matter).number

    (row,) = find(district.actor("dm"), Asked.read({"q": number})).rows
    assert row.hidden
    for asked in (
        {"q": "নলকূপ"},
        {"q": "নলকপ"},
        {"q": number, "secrecy": "3"},
        {"q": number, "state": "open"},
    ):
        assert ids("dm", district, **asked) == set(), asked


def test_words_of_a_confidential_file_are_not_quoted_in_a_list(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    Matter.objects.update(secrecy=Secrecy.CONFIDENTIAL)
    noted(district, matter, "কুয়োটি শুকনো")

    page = sign_in("dm").get(SEARCH, {"q": "কুয়োটি"}).content.decode()

    assert f'id="row-{matter.pk}"' in page
    assert "শুকনো" not in page


def test_the_code_on_a_slip_finds_its_matter_or_its_dak(district: District) -> None:
    matter, dak = district.marked(), entered(district)
    own, other = receipt_of(matter).tracking, dak.receipt.tracking
    for typed in (shown(own), own.lower()):
        assert ids("oc-general", district, q=typed) == {str(matter.pk)}
        assert ids("oc-land", district, q=typed) == set()
    asked = Asked.read({"q": shown(other)})
    assert [row.pk for row in find_dak(district.actor("oc-general"), asked)] == [dak.pk]
    assert find_dak(district.actor("oc-land"), asked) == []


def test_dak_is_found_beside_the_files(district: District, sign_in: SignIn) -> None:
    dak = entered(district)

    for wanted in ("বন্যা", NUMBER.split()[0], "০৫.৪৭.০০০০/২০২৬", "47.0000"):
        assert [row.pk for row in find_dak(district.actor("oc-general"), Asked.read({"q": wanted}))] == [
            dak.pk
        ]
    assert reverse("dak", args=[dak.pk]) in sign_in("oc-general").get(SEARCH, {"q": "বন্যা"}).content.decode()
    assert find_dak(district.actor("oc-land"), Asked.read({"q": "বন্যা"})) == []


def test_words_of_an_open_part_are_its_own_until_it_is_closed(district: District) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    part = Thread.objects.create(
        office_id=matter.office_id,
        matter=matter,
        parent=thread,
        holder_id=thread.holder_id,
        act="split",
        arrived_at=district.now,
    )
    holder = district.actor(thread.holder.code)
    notings.sign_text(actor=holder, sheet=matter.sheet_id, lane=part.pk, text="চুপিচুপি", now=district.now)
    assert ids("dm", district, q="চুপিচুপি") == set()

    part.closed_at = district.now
    part.save(update_fields=["closed_at"])

    assert ids("dm", district, q="চুপিচুপি") == {str(matter.pk)}


def test_a_matter_of_very_many_words_takes_up_no_more_and_loses_nothing(district: District) -> None:
    matter = district.marked()
    for part in range(4):
        noted_words = " ".join(f"শব্দ{part}x{number}" for number in range(2500))
        with connection.cursor() as cursor:
            cursor.execute("SELECT efile_find_also(%s, '', %s)", [matter.pk, noted_words])

    assert ids("dm", district, q="শব্দ1x2499") == {str(matter.pk)}
    assert ids("dm", district, q="শব্দ3x1") == set()
    assert ids("dm", district, q="নলকূপ") == {str(matter.pk)}


def test_a_file_without_a_matter_is_found_by_its_subject_and_by_every_number(
    district: District, sign_in: SignIn
) -> None:
    actor = district.actor("cic-general")
    file = beginning.draft_file(actor=actor, subject="পূরাতন খতিয়ান বই", head=None, now=district.now)
    beginning.create(actor=actor, file=file, now=district.now)
    district.note("oc-general", district.marked(), "খতিয়ান দেখা হল।")
    caring.note_number(
        actor=district.actor("oc-general"), file=file, number="XII/খ-৭৭", kind="system", now=district.now
    )
    number = File.objects.get(pk=file).number
    for wanted in ("পুরাতন খতি", "খ-77", number):
        found = find_files(district.actor("cic-general"), Asked.read({"q": wanted}))
        assert [row.pk for row in found] == [file], wanted
        assert not find_files(district.actor("oc-land"), Asked.read({"q": wanted})), wanted
    assert not find_files(actor, Asked.read({"q": "পুরাতন দলিল"}))

    page = sign_in("cic-general").get(SEARCH, {"q": "পুরাতন খতিয়ান"}).content.decode()
    assert page.count(f'href="{reverse("file", args=[file])}"') == 1
    assert reverse("file", args=[file]) not in sign_in("oc-land").get(SEARCH, {"q": "পুরাতন"}).content.decode()

    File.objects.filter(pk=file).update(subject="নূতন বিষয়")
    assert not find_files(actor, Asked.read({"q": "খতিয়ান"}))
    assert [row.pk for row in find_files(actor, Asked.read({"q": "নূতন"}))] == [file]


def test_a_file_in_which_a_matter_lies_is_found_by_the_matter_alone(district: District) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    assert not find_files(district.actor("dm"), Asked.read({"q": file.number}))
    assert ids("dm", district, q=file.number) == {str(matter.pk)}
