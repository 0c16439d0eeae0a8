"""The agents of the embedded API.

The law of this folder: an agent knows nothing of HTTP, of the wire format or of the store. It
turns a request into steps.
"""

from __future__ import annotations

from webchat.embedded.agents.guide import Guide
from webchat.embedded.agents.interface import Agent, CancelledReply, Request
from webchat.embedded.agents.steps import (
    Reasoning,
    Status,
    Step,
    Text,
    ToolArguments,
    ToolCallStarted,
    ToolResult,
)

__all__ = [
    "Agent",
    "CancelledReply",
    "Guide",
    "Reasoning",
    "Request",
    "Status",
    "Step",
    "Text",
    "ToolArguments",
    "ToolCallStarted",
    "ToolResult",
]
