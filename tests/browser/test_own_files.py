"""An operator's own styles and scripts, in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat
from tests.servers.site import running_site


def test_a_broken_style_or_script_leaves_the_site_as_it_is(page: Page, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name, text in {"css/mine.css": "a { b: {", "js/mine.js": "const = {"}.items():
        (own / name).parent.mkdir(parents=True)
        (own / name).write_text(text)

    with running_site(tmp_path, static=str(own), accent="#006060") as site:
        chat = Chat(page, site.url)
        chat.start("hello")
        chat.expect_state("done")
        page.emulate_media(media="print")
        expect(page.locator("#composer")).to_be_hidden()
        page.emulate_media(media="screen")
        expect(page.locator("html")).to_have_css("--accent", re.compile("#006060"))
        # Each of both pages tells of the script, and of nothing else.
        assert len(chat.complaints) == 2
        assert len(set(chat.complaints)) == 1
