"""A file in which no matter lies is closed, and reopened, from its own page."""

from __future__ import annotations

from django.urls import reverse

from efile import services
from efile.models import File
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile.conftest import District
from tests.efile.files.test_states_parts_and_links import empty
from tests.efile.pages.conftest import SignIn, sign_in
from tests.efile.test_filing import CLOSED, put_in_file

__all__ = ["sign_in"]


def test_an_empty_file_is_closed_with_reasons_and_reopened(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("oc-general"), reverse("file", args=[row.pk])
    assert 'value="close"' in client.get(address).content.decode()
    refused = client.post(f"{address}act/", {"act": "close", "reason": " "})
    assert refused.status_code == 422
    assert client.post(f"{address}act/", {"act": "close", "reason": CLOSED}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.closed_at is not None) == (File.Status.CLOSED, True)
    page = client.get(address).content.decode()
    assert 'value="close"' not in page
    assert CLOSED in page
    services.reopen_file(
        actor=district.actor("dm"), file=row.pk, reason="আরও কাজ আছে।", now=district.wait(minutes=1)
    )
    row.refresh_from_db()
    assert row.status == File.Status.CURRENT
    assert check_stream("file", row.pk, ledger.entries(row.pk)) is None


def test_who_may_reopen_is_offered_it_on_the_page(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    services.dispose(
        actor=district.actor("oc-general"), file=row.pk, reason=CLOSED, now=district.wait(minutes=1)
    )
    client, address = sign_in("dm"), reverse("file", args=[row.pk])
    assert 'value="reopen"' in client.get(address).content.decode()
    assert client.post(f"{address}act/", {"act": "reopen", "reason": "আরও কাজ আছে।"}).status_code == 302
    row.refresh_from_db()
    assert row.status == File.Status.CURRENT


def test_who_may_not_close_is_not_offered_it(district: District, sign_in: SignIn) -> None:
    row = empty(district)
    client, address = sign_in("udc-general"), reverse("file", args=[row.pk])
    assert 'value="close"' not in client.get(address).content.decode()
    assert client.post(f"{address}act/", {"act": "close", "reason": CLOSED}).status_code == 403
    row.refresh_from_db()
    assert row.status == File.Status.CURRENT


def test_a_file_with_an_open_matter_is_not_offered_to_be_closed(district: District, sign_in: SignIn) -> None:
    file = put_in_file(district, district.marked())
    client, address = sign_in("oc-general"), reverse("file", args=[file.pk])
    assert 'value="close"' not in client.get(address).content.decode()
    assert client.post(f"{address}act/", {"act": "close", "reason": CLOSED}).status_code == 409
