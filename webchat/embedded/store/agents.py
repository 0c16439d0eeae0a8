"""The agents that sessions can be made with."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from webchat.embedded.ids import new_id
from webchat.embedded.store import tables
from webchat.embedded.store.records import AgentRecord


class Agents:
    """The stored agents."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self, *, name: str, type: str, description: str | None, id: str | None = None
    ) -> AgentRecord:
        """Store an agent; raises IntegrityError if the id is taken."""
        agent = AgentRecord(id or new_id(), name, type, description, datetime.now(UTC))
        with self._engine.begin() as connection:
            connection.execute(insert(tables.agents).values(**vars(agent)))
        return agent

    def create_first(self, *, id: str, name: str, type: str, description: str) -> None:
        """Store an agent unless there is one already."""
        with self._engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(tables.agents)).scalar_one()
        if count:
            return
        try:
            self.create(id=id, name=name, type=type, description=description)
        except IntegrityError:
            # another process on the same new database was faster, with the same id
            return

    def find(self, agent_id: str) -> AgentRecord | None:
        """Find the agent of an id."""
        query = select(tables.agents).where(tables.agents.c.id == agent_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else AgentRecord(**row._mapping)

    def all(self) -> list[AgentRecord]:
        """List the agents, the oldest first."""
        query = select(tables.agents).order_by(tables.agents.c.created_at, tables.agents.c.id)
        with self._engine.connect() as connection:
            return [AgentRecord(**row._mapping) for row in connection.execute(query)]
