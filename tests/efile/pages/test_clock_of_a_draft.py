"""Keeping a draft asks no shared clock; an act, which goes on record, does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile import present
from notings.models import NoteDraft
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, seen_fields

CLOCK = "clock_timestamp"


def test_only_the_act_asks_the_clock_that_all_servers_share(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    thread = district.thread(matter)
    client = sign_in("oc-general")

    with CaptureQueriesContext(connection) as keeping:
        kept = client.post(reverse("draft", args=[thread.pk]), {"text": "Half written", "revision": "0"})
    assert kept.json() == {"revision": 1}
    assert not [query for query in keeping.captured_queries if CLOCK in query["sql"]]

    to = str(district.post("cic-general"))
    fields = {**seen_fields(district, matter), "to": to, "text": "Half written", "revision": "1"}
    with CaptureQueriesContext(connection) as acting:
        client.post(reverse("forward", args=[thread.pk]), fields)
    assert district.thread(matter).holder_id == district.post("cic-general")
    assert [query for query in acting.captured_queries if CLOCK in query["sql"]]


def test_words_are_kept_while_a_wrong_clock_stops_the_acts(
    district: District, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(present, "MOST_APART", timedelta(seconds=-1))
    matter = district.marked()
    thread = district.thread(matter)
    client = sign_in("oc-general")

    client.post(reverse("draft", args=[thread.pk]), {"text": "Half written", "revision": "0"})
    fields = {**seen_fields(district, matter), "to": str(district.post("cic-general"))}
    refused = client.post(reverse("forward", args=[thread.pk]), fields)

    assert refused.status_code == 503
    assert NoteDraft.objects.get().text == "Half written"
