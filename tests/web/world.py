"""A world: the processes of one site, and the upstream that all of them have."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.servers.redis import RedisServer
from tests.servers.upstream import ScriptedUpstream
from tests.web.mortal_site import MortalSite


class World:
    """One process, alone."""

    def __init__(self, folder: Path, upstream: ScriptedUpstream) -> None:
        self.upstream = upstream
        self.sites: list[MortalSite] = []
        self._folder = folder
        self._end = ExitStack()
        self._open()

    def close(self) -> None:
        self._end.close()

    def _open(self) -> None:
        self._add("alone")

    def _add(self, name: str, **settings: str) -> None:
        site = MortalSite(name, self._folder, sessions_api_url=self.upstream.url, **settings)
        self._end.callback(site.close)
        self.sites.append(site)


class SharedWorld(World):
    """Two processes that share a folder, and Redis."""

    def __init__(self, folder: Path, upstream: ScriptedUpstream, redis: RedisServer) -> None:
        self.redis = redis
        super().__init__(folder, upstream)

    def _open(self) -> None:
        for name in ("one", "other"):
            self._add(name, redis_url=self.redis.url)
