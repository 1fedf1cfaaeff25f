"""The charts that ship with the product, loaded into a real database."""

import shutil
import unicodedata
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from hierarchy.calendar import WorkingCalendar
from hierarchy.chart import office_chart
from hierarchy.establishment.charts import Establishment, read_establishment
from hierarchy.facts import compared
from hierarchy.management.commands.load_charts import DATA
from hierarchy.models import (
    Calendar,
    Charge,
    Deputation,
    Office,
    Post,
    PowerRow,
    Rank,
    Scope,
    Section,
    User,
)
from hierarchy.selectors import (
    acting_posts,
    actor_for,
    calendar_for,
    head_of,
    holder_of,
    line_of,
    vacant_posts,
)
from ledger.selectors import entries

pytestmark = pytest.mark.django_db

OFFICES = (
    "uttar-dinajpur",
    "purba-medinipur",
    "purba-medinipur-zp",
    "tamluk-ps",
    "bishnubarh-gp",
    "pirojpur",
    "rangpur",
)


def load(*arguments: str) -> str:
    said = StringIO()
    call_command("load_charts", *arguments, stdout=said)
    return said.getvalue()


def rows() -> dict[str, list[tuple[object, ...]]]:
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=str)
        for model in apps.get_app_config("hierarchy").get_models()
    }


@pytest.fixture(scope="module")
def establishment() -> Establishment:
    return read_establishment(DATA)


def test_loading_twice_changes_nothing() -> None:
    load("--with-demo-people")
    before = rows()
    said = load("--with-demo-people")
    assert rows() == before
    assert said.count("0 rows made, 0 changed") == 3


def test_every_office_of_the_sources_is_there(establishment: Establishment) -> None:
    assert tuple(office.code for office in establishment.offices) == OFFICES


@pytest.mark.parametrize("code", OFFICES)
def test_every_post_reports_up_to_the_head(code: str) -> None:
    load("--office", code)
    office = Office.objects.get(code=code)
    head = head_of(office)
    for post in office.posts.all():
        line = line_of(post.id)
        assert post == head or line[-1] == head
        assert len({above.id for above in line}) == len(line)


def test_one_office_brings_only_itself_and_those_above_it() -> None:
    load("--office", "tamluk-ps")
    assert set(Office.objects.values_list("code", flat=True)) == {
        "purba-medinipur",
        "purba-medinipur-zp",
        "tamluk-ps",
    }


def test_an_unknown_office_is_named() -> None:
    with pytest.raises(CommandError, match="There is no office “darjeeling”; known are uttar-dinajpur"):
        load("--office", "darjeeling")


def test_uttar_dinajpur_has_the_posts_of_its_it_section_and_the_sections_of_the_flows() -> None:
    load("--office", "uttar-dinajpur")
    office = Office.objects.get(code="uttar-dinajpur")
    posts = set(office.posts.values_list("code", flat=True))
    for section in ("dm-office", "front-desk", "general", "it", "jm", "land", "audit"):
        assert {f"oc-{section}", f"cic-{section}", f"udc-{section}", f"ldc-{section}"} <= posts
    assert {"dm", "adm-it", "adm-general", "adm-land", "dpm", "group-d-it"} <= posts
    assert {"record-officer", "record-keeper", "counter-1", "counter-2", "auditor-1"} <= posts
    assert {"it-officer-1", "it-officer-2"} <= posts
    assert {"sdo-raiganj", "centre-1", "pa-adm-general"} <= posts


@pytest.mark.parametrize(
    ("code", "sections"),
    [
        ("purba-medinipur", {"degs", "it", "front-desk", "general", "jm", "land", "record-room"}),
        ("purba-medinipur-zp", {"front-desk", "general", "information", "accounts"}),
        ("tamluk-ps", {"front-desk", "general", "information", "accounts"}),
        ("bishnubarh-gp", {"general"}),
        ("pirojpur", {"front-desk", "general", "jm", "trade", "revenue", "record-room", "ict"}),
        ("rangpur", {"front-desk", "general", "jm", "trade", "revenue", "record-room", "ict", "sairat"}),
    ],
)
def test_an_office_has_the_sections_of_the_services_it_offers(code: str, sections: set[str]) -> None:
    load("--office", code)
    assert sections <= set(Section.objects.filter(office__code=code).values_list("code", flat=True))


@pytest.mark.parametrize("code", OFFICES)
def test_a_chart_says_where_it_comes_from(code: str) -> None:
    said = (DATA / "charts" / code / "posts.csv").read_text(encoding="utf-8").splitlines()
    assert said[0].startswith("# ")
    assert "account of" in said[0]


def test_the_line_of_the_it_section_is_that_of_the_source() -> None:
    load("--office", "uttar-dinajpur")
    clerk = Post.objects.get(office__code="uttar-dinajpur", code="ldc-it")
    assert [post.code for post in line_of(clerk.id)] == ["udc-it", "cic-it", "oc-it", "adm-it", "dm"]


