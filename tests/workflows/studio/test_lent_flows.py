"""One flow lent to a post until a day: it publishes that flow, no other, and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.verification import check_stream
from hierarchy.establishment import reasons as establishment
from hierarchy.models import Office
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.days import today
from tests.witness import with_head
from tests.workflows.studio.conftest import SignIn, Studio
from workflows import approvals, publishers, reasons
from workflows.models import Flow, FlowGrant

LENDER, PUBLISHER, WHY = "dpm", "oc-it", "আদেশ ১২: আধিকারিক ছুটিতে"


def lend(studio: Studio, post: str = PUBLISHER, *, flow: Flow | None = None, until: date | None = None,
         reason: str = WHY, by: str = LENDER) -> FlowGrant:  # fmt: skip
    district = studio.district
    return publishers.let_publish(
        actor=district.actor(by),
        flow=(flow or studio.flow).pk,
        post=district.post(post),
        until=until or today(),
        reason=reason,
        now=district.wait(minutes=1),
    )


def refusal(act: object, *args: object, **more: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **more)  # type: ignore[operator]  # [any of the services]
    return caught.value


def other_flow() -> Flow:
    return Flow.objects.get(code="internal-file")


def page(client: Client, name: str, *args: str) -> tuple[int, str]:
    answer = client.get(reverse(name, args=args), follow=True)
    return answer.status_code, unescape(answer.content.decode())


def test_the_post_publishes_the_flow_that_is_lent_to_it(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    borrower = it_section.district.actor(PUBLISHER)
    assert refusal(it_section.publish, actor=borrower).reason == reasons.NO_POWER
    lend(it_section)
    version = it_section.publish(actor=borrower)
    assert (version.number, version.published_by_id) == (2, borrower.user_id)


def test_it_publishes_no_other_flow(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    lend(it_section, flow=other_flow())
    borrower = it_section.district.actor(PUBLISHER)
    assert refusal(it_section.publish, actor=borrower).reason == reasons.NO_POWER


def test_after_the_last_day_and_after_it_was_ended_it_publishes_nothing(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    borrower = it_section.district.actor(PUBLISHER)
    grant = lend(it_section)
    assert not publishers.may_publish(borrower, it_section.flow.pk, grant.until)
    assert publishers.may_publish(borrower, it_section.flow.pk, grant.until - timedelta(seconds=1))
    publishers.end_publishing(
        actor=it_section.district.actor(LENDER), grant=grant.pk, now=it_section.district.wait(minutes=1)
    )
    assert refusal(it_section.publish, actor=borrower).reason == reasons.NO_POWER


def test_a_borrower_who_drew_in_the_draft_does_not_publish_it(it_section: Studio) -> None:
    it_section.draw()
    it_section.ask()
    lend(it_section)
    drawer = it_section.drawer
    borrower = replace(it_section.district.actor(PUBLISHER), user_id=drawer.user_id)
    assert refusal(it_section.publish, actor=borrower).reason == reasons.SAME_PERSON


def test_an_assistant_of_the_post_publishes_nothing(it_section: Studio) -> None:
    lend(it_section)
    assistant = replace(it_section.district.actor(PUBLISHER), assistant=True)
    assert not publishers.may_publish(assistant, it_section.flow.pk, it_section.district.now)


def test_the_successor_of_an_abolished_post_has_what_was_lent_to_it(it_section: Studio) -> None:
    lend(it_section)
    heir = it_section.district.actor("cic-it")
    assert not publishers.may_publish(heir, it_section.flow.pk, it_section.district.now)
    heir = replace(heir, posts=heir.posts | {it_section.district.post(PUBLISHER)})
    assert publishers.may_publish(heir, it_section.flow.pk, it_section.district.now)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"by": "it-officer-1"}, establishment.NOT_ADMIN),
        ({"by": "dm"}, establishment.NOT_ADMIN),
        ({"post": LENDER}, establishment.GRANT_TO_ONESELF),
        ({"until": date(2020, 1, 1)}, establishment.GRANT_UNTIL),
        ({"until": date(2040, 1, 1)}, establishment.GRANT_UNTIL),
        ({"reason": " "}, establishment.MISSING),
        ({"reason": "ক" * 301}, establishment.GRANT_REASON_LONG),
    ],
)
def test_lending_is_refused_in_a_sentence(
    it_section: Studio, changes: dict[str, object], reason: object
) -> None:
    assert refusal(lend, it_section, **changes).reason == reason
    assert not FlowGrant.objects.exists()


def test_a_flow_of_the_other_country_is_not_the_offices_to_lend(it_section: Studio) -> None:
    Flow.objects.filter(pk=other_flow().pk).update(profile="BD")
    assert refusal(lend, it_section, flow=other_flow()).reason == establishment.UNKNOWN_ROW


def test_another_office_does_not_end_it(it_section: Studio) -> None:
    grant = lend(it_section)
    elsewhere = Office.objects.create(
        code="elsewhere", profile="WB", kind="district", timezone="Asia/Kolkata", name_bn="ক", name_en="Else"
    )
    stranger = replace(it_section.district.actor(LENDER), office_id=elsewhere.pk)
    ended = refusal(
        publishers.end_publishing, actor=stranger, grant=grant.pk, now=it_section.district.wait(minutes=1)
    )
    assert ended.reason == establishment.UNKNOWN_ROW


def test_the_offices_record_tells_of_it_and_agrees_with_the_row(it_section: Studio) -> None:
    grant = lend(it_section)
    publishers.end_publishing(
        actor=it_section.district.actor(LENDER), grant=grant.pk, now=it_section.district.wait(minutes=1)
    )
    office = it_section.district.office.pk
    entries = ledger.entries(office)
    lent, ended = entries[-2:]
    assert (lent.kind, ended.kind) == ("publishing.lent", "publishing.ended")
    assert lent.data["publishers"][0]["reason"] == WHY
    assert lent.data["publishers"][0]["labels"]["of"]["en"] == it_section.flow.name_en
    assert ended.data["publishers"][0]["until"] < lent.data["publishers"][0]["until"]
    assert check_stream("office", office, entries) is None


def test_the_borrower_sees_that_flow_and_its_draft_and_nothing_else_of_the_studio(
    it_section: Studio, sign_in: SignIn
) -> None:
    it_section.draw()
    it_section.ask()
    client, code = sign_in(PUBLISHER), it_section.flow.code
    assert page(client, "flows")[0] == 403
    grant = lend(it_section)
    status, listed = page(client, "flows")
    assert (status, other_flow().name_en in listed, reverse("limits") in listed) == (200, False, False)
    assert it_section.flow.name_en in listed
    assert "Publish as a new version" in page(client, "draft_review", code)[1]
    assert page(client, "flow", code)[0] == 200
    for name, arguments in (("flow", [other_flow().code]), ("limits", []), ("limit_new", [])):
        assert page(client, name, *arguments)[0] == 403
    assert client.post(reverse("draft_discard", args=[code]), {"revision": "2"}).status_code == 403
    answer = client.post(reverse("draft_publish", args=[code]), {"revision": "2"})
    assert (answer.status_code, it_section.current.number) == (302, 2)
    FlowGrant.objects.filter(pk=grant.pk).update(until=timezone.now())
    assert page(client, "flow", code)[0] == 403


def test_the_side_list_leads_the_borrower_to_what_waits_for_him(it_section: Studio, sign_in: SignIn) -> None:
    it_section.draw()
    it_section.ask()
    borrower = it_section.district.actor(PUBLISHER)
    assert approvals.asked_of(borrower, timezone.now()).count() == 0
    client = sign_in(PUBLISHER)
    assert f'href="{reverse("flows")}"' not in page(client, "desk")[1]
    lend(it_section)
    assert approvals.asked_of(borrower, timezone.now()).count() == 1
    assert f'href="{reverse("flows")}"' in page(client, "desk")[1]


def test_it_is_lent_and_ended_on_the_administrators_page(it_section: Studio, sign_in: SignIn) -> None:
    client, until = sign_in(LENDER), today() + timedelta(days=5)
    act = reverse("admin_act", args=["let-publish"])
    fields = {"flow": it_section.flow.pk, "post": it_section.district.post(PUBLISHER),
              "until": until.isoformat(), "reason": WHY}  # fmt: skip
    asked = unescape(client.post(act, {**fields, "step": "check"}).content.decode())
    assert "It ends by itself at the end of" in asked
    seen = asked.partition('name="seen" value="')[2].partition('"')[0]
    fields |= with_head(it_section.district)
    assert client.post(act, {**fields, "step": "do", "seen": seen})["Location"] == reverse("admin_granted")
    assert WHY in page(client, "admin_granted")[1]
    grant = FlowGrant.objects.get()
    end = reverse("admin_act", args=["end-publishing"])
    asked = unescape(client.post(end, {"grant": grant.pk, "step": "check"}).content.decode())
    seen = asked.partition('name="seen" value="')[2].partition('"')[0]
    assert (
        client.post(
            end, {"grant": grant.pk, "step": "do", "seen": seen} | with_head(it_section.district)
        ).status_code
        == 302
    )
    grant.refresh_from_db()
    assert grant.until <= timezone.now()
    assert "What has ended" in page(client, "admin_granted")[1]
    assert page(sign_in("oc-it"), "admin_granted")[0] == 403
