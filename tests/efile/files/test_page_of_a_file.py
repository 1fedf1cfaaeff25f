"""The page of a whole file, and the list of files: each reader sees of them what he may open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from efile import services
from efile.files import selectors
from efile.files.at_work import files_at_work
from efile.files.parting import open_part
from efile.files.sight import files_visible_to
from efile.models import File, Matter, Secrecy
from efile.papers.models import Paper
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in
from tests.efile.test_filing import CLOSED, put_in_file

__all__ = ["district", "sign_in"]
SECRET = "তহবিল তছরুপের অভিযোগ"


def with_two_matters(district: District) -> tuple[File, Matter, Matter]:
    first, second = district.marked(), district.marked()
    file = put_in_file(district, first)
    put_in_file(district, second, file=file)
    return file, first, second


def graded_in(district: District, file: File) -> Matter:
    matter = district.receive(subject=SECRET, secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", matter, "mark", to="oc-general")
    put_in_file(district, matter, file=file)
    return matter


def page(client: Client, file: File) -> str:
    answer = client.get(reverse("file", args=[file.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_cover_says_number_subject_section_and_who_opened_it(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_two_matters(district)
    said = page(sign_in("oc-general"), file)
    actor = district.actor("oc-general")
    for word in (file.number, first.subject, file.section.name.en, actor.name.en, actor.post_title.en):
        assert word in said
    assert "Opened" in said
    assert said.count("Closed") == 0


def test_how_long_it_is_kept_is_said_once(district: District, sign_in: SignIn) -> None:
    file, _first, _second = with_two_matters(district)
    File.objects.filter(pk=file.pk).update(retention="B")
    said = page(sign_in("oc-general"), file)
    assert "B: Kept twelve years" in said
    assert "kept 12 years" not in said


def test_its_matters_stand_with_where_they_are_now(district: District, sign_in: SignIn) -> None:
    file, first, second = with_two_matters(district)
    district.forward("oc-general", second, "cic-general")
    said = page(sign_in("oc-general"), file)
    for matter in (first, second):
        assert reverse("matter", args=[matter.pk]) in said
    holder = district.thread(second).holder.title.en
    assert holder in said.split('id="matters"')[1].split('id="contents"')[0]


def test_page_numbers_run_over_the_whole_file(district: District, sign_in: SignIn) -> None:
    file, first, second = with_two_matters(district)
    pages = {paper.matter_id: paper.first_page for paper in Paper.objects.filter(matter__file=file)}
    assert pages[second.pk] > pages[first.pk]
    said = page(sign_in("oc-general"), file).split('id="contents"')[1]
    for matter in (first, second):
        assert f"{reverse('matter', args=[matter.pk])}#page-{pages[matter.pk]}" in said


def test_further_papers_stand_on_the_next_stretch(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _first, second = with_two_matters(district)
    monkeypatch.setattr(selectors, "PAPERS", 1)
    later = Paper.objects.get(matter=second).first_page
    said = page(sign_in("oc-general"), file)
    assert f"?page={later}#contents" in said
    rest = sign_in("oc-general").get(reverse("file", args=[file.pk]), {"page": str(later)}).content.decode()
    assert f"#page-{later}" in rest.split('id="contents"')[1]
    assert "#page-1" not in rest.split('id="contents"')[1]


@pytest.mark.parametrize("typed", ["x", "-5", "", "9" * 40])
def test_a_page_number_that_is_none_breaks_nothing(district: District, sign_in: SignIn, typed: str) -> None:
    file, _first, _second = with_two_matters(district)
    answer = sign_in("oc-general").get(reverse("file", args=[file.pk]), {"page": typed})
    assert answer.status_code == 200


def test_who_closed_it_and_why_stands_on_the_page(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    stories.finish(district, matter)
    services.dispose(
        actor=district.actor("oc-general"), file=file.pk, reason=CLOSED, now=district.wait(minutes=1)
    )
    said = page(sign_in("oc-general"), file)
    assert CLOSED in said
    assert said.index("<dt>Closed</dt>") > 0
    other = "অন্য বিষয়ের কথা।"
    services.reopen_file(
        actor=district.actor("oc-general"), file=file.pk, reason=other, now=district.wait(minutes=1)
    )
    after = page(sign_in("oc-general"), file)
    assert "Reopened" in after
    assert "<dt>Closed</dt>" not in after
    assert other not in after


def test_a_file_of_another_section_is_as_unknown_as_none(district: District, sign_in: SignIn) -> None:
    file, _first, _second = with_two_matters(district)
    assert sign_in("oc-land").get(reverse("file", args=[file.pk])).status_code == 404
    assert file.number not in sign_in("oc-land").get(reverse("files"), {"place": "office"}).content.decode()


def test_a_graded_matter_and_the_subject_are_hidden_from_who_may_not_open_it(
    district: District, sign_in: SignIn
) -> None:
    file, first, _second = with_two_matters(district)
    graded = graded_in(district, file)
    File.objects.filter(pk=file.pk).update(subject=SECRET)
    clerk, officer = page(sign_in("cic-general"), file), page(sign_in("oc-general"), file)
    assert SECRET in officer
    assert SECRET not in clerk
    assert str(graded.pk) not in clerk
    assert "The subject is not shown to your post" in clerk
    assert reverse("matter", args=[first.pk]) in clerk


def test_a_part_hides_the_subject_that_its_main_file_hides(district: District, sign_in: SignIn) -> None:
    file, _first, _second = with_two_matters(district)
    graded_in(district, file)
    File.objects.filter(pk=file.pk).update(subject=SECRET)
    part = open_part(actor=district.actor("oc-general"), file=file.pk, now=district.wait(minutes=1))
    own = File.objects.get(pk=part)
    for code, reads in (("oc-general", True), ("cic-general", False)):
        client = sign_in(code)
        assert (SECRET in page(client, own)) is reads
        found = client.get(reverse("files"), {"q": "তহবিল"}).content.decode()
        assert (reverse("file", args=[part]) in found) is reads
    rows = files_at_work(district.actor("cic-general"), [], "তহবিল")
    assert own not in rows


def test_no_search_of_the_list_finds_a_hidden_subject(district: District, sign_in: SignIn) -> None:
    file, _first, _second = with_two_matters(district)
    graded_in(district, file)
    File.objects.filter(pk=file.pk).update(subject=SECRET)
    found = {
        code: reverse("file", args=[file.pk])
        in sign_in(code).get(reverse("files"), {"q": "তহবিল"}).content.decode()
        for code in ("oc-general", "cic-general")
    }
    assert found == {"oc-general": True, "cic-general": False}
    by_number = sign_in("cic-general").get(reverse("files"), {"q": file.number}).content.decode()
    assert reverse("file", args=[file.pk]) in by_number
    assert SECRET not in by_number


def test_the_list_parts_current_from_closed_and_finds_numbers_in_either_script(
    district: District, sign_in: SignIn
) -> None:
    file, _first, _second = with_two_matters(district)
    address, client = reverse("file", args=[file.pk]), sign_in("cic-general")

    def stands(**asked: str) -> bool:
        return address in client.get(reverse("files"), asked).content.decode()

    assert stands()
    assert stands(q=file.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")))
    assert not stands(state="closed")
    assert not stands(q="নেই এমন শব্দ")
    assert not stands(q="— /")
    File.objects.filter(pk=file.pk).update(status=File.Status.CLOSED)
    assert not stands()
    assert stands(state="closed")
    assert stands(state="all")


def test_the_list_is_paged(district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE", 1)
    older, newer = (put_in_file(district, district.marked()) for _ in range(2))
    client = sign_in("cic-general")
    first = client.get(reverse("files"))
    assert [row.pk for row in first.context["rows"]] == [newer.pk]
    second = client.get(first.context["older_url"])
    assert [row.pk for row in second.context["rows"]] == [older.pk]
    assert second.context["older_url"] == ""


def test_an_empty_file_is_open_to_its_section_and_above_it_alone(district: District) -> None:
    file = put_in_file(district, district.marked())
    Matter.objects.filter(file=file).update(file=None)
    opened = {
        code: files_visible_to(File.objects.filter(pk=file.pk), district.actor(code)).exists()
        for code in ("udc-general", "oc-general", "adm-general", "dm", "oc-land", "udc-it")
    }
    assert opened == {
        "udc-general": True,
        "oc-general": True,
        "adm-general": True,
        "dm": True,
        "oc-land": False,
        "udc-it": False,
    }


def test_the_matter_the_desk_and_the_search_lead_to_it(district: District, sign_in: SignIn) -> None:
    file, first, _second = with_two_matters(district)
    client, address = sign_in("oc-general"), f'href="{reverse("file", args=[file.pk])}"'
    for url in (
        reverse("matter", args=[first.pk]),
        reverse("desk"),
        f"{reverse('search')}?q={file.number}",
        reverse("files"),
    ):
        assert address in client.get(url).content.decode(), url
