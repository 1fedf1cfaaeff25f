"""A file whose sender was abolished is returned to the post that stands for him, as the page says before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from efile import reasons, services
from efile.models import Matter
from hierarchy.models import Charge, Post, User
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile.conftest import District

pytestmark = pytest.mark.django_db


def abolish(district: District, code: str, successor: str | None) -> None:
    day = district.now.date() - timedelta(days=1)
    heir = district.post(successor) if successor else None
    Post.objects.filter(pk=district.post(code)).update(abolished_on=day, successor_id=heir)


def came_from(district: District, code: str = "cic-general") -> Matter:
    """A matter that the post has sent to the section's upper division clerk."""
    matter = district.marked()
    district.forward("oc-general", matter, code)
    district.forward(code, matter, "udc-general")
    return matter


def send_back(district: District, matter: Matter) -> None:
    services.return_(
        actor=district.actor("udc-general"),
        thread=district.thread(matter).pk,
        seen=district.seen(matter),
        now=district.wait(minutes=3),
    )


def page(district: District, client: Client, matter: Matter, language: str = "en") -> str:
    district.go_live()
    client.cookies["language"] = language
    client.force_login(User.objects.get(charges__post=district.post("udc-general")))
    return client.get(f"/m/{matter.pk}/").content.decode()


def test_it_goes_to_the_post_that_stands_for_the_sender(district: District) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", "oc-land")
    send_back(district, matter)
    thread = district.thread(matter)
    assert thread.holder.code == "oc-land"
    assert (thread.act, thread.sender_id) == ("returned", district.post("udc-general"))
    entry = ledger.entries(matter.pk)[-1]
    assert (entry.kind, entry.data["to"]) == ("thread.returned", str(district.post("oc-land")))


def test_and_to_the_last_of_several_successors(district: District) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", "oc-land")
    abolish(district, "oc-land", "oc-jm")
    send_back(district, matter)
    assert district.thread(matter).holder.code == "oc-jm"


def test_a_successor_at_whom_nobody_acts_is_refused_by_its_own_name(district: District) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", "oc-land")
    Charge.objects.filter(post=district.post("oc-land")).update(ends=district.wait(minutes=1))
    with pytest.raises(Refused) as refused:
        send_back(district, matter)
    assert refused.value.reason is reasons.POST_VACANT
    assert "Land Section" in refused.value.sentence


@pytest.mark.parametrize("heir", [None, "oc-land"])
def test_where_nobody_acts_at_it_the_page_says_so_and_offers_no_return(
    district: District, client: Client, heir: str | None
) -> None:
    matter = came_from(district)
    if heir:
        abolish(district, "cic-general", heir)
    offered = f"/t/{district.thread(matter).pk}/return/"
    assert offered in page(district, client, matter)
    vacant = district.post(heir or "cic-general")
    Charge.objects.filter(post=vacant).update(ends=district.wait(minutes=1))
    shown = page(district, client, matter)
    assert offered not in shown
    assert "Nobody acts at the post" in shown


def test_who_succeeded_the_sender_himself_has_nobody_to_return_it_to(district: District) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", "udc-general")
    with pytest.raises(Refused) as refused:
        send_back(district, matter)
    assert refused.value.reason is reasons.NOBODY_TO_RETURN_TO


def test_where_no_post_stands_for_the_sender_it_is_said_and_nothing_moves(
    district: District, client: Client
) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", None)
    with pytest.raises(Refused) as refused:
        send_back(district, matter)
    assert refused.value.reason is reasons.SENDER_GONE
    assert district.thread(matter).holder.code == "udc-general"
    shown = page(district, client, matter)
    assert "was abolished and no post stands for it. Send the file to another post instead." in shown
    assert f"/t/{district.thread(matter).pk}/return/" not in shown


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "was abolished; when returned it goes to Officer-in-Charge, Land Section."),
        ("bn-in", "ফেরত পাঠালে নথি যাবে"),
    ],
)
def test_the_page_names_the_successor_before_the_file_goes(
    district: District, client: Client, language: str, words: str
) -> None:
    matter = came_from(district)
    abolish(district, "cic-general", "oc-land")
    shown = page(district, client, matter, language)
    assert words in shown.partition('<p class="barred">')[2], "beside the button, on a telephone too"
    assert f"/t/{district.thread(matter).pk}/return/" in shown


def test_of_a_sender_that_stands_the_page_says_nothing_more(district: District, client: Client) -> None:
    assert "was abolished" not in page(district, client, came_from(district))