def test_the_two_countries_keep_their_own_words() -> None:
    load()
    indian = " ".join(Post.objects.filter(office__profile="WB").values_list("title_bn", flat=True))
    bangladeshi = " ".join(Post.objects.filter(office__profile="BD").values_list("title_bn", flat=True))
    for word in ("সেকশন", "করণিক", "জেলাশাসক"):
        assert word in indian
        assert word not in bangladeshi
    for word in ("শাখা", "জেলা প্রশাসক", "উচ্চমান সহকারী", "ফ্রন্টডেস্ক"):
        assert word in bangladeshi
        assert word not in indian


def test_no_title_uses_the_acronym_that_means_two_things() -> None:
    load()
    for model in (Post, Section, Rank):
        for row in model.objects.all():
            words = row.title if isinstance(row, Post) else row.name
            assert "UDC" not in words.en
            assert "ইউডিসি" not in words.bn


def test_every_name_is_normalised_and_in_both_scripts() -> None:
    load("--with-demo-people")
    words = [post.title for post in Post.objects.all()] + [user.name for user in User.objects.all()]
    for pair in words:
        assert unicodedata.is_normalized("NFC", pair.bn)
        assert any("\u0980" <= letter <= "\u09ff" for letter in pair.bn)
        assert pair.en.isascii()


def test_each_office_works_its_countrys_week() -> None:
    load()
    weeks = {"WB": frozenset({5, 6}), "BD": frozenset({4, 5})}
    for office in Office.objects.all():
        calendar = calendar_for(office.id)
        assert isinstance(calendar, WorkingCalendar)
        assert calendar.weekly_off == weeks[office.profile]
        assert {day.year for day in calendar.holidays} == {2026, 2027}


def test_the_demonstration_has_two_posts_a_vacancy_and_a_link_officer() -> None:
    load("--with-demo-people", "--office", "uttar-dinajpur")
    now = timezone.now()
    office = Office.objects.get(code="uttar-dinajpur")
    assert [post.code for post in vacant_posts(office, now)] == ["udc-land-2"]
    double = User.objects.get(username="oc-general")
    assert [(a.post.code, a.charge_kind) for a in acting_posts(double, now)] == [
        ("oc-general", "substantive"),
        ("oc-dm-office", "additional"),
    ]
    deputised = office_chart(office, now).deputised
    assert [node.post.code for node in deputised] == ["oc-jm"]
    deputy = holder_of(deputised[0].post.id, now)
    assert deputy is not None
    assert deputy.user_id == User.objects.get(username="oc-audit").id
    assert deputy.on_behalf_of == User.objects.get(username="oc-jm").name


def test_the_demonstration_has_a_personal_assistant_who_only_drafts() -> None:
    load("--with-demo-people", "--office", "uttar-dinajpur")
    now = timezone.now()
    assistant = User.objects.get(username="pa-adm-general")
    own, lent = acting_posts(assistant, now)
    assert (own.post.code, own.assistant) == ("pa-adm-general", False)
    assert (lent.post.code, lent.assistant) == ("adm-general", True)
    assert not actor_for(assistant.id, lent.post.id, now).may("sign")
    holder = holder_of(lent.post.id, now)
    assert holder is not None
    assert holder.user_id == User.objects.get(username="adm-general").id


def test_an_order_gives_a_post_a_power_that_its_rank_lacks_and_is_on_record() -> None:
    load("--with-demo-people", "--office", "uttar-dinajpur")
    office = Office.objects.get(code="uttar-dinajpur")
    order, dispatch = office.powers.select_related("post__rank").order_by("power")
    assert order.post is not None
    assert dispatch.post is not None
    assert (order.post.code, order.power) == ("it-officer-2", "admin")
    assert (dispatch.post.code, dispatch.power) == ("ldc-front-desk", "dispatch")
    assert order.power not in order.post.rank.powers
    user = User.objects.get(username="it-officer-2")
    assert actor_for(user.id, order.post.id, timezone.now()).may("admin")
    written = list(entries(office.id))
    assert [entry.kind for entry in written].count("power.ordered") == 1
    assert [one for one in compared(office.id, written) if not one.agrees] == []


def test_an_order_that_the_office_ended_is_not_given_again() -> None:
    load("--with-demo-people", "--office", "uttar-dinajpur")
    PowerRow.objects.update(ends=timezone.localdate())
    load("--with-demo-people", "--office", "uttar-dinajpur")
    assert {row.ends for row in PowerRow.objects.all()} == {timezone.localdate()}
    assert PowerRow.objects.count() == 2


def test_deputations_without_a_scope_act_for_the_post_and_a_folder_may_have_no_orders(tmp_path: Path) -> None:
    folder = copy_of_data(tmp_path)
    (folder / "demonstration/orders.csv").unlink()
    (folder / "demonstration/deputations.csv").write_text(
        "office,post,username,days,reason\nuttar-dinajpur,oc-jm,oc-audit,21,অর্জিত ছুটি\n", encoding="utf-8"
    )
    load("--with-demo-people", "--office", "uttar-dinajpur", "--from", str(folder))
    assert Deputation.objects.get().scope == Scope.FULL
    assert not PowerRow.objects.exists()


