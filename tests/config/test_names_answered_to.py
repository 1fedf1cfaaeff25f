"""A page of another site that has its name point here is not answered."""

import socket

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from config.environment import read_environment
from config.hosts import KnownOrNumbered, known_hosts
from tests.config.installation import Installation


def test_alone_it_answers_to_loopback_and_the_names_given() -> None:
    closed = known_hosts(read_environment({"ALLOWED_HOSTS": "office.example, .district.example"}))
    assert set(closed) == {"127.0.0.1", "[::1]", "localhost", "office.example", ".district.example"}


def test_opened_it_answers_to_the_machines_name_too() -> None:
    opened = known_hosts(read_environment({"HOST": "0.0.0.0"}))
    assert {"localhost", socket.gethostname()} <= set(opened)
    assert "*" not in opened
    assert "[fe80::1]" in known_hosts(read_environment({"HOST": "fe80::1"}))


def answer(host: str) -> int:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("here")

    names = known_hosts(read_environment({"HOST": "0.0.0.0", "ALLOWED_HOSTS": "office.example"}))
    with override_settings(ALLOWED_HOSTS=["*"], KNOWN_HOSTS=names):
        return KnownOrNumbered(page)(RequestFactory().get("/", headers={"host": host})).status_code


@pytest.mark.parametrize(
    "host", ["10.2.3.4:8000", "[fd00::7]:8000", "office.example", "localhost:8000", socket.gethostname()]
)
def test_a_bare_address_and_a_known_name_are_answered(host: str) -> None:
    assert answer(host) == 200


@pytest.mark.parametrize("host", ["evil.example", "10.2.3.4.evil.example", "10.2.3", "office.example.evil"])
def test_a_name_of_another_is_not(host: str) -> None:
    with pytest.raises(DisallowedHost):
        answer(host)


def test_an_opened_installation_warns_and_refuses_a_strange_name(settled: Installation) -> None:
    settled.settings["HOST"] = "0.0.0.0"
    settled.start()
    assert "It answers to this machine's name and to any bare address" in settled.output()
    assert settled.answer_to("evil.example") == 400
    assert settled.answer_to(f"192.0.2.7:{settled.port}") == 200
