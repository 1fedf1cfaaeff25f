"""An administrator takes a password or factors only before a second officer who gives his own password."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.signin import reasons, services
from ledger import selectors
from tests.hierarchy.factories import charge, make_office, make_post, make_user
from tests.hierarchy.signin.conftest import BESIDE, PASSWORD, House, reset, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(house: House, reader: Client) -> Client:
    assert sign_in(reader, "admin") == 302
    return reader


@pytest.mark.parametrize("second", ["second-admin", "head"])
def test_another_administrator_or_the_head_stands_by(office: Client, house: House, second: str) -> None:
    session = Client()
    sign_in(session, "officer")
    assert reset(office, house, second=second)[0] == 302
    assert sign_in(Client(), "officer") == 200
    assert session.get(reverse("mfa_index")).status_code == 302


def test_the_record_names_both_and_the_reason(office: Client, house: House) -> None:
    reset(office, house)
    entry = selectors.entries(house.office.pk)[-1]
    assert entry.kind == "account.reset"
    assert entry.by["user"] == str(house.admin.pk)
    assert entry.data["witness"]["user"] == str(house.second_admin.pk)
    assert (entry.data["reason"], entry.data["password"], entry.data["factors"]) == ("ভুলে গেছেন", True, False)
    assert PASSWORD not in str(entry.data)


def test_factors_go_and_the_password_stays(office: Client, house: House) -> None:
    TOTP.activate(house.officer, "JBSWY3DPEHPK3PXP")
    assert reset(office, house, password_too="", factors_too="on")[0] == 302
    assert not Authenticator.objects.exists()
    assert sign_in(Client(), "officer") == 302


def test_with_the_password_goes_the_tied_identity(office: Client, house: House) -> None:
    SocialAccount.objects.create(user=house.officer, provider="office", uid="1")
    reset(office, house)
    assert not SocialAccount.objects.exists()


def test_with_either_goes_the_number_at_the_esign_service(office: Client, house: House) -> None:
    User.objects.filter(pk=house.officer.pk).update(signing_credential="GX1")
    reset(office, house)
    assert User.objects.get(pk=house.officer.pk).signing_credential == ""


@pytest.mark.parametrize(
    ("who", "what", "sentence"),
    [
        ("newcomer", {}, "Name newcomer has no password that could be reset"),
        ("officer", {"password_too": "", "factors_too": "on"}, "neither an app nor keys"),
        ("officer", {"factors_too": "on"}, "neither an app nor keys"),
    ],
)
def test_what_is_not_there_is_not_reset_and_no_second_person_is_asked(
    office: Client, house: House, who: str, what: dict[str, str], sentence: str
) -> None:
    user = User.objects.get(username=who)
    given = {"password_too": "on", "reason": "x", **BESIDE, "second_password": "wrong"}
    answer = office.post(reverse("officer_reset", args=[user.pk]), given | what)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    chosen = {"password": who == "newcomer", "factors": who == "officer"}
    with pytest.raises(Refused, match=r"signin\.no_(password|factors)_to_reset"):
        services.reset(user=user.pk, reason="x", actor=house.actor(house.admin), now=timezone.now(), **chosen)
    assert selectors.entries(house.office.pk) == []


def test_after_it_a_slip_can_be_made(office: Client, house: House) -> None:
    reset(office, house)
    assert office.post(reverse("officer_slip", args=[house.officer.pk]), BESIDE).status_code == 200


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        (
            {"second_password": "wrong"},
            422,
            "The user name or the password of the second person is",
        ),
        ({"second": "admin"}, 422, "The second person must be somebody other than you"),
        ({"second": "officer"}, 403, "neither an administrator nor the head of this office"),
        ({"password_too": ""}, 422, "Choose what is to be reset"),
        ({"reason": " "}, 422, "Fill in “Reason”."),
    ],
)
def test_nothing_is_reset_without(
    office: Client, house: House, given: dict[str, str], status: int, sentence: str
) -> None:
    got, page = reset(office, house, **given)
    assert got == status
    assert sentence in page
    assert sign_in(Client(), "officer") == 302
    assert PASSWORD not in page


def test_an_officer_without_the_power_is_no_second_person(office: Client, house: House) -> None:
    clerk = make_user("clerk")
    charge(clerk, make_post(house.office, "ldc", level=6))
    clerk.set_password(PASSWORD)
    clerk.save()
    got, page = reset(office, house, second="clerk")
    assert got == 403
    assert (
        "Name clerk is neither an administrator nor the head of this office, nor of the level below." in page
    )


def test_an_administrator_of_another_office_is_no_second_person(office: Client, house: House) -> None:
    stranger = make_user("stranger")
    charge(stranger, make_post(make_office("other-office"), "it-1", level=4, powers=("admin",)))
    stranger.set_password(PASSWORD)
    stranger.save()
    assert reset(office, house, second="stranger")[0] == 403


def test_guessing_the_second_persons_password_is_braked(office: Client, house: House) -> None:
    answers = [reset(office, house, second_password="wrong")[0] for _ in range(5)]
    assert answers[-1] == 429
    assert reset(office, house)[0] == 429
    assert sign_in(Client(), "officer") == 302


def test_nobody_resets_his_own_account(house: House) -> None:
    with pytest.raises(Refused) as refused:
        services.reset(
            user=house.admin.pk,
            password=True,
            factors=False,
            reason="x",
            actor=house.actor(house.admin),
            now=timezone.now(),
        )
    assert refused.value.reason == reasons.NOT_YOURSELF


def test_a_person_of_another_office_is_not_found(office: Client) -> None:
    stranger = make_user("stranger")
    charge(stranger, make_post(make_office("other-office"), "oc", level=5))
    assert office.get(reverse("officer_account", args=[stranger.pk])).status_code == 404


def test_the_list_says_how_each_signs_in(office: Client) -> None:
    page = office.get(reverse("accounts")).content.decode()
    assert page.count("nothing yet") == 1
    found = office.get(reverse("accounts"), {"find": "newc"}).content.decode()
    assert "Name newcomer" in found
    assert "Name officer" not in found
