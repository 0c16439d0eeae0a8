"""How one turn is shown: the person's message, and the reply as it grows and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment

from webchat.conversation import (
    Change,
    Ended,
    Part,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    ReplyState,
    StatusChanged,
    TextAdded,
    TextPart,
    ToolCallPart,
    Turn,
    is_answer,
)
from webchat.render import fragments
from webchat.render.fragments import FragmentLog
from webchat.render.guarded_part import GuardedPart
from webchat.render.ids import dom_id
from webchat.render.long_messages import is_long
from webchat.render.markdown import STEP_CHARACTERS
from webchat.render.pieces import pieces_of, weight_of


class TurnView:
    """Folds the changes of one turn into its HTML, and into fragments for followers.

    ``number`` is that of the update with which the turn began.
    """

    def __init__(self, environment: Environment, session_id: str, turn: Turn, number: int) -> None:
        self.started = number
        self.state: ReplyState = "streaming"
        self._environment = environment
        self._session_id = session_id
        self._turn = turn
        self._parts: list[tuple[int, GuardedPart]] = []
        self._missed = FragmentLog()
        self._status = ""
        self._status_number = number
        self._has_grown = False
        self._problem: str | None = None
        self._ended_at: datetime | None = None
        self._replaced_number = number
        self._collapsed: str | None = None

    def read_stored(self) -> Iterator[int]:
        """Show the turn as upstream stored it; the steps are those of ``add``."""
        yield from self._show(0, self._turn.reply.parts)
        reply = self._turn.reply
        yield from self.add(0, Ended(reply.state, reply.problem, reply.ended_at))

    def html(self) -> str:
        """Give the whole turn as it is now."""
        return self._collapsed if self._collapsed is not None else self._drawn()

    def collapse(self) -> None:
        """Keep the HTML of an ended turn, and no more of how it came about.

        A follower that has missed its end is then given the turn as a whole.
        """
        self._collapsed = self._drawn()
        self._parts, self._missed = [], FragmentLog()

    def add(self, number: int, change: Change) -> Iterator[int]:
        """Fold one change of the reply, in steps: each gives its weight in characters of text."""
        for piece in pieces_of(change):
            yield from self._add(number, piece)
            yield weight_of(piece)

    def fragments_after(self, number: int) -> list[str]:
        """Give what turns this turn as it was at ``number`` into the turn as it is."""
        if self.started > number:
            return [fragments.append("transcript", self.html())]
        if self._collapsed is not None:
            return [fragments.replace(self._id(), self._collapsed)]
        found = self._part_fragments_after(number)
        if max([self._replaced_number, *(view.failed_at for _, view in self._parts)]) > number:
            found = [fragments.fill(self._id("parts"), self._parts_html())]
        if self.state == "streaming" and self._status_number > number:
            status = self._environment.get_template("replies/_status.html")
            found.append(fragments.fill(self._id("status"), status.render(**self._doing())))
        return found + self._missed.after(number)

    def _drawn(self) -> str:
        message = self._turn.message
        return self._environment.get_template("turns/_turn.html").render(
            message=message,
            is_long=message is not None and is_long(message.text),
            sent_at=_in_utc(message.created_at if message else None),
            parts=self._parts_html(),
            **self._doing(),
            **self._ending(),
        )

    def _doing(self) -> dict[str, Any]:
        part = self._parts[-1][1].part if self._parts else None
        called = part if isinstance(part, ToolCallPart) and not part.is_finished else None
        kind = part.kind if isinstance(part, TextPart) else ""
        has_grown = self._has_grown
        return {"status": self._status, "called": called, "kind": kind, "has_grown": has_grown}

    def _ending(self) -> dict[str, Any]:
        return {
            "id": self._id(),
            "session_id": self._session_id,
            "state": self.state,
            "problem": self._problem,
            "ended_at": _in_utc(self._ended_at),
            "has_parts": bool(self._parts),
            "has_answer": any(is_answer(view.part) for _, view in self._parts),
            "can_be_asked_again": self._turn.message is not None,
        }

    def _id(self, *parts: str | int) -> str:
        return dom_id(self._turn.correlation_id, *parts)

    def _parts_html(self) -> str:
        return "".join(view.html() for _, view in self._parts)

    def _part_fragments_after(self, number: int) -> list[str]:
        found: list[str] = []
        for started, view in self._parts:
            if started > number:
                found.append(fragments.append(self._id("parts"), view.html()))
            else:
                found += view.fragments_after(number)
        return found

    def _add(self, number: int, change: Change) -> Iterator[int]:
        match change:
            case PartStarted(_, part):
                self._start(number, part)
            case PartTimed(index, _):
                self._parts[index][1].add(number, change)
            case TextAdded(index, _):
                self._parts[index][1].add(number, change)
                if not self._has_grown:
                    self._note_growth(number)
            case PartChanged(index, _):
                self._parts[index][1].add(number, change)
                self._note_growth(number)
            case StatusChanged(status):
                self._status, self._status_number = status, number
                self._has_grown = False
            case Replaced(parts):
                yield from self._show(number, parts)
                self._replaced_number = number
            case Ended():
                yield from self._end(number, change)

    def _start(self, number: int, part: Part) -> None:
        for _, earlier in self._parts:
            earlier.fold(number)
        self._note_growth(number)
        part_id = self._id("part", len(self._parts))
        self._parts.append((number, GuardedPart(self._environment, part_id, part, number)))

    def _note_growth(self, number: int) -> None:
        """Note that something has come since the agent said what it is doing."""
        self._has_grown, self._status_number = True, number

    def _show(self, number: int, parts: Sequence[Part]) -> Iterator[int]:
        self._parts = []
        for part in parts:
            yield from self.add(number, PartStarted(len(self._parts), part))
        yield from self._settle(number)

    def _settle(self, number: int) -> Iterator[int]:
        for _, view in self._parts:
            for _ in view.settle(number):
                yield STEP_CHARACTERS

    def _end(self, number: int, end: Ended) -> Iterator[int]:
        yield from self._settle(number)
        # Of a reply that was cut off while it reasoned this is all there is to read.
        if end.state == "done" and self._parts:
            self._parts[-1][1].fold(number)
        self.state, self._problem, self._ended_at = end.state, end.problem, end.ended_at
        ending = self._environment.get_template("replies/_ending.html")
        self._missed.add(
            number,
            fragments.fill(self._id("status"), ending.render(**self._ending())),
            fragments.set_state(self._id("reply"), end.state),
        )


def _in_utc(moment: datetime | None) -> datetime | None:
    # One view is shown to readers in all zones: the page's script tells each their own.
    return moment.astimezone(UTC) if moment else None
