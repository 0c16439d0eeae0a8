"""``python -m tests.browser.screenshots``: takes the pictures of the README anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.chromium import launch_options
from tests.deadline import wait_until
from tests.servers.site import Site, running_site

PICTURES = Path(__file__).parent / "pictures"
PACE_SECONDS = "0.02"
DESKTOP: ViewportSize = {"width": 1280, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 760}


def take_pictures() -> None:
    """Show the guide: in the middle of its tour on a desktop, at a tool's result on a phone."""
    with (
        TemporaryDirectory() as folder,
        running_site(Path(folder), guide_pace=PACE_SECONDS) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        _take_desktop(browser, site)
        _take_phone(browser, site)
        browser.close()


def _take_desktop(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme="light")
    page = context.new_page()
    for text in ("How do I steep green tea?", "A haiku about the sea", "help"):
        _ask(page, site, text)
        page.locator('[data-state="done"]').wait_for()
    _ask(page, site, "tour")
    page.get_by_text("From a shell you can").wait_for()
    page.locator("figure").nth(1).locator("span").first.wait_for()
    page.locator("figure").nth(1).scroll_into_view_if_needed()
    # The browser looks where the page stood a moment ago: a new line moves that.
    wait_until(lambda: _is_taken_at_rest(page, PICTURES / "desktop.png"))
    context.close()


def _is_taken_at_rest(page: Page, path: Path) -> bool:
    place = page.evaluate("scrollY")
    page.screenshot(path=path, animations="disabled")
    return bool(page.evaluate("scrollY") == place)


def _take_phone(browser: Browser, site: Site) -> None:
    context = browser.new_context(
        viewport=PHONE, color_scheme="dark", device_scale_factor=2, has_touch=True
    )
    page = context.new_page()
    _ask(page, site, "tool")
    page.locator('[data-state="done"]').wait_for()
    page.locator(".tool-call summary").click()
    page.screenshot(path=PICTURES / "phone.png", animations="disabled")
    context.close()


def _ask(page: Page, site: Site, text: str) -> None:
    page.goto(site.url)
    page.locator("textarea").fill(text)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sessions/*")


if __name__ == "__main__":
    take_pictures()
