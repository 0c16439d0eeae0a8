"""The log of a session that is kept in Redis, for all processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from webchat.conversation import Change, TurnNamed, TurnStarted
from webchat.errors import LogUnavailableError, ReplyRunningError
from webchat.live.log.redis_holding import Holding
from webchat.live.log.redis_mirror import Mirror
from webchat.live.log.redis_reading import OnOrphan, Reading
from webchat.live.log.redis_session import RedisSession


class RedisLog(Mirror):
    """A mirror that also writes: what is appended here is seen here at once, and then elsewhere.

    While Redis is away, a reply that is running here goes on for those who follow it here.
    ``on_stop`` is called when the reply run here must end; ``on_orphan`` is as in ``Reading``.
    """

    def __init__(
        self, session: RedisSession, on_stop: Callable[[], None], on_orphan: OnOrphan
    ) -> None:
        super().__init__(session.timing.lease)
        self._session = session
        self._on_stop = on_stop
        self._reading = Reading(session, self, on_orphan)
        self._is_watched = False
        self._holding: Holding | None = None
        self._last_holding: Holding | None = None

    @property
    def is_claimed(self) -> bool:
        """Whether a reply is being started or read, here or elsewhere, as last learnt."""
        return self._holding is not None or self.is_claimed_elsewhere

    @property
    def is_source(self) -> bool:
        """Whether a reply is run here, or its end has still to be written."""
        return self._holding is not None or not self._is_written

    def refresh(self) -> None:
        """Learn what other processes have written until now, if Redis can be asked.

        A reply that runs elsewhere is read from now on: who asks will want to know what comes.
        """
        self._reading.look()
        if self.is_claimed_elsewhere:
            self._reading.start()

    def watch(self) -> None:
        """Go on learning what other processes write, replies that they begin later included."""
        self._is_watched = True
        self.refresh()

    def claim(self) -> None:
        """Take the session's one place for a reply.

        Raises ReplyRunningError if it is taken, and LogUnavailableError if that cannot be told.
        """
        with self.news:
            # The last reply has ended here a moment before Redis has heard of it.
            if not self.wait_until_written(self._session.timing.answer):
                raise LogUnavailableError("the end of the last reply could not be written yet")
            if self._holding is not None:
                raise ReplyRunningError("a reply is already running in this session")
            holding = Holding(self._session, self.news, self._on_stop, self._heed_loss)
            self._last_holding = holding
            self._take(holding)
            self._holding = holding
            holding.begin(self.position)

    def append(
        self, correlation_id: str, changes: Iterable[TurnStarted | TurnNamed | Change]
    ) -> None:
        """Give ``changes`` their numbers; the place must have been claimed."""
        with self.news:
            if self._holding is None:
                raise RuntimeError("only the holder of the place may write")
            self._holding.add(self._write(correlation_id, changes))

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Append the last ``changes`` of a reply and give its place back, in one step."""
        with self.news:
            self.append(correlation_id, changes)
            self.release()

    def release(self) -> None:
        """Give the place back."""
        with self.news:
            if self._holding is not None:
                holding, self._holding = self._holding, None
                holding.end()
                if holding.is_over:
                    self._heed_loss()

    def ask_to_stop(self) -> bool:
        """Have whoever holds the place end its reply; tell whether anyone could be asked."""
        holding = self._holding
        if holding is not None:
            holding.heed_stop()
            return True
        try:
            return self._session.ask_to_stop()
        except LogUnavailableError:
            return False

    def heed_begun(self) -> None:
        """Read what another process has begun to write, if anybody watches."""
        if self._is_watched and not self.is_source:
            self._reading.start()

    def heed_return(self) -> None:
        """Learn what was written while Redis was away, if anybody watches."""
        if self._is_watched:
            self.watch()

    def heed_stop(self, token: str) -> None:
        """End the reply that is running here under ``token``."""
        holding = self._holding
        if holding is not None and holding.token == token:
            holding.heed_stop()

    def wait_until_written(self, timeout: float) -> bool:
        """Wait until no end of a reply is left to be written; False at the time-out."""
        with self.news:
            return self.news.wait_for(lambda: self._is_written, timeout)

    @property
    def _is_written(self) -> bool:
        last = self._last_holding
        return last is None or last is self._holding or last.is_over

    def _take(self, holding: Holding) -> None:
        try:
            state = self._session.claim(
                self.position,
                self.epoch_to_begin(),
                holding.token,
                has_seen_claim=self.is_claimed_elsewhere,
            )
        except LogUnavailableError:
            # It may have been heard, and only the answer lost: then it has to be given back.
            holding.begin(self.position)
            holding.end()
            raise
        if state is None:
            holding.is_over = True
            self._reading.start()
            raise ReplyRunningError("a reply is already running in this session")
        self.reflect(state)
        self.is_unsettled, self._elsewhere_until = False, 0.0

    def _heed_loss(self) -> None:
        """Learn of the reply that took the place of the one that was run here."""
        self.heed_begun()
