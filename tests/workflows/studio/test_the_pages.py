"""The flow pages: who may open them, what they say, and what they never let through."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from hierarchy.models import Rank
from tests.workflows.studio.conftest import MAIN, SignIn, Studio, with_second_look
from workflows import studio
from workflows.models import Flow, FlowDraft
from workflows.shipping import publish_bundle

CODE = "citizen-application"


def address(name: str) -> str:
    return reverse(name, args=[CODE])


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def save(client: Client, content: bytes, revision: int, file: str = MAIN) -> tuple[int, dict[str, object]]:
    answer = client.post(
        f"{address('draft_save')}?file={file}",
        content,
        content_type="application/xml",
        headers={"X-Revision": str(revision)},
    )
    return answer.status_code, json.loads(answer.content)


PAGES = ["flow", "flow_draft", "draft_review"]


@pytest.mark.parametrize("name", PAGES)
def test_other_posts_are_told_which_power_it_needs(it_section: Studio, sign_in: SignIn, name: str) -> None:
    it_section.draw()
    page = text(sign_in("dm"), address(name), status=403)
    assert "It needs the power “draw flows”" in page


@pytest.mark.parametrize("name", ["draft_open", "draft_ask", "draft_publish", "draft_discard"])
def test_other_posts_can_do_nothing_either(it_section: Studio, sign_in: SignIn, name: str) -> None:
    it_section.draw()
    assert sign_in("dm").post(address(name), {"revision": "2"}).status_code == 403
    assert FlowDraft.objects.get().revision == 2


@pytest.mark.parametrize("name", ["draft_open", "draft_ask", "draft_publish", "draft_discard"])
def test_nothing_is_done_by_following_a_link(it_section: Studio, sign_in: SignIn, name: str) -> None:
    assert sign_in("it-officer-1").get(address(name)).status_code == 405


def test_the_list_says_what_runs_where_and_who_draws(it_section: Studio, sign_in: SignIn) -> None:
    it_section.district.receive()
    it_section.publish_second_look()
    it_section.district.receive()
    it_section.open()
    page = text(sign_in("it-officer-1"), reverse("flows"))
    assert "version 1: 1" in page.replace("</span>", "")
    assert "version 2: 1" in page.replace("</span>", "")
    assert "Being drawn" in page


def test_a_flow_shows_its_versions_and_its_stages_in_words(it_section: Studio, sign_in: SignIn) -> None:
    first = it_section.current
    second = it_section.publish_second_look()
    page = text(sign_in("it-officer-1"), address("flow"))
    assert first.sha256[:12] in page
    assert second.sha256[:12] in page
    assert "Second look" in page
    assert "Head of the office" in page
    older = text(sign_in("it-officer-1"), reverse("flow_version", args=[CODE, 1]))
    assert "Second look" not in older


def test_a_shared_part_has_a_page_of_its_own(it_section: Studio, sign_in: SignIn) -> None:
    page = text(sign_in("it-officer-1"), address("flow") + "?file=section-processing.bpmn")
    assert "Examine and recommend" in page


def test_a_part_that_others_use_says_that_a_change_is_for_this_flow_alone(
    it_section: Studio, sign_in: SignIn
) -> None:
    it_section.open()
    page = address("flow_draft") + "?file=section-processing.bpmn"
    assert "holds for this flow alone" not in text(sign_in("it-officer-1"), page)
    other = Flow.objects.create(code="other", name_bn="অন্য", name_en="Other", profile="both")
    bundle = studio.bundle_of(it_section.current)
    publish_bundle(other, bundle, now=it_section.district.now, drafted_by=None, published_by=None)
    assert "Also part of 1 other flow" in text(sign_in("it-officer-1"), page)
    assert "holds for this flow alone" not in text(sign_in("it-officer-1"), address("flow_draft"))


def test_saving_answers_with_the_revision_and_the_findings(it_section: Studio, sign_in: SignIn) -> None:
    client = sign_in("it-officer-1")
    assert client.post(address("draft_open")).status_code == 302
    status, answer = save(client, with_second_look(it_section.xml(), "post:lift-operator"), 1)
    assert (status, answer["revision"]) == (200, 2)
    findings = answer["findings"]
    assert isinstance(findings, list)
    assert [(found["code"], found["severity"], found["element"]) for found in findings] == [
        ("stage_without_post", "warning", "Second_look")
    ]
    assert "no office has such a post" in findings[0]["sentence"]


def test_a_finding_in_another_drawing_says_which(it_section: Studio, sign_in: SignIn) -> None:
    client = sign_in("it-officer-1")
    client.post(address("draft_open"))
    save(client, with_second_look(it_section.xml(), "post:lift-operator"), 1)
    page = text(client, address("flow_draft") + "?file=section-processing.bpmn")
    assert "Citizen application: The stage" in page


def test_who_saved_in_two_windows_is_told_that_it_was_himself(it_section: Studio, sign_in: SignIn) -> None:
    it_section.draw()
    status, answer = save(sign_in("it-officer-1"), it_section.xml(), 1)
    assert (status, answer["own"], answer["revision"]) == (409, True, 2)
    assert "You saved this draft yourself in another window" in str(answer["sentence"])
    status, answer = save(sign_in("it-officer-2"), it_section.xml(), 1)
    assert (status, answer["own"]) == (409, False)


@pytest.mark.parametrize("name", ["flows", "limits", "limit_new", *PAGES])
def test_a_page_may_be_asked_for_its_head_alone(it_section: Studio, sign_in: SignIn, name: str) -> None:
    it_section.draw()
    url = address(name) if name in PAGES else reverse(name)
    answer = sign_in("it-officer-1").head(url)
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_window_left_behind_gets_a_sentence_and_loses_nothing(it_section: Studio, sign_in: SignIn) -> None:
    it_section.draw()
    status, answer = save(sign_in("it-officer-2"), it_section.xml(), 1)
    assert status == 409
    assert "saved this draft after you opened it" in str(answer["sentence"])
    assert FlowDraft.objects.get().revision == 2


@pytest.mark.parametrize(
    ("revision", "content", "status"), [("x", b"<a/>", 409), ("1", b"<!DOCTYPE a><a/>", 422)]
)
def test_a_mangled_saving_is_refused_with_a_sentence(
    it_section: Studio, sign_in: SignIn, revision: str, content: bytes, status: int
) -> None:
    it_section.open()
    answer = sign_in("it-officer-1").post(
        f"{address('draft_save')}?file={MAIN}",
        content,
        content_type="application/xml",
        headers={"X-Revision": revision},
    )
    assert answer.status_code == status
    assert json.loads(answer.content)["sentence"]


def test_a_form_is_no_drawing(it_section: Studio, sign_in: SignIn) -> None:
    it_section.open()
    answer = sign_in("it-officer-1").post(
        f"{address('draft_save')}?file={MAIN}", {"drawing": "x"}, headers={"X-Revision": "1"}
    )
    assert answer.status_code == 422
    assert json.loads(answer.content)["sentence"]


def test_the_reviewer_reads_what_changes_and_may_publish(it_section: Studio, sign_in: SignIn) -> None:
    it_section.draw()
    it_section.ask()
    reviewer = sign_in("it-officer-2")
    page = text(reviewer, address("draft_review"))
    assert "The stage “Second look” is new." in page
    assert "data-studio" not in page
    answer = reviewer.post(address("draft_publish"), {"revision": "2"}, follow=True)
    assert "Version 2 is published" in answer.content.decode()
    assert it_section.current.number == 2


def test_who_drew_reads_that_a_colleague_publishes(it_section: Studio, sign_in: SignIn) -> None:
    it_section.draw()
    it_section.ask()
    drawer = sign_in("it-officer-1")
    assert "a colleague publishes it" in text(drawer, address("draft_review"))
    answer = drawer.post(address("draft_publish"), {"revision": "2"})
    assert answer.status_code == 403
    assert "A flow is published by a second person" in answer.content.decode()


def test_text_of_a_drawing_is_never_markup_of_the_page(it_section: Studio, sign_in: SignIn) -> None:
    it_section.open()
    evil = it_section.xml().replace(
        b'gp:nameEn="Decision"', b'gp:nameEn="&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"'
    )
    it_section.save(
        evil.replace(b"<bpmn:laneSet", b"<!-- </script><script>alert(2)</script> --><bpmn:laneSet")
    )
    it_section.ask()
    for name in ("flow_draft", "draft_review"):
        page = text(sign_in("it-officer-1"), address(name))
        assert "<img src=x" not in page
        assert "<script>alert(2)" not in page


@pytest.mark.parametrize("name", ["flow_draft", "draft_review"])
def test_without_a_draft_the_page_says_so(it_section: Studio, sign_in: SignIn, name: str) -> None:
    assert "There is no draft of this flow" in text(sign_in("it-officer-1"), address(name), status=404)


@pytest.mark.parametrize("name", ["flow", "flow_draft", "draft_review"])
def test_the_pages_need_no_inline_style_or_handler(it_section: Studio, sign_in: SignIn, name: str) -> None:
    it_section.draw()
    page = text(sign_in("it-officer-1"), address(name))
    assert " style=" not in page
    assert " onclick=" not in page


def test_the_flow_says_who_disposes_of_its_services_finally(it_section: Studio, sign_in: SignIn) -> None:
    flow = Flow.objects.get(code="sairat-lease")
    service = flow.services.get(code="wb-sairat-lease")
    service.final_rank, service.most_levels, service.disposal_source_en = "adm", 3, "Order 7 of 2026"
    service.save()
    page = text(sign_in("it-officer-1"), reverse("flow", args=[flow.code]))
    line = page[page.index(f"<b>{service.name.en}</b>") :].partition("</tr>")[0]
    rank = Rank.objects.get(code="adm", profile=service.profile)
    assert f"{rank.name.en} or above" in line
    assert ">3</td>" in line
    assert "Order 7 of 2026" in line
