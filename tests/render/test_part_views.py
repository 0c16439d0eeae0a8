from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment

from tests.conversation.events import chunk, text
from tests.render.dom import parsed
from tests.render.replies import (
    SESSION,
    html_of_stored,
    page_of,
    reply_of,
    transcript_of,
    updates_of,
)
from webchat.client import SessionStream
from webchat.conversation import Ended, Turn, UserMessage
from webchat.render import SessionView
from webchat.render.markdown import MarkdownStream
from webchat.render.part_views import TextPartView, ToolCallPartView


@pytest.mark.parametrize("state", ["failed", "interrupted"])
@pytest.mark.parametrize(
    ("events", "told"),
    [([], "Nothing had arrived."), ([text("a", "Half")], "What had arrived is kept.")],
)
def test_an_ending_says_whether_anything_had_arrived(
    environment: Environment, state: Any, events: list[SessionStream], told: str
) -> None:
    reply, changes = reply_of(events)
    view = SessionView(environment, SESSION)
    list(view.advance(updates_of((reply, [*changes[:-1], Ended(state, "The agent said: boom")]))))

    assert f">The agent said: boom. {told}</p>" in page_of(view).html()


@pytest.mark.parametrize(
    ("state", "is_open"),
    [("done", False), ("stopped", True), ("failed", True), ("interrupted", True)],
)
def test_reasoning_stays_open_where_a_reply_was_cut_off_in_it(
    environment: Environment, state: Any, is_open: bool
) -> None:
    reply, changes = reply_of([text("r", "Let me see", kind="reasoning")], state)
    updates = updates_of((reply, [*changes[:-1], reply.time_part(0, 4), changes[-1]]))
    whole = SessionView(environment, SESSION)
    list(whole.advance(updates))
    stored = html_of_stored(environment, Turn("RID::0", UserMessage("Message 0 <b>"), reply))
    assert ("<details" in stored, " open>" in stored) == (True, is_open)
    assert "Thought for" in stored
    for count in range(len(updates) + 1):
        view = SessionView(environment, SESSION)
        list(view.advance(updates[:count]))
        page = page_of(view)

        page.apply("".join(whole.fragments_after(count)))

        assert transcript_of(page) == transcript_of(page_of(whole)), f"after update {count}"
    assert parsed(whole.turns()["RID::0"]).html() == parsed(stored).html()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/tool_calls/0/args", lambda number: "x" * number),
        ("", lambda number: [f"{number} " + "x" * number]),
    ],
)
def test_what_is_replaced_as_it_grows_is_sent_once(
    environment: Environment, path: str, value: Callable[[int], Any]
) -> None:
    events = [chunk("t", ("replace", path, value(number))) for number in range(1, 200)]
    updates = updates_of(reply_of(events))
    for count in (2, 100, 199):
        view, page = SessionView(environment, SESSION), SessionView(environment, SESSION)
        list(page.advance(updates[:count]))
        model = page_of(page)
        list(view.advance(updates))
        frame = "".join(view.fragments_after(count))

        model.apply(frame)

        assert len(frame) < 2_000
        assert transcript_of(model) == transcript_of(page_of(view))


FRAGMENT = ("add", "/tool_calls/0/args/-", "one }")
NAMED = ("replace", "/tool_calls/0/tool_name", "one BAD")
TOOL = {"tool_call_id": "c", "tool_name": "BAD", "args": ["{"]}
UNRENDERABLE = {
    "a text": [text("a", "one <b>"), text("a", "BAD"), text("a", " two &")],
    "a text from its start": [text("a", "BAD <b> & "), text("a", "one two")],
    "reasoning": [text("a", "one <b>", kind="reasoning"), text("a", "BAD &", kind="reasoning")],
    "a text as it is drawn": [text("a", "one <b>"), text("a", "UGLY"), text("a", " two &")],
    "a call": [chunk("a", ("add", "/tool_calls/0", TOOL)), chunk("a", FRAGMENT), chunk("a", NAMED)],
}


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that says BAD can be rendered, and nothing that says UGLY can be drawn."""

    def failing(name: str, owner: type, word: str, said: Callable[..., Any]) -> None:
        real = getattr(owner, name)

        def fail_or_do(self: Any, *arguments: Any) -> Any:
            if word in str(said(self, *arguments)):
                raise RuntimeError(word)
            return real(self, *arguments)

        monkeypatch.setattr(owner, name, fail_or_do)

    failing("feed", MarkdownStream, "BAD", lambda stream, delta: delta)
    failing("html", TextPartView, "UGLY", lambda view: view._stream.text)
    failing("fragments_after", TextPartView, "UGLY", lambda view, number: view._stream.text)
    failing("_inside_html", ToolCallPartView, "BAD", lambda view: view._call)


@pytest.mark.parametrize("events", UNRENDERABLE.values(), ids=UNRENDERABLE)
@pytest.mark.usefixtures("broken")
def test_a_part_that_cannot_be_rendered_is_shown_as_text_beside_the_others(
    environment: Environment, events: list[SessionStream], caplog: pytest.LogCaptureFixture
) -> None:
    around = [text("b", "**before**"), *events, text("c", "**after**")]
    updates = updates_of(reply_of(around))
    views = [SessionView(environment, SESSION) for _ in range(len(updates) + 1)]
    for count, view in enumerate(views):
        list(view.advance(updates[:count]))
        page = page_of(view)
        list(view.advance(updates[count:]))
        page.apply("".join(view.fragments_after(count)))

        assert transcript_of(page) == transcript_of(page_of(view)), f"after update {count}"
        assert page.html().count("<strong>") == 2
        assert "one" in page.html()
    assert "RuntimeError" in caplog.text
    assert "BAD" not in caplog.text
