"""Bengali is typed in any field by sound or by the Bijoy keys, and old pasted text is offered in Unicode."""

import pytest
from playwright.sync_api import Page, expect

from hierarchy.bijoy import to_unicode
from tests.hierarchy.test_bijoy import AS_TYPED
from tests.web import guide as pages

NOTE = "[data-composer] textarea[name=text]"
AVRO = {
    "ami bangla likhi": "আমি বাংলা লিখি",
    "biShoy": "বিষয়",
    "karrzaloy": "কার্যালয়",
    "montrI raShTro strI": "মন্ত্রী রাষ্ট্র স্ত্রী",
    "shikkha bijNGan krriShi": "শিক্ষা বিজ্ঞান কৃষি",
    "swakkhor byokti ryab": "স্বাক্ষর ব্যক্তি র‍্যাব",
    "du:kho hoThat`` ca^d": "দুঃখ হঠাৎ চাঁদ",
    "ongsho 25.": "অংশ ২৫।",
    "poncom oNgko hoyeche khaoya boi": "পঞ্চম অঙ্ক হয়েছে খাওয়া বই",
}
BIJOY = {
    "jf": "কা",
    "dj": "কি",
    "djgN": "ক্ষি",
    "cjf": "কো",
    "cjX": "কৌ",
    "ijA": "হর্ক",
    "gf gd": "আ ই",
    "mvjfv": "মরকার",
    "bvf&": "নরাঁ",
    "kzs12": "ত্রু১২",
    "vZf": "র‍্যা",
}


@pytest.fixture
def note(page: Page, guide: str) -> Page:
    pages.KEPT.revision = 3
    page.goto(f"{guide}/guide/file/")
    page.locator(NOTE).fill("")
    return page


def test_words_are_typed_by_sound_or_by_the_keys_of_bijoy(note: Page) -> None:
    field, button = note.locator(NOTE), note.locator("[data-keyboard]")
    field.press("Alt+k")
    expect(button).to_contain_text("অভ্র")
    for typed, written in AVRO.items():
        field.fill("")
        field.press_sequentially(typed)
        expect(field).to_have_value(written)
    field.fill("")
    field.press_sequentially("amik")
    field.press("Backspace")
    expect(field).to_have_value("আমি")
    field.press_sequentially("o")
    expect(field).to_have_value("আমিও")
    note.reload()
    expect(button).to_contain_text("অভ্র")  # remembered
    field.fill("")
    note.locator('[data-format="strong"]').click()
    note.locator("[data-composer] .rich").press_sequentially("bangla likhi")
    expect(field).to_have_js_property("value", "**বাংলা লিখি**")
    note.locator("#q").press_sequentially("nothi")
    expect(note.locator("#q")).to_have_value("নথি")

    button.click()
    expect(button).to_contain_text("বিজয়")
    for typed, written in BIJOY.items():
        note.locator("#q").fill("")
        note.locator("#q").press_sequentially(typed)
        expect(note.locator("#q")).to_have_value(written)
    button.click()
    note.locator("#q").fill("")
    note.locator("#q").press_sequentially("abc")
    expect(note.locator("#q")).to_have_value("abc")


def test_old_pasted_text_is_offered_in_unicode(note: Page) -> None:
    paste = """(field, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        field.setRangeText(text, 0, field.value.length, "end");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }"""
    field, offer = note.locator(NOTE), note.locator(".bijoy-offer")
    for text in AS_TYPED:
        field.evaluate(paste, text)
        expect(offer.locator("blockquote")).to_have_text(to_unicode(text))
    expect(field).to_have_value(list(AS_TYPED)[-1])
    offer.locator("button").first.click()
    expect(field).to_have_value(list(AS_TYPED.values())[-1])
    expect(offer).to_have_count(0)
    expect(note.locator("[data-composer]")).to_have_attribute("data-saved", "saved")
    field.evaluate(paste, next(iter(AS_TYPED)))
    expect(offer).to_have_count(1)
    field.press("End")
    field.press_sequentially(" x")
    expect(offer).to_have_count(1)
    field.fill("")
    expect(offer).to_have_count(0)
    field.evaluate(paste, "The review was very vivid.")
    note.wait_for_timeout(100)
    expect(offer).to_have_count(0)
