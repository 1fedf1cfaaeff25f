"""The office as a picture: every post, who acts there, what is vacant, with its words beside it."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from hierarchy.chart import office_chart
from hierarchy.models import Office, Post, User
from tests.hierarchy.factories import NOW, charge, depute, make_office, make_post, make_section, make_user

pytestmark = pytest.mark.django_db


class Outline(HTMLParser):
    """Depth of lists at which each post stands, and any inline style."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.posts: dict[str, int] = {}
        self.styled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.depth += tag == "ul"
        if "org-post" in (given.get("class") or "").split():
            self.posts[given["id"] or ""] = self.depth
        if "style" in given or tag == "style":
            self.styled.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "ul"


@pytest.fixture
def district(client: Client) -> Client:
    call_command("load_charts", "--with-demo-people", verbosity=0)
    client.force_login(User.objects.get(username="dm"))
    return client


def test_every_post_of_the_office_stands_under_its_superior(district: Client) -> None:
    outline = Outline()
    outline.feed(district.get(reverse("chart", args=["uttar-dinajpur"])).content.decode())
    office = Office.objects.get(code="uttar-dinajpur")
    assert set(outline.posts) == set(office.posts.values_list("code", flat=True))
    for post in office.posts.exclude(reports_to=None).select_related("reports_to"):
        assert post.reports_to is not None
        assert outline.posts[post.code] == outline.posts[post.reports_to.code] + 1
    assert outline.styled == []


def test_the_page_is_bengali_first_and_marks_the_vacant_post(district: Client) -> None:
    page = district.get(reverse("chart", args=["uttar-dinajpur"])).content.decode()
    assert "জেলাশাসকের কার্যালয়, উত্তর দিনাজপুর" in page or "উত্তর দিনাজপুর" in page
    assert 'class="org-post vacant" id="udc-land-2"' in page
    assert str(User.objects.get(username="adm-it").name_bn) in page


def test_english_is_one_click_away(district: Client) -> None:
    district.cookies["language"] = "en"
    page = district.get(reverse("chart", args=["uttar-dinajpur"])).content.decode()
    assert "Upper Division Clerk (Second), Land Section" in page
    assert "Vacant post" in page
    assert "additional charge" in page
    assert "link officer" in page


def test_offices_are_listed_under_the_offices_above_them(district: Client) -> None:
    district.cookies["language"] = "en"
    page = district.get(reverse("offices")).content.decode()
    order = [page.index(f"/org/{code}/") for code in ("purba-medinipur", "purba-medinipur-zp", "tamluk-ps")]
    assert order == sorted(order)
    chart = district.get(reverse("chart", args=["tamluk-ps"])).content.decode()
    assert reverse("chart", args=["purba-medinipur-zp"]) in chart
    assert reverse("chart", args=["bishnubarh-gp"]) in chart


def test_an_unknown_office_is_not_found(district: Client) -> None:
    assert district.get(reverse("chart", args=["atlantis"])).status_code == 404


def test_a_large_chart_is_read_in_three_queries(
    district: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = Office.objects.get(code="rangpur")
    with django_assert_num_queries(3):
        assert office_chart(office, NOW).posts == 48


def test_the_page_itself_asks_for_no_query_a_post(
    district: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("chart", args=["uttar-dinajpur"])
    district.get(address)
    with django_assert_num_queries(10):
        district.get(address)


def test_sections_open_where_the_line_enters_them() -> None:
    office = make_office()
    it = make_section(office, "it")
    head = make_post(office, "dm", level=1)
    officer = make_post(office, "oc", head, section=it)
    make_post(office, "cic", officer, section=it)
    (top,) = office_chart(office, NOW).heads
    nodes = {node.post.code: node for node in top.walk()}
    assert nodes["dm"].opens is None
    assert nodes["oc"].opens == it.name
    assert nodes["cic"].opens is None


def test_vacant_and_deputised_posts_are_listed_in_words() -> None:
    office = make_office()
    head = make_post(office, "dm", level=1)
    away = make_post(office, "adm", head, level=2)
    make_post(office, "oc", away)
    charge(make_user("dm"), head)
    charge(make_user("adm"), away)
    depute(make_user("deputy"), away, NOW - timedelta(days=1), NOW + timedelta(days=1))
    chart = office_chart(office, NOW)
    assert [post.code for post in chart.vacant] == ["oc"]
    assert [node.post.code for node in chart.deputised] == ["adm"]


def test_an_abolished_post_leaves_the_chart() -> None:
    office = make_office()
    head = make_post(office, "dm", level=1)
    gone = make_post(office, "adm", head, level=2)
    Post.objects.filter(id=gone.id).update(abolished_on=NOW.date())
    assert office_chart(office, NOW).posts == 1
