"""Code that is copied and wrapped, and tables that are wider than the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.accessibility import violations_on
from tests.browser.fixtures import Chat, answer
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

CODE = "x = 1\nlong = '" + "very " * 60 + "long'\n"
PHONE: ViewportSize = {"width": 390, "height": 800}
WIDE_TABLE = (
    "| " + " | ".join(f"Column number {number}" for number in range(8)) + " |\n"
    "|" + "---|" * 8 + "\n" + ("| " + " | ".join(["some words"] * 8) + " |\n") * 3
)
LONG_FORMULA = " + ".join(rf"\frac{{a_{number}}}{{\int x^{number}}}" for number in range(20))
SCROLLS = """element =>
  element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
"""
SCROLLS_INSIDE = "element => element.scrollWidth > element.clientWidth"
IS_AS_WIDE_AS_ITS_SCREEN = """() => {
  const page = document.scrollingElement;
  return page.scrollWidth <= page.clientWidth;
}"""
COUNT_LOOKS = """() => {
  const { querySelectorAll } = Element.prototype;
  window.looks = 0;
  Element.prototype.querySelectorAll = function (selector) {
    if (selector === ".code") window.looks += 1;
    return querySelectorAll.call(this, selector);
  };
}"""
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def copy_button(chat: Chat) -> Locator:
    return chat.reply.get_by_role("button", name="Copy")


def pasted(chat: Chat) -> str:
    """Give what the person finds on the clipboard, by pasting it."""
    chat.field.fill("")
    chat.field.press("ControlOrMeta+V")
    return chat.field.input_value()


@pytest.mark.parametrize("script", ["", WITHOUT_CLIPBOARD], ids=["https", "plain http"])
def test_code_is_copied_as_far_as_it_is_written(
    page: Page,
    context: BrowserContext,
    scripted: ScriptedUpstream,
    scripted_chat: Chat,
    script: str,
) -> None:
    chat = scripted_chat
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(script)
    chat.start("Write")
    reply = scripted.next_reply()
    reply.say("```python\nx = 1\ny = ")
    expect(chat.reply.locator("code")).to_contain_text("y =")

    copy_button(chat).press("Enter")

    expect(page.get_by_text("Copied").and_(page.get_by_role("status"))).to_be_attached()
    expect(copy_button(chat)).to_be_focused()
    reply.say("2\n```\n")
    expect(chat.reply.locator("code .mi")).to_have_count(2)
    expect(copy_button(chat)).to_be_focused()
    assert pasted(chat) == "x = 1\ny = "
    copy_button(chat).click()
    expect(copy_button(chat)).to_have_attribute("data-copy", "done")
    assert pasted(chat) == "x = 1\ny = 2"
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")


def test_wrapped_lines_stay_wrapped_while_code_grows_and_when_it_is_finished(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    code = scripted_chat.reply.locator("pre")
    writing.say(f"```python\n{CODE}")
    expect(code).to_contain_text("long'")
    assert code.evaluate(SCROLLS_INSIDE)

    wrap = scripted_chat.reply.get_by_role("checkbox", name="Wrap lines")
    wrap.click()
    writing.say("y = 2\n```\n\nDone.")

    expect(code.locator(".mi")).to_have_count(2)
    expect(wrap).to_be_checked()
    assert not code.evaluate(SCROLLS_INSIDE)
    wrap.click()
    assert code.evaluate(SCROLLS_INSIDE)


def test_wrapped_lines_stay_wrapped_while_their_list_grows_and_when_it_is_finished(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    code = scripted_chat.reply.locator("pre")
    writing.say("- So:\n\n  ```python\n", *(f"  {line}\n" for line in CODE.splitlines()))
    expect(code).to_contain_text("long'")
    wrap = scripted_chat.reply.get_by_role("checkbox", name="Wrap lines")
    wrap.click()

    for said in ("  y = 2\n", "  z = 3\n  ```\n", "- Then", "\n\nDone.\n\nEnd"):
        writing.say(said)
        expect(scripted_chat.reply).to_contain_text(said.strip(" -`\n").partition("\n")[0])

        expect(wrap).to_be_checked()
        assert not code.evaluate(SCROLLS_INSIDE)
    wrap.click()
    writing.say(" of it")
    expect(scripted_chat.reply).to_contain_text("End of it")
    assert code.evaluate(SCROLLS_INSIDE)


def test_wrapped_code_that_is_gone_is_looked_for_no_longer_than_its_reply_is_written(
    page: Page, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start("Write")
    reply = scripted.next_reply()
    reply.say(f"```python\n{CODE}```\n\nDone.")
    chat.reply.get_by_role("checkbox", name="Wrap lines").click()
    chat.reply.locator(".code").evaluate("figure => figure.remove()")
    scripted.store_reply(reply)
    reply.end()
    chat.expect_answered(reply)
    page.evaluate(COUNT_LOOKS)

    chat.send("And now?")
    answer(scripted, chat)

    assert page.evaluate("looks") == 0


def test_a_wide_table_scrolls_inside_itself(scripted_chat: Chat, writing: ScriptedReply) -> None:
    page = scripted_chat.page
    page.set_viewport_size(PHONE)
    writing.say(WIDE_TABLE, "\n", "A-very-long-word-" * 40, f"\n\n```\n{CODE}```\n\n`{'x' * 200}`")
    expect(scripted_chat.reply).to_contain_text("xxxx")

    table = page.get_by_role("group", name="Table")
    table.focus()
    expect(table).to_be_focused()

    assert table.evaluate(SCROLLS_INSIDE)
    assert page.evaluate(IS_AS_WIDE_AS_ITS_SCREEN)


def test_a_formula_stays_in_its_column_which_was_settled_without_it(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    scripted_chat.page.set_viewport_size(PHONE)
    writing.say(
        "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |\n| $a+b+c+d+e$ | 2 | 3 | 4 |"
    )
    formula = scripted_chat.reply.locator("bdi")

    expect(formula).to_be_visible()
    assert formula.evaluate(SCROLLS_INSIDE)
    right = "element => element.getBoundingClientRect().right"
    assert formula.evaluate(right) <= scripted_chat.reply.locator("td:has(bdi)").evaluate(right)


def test_a_short_formula_in_a_table_does_not_scroll(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    formulas = [r"\hat{x}", "y", r"x_i^2", r"\overline{AB}", r"\sqrt{\frac{a}{b}}"]
    writing.say("| a |\n|---|\n" + "".join(f"| ${formula}$ |\n" for formula in formulas))
    shown = scripted_chat.reply.locator("bdi")

    expect(shown).to_have_count(len(formulas))
    assert not any(formula.evaluate(SCROLLS) for formula in shown.all())


def test_a_formula_wider_than_the_page_scrolls_inside_itself(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    page = scripted_chat.page
    page.set_viewport_size(PHONE)
    writing.say(rf"See ${LONG_FORMULA}$ and $\frac{{a}}{{b}}$.")
    expect(scripted_chat.reply.locator("math")).to_have_count(2)

    formula = scripted_chat.reply.locator("bdi").first
    formula.focus()

    expect(formula).to_be_focused()
    assert formula.evaluate(SCROLLS_INSIDE)
    assert not formula.evaluate("element => element.scrollHeight > element.clientHeight")
    assert page.evaluate(IS_AS_WIDE_AS_ITS_SCREEN)
    assert violations_on(page) == []


@pytest.mark.parametrize(
    "formula",
    [
        "W+W=W+W=W+W=W+W=W+W",
        "M=M=M=M=M",
        r"\text{MMMMMMMMMMMMM}",
        "a<b<c<d<e",
        r"a\qquad\qquad\qquad b",
    ],
)
def test_all_of_a_formula_in_a_line_can_be_reached_on_the_smallest_screen(
    scripted_chat: Chat, writing: ScriptedReply, formula: str
) -> None:
    scripted_chat.page.set_viewport_size({"width": 320, "height": 640})
    writing.say(f"- See ${formula}$ there")
    line = scripted_chat.reply.locator("bdi")
    expect(line.locator("math")).to_have_count(1)

    is_reached = line.evaluate("line => line.tabIndex === 0")
    right = "element => element.getBoundingClientRect().right"
    edge = scripted_chat.reply.locator("li").evaluate(right)

    assert is_reached or line.locator("math").evaluate(right) <= edge
