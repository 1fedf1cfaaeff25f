"""Two IT officers, a flow, and a draft of it with one more stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from hierarchy.actors import Actor
from tests.efile.conftest import District, lasting_district
from tests.efile.pages.conftest import district, sign_in
from workflows import studio
from workflows.models import Flow, FlowDraft, FlowVersion

__all__ = ["district", "lasting_district", "sign_in"]

SignIn = Callable[..., Client]
MAIN = "flow.bpmn"
STAGE = """<bpmn:userTask id="Second_look" name="আবার দেখা" gp:nameEn="Second look" gp:assign="{assign}"
 gp:channel="hierarchy"{sla}><bpmn:extensionElements>
<gp:outcome id="done" labelBn="সম্পন্ন" labelEn="Done" power="note" noting="no" /></bpmn:extensionElements>
<bpmn:incoming>f_sent</bpmn:incoming><bpmn:outgoing>f_second</bpmn:outgoing></bpmn:userTask>
<bpmn:sequenceFlow id="f_second" sourceRef="Second_look" targetRef="Tell_answer" />"""
PLACE = b"""<bpmndi:BPMNShape id="Second_look_di" bpmnElement="Second_look">\
<dc:Bounds x="1275" y="340" width="130" height="80" /></bpmndi:BPMNShape>\
<bpmndi:BPMNEdge id="f_second_di" bpmnElement="f_second"><di:waypoint x="1340" y="340" />\
<di:waypoint x="1340" y="190" /></bpmndi:BPMNEdge></bpmndi:BPMNPlane>"""


def with_second_look(xml: bytes, assign: str = "marked", sla: str = "") -> bytes:
    """The citizen's application with a stage between the reply and its notice."""
    stage = STAGE.format(assign=assign, sla=f' gp:sla="{sla}"' if sla else "").encode()
    changed = (
        xml.replace(b"<bpmn:incoming>f_sent</bpmn:incoming>", b"<bpmn:incoming>f_second</bpmn:incoming>")
        .replace(b'sourceRef="Reply" targetRef="Tell_answer"', b'sourceRef="Reply" targetRef="Second_look"')
        .replace(b"</bpmn:process>", stage + b"</bpmn:process>")
        .replace(b"</bpmndi:BPMNPlane>", PLACE)
    )
    assert b"Second_look" in changed
    return changed


@dataclass(slots=True)
class Studio:
    """The citizen's application in the hands of two IT officers."""

    district: District
    flow: Flow

    @property
    def drawer(self) -> Actor:
        return self.district.actor("it-officer-1")

    @property
    def publisher(self) -> Actor:
        return self.district.actor("it-officer-2")

    @property
    def current(self) -> FlowVersion:
        version = self.flow.versions.first()
        assert version is not None
        return version

    def xml(self, file: str = MAIN) -> bytes:
        return studio.bundle_of(self.current).files[file]

    def open(self) -> FlowDraft:
        return studio.open_draft(actor=self.drawer, flow=self.flow.pk, now=self.district.now)

    def save(
        self, content: bytes, revision: int = 1, actor: Actor | None = None, file: str = MAIN
    ) -> FlowDraft:
        return studio.save_draft(
            actor=actor or self.drawer,
            flow=self.flow.pk,
            file=file,
            content=content,
            revision=revision,
            now=self.district.wait(minutes=1),
        )

    def draw(self) -> FlowDraft:
        """A draft with the second look."""
        self.open()
        return self.save(with_second_look(self.xml()))

    def ask(self, revision: int = 2) -> FlowDraft:
        return studio.ask_approval(
            actor=self.drawer, flow=self.flow.pk, revision=revision, now=self.district.wait(minutes=1)
        )

    def publish(self, revision: int = 2, actor: Actor | None = None) -> FlowVersion:
        return studio.publish(
            actor=actor or self.publisher,
            flow=self.flow.pk,
            revision=revision,
            now=self.district.wait(minutes=1),
        )

    def publish_second_look(self) -> FlowVersion:
        self.draw()
        self.ask()
        return self.publish()


@pytest.fixture
def it_section(district: District) -> Studio:
    return Studio(district, Flow.objects.get(code="citizen-application"))
