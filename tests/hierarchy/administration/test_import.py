"""A whole establishment comes in from one table, all or nothing, by the page and by the command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from hierarchy import facts
from hierarchy.actors import Actor
from hierarchy.administration.import_views import COLUMN_WORDS
from hierarchy.administration.import_work import Table, Work, carry_out
from hierarchy.establishment.sheet import COLUMNS, LATER, read_sheet
from hierarchy.models import Charge, Office, Post, Rank, User
from hierarchy.refusals import Refused
from hierarchy.services.importing import import_establishment, look
from hierarchy.tasks import import_table
from ledger import selectors as ledger
from tests.hierarchy.administration.conftest import SignIn, words
from tests.hierarchy.factories import charge, make_office, make_post, make_rank, make_user
from tests.hierarchy.offices import Establishment
from tests.witness import alone, giving
from tools.demonstration_establishment import TARGET, as_csv

TODAY: Final = "@today"
"""In a row; the table that is made of it has the day as the office counts it. A charge of a working office
begins no earlier."""
ROWS = (
    ",,,dm,পদ dm,Post dm,rank-1,,,,,,",
    f"relief,ত্রাণ,Relief,oc-relief,আধিকারিক,Officer,rank-3,dm,kamal,কমল,Kamal,substantive,{TODAY}",
    f"relief,ত্রাণ,Relief,udc-relief,করণিক,Clerk,rank-7,oc-relief,rina,রীনা,Rina,substantive,{TODAY}",
    "relief,ত্রাণ,Relief,ldc-relief,করণিক,Clerk,rank-7,udc-relief,,,,,",
)


@pytest.fixture(autouse=True)
def worked_at_once() -> Iterator[None]:
    """What goes to the worker is done in place."""
    import_table.app.conf.task_always_eager = True
    yield
    import_table.app.conf.task_always_eager = False


def today() -> str:
    return f"{datetime.now(ZoneInfo('Asia/Kolkata')):%Y-%m-%d}"


def dated(text: str) -> bytes:
    return text.replace(TODAY, today()).encode()


def table(*rows: str) -> bytes:
    return dated("\n".join([",".join(COLUMNS), *rows]))


def upload(client: Client, content: bytes) -> str:
    file = SimpleUploadedFile("office.csv", content, "text/csv")
    return words(client.post(reverse("import_establishment"), {"table": file}))


def fingerprint(page: str) -> str:
    return page.partition('name="sha256" value="')[2].partition('"')[0]


def begin(client: Client, page: str) -> HttpResponseBase:
    """Import the table that was tried out, before the head."""
    second = giving(User.objects.get(username="test-office-dm"))
    return client.post(reverse("import_establishment"), {"sha256": fingerprint(page), **second})


def test_the_dry_run_writes_nothing_and_the_import_all_of_it(house: Establishment, admin: Client) -> None:
    page = upload(admin, table(*ROWS))
    assert "The table has 4 lines without faults" in page
    assert not Post.objects.filter(code="oc-relief").exists()
    answer = begin(admin, page)
    assert answer["Location"] == reverse("import_work", args=[fingerprint(page)])
    assert admin.get(answer["Location"])["Location"] == reverse("edit_chart")
    assert Charge.objects.get(post__code="oc-relief").user.username == "kamal"
    assert Post.objects.get(code="ldc-relief").reports_to == Post.objects.get(code="udc-relief")
    assert house.kinds() == ["establishment.imported"]
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["lines"] == 4
    assert {person["username"] for person in entry.data["persons"]} == {"kamal", "rina"}
    assert [one for one in facts.compared(house.office.pk, [entry]) if not one.agrees] == []


def test_a_second_import_of_the_same_table_changes_nothing(house: Establishment, admin: Client) -> None:
    for _turn in range(2):
        page = upload(admin, table(*ROWS))
        begin(admin, page)
    assert house.kinds() == ["establishment.imported"]
    outcome = look(
        actor=house.actor(), office=house.office, sheet=read_sheet(table(*ROWS)), now=timezone.now()
    )
    assert [(kind, row.made, row.changed) for kind, row in outcome.counts.items() if row.made] == []


def test_the_page_tells_how_far_an_import_is_and_why_it_was_refused(
    house: Establishment, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(import_table, "apply_async", lambda named, **_: started.append(named))
    page = upload(admin, table(*ROWS))
    for _click in range(2):
        address = begin(admin, page)["Location"]
    assert len(started) == 1, "a second click begins nothing"
    assert "The import begins in a moment" in words(admin.get(address))

    kept = Table(UUID(started[0][0]), UUID(started[0][1]), fingerprint(page))
    kept.tell(Work("running", done=250, total=1300))
    assert "250 / 1300" in words(admin.get(address))
    assert 'http-equiv="refresh"' in admin.get(address).content.decode()
    Post.objects.filter(code="dm").update(abolished_on="2026-01-01")
    carry_out(kept, UUID(started[0][2]), timezone.now())
    part = admin.get(address, headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == address
    refused = admin.get(address)
    assert refused.status_code == 409
    assert "1 fault" in words(refused)
    assert admin.get(address)["Location"] == reverse("import_establishment")


def test_without_a_broker_nothing_begins(
    house: Establishment, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_args: object, **_options: object) -> None:
        raise OperationalError

    monkeypatch.setattr(import_table, "apply_async", nowhere)
    page = upload(admin, table(*ROWS))
    answer = begin(admin, page)
    assert answer.status_code == 503
    assert "cannot begin now" in words(answer)


def test_titles_superiors_and_names_are_brought_up_to_date(house: Establishment, admin: Client) -> None:
    page = upload(admin, table(*ROWS))
    begin(admin, page)
    rows = [
        row.replace("রীনা,Rina", "রীণা,Reena").replace("rank-7,udc-relief", "rank-7,oc-relief") for row in ROWS
    ]
    page = upload(admin, table(*rows))
    begin(admin, page)
    assert User.objects.get(username="rina").name_en == "Reena"
    assert Post.objects.get(code="ldc-relief").reports_to == Post.objects.get(code="oc-relief")
    assert house.kinds() == ["establishment.imported"] * 2


def test_the_dry_run_names_what_would_change_as_it_was_and_as_it_becomes(
    house: Establishment, admin: Client
) -> None:
    page = upload(admin, table(*ROWS))
    assert "As it becomes" not in page
    begin(admin, page)
    changed = [
        row.replace("রীনা,Rina", "রীণা,Reena").replace("ত্রাণ,Relief", "ত্রাণ,Relief and Rescue") for row in ROWS
    ]
    changed[3] = changed[3].replace("rank-7,udc-relief", "rank-7,oc-relief")
    page = upload(admin, table(*changed))
    for old, new in (
        ("Name: রীনা / Rina", "Name: <b>রীণা / Reena</b>"),
        ("Name: ত্রাণ / Relief", "Name: <b>ত্রাণ / Relief and Rescue</b>"),
        ("Reports to: udc-relief", "Reports to: <b>oc-relief</b>"),
    ):
        assert f"<div>{old}</div>" in page
        assert f"<div>{new}</div>" in page
    assert page.count('<code class="as-written">') == 3


def test_of_many_changes_every_one_is_listed(house: Establishment, admin: Client) -> None:
    def rows(name: str) -> list[str]:
        return [f",,,post-{n},করণিক,{name} {n},rank-7,dm,,,,," for n in range(23)]

    page = upload(admin, table(ROWS[0], *rows("Clerk")))
    begin(admin, page)
    page = upload(admin, table(ROWS[0], *rows("Assistant")))
    assert page.count("<div>Title: <b>") == 23
    admin.cookies["language"] = "bn-in"
    page = upload(admin, table(ROWS[0], *rows("Assistant")))
    assert '<td data-label="ধরন">পদ</td>' in page


def test_every_faulty_line_is_told_and_nothing_can_be_imported(house: Establishment, admin: Client) -> None:
    rows = [*ROWS, ROWS[1].replace("oc-relief", "oc-2").replace("rank-3", "king"), ROWS[2]]
    page = upload(admin, table(*rows))
    assert "There is no rank “king” in the offices of this country." in page
    assert "The post “udc-relief” stands already on line 4." in page
    assert "Import it now" not in page
    assert not Post.objects.filter(code="oc-relief").exists()


def test_a_table_with_faults_is_refused_by_the_service(house: Establishment) -> None:
    sheet = read_sheet(table(ROWS[1], ROWS[1]))
    with pytest.raises(Refused) as refused:
        import_establishment(actor=house.actor(), office=house.office.pk, sheet=sheet, now=timezone.now())
    assert refused.value.reason.code == "establishment.faulty_sheet"


def test_only_the_offices_own_administrator_imports(house: Establishment) -> None:
    sheet = read_sheet(table(*ROWS))
    for actor in (house.actor("dm"), Actor.citizen()):
        with pytest.raises(Refused) as refused:
            import_establishment(actor=actor, office=house.office.pk, sheet=sheet, now=timezone.now())
        assert refused.value.reason.code == "establishment.not_admin"
    assert house.kinds() == []


def test_a_table_tried_out_by_another_is_not_kept_for_me(
    house: Establishment, admin: Client, sign_in: SignIn
) -> None:
    unknown = {"sha256": "0" * 64}
    answer = admin.post(reverse("import_establishment"), unknown)
    assert answer.status_code == 409
    assert "choose the file again" in words(answer)
    assert sign_in("oc").post(reverse("import_establishment"), unknown).status_code == 403


def test_more_lines_cost_no_more_statements(house: Establishment) -> None:
    few, many = statements(house, 1, 100), statements(house, 100, 1000)
    assert many <= few + 5, (few, many)


def statements(house: Establishment, first: int, after: int) -> int:
    """How many the import of these lines takes; the office had none of them."""
    rows = [ROWS[0]] + [
        f"s{n % 50},ত্রাণ,Relief,post-{n},করণিক,Clerk,rank-7,dm,user-{n},কমল,Kamal,substantive,{TODAY}"
        for n in range(first, after)
    ]
    with CaptureQueriesContext(connection) as caught:
        outcome = import_establishment(
            actor=house.actor(), office=house.office.pk, sheet=read_sheet(table(*rows)), now=timezone.now()
        )
    assert outcome.counts["charges"].made == after - first
    return len(caught)


def test_the_shipped_table_is_what_its_script_writes() -> None:
    assert TARGET.read_text(encoding="utf-8") == as_csv()


@pytest.mark.django_db
@pytest.mark.parametrize("people", [True, False], ids=["beside the charts' people", "into empty posts"])
def test_the_demonstration_has_373_persons_in_42_departments(people: bool) -> None:
    options = ["--with-demo-people"] if people else []
    call_command("load_charts", *options, office="uttar-dinajpur", verbosity=0)
    said = io.StringIO()
    call_command("import_establishment", str(TARGET), office="uttar-dinajpur", stdout=said)
    office = Office.objects.get(code="uttar-dinajpur")
    holders = Charge.objects.filter(office=office, ends=None).values("user").distinct()
    assert holders.count() == 373
    assert office.sections.count() == 42
    assert office.posts.filter(reports_to=None).count() == 1
    assert "posts: 324 made, 0 changed, 51 left." in said.getvalue()
    entries = ledger.entries(office.pk)
    assert [one for one in facts.compared(office.pk, entries) if not one.agrees] == []


@pytest.mark.django_db
def test_the_command_tries_out_and_names_faults(tmp_path: Path) -> None:
    call_command("load_charts", office="uttar-dinajpur", verbosity=0)
    said = io.StringIO()
    call_command("import_establishment", str(TARGET), "--dry-run", office="uttar-dinajpur", stdout=said)
    assert "persons: 373 would be made, 0 changed, 0 left." in said.getvalue()
    assert not User.objects.exists()
    faulty = tmp_path / "faulty.csv"
    faulty.write_bytes(TARGET.read_bytes() + b"x,,,,,,,,,,,,\n")
    errors = io.StringIO()
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_establishment", str(faulty), office="uttar-dinajpur", stderr=errors)
    assert "Line 377:" in errors.getvalue()
    with pytest.raises(CommandError, match="There is no office"):
        call_command("import_establishment", str(TARGET), office="atlantis")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_establishment", str(settings.BASE_DIR / "absent.csv"), office="uttar-dinajpur")


def test_a_table_that_fills_a_leading_post_is_imported_before_two(
    house: Establishment, admin: Client
) -> None:
    me = house.users["admin"].username
    for row in (
        f"relief,ত্রাণ,Relief,oc-relief,আধিকারিক,Officer,rank-3,dm,{me},নাম,Name,additional,{TODAY}",
        f"relief,ত্রাণ,Relief,systems,আধিকারিক,Officer,rank-4,dm,kamal,কমল,Kamal,substantive,{TODAY}",
    ):
        content = table(ROWS[0], row)
        page = upload(admin, content)
        assert 'name="second"' in page
        address, sent = reverse("import_establishment"), {"sha256": fingerprint(page)}
        assert "This needs a second person" in words(admin.post(address, sent))
        with pytest.raises(Refused, match=r"signin\.second_needed"):
            import_establishment(
                actor=alone(house.actor()),
                office=house.office.pk,
                sheet=read_sheet(content),
                now=timezone.now(),
            )
        assert house.kinds() == []
    begin(admin, page)
    (entry,) = ledger.entries(house.office.pk)
    assert entry.data["witness"]["name"] == house.users["dm"].name.both()


def test_a_standing_charge_that_the_table_tells_otherwise_is_named(
    house: Establishment, admin: Client
) -> None:
    page = upload(admin, table(*ROWS))
    begin(admin, page)
    other = ROWS[1].replace(f"substantive,{TODAY}", "additional,2026-02-13")
    page = upload(admin, table(ROWS[0], other, *ROWS[2:]))
    assert "What stays as it is, although the table says otherwise" in page
    for words_of in (f"From: {today()}", "From: 2026-02-13", "Kind of charge: additional"):
        assert f"<div>{words_of}</div>" in page
    assert "although the table says otherwise" not in upload(admin, table(*ROWS))


def test_a_table_that_is_no_table_counts_nothing(house: Establishment, admin: Client) -> None:
    assert 'class="table counts"' not in upload(admin, b"a,b,c\n1,2,3\n")
    assert "This is a spreadsheet." in upload(admin, b"PK\x03\x04 and more")


def test_the_pattern_is_a_table_that_changes_nothing(house: Establishment, admin: Client) -> None:
    answer = admin.get(reverse("import_establishment"), {"pattern": "1"})
    assert answer["Content-Disposition"] == 'attachment; filename="test-office.csv"'
    content = answer.content
    assert content.startswith(b"\xef\xbb\xbfsection,")
    sheet = read_sheet(content)
    outcome = look(actor=house.actor(), office=house.office, sheet=sheet, now=timezone.now())
    assert (sheet.lines, outcome.changed, outcome.counts["posts"].made) == (2, [], 0)
    assert [one.code for one in outcome.faults] == []


def test_the_second_person_reads_every_post_person_and_power_before_he_signs(
    house: Establishment, admin: Client
) -> None:
    make_rank("rank-2", 2, "note", "decide", "see_secret")
    strong = f",,,asst-1,সহায়ক,Clerk extra,rank-2,dm,friend.one,বন্ধু,Bandhu,substantive,{TODAY}"
    many = [
        f"relief,ত্রাণ,Relief,ldc-{n},করণিক,Clerk,rank-7,dm,clerk-{n},নাম,Clerk no {n},substantive,{TODAY}"
        for n in range(60)
    ]
    page = upload(admin, table(*many, strong))
    first, rest = page.split("Other posts and persons, by section")
    assert "Posts with strong powers, filled or made" in first
    assert "<b>see secret files</b>" in first
    assert "friend.one" in first
    assert all(f"Clerk no {n} " in rest for n in range(60))
    assert "ত্রাণ" not in first.partition("Sections that are made")[0]


def test_no_table_and_no_page_puts_a_second_post_beside_the_head(house: Establishment, admin: Client) -> None:
    row = ",,,asst-1,সহায়ক,Lower Division Clerk extra,rank-1,dm,,,,,"
    page = upload(admin, table(row))
    assert "The rank “rank-1” is of the level of the office's head, “dm”; an office has one" in page
    assert 'name="sha256"' not in page
    posted = {"slug": "asst-1", "title_bn": "সহায়ক", "title_en": "Clerk", "section": "", "step": "check"}
    posted |= {"rank": str(Rank.objects.get(code="rank-1").pk), "reports_to": str(house.posts["dm"].pk)}
    page = words(admin.post(reverse("admin_act", args=["make-post"]), posted))
    assert "“rank-1” is of the level of the office's head, Post dm; an office has one such post." in page


def test_a_charge_of_a_working_office_begins_today_at_the_earliest(
    house: Establishment, admin: Client
) -> None:
    row = ",,,asst-1,সহায়ক,Clerk,rank-7,dm,friend.one,বন্ধু,Bandhu,substantive,2020-01-01"
    assert "A charge cannot begin before today: until now nobody held “asst-1”." in upload(admin, table(row))
    Charge.objects.filter(post=house.posts["admin"]).delete()
    by = Actor.system("import_establishment")
    outcome = look(actor=by, office=house.office, sheet=read_sheet(table(row)), now=timezone.now())
    assert outcome.faults == []


def test_a_table_that_gives_another_offices_person_a_charge_is_told_there(
    house: Establishment, admin: Client
) -> None:
    elsewhere = make_post(make_office("elsewhere"), "head", level=1)
    user = make_user("far")
    charge(user, elsewhere)
    row = f",,,asst-1,সহায়ক,Clerk,rank-7,dm,far,{user.name_bn},{user.name_en},additional,{TODAY}"
    begin(admin, upload(admin, table(row)))
    (entry,) = ledger.entries(elsewhere.office_id)
    assert (entry.kind, entry.data["post"]["code"]) == ("charge.given_elsewhere", "asst-1")


def test_every_column_of_the_table_is_explained() -> None:
    assert tuple(COLUMN_WORDS) == (*COLUMNS, *LATER)
