"""Replies in progress: the relay that reads them and the followers that watch them.

The law of this folder: the server owns a reply, not the tab that asked for it. A relay reads its
upstream to the end whether or not anyone follows; a follower never slows the relay down, nor
another follower. Updates of a session are numbered, and are read only as "all after N".
"""

from webchat.live.channel import Channel
from webchat.live.follower import Follower
from webchat.live.hub import Hub
from webchat.live.log import Logs, MemoryLogs, Position
from webchat.live.views import View
from webchat.live.watched_list import ListedSession, WatchedList

__all__ = [
    "Channel",
    "Follower",
    "Hub",
    "ListedSession",
    "Logs",
    "MemoryLogs",
    "Position",
    "View",
    "WatchedList",
]
