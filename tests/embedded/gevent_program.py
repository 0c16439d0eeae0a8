"""A process patched by gevent that serves the API and calls it, as the site's workers do."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402  # what is imported before the patch is not patched

import gevent  # noqa: E402  # as above
import requests  # noqa: E402  # as above

from webchat.embedded import start  # noqa: E402  # as above

READERS = 50
DEADLINE_SECONDS = 20


def main(database_url: str) -> None:
    server = start(database_url, guide_pace=0.001)
    sessions = f"{server.url}/api/sessions"
    readers = [gevent.spawn(hear, sessions, f"reader {number}") for number in range(READERS)]
    gevent.joinall(readers, timeout=DEADLINE_SECONDS, raise_error=True)
    for number, reader in enumerate(readers):
        assert f"reader {number}" in reader.value
    print("served")
    session_id = open_session(sessions)
    with say(sessions, session_id, "long 100000") as response:
        assert response.raw.read1(1024)
    # The session is free for the next message once the reply that was left has been stored.
    with say(sessions, session_id, "hello") as response:
        response.raise_for_status()
    assert "cancelled" in requests.get(f"{sessions}/{session_id}/events", timeout=10).text
    print("cancelled")
    server.stop()
    print("stopped")


def open_session(sessions: str) -> str:
    response = requests.post(sessions, json={"agent_id": "guideagent"}, timeout=10)
    return str(response.json()["id"])


def say(sessions: str, session_id: str, content: str) -> requests.Response:
    body = {"type": "message", "source": "user", "content": content}
    url = f"{sessions}/{session_id}/events/stream"
    return requests.post(url, json=body, stream=True, timeout=DEADLINE_SECONDS)


def hear(sessions: str, content: str) -> str:
    session_id = open_session(sessions)
    assert say(sessions, session_id, content).content
    events = requests.get(f"{sessions}/{session_id}/events", timeout=10).json()["data"]
    return str(events[-1]["data"]["parts"][0]["content"])


main(sys.argv[1])
