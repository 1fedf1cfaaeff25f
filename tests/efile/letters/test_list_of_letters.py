"""The list of letters: what an officer approves, what came back to a clerk, what is approved and not out."""

from __future__ import annotations

from dataclasses import replace

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from efile.keyset import Keyset
from efile.letters import lists
from efile.letters.models import Draft
from efile.models import Matter, Secrecy
from ledger.ids import uuid7
from tests.efile.conftest import District
from tests.efile.letters.desk import approved, begun
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
CLERK, OFFICER = "cic-general", "oc-general"


def drafted(district: District, **changes: object) -> Draft:
    """By the clerk, and put up to the officer."""
    matter = district.marked()
    district.forward(OFFICER, matter, CLERK)
    draft = begun(district, matter, CLERK, **changes)
    district.forward(CLERK, matter, OFFICER)
    return draft


def ids(district: District, code: str, name: str) -> set[object]:
    return set(lists.box(district.actor(code), name).values_list("pk", flat=True))


def told(client: Client, name: str, **more: str) -> str:
    answer = client.get(reverse("letters"), {"box": name, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_put_up_waits_for_the_officer_and_stands_with_the_clerk_as_away(
    district: District, sign_in: SignIn
) -> None:
    draft = drafted(district)
    address = reverse("letter", args=[draft.pk])
    officer, clerk = sign_in(OFFICER), sign_in(CLERK)
    page = told(officer, "letters_here")
    assert address in page
    assert "For my approval <b>1</b>" in page
    assert address not in told(clerk, "letters_here")
    assert address in told(clerk, "letters_away")
    assert "Drafts with me" in told(clerk, "letters_here")


def test_what_was_sent_back_says_so_to_who_drafted_it(district: District, sign_in: SignIn) -> None:
    draft = drafted(district)
    assert "came back" not in told(sign_in(OFFICER), "letters_here")
    district.forward(OFFICER, draft.matter, CLERK)
    page = told(sign_in(CLERK), "letters_here")
    assert reverse("letter", args=[draft.pk]) in page
    assert "came back" in page
    assert ids(district, OFFICER, "letters_here") == set()


def test_what_is_approved_stands_with_both_until_it_is_out(district: District) -> None:
    draft = approved(district, drafted(district))
    for code in (OFFICER, CLERK):
        assert ids(district, code, "letters_approved") == {draft.pk}
        assert ids(district, code, "letters_here") == ids(district, code, "letters_away") == set()


def test_it_shows_no_letter_of_a_file_that_may_not_be_opened(district: District) -> None:
    """What is top secret is not open to who came to the post after the clerk who drafted."""
    draft = drafted(district)
    assert draft.pk in ids(district, CLERK, "letters_away")
    Matter.objects.filter(pk=draft.matter_id).update(secrecy=Secrecy.TOP_SECRET)
    assert ids(district, OFFICER, "letters_here") == {draft.pk}
    assert ids(district, CLERK, "letters_away") == {draft.pk}
    successor = replace(district.actor(CLERK), user_id=uuid7())
    assert not lists.box(successor, "letters_away").exists()


def test_others_see_nothing_of_it(district: District) -> None:
    drafted(district)
    for name in lists.BOXES:
        assert ids(district, "oc-land", name) == ids(district, "counter-1", name) == set()


def test_it_is_a_page_at_a_time_and_costs_the_same_for_many(district: District, sign_in: SignIn) -> None:
    officer = sign_in(OFFICER)
    first = drafted(district, subject="প্রথম চিঠি")
    told(officer, "letters_here")
    with CaptureQueriesContext(connection) as of_one:
        told(officer, "letters_here")
    later = [drafted(district, subject=f"চিঠি {at}") for at in range(3)]
    with CaptureQueriesContext(connection) as of_four:
        page = told(officer, "letters_here")
    assert len(of_four) == len(of_one)
    places = [page.index(one) for one in ("চিঠি 2", "চিঠি 1", "চিঠি 0", "প্রথম চিঠি")]
    assert places == sorted(places)
    actor = district.actor(OFFICER)
    rows = lists.box(actor, "letters_here")
    shown, more = lists.page_of(rows, actor, None, size=2)
    assert ([draft.pk for draft, _strand in shown], more) == ([later[2].pk, later[1].pk], True)
    after = Keyset(shown[-1][0].at, shown[-1][0].pk)
    rest, more = lists.page_of(rows, actor, after, size=2)
    assert ([draft.pk for draft, _strand in rest], more) == ([later[0].pk, first.pk], False)
