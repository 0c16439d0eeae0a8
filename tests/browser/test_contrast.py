"""What is told by colour, for those who see ours not at all, or want them stronger."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream


def style(thing: Locator, name: str, pseudo: str = "") -> str:
    told: str = thing.evaluate(f"(e) => getComputedStyle(e, {pseudo!r})[{name!r}]")
    return told


def test_in_the_colours_of_the_system_what_runs_has_the_focus_or_is_chosen_is_seen(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat, page = scripted_chat, scripted_chat.page
    page.emulate_media(forced_colors="active", color_scheme="dark")
    chat.start("Go on")
    reply = scripted.next_reply()
    reply.say("- [x] Yes\n\n```py\nx = 1\n")
    expect(chat.reply.locator("pre")).to_be_visible()
    paper = style(page.locator("html"), "backgroundColor")
    listed = page.locator("#session-list [aria-current]")

    assert style(listed.locator(".live-mark"), "backgroundColor", "::before") != paper
    assert style(listed, "outlineStyle") == "solid"
    chat.field.focus()
    assert style(page.locator(".composer-box"), "outlineStyle") == "solid"
    assert style(page.locator("#composer"), "backgroundColor") == paper
    wrap = chat.reply.get_by_role("checkbox", name="Wrap lines")
    wrap.click()
    assert style(wrap, "backgroundColor") != paper
    assert style(page.get_by_role("button", name="As the system"), "outlineStyle") == "solid"
    assert style(page.locator(".action").first, "backgroundColor", "::before") != paper
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")


def test_who_wants_more_contrast_has_stronger_lines_and_ink(chat: Chat) -> None:
    page = chat.page
    page.goto(chat.url)
    lines, ink = page.locator(".composer-box"), page.locator(".agent-description")
    page.locator(".new-chat").focus()
    before = style(lines, "borderTopColor"), style(ink, "color")

    page.emulate_media(contrast="more")

    after = style(lines, "borderTopColor"), style(ink, "color")
    assert all(strong < soft for strong, soft in zip(after, before, strict=True))
