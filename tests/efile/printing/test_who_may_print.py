"""Who may open may print: what he may not open is left out, and a graded print is stamped and logged."""

from __future__ import annotations

import os
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile import services
from efile.access.models import AccessLog, PageKind
from efile.files.sight import file_for
from efile.models import File, Matter, Secrecy
from efile.printing import making
from efile.printing.making import make_all
from efile.printing.models import Printout, State
from hierarchy.actors import Actor
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import brought, ordered, page_saying, printed, put_in
from tests.efile.test_filing import put_in_file

SECRET = "তহবিল তছরুপের অভিযোগ"


def with_a_graded_matter(district: District) -> tuple[File, Matter, Matter]:
    """A normal matter, and a confidential one of which a clerk of the section may not know."""
    open_one = district.marked()
    file = put_in_file(district, open_one)
    graded = district.receive(subject=SECRET, secrecy=Secrecy.CONFIDENTIAL)
    district.complete("dm", graded, "mark", to="oc-general")
    put_in_file(district, graded, file=file)
    put_in(district, graded, brought(district, page_saying("CONFIDENTIAL DEED"), "গোপন দলিল"))
    return file, open_one, graded


def download(client: Client, row: Printout) -> int:
    answer = client.get(reverse("printout", args=[row.pk]))
    if answer.status_code == 200:
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]  # [streamed]
    return answer.status_code


def test_a_graded_print_names_reader_and_grade_on_each_leaf(district: District, sign_in: SignIn) -> None:
    file, _open_one, _graded = with_a_graded_matter(district)
    made = printed(sign_in, "oc-general", file)
    assert "CONFIDENTIAL DEED" in made.text()
    reader = district.actor("oc-general").name.en
    for leaf in range(1, made.row.pages + 1):
        said = made.text(leaf, leaf)
        assert f"Confidential · Printed for {reader}" in said, leaf


def test_a_print_without_a_graded_matter_bears_no_grade(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    made = printed(sign_in, "oc-general", file)
    assert "Confidential" not in made.text(1, 1)
    assert "Printed for" in made.text(1, 1)


def test_handing_it_out_is_written_in_the_log_of_the_graded_matter(
    district: District, sign_in: SignIn
) -> None:
    file, open_one, graded = with_a_graded_matter(district)
    made = printed(sign_in, "oc-general", file)
    before = AccessLog.objects.filter(page=PageKind.PRINT).count()
    assert download(sign_in("oc-general"), made.row) == 200
    rows = AccessLog.objects.filter(page=PageKind.PRINT)
    assert rows.count() == before + 1
    assert rows.latest("at").matter_id == graded.pk
    assert not AccessLog.objects.filter(matter=open_one).exists()


def test_what_the_reader_may_not_open_is_not_in_his_print(district: District, sign_in: SignIn) -> None:
    file, open_one, graded = with_a_graded_matter(district)
    made = printed(sign_in, "udc-general", file)
    said = made.text()
    assert made.row.matters == [str(open_one.pk)]
    assert "CONFIDENTIAL DEED" not in said
    assert graded.receipt is not None
    assert graded.receipt.number not in said
    assert "The subject is not shown to your post" in said


def test_who_may_know_of_it_is_told_that_something_is_left_out(district: District, sign_in: SignIn) -> None:
    file, _open_one, graded = with_a_graded_matter(district)
    Matter.objects.filter(pk=graded.pk).update(secrecy=Secrecy.TOP_SECRET)
    made = printed(sign_in, "auditor-1", file)
    assert "CONFIDENTIAL DEED" not in made.text()
    assert "1 matter of this file may not be opened by this reader" in made.text(1, 1)


def test_a_print_is_handed_to_who_ordered_it_alone(district: District, sign_in: SignIn) -> None:
    made = printed(sign_in, "oc-general", put_in_file(district, district.marked()))
    assert download(sign_in("dm"), made.row) == 404
    assert download(sign_in("oc-general"), made.row) == 200


def test_a_grade_given_meanwhile_keeps_the_old_print_back(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    made = printed(sign_in, "oc-general", file)
    services.grade(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        secrecy=Secrecy.CONFIDENTIAL,
        reason="তদন্ত চলছে।",
        now=district.wait(minutes=1),
    )
    assert download(sign_in("oc-general"), made.row) == 409


def test_who_may_not_open_the_file_cannot_order_a_print(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    matter = Matter.objects.get(file=file)
    for name, row in (("print_file", file.pk), ("print_matter", matter.pk)):
        assert sign_in("udc-it").post(reverse(name, args=[row])).status_code == 404
    assert not Printout.objects.exists()


def test_who_lost_sight_of_it_before_the_worker_came_gets_none(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    ordered(sign_in, "udc-general", put_in_file(district, matter))
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.CONFIDENTIAL)
    assert make_all() == 0
    assert Printout.objects.get().state == State.FAILED


def test_a_second_press_orders_nothing_more(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    ordered(sign_in, "oc-general", file)
    ordered(sign_in, "oc-general", file)
    assert Printout.objects.count() == 1
    assert make_all() == 1
    ordered(sign_in, "oc-general", file)
    assert Printout.objects.count() == 2


def test_the_page_shows_how_far_it_is_and_then_the_way_to_it(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    address, client = reverse("print_file", args=[file.pk]), sign_in("oc-general")
    ordered(sign_in, "oc-general", file)
    row = Printout.objects.get()
    Printout.objects.update(state=State.MAKING, done=3, total=8)
    page = client.get(address).content.decode()
    assert 'max="8" value="3"' in page
    assert client.get(address, headers={"HX-Request": "true"}).content.decode().startswith("<div")
    assert make_all() == 1
    assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address
    assert reverse("printout", args=[row.pk]) in client.get(address).content.decode()


def test_what_a_dead_worker_left_is_made_anew(district: District, sign_in: SignIn) -> None:
    ordered(sign_in, "oc-general", put_in_file(district, district.marked()))
    Printout.objects.update(state=State.MAKING, tries=1)
    left = making.home() / "making-of-the-dead"
    left.mkdir()
    assert make_all() == 1
    assert Printout.objects.get().state == State.READY
    assert not left.exists()


def test_a_print_that_kills_its_worker_each_time_is_given_up(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    ordered(sign_in, "oc-general", file)
    Printout.objects.update(state=State.MAKING, tries=making.MOST_TRIES)
    assert make_all() == 0
    assert Printout.objects.get().state == State.FAILED
    page = sign_in("oc-general").get(reverse("print_file", args=[file.pk])).content.decode()
    assert "The print could not be made" in page


def test_a_fault_in_one_print_does_not_hold_up_the_next(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (put_in_file(district, district.marked()) for _ in range(2))
    ordered(sign_in, "oc-general", first)
    ordered(sign_in, "oc-general", second)

    def broken_once(actor: Actor, file: UUID) -> File:
        if file == first.pk:
            raise ValueError("as a damaged row would")
        return file_for(actor, file)

    monkeypatch.setattr(making, "file_for", broken_once)
    assert make_all() == 1
    assert [row.state for row in Printout.objects.order_by("asked_at")] == [State.FAILED, State.READY]


def test_a_day_later_the_bytes_are_gone_and_the_record_stays(district: District, sign_in: SignIn) -> None:
    made = printed(sign_in, "oc-general", put_in_file(district, district.marked()))
    old = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
    os.utime(made.path, (old, old))
    making.clear(timezone.now())
    assert download(sign_in("oc-general"), made.row) == 410
    assert Printout.objects.get().sha256 == made.row.sha256
