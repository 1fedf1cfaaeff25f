"""A question that nobody may answer any more ends: who asked withdraws it, who was asked is told why."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from efile import reasons as common
from efile import services as efile
from efile.access.models import MatterGrant
from efile.confirming import services
from efile.confirming.models import Confirmation
from efile.confirming.selectors import MOST_SHOWN, standing_for
from efile.models import Matter
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.confirming.test_those_present import agrees, answer, ask, matter
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "matter", "sign_in"]
OVER = "The file is shown to your post no longer"


def end_showing(district: District, matter: Matter) -> None:
    efile.end_showing(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        grant=MatterGrant.objects.get().pk,
        now=district.wait(minutes=5),
    )


def desk(client: Client) -> str:
    return unescape(client.get(reverse("desk")).content.decode())


def withdraw(client: Client, row: Confirmation, **given: object) -> int:
    url = reverse("those_present", args=[row.matter_id])
    return client.post(url, {"withdraw": str(row.pk), **given}).status_code


def test_who_was_asked_is_told_why_he_does_not_answer(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    ask(district, matter, "udc-jm")
    clerk, url = sign_in("udc-jm"), reverse("those_present", args=[matter.pk])
    assert f"{url}?note=1" in desk(clerk)
    assert OVER not in desk(clerk)
    end_showing(district, matter)
    shown = desk(clerk)
    assert OVER in shown
    assert url not in shown, "a link that leads nowhere"
    assert reverse("matter", args=[matter.pk]) not in shown
    for refused in (clerk.get(f"{url}?note=1"), clerk.post(url, {"note": 1, "do": "confirm"})):
        assert refused.status_code == 403
        assert OVER in unescape(refused.content.decode())
    stranger = sign_in("udc-land").get(f"{url}?note=1")
    assert stranger.status_code == 404
    assert OVER not in stranger.content.decode()


def test_who_asked_withdraws_it_from_the_desk_and_asks_anew(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    ask(district, matter, "udc-jm")
    end_showing(district, matter)
    row, officer, clerk = Confirmation.objects.get(), sign_in("oc-general"), sign_in("udc-jm")
    assert "Withdraw the question" in desk(officer)
    assert "Withdraw the question" not in desk(clerk)
    (form,) = (one for one in desk(officer).split("<form")[1:] if "Withdraw the question" in one)
    (key,) = re.findall(r'name="key" value="([^"]+)"', form)
    assert [withdraw(officer, row, key=key), withdraw(officer, row, key=key)] == [302, 302], "pressed twice"
    kinds = [one.kind for one in ledger.entries(matter.pk)]
    assert kinds.count("note.confirmation_withdrawn") == 1
    assert "What was said, to be confirmed" not in desk(officer) + desk(clerk)
    assert ledger.entries(matter.pk)[-1].kind == "note.confirmation_withdrawn"
    assert agrees(matter)
    assert withdraw(officer, row) == 409
    district.go_live()
    ask(district, matter, "udc-jm")
    answer(district, matter, "udc-jm")
    assert agrees(matter)


def test_it_is_withdrawn_from_the_page_of_the_paragraph_by_who_asked_alone(
    district: District, matter: Matter, sign_in: SignIn
) -> None:
    ask(district, matter, "udc-jm", "adm-general")
    answer(district, matter, "adm-general")
    answered, row = (Confirmation.objects.get(post=district.post(code)) for code in ("adm-general", "udc-jm"))
    officer, url = sign_in("oc-general"), reverse("those_present", args=[matter.pk])
    page = officer.get(f"{url}?note=1").content.decode()
    assert [f'value="{one.pk}"' in page for one in (answered, row)] == [False, True]
    assert [withdraw(sign_in(code), row) for code in ("udc-jm", "dm")] == [409, 409]
    assert withdraw(officer, answered) == 409
    done = officer.post(url, {"withdraw": str(row.pk), "note": 1})
    assert done["Location"] == f"{url}?note=1"
    assert list(Confirmation.objects.all()) == [answered]
    assert agrees(matter)


def test_a_question_withdrawn_by_nobody_but_taken_away_is_found(district: District, matter: Matter) -> None:
    ask(district, matter, "udc-jm")
    Confirmation.objects.all().delete()
    with pytest.raises(AssertionError):
        agrees(matter)


def test_what_is_asked_of_a_post_stands_before_all_that_it_asks(
    district: District, matter: Matter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Also where it asked more, and earlier, than the desk shows."""
    ask(district, matter, "udc-jm")
    first = Confirmation.objects.get()
    Confirmation.objects.bulk_create(
        Confirmation(
            office=first.office,
            matter=matter,
            paragraph=number,
            asked_by=first.post,
            post=first.asked_by,
            asked_at=first.asked_at.replace(year=2025),
        )
        for number in range(2, MOST_SHOWN + 3)
    )
    actor = district.actor("udc-jm")
    with django_assert_max_num_queries(2):
        shown = standing_for(actor)
    assert len(shown) == MOST_SHOWN
    assert (shown[0].row, shown[0].asked) == (first, True)
    assert not any(one.asked for one in shown[1:])


def test_one_who_only_drafts_withdraws_nothing(district: District, matter: Matter) -> None:
    ask(district, matter, "udc-jm")
    with pytest.raises(Refused) as refused:
        services.withdraw(
            actor=replace(district.actor("oc-general"), assistant=True),
            confirmation=Confirmation.objects.get().pk,
            now=district.wait(minutes=5),
        )
    assert refused.value.reason is common.ASSISTANT
    assert Confirmation.objects.exists()
