import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from efile import selectors, services
from efile.models import File
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from web.words import BENGALI_DIGITS

DESK = reverse("desk")


def rows(page: str) -> list[str]:
    return re.findall(r'id="row-([0-9a-f-]+)"', page)


def test_a_stranger_is_asked_to_sign_in(district: District) -> None:
    answer = Client().get(DESK)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("signin"))


def test_what_lies_with_a_post_is_on_its_desk_unread(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    page = sign_in("oc-general").get(DESK).content.decode()

    assert rows(page) == [str(district.thread(matter).pk)]
    assert "নলকূপ মেরামতের আবেদন" in page
    assert "রহিমা বেওয়া" in page
    assert "marked it" in page
    assert 'class="row new"' in page


def test_nobody_elses_desk_shows_it(district: District, sign_in: SignIn) -> None:
    district.marked()

    for code in ("cic-general", "oc-land"):
        assert rows(sign_in(code).get(DESK).content.decode()) == []


def test_the_sender_finds_it_with_others_and_where_it_is(district: District, sign_in: SignIn) -> None:
    district.marked()

    page = sign_in("dm").get(DESK, {"box": "others"}).content.decode()

    assert len(rows(page)) == 1
    assert "Officer-in-Charge, General Section" in page


def test_an_empty_box_says_what_will_appear_and_what_to_do(district: District, sign_in: SignIn) -> None:
    client = sign_in("oc-land")

    for box in selectors.BOXES:
        page = client.get(DESK, {"box": box}).content.decode()
        assert '<div class="empty"><h2>' in page, box
        assert re.search(r"<p>[^<]{10,}</p>", page), box


def test_chips_filter_by_kind_and_by_unread(district: District, sign_in: SignIn) -> None:
    read, unread = district.marked(), district.marked()
    district.open("oc-general", read)
    client = sign_in("oc-general")

    assert rows(client.get(DESK, {"show": "unread"}).content.decode()) == [str(district.thread(unread).pk)]
    assert len(rows(client.get(DESK, {"show": "citizen"}).content.decode())) == 2
    assert rows(client.get(DESK, {"show": "copy"}).content.decode()) == []


def test_unknown_boxes_and_page_marks_fall_back_to_the_desk(district: District, sign_in: SignIn) -> None:
    district.marked()

    page = sign_in("oc-general").get(DESK, {"box": "x' OR 1=1", "show": "<b>", "after": "nonsense"})

    assert page.status_code == 200
    assert "<b>" not in page.content.decode().split("<main")[1].split("<h1")[0]


def test_pages_follow_each_other_without_gap_or_repeat(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors.known_page, "__defaults__", (2,))
    made = {str(district.thread(district.marked()).pk) for _ in range(5)}
    client, address, found = sign_in("oc-general"), DESK, []

    while address:
        page = client.get(address).content.decode()
        found += rows(page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        address = older.group(1).replace("&amp;", "&") if older else ""

    assert len(found) == 5
    assert set(found) == made


def test_the_number_of_queries_does_not_grow_with_the_list(district: District, sign_in: SignIn) -> None:
    client = sign_in("oc-general")
    district.marked()
    client.get(DESK)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(DESK)
    for _ in range(6):
        district.marked()
    with CaptureQueriesContext(connection) as many:
        client.get(DESK)

    assert len(many) == len(one)
    assert len(one) <= 8, [query["sql"][:120] for query in one.captured_queries]


def test_a_look_beside_the_list_counts_as_reading_and_says_so(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    client = sign_in("oc-general")

    first = client.get(reverse("peek", args=[matter.pk])).content.decode()
    second = client.get(reverse("peek", args=[matter.pk])).content.decode()

    assert "Counted as read" in first
    assert "Counted as read" not in second
    assert district.thread(matter).read_at is not None


def test_a_look_by_another_reader_counts_for_nothing(district: District, sign_in: SignIn) -> None:
    matter = district.marked()

    page = sign_in("cic-general").get(reverse("peek", args=[matter.pk])).content.decode()

    assert "Counted as read" not in page
    assert district.thread(matter).read_at is None


def test_late_files_are_counted_hot_and_said_in_red(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    thread.due_on = timezone.now().date().replace(year=2024)
    thread.save(update_fields=["due_on"])

    page = sign_in("oc-general").get(DESK, {"box": "late"}).content.decode()

    assert rows(page) == [str(thread.pk)]
    assert '<b class="hot">1</b>' in page
    assert 'class="due late"' in page


def test_bengali_and_english_say_the_same_desk(district: District, sign_in: SignIn) -> None:
    district.marked()

    english = sign_in("oc-general").get(DESK).content.decode()
    bengali = sign_in("oc-general", language="bn-in").get(DESK).content.decode()

    assert "<h1>With me</h1>" in english
    assert "<h1>আমার কাছে</h1>" in bengali
    assert "জেলাশাসক" in bengali
    assert "মার্ক করেছেন" in bengali
    assert "১টি নথি" in bengali


def words_of(page: str) -> str:
    """What stands written on the page, without its scripts, keys and addresses."""
    main = re.sub(r"<(script|kbd|template)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", main)


def test_each_language_keeps_to_its_own_digits(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    services.open_file(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.now
    )
    district.receive()
    number = File.objects.get(matters=matter).number
    addresses = [
        DESK,
        f"{DESK}?box=late",
        reverse("search") + "?q=নলকূপ",
        reverse("peek", args=[matter.pk]),
        reverse("matter", args=[matter.pk]),
        reverse("home") + "?front=1",
    ]

    for language, wrong in (("bn-in", "[0-9]"), ("en", "[০-৯]")):
        client = sign_in("oc-general", language=language)
        pages = {address: words_of(client.get(address).content.decode()) for address in addresses}
        assert {address: re.findall(f".*{wrong}.*", page) for address, page in pages.items()} == {
            address: [] for address in addresses
        }
        shown = number if language == "en" else number.translate(BENGALI_DIGITS)
        assert shown in pages[DESK]


def test_a_file_that_stayed_on_ones_own_desk_is_not_said_to_be_sent(
    district: District, sign_in: SignIn
) -> None:
    thread = district.thread(district.marked())
    thread.sender, thread.act = thread.holder, "completed"
    thread.save(update_fields=["sender", "act"])

    page = sign_in("oc-general").get(DESK).content.decode()

    assert "<b>Your own desk</b> from the stage before" in page


def test_the_look_beside_the_first_box_tells_how_many_are_left_unread(
    district: District, sign_in: SignIn
) -> None:
    district.marked()
    client, address = sign_in("oc-general"), reverse("peek", args=[district.marked().pk])

    elsewhere = client.get(reverse("peek", args=[district.marked().pk]), {"box": "late"}).content.decode()
    first, second = (client.get(address).content.decode() for _ in range(2))

    assert '<span id="unread" hx-swap-oob="true">1</span>' in first
    assert 'id="unread"' not in elsewhere
    assert 'id="unread"' not in second


def test_a_look_is_announced_as_a_reading_only_where_it_is_one(district: District, sign_in: SignIn) -> None:
    district.marked()
    said = "A look here counts as reading."

    assert said in sign_in("oc-general").get(DESK).content.decode()
    assert said not in sign_in("dm").get(DESK, {"box": "sent"}).content.decode()
