"""A flow that waits for a second person's approval is counted beside “Flows”, for those who may give it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.efile.pages.conftest import SignIn
from tests.workflows.studio.conftest import Studio, it_section

__all__ = ["it_section"]


class Counted:
    def __init__(self, sign_in: SignIn) -> None:
        self.sign_in = sign_in

    def by(self, code: str, language: str = "en") -> str:
        """What stands beside “Flows” on the desk of a post; empty where nothing is counted."""
        page = self.sign_in(code, language).get(reverse("desk")).content.decode()
        found = re.search(rf'<a href="{reverse("flows")}">[^<]+(?: <b>([^<]+)</b>)?</a>', page)
        assert found, f"{code} has no way to the flows"
        return found.group(1) or ""


@pytest.fixture
def counted(sign_in: SignIn) -> Counted:
    return Counted(sign_in)


def test_a_draft_counts_for_the_second_person_once_approval_is_asked(
    it_section: Studio, counted: Counted
) -> None:
    it_section.draw()
    assert counted.by("it-officer-2") == ""

    it_section.ask()

    assert counted.by("it-officer-2") == "1"
    assert counted.by("it-officer-2", "bn-in") == "১"


def test_who_drew_it_is_not_asked(it_section: Studio, counted: Counted) -> None:
    it_section.draw()
    it_section.ask()

    assert counted.by("it-officer-1") == ""


def test_it_is_no_longer_counted_when_published(it_section: Studio, counted: Counted) -> None:
    it_section.publish_second_look()

    assert counted.by("it-officer-2") == ""


def test_a_further_change_takes_the_question_back(it_section: Studio, counted: Counted) -> None:
    it_section.draw()
    draft = it_section.ask()
    it_section.save(it_section.xml(), revision=draft.revision)

    assert counted.by("it-officer-2") == ""
