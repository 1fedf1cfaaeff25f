"""What is found and who has read it are turned page by page; the count says how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from efile.access.models import AccessLog, PageKind
from efile.finding import finding
from efile.models import Matter, Secrecy
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn

READINGS = 1_020


def pages_of(client: Client, address: str, row: str) -> Iterator[list[str]]:
    """The rows of each page, as one turns to the older ones."""
    while address:
        page = client.get(address).content.decode()
        yield re.findall(row, page)
        older = re.search(r'href="([^"]*)" rel="next"', page)
        address = older[1].replace("&amp;", "&") if older else ""


def test_a_search_is_turned_to_its_oldest_match(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    matters = [str(district.receive().pk) for _each in range(7)]
    client = sign_in("dm")
    address = reverse("search") + "?q=%E0%A6%A8%E0%A6%B2%E0%A6%95%E0%A7%82%E0%A6%AA"
    pages = list(pages_of(client, address, r'id="row-([0-9a-f-]+)"'))
    assert [len(page) for page in pages] == [3, 3, 1]
    assert sorted(row for page in pages for row in page) == sorted(matters)
    first = client.get(address).content.decode()
    assert "only the newest are shown" in first


def test_no_page_follows_the_last(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    for _each in range(3):
        district.receive()
    page = sign_in("dm").get(reverse("search"), {"q": "নলকূপ"}).content.decode()
    assert 'rel="next"' not in page
    assert "only the newest are shown" not in page


@pytest.fixture
def much_read(district: District) -> Matter:
    """A confidential matter that was looked at a thousand times."""
    matter = district.receive(secrecy=Secrecy.CONFIDENTIAL)
    reader = district.actor("dm")
    assert reader.user_id is not None
    assert reader.post_id is not None
    AccessLog.objects.bulk_create(
        AccessLog(
            office_id=matter.office_id,
            matter=matter,
            user_id=reader.user_id,
            post_id=reader.post_id,
            by=reader.by(),
            page=PageKind.DETAIL,
            secrecy=matter.secrecy,
            at=district.now - timedelta(minutes=number),
        )
        for number in range(READINGS)
    )
    return matter


def test_the_log_of_readings_is_turned_and_counted_whole(
    district: District, sign_in: SignIn, much_read: Matter
) -> None:
    client, address = sign_in("auditor-1"), reverse("history_detail", args=[much_read.pk])
    page = client.get(address).content.decode()
    assert f"{READINGS + 1} readings" in page, "with the auditor's own"
    log = _log(page)
    assert len(_moments(log)) == 50
    older = re.search(r'href="([^"]*)#readings" rel="next"', log)
    assert older is not None
    second = _log(client.get(older[1].replace("&amp;", "&")).content.decode())
    assert len(_moments(second)) == 50
    assert set(_moments(log)).isdisjoint(_moments(second))


def _log(page: str) -> str:
    return page[page.index('id="readings"') :].partition("</section>")[0]


def _moments(log: str) -> list[str]:
    return re.findall(r'<time datetime="([^"]*)"', log)
