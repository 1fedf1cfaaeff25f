"""A district for the auditor: its matters, and its story as the page gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import translation

from efile.models import Matter
from efile.replaying import Story, story_of
from efile.selectors import matter_for
from tests.efile.conftest import District
from tests.efile.pages.conftest import district, sign_in

__all__ = ["district", "sign_in"]

Tell = Callable[[Matter], Story]
SignIn = Callable[..., Client]


@pytest.fixture
def tell(district: District) -> Tell:
    """The story of a matter at the district's present moment."""

    def story(matter: Matter) -> Story:
        return story_of(matter_for(district.actor("auditor-1"), matter.pk), district.now)

    return story


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
