"""Every list that an act offers begins with words, not with dashes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hierarchy.administration.acts import ACTS
from tests.hierarchy.administration.conftest import words


@pytest.mark.parametrize("act", sorted(ACTS))
def test_nothing_chosen_yet_is_said_in_words(admin: Client, act: str) -> None:
    page = words(admin.get(reverse("admin_act", args=[act])))
    assert "---" not in page
