"""A clerk finds the place of a letter, is told of one entered before, and reads where each one lies."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from efile.dak.models import Dak
from efile.files.at_work import MOST
from efile.forwarding.models import Seal
from efile.models import File, Matter, Secrecy
from notings.selectors import phrases
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered, fresh
from tests.efile.dak.test_pages import acts, form
from tests.efile.dak.test_put_up_and_taken_back import put_up
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.papers.test_putting_in import folder
from tests.notings.contents import samples
from web.templatetags.office import bn_digits

__all__ = ["district", "folder", "sign_in"]


def page_of(client: Client, dak: Dak, **asked: str) -> str:
    return client.get(reverse("dak", args=[dak.pk]), asked).content.decode()


def matter_of(dak: Dak) -> Matter:
    matter = fresh(dak).matter
    assert matter is not None
    return matter


def file_of(dak: Dak) -> File:
    file = matter_of(dak).file
    assert file is not None
    return file


def older_files(district: District, first: Dak) -> File:
    """The file of a dak, with as many newer ones in its section as a list offers."""
    file = file_of(put_up(district, first))
    for place in range(MOST):
        put_up(district, entered(district, number=f"N/{place}"))
    return file


def test_a_file_beyond_those_offered_is_found_by_number_or_words(district: District, sign_in: SignIn) -> None:
    file = older_files(district, entered(district, subject="পুরোনো বাঁধের মেরামত"))
    dak, officer = entered(district), sign_in("oc-general", "bn-in")
    option = f'<option value="{file.pk}"'
    assert option not in page_of(officer, dak)
    assert f"{option} selected>" in page_of(officer, dak, q="বাঁধের মেরামত")
    assert f"{option} selected>" in page_of(officer, dak, q=file.number)
    assert "চলতি কোনো নথিতে এই শব্দগুলি নেই" in page_of(officer, dak, q="zzz")
    acts(officer, dak, "put_up", file=str(file.pk))
    assert file_of(dak) == file


def test_a_matter_that_lies_with_one_is_found_among_many(district: District, sign_in: SignIn) -> None:
    wanted = matter_of(put_up(district, entered(district, subject="পুরোনো বাঁধের মেরামত")))
    other = matter_of(put_up(district, entered(district)))
    page = page_of(sign_in("oc-general", "bn-in"), entered(district), q="বাঁধের")
    assert f'<option value="{wanted.pk}" selected>' in page
    assert f'<option value="{other.pk}"' not in page


def test_further_scans_of_a_letter_are_its_enclosures_and_no_fresh_receipts(
    district: District, sign_in: SignIn
) -> None:
    scans = [SimpleUploadedFile("চিঠি.pdf", samples.pdf(1)), SimpleUploadedFile("তালিকা.pdf", samples.pdf(2))]
    sign_in("counter-1", "bn-in").post(reverse("new_dak"), form(district, files=scans, physical=""))
    officer, dak = sign_in("oc-general", "bn-in"), Dak.objects.get()
    acts(officer, dak, "put_up")
    matter = matter_of(dak)
    page = officer.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "নতুন প্রাপ্ত পত্র-" not in page
    assert "চিঠির সঙ্গে" in page
    later = entered(district, number="পরের")
    acts(officer, later, "attach", matter=str(matter.pk))
    page = officer.get(reverse("matter", args=[matter.pk])).content.decode()
    assert "নতুন প্রাপ্ত পত্র-১" in page
    assert "নতুন প্রাপ্ত পত্র-২" not in page


def test_the_number_in_a_letters_title_is_in_the_readers_digits(district: District, sign_in: SignIn) -> None:
    dak = put_up(district, entered(district))
    page = sign_in("oc-general", "bn-in").get(reverse("matter", args=[matter_of(dak).pk])).content.decode()
    assert f"{dak.receipt.number} — " not in page


def test_the_posts_of_ones_own_list_come_first(district: District, sign_in: SignIn) -> None:
    Seal.objects.create(
        owner_id=district.post("oc-general"),
        to_id=district.post("ldc-general"),
        position=1,
        office=district.office,
    )
    page = page_of(sign_in("oc-general", "bn-in"), entered(district))
    own, rest = page.index("আপনার তালিকায়"), page.index("সমগ্র কার্যালয়")
    assert own < page.index(f'<option value="{district.post("ldc-general")}"') < rest
    assert rest < page.index(f'<option value="{district.post("dm")}"')


def test_the_decision_phrases_are_offered_to_the_words(district: District, sign_in: SignIn) -> None:
    page = page_of(sign_in("oc-general", "bn-in"), entered(district))
    assert 'list="decisions"' in page
    offered = page.partition('<datalist id="decisions">')[2].partition("</datalist>")[0]
    assert str(phrases(district.office.pk, district.post("oc-general"))[0].text) in offered


def test_a_letter_entered_before_is_said_to_be_and_another_is_entered_all_the_same(
    district: District, sign_in: SignIn
) -> None:
    counter = sign_in("counter-1", "bn-in")
    counter.post(reverse("new_dak"), form(district))
    answer = counter.post(reverse("new_dak"), form(district, subject="একই চিঠি, অন্য কথায়"))
    page = answer.content.decode()
    assert (answer.status_code, Dak.objects.count()) == (422, 1)
    assert "একই নম্বর ও তারিখের একটি চিঠি" in page
    assert 'name="again"' in page
    assert "একই চিঠি, অন্য কথায়" in page
    counter.post(reverse("new_dak"), form(district, again="on"))
    counter.post(reverse("new_dak"), form(district, number="অন্য"))
    assert Dak.objects.count() == 3


def test_a_form_sent_twice_enters_one_letter_and_asks_nothing(district: District, sign_in: SignIn) -> None:
    counter, given = sign_in("counter-1", "bn-in"), form(district)
    first, second = (counter.post(reverse("new_dak"), given) for _ in range(2))
    assert (first.status_code, second.status_code, Dak.objects.count()) == (302, 302, 1)
    assert first["Location"] == second["Location"]


def test_a_graded_letter_that_he_may_not_open_is_not_told_of(district: District, sign_in: SignIn) -> None:
    sent = form(district, secrecy="2")
    sign_in("counter-1", "bn-in").post(reverse("new_dak"), sent)
    other = sign_in("counter-2", "bn-in").post(reverse("new_dak"), form(district))
    assert (other.status_code, Dak.objects.count()) == (302, 2)


def test_two_letters_without_a_number_differ_by_their_subject(district: District, sign_in: SignIn) -> None:
    counter = sign_in("counter-1", "bn-in")
    for subject in ("প্রথম", "দ্বিতীয়", "প্রথম"):
        counter.post(reverse("new_dak"), form(district, number="", subject=subject))
    assert Dak.objects.count() == 2


def test_a_number_quoted_stays_as_written_and_a_strange_one_is_said_to_be_none_of_ours(
    district: District, sign_in: SignIn
) -> None:
    officer = sign_in("oc-general", "bn-in")
    strange = "এই কার্যালয়ের কোনো নথি, প্রাপ্তি বা চিঠির এই নম্বর নেই"
    page = page_of(officer, entered(district, quotes="NOSUCH/99"))
    assert "NOSUCH/99" in page
    assert strange in page
    ours = file_of(put_up(district, entered(district)))
    for words in (ours.number, f"{ours.number}, তাং ০৩/০৪/২৬", f"আপনাদের নথি ({ours.number})"):
        assert strange not in page_of(officer, entered(district, quotes=words))


def test_its_page_and_its_movement_name_the_file(district: District, sign_in: SignIn) -> None:
    dak = put_up(district, entered(district, copies=("oc-land",)))
    link = reverse("file", args=[file_of(dak).pk])
    page = page_of(sign_in("oc-general", "bn-in"), dak)
    number = bn_digits(file_of(dak).number)
    assert f'<a href="{link}">{number}</a>' in page
    assert f"নথিতে উপস্থাপিত: {number}" in page


@pytest.mark.parametrize("graded", [Secrecy.NORMAL, Secrecy.SECRET])
def test_who_has_a_copy_reads_nothing_of_the_graded_matter_in_which_it_lies(
    district: District, sign_in: SignIn, graded: Secrecy
) -> None:
    dak = put_up(district, entered(district, copies=("oc-land",)))
    Matter.objects.filter(pk=matter_of(dak).pk).update(secrecy=graded, subject="গোপন তদন্ত")
    page = page_of(sign_in("oc-land", "bn-in"), dak)
    opens = sign_in("oc-land", "bn-in").get(reverse("matter", args=[matter_of(dak).pk])).status_code == 200
    assert ("গোপন তদন্ত" in page) is opens
    assert (bn_digits(file_of(dak).number) in page) is opens
    if graded:
        assert not opens
