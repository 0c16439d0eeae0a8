"""What Redis keeps of one session, and what can be done with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from webchat.conversation import Update
from webchat.conversation.encoded import decode_update, encode_update
from webchat.errors import DecodingError, LogUnavailableError
from webchat.live.log import redis_scripts
from webchat.live.log.contract import Position
from webchat.live.log.redis_connection import RedisConnection
from webchat.live.log.redis_timing import milliseconds

Mode = Literal["hold", "begin", "continue"]
Verdict = Literal["ok", "stop", "rewrite", "lost"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Updates that are written together: the ``text`` of those from ``first`` to ``last``."""

    first: int
    last: int
    text: str

    @classmethod
    def of(cls, updates: Sequence[Update]) -> Batch:
        """Encode ``updates``, of which there must be one at least."""
        # As ASCII: a character that upstream cut in two is no UTF-8.
        text = json.dumps([encode_update(update) for update in updates], separators=(",", ":"))
        return cls(updates[0].number, updates[-1].number, text)


@dataclass(frozen=True, slots=True)
class Entry:
    """A batch as it was read: ``is_end`` tells that its writer has given its place back."""

    epoch: str
    updates: list[Update]
    is_end: bool


@dataclass(frozen=True, slots=True)
class State:
    """What Redis says of a session.

    ``oldest`` is the number before the first entry that is kept; ``entries`` are those that the
    caller did not have. The place is claimed for ``seconds_left``; without a claim, a ``holder``
    is one that has not given it back, and may be dead.
    """

    epoch: str
    number: int
    oldest: int
    seconds_left: float
    holder: str
    entries: list[Entry]

    @property
    def is_unsettled(self) -> bool:
        """Whether a reply was left by its holder without an end."""
        return bool(self.holder) and not self.seconds_left


class RedisSession:
    """The log of one session in Redis; everything raises LogUnavailableError if it is away."""

    def __init__(self, connection: RedisConnection, session_id: str) -> None:
        self.connection = connection
        self.timing = connection.timing
        self.session_id = session_id
        base = f"{redis_scripts.PREFIX}{{{session_id}}}"
        self._keys = [f"{base}:log", f"{base}:meta", f"{base}:claim"]
        self._kept = milliseconds(self.timing.kept)

    def look(self, position: Position, new_epoch: str) -> State:
        """Read what comes after ``position``; where nothing is kept, ``new_epoch`` begins."""
        answer = self._run(
            redis_scripts.LOOK, position.epoch, position.number, new_epoch, self._kept
        )
        return _state(answer)

    def claim(
        self, position: Position, new_epoch: str, token: str, *, has_seen_claim: bool
    ) -> State | None:
        """Take the place under ``token`` and read as ``look`` does; None if it is taken."""
        is_taken, answer = self._run(
            redis_scripts.CLAIM,
            position.epoch,
            position.number,
            new_epoch,
            self._kept,
            token,
            milliseconds(self.timing.lease),
            int(has_seen_claim),
            self.session_id,
        )
        return _state(answer) if is_taken else None

    def write(
        self, token: str, start: Position, batches: Sequence[Batch], *, mode: Mode, is_end: bool
    ) -> Verdict:
        """Write ``batches`` of the reply that began after ``start``, and renew or end the claim.

        The mode "hold" is for a reply without batches so far; "begin" makes the log anew, with
        nothing but this reply; "continue" adds to it.
        """
        texts = [part for each in batches for part in (each.first, each.last, each.text)]
        verdict: Verdict = self._run(
            redis_scripts.WRITE,
            token,
            start.epoch,
            start.number,
            mode,
            milliseconds(self.timing.lease),
            self._kept,
            self.session_id,
            int(is_end),
            *texts,
        )
        return verdict

    def settle(self, position: Position, new_epoch: str, last: Sequence[Update]) -> bool:
        """End the reply of a dead holder with ``last``; tell whether this process was the one.

        It is not if anything is not as at ``position`` any more.
        """
        texts = [Batch.of(last).text] if last else []
        is_settled = self._run(
            redis_scripts.SETTLE,
            position.epoch,
            position.number,
            new_epoch,
            self._kept,
            self.session_id,
            *texts,
        )
        return bool(is_settled)

    def ask_to_stop(self) -> bool:
        """Ask the holder for the end of its reply; tell whether there is one."""
        return bool(self._run(redis_scripts.STOP, self.session_id))

    def wait_for_entries(self, number: int) -> list[Entry]:
        """Give the entries after ``number``, none if no one writes for the time of a silence."""
        stream = self._keys[0]
        block = milliseconds(self.timing.silence)
        listener = self.connection.listener
        answer: Any = self.connection.run(
            lambda: listener.xread({stream: f"{number}-0"}, block=block)
        )
        return [_entry(fields) for _, entries in answer or () for _, fields in entries]

    def _run(self, script: str, *arguments: str | int) -> Any:
        run = self.connection.script(script)
        return self.connection.run(lambda: run(self._keys, arguments))


def _state(answer: list[Any]) -> State:
    epoch, number, oldest, milliseconds_left, holder, entries = answer
    seconds_left = max(milliseconds_left, 0) / 1_000
    told = [_entry(dict(zip(fields[::2], fields[1::2], strict=True))) for _, fields in entries]
    return State(epoch, int(number), int(oldest), seconds_left, holder, told)


def _entry(fields: dict[str, str]) -> Entry:
    try:
        updates = [decode_update(each) for each in json.loads(fields["updates"])]
    except DecodingError as error:
        # A process of another version wrote it; this one can only wait for the next reply.
        raise LogUnavailableError("the log holds what this version cannot read") from error
    return Entry(fields["epoch"], updates, fields["end"] == "1")
