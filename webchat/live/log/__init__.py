"""The log of a session: its numbered updates, and its one place for a reply in progress.

The law of this folder: numbers grow by one and are never given twice within an epoch; whoever has
read "all after N" has missed nothing. A log is what processes have in common: what stands here
knows nothing of views, followers or streams.
"""

from webchat.live.log.contract import Log, Logs, Position
from webchat.live.log.memory import MemoryLog, MemoryLogs

__all__ = ["Log", "Logs", "MemoryLog", "MemoryLogs", "Position"]
