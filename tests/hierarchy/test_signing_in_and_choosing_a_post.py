"""Sign-in, the acting post and what happens when its charge ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy.actors import Actor
from hierarchy.models import ChargeKind, Office, Post, User
from tests.hierarchy.factories import charge, depute, make_office, make_post, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough secret"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def posts(office: Office) -> tuple[Post, Post]:
    head = make_post(office, "dm", level=1)
    return make_post(office, "oc-general", head), make_post(office, "oc-dm-office", head)


@pytest.fixture
def person(posts: tuple[Post, Post]) -> User:
    user = make_user("oc-general")
    user.set_password(PASSWORD)
    user.save()
    charge(user, posts[0])
    charge(user, posts[1], ChargeKind.ADDITIONAL)
    return user


@pytest.fixture
def browser(client: Client, person: User) -> Client:
    client.force_login(person)
    client.cookies["language"] = "en"
    return client


def acting(client: Client) -> Actor | None:
    actor: Actor | None = client.get(reverse("offices")).context["actor"]
    return actor


def test_the_right_password_signs_in(client: Client, person: User) -> None:
    answer = client.post(
        reverse("signin"), {"username": "oc-general", "password": PASSWORD, "next": reverse("offices")}
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("offices")
    assert acting(client) is not None


def test_a_wrong_password_is_told_and_the_name_is_kept(client: Client, person: User) -> None:
    client.cookies["language"] = "en"
    answer = client.post(reverse("signin"), {"username": "oc-general", "password": "wrong"})
    page = answer.content.decode()
    assert "The user name or the password is not right." in page
    assert 'value="oc-general"' in page
    assert client.get(reverse("offices")).status_code == 302


def test_signing_out_needs_a_post_and_ends_the_session(browser: Client) -> None:
    assert browser.get(reverse("signout")).status_code == 405
    assert browser.post(reverse("signout")).status_code == 302
    assert browser.get(reverse("choose_post")).status_code == 302


def test_pages_of_the_office_ask_strangers_to_sign_in(client: Client) -> None:
    for name in ("choose_post", "offices"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("signin"))


def test_without_a_choice_one_acts_for_the_substantive_post(
    browser: Client, posts: tuple[Post, Post]
) -> None:
    actor = acting(browser)
    assert actor is not None
    assert (actor.post_id, actor.charge) == (posts[0].id, "substantive")


def test_a_person_with_two_posts_switches(browser: Client, posts: tuple[Post, Post]) -> None:
    page = browser.get(reverse("choose_post")).content.decode()
    assert "Post oc-general" in page
    assert "Post oc-dm-office" in page
    assert "additional charge" in page
    answer = browser.post(reverse("choose_post"), {"post": str(posts[1].id), "next": "/org/"})
    assert answer["Location"] == "/org/"
    actor = acting(browser)
    assert actor is not None
    assert (actor.post_id, actor.charge) == (posts[1].id, "additional")


def test_the_way_on_stays_in_the_house(browser: Client, posts: tuple[Post, Post]) -> None:
    answer = browser.post(
        reverse("choose_post"), {"post": str(posts[1].id), "next": "https://elsewhere.example/"}
    )
    assert answer["Location"].startswith("/")


@pytest.mark.parametrize("wanted", ["", "no-uuid", "01930000-0000-7000-8000-000000000000"])
def test_a_post_of_somebody_else_is_refused(browser: Client, posts: tuple[Post, Post], wanted: str) -> None:
    answer = browser.post(reverse("choose_post"), {"post": wanted})
    assert answer.status_code == 403
    assert "This post is not in your charge." in answer.content.decode()
    actor = acting(browser)
    assert actor is not None
    assert actor.post_id == posts[0].id


def test_a_deputy_sees_in_whose_place_he_acts(browser: Client, office: Office, person: User) -> None:
    post = make_post(office, "oc-jm")
    charge(make_user("oc-jm"), post)
    now = timezone.now()
    depute(person, post, now - timedelta(days=1), now + timedelta(days=1))
    page = browser.get(reverse("choose_post")).content.decode()
    assert "link officer · for Name oc-jm" in page
    browser.post(reverse("choose_post"), {"post": str(post.id)})
    actor = acting(browser)
    assert actor is not None
    assert actor.on_behalf_of is not None
    assert actor.on_behalf_of.en == "Name oc-jm"


def test_a_user_without_charge_sees_a_clear_page(client: Client) -> None:
    client.force_login(make_user("newcomer"))
    client.cookies["language"] = "en"
    answer = client.get(reverse("choose_post"))
    assert answer.status_code == 200
    assert answer.context["actor"] is None
    page = answer.content.decode()
    assert "No post is in your charge" in page
    assert reverse("signout") in page


class TestVanishedCharge:
    @pytest.fixture(autouse=True)
    def _ended(self, browser: Client, posts: tuple[Post, Post], person: User) -> None:
        browser.post(reverse("choose_post"), {"post": str(posts[1].id)})
        person.charges.filter(post=posts[1]).update(ends=timezone.now())

    def test_reading_leads_to_the_choice_with_the_reason(
        self, browser: Client, posts: tuple[Post, Post]
    ) -> None:
        answer = browser.get(reverse("offices"), follow=True)
        assert answer.redirect_chain == [(reverse("choose_post"), 302)]
        assert f"Your charge of {posts[1].title_en} has ended." in answer.content.decode()
        assert "post" not in browser.session
        actor = acting(browser)
        assert actor is not None
        assert actor.post_id == posts[0].id

    def test_an_act_is_not_done_in_the_name_of_another_post(
        self, browser: Client, posts: tuple[Post, Post]
    ) -> None:
        answer = browser.post(reverse("offices"))
        assert answer.status_code == 409
        page = answer.content.decode()
        assert f"Your charge of {posts[1].title_en} has ended." in page
        assert reverse("choose_post") in page

    def test_an_autosave_is_told_so_and_not_that_the_line_is_down(
        self, browser: Client, posts: tuple[Post, Post]
    ) -> None:
        answer = browser.post(reverse("offices"), {"text": "words"}, headers={"accept": "application/json"})
        assert answer.status_code == 409
        assert answer.json()["sentence"].startswith(f"Your charge of {posts[1].title_en} has ended.")

    def test_a_dialog_is_told_in_a_part_of_a_page_with_the_words(
        self, browser: Client, posts: tuple[Post, Post]
    ) -> None:
        answer = browser.post(reverse("offices"), {"text": "my words"}, headers={"hx-request": "true"})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert f"Your charge of {posts[1].title_en} has ended." in page
        assert "my words" in page
        assert "<html" not in page

    def test_one_can_choose_another_post_at_once(self, browser: Client, posts: tuple[Post, Post]) -> None:
        browser.post(reverse("choose_post"), {"post": str(posts[0].id)})
        actor = acting(browser)
        assert actor is not None
        assert actor.post_id == posts[0].id

    def test_one_can_sign_out(self, browser: Client) -> None:
        assert browser.post(reverse("signout")).status_code == 302


def test_the_office_of_the_post_decides_which_bengali_is_spoken(client: Client) -> None:
    post = make_post(make_office("dhaka-side", "BD"), "dc", level=1)
    user = make_user("dc")
    charge(user, post)
    client.force_login(user)
    page = client.get(reverse("choose_post")).content.decode()
    assert 'lang="bn-bd"' in page
    assert 'data-profile="BD"' in page
