"""Which way a letter is proposed to go to a recipient, and which may be chosen."""

import pytest

from efile.dispatch.details import own_way, way_and_mail, ways_to
from efile.letters.recipients import Recipient, Role

HERE = Recipient(Role.TO, "ওসি", post="01a20b59-0000-7000-8000-000000000000", email="oc@example.org")
MAILED = Recipient(Role.TO, "প্রধান", email="p@example.org", mobile="9800000001")
PLAIN = Recipient(Role.TO, "রহিমা", "চোপড়া", mobile="9800000001")


@pytest.mark.parametrize(
    ("one", "secrecy", "failed", "way"),
    [
        (HERE, 0, "", "office"),
        (HERE, 2, "", "office"),
        (HERE, 0, "office", "email"),
        (MAILED, 0, "", "email"),
        (MAILED, 0, "email", "ordinary"),
        (MAILED, 1, "", "ordinary"),
        (PLAIN, 0, "", "ordinary"),
    ],
)
def test_the_way_at_hand_is_proposed(one: Recipient, secrecy: int, failed: str, way: str) -> None:
    assert own_way(one, secrecy, failed) == way


@pytest.mark.parametrize(
    ("post", "secrecy", "missing"),
    [(True, 0, set()), (False, 0, {"office"}), (True, 1, {"email", "sms"})],
)
def test_only_open_ways_may_be_chosen(post: bool, secrecy: int, missing: set[str]) -> None:
    every = {"ordinary", "registered", "speed", "hand", "email", "sms", "office"}
    assert {code for code, _label in ways_to(post, secrecy)} == every - missing


@pytest.mark.parametrize(
    ("chosen", "found"), [("speed", ("post", "speed")), ("hand", ("hand", "")), ("", ("", ""))]
)
def test_a_postal_service_is_a_way_of_its_own(chosen: str, found: tuple[str, str]) -> None:
    assert way_and_mail(chosen) == found
