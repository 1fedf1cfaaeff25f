"""Each view of a graded matter is one row; the auditor and the holder's superior read them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.access.models import AccessLog, PageKind
from efile.models import Matter, Secrecy
from efile.papers.keeping import lay_in
from efile.papers.models import PaperKind
from hierarchy.models import Deputation, Post
from hierarchy.selectors import actor_for, holder_of
from notings.contents.services import take_in
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, receipt_of, seen_fields
from tests.hierarchy.factories import make_user

OF_THE_FILE = [page for page in PageKind if page != PageKind.MEETING]
"""The papers of a meeting have their own tests, among the committees."""


@pytest.fixture
def matter(district: District) -> Matter:
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", matter, "mark", to="oc-general")
    return matter


def view(client: Client, matter: Matter, page: PageKind) -> int:
    match page:
        case PageKind.DETAIL:
            return client.get(reverse("matter", args=[matter.pk])).status_code
        case PageKind.HISTORY:
            return client.get(reverse("history_detail", args=[matter.pk])).status_code
        case PageKind.RUN:
            return client.post(reverse("history_run", args=[matter.pk])).status_code
        case PageKind.PRINT:
            return client.post(reverse("printed", args=[matter.pk])).status_code
        case PageKind.SLIP:
            return client.get(reverse("slip", args=[receipt_of(matter).pk])).status_code
        case PageKind.PATH:
            return client.get(reverse("path_of_matter", args=[matter.pk])).status_code
        case PageKind.PAPER:
            return client.get(reverse("paper", args=[letter_in(matter)])).status_code
        case PageKind.PART:
            return client.get(reverse("showing", args=[matter.pk])).status_code
        case _:
            return client.get(reverse("peek", args=[matter.pk])).status_code


def letter_in(matter: Matter) -> UUID:
    """A letter laid into the file, by its holder."""
    now = timezone.now()
    content = take_in(office=matter.office_id, file=ContentFile("চিঠি".encode()), name="চিঠি.txt", now=now)
    by = Post.objects.get(office=matter.office, code="oc-general")
    holder = holder_of(by.pk, now)
    assert holder is not None
    actor = actor_for(holder.user_id, by.pk, now)
    return lay_in(matter, actor, PaperKind.ATTACHED, now, title="চিঠি", content=content).pk


@pytest.mark.parametrize("page", OF_THE_FILE)
def test_n_views_are_n_rows(district: District, matter: Matter, sign_in: SignIn, page: PageKind) -> None:
    client = sign_in("oc-general")
    for _ in range(3):
        assert view(client, matter, page) in {200, 204}
    rows = AccessLog.objects.filter(matter=matter)
    assert [row.page for row in rows] == [page] * 3
    assert {(row.post_id, row.user_id, row.secrecy) for row in rows} == {
        (district.post("oc-general"), district.actor("oc-general").user_id, Secrecy.CONFIDENTIAL)
    }


@pytest.mark.parametrize("page", OF_THE_FILE)
def test_a_refused_view_and_a_normal_matter_leave_no_row(
    district: District, matter: Matter, sign_in: SignIn, page: PageKind
) -> None:
    assert view(sign_in("udc-it"), matter, page) == 404
    assert view(sign_in("oc-general"), district.marked(), page) in {200, 204}
    assert not AccessLog.objects.exists()


def test_a_head_request_shows_nothing_and_is_not_logged(matter: Matter, sign_in: SignIn) -> None:
    sign_in("oc-general").head(reverse("matter", args=[matter.pk]))
    assert not AccessLog.objects.exists()


def test_of_a_paper_also_who_asks_for_its_head_reads_its_name(matter: Matter, sign_in: SignIn) -> None:
    answer = sign_in("oc-general").head(reverse("paper", args=[letter_in(matter)]))
    assert answer.has_header("ETag")
    assert [row.page for row in AccessLog.objects.filter(matter=matter)] == [PageKind.PAPER]


def test_the_desk_after_an_act_is_no_reading_of_what_may_be_pulled_back(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    client, thread = sign_in("oc-general"), district.thread(matter)
    form = {**seen_fields(district, matter), "to": str(district.post("cic-general"))}
    client.post(reverse("forward", args=[thread.pk]), form)
    assert reverse("pull_back", args=[thread.pk]) in client.get(reverse("desk")).content.decode()
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize(
    ("post", "reads"), [("auditor-1", True), ("adm-general", True), ("dm", True), ("oc-general", False)]
)
def test_the_auditor_and_the_superiors_of_the_holder_read_who_read_it(
    matter: Matter, sign_in: SignIn, post: str, reads: bool
) -> None:
    sign_in("oc-general").get(reverse("matter", args=[matter.pk]))
    page = sign_in(post).get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert ('id="readings"' in page) is reads


def test_the_log_names_reader_post_and_page(matter: Matter, sign_in: SignIn, district: District) -> None:
    sign_in("oc-general").get(reverse("matter", args=[matter.pk]))
    page = sign_in("auditor-1").get(reverse("history_detail", args=[matter.pk])).content.decode()
    part = page[page.index('id="readings"') :]
    assert district.actor("oc-general").name.en in part
    assert "the file" in part


@pytest.mark.parametrize(
    ("post", "told"), [("auditor-1", True), ("adm-general", True), ("oc-general", False)]
)
def test_the_way_to_the_log_stands_on_the_history_and_beside_who_sees_it(
    matter: Matter, sign_in: SignIn, post: str, told: bool
) -> None:
    address = reverse("history_detail", args=[matter.pk])
    client = sign_in(post)
    assert ('href="#readings"' in client.get(address).content.decode()) is told
    page = client.get(reverse("showing", args=[matter.pk])).content.decode()
    assert (f'href="{address}#readings"' in page) is told


def test_a_deputys_reading_names_whom_he_stood_for_and_why(
    matter: Matter, sign_in: SignIn, district: District
) -> None:
    deputy = make_user("deputy")
    Deputation.objects.create(
        office=district.office,
        post_id=district.post("oc-general"),
        user=deputy,
        starts=district.now,
        ends=district.now + timedelta(days=30),
        reason="Earned leave",
    )
    sign_in("oc-general").get(reverse("matter", args=[matter.pk]))
    page = sign_in("auditor-1").get(reverse("history_detail", args=[matter.pk])).content.decode()
    part = page[page.index('id="readings"') :]
    assert "Name deputy" in part
    assert "(Earned leave)" in part


def test_a_normal_matter_has_no_log_to_show(district: District, sign_in: SignIn) -> None:
    page = sign_in("auditor-1").get(reverse("history_detail", args=[district.marked().pk])).content.decode()
    assert 'id="readings"' not in page
