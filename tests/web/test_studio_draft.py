"""What the studio saves is what the engine reads: BPMN names, our attributes, nothing lost."""

from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.web import guide as pages

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
GP = "{https://gotipath.org/bpmn/1}"
DEFAULT = ("cancelActivity", "true")  # what BPMN means when nothing is said
Found = dict[tuple[str, str], dict[str, str]]


@pytest.fixture
def studio(page: Page, guide: str) -> Page:
    pages.KEPT.revision = 3
    page.goto(f"{guide}/guide/studio/")
    page.locator("[data-studio][data-ready]").wait_for()
    return page


def choose(page: Page, element: str) -> None:
    page.locator(f'[data-element-id="{element}"] .djs-hit').first.click()
    page.locator(f'[data-properties][data-of="{element}"]').wait_for()


def saved(page: Page, folder: Path) -> bytes:
    page.locator("[data-studio][data-saved=saved]").wait_for()
    return (folder / "draft").read_bytes()


def elements(xml: bytes) -> Found:
    """(tag, id) -> attributes of every element of the BPMN and gp namespaces that has an id."""
    return {
        (str(e.tag), e.get("id", "")): {
            str(name): str(value) for name, value in e.attrib.items() if (name, value) != DEFAULT
        }
        for e in etree.fromstring(xml).iter()
        if isinstance(e.tag, str) and e.tag.startswith((BPMN, GP)) and e.get("id")
    }


def test_a_round_trip_keeps_every_element_and_attribute(studio: Page, tmp_path: Path) -> None:
    choose(studio, "Search")
    studio.locator('[data-prop="gp:nameEn"]').fill("Search the record room")
    studio.keyboard.press("Tab")
    before, after = elements(pages.FLOW.read_bytes()), elements(saved(studio, tmp_path))
    before[(f"{BPMN}userTask", "Search")][f"{GP}nameEn"] = "Search the record room"
    assert after == before


def test_what_an_officer_chooses_is_written_as_the_house_reads_it(studio: Page, tmp_path: Path) -> None:
    choose(studio, "Search")
    studio.locator("[data-assign-kind]").select_option("rank@section")
    studio.locator("[data-assign-code]").select_option(label="উচ্চবর্গীয় করণিক")
    studio.locator('[data-prop="gp:channel"]').select_option("hierarchy")
    studio.locator('[data-prop="gp:opens"]').check()
    studio.locator("[data-outcomes] [data-add-row]").click()
    row = studio.locator("[data-outcomes] .outcome").last
    row.locator('[data-of="labelBn"]').fill("তথ্য চাই")
    row.locator('[data-of="labelEn"]').fill("Ask for facts")
    row.locator('[data-of="power"]').select_option("recommend")
    row.locator('[data-of="noting"]').check()
    expect(studio.locator("[data-studio]")).to_have_attribute("data-saved", "saving")
    found = elements(saved(studio, tmp_path))
    stage = found[(f"{BPMN}userTask", "Search")]
    assert stage[f"{GP}assign"] == "rank:udc@section"
    assert stage[f"{GP}channel"] == "hierarchy"
    assert stage[f"{GP}opens"] == "yes"
    assert found[(f"{GP}outcome", "outcome_3")] == {
        "id": "outcome_3",
        "labelBn": "তথ্য চাই",
        "labelEn": "Ask for facts",
        "power": "recommend",
        "noting": "yes",
    }


@pytest.mark.parametrize(
    ("assign", "kind", "code"),
    [
        ("post:record-officer", "post", "record-officer"),
        ("section", "section", ""),
        ("section:land", "section-named", "land"),
        ("head", "head", ""),
    ],
)
def test_an_assignment_is_shown_in_its_parts(studio: Page, assign: str, kind: str, code: str) -> None:
    studio.evaluate(
        """assign => {
            const { modeler } = document.querySelector("[data-studio]");
            const stage = modeler.get("elementRegistry").get("Search");
            modeler.get("modeling").updateProperties(stage, { "gp:assign": assign });
        }""",
        assign,
    )
    choose(studio, "Search")
    expect(studio.locator("[data-assign-kind]")).to_have_value(kind)
    expect(studio.locator("[data-assign-code]")).to_have_value(code)


