from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.embedded.caller import Caller, Message
from webchat.embedded import STARTERS

DEMONSTRATIONS = (
    "markdown",
    "table",
    "code",
    "formula",
    "reason",
    "think",
    "tool",
    "error",
    "crash",
    "long 100",
    "tour",
    "help",
    "something else",
)


def texts(parts: list[dict[str, Any]], kind: str) -> list[str]:
    return [part[kind] for part in parts if part["type"] == kind]


def stored_parts(api: Caller, session_id: str) -> list[dict[str, Any]]:
    events = api.events(session_id, params={"source": "ai_agent", "types": "message"})
    return [part for event in events for part in event["data"]["parts"]]


def streamed_parts(heard: list[Message]) -> list[dict[str, Any]]:
    """Fold the chunks into parts, each event id a document of its own."""
    parts: dict[str, dict[str, Any]] = {}
    for message in heard:
        if message.event == "status" or message.data["patches"][0]["path"].startswith(
            "/tool_call_"
        ):
            continue
        kind = message.data["metadata"].get("kind", "content")
        for patch in message.data["patches"]:
            part = parts.setdefault(message.data["event_id"], {"type": kind, kind: ""})
            match patch:
                case {"path": "/-", "value": delta}:
                    part[kind] += delta
                case {"path": "/tool_calls/0", "value": call}:
                    parts[message.data["event_id"]] = {**call, "args": ""}
                case {"path": "/tool_calls/0/tool_name", "value": name}:
                    part["tool_name"] = name
                case {"path": "/tool_calls/0/args/-", "value": fragment}:
                    part["args"] += fragment
    return [
        {**part, "args": json.loads(part["args"])} if "args" in part else part
        for part in parts.values()
    ]


@pytest.mark.parametrize("content", DEMONSTRATIONS)
def test_what_is_stored_is_what_was_streamed(api: Caller, content: str) -> None:
    session_id = api.open_session()
    heard = api.hear(session_id, content)
    parts = stored_parts(api, session_id)
    assert parts == streamed_parts(heard)
    assert parts
    stored = api.events(session_id, params={"types": "status"})
    statuses = [message.status for message in heard if message.event == "status"]
    assert statuses == [event["data"]["status"] for event in stored]
    assert {message.data["correlation_id"] for message in heard} == {
        event["correlation_id"] for event in api.events(session_id)
    }


def answer(api: Caller, content: str) -> str:
    session_id = api.open_session()
    api.hear(session_id, content)
    return "\n\n".join(texts(stored_parts(api, session_id), "content"))


def test_markdown_has_headings_lists_a_quote_and_a_link(api: Caller) -> None:
    text = answer(api, "markdown")
    for pattern in (
        r"^## ",
        r"^### ",
        r"^- |^   - ",
        r"^- \[x\] ",
        r"^1\. ",
        r"^> ",
        r"\[.+\]\(https://",
        r"\*\*",
    ):
        assert re.search(pattern, text, re.MULTILINE), pattern


def test_a_table_has_rows_of_one_width(api: Caller) -> None:
    rows = [line for line in answer(api, "table").splitlines() if line.startswith("|")]
    assert len(rows) > 3
    assert len({row.count("|") for row in rows}) == 1


def test_code_is_in_three_languages(api: Caller) -> None:
    text = answer(api, "code")
    languages = re.findall(r"^```(\w+)$", text, re.MULTILINE)
    assert len(set(languages)) == 3
    assert text.count("```") == 6


def test_formulas_are_written_in_three_ways(api: Caller) -> None:
    text = answer(api, "formula")
    assert re.search(r"(?<!\$)\$[^$\n]+\$(?!\$)", text)
    assert re.search(r"\\\(.+\\\)", text)
    assert re.search(r"\$\$\n.+\n\$\$", text)


@pytest.mark.parametrize("word", ["reason", "think"])
def test_reasoning_comes_before_the_answer(api: Caller, word: str) -> None:
    session_id = api.open_session()
    api.hear(session_id, word)
    assert [part["type"] for part in stored_parts(api, session_id)] == ["reasoning", "content"]


def test_the_tool_answers_truly(api: Caller) -> None:
    session_id = api.open_session()
    heard = api.hear(session_id, 'tool three "quoted" w\u00f6rds')
    fragments = [
        patch
        for message in heard
        if message.event == "chunk"
        for patch in message.data["patches"]
        if patch["path"] == "/tool_calls/0/args/-"
    ]
    assert len(fragments) > 3
    [event] = api.events(session_id, params={"types": "tool"})
    [call] = event["data"]["tool_calls"]
    assert call["tool_name"] == "word_count"
    assert call["args"] == {"text": 'three "quoted" w\u00f6rds'}
    assert call["result"]["data"] == {"words": 3, "characters": 20, "lines": 1}


def test_an_error_is_told_on_request(api: Caller) -> None:
    heard = api.hear(api.open_session(), "error")
    assert heard[-1].status == "error"
    assert heard[-1].data["data"]["data"]["exception"] == "RequestedError"


def test_a_crash_ends_the_reply_with_an_error(api: Caller) -> None:
    heard = api.hear(api.open_session(), "crash")
    assert heard[-1].status == "error"
    assert heard[-1].data["data"]["data"]["exception"] == "CrashedOnRequestError"


@pytest.mark.parametrize(
    ("content", "tokens"),
    [("long 300", 300), ("Long: 300 words", 300), ("long", 2000), ("long x", 2000)],
)
def test_a_long_reply_has_about_as_many_tokens_as_wanted(
    api: Caller, content: str, tokens: int
) -> None:
    heard = api.hear(api.open_session(), content)
    chunks = [message for message in heard if message.event == "chunk"]
    assert tokens <= len(chunks) < tokens + 60


def test_a_long_reply_is_varied(api: Caller) -> None:
    text = answer(api, "long 2000")
    for pattern in (r"^## ", r"^- ", r"^\| ", r"^```python$", r"^\$\$$", r"^> "):
        assert re.search(pattern, text, re.MULTILINE), pattern


def test_the_tour_shows_everything(api: Caller) -> None:
    session_id = api.open_session()
    api.hear(session_id, "tour")
    types = [event["type"] for event in api.events(session_id) if event["type"] != "status"]
    assert types == ["message", "message", "message", "message", "tool", "message"]
    kinds = [part["type"] for part in stored_parts(api, session_id)]
    assert kinds == ["reasoning", "content", "tool_call", "content"]
    text = "".join(texts(stored_parts(api, session_id), "content"))
    for heading in ("## Markdown", "## A table", "## Code", "## Formulas", "## A tool"):
        assert heading in text


def test_help_names_every_demonstration(api: Caller) -> None:
    text = answer(api, "help")
    for word in ("tour", "markdown", "table", "code", "formula", "reason", "tool", "long", "error"):
        assert f"`{word}`" in text


@pytest.mark.parametrize("starter", STARTERS)
def test_each_starter_shows_something(api: Caller, starter: str) -> None:
    assert "You wrote:" not in answer(api, starter)


@pytest.mark.parametrize("content", ["HELP", "Help!", "  help  ", "/help", "help\nme"])
def test_the_first_word_picks_however_it_is_written(api: Caller, content: str) -> None:
    assert answer(api, content) == answer(api, "help")


@pytest.mark.parametrize(
    "content",
    ["hello there", "<b>*bold*</b>", "helpful", "two\n\nlines", "???", " ", "\u4f60\u597d"],
)
def test_anything_else_is_quoted_as_it_was_written(api: Caller, content: str) -> None:
    text = answer(api, content)
    for line in content.split("\n"):
        assert f"> {line}\n" in text
    assert "`help`" in text
