from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from tests.live.aftermath import (
    SHORT_SILENCE_SECONDS,
    assert_the_next_message_works,
    last_end,
    text_of,
)
from tests.live.fixtures import Conversation, wait_until_said
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.client import EventSourceDTO, EventTypeDTO
from webchat.conversation import Ended
from webchat.errors import APIError, HTTPValidationError, StreamMalformedError
from webchat.live.patience import Patience
from webchat.live.relay import MALFORMED, SUPERSEDED

LARGE_CHARACTERS = 10 * 2**20
TOO_LARGE_CHARACTERS = 17 * 2**20


@pytest.mark.parametrize("status", [400, 404, 409, 422, 429, 502, 503])
def test_a_message_that_is_refused_says_how_and_leaves_the_session_free(
    status: int, conversation: Conversation
) -> None:
    path = f"/api/sessions/{conversation.session_id}/events/stream"
    conversation.upstream.answers["POST", path] = (status, {"detail": "not today"})

    with pytest.raises(APIError, match="not today") as caught:
        conversation.start("Hello")

    assert caught.value.status_code == status
    assert isinstance(caught.value, HTTPValidationError) == (status == 422)
    del conversation.upstream.answers["POST", path]
    assert_the_next_message_works(conversation)


def test_an_answer_that_is_no_stream_leaves_the_session_free(conversation: Conversation) -> None:
    path = f"/api/sessions/{conversation.session_id}/events/stream"
    conversation.upstream.answers["POST", path] = (200, {"reply": "Hello"})

    with pytest.raises(StreamMalformedError):
        conversation.start("Hello")

    del conversation.upstream.answers["POST", path]
    assert_the_next_message_works(conversation)


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "add", "path": "/a/b/c", "value": 42},
        {"op": "add", "path": "/-", "value": None},
        {"op": "replace", "path": "/tool_calls/x/args", "value": []},
        {"op": "add", "path": "/tool_calls", "value": "none"},
        {"op": "move", "path": "/-", "value": "x"},
        {"op": "add", "path": "no pointer", "value": {}},
        {"op": "replace", "path": "", "value": {"content": {"deep": [1, None]}}},
    ],
)
def test_a_patch_of_wrong_types_costs_no_other_chunk(
    operation: dict[str, Any], conversation: Conversation
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Before ")
    reply.patch("strange", operation)
    reply.say("and after")
    reply.end()

    assert last_end(conversation) == Ended("done", None)
    assert text_of(conversation).startswith("Before ")
    assert text_of(conversation).endswith("and after")
    assert_the_next_message_works(conversation)


@pytest.mark.parametrize(
    "fields",
    [
        {"patches": "text"},
        {"patches": [1]},
        {"patches": [{"op": "add", "path": 1, "value": "x"}]},
        {"event_id": 5},
        {"correlation_id": None},
        {"seq": "first"},
        {"metadata": []},
        {"timestamp": "noon"},
    ],
)
def test_a_chunk_of_wrong_types_fails_the_reply_and_keeps_what_arrived(
    fields: dict[str, Any], conversation: Conversation
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    chunk = {
        "correlation_id": reply.correlation_id,
        "event_id": "answer",
        "seq": 0,
        "patches": [],
        "metadata": {},
        "timestamp": 0.0,
    }
    reply.send_raw(f"event: chunk\ndata: {json.dumps(chunk | fields)}\n\n".encode())

    assert last_end(conversation) == Ended("failed", MALFORMED)
    assert text_of(conversation) == "Half"
    assert_the_next_message_works(conversation)


def test_an_event_of_ten_megabytes_is_part_of_the_reply(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Before ", "x" * LARGE_CHARACTERS, " and after")
    conversation.upstream.store_reply(reply)
    reply.end()

    assert last_end(conversation) == Ended("done", None)
    assert len(text_of(conversation)) == len("Before  and after") + LARGE_CHARACTERS
    assert_the_next_message_works(conversation)


def test_an_event_without_an_end_fails_the_reply_and_is_let_go(
    conversation: Conversation,
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half", "x" * TOO_LARGE_CHARACTERS)

    assert last_end(conversation) == Ended("failed", MALFORMED)
    assert text_of(conversation) == "Half"
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    assert_the_next_message_works(conversation)


def test_a_reply_silenced_by_another_client_is_interrupted_and_keeps_what_arrived(
    conversation: Conversation,
) -> None:
    soon = partial(Patience, waiting_seconds=SHORT_SILENCE_SECONDS)
    conversation.hub = conversation.make_hub(patience=soon)
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    wait_until_said(conversation.channel, "Half")
    # From here on upstream says no word in the first stream, nor ends it.
    with conversation.client.sessions.create_event(
        conversation.session_id,
        type_=EventTypeDTO.MESSAGE,
        source=EventSourceDTO.USER,
        content="Me too",
    ) as stream:
        other = conversation.upstream.next_reply()
        other.say("For the other one only")
        conversation.upstream.store_reply(other)
        other.end()
        assert len(list(stream)) == 1

    assert last_end(conversation) == Ended("interrupted", SUPERSEDED)
    assert text_of(conversation) == "Half"
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    assert_the_next_message_works(conversation)


def test_a_stream_that_never_ends_after_an_error_ends_the_reply(
    conversation: Conversation,
) -> None:
    soon = partial(Patience, after_error_seconds=SHORT_SILENCE_SECONDS)
    conversation.hub = conversation.make_hub(10 * PATIENCE_SECONDS, patience=soon)
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    reply.status("error", exception="Traceback: secret", detail="No tea left.")

    assert last_end(conversation) == Ended("failed", "The agent ran into an error. No tea left.")
    assert text_of(conversation) == "Half"
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    assert_the_next_message_works(conversation)
