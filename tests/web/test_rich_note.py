"""A note is given marks in the editor, and what the editor writes is what the record reads."""

import pytest
from playwright.sync_api import Page, expect

from notings.marking import MARKED
from notings.rendering import as_html
from tests.web import guide as pages

PLAIN_FIELD = "[data-composer] textarea[name=text]"
RICH = "[data-composer] .rich"
ID = "01a204a1-e9ef-7710-8419-839e33fac590"
SAME = (
    f"**দেখুন [[para:{ID} অনুচ্ছেদ ৩]]** ও [[paper:{ID} পৃঃ ৭]]।",
    "**গাঢ়** ও ~~বাঁকা~~ ও __দাগ__",
    "**ক __খ__** গ",
    "**জেলা**র খাস জমি\nএকই অনুচ্ছেদ\n\n**আর এক**",
    "**প্রস্তাব**\n১। জমি\n২। খাজনা\n  বাকি\n৫। দখল",
    "- **ক**\n- খ\n\nগ",
    "| দাগ | জমি |\n| --- | --- |\n| ৩১২ | ২ \\| ৩ |\n\nশেষ।",
    "\\*\\*ক\\*\\* **খ** গ",
    "1\\. নয় **ক**\n\\- নয়",
)


@pytest.fixture
def note(page: Page, guide: str) -> Page:
    pages.KEPT.revision = 3
    page.goto(f"{guide}/guide/file/")
    page.locator("[data-composer]").wait_for()
    return page


def written(page: Page) -> str:
    return str(page.locator(PLAIN_FIELD).evaluate("area => area.value"))


def test_a_mark_opens_the_editor_and_the_text_is_what_is_kept(note: Page) -> None:
    complaints: list[str] = []
    note.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    note.on("pageerror", lambda error: complaints.append(str(error)))
    note.locator(PLAIN_FIELD).fill("অনুমোদন করা হল।")
    note.locator(PLAIN_FIELD).press("Control+a")
    note.locator(PLAIN_FIELD).press("Control+b")

    expect(note.locator(f"{RICH} strong")).to_have_text("অনুমোদন করা হল।")
    expect(note.locator(RICH)).to_be_focused()
    assert written(note) == "**অনুমোদন করা হল।**"
    note.keyboard.press("End")
    note.wait_for_timeout(100)  # the editor hears of the moved cursor a moment later
    note.keyboard.press("Control+b")
    note.keyboard.press("Enter")
    note.locator(RICH).press_sequentially("১। প্রথম")
    note.locator('[data-format="table"]').click()
    note.keyboard.insert_text("দাগ")
    expect(note.locator(f"{RICH} th").first).to_have_text("দাগ")
    expect(note.locator('[data-format="row"]')).to_be_visible()
    expect(note.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    shown = as_html(written(note), MARKED)
    assert "<strong>অনুমোদন করা হল।</strong>" in shown
    assert '<span class="number">১।</span>' in shown
    assert "<th>দাগ</th>" in shown
    note.locator("[data-insert]").first.click()
    assert str(note.locator("[data-insert]").first.get_attribute("data-insert")) in written(note)
    assert complaints == []


def test_a_written_note_is_the_same_after_it_was_opened_and_changed_back(note: Page) -> None:
    note.locator(PLAIN_FIELD).fill("x")
    note.locator('[data-format="strong"]').click()
    expect(note.locator(RICH)).to_be_visible()
    for text in SAME:
        back = note.locator("[data-composer]").evaluate(
            """(root, text) => {
                root.editor.set(text);
                const { view } = root.editor;
                const { from } = view.state.selection;
                view.dispatch(view.state.tr.insertText("x", from));
                view.dispatch(view.state.tr.delete(from, from + 1));
                return root.querySelector("textarea").value;
            }""",
            text,
        )
        assert as_html(back, MARKED) == as_html(text, MARKED)
        assert back == text


def test_a_draft_with_marks_opens_in_the_editor(note: Page) -> None:
    note.locator(PLAIN_FIELD).fill("**গাঢ়**")
    note.evaluate("() => { window.fetch = () => Promise.reject(new Error('no line')); }")
    note.locator(PLAIN_FIELD).press_sequentially(" আরও")
    note.wait_for_timeout(300)
    note.reload()

    expect(note.locator(f"{RICH} strong")).to_have_text("গাঢ়")
    expect(note.locator(PLAIN_FIELD)).to_be_hidden()


def test_a_phrase_is_written_by_its_number(note: Page) -> None:
    note.locator(PLAIN_FIELD).fill("")
    note.locator(PLAIN_FIELD).press("Alt+p")
    second = note.locator("[data-phrase]").nth(1)
    expect(second).to_have_attribute("data-number", "২")
    note.keyboard.press("2")
    if note.locator("[data-phrase]").count() >= 20:
        note.wait_for_timeout(800)
    expect(note.locator(PLAIN_FIELD)).to_have_value(str(second.get_attribute("data-insert")))
    expect(note.locator(PLAIN_FIELD)).to_be_focused()
