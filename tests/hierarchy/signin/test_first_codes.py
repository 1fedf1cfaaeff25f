"""A sealed slip or an SMS lets a person in once, to choose a password of his own."""

from datetime import timedelta
from html import unescape
from re import search
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hierarchy.models import FirstCode
from hierarchy.signin.codes import read_code, spelled
from hierarchy.signin.passwords import LongEnough
from integrations.relay import release_due
from ledger import selectors
from ledger.models import Entry, Outbox
from tests.hierarchy.signin.conftest import BESIDE, OTHER_PASSWORD, House, sign_in
from tests.integrations.conftest import gateway
from tests.integrations.gateway import Gateway

pytestmark = pytest.mark.django_db

__all__ = ["gateway"]


@pytest.fixture
def office(house: House) -> Client:
    client = Client()
    client.cookies["language"] = "en"
    assert sign_in(client, "admin") == 302
    return client


def link_to(office: Client, house: House, mobile: str) -> HttpResponse:
    sent = {"mobile": mobile, **BESIDE}
    answer = office.post(reverse("officer_link", args=[house.newcomer.pk]), sent)
    assert isinstance(answer, HttpResponse)
    return answer


def slip_of(office: Client, house: House) -> str:
    answer = office.post(reverse("officer_slip", args=[house.newcomer.pk]), BESIDE)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = search(r"data-code>([^<]+)<", answer.content.decode())
    assert found
    return found[1]


def use(client: Client, code: str, username: str = "newcomer", password: str = OTHER_PASSWORD) -> int:
    given = {"username": username, "code": code, "new_password1": password, "new_password2": password}
    return client.post(reverse("first_signin"), given).status_code


def test_the_slip_lets_in_once_and_sets_the_password(office: Client, house: House, reader: Client) -> None:
    code = slip_of(office, house)
    assert use(reader, code) == 302
    assert reader.get(reverse("mfa_index")).status_code == 200
    assert use(Client(), code) == 422
    assert sign_in(Client(), "newcomer", OTHER_PASSWORD) == 302


def test_the_code_is_kept_nowhere_but_on_the_slip(office: Client, house: House) -> None:
    code = read_code(slip_of(office, house))
    row = FirstCode.objects.get()
    assert code not in str([getattr(row, field.name) for field in FirstCode._meta.fields])
    assert not any(code.encode() in bytes(entry.body) for entry in Entry.objects.all())


def test_the_record_names_who_made_it_and_who_used_it(office: Client, house: House, reader: Client) -> None:
    use(reader, slip_of(office, house))
    made, used = selectors.entries(house.office.pk)[-2:]
    assert (made.kind, made.by["user"]) == ("account.code_made", str(house.admin.pk))
    assert (used.kind, used.by["user"]) == ("account.first_signed_in", str(house.newcomer.pk))


def test_it_is_read_in_either_script_and_with_letters_that_look_alike() -> None:
    assert spelled("0123456789AB") == "0123-4567-89AB"
    assert read_code(" ০১২৩-45o7 89ab ") == "0123450789AB"
    assert read_code("il") == "11"


def test_a_new_slip_voids_the_one_before(office: Client, house: House, reader: Client) -> None:
    first, second = slip_of(office, house), slip_of(office, house)
    assert use(reader, first) == 422
    assert use(reader, second) == 302


def test_a_slip_of_last_week_is_too_old(office: Client, house: House, reader: Client) -> None:
    code = slip_of(office, house)
    long_ago = timezone.now() - timedelta(days=9)
    FirstCode.objects.update(made_at=long_ago, expires_at=long_ago + timedelta(days=7))
    assert use(reader, code) == 422


def test_it_is_no_use_with_another_user_name(office: Client, house: House, reader: Client) -> None:
    assert use(reader, slip_of(office, house), username="officer") == 422


def test_guessing_codes_is_braked_like_guessing_passwords(house: House, reader: Client) -> None:
    answers = [use(reader, "0000-0000-0000") for _ in range(6)]
    assert answers == [422, 422, 422, 422, 429, 429]


def test_a_weak_password_is_told_and_uses_nothing_up(office: Client, house: House, reader: Client) -> None:
    code = slip_of(office, house)
    assert use(reader, code, password="newcomer") == 200
    assert use(reader, code) == 302


def test_opening_the_link_uses_nothing_up(office: Client, house: House, reader: Client) -> None:
    code = slip_of(office, house)
    page = reader.get(reverse("first_signin"), {"code": code}).content.decode()
    assert f'value="{code}"' in page
    assert use(reader, code) == 302