def test_a_new_stage_can_end(studio: Page, tmp_path: Path) -> None:
    known = set(elements(pages.FLOW.read_bytes()))
    choose(studio, "Make_copy")
    studio.locator('.djs-context-pad [data-action="append.stage"]').click()
    xml = saved(studio, tmp_path)
    (new,) = [key for key in set(elements(xml)) - known if key[0] == f"{BPMN}userTask"]
    stage = next(e for e in etree.fromstring(xml).iter(new[0]) if e.get("id") == new[1])
    assert stage.get(f"{GP}assign") == "marked"
    assert [o.get("id") for o in stage.iter(f"{GP}outcome")] == ["done"]


def test_a_limit_is_written_on_the_timer_and_a_condition_on_the_arrow(studio: Page, tmp_path: Path) -> None:
    choose(studio, "Fee_lapsed")
    studio.locator('[data-event-prop="gp:limit"]').select_option(label="১৫ দিন — ফি জমা")
    expect(studio.locator("[data-choice-source]:visible")).to_have_text("নিবন্ধন বিধি")
    studio.locator('[data-element-id="c_not_found_label"] .djs-hit').first.click()
    studio.locator("[data-expression]").fill("outcome == 'not_found'")
    studio.keyboard.press("Tab")
    root = etree.fromstring(saved(studio, tmp_path))
    timer = root.find(f".//{BPMN}boundaryEvent[@id='Fee_lapsed']/{BPMN}timerEventDefinition")
    assert timer is not None
    assert timer.get(f"{GP}limit") == "copy-fee"
    arrow = root.find(f".//{BPMN}sequenceFlow[@id='c_not_found']/{BPMN}conditionExpression")
    assert arrow is not None
    assert arrow.text == "outcome == 'not_found'"


def test_a_draft_changed_elsewhere_is_not_overwritten(studio: Page, tmp_path: Path) -> None:
    pages.KEPT.revision = 9
    choose(studio, "Search")
    studio.locator('[data-prop="gp:nameEn"]').fill("Mine")
    studio.keyboard.press("Tab")
    studio.locator("[data-studio][data-saved=conflict]").wait_for()
    expect(studio.locator("[data-studio-state]")).to_have_text("রাখা হয়নি")
    expect(studio.locator("[data-studio-notice]")).to_contain_text("অন্য জায়গায় বদলানো হয়েছে")
    assert not (tmp_path / "draft").exists()


def test_nothing_is_written_by_looking_at_a_limit_that_is_not_offered(studio: Page, tmp_path: Path) -> None:
    choose(studio, "Make_copy")
    expect(studio.locator('[data-prop="gp:sla"]')).to_have_value("copy-make")
    studio.locator('[data-prop="gp:channel"]').select_option("hierarchy")
    found = elements(saved(studio, tmp_path))
    assert found[(f"{BPMN}userTask", "Make_copy")][f"{GP}sla"] == "copy-make"


def test_it_opens_where_the_flow_begins_in_letters_to_read_and_no_tool_is_hidden(studio: Page) -> None:
    studio.set_viewport_size({"width": 1366, "height": 640})
    studio.reload()
    studio.locator("[data-studio][data-ready]").wait_for()
    seen = studio.evaluate(
        """() => {
            const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1 &&
              inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
            const box = (selector) => document.querySelector(selector).getBoundingClientRect();
            const canvas = box("[data-canvas]");
            const entries = [...document.querySelectorAll(".djs-palette .entry")];
            const tools = entries.map((entry) => entry.getBoundingClientRect());
            const shapes = document.querySelector("[data-studio]").modeler.get("elementRegistry");
            const start = shapes.find((shape) => shape.type === "bpmn:StartEvent").id;
            const begin = box(`[data-element-id="${start}"]`);
            const letters = [...document.querySelectorAll("[data-canvas] .djs-label")].map((text) =>
              text.getBoundingClientRect().height / text.querySelectorAll("tspan").length);
            return {
              begin: within(begin, canvas) && begin.left > box(".djs-palette").right,
              letters: Math.min(...letters) > 10,
              tools: tools.length > 8 && tools.every((tool) => within(tool, box(".djs-palette"))),
              palette: within(box(".djs-palette"), canvas),
            };
        }"""
    )
    assert seen == {"begin": True, "letters": True, "tools": True, "palette": True}


