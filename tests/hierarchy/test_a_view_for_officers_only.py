import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from hierarchy.decorators import acting_post_required
from hierarchy.requests import OfficeRequest
from hierarchy.selectors import actor_for
from tests.hierarchy.factories import NOW, charge, make_office, make_post, make_user


@acting_post_required
def work(request: OfficeRequest, word: str) -> HttpResponse:
    assert request.actor is not None
    return HttpResponse(f"{word} {request.actor.name.en}")


def request_of(rf: RequestFactory, **facts: object) -> OfficeRequest:
    request = rf.get("/")
    for name, fact in facts.items():
        setattr(request, name, fact)
    return request  # type: ignore[return-value]  # [the middleware's attributes are set above]


@pytest.mark.django_db
def test_an_officer_passes(rf: RequestFactory) -> None:
    user, post = make_user("officer"), make_post(make_office(), "oc")
    charge(user, post)
    request = request_of(rf, user=user, actor=actor_for(user.id, post.id, NOW))
    assert work(request, "hello").content == b"hello Name officer"


@pytest.mark.django_db
def test_a_person_without_a_post_is_told_why(rf: RequestFactory) -> None:
    request = request_of(rf, user=make_user("newcomer"), actor=None, session={})
    with translation.override("en"):
        answer = work(request, "hello")
    assert answer.status_code == 403
    assert "No post is in your charge today" in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(rf: RequestFactory) -> None:
    answer = work(request_of(rf, user=AnonymousUser(), actor=None), "hello")
    assert answer.status_code == 302
    assert answer["Location"] == "/signin/"
