"""The desk says of a graded matter no more than who reads it may know of it now.

For who may open it a line with its words, for who may know of it (`access.rules.grades_known`) a line with
its number alone, none for others; and what has no line is not counted.
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile import selectors
from efile.access.models import MatterGrant
from efile.access.rules import CONFIDENTIAL, GRADES, NORMAL, SECRET, TOP_SECRET
from efile.desks import desks_of
from efile.keyset import Keyset
from efile.models import Matter, Thread
from efile.waiting import beside
from hierarchy import grants
from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Deputation, Post, User
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, receipt_of
from tests.hierarchy.factories import make_user

SUBJECT, APPLICANT = "তহবিল তছরুপের অভিযোগ", "হরিপদ মাইতি"
WORDS, NUMBER, NONE = "words", "number", "none"
TOOK_PART = {NORMAL: WORDS, CONFIDENTIAL: WORDS, SECRET: WORDS, TOP_SECRET: NUMBER}
RECEIVED = {NORMAL: WORDS, CONFIDENTIAL: NONE, SECRET: NONE, TOP_SECRET: NONE}
DRAFTS_FOR_HOLDER = {NORMAL: WORDS, CONFIDENTIAL: WORDS, SECRET: WORDS, TOP_SECRET: NONE}
ELSEWHERE = ("others", "sent")


@pytest.fixture
def matter(district: District) -> Matter:
    """Received at counter 1, marked by the DM to the ADM, sent by him to the OC; each is another person."""
    matter = district.receive(subject=SUBJECT, applicant=APPLICANT)
    district.complete("dm", matter, "mark", to="adm-general")
    district.forward("adm-general", matter, "oc-general")
    return matter


def succeeded(district: District, code: str) -> None:
    """Another person has the post now: what its former holder did is no ground of his own."""
    user = make_user(f"successor-{code}")
    Post.objects.get(pk=district.post(code)).charges.filter(ends=None).update(user=user)


def assistant_of(district: District, code: str) -> Client:
    user = make_user(f"assistant-{code}")
    Deputation.objects.create(
        office=district.office,
        post_id=district.post(code),
        user=user,
        starts=district.now - timedelta(days=1),
        ends=district.now + timedelta(days=30),
        scope="draft",
    )
    client = Client()
    client.force_login(user)
    client.cookies["language"] = "en"
    return client


def actor_of(district: District, client: Client, code: str) -> Actor:
    user = User.objects.get(pk=client.session["_auth_user_id"])
    return hierarchy.actor_for(user.pk, district.post(code), timezone.now())


def told(client: Client, matter: Matter, box: str) -> str:
    page = client.get(reverse("desk"), {"box": box}).content.decode()
    if any(word in page for word in (SUBJECT, APPLICANT, "চোপড়া", str(matter.pk))):
        return WORDS
    return NUMBER if receipt_of(matter).number in page else NONE


def told_by_grade(client: Client, matter: Matter, box: str) -> dict[int, str]:
    found = {}
    for grade in GRADES:
        Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
        found[grade] = told(client, matter, box)
    return found


@pytest.mark.parametrize("box", ELSEWHERE)
def test_the_front_desk_that_received_it_finds_a_line_of_a_normal_matter_alone(
    matter: Matter, sign_in: SignIn, box: str
) -> None:
    assert told_by_grade(sign_in("counter-1"), matter, box) == RECEIVED


@pytest.mark.parametrize("box", ELSEWHERE)
def test_who_had_it_knows_a_top_secret_matter_by_its_number(
    district: District, matter: Matter, sign_in: SignIn, box: str
) -> None:
    succeeded(district, "adm-general")
    assert told_by_grade(sign_in("adm-general"), matter, box) == TOOK_PART


@pytest.mark.parametrize("box", ELSEWHERE)
def test_the_assistant_of_who_had_it_finds_a_line_of_a_normal_matter_alone(
    district: District, matter: Matter, box: str
) -> None:
    assert told_by_grade(assistant_of(district, "adm-general"), matter, box) == RECEIVED


@pytest.mark.parametrize("box", ["with_me", "late", "today", "waiting"])
def test_the_assistant_of_the_holder_knows_of_no_top_secret_matter(
    district: District, matter: Matter, box: str
) -> None:
    today = timezone.localdate(timezone=ZoneInfo(district.office.timezone))
    due = {"late": today - timedelta(days=2), "today": today}.get(box)
    waits = "message:citizen" if box == "waiting" else ""
    Thread.objects.filter(matter=matter).update(due_on=due, waiting_for=waits)
    client = assistant_of(district, "oc-general")
    assert told_by_grade(client, matter, box) == DRAFTS_FOR_HOLDER
    counted = selectors.counts(actor_of(district, client, "oc-general"), today)
    assert (counted[box], counted["unread"]) == (0, 0)


def test_the_assistant_in_a_section_is_told_of_no_top_secret_matter_in_its_pool(
    district: District, matter: Matter
) -> None:
    section = Post.objects.get(pk=district.post("oc-general")).section_id
    Thread.objects.filter(matter=matter).update(pool=section)
    assert told_by_grade(assistant_of(district, "oc-general"), matter, "pool") == DRAFTS_FOR_HOLDER


@pytest.mark.parametrize("box", selectors.BOXES)
def test_the_holder_reads_every_grade_where_it_lies(
    district: District, matter: Matter, sign_in: SignIn, box: str
) -> None:
    lies = box == "with_me"
    assert told_by_grade(sign_in("oc-general"), matter, box) == dict.fromkeys(GRADES, WORDS if lies else NONE)


@pytest.mark.parametrize("box", ELSEWHERE)
def test_a_line_by_number_says_neither_who_has_it_nor_the_stage_nor_how_late(
    district: District, matter: Matter, sign_in: SignIn, box: str
) -> None:
    succeeded(district, "adm-general")
    Thread.objects.filter(matter=matter).update(due_on=timezone.localdate() - timedelta(days=40))
    client = sign_in("adm-general")
    open_line = line_of(client, matter, box)
    Matter.objects.filter(pk=matter.pk).update(secrecy=TOP_SECRET, priority=2)
    line = line_of(client, matter, box)
    holder = district.thread(matter).holder.title.en
    assert holder in open_line
    assert holder not in line
    assert '<div class="fr"></div><div class="held"></div></li>' in line.replace("\n", "")
    assert line.count('class="chip') == 1


def line_of(client: Client, matter: Matter, box: str) -> str:
    page = client.get(reverse("desk"), {"box": box}).content.decode()
    begun = page.index(f'id="row-{matter.threads.get().pk}"')
    return page[begun : page.index("</li>", begun) + len("</li>")]


@pytest.mark.parametrize(
    ("code", "of_grade"),
    [("counter-1", {NORMAL: 1}), ("adm-general", dict.fromkeys(GRADES, 1)), ("assistant", {NORMAL: 1})],
)
def test_what_has_no_line_is_not_counted_with_others(
    district: District, matter: Matter, code: str, of_grade: dict[int, int]
) -> None:
    if code == "assistant":
        actor = actor_of(district, assistant_of(district, "adm-general"), "adm-general")
    else:
        actor = district.actor(code)
    for grade in GRADES:
        Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
        assert beside(actor, timezone.localdate())["others"] == of_grade.get(grade, 0), grade


def test_the_list_of_posts_counts_no_top_secret_matter_for_an_assistant(
    district: District, matter: Matter
) -> None:
    client = assistant_of(district, "oc-general")
    user = User.objects.get(pk=client.session["_auth_user_id"])
    counted = []
    for grade in (SECRET, TOP_SECRET):
        Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
        (desk,) = desks_of(hierarchy.acting_posts(user, timezone.now()), timezone.localdate())
        counted.append((desk.with_me, desk.unread))
    assert counted == [(1, 1), (0, 0)]


@pytest.mark.parametrize("grade", [CONFIDENTIAL, SECRET, TOP_SECRET])
def test_what_is_shown_to_an_officer_is_not_counted_for_his_assistant(
    district: District, matter: Matter, grade: int
) -> None:
    Matter.objects.filter(pk=matter.pk).update(secrecy=grade)
    grants.give(
        MatterGrant,
        "view_matter",
        matter,
        post=Post.objects.get(pk=district.post("oc-land")),
        office=district.office.pk,
        by=district.post("dm"),
        until=timezone.now() + timedelta(days=9),
        reason="যাচাই",
        now=district.now,
    )
    client = assistant_of(district, "oc-land")
    today = timezone.localdate()
    assert beside(district.actor("oc-land"), today)["shown_to_me"] == 1
    assert beside(actor_of(district, client, "oc-land"), today)["shown_to_me"] == 0
    assert SUBJECT not in client.get(reverse("desk")).content.decode()


def test_a_page_is_filled_past_the_lines_that_are_left_out(district: District) -> None:
    received = [district.receive() for _ in range(6)]
    actor, today = district.actor("counter-1"), timezone.localdate()
    Matter.objects.filter(pk__in=[matter.pk for matter in received[1:5]]).update(secrecy=CONFIDENTIAL)
    rows = selectors.box(actor, "sent", today)
    pages, after, more = [], None, True
    while more:
        page, more = selectors.known_page(actor, rows, after, 1)
        pages.append([row.matter_id for row in page])
        after = Keyset(page[-1].arrived_at, page[-1].pk)
    assert sorted(pages) == sorted([[received[5].pk], [received[0].pk]])
    assert beside(actor, today)["others"] == 2
