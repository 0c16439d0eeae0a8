"""How much is rendered before others are let run; counted in characters, never in time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment

from tests.conversation.events import text
from tests.render.replies import SESSION, page_of, reply_of, updates_of
from webchat.conversation import Replaced, Turn
from webchat.render import SessionView, TurnView
from webchat.render.markdown import STEP_CHARACTERS, MarkdownStream

# A block is looked at several times before it is finished, and then read by all rules.
READ_A_STEP = 260_000
LARGE = {
    "code": ("```\n", "x = measure(1) + 42\n", 10_000_000),
    "list": ("", "- river **light** and `code`\n", 100_000),
    "one line": ("", "river **light** of `morning`, ", 100_000),
    "paragraph": ("", "river **light** of `morning`,\n", 100_000),
    "quote": ("", "> river **light** of `morning`,\n", 100_000),
    "late reference": ("[a]\n\n", "river [light][a] of morning\n\n", 100_000),
}


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all texts that streams have been fed so far."""
    lengths: list[int] = []
    real = MarkdownStream.feed

    def feed(stream: MarkdownStream, delta: str) -> object:
        lengths.append(len(delta))
        return real(stream, delta)

    monkeypatch.setattr(MarkdownStream, "feed", feed)
    return lengths


def large_text(kind: str) -> str:
    begin, again, length = LARGE[kind]
    return begin + again * (length // len(again)) + "\n\n[a]: https://a.example\n"


def longest(steps: Iterator[object], done: list[int]) -> int:
    """Take all steps; give the most that one of them added to ``done``."""
    most = 0
    done.clear()
    for _ in steps:
        most = max(most, sum(done))
        done.clear()
    return max(most, sum(done))


@pytest.mark.parametrize("kind", LARGE)
def test_no_event_is_too_large_to_let_others_run(
    environment: Environment, kind: str, fed: list[int], characters_read: list[int]
) -> None:
    updates = updates_of(reply_of([text("a", large_text(kind))]))

    assert longest(SessionView(environment, SESSION).advance(updates), fed) <= 2 * STEP_CHARACTERS
    assert (
        longest(SessionView(environment, SESSION).advance(updates), characters_read) <= READ_A_STEP
    )


def test_a_stored_reply_is_shown_in_steps_too(environment: Environment, fed: list[int]) -> None:
    reply, _ = reply_of([text("a", large_text("list"))])

    assert longest(
        TurnView(environment, SESSION, Turn("a", None, reply), 0).read_stored(), fed
    ) == (STEP_CHARACTERS)


def test_what_replaces_a_reply_is_shown_in_steps_too(
    environment: Environment, fed: list[int]
) -> None:
    better, _ = reply_of([text("a", large_text("list"))])
    reply, changes = reply_of([text("a", "Frist")])
    updates = updates_of((reply, [*changes[:-1], Replaced(tuple(better.parts)), changes[-1]]))

    assert longest(SessionView(environment, SESSION).advance(updates), fed) <= 2 * STEP_CHARACTERS


def test_many_small_updates_let_others_run_between_them(environment: Environment) -> None:
    updates = updates_of(reply_of([text("a", "word ") for _ in range(2_000)]))

    assert len(list(SessionView(environment, SESSION).advance(updates))) > 10


def test_a_text_that_comes_at_once_is_shown_as_one_that_grew(environment: Environment) -> None:
    source = large_text("late reference")
    at_once, grown = SessionView(environment, SESSION), SessionView(environment, SESSION)
    list(at_once.advance(updates_of(reply_of([text("a", source)]))))
    pieces = [text("a", source[start : start + 997]) for start in range(0, len(source), 997)]
    list(grown.advance(updates_of(reply_of(pieces))))

    assert page_of(at_once).html() == page_of(grown).html()
    assert page_of(at_once).html().count("href=") > 1_000
