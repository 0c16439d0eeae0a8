"""Open pages: what each is sent over its socket, and when."""

from __future__ import annotations

from threading import Event
from typing import Protocol

from simple_websocket import Server

from webchat.live import Follower, Position
from webchat.render import SessionView, fragments
from webchat.web.earlier_turns import earlier_link
from webchat.web.page_positions import NOWHERE, PagePosition
from webchat.web.services import services
from webchat.web.shown_list import ShownList
from webchat.web.state import read_state


class OpenPage(Protocol):
    """A page that is kept up to date; ``is_dismissed`` tells that it should go elsewhere."""

    shown_list: ShownList

    @property
    def is_dismissed(self) -> bool:
        """Whether it is asked to go away, and may come back to another process."""

    def wait(self, seconds: float) -> bool:
        """Wait until a frame is due; False at the time-out."""

    def send(self) -> None:
        """Send what the page does not show yet, and its new position."""


class SessionPage:
    """A page that shows the session of ``follower``, as far as ``position``."""

    def __init__(
        self,
        socket: Server,
        follower: Follower[SessionView],
        shown_list: ShownList,
        position: Position,
    ) -> None:
        self.shown_list = shown_list
        self._socket = socket
        self._follower = follower
        self._position = position
        self._is_awaiting = self._awaits()

    @property
    def is_dismissed(self) -> bool:
        """Whether it is asked to go away, and may come back to another process."""
        return self._follower.is_dismissed

    def wait(self, seconds: float) -> bool:
        """Wait until a frame is due; False at the time-out."""
        if self._follower.wait(self._position, seconds, self.shown_list.is_outdated):
            return True
        if not self._is_awaiting or self.is_dismissed:
            return False
        # No update will tell of a reply that only the journal has: the page is given all anew.
        self._position = NOWHERE
        return True

    def send(self) -> None:
        """Send what comes after the position, or the newest turns where that is not known."""
        channel, language = self._follower.channel, self._follower.language
        with channel.view(language) as view:
            is_continued = channel.is_continued_from(self._position, language)
            if is_continued:
                pieces = view.fragments_after(self._position.number)
                self._position = channel.shown(language)
        if not is_continued:
            state = read_state(channel.session_id, channel)
            link = earlier_link(channel.session_id, state.earlier, is_beginning_told=False)
            turns = fragments.renew("transcript", state.transcript)
            pieces = [fragments.renew("earlier", link), turns, *state.controls]
            self._position = state.position
            self._is_awaiting = self._awaits()
        pieces += self.shown_list.fragments()
        _send(self._socket, pieces, PagePosition(self._position, self.shown_list.digest))

    def _awaits(self) -> bool:
        return services().hub.is_awaiting(self._follower.channel.session_id)


class ListPage:
    """A page that shows no session, but the list of all; ``bell`` is set when it was read."""

    def __init__(self, socket: Server, shown_list: ShownList, bell: Event) -> None:
        self.shown_list = shown_list
        self._socket = socket
        self._bell = bell

    @property
    def is_dismissed(self) -> bool:
        """Whether it is asked to go away, and may come back to another process."""
        return services().hub.lists.is_dismissed

    def wait(self, seconds: float) -> bool:
        """Wait until a frame is due; False at the time-out."""
        self._bell.wait(seconds)
        self._bell.clear()
        return self.shown_list.is_outdated()

    def send(self) -> None:
        """Send what has changed of the list."""
        pieces = self.shown_list.fragments()
        _send(self._socket, pieces, PagePosition(NOWHERE, self.shown_list.digest))


def _send(socket: Server, pieces: list[str], position: PagePosition) -> None:
    socket.send("".join([*pieces, fragments.fill("position", str(position))]))
