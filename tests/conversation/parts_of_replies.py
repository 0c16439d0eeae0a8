"""Makes the parts of replies."""

from __future__ import annotations

from webchat.conversation import TextPart, ToolCallPart
from webchat.conversation.parts import GrowingText


def thought(text: str) -> TextPart:
    return TextPart("reasoning", GrowingText(text))


def answer(text: str) -> TextPart:
    return TextPart("content", GrowingText(text))


def call(call_id: str, result: str | None = None, arguments: str = "{}") -> ToolCallPart:
    return ToolCallPart(call_id, "search", GrowingText(arguments), result)
