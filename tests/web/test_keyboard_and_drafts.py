"""What an officer does fifty times a day, with the hands on the keyboard and the line not always up."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.web import guide as pages


@pytest.fixture
def desk(page: Page, guide: str) -> Page:
    page.goto(f"{guide}/guide/desk/")
    page.locator("[data-list]").wait_for()
    return page


@pytest.fixture
def file_page(page: Page, guide: str) -> Page:
    pages.KEPT.revision = 3
    page.goto(f"{guide}/guide/file/")
    page.locator("[data-composer]").wait_for()
    return page


def test_j_and_k_move_and_the_row_stayed_on_is_shown_beside(desk: Page) -> None:
    with desk.expect_request("**/guide/peek/"):
        desk.keyboard.press("j")
    expect(desk.locator("#row-1")).to_be_focused()
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("k")
    expect(desk.locator(".row.on")).to_have_id("row-2")
    expect(desk.locator("#peek .note")).to_be_visible()


def test_a_row_passed_quickly_is_not_read(desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda r: asked.append(r.url) if "peek" in r.url else None)
    for _ in range(3):
        desk.keyboard.press("j")
    with desk.expect_response("**/guide/peek/"):
        pass
    assert len(asked) == 1


def test_o_opens_and_the_way_back_finds_the_row_again(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("o")
    desk.wait_for_url("**/guide/file/?m=2")
    desk.go_back()
    expect(desk.locator(".row.on")).to_have_id("row-2")


def test_a_bengali_keyboard_works_the_same(desk: Page) -> None:
    desk.evaluate(
        """() => document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "জ", code: "KeyJ", bubbles: true, cancelable: true }))"""
    )
    expect(desk.locator(".row.on")).to_have_id("row-1")


def test_the_slash_goes_to_the_search_where_letters_are_letters(desk: Page) -> None:
    desk.keyboard.press("/")
    expect(desk.locator("#q")).to_be_focused()
    desk.keyboard.type("jkx")
    expect(desk.locator("#q")).to_have_value("jkx")
    expect(desk.locator(".row.on")).to_have_count(0)
    desk.keyboard.press("Escape")
    expect(desk.locator("#q")).not_to_be_focused()


def test_the_question_mark_lists_every_key_with_its_page(desk: Page) -> None:
    desk.keyboard.press("Shift+Slash")
    keys = desk.locator("#keys")
    expect(keys).to_be_visible()
    expect(keys.locator("[data-keys-here] dd")).to_contain_text(["পেশ", "ফেরত"])
    expect(keys.locator("section:not([data-keys-here]) h3")).to_have_text(
        ["টেবিলে", "নথির পাতায়", "পদ বাছার সময়", "নথির গতিবিধিতে", "রসিদে", "সব পাতায়"]
    )
    on_the_file = keys.locator("section", has=desk.get_by_text("নথির পাতায়", exact=True))
    expect(on_the_file.locator("dd").last).to_contain_text("একই ধাপের মধ্যে")
    assert "X" not in keys.locator("[data-keys-here] kbd").all_inner_texts()
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_x_does_nothing_where_no_line_can_be_ticked(desk: Page) -> None:
    desk.keyboard.press("j")
    before = desk.locator("[data-list]").inner_html()
    desk.keyboard.press("x")
    assert desk.locator("[data-list]").inner_html() == before


def test_n_opens_the_chosen_file_where_it_is_written(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("n")
    desk.wait_for_url("**/guide/file/?m=1")
    expect(desk.locator("textarea[name=text]")).to_be_focused()


def test_a_key_of_the_item_shown_before_is_not_used_on_the_next(desk: Page) -> None:
    with desk.expect_response("**/guide/peek/"):
        desk.keyboard.press("j")
    expect(desk.locator("#peek")).to_have_attribute("data-shows", "row-1")
    desk.keyboard.press("j")
    with desk.expect_response("**/guide/peek/"):
        desk.keyboard.press("f")  # looks at row 2; what stands there belongs to row 1
    expect(desk.locator("#dialog")).to_be_hidden()
    expect(desk.locator("#peek")).to_have_attribute("data-shows", "row-2")
    desk.keyboard.press("f")
    expect(desk.locator("#dialog")).to_be_visible()


def test_a_look_that_comes_late_is_not_shown_beside_another_row(desk: Page) -> None:
    held: list[Route] = []

    def answer(route: Route) -> None:
        if held:
            route.fulfill(body="<h2>second</h2>")
            held[0].fulfill(body="<h2>first</h2>")
        else:
            held.append(route)

    desk.route("**/guide/peek/", answer)
    desk.locator("#row-1 .held").click()
    desk.locator("#row-2 .held").click()
    expect(desk.locator("#peek h2")).to_have_text("second")
    desk.wait_for_timeout(150)
    expect(desk.locator("#peek h2")).to_have_text("second")


def test_a_row_opened_by_the_mouse_is_found_again(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.locator("#row-4 .sj a").click()
    desk.wait_for_url("**/guide/file/?m=4")
    desk.go_back()
    expect(desk.locator(".row.on")).to_have_id("row-4")


def test_the_place_in_a_list_is_one_persons_own(desk: Page) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.reload()
    expect(desk.locator(".row.on")).to_have_id("row-2")

    def as_another(route: Route) -> None:
        page = route.fetch()
        route.fulfill(response=page, body=page.text().replace('data-reader="', 'data-reader="another'))

    desk.route("**/guide/desk/", as_another)
    desk.reload()
    expect(desk.locator("[data-list]")).to_be_visible()
    expect(desk.locator(".row.on")).to_have_count(0)


def test_menus_close_at_escape_and_at_a_click_elsewhere(file_page: Page) -> None:
    menu = file_page.locator("details.phrases")
    summary = menu.locator("summary")
    summary.click()
    file_page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    summary.click()
    file_page.locator(".stages").click()
    expect(menu).not_to_have_attribute("open", "")
    summary.click()
    menu.locator("[data-insert]").click()
    expect(menu).not_to_have_attribute("open", "")


def test_f_opens_the_dialog_and_the_arrows_choose_a_post(desk: Page) -> None:
    desk.keyboard.press("f")
    expect(desk.locator("#find")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator('#dialog input[value="2"]')).to_be_checked()
    desk.keyboard.press("ArrowDown")  # a vacant post is passed over
    expect(desk.locator('#dialog input[value="1"]')).to_be_checked()
    desk.keyboard.press("Escape")
    expect(desk.locator("#dialog")).to_be_hidden()
    expect(desk.locator('[data-key="f"]')).to_be_focused()


def test_a_double_click_sends_once_with_a_key(file_page: Page) -> None:
    sent: list[Request] = []

    def hold(route: Route) -> None:
        sent.append(route.request)
        file_page.wait_for_timeout(300)
        route.fulfill(status=200, body="<title>done</title>")

    file_page.route(
        "**/guide/file/", lambda route: hold(route) if route.request.method == "POST" else route.continue_()
    )
    file_page.locator("#send .btn.pri").dblclick(no_wait_after=True)
    expect(file_page).to_have_title("done")
    assert len(sent) == 1
    (key,) = parse_qs(sent[0].post_data or "")["key"]
    assert len(key) == 36
    assert key[14] == "4"


def test_a_draft_keeps_itself(file_page: Page, tmp_path: Path) -> None:
    file_page.keyboard.press("n")
    expect(file_page.locator("textarea[name=text]")).to_be_focused()
    file_page.keyboard.press("Control+End")
    file_page.keyboard.type(" আরও দেখা হল।")
    file_page.locator("[data-composer][data-saved=saved]").wait_for()
    expect(file_page.locator("[data-draft-state]")).to_have_text("খসড়া রাখা হয়েছে")
    kept = parse_qs((tmp_path / "draft").read_text())
    assert kept["text"][0].endswith("আরও দেখা হল।")
    assert kept["revision"] == ["3"]
    assert file_page.locator("[data-composer]").get_attribute("data-revision") == "4"
    assert file_page.evaluate("localStorage.length") == 0


def test_a_phrase_lands_at_the_cursor(file_page: Page) -> None:
    area = file_page.locator("textarea[name=text]")
    area.fill("দেখলাম।")
    file_page.get_by_role("button", name="পেশ করা হল").click()
    expect(area).to_have_value("দেখলাম। পেশ করা হল")


def test_words_written_while_the_line_is_down_survive_a_reload(file_page: Page) -> None:
    file_page.route("**/guide/draft/", lambda route: route.abort())
    file_page.locator("textarea[name=text]").fill("সংযোগ ছাড়াই লেখা")
    file_page.locator("[data-composer][data-saved=offline]").wait_for()
    expect(file_page.locator("[data-draft-state]")).to_contain_text("সংযোগ নেই")
    file_page.reload()
    expect(file_page.locator("textarea[name=text]")).to_have_value("সংযোগ ছাড়াই লেখা")
    file_page.unroute("**/guide/draft/")
    file_page.evaluate("dispatchEvent(new Event('online'))")
    file_page.locator("[data-composer][data-saved=saved]").wait_for()
    assert file_page.evaluate("localStorage.length") == 0


def test_a_draft_changed_elsewhere_overwrites_nothing(file_page: Page, tmp_path: Path) -> None:
    pages.KEPT.revision = 8
    area = file_page.locator("textarea[name=text]")
    area.fill("আমার কথা")
    file_page.locator("[data-composer][data-saved=conflict]").wait_for()
    expect(area).to_have_value("আমার কথা")
    assert not (tmp_path / "draft").exists()


def test_a_page_reference_opens_its_page_on_the_right(file_page: Page) -> None:
    file_page.get_by_role("link", name="আবেদনপত্র").click()
    expect(file_page.locator('.toc a[data-page="1 2 3 4"]')).to_have_attribute("aria-current", "true")
    expect(file_page.locator('.toc a[data-page="7 8"]')).not_to_have_attribute("aria-current", "true")
    expect(file_page.locator("#page-1")).to_be_in_viewport()


def test_an_undo_bar_can_be_closed(file_page: Page) -> None:
    file_page.locator("[data-undo] [data-dismiss]").click()
    expect(file_page.locator("[data-undo]")).to_have_count(0)


def test_words_kept_on_this_computer_are_their_writers_own(file_page: Page) -> None:
    area = file_page.locator("[data-composer] textarea")
    file_page.context.set_offline(True)
    area.fill("শুধু আমার খসড়া")
    places = file_page.evaluate("Object.keys(localStorage)")

    reader = file_page.locator("body").get_attribute("data-reader")
    assert reader
    assert all(place.startswith(f"draft:{reader}:") for place in places)
    assert places
    file_page.context.set_offline(False)
