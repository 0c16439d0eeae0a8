from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from gevent import monkey

monkey.patch_all()

import gevent
import requests
from urllib3 import HTTPResponse
from io import BytesIO

from webchat.client.body import PIECE_BYTES, arriving


def count():
    while True:
        turns.append(None)
        gevent.sleep(0)


turns, seen = [], []
response = requests.Response()
response.raw = HTTPResponse(BytesIO(bytes(4 * PIECE_BYTES)), preload_content=False)
other = gevent.spawn(count)
for piece in arriving(response):
    seen.append(len(turns))
other.kill()
print(*seen)
"""


def test_a_flood_lets_others_have_their_turn_under_gevent() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60
    )

    turns = [int(number) for number in ran.stdout.split()]
    assert len(turns) == 4, ran.stderr
    assert all(later > earlier for earlier, later in zip(turns, turns[1:], strict=False))
