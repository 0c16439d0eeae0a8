"""The arguments of a tool call in one line, as far as they have come."""

from __future__ import annotations

import json

import pytest
from jinja2 import Environment

from tests.conversation.events import chunk
from tests.render.replies import SESSION, page_of, reply_of, transcript_of, updates_of
from webchat.conversation import Update
from webchat.render import SessionView
from webchat.render.call_preview import preview_of, preview_so_far

ARGUMENTS = {"city": 'B\u00e9 "\U0001f600\\', "days": 12, "of": [{"a": [True]}, "b"], "no": {}}
FIRST = {"tool_call_id": "c", "tool_name": "weather", "args": []}


def updates_with(*pieces: str) -> list[Update]:
    added = [chunk("a", ("add", "/tool_calls/0/args/-", piece)) for piece in pieces]
    return updates_of(reply_of([chunk("a", ("add", "/tool_calls/0", FIRST)), *added]))[:-1]


@pytest.mark.parametrize("text", [json.dumps(ARGUMENTS), json.dumps(ARGUMENTS, indent=2)])
def test_the_line_grows_into_what_it_will_be(text: str) -> None:
    whole = preview_of(text, ARGUMENTS)
    lines = [preview_so_far(text[:end]) for end in range(len(text) + 1)]

    assert lines[0] == ""
    assert lines[-1] == whole
    for line in lines:
        # What is open in it is closed, though what follows has not come.
        assert whole.startswith(line.rstrip('}]"'))
    assert "city: Bé" in lines


@pytest.mark.parametrize("text", ["plain words", "[1, 2", "", '"{'])
def test_what_is_no_object_is_shown_as_it_comes(text: str) -> None:
    assert preview_so_far(text) == text


def test_it_is_sent_with_each_frame_until_the_line_is_full(environment: Environment) -> None:
    updates = updates_with('{"city": "<Ber', "lin>", "x" * 400, "y", "z")
    view = SessionView(environment, SESSION)
    list(view.advance(updates[:2]))
    page = page_of(view)
    sent = []
    for update in updates[2:]:
        list(view.advance([update]))
        sent.append("".join(view.fragments_after(update.number - 1)))
        page.apply(sent[-1])
        assert transcript_of(page) == transcript_of(page_of(view))

    assert ["-preview" in frame for frame in sent] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("arguments", "line"), [('{"city": "Ber', "city: Ber"), ("{Berlin}", "{Berlin}")]
)
def test_arguments_that_were_cut_off_or_are_wrong_are_shown_when_all_is_over(
    environment: Environment, arguments: str, line: str
) -> None:
    view = SessionView(environment, SESSION)
    call = [chunk("a", ("add", "/tool_calls/0", {**FIRST, "args": [arguments]}))]

    list(view.advance(updates_of(reply_of(call, "stopped"))))

    assert f'-preview">{line}</span>' in page_of(view).html()
