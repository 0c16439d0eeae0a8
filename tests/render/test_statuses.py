"""The one line that says what the agent is doing, and the head of what it thought."""

from __future__ import annotations

import re

from jinja2 import Environment

from tests.conversation.events import chunk, result, status, text
from tests.render.replies import SESSION, page_of, reply_of, updates_of
from webchat.conversation import PartTimed, StatusChanged
from webchat.render import SessionView

CALL = {"tool_call_id": "c1", "tool_name": "<search>", "args": []}
EVENTS = [
    status("acknowledged"),
    status("processing"),
    text("r", "Hmm.", kind="reasoning"),
    chunk("t", ("add", "/tool_calls/0", CALL)),
    chunk("u", ("add", "/tool_call_results/0", result("c1", "sunny"))),
    status("typing"),
    text("a", "Sunny."),
    status("pondering"),
]


def words_of(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).strip()


def test_the_status_says_what_the_agent_is_doing(environment: Environment) -> None:
    _, changes = reply_of(EVENTS)
    silence = [StatusChanged("waiting"), StatusChanged("processing")]
    updates = updates_of((reply_of([])[0], [*changes[:4], *silence, *changes[4:-1]]))
    told: list[str] = []
    for count in range(1, len(updates) + 1):
        view = SessionView(environment, SESSION)
        list(view.advance(updates[:count]))
        (line,) = re.findall(r'<span class="status-text">.*?</span>', page_of(view).html())
        if told[-1:] != [words_of(line)]:
            told.append(words_of(line))

    assert told == [
        "Sent",
        "Received",
        "Thinking",
        "Calling &lt;search&gt;",
        "Still waiting",
        "Calling &lt;search&gt;",
        "Thinking",
        "Writing",
        "pondering",
    ]


def test_text_that_comes_is_being_written_whatever_the_agent_said_before_it(
    environment: Environment,
) -> None:
    events = [
        *(status("processing"), text("r", "Hmm.", kind="reasoning")),
        *(text("a", "Sunny"), text("a", ", and"), status("processing"), text("a", " warm.")),
    ]
    _, changes = reply_of(events)
    view = SessionView(environment, SESSION)
    updates = updates_of((reply_of([])[0], changes[:-1]))
    list(view.advance(updates[:1]))
    page, told = page_of(view), []
    for number in range(1, len(updates)):
        list(view.advance(updates[number : number + 1]))
        page.apply("".join(view.fragments_after(number)))
        assert page.html() == page_of(view).html()
        told += re.findall(r'<span class="status-text">(.*?)</span>', page.html())

    assert told == ["Thinking", "Thinking", "Writing", "Writing", "Thinking", "Writing"]


def test_what_the_agent_is_doing_is_said_once(environment: Environment) -> None:
    _, changes = reply_of(EVENTS[:4])
    updates = updates_of((reply_of([])[0], changes[:-1]))
    view = SessionView(environment, SESSION)
    list(view.advance(updates))

    said = words_of(page_of(view).html())

    assert "Thinking" not in said
    assert said.count("Calling") == 1


def test_reasoning_says_how_long_it_took_once_that_is_known(environment: Environment) -> None:
    for seconds, said in [
        (0, "Thought for a moment"),
        (59, "Thought for 59 s"),
        (125, "Thought for 2 min 5 s"),
    ]:
        _, changes = reply_of([EVENTS[2], EVENTS[6]])
        updates = updates_of((reply_of([])[0], [*changes[:2], PartTimed(0, seconds), changes[2]]))
        heads = []
        for count in range(2, len(updates) + 1):
            view = SessionView(environment, SESSION)
            list(view.advance(updates[:count]))
            page = page_of(view)
            (head,) = re.findall(r"<summary.*?</summary>", page.html())
            heads.append(words_of(head))

        assert heads == ["Reasoning", "Reasoning", said, said]
