"""A session ends without an act and at the longest; its owner sees and ends his others."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.signin.sessions import SEEN, SIGNED_IN
from tests.hierarchy.signin.conftest import PASSWORD, House, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(house: House, reader: Client) -> Client:
    assert sign_in(reader, "officer") == 302
    return reader


def turn_back(client: Client, **clocks: timedelta) -> None:
    session = client.session
    for name, span in clocks.items():
        session[name] = timezone.now().timestamp() - span.total_seconds()
    session.save()


def test_a_session_in_use_goes_on(officer: Client) -> None:
    turn_back(officer, **{SEEN: timedelta(minutes=59)})
    assert officer.get(reverse("mfa_index")).status_code == 200
    assert timezone.now().timestamp() - officer.session[SEEN] < 60


def test_without_an_act_for_an_hour_it_ends_and_the_sign_in_page_says_why(officer: Client) -> None:
    turn_back(officer, **{SEEN: timedelta(minutes=61)})
    answer = officer.get(reverse("mfa_index"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(reverse("signin"))
    assert "You were signed out because nothing was done for 60 minutes." in page
    assert "nothing was done" not in officer.get(reverse("signin")).content.decode()


def test_the_longest_time_ends_it_even_in_use(officer: Client) -> None:
    turn_back(officer, **{SEEN: timedelta(0), SIGNED_IN: timedelta(hours=12, seconds=1)})
    page = officer.get(reverse("mfa_index"), follow=True).content.decode()
    assert "a session lasts 12 hours at most" in page


def test_what_was_half_written_comes_back_on_the_page_that_says_so(officer: Client) -> None:
    turn_back(officer, **{SEEN: timedelta(minutes=61)})
    answer = officer.post(reverse("offices"), {"text": "অর্ধেক লেখা নোট", "second_password": PASSWORD})
    assert answer.status_code == 401
    assert "অর্ধেক লেখা নোট" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def test_the_list_shows_each_session_and_ends_the_others(officer: Client, house: House) -> None:
    other = Client(headers={"user-agent": "Another browser"})
    sign_in(other, "officer")
    page = officer.get(reverse("mfa_index")).content.decode()
    assert "Another browser" in page
    assert page.count("this one") == 1
    answer = officer.post(reverse("end_sessions"), follow=True)
    assert "1 other session ended." in answer.content.decode()
    assert other.get(reverse("mfa_index")).status_code == 302
    assert officer.get(reverse("mfa_index")).status_code == 200
    assert UserSession.objects.filter(user=house.officer).count() == 1


def test_one_session_is_ended_and_the_others_stay(officer: Client, house: House) -> None:
    others = [Client(headers={"user-agent": f"Browser {n}"}) for n in range(2)]
    for other in others:
        sign_in(other, "officer")
    lost = UserSession.objects.get(user_agent="Browser 0")
    page = officer.get(reverse("mfa_index")).content.decode()
    assert page.count("End this session") == 2
    answer = officer.post(reverse("end_session", args=[lost.pk]), follow=True)
    assert "The session is ended." in answer.content.decode()
    assert [client.get(reverse("mfa_index")).status_code for client in (*others, officer)] == [302, 200, 200]


def test_nobody_ends_another_persons_session_nor_his_own_here(officer: Client, house: House) -> None:
    stranger = Client()
    sign_in(stranger, "admin")
    for session in UserSession.objects.all():
        answer = officer.post(reverse("end_session", args=[session.pk]), follow=True)
        assert "That session had ended already." in answer.content.decode()
    assert UserSession.objects.count() == 2
    assert stranger.get(reverse("mfa_index")).status_code == 200


def test_a_new_password_ends_the_other_sessions(officer: Client) -> None:
    other = Client()
    sign_in(other, "officer")
    new = "yet another long secret"
    given = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    answer = officer.post(reverse("account_change_password"), given, follow=True)
    assert "The password is changed." in answer.content.decode()
    assert other.get(reverse("mfa_index")).status_code == 302
    assert officer.get(reverse("mfa_index")).status_code == 200
