"""A form of a file's page carries a key: pressed twice, its act is done once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.models import File
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.files.test_states_parts_and_links import empty
from tests.efile.pages.conftest import SignIn, sign_in

__all__ = ["sign_in"]


def key_on(client: Client, address: str) -> str:
    found = set(re.findall(r'name="key" value="([^"]+)"', client.get(address).content.decode()))
    assert len(found) == 1
    return str(found.pop())


def test_a_part_is_opened_once(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    form = {"act": "part", "key": key_on(client, address)}
    answers = [client.post(f"{address}act/", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert row.parts.count() == 1
    assert answers[1]["Location"] == address


@pytest.mark.parametrize("act", ["park", "close", "number", "link"])
def test_what_would_be_refused_the_second_time_is_answered_as_the_first(
    district: District, sign_in: SignIn, act: str
) -> None:
    row, other = empty(district), empty(district, "খরা")
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    day = (timezone.now() + timedelta(days=5)).date()
    inputs = {
        "park": {"until": day.isoformat(), "reason": "বর্ষার পরে"},
        "close": {"reason": "কাজ শেষ"},
        "number": {"number": "পুরানো/৭", "kind": "paper"},
        "link": {"number": other.number, "reason": "একই জমি"},
    }
    form = {"act": act, "key": key_on(client, address), **inputs[act]}
    for _ in range(2):
        assert client.post(f"{address}act/", form).status_code == 302
    kinds = [entry.kind for entry in ledger.entries(row.pk)]
    assert len(kinds) == 3


def test_a_key_is_not_taken_for_another_act(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    key = key_on(client, address)
    assert client.post(f"{address}act/", {"act": "part", "key": key}).status_code == 302
    form = {"act": "close", "key": key, "reason": "কাজ শেষ"}
    assert client.post(f"{address}act/", form).status_code == 422
    row.refresh_from_db()
    assert row.status == File.Status.CURRENT


def test_a_new_file_is_begun_once(district: District, sign_in: SignIn) -> None:
    client = sign_in("oc-general")
    form = {"subject": "সেতু", "create": "1", "key": key_on(client, reverse("new_file"))}
    first, second = (client.post(reverse("new_file"), form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert File.objects.filter(subject="সেতু").count() == 1


def test_without_a_key_each_press_is_an_act_of_its_own(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    for _ in range(2):
        client.post(f"{address}act/", {"act": "part"})
    assert row.parts.count() == 2
