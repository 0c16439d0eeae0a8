"""An agent that does what the first word of the user's message says; any other text it echoes."""

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from flux0_core.agent_runners.api import AgentRunner, Deps, agent_runner
from flux0_core.agent_runners.context import Context
from flux0_stream.types import ChunkEvent

MARKDOWN = """# Title

A paragraph with **bold**, `code` and a [link](https://example.com).

- one
- two

```python
def double(number):
    return 2 * number
```

| a | b |
|---|---|
| 1 | 2 |
"""
PIECE_CHARACTERS = 5


class Telling:
    """One reply: the documents that it streams, each an event of its own."""

    def __init__(self, agent_id: str, deps: Deps, question: str, offset: int) -> None:
        self.question = question
        self._agent_id = agent_id
        self._deps = deps
        self._offset = offset
        self._correlation_id = deps.correlator.correlation_id

    async def status(self, name: str, event: str | None = None, **data: str) -> None:
        await self._deps.event_emitter.enqueue_status_event(
            correlation_id=self._correlation_id,
            data={
                "type": "status",
                "acknowledged_offset": self._offset,
                "status": name,
                "data": data,
            },
            event_id=event,
        )

    async def patch(self, event: str, *operations: dict[str, Any], **metadata: str) -> None:
        chunk = ChunkEvent(
            correlation_id=self._correlation_id,
            seq=0,
            event_id=event,
            patches=list(operations),
            metadata={"agent_id": self._agent_id, "agent_name": "Scripted", **metadata},
            timestamp=time.time(),
        )
        await self._deps.event_emitter.enqueue_event_chunk(chunk)

    async def say(self, pieces: list[str], pause: float = 0, **metadata: str) -> None:
        event = new_event()
        await self.status("typing", event)
        for piece in pieces:
            await self.patch(event, {"op": "add", "path": "/-", "value": piece}, **metadata)
            await asyncio.sleep(pause)
        await self.status("ready", event)


def new_event() -> str:
    return str(uuid.uuid4())


def words_of(text: str) -> list[str]:
    return [word + " " for word in text.split()]


async def echo(telling: Telling) -> None:
    await telling.say(words_of(f"You said: {telling.question}"))


async def tool(telling: Telling) -> None:
    call, result = new_event(), new_event()
    made = {"type": "tool_call", "tool_call_id": "call_1", "tool_name": "", "args": []}
    await telling.patch(
        call,
        {"op": "add", "path": "/tool_calls/0", "value": made},
        {"op": "replace", "path": "/tool_calls/0/tool_name", "value": "search"},
    )
    for fragment in ('{"que', 'ry": "SF', ' weather"}'):
        await telling.patch(call, {"op": "add", "path": "/tool_calls/0/args/-", "value": fragment})
    await telling.status("ready", call)
    found = {
        "tool_call_id": "call_1",
        "tool_name": "search",
        "args": {"query": "SF weather"},
        "data": {"result": "60F and foggy"},
    }
    await telling.patch(result, {"op": "add", "path": "/tool_call_results/0", "value": found})
    await telling.status("ready", result)
    await telling.say(words_of("It is 60F and foggy."))


async def reasoning(telling: Telling) -> None:
    await telling.say(words_of("Let me think about this."), kind="reasoning")
    await telling.say(words_of("I have thought about it."))


async def error(telling: Telling) -> None:
    await telling.status("error", new_event(), exception="Traceback: boom", detail="boom")


async def crash(telling: Telling) -> None:
    raise RuntimeError("the agent crashed")


async def hang(telling: Telling) -> None:
    await telling.status("typing", new_event())
    await asyncio.Event().wait()


async def many(telling: Telling) -> None:
    _, count, pause = telling.question.split()
    await telling.say([f"tok{index} " for index in range(int(count))], float(pause))


async def markdown(telling: Telling) -> None:
    starts = range(0, len(MARKDOWN), PIECE_CHARACTERS)
    await telling.say([MARKDOWN[start : start + PIECE_CHARACTERS] for start in starts])


SCRIPTS: dict[str, Callable[[Telling], Awaitable[None]]] = {
    "tool": tool,
    "reasoning": reasoning,
    "error": error,
    "raise": crash,
    "hang": hang,
    "many": many,
    "markdown": markdown,
}


@agent_runner("scripted")
class Scripted(AgentRunner):
    async def run(self, context: Context, deps: Deps) -> bool:
        events = await deps.list_session_events(context.session_id)
        asked = [event for event in events if event.source == "user"]
        question = asked[-1].data["parts"][0]["content"] if asked else "greeting"
        offset = asked[-1].offset if asked else 0
        telling = Telling(context.agent_id, deps, question, offset)
        await telling.status("acknowledged")
        await telling.status("processing", new_event())
        await SCRIPTS.get((question.split() or [""])[0], echo)(telling)
        await telling.status("completed")
        return True


async def init_module(container: Any) -> None:
    container[Scripted] = Scripted


async def shutdown_module() -> None:
    pass
