"""An office is merged into another by the commands of the administrator's guide, run as they stand there."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from efile import selectors
from efile.services.showing import show_to
from efile.verification import verify_all
from hierarchy.models import AskedAct, Charge, Office, Post, Section, User
from hierarchy.selectors import actor_for
from hierarchy.services import abolish_post
from ledger import selectors as ledger
from tests.docs.test_commands import GUIDE, manage_commands
from tests.efile.conftest import District
from tests.efile.test_powers_of_acts import order

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough secret"
TOLD = [line for line in manage_commands([GUIDE]) if shlex.split(line)[0] == "merge_office"]


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Of whom a password was asked."""
    asked: list[str] = []

    def type_it(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", type_it)
    with translation.override("en"):
        yield asked


@pytest.fixture
def two(district: District) -> District:
    """The district of the guide, live, whose administrator and head have a password; and the other one."""
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    consenting = User.objects.get(username="purba-medinipur-dpm")
    consenting.set_password(PASSWORD)
    consenting.save()
    for post in ("dpm", "dm"):
        user = Charge.objects.get(post=district.post(post)).user
        user.username, user.is_active = f"{post}", True
        user.set_password(PASSWORD)
        user.save()
    district.go_live()
    return district


def run(line: str, **options: object) -> str:
    said = StringIO()
    name, *given = shlex.split(line)
    call_command(name, *given, stdout=said, stderr=said, **options)
    return said.getvalue()


def test_first_the_guide_looks_and_nothing_is_done(two: District, typed: list[str]) -> None:
    said = run(TOLD[0])
    assert "post oc-land → purba-medinipur oc-land" in said
    assert "committee khas-land → purba-medinipur khas-land" in said
    assert "nothing was done" in said
    assert typed == []
    assert Office.objects.get(pk=two.office.pk).closed_on is None
    assert not Post.objects.filter(office=two.office).exclude(abolished_on=None).exists()


def test_it_tells_what_is_shown_to_a_post_and_passes_to_the_one_that_stands_for_it(two: District) -> None:
    matter = two.marked("oc-general")
    show_to(
        actor=two.actor("oc-general"),
        matter=matter.pk,
        post=two.post("oc-land"),
        until=(two.now + timedelta(days=9)).date(),
        reason="মতামতের জন্য",
        now=two.wait(minutes=1),
    )
    assert "goes on until its day: matter shown, 1 of post oc-land → oc-land" in run(TOLD[0])
    assert "goes on until its day: matter shown, 1 of post oc-land → oc-land" in run(TOLD[1])


def test_what_was_shown_to_a_post_abolished_before_passes_on_too(two: District) -> None:
    matter = two.marked("oc-general")
    show_to(
        actor=two.actor("oc-general"),
        matter=matter.pk,
        post=two.post("udc-land"),
        until=(two.now + timedelta(days=9)).date(),
        reason="মতামতের জন্য",
        now=two.wait(minutes=1),
    )
    abolish_post(
        actor=two.actor("dpm"),
        post=two.post("udc-land"),
        successor=two.post("oc-land"),
        now=two.wait(minutes=1),
    )
    assert "goes on until its day: matter shown, 1 of post oc-land → oc-land" in run(TOLD[0])


def test_it_names_what_ends_with_the_office(two: District) -> None:
    AskedAct.objects.create(
        office=two.office,
        act="order-power",
        given={},
        about_en="The post is given a power.",
        asked_by=Charge.objects.get(post=two.post("dpm")).user,
        post_id=two.post("dpm"),
        asked_at=timezone.now(),
    )
    order(two, "oc-land", "audit", "gives")
    said = run(TOLD[0])
    assert "ends, waits for a second person: The post is given a power." in said
    assert "ends, order: gives audit" in said
    assert AskedAct.objects.get().outcome == ""


def test_then_it_does_it_before_two_and_the_files_lie_with_the_other_office(
    two: District, typed: list[str]
) -> None:
    matter = two.marked("oc-general")
    standing = Post.objects.filter(office=two.office, abolished_on=None).count()
    said = run(TOLD[1])
    assert f"{standing} posts" in said
    persons = ("dpm", "dm", "purba-medinipur-dpm")
    assert typed == [f"Password of {one}: " for one in persons]
    heir = Office.objects.get(code="purba-medinipur")
    closed = Office.objects.get(pk=two.office.pk)
    assert (closed.successor, closed.closed_on is not None) == (heir, True)
    assert not Post.objects.filter(office=two.office, successor=None).exists()
    assert not Section.objects.filter(office=two.office, successor=None).exists()
    own = Post.objects.get(office=heir, code="oc-general")
    actor = actor_for(Charge.objects.get(post=own, ends=None).user_id, own.pk, timezone.now())
    assert [row.matter_id for row in selectors.box(actor, "with_me", timezone.now().date())] == [matter.pk]
    assert ledger.entries(closed.pk)[-1].data["witness"]["name"]["en"]
    received = ledger.entries(heir.pk)[-1]
    assert received.kind == "office.received"
    assert received.data["consent"]["office"] == str(heir.pk)
    assert [fault for *_rest, fault in verify_all(["office"]) if fault] == []


def test_an_office_of_another_country_or_of_a_lower_tier_takes_nothing_in(two: District) -> None:
    call_command("load_charts", office="bishnubarh-gp", with_demo_people=True, verbosity=0)
    call_command("load_charts", office="pirojpur", with_demo_people=True, verbosity=0)
    places = (("pirojpur", "dc", "two countries"), ("bishnubarh-gp", "pradhan", "of a lower tier"))
    for code, head, sentence in places:
        line = f"merge_office uttar-dinajpur --into {code} --rest-post {head} --administrator dpm --second dm"
        section = Section.objects.filter(office__code=code).first()
        line += f" --rest-section {section.code}" if section else ""
        with translation.override("bn"), pytest.raises(CommandError, match=sentence):
            run(f"{line} --receiving purba-medinipur-dpm --dry-run")


def test_somebody_of_the_receiving_office_consents(two: District) -> None:
    for other in ("purba-medinipur-udc-land", "dm"):
        line = TOLD[0].replace("--receiving purba-medinipur-dpm", f"--receiving {other}")
        with pytest.raises(CommandError, match=r"must consent|There is no person|somebody other than"):
            run(line)


def test_a_table_names_other_successors_and_its_faults_are_said(two: District, tmp_path: Path) -> None:
    table = tmp_path / "successors.csv"
    rows = ("kind,code,successor", "post,oc-land,oc-general", "post,no-such,oc-land", "house,x,y")
    table.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(CommandError, match="2 faults"):
        run(TOLD[0], table=table)
    table.write_text("\n".join(rows[:2]), encoding="utf-8")
    assert "post oc-land → purba-medinipur oc-general" in run(TOLD[0], table=table)


def test_what_has_no_successor_there_stops_it(two: District) -> None:
    line = TOLD[0].replace("--rest-post dm ", "")
    with pytest.raises(CommandError, match="faults; nothing was done"):
        run(line)


def test_a_wrong_password_or_one_person_alone_does_nothing(
    two: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="second person"):
        run(TOLD[1].replace("--second dm", "--second dpm"))
    User.objects.get(username="dm").set_password("another")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "wrong")
    with pytest.raises(CommandError):
        run(TOLD[1])
    assert Office.objects.get(pk=two.office.pk).closed_on is None
