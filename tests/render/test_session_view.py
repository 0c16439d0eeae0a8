from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from tests.conversation.events import chunk, recorded_stream, status, text
from tests.render.dom import parsed
from tests.render.replies import (
    SESSION,
    html_of_stored,
    page_of,
    pieces_of,
    reply_of,
    transcript_of,
    updates_of,
)
from webchat.client import SessionStream
from webchat.conversation import (
    Replaced,
    Turn,
    TurnStarted,
    Update,
)
from webchat.render import SessionView

MARKDOWN = """# Title

A paragraph with **bold** and `code`.

- one
- two

  loose now
- three

| a | b |
|---|--:|
| 1 | 2 |
| 3 | 4 |

```python
def f(x):
    return x + 1
```

The end, see [there][1].

[1]: https://example.com
"""


CALL = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "search", "args": []}
RESULT = {"tool_call_id": "c1", "tool_name": "search", "args": {}, "data": {"result": "<hot>"}}
EVERYTHING = [
    status("acknowledged"),
    text("r", "Let me ", kind="reasoning"),
    text("r", "think.\n\nYes", kind="reasoning"),
    chunk("t", ("add", "/tool_calls/0", CALL)),
    chunk("t", ("add", "/tool_calls/0/args/-", '{"q": ')),
    chunk("t", ("add", "/tool_calls/0/args/-", '"<tea>"}')),
    chunk("u", ("add", "/tool_call_results/0", RESULT)),
    chunk("t", ("add", "/tool_calls/0/args/-", " late")),
    status("typing"),
    *[text("a", piece) for piece in pieces_of(MARKDOWN, 3)],
    SessionStream("novelty", None, {"kept": True}),
]


@pytest.fixture
def updates() -> list[Update]:
    return updates_of(
        reply_of(EVERYTHING),
        reply_of([text("a", "Half a rep")], "stopped"),
        reply_of([text("a", "x")], "failed"),
        reply_of(recorded_stream("tool")),
    )


def test_a_follower_may_come_back_after_any_update(
    environment: Environment, updates: list[Update]
) -> None:
    whole = SessionView(environment, SESSION)
    list(whole.advance(updates))
    expected = transcript_of(page_of(whole))
    for count in range(len(updates) + 1):
        earlier = SessionView(environment, SESSION)
        list(earlier.advance(updates[:count]))
        page = page_of(earlier)

        page.apply("".join(whole.fragments_after(count)))

        assert transcript_of(page) == expected, f"after update {count}"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_frames_may_be_cut_anywhere(
    environment: Environment, updates: list[Update], data: st.DataObject
) -> None:
    view = SessionView(environment, SESSION)
    page = page_of(view)
    position = 0
    while position < len(updates):
        count = data.draw(st.integers(1, 40), label="updates in the next frame")
        list(view.advance(updates[position : position + count]))
        page.apply("".join(view.fragments_after(position)))
        position = view.number

        assert transcript_of(page) == transcript_of(page_of(view))


def test_a_watched_reply_is_the_html_of_the_stored_one(environment: Environment) -> None:
    reply, changes = reply_of(EVERYTHING)
    (first, *others) = updates_of((reply, changes))
    view = SessionView(environment, SESSION)
    list(view.advance([first, *others]))
    assert isinstance(first.change, TurnStarted)
    stored = Turn(first.correlation_id, first.change.turn.message, reply)

    (watched,) = view.turns().values()

    assert parsed(watched).html() == parsed(html_of_stored(environment, stored)).html()


def test_a_reply_that_has_ended_tells_when_in_a_zone_for_everyone(
    environment: Environment, updates: list[Update]
) -> None:
    view = SessionView(environment, SESSION)
    list(view.advance(updates[:-1]))
    page = page_of(view)
    time = '<time datetime="2026-11-22T12:01:05Z">2026-11-22 12:01 UTC</time>'
    assert page.html().count(time) == 3, "the last one is still being written"

    list(view.advance(updates[-1:]))
    page.apply("".join(view.fragments_after(len(updates) - 1)))

    assert page.html().count(time) == 4


def test_what_upstream_stored_replaces_what_was_watched(environment: Environment) -> None:
    better, _ = reply_of([text("a", "First")])
    reply, changes = reply_of([text("a", "Frist")])
    updates = updates_of((reply, [*changes[:-1], Replaced(tuple(better.parts)), changes[-1]]))
    for count in range(len(updates) + 1):
        view = SessionView(environment, SESSION)
        list(view.advance(updates[:count]))
        page = page_of(view)
        list(view.advance(updates[count:]))
        page.apply("".join(view.fragments_after(count)))

        assert "First" in page.html()
        assert "Frist" not in page.html()


def test_those_who_miss_the_same_are_each_given_it_and_later_what_came_since(
    environment: Environment, updates: list[Update]
) -> None:
    view = SessionView(environment, SESSION)
    list(view.advance(updates[:5]))
    pages = [page_of(view) for _ in range(2)]
    list(view.advance(updates[5:10]))
    for page in pages:
        missed = view.fragments_after(5)
        page.apply("".join(missed))
        # What is given is the caller's own, who adds to it.
        missed.append("<p>besides</p>")
        assert transcript_of(page) == transcript_of(page_of(view))

    list(view.advance(updates[10:]))

    for page in pages:
        page.apply("".join(view.fragments_after(10)))
        assert transcript_of(page) == transcript_of(page_of(view))


def test_nothing_new_is_an_empty_frame(environment: Environment, updates: list[Update]) -> None:
    view = SessionView(environment, SESSION)
    list(view.advance(updates))

    assert view.fragments_after(view.number) == []


def test_the_button_and_the_announcement_follow_the_reply(
    environment: Environment, updates: list[Update]
) -> None:
    view = SessionView(environment, SESSION)
    page = page_of(view)
    list(view.advance(updates[:1]))
    page.apply("".join(view.fragments_after(0)))
    assert ">Stop<" in page.html()
    assert "The reply has begun." in page.html()

    list(view.advance(updates[1:]))
    page.apply("".join(view.fragments_after(1)))

    assert ">Send<" in page.html()
    assert "The reply is complete." in page.html()


def test_finished_blocks_are_sent_once(environment: Environment) -> None:
    updates = updates_of(reply_of([text("a", piece) for piece in pieces_of(MARKDOWN, 1)]))
    view = SessionView(environment, SESSION)
    sent = ""
    for update in updates[:-1]:
        list(view.advance([update]))
        sent += "".join(
            fragment
            for fragment in view.fragments_after(update.number - 1)
            if "-tail" not in fragment
        )

    assert sent.count("<strong>bold</strong>") == 1


def test_a_tool_that_never_answered_is_said_not_to_have(environment: Environment) -> None:
    view = SessionView(environment, SESSION)
    updates = updates_of(reply_of([chunk("t", ("add", "/tool_calls/0", CALL))], "stopped"))

    list(view.advance(updates[:-1]))
    assert "No answer" not in page_of(view).html()
    list(view.advance(updates[-1:]))

    assert "No answer" in page_of(view).html()