def test_a_deputy_is_loaded_for_a_holder_alone_and_as_long_as_he_holds_the_post(tmp_path: Path) -> None:
    """domain.md c 2, as the administration's own act keeps it."""
    folder = copy_of_data(tmp_path)
    last = timezone.localdate() + timedelta(days=5)
    change(
        folder / "demonstration/charges.csv",
        "oc-jm,oc-jm,substantive,2010-01-01,\nuttar",
        f"oc-jm,oc-jm,substantive,2010-01-01,{last}\nuttar",
    )
    (folder / "demonstration/deputations.csv").write_text(
        "office,post,username,days,reason\nuttar-dinajpur,oc-jm,oc-audit,21,অর্জিত ছুটি\n"
        "uttar-dinajpur,udc-land-2,oc-audit,21,অর্জিত ছুটি\n",
        encoding="utf-8",
    )
    load("--with-demo-people", "--office", "uttar-dinajpur", "--from", str(folder))
    named = Deputation.objects.get()
    assert named.post.code == "oc-jm"
    assert named.ends == Charge.objects.get(post=named.post).ends


def test_demonstration_people_are_named_after_their_posts_and_have_no_password() -> None:
    load("--with-demo-people")
    for charge in Charge.objects.filter(kind="substantive").select_related("user", "post", "office"):
        own = charge.office.code == "uttar-dinajpur"
        username = charge.post.code if own else f"{charge.office.code}-{charge.post.code}"
        assert charge.user.username == username
        assert not charge.user.has_usable_password()


def test_a_charge_changed_by_the_office_is_not_undone() -> None:
    load("--with-demo-people", "--office", "uttar-dinajpur")
    moved = timezone.now()
    Charge.objects.filter(post__code="oc-it").update(ends=moved)
    said = load("--with-demo-people", "--office", "uttar-dinajpur")
    assert not Charge.objects.filter(post__code="oc-it", ends__isnull=True).exists()
    assert "People of uttar-dinajpur: 0 rows made, 0 changed." in said
    Deputation.objects.all().delete()
    with pytest.raises(CommandError, match="has an administrator in charge"):
        load("--with-demo-people", "--office", "uttar-dinajpur")


def test_a_chart_corrected_in_the_file_is_brought_up_to_date(tmp_path: Path) -> None:
    load("--office", "uttar-dinajpur")
    folder = copy_of_data(tmp_path)
    change(folder / "charts/uttar-dinajpur/posts.csv", "Record Keeper", "Keeper of Records")
    said = load("--office", "uttar-dinajpur", "--from", str(folder))
    assert "0 rows made, 1 changed" in said
    assert Post.objects.get(code="record-keeper").title_en == "Keeper of Records"


def test_what_was_loaded_is_entered_in_the_offices_stream() -> None:
    load("--office", "uttar-dinajpur")
    load("--office", "uttar-dinajpur")
    office = Office.objects.get(code="uttar-dinajpur")
    written = list(entries(office.id))
    assert [entry.kind for entry in written] == ["chart.loaded", "bodies.loaded"]
    assert len(written[0].data["posts"]) == office.posts.count()


def test_a_calendar_in_use_cannot_change_under_its_version(tmp_path: Path) -> None:
    load("--office", "rangpur")
    folder = copy_of_data(tmp_path)
    change(folder / "holidays/bangladesh.csv", "2026-12-16", "2026-12-17")
    with pytest.raises(CommandError, match=r"calendars\.csv, line 8: version 1 of rangpur is in use"):
        load("--office", "rangpur", "--from", str(folder))
    change(folder / "calendars.csv", "rangpur,1,2026-01-01", "rangpur,2,2026-12-01")
    load("--office", "rangpur", "--from", str(folder))
    office = Office.objects.get(code="rangpur")
    assert calendar_for(office.id).version == 2
    assert calendar_for(office.id, version=1).holidays != calendar_for(office.id).holidays
    assert Calendar.objects.filter(office=office).count() == 2


def copy_of_data(target: Path) -> Path:
    for source in DATA.rglob("*.csv"):
        copied = target / source.relative_to(DATA)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(source.read_bytes())
    return target


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_working_office_is_not_changed_from_the_console(tmp_path: Path) -> None:
    load("--with-demo-people")
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    orders = folder / "demonstration" / "orders.csv"
    told = orders.read_text(encoding="utf-8").rstrip("\n")
    further = told.split("\n")[1].replace("it-officer-2", "it-officer-1")
    orders.write_text(f"{told}\n{further}\n", encoding="utf-8")
    before = rows()
    with pytest.raises(CommandError, match="has an administrator in charge"):
        load("--with-demo-people", "--from", str(folder))
    ranks = folder / "ranks.csv"
    ranks.write_text(ranks.read_text(encoding="utf-8").replace("udc,WB,6,", "udc,WB,5,"), encoding="utf-8")
    with pytest.raises(CommandError, match="has an administrator in charge"):
        load("--from", str(folder))
    assert rows() == before


def test_an_office_nobody_administers_yet_is_loaded_further() -> None:
    load()
    load("--with-demo-people")
    assert Charge.objects.exists()