def test_who_signs_in_already_gets_no_code(office: Client, house: House) -> None:
    answer = office.post(reverse("officer_slip", args=[house.officer.pk]), BESIDE)
    assert answer.status_code == 409
    assert "A lost password is reset before a second person first." in unescape(answer.content.decode())


@pytest.mark.parametrize("name", ["officer_slip", "officer_link", "officer_reset", "officer_unlock"])
def test_only_the_administrator_of_the_office_may(house: House, reader: Client, name: str) -> None:
    sign_in(reader, "officer")
    answer = reader.post(reverse(name, args=[house.newcomer.pk]))
    assert answer.status_code == 403
    assert not FirstCode.objects.exists()


class TestBySms:
    def test_a_link_goes_out_that_works_once(
        self, office: Client, house: House, reader: Client, gateway: Gateway
    ) -> None:
        answer = link_to(office, house, "৯৮৩০০ ০০০০১")
        assert answer.status_code == 302
        assert release_due(timezone.now()) == 1
        ((_, heard),) = gateway.heard
        assert heard["to"] == "9830000001"
        code = heard["text"].rpartition("code=")[2]
        assert use(reader, code) == 302
        assert use(Client(), code) == 422

    def test_neither_row_nor_delivery_holds_the_code(
        self, office: Client, house: House, gateway: Gateway
    ) -> None:
        link_to(office, house, "9830000001")
        assert FirstCode.objects.get().digest is None
        release_due(timezone.now())
        code = gateway.heard[0][1]["text"].rpartition("code=")[2]
        assert code not in str(Outbox.objects.get().body)

    def test_a_gateway_that_was_down_gets_a_fresh_link(
        self, office: Client, house: House, reader: Client, gateway: Gateway
    ) -> None:
        gateway.answers = [503, 202]
        link_to(office, house, "9830000001")
        release_due(timezone.now())
        release_due(timezone.now() + timedelta(hours=1))
        codes = [heard["text"].rpartition("code=")[2] for _, heard in gateway.heard]
        assert len(set(codes)) == 2
        assert use(Client(), codes[0]) == 422
        assert use(reader, codes[1]) == 302

    def test_a_withdrawn_link_is_not_sent(self, office: Client, house: House, gateway: Gateway) -> None:
        link_to(office, house, "9830000001")
        slip_of(office, house)
        release_due(timezone.now())
        assert gateway.heard == []

    def test_what_is_no_number_is_told(self, office: Client, house: House, gateway: Gateway) -> None:
        answer = link_to(office, house, "12")
        assert answer.status_code == 422
        assert "“12” is not a mobile number." in answer.content.decode()

    def test_it_is_told_before_the_second_persons_code_is_spent(
        self, office: Client, house: House, gateway: Gateway
    ) -> None:
        sent = {"mobile": "12ab", "second": "second-admin", "second_password": "wrong"}
        page = office.post(reverse("officer_link", args=[house.newcomer.pk]), sent).content.decode()
        assert "“12ab” is not a mobile number." in page
        assert 'value="12ab"' in page

    def test_the_link_leads_to_the_address_from_outside(
        self, office: Client, house: House, gateway: Gateway, settings: Any
    ) -> None:
        settings.PUBLIC_ADDRESS = "https://office.example"
        link_to(office, house, "9830000001")
        release_due(timezone.now())
        assert "https://office.example/signin/first/?code=" in str(gateway.heard[0])

    def test_an_office_without_a_gateway_prints_a_slip(self, office: Client, house: House) -> None:
        answer = link_to(office, house, "9830000001")
        assert answer.status_code == 409


def test_the_least_length_is_in_the_digits_of_the_language() -> None:
    with override("bn-in"):
        assert "৮টি" in LongEnough().get_help_text()
        with pytest.raises(ValidationError, match="৮টি"):
            LongEnough().validate("ছোটো")


def test_the_user_name_is_taken_in_any_case(office: Client, house: House, reader: Client) -> None:
    """Telephones write the first letter of a field large."""
    assert use(reader, slip_of(office, house), username="Newcomer ") == 302
    assert sign_in(Client(), "NewComer", OTHER_PASSWORD) == 302


def test_the_field_asks_a_telephone_for_small_letters(reader: Client) -> None:
    page = reader.get(reverse("first_signin")).content.decode()
    field = search(r'<input[^>]*name="username"[^>]*>', page)
    assert field
    assert 'autocapitalize="none"' in field[0]
