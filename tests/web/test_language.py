import unicodedata
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from tests.web.conftest import guide_settings
from web.language import OfficeLanguage, language_for, way_back
from web.views import server_error


def language_of(cookie: str | None = None, user: str | None = None, **extra: Any) -> str:
    request = RequestFactory().get("/desk/")
    if cookie:
        request.COOKIES["language"] = cookie
    request.user = SimpleNamespace(language=user)  # type: ignore[assignment]  # [only its language is read]
    for name, value in extra.items():
        setattr(request, name, value)
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(translation.get_language() or "")
        return HttpResponse()

    OfficeLanguage(view)(request)
    return seen[0]


def test_without_a_choice_an_office_speaks_its_own_bengali() -> None:
    assert language_of() == "bn-in"
    assert language_of(profile="BD") == "bn-bd"
    assert language_of(session={"profile": "BD"}) == "bn-bd"


def test_the_cookie_goes_before_the_user_and_the_user_before_the_office() -> None:
    assert language_of(cookie="en", user="bn-in") == "en"
    assert language_of(user="en", profile="BD") == "en"
    assert language_of(cookie="bn-in", user="en", profile="BD") == "bn-bd"


@pytest.mark.parametrize("nonsense", ["xx", "<script>", "bn-pk"])
def test_an_unknown_choice_is_bengali(nonsense: str) -> None:
    assert language_for("WB", nonsense) == "bn-in"


@pytest.mark.parametrize(
    ("wanted", "back"),
    [
        ("/desk/?box=late", "/desk/?box=late"),
        ("http://testserver/m/1/", "/m/1/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        (None, "/"),
    ],
)
def test_the_way_back_stays_in_the_house(wanted: str | None, back: str) -> None:
    assert way_back(RequestFactory().get("/"), wanted) == back


def test_switching_keeps_the_page_and_is_remembered() -> None:
    with guide_settings():
        client = Client()
        answer = client.post("/lang/", {"language": "en", "next": "/guide/citizen/?code=7"})
        assert answer["Location"] == "/guide/citizen/?code=7"
        page = client.get("/guide/citizen/")
        assert page["Content-Language"] == "en"
        assert "Demonstration: invented people" in page.content.decode()
        client.post("/lang/", {"language": "bn-in", "next": "/guide/citizen/"})
        assert "প্রদর্শনী: মানুষ ও কাগজ সবই কল্পিত" in client.get("/guide/citizen/").content.decode()


def test_a_page_that_is_not_there_says_so_in_bengali_and_shows_a_way_on() -> None:
    with guide_settings():
        answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    assert "এই ঠিকানায় কিছু নেই" in answer.content.decode().replace("\u09df", "য়")
    assert 'href="/desk/"' in answer.content.decode()


def test_a_broken_page_still_speaks_bengali_when_nothing_of_the_request_can_be_read() -> None:
    with guide_settings(), translation.override("bn-in"):
        answer = server_error(HttpRequest())
    page = unicodedata.normalize("NFC", answer.content.decode())
    assert answer.status_code == 500
    assert unicodedata.normalize("NFC", "কিছু রাখা বা পাঠানো হয়নি") in page
