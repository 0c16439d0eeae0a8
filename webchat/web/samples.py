"""Samples: turns of every kind and state, for the page that shows them all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from webchat.conversation import (
    Change,
    Ended,
    PartStarted,
    ReplyState,
    StatusChanged,
    TextPart,
    ToolCallPart,
    Turn,
    UnknownPart,
    UserMessage,
)
from webchat.conversation.parts import GrowingText, Part
from webchat.conversation.reply import Reply

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MARKDOWN = """\
# A heading
A paragraph with **strong**, *emphasised* and `code` words, [a link](https://example.com), and
a_word_that_is_so_long_that_it_has_to_be_broken_somewhere_because_no_screen_is_as_wide_as_it_is_long.

## A smaller one
- An item
- Another one, with items of its own
  1. First
  2. Second
- [x] A task that is done
- [ ] One that is not

### The smallest
> A quotation, of someone who said this.

| Drink | Degrees | Minutes | Origin | What one should know of it before it is served |
|---|--:|:-:|---|---|
| Green tea | 70 | 2 | Uji | Never with boiling water |
| Black tea | 100 | 4 | Assam | Milk is a matter of taste |

```python
def steep(minutes: float) -> None:  # a long line does not break: it is scrolled or wrapped
    print(f"Wait for {minutes} minutes")
```

```diff
- cold
+ hot
```

A formula in a line, $a^2 + b^2 = c^2$, a long one,
$1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18 + 19 = 190$,
which is scrolled where it does not fit, and one of its own:

$$\\int_{-\\infty}^{\\infty} e^{-x^2} dx = \\sqrt{\\pi}$$

![A picture](https://example.com/tea.png)

---

After the rule: نص عربي يقرأ من اليمين، ثم English again.
"""
THOUGHT = TextPart("reasoning", GrowingText("The person asks for tea. *Green* tea, I think."), 12)
ARGUMENTS = '{"query": "how to make tea", "limit": 3}'


def told_turns() -> Iterator[Turn]:
    """Give turns that have ended, in each way that there is."""
    yield _turn("everything", "Show me everything\nthat an answer can hold", _text(MARKDOWN))
    yield _turn("long", "Read all of this first. " * 80, _text("Read."))
    yield _turn("thought", "Think first", THOUGHT, _text("Here it is."))
    yield _turn("tools", "Use your tools", *_tool_calls(), _text("These were all."))
    yield _turn("unknown", "Surprise me", UnknownPart("video", '{\n  "url": "…"\n}'))
    yield _turn("rtl", "مرحبا، كيف حالك؟", _text("بخير، شكراً!\n\n```sh\nls -l\n```"))
    yield _turn("stopped", "Stop in the middle", _text("As far as"), state="stopped")
    yield _turn("cut off", "Stop while you think", THOUGHT, state="stopped")
    yield _turn("failed", "Fail", _text("It was going"), state="failed", problem="The kettle broke")
    yield _turn("interrupted", "Be interrupted", state="interrupted")


def growing_turns() -> Iterator[tuple[Turn, list[Change]]]:
    """Give turns that have not ended, with the changes that brought them to where they are."""
    for status in ("", "acknowledged", "processing", "typing", "waiting"):
        yield _begun(f"is-{status}", "Take your time"), [StatusChanged(status)]
    begun: list[Change] = [StatusChanged("processing"), PartStarted(0, THOUGHT)]
    yield _begun("thinking", "Think aloud"), begun
    call = ToolCallPart("c", "search", GrowingText(ARGUMENTS[:20]))
    yield _begun("calling", "Call a tool"), [PartStarted(0, call)]
    yield (
        _begun("writing", "Write"),
        [StatusChanged("typing"), PartStarted(0, _text("A first `wor"))],
    )


def _turn(
    name: str,
    text: str,
    *parts: Part,
    state: ReplyState = "done",
    problem: str | None = None,
) -> Turn:
    ended_at = NOON + timedelta(minutes=2)
    reply = Reply(list(parts), state, problem=problem, ended_at=ended_at)
    return Turn(f"sample {name}", UserMessage(text, NOON), reply)


def _begun(name: str, text: str) -> Turn:
    return Turn(f"sample {name}", UserMessage(text), Reply())


def ended(turn: Turn) -> list[Change]:
    """Give the changes by which a turn that has ended comes about."""
    started: list[Change] = [
        PartStarted(index, part) for index, part in enumerate(turn.reply.parts)
    ]
    reply = turn.reply
    return [*started, Ended(reply.state, reply.problem, reply.ended_at)]


def _text(markdown: str) -> TextPart:
    return TextPart("content", GrowingText(markdown))


def _tool_calls() -> Iterator[ToolCallPart]:
    yield ToolCallPart("a", "search", GrowingText(ARGUMENTS), result='{"found": 3}', seconds=4)
    yield ToolCallPart("b", "fetch", GrowingText("{}"), error="The host is not known.", seconds=0)
    yield ToolCallPart("c", "remember", GrowingText(ARGUMENTS))
    counted = '{"words": 3, "characters": 8, "lines": 1}'
    yield ToolCallPart("d", "word_count", GrowingText('{"text": "so it is"}'), result=counted)
