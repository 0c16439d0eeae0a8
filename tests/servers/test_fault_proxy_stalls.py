from __future__ import annotations

import threading

import pytest

from tests.servers.ends import FLOOD_BYTES, MOMENT_SECONDS, PATIENCE_SECONDS, Ends, everything
from tests.servers.fault_proxy import FaultProxy


def test_a_stall_presses_back_until_it_is_over(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    assert proxy.wait_for_connections(1, PATIENCE_SECONDS)
    proxy.stall()
    flood = bytes(FLOOD_BYTES)
    sender = threading.Thread(target=server.sendall, args=(flood,))
    sender.start()

    client.settimeout(MOMENT_SECONDS)
    with pytest.raises(TimeoutError):
        client.recv(1)
    assert sender.is_alive()
    ends.connect()
    assert proxy.downstream.received_bytes == 0
    proxy.resume()
    client.settimeout(PATIENCE_SECONDS)

    assert everything(client, FLOOD_BYTES) == flood
    sender.join(PATIENCE_SECONDS)


def test_a_slow_reader_presses_back_through_the_proxy(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    server.settimeout(MOMENT_SECONDS)

    with pytest.raises(TimeoutError):
        server.sendall(bytes(2 * FLOOD_BYTES))

    held = proxy.downstream.received_bytes - proxy.downstream.delivered_bytes
    assert held < FLOOD_BYTES // 8
    client.close()


def test_a_stall_of_one_direction_leaves_the_other_alone(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    proxy.stall(proxy.downstream)
    server.sendall(b"held")
    client.sendall(b"through")

    assert everything(server, 7) == b"through"
    assert proxy.downstream.delivered_bytes == 0
    proxy.resume(proxy.downstream)
    assert everything(client, 4) == b"held"