def test_on_a_phone_the_drawing_is_not_opened(studio: Page) -> None:
    studio.set_viewport_size({"width": 390, "height": 844})
    studio.reload()
    expect(studio.locator("[data-studio]")).to_be_hidden()
    studio.set_viewport_size({"width": 1200, "height": 700})
    studio.locator("[data-studio][data-ready]").wait_for()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the place is reached, as somebody without a mouse does."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def pick(page: Page, element: str) -> None:
    """Choose a part of the flow in the list, which has the focus, with the arrow key."""
    parts = page.locator("[data-parts]")
    for _ in range(parts.locator("option").count()):
        if parts.input_value() == element:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the list does not come to {element}")


def new_of(kind: str, xml: bytes) -> etree._Element:
    known = elements(pages.FLOW.read_bytes())
    tag = f"{BPMN}{kind}"
    return next(e for e in etree.fromstring(xml).iter(tag) if (tag, e.get("id", "")) not in known)


def test_a_stage_is_added_and_named_by_keyboard_alone(studio: Page, tmp_path: Path) -> None:
    tab_to(studio, "[data-parts]")
    pick(studio, "Make_copy")
    expect(studio.locator("[data-properties]")).to_have_attribute("data-of", "Make_copy")
    tab_to(studio, "[data-properties] [data-add=stage]")
    studio.keyboard.press("Enter")
    expect(studio.locator("[data-properties] [data-prop=name]")).to_be_focused()
    studio.keyboard.insert_text("আবার দেখা")
    studio.keyboard.press("Tab")
    xml = saved(studio, tmp_path)
    stage = new_of("userTask", xml)
    assert stage.get("name") == "আবার দেখা"
    onward = new_of("sequenceFlow", xml)
    assert (onward.get("sourceRef"), onward.get("targetRef")) == (stage.get("id"), "Compare")
    before = etree.fromstring(xml).findall(f".//{BPMN}sequenceFlow[@sourceRef='Make_copy']")
    assert [arrow.get("targetRef") for arrow in before] == [stage.get("id")]


def test_a_part_is_put_on_an_arrow_without_a_mouse(studio: Page, tmp_path: Path) -> None:
    arrow = etree.fromstring(pages.FLOW.read_bytes()).find(f".//{BPMN}sequenceFlow[@sourceRef='Make_copy']")
    assert arrow is not None
    studio.locator("[data-parts]").select_option(arrow.get("id"))
    studio.locator("[data-properties] [data-add=stage]").press("Enter")
    xml = saved(studio, tmp_path)
    stage, after = new_of("userTask", xml), new_of("sequenceFlow", xml)
    before = etree.fromstring(xml).find(f".//{BPMN}sequenceFlow[@id='{arrow.get('id')}']")
    assert before is not None
    ends = [
        (before.get("sourceRef"), before.get("targetRef")),
        (after.get("sourceRef"), after.get("targetRef")),
    ]
    assert ends == [("Make_copy", stage.get("id")), (stage.get("id"), arrow.get("targetRef"))]


def test_a_wait_for_an_answer_is_finished_with_its_message(studio: Page, tmp_path: Path) -> None:
    studio.locator("[data-parts]").select_option("Make_copy")
    studio.locator("[data-properties] [data-add=wait]").press("Enter")
    studio.locator("[data-message]").select_option("citizen_replied")
    xml = saved(studio, tmp_path)
    wait = new_of("intermediateCatchEvent", xml)
    definition = wait.find(f"{BPMN}messageEventDefinition")
    assert definition is not None
    message = etree.fromstring(xml).find(f"{BPMN}message[@id='{definition.get('messageRef')}']")
    assert message is not None
    assert message.get("name") == "citizen_replied"
    choose(studio, "Search")
    studio.locator("[data-parts]").select_option(wait.get("id"))
    expect(studio.locator("[data-message]")).to_have_value("citizen_replied")


def test_a_gateways_panel_says_what_it_is(studio: Page) -> None:
    gateway = etree.fromstring(pages.FLOW.read_bytes()).find(f".//{BPMN}exclusiveGateway")
    assert gateway is not None
    studio.locator("[data-parts]").select_option(gateway.get("id"))
    expect(studio.locator("[data-properties] h2")).to_have_text("কোন পথে")
