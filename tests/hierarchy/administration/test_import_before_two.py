"""What nobody does alone on a page he does not do alone by a table either."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hierarchy.establishment.sheet import COLUMNS, read_sheet
from hierarchy.models import Charge, Post
from hierarchy.refusals import Refused
from hierarchy.services.importing import import_establishment
from hierarchy.tasks import import_table
from ledger import selectors as ledger
from tests.hierarchy.administration.conftest import words
from tests.hierarchy.administration.test_import import TODAY, fingerprint, table, upload
from tests.hierarchy.factories import charge, depute, make_post, make_rank, make_user
from tests.hierarchy.offices import Establishment
from tests.witness import giving

PASSWORD = "নদী-৪-মাঠ-পথ"
HERSELF = f",,,oc,পদ,Post oc,rank-3,dm,test-office-admin,নাম,Name,additional,{TODAY}"
SOCK = f",,,admin-2,পদ,Post,rank-4,dm,sock,নাম,Name,substantive,{TODAY}"
AUDITOR = ",,,auditor-9,পদ,Post,rank-5,dm,,,,,"
UNDER = ",,,oc-land,পদ oc-land,Post oc-land,rank-3,admin,,,,,"
CLERK = f",,,clerk-2,পদ,Post,rank-7,dm,kamal,কমল,Kamal,substantive,{TODAY}"


@pytest.fixture(autouse=True)
def worked_at_once() -> Iterator[None]:
    import_table.app.conf.task_always_eager = True
    yield
    import_table.app.conf.task_always_eager = False


@pytest.fixture(autouse=True)
def own_place(house: Establishment) -> None:
    """The officer's post is vacant, and one rank audits."""
    make_rank("rank-5", 5, "note", "audit")
    Charge.objects.filter(post=house.posts["oc"]).delete()


@pytest.fixture
def head(house: Establishment) -> str:
    user = house.users["dm"]
    user.set_password(PASSWORD)
    user.save()
    return user.username


def imported(client: Client, page: str, **second: str) -> str:
    address = reverse("import_establishment")
    return words(client.post(address, {"sha256": fingerprint(page), **second}, follow=True))


@pytest.mark.parametrize(
    "row", [HERSELF, SOCK, AUDITOR, UNDER, CLERK], ids=["self", "sock", "auditor", "line", "clerk"]
)
def test_one_administrator_alone_takes_nothing_by_a_table(
    house: Establishment, admin: Client, row: str
) -> None:
    before = Charge.objects.count(), Post.objects.count()
    page = upload(admin, table(row))
    assert 'name="second"' in page
    assert "This needs a second person" in imported(admin, page)
    assert (Charge.objects.count(), Post.objects.count()) == before
    assert house.kinds() == []


def test_one_second_person_stands_by_all_of_them(house: Establishment, admin: Client, head: str) -> None:
    page = upload(admin, table(HERSELF, SOCK))
    said = imported(admin, page, second=head, second_password="wrong")
    assert "is not right. Nothing was done." in said
    assert 'name="second"' in said
    imported(admin, page, second=head, second_password=PASSWORD)
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()
    assert Charge.objects.filter(post__code="admin-2").exists()


def test_who_is_put_somewhere_by_the_table_does_not_stand_by_it(house: Establishment) -> None:
    row = SOCK.replace("sock,নাম,Name,substantive", "test-office-dm,নাম,Name,additional")
    with pytest.raises(Refused, match=r"signin\.second_is_other"):
        import_establishment(
            actor=house.actor(),
            office=house.office.pk,
            sheet=read_sheet(table(row)),
            now=timezone.now(),
        )


ADM = "test-office-adm,নাম test-office-adm,Name test-office-adm"
CONCERNED = {
    "who gets a post": f",,,clerk-2,পদ,Post,rank-7,dm,{ADM},additional,{TODAY}",
    "who gets a power": f",,,admin-2,পদ,Post,rank-4,dm,{ADM},additional,{TODAY}",
    "whose post goes to a section": "general,সেকশন,Section,adm,পদ adm,Post adm,rank-2,dm,,,,,",
    "whose post is called otherwise": ",,,adm,পদ,Other,rank-2,dm,,,,,",
    "whose post reports to another": ",,,adm,পদ adm,Post adm,rank-2,admin,,,,,",
    "who gets a post below him": "land,সেকশন,Section,oc-land,পদ oc-land,Post oc-land,rank-3,adm,,,,,",
    "who deputises at a post that changes": "general,সেকশন,Section,clerk,পদ,Other,rank-7,oc,,,,,",
    "who is called otherwise": f",,,adm,পদ adm,Post adm,rank-2,dm,{ADM} X,substantive,{TODAY}",
}


@pytest.mark.parametrize("row", CONCERNED.values(), ids=CONCERNED)
def test_whom_the_table_concerns_does_not_stand_by_it(house: Establishment, admin: Client, row: str) -> None:
    """Another does, by whom the very same table comes in."""
    post = house.posts["adm"] = make_post(house.office, "adm", house.posts["dm"], level=2)
    adm = house.users["adm"] = make_user("test-office-adm")
    charge(adm, post)
    depute(adm, house.posts["clerk"], timezone.now(), timezone.now() + timedelta(days=2))
    page = upload(admin, table(row))
    before = Charge.objects.count(), list(Post.objects.order_by("pk").values())
    assert "somebody other than you and the person it is about" in imported(admin, page, **giving(adm))
    assert (Charge.objects.count(), list(Post.objects.order_by("pk").values())) == before
    assert house.kinds() == []
    second = make_post(house.office, "adm-2", house.posts["dm"], level=2)
    other = make_user("other")
    charge(other, second)
    imported(admin, page, **giving(other))
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["user"] == str(other.pk)


def test_a_table_that_changes_nothing_needs_nobody(house: Establishment, admin: Client, head: str) -> None:
    imported(admin, upload(admin, table(CLERK)), second=head, second_password=PASSWORD)
    page = upload(admin, table(CLERK))
    assert 'name="second"' not in page
    imported(admin, page)
    assert house.kinds() == ["establishment.imported"]


def command(path: Path, *rows: str, **options: str) -> str:
    path.write_bytes(table(*rows))
    said = io.StringIO()
    call_command("import_establishment", str(path), office="test-office", stdout=said, **options)
    return said.getvalue()


def test_at_the_console_the_first_table_comes_in_unwitnessed_and_says_so(
    house: Establishment, tmp_path: Path
) -> None:
    assert "The first table of the office" in command(tmp_path / "a.csv", SOCK)
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["first"] is True
    assert "witness" not in entry.data


def test_at_the_console_a_later_one_needs_the_second_person(
    house: Establishment, head: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ["wrong"]
    monkeypatch.setattr("getpass.getpass", lambda _prompt: typed[-1])
    with translation.override("en"):
        with pytest.raises(CommandError, match=r"This needs a second person.*--second"):
            command(tmp_path / "a.csv", SOCK)
        with pytest.raises(CommandError, match="is not right"):
            command(tmp_path / "a.csv", SOCK, second=head)
        typed.append(PASSWORD)
        assert "charges: 1 made" in command(tmp_path / "a.csv", SOCK, second=head)
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["user"] == str(house.users["dm"].pk)


def test_the_columns_are_those_of_the_rows() -> None:
    assert {row.count(",") for row in (HERSELF, SOCK, AUDITOR, UNDER, CLERK)} == {len(COLUMNS) - 1}
