"""The list of sessions as one open page shows it."""

from __future__ import annotations

from webchat.live import WatchedList
from webchat.render import fragments
from webchat.web.languages import current_language
from webchat.web.services import services
from webchat.web.session_list import SessionList, drawn_beside
from webchat.web.time_zones import reader_zone

LIST_ID = "session-list"
# A list is some 10 kB: of a guest with tabs on many sessions, only so many are kept.
MOST_DRAWN = 4


class ShownList:
    """Follows ``watched`` for a page that shows the list of ``digest`` beside ``current_id``."""

    def __init__(self, watched: WatchedList, digest: str, current_id: str | None = None) -> None:
        self.digest = digest
        self._watched = watched
        self._current_id = current_id
        self._number = self._number_shown()

    def is_outdated(self) -> bool:
        """Tell whether the list has been read since it was last looked at."""
        return self._watched.number > self._number

    def fragments(self) -> list[str]:
        """Give what brings the list on the page up to date, if it was read since."""
        if not self.is_outdated():
            # Each frame of a reply asks: drawing a list costs more than all else that it takes.
            return []
        self._number = self._watched.number
        drawn = self._drawn()
        if drawn is None or drawn.digest == self.digest:
            return []
        self.digest = drawn.digest
        return [fragments.morph(LIST_ID, drawn.html)]

    def _number_shown(self) -> int:
        """Tell which reading the page shows, or the one before that which it waits for."""
        number = self._watched.number
        drawn = self._drawn()
        if drawn is not None and drawn.digest == self.digest:
            return number
        # The page read its list by itself, and may know more than what others had read before.
        return services().hub.lists.refresh(self._watched) - 1

    def _drawn(self) -> SessionList | None:
        # Once for all tabs that show the same: a guest may have many on one session.
        drawn, sessions = self._watched.drawn, self._watched.sessions
        shown = (self._current_id, current_language(), str(reader_zone()))
        if sessions is not None and shown not in drawn:
            if len(drawn) >= MOST_DRAWN:
                drawn.clear()
            drawn[shown] = drawn_beside(sessions, self._current_id)
        return drawn.get(shown)

    def look_again(self) -> None:
        """Have the list read again if no word may come to tell that it is out of date.

        That is where it could not be read, and where it shows a reply whose process may have died.
        """
        watched = self._watched
        if watched.is_stale or any(session.is_running for session in watched.sessions or ()):
            services().hub.lists.refresh(watched)
