"""What an error page says of the reader's work, and where it leads."""

from __future__ import annotations

import re

from django.test import Client, RequestFactory
from django.utils import translation

from hierarchy.powers import NAMES, in_words
from hierarchy.refusals import Reason, Refused
from tests.web.conftest import guide_settings
from web.typed import typed
from web.views import csrf_failure


def test_who_only_reads_is_told_nothing_about_work() -> None:
    with guide_settings():
        page = Client().get("/nowhere/").content.decode()
    assert "রাখা বা পাঠানো" not in page


def test_a_form_that_grew_too_old_shows_what_was_typed() -> None:
    request = RequestFactory().post("/t/1/", {"text": "অর্ধেক লেখা", "key": "k", "password": "secret"})
    with guide_settings(), translation.override("en"):
        page = csrf_failure(request).content.decode()
    assert ">অর্ধেক লেখা</textarea>" in page
    assert "secret" not in page


def test_a_signing_form_lists_nothing_that_it_carried() -> None:
    carried = {"pin": "4711", "signer": "Sumana Ghosh", "issuer": "Test CA", "asks": ["pin", "code"]}
    request = RequestFactory().post("/l/1/", {**carried, "act": "sign", "withdraw": "1", "note": "আমার কথা"})
    assert typed(request) == ["আমার কথা"]


def test_words_that_another_site_posted_are_not_repeated() -> None:
    request = RequestFactory().post(
        "/t/1/", {"text": "Call this number"}, HTTP_ORIGIN="https://elsewhere.example"
    )
    assert typed(request) == []


def test_a_power_is_named_in_words_of_both_languages() -> None:
    refused = Refused(Reason("x", "It needs the power “%(power)s”."), power="flow_edit")
    with translation.override("en"):
        assert refused.sentence == "It needs the power “draw flows”."
    for power in NAMES:
        with translation.override("bn-in"):
            assert re.search(r"[ঀ-৿]", in_words(power)), power


def test_an_address_that_only_takes_a_form_answers_a_reader_with_a_page() -> None:
    for language, sentence in (("bn", "শুধু ফর্ম থেকে"), ("en", "only takes what a form sends")):
        client = Client(headers={"accept": "text/html"})
        client.cookies["language"] = language
        with guide_settings():
            answer = client.get("/lang/")
        assert answer.status_code == 405
        assert answer["Allow"] == "POST"
        assert sentence in answer.content.decode()
        assert 'href="/"' in answer.content.decode()


def test_a_program_gets_the_bare_answer() -> None:
    with guide_settings():
        answer = Client(headers={"accept": "application/json"}).get("/lang/")
    assert (answer.status_code, answer.content) == (405, b"")
