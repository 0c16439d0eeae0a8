from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import violations_on
from tests.browser.fixtures import Chat, well_behaved
from tests.browser.long_sessions import begin_long_session
from tests.servers.site import Site, running_site
from tests.servers.upstream import ScriptedUpstream
from webchat.render import dom_id
from webchat.web.styleguide import COMPOSERS, PROBLEM_PAGES

OPEN_ALL = "(all) => all.forEach((each) => { each.open = true; })"
REMOVE_ALL = "(all) => all.forEach((each) => each.remove())"
PHONE: ViewportSize = {"width": 390, "height": 780}


@pytest.fixture(scope="module")
def styleguide_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("styleguide")
    with running_site(folder, development="1", starters="What is tea?|And coffee?") as site:
        yield site


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    scheme: Literal["light", "dark"] = request.param
    page.emulate_media(color_scheme=scheme)
    return scheme


@pytest.fixture
def guide(page: Page, styleguide_site: Site) -> Iterator[Chat]:
    yield from well_behaved(Chat(page, styleguide_site.url))


@pytest.mark.usefixtures("scheme")
def test_every_part_of_the_page_in_every_state_is_accessible(guide: Chat) -> None:
    expect_every_part_accessible(guide)


@pytest.mark.usefixtures("scheme")
def test_so_it_is_from_right_to_left_and_with_more_contrast(guide: Chat) -> None:
    guide.page.set_extra_http_headers({"Accept-Language": "ar"})
    guide.page.emulate_media(contrast="more")
    expect_every_part_accessible(guide)
    expect(guide.page.locator("html")).to_have_attribute("dir", "rtl")


def expect_every_part_accessible(guide: Chat) -> None:
    guide.page.goto(f"{guide.url}/styleguide")
    # A turn that is skipped because it is out of sight would be skipped by axe too.
    expect(guide.page.locator(".turn").first).to_have_css("content-visibility", "visible")
    guide.page.locator("details").evaluate_all(OPEN_ALL)

    assert violations_on(guide.page) == []


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("state", [*COMPOSERS, *PROBLEM_PAGES])
def test_the_composer_is_accessible_on_a_phone_in_every_state(guide: Chat, state: str) -> None:
    guide.page.set_viewport_size(PHONE)
    guide.page.goto(f"{guide.url}/styleguide/{state}")
    # What stands above is looked at on a wide screen.
    guide.page.locator(".transcript").evaluate_all(REMOVE_ALL)

    assert violations_on(guide.page) == []


@pytest.mark.usefixtures("scheme")
def test_every_page_is_accessible(guide: Chat) -> None:
    # Its first heading is written as one of the second level.
    guide.start("long 200")
    guide.expect_state("done")
    assert violations_on(guide.page) == []
    guide.page.get_by_role("button", name="Guide").click()
    expect(guide.page.locator("#agent")).to_be_visible()
    assert violations_on(guide.page) == []
    for address in ("/", "/sessions", "/sessions?q=nothing"):
        guide.page.goto(guide.url + address)
        assert violations_on(guide.page) == [], address
    guide.page.get_by_role("button", name="Keyboard shortcuts").click()
    assert violations_on(guide.page) == []
    guide.page.set_viewport_size(PHONE)
    guide.page.goto(guide.url)
    guide.page.get_by_role("button", name="Chats").click()
    expect(guide.page.get_by_role("navigation", name="Chats")).to_be_visible()
    assert violations_on(guide.page) == []
    guide.page.goto(guide.url + "/sessions/nobodys000")
    assert violations_on(guide.page) == []


@pytest.mark.usefixtures("scheme")
def test_every_page_that_a_message_leads_to_is_accessible(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    page = scripted_chat.page
    begin_long_session(scripted, scripted_chat)
    session, turn = page.url, dom_id("RID::old00050")
    later = page.get_by_role("link", name="Show later messages")
    for which, shown in {"turn": later, "before": later, "edit": page.locator("#edit p")}.items():
        page.goto(f"{session}?{which}={turn}")
        expect(shown).to_be_attached()
        assert violations_on(page) == [], which
    page.get_by_label("Find a chat by its title").fill("Talk")
    expect(page.locator("#found-sessions a")).not_to_have_count(0)
    assert violations_on(page) == []


def test_a_whole_chat_needs_no_mouse(chat: Chat) -> None:
    press, focused = chat.page.keyboard.press, chat.page.locator(":focus")
    chat.page.goto(chat.url)
    chat.expect_connected()
    chat.page.keyboard.type("tool")
    press("Enter")
    chat.page.wait_for_url("**/sessions/*")
    chat.expect_state("done")
    expect(chat.field).to_be_focused()

    def go_back_to(name: str) -> None:
        for _ in range(60):
            press("Shift+Tab")
            label = focused.evaluate("(e) => e.title || e.textContent || e.ariaLabel || ''")
            if name in label:
                return
        raise AssertionError(f"no key leads to {name}")

    go_back_to("Ask again")
    press("Enter")
    expect(chat.page.locator("article")).to_have_count(4)
    chat.expect_state("done")
    go_back_to("word_count")
    press("Enter")
    expect(chat.transcript.locator("details").first).to_have_attribute("open", "")
    for name in ("Link to this message", "Copy"):
        go_back_to(name)
        press("Enter")
        expect(focused).to_have_attribute("data-copy", "done")
    press("/")
    expect(chat.field).to_be_focused()
    press("ArrowUp")
    expect(chat.field).to_have_value("tool")
    press("Escape")
    expect(chat.field).to_have_value("")
    chat.page.keyboard.type("long")
    press("Enter")
    chat.expect_state("streaming")
    press("Escape")
    chat.expect_state("stopped")
    press("Control+Shift+O")
    chat.page.wait_for_url(chat.url + "/")
    press("Control+K")
    press("ArrowDown")
    press("Enter")
    chat.page.wait_for_url("**/sessions/*")
    expect(chat.page.locator("article")).to_have_count(6)
