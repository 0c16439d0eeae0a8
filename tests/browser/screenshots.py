"""``python -m tests.browser.screenshots``: takes the pictures of the README anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize, sync_playwright

from tests.browser.chromium import launch_options
from tests.servers.site import running_site

PICTURES = Path(__file__).parent / "pictures"
PACE_SECONDS = "0.02"
WINDOW: ViewportSize = {"width": 1080, "height": 680}


def take_pictures() -> None:
    """Show the guide in the middle of its tour."""
    with (
        TemporaryDirectory() as folder,
        running_site(Path(folder), guide_pace=PACE_SECONDS) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport=WINDOW)
        page.goto(site.url)
        page.locator("textarea").fill("tour")
        page.keyboard.press("Enter")
        page.get_by_text("From a shell you can").wait_for()
        page.locator("figure").nth(1).locator("span").first.wait_for()
        page.screenshot(path=PICTURES / "chat.png")
        browser.close()


if __name__ == "__main__":
    take_pictures()
