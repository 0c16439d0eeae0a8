"""What the embedded API keeps, through SQLAlchemy Core.

The law of this folder: no other folder speaks SQL, and this one knows nothing of HTTP.
"""

from __future__ import annotations

from sqlalchemy import Engine

from webchat.embedded.store.agents import Agents
from webchat.embedded.store.engine import open_store_engine
from webchat.embedded.store.events import Events
from webchat.embedded.store.sessions import Sessions
from webchat.embedded.store.users import Users


class Store:
    """The database, a collection for each noun."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.users = Users(engine)
        self.agents = Agents(engine)
        self.sessions = Sessions(engine)
        self.events = Events(engine)

    @classmethod
    def open(cls, database_url: str) -> Store:
        """Open the database, making what it lacks; raises ConfigurationError for a bad URL."""
        return cls(open_store_engine(database_url))

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()
