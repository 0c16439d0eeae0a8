from __future__ import annotations

import socket

import pytest

from tests.servers.ends import FLOOD_BYTES, PATIENCE_SECONDS, Ends, everything
from tests.servers.fault_proxy import FaultProxy


def test_a_cut_ends_both_sides_in_order(ends: Ends, proxy: FaultProxy) -> None:
    pairs = [ends.connect(), ends.connect()]
    assert proxy.wait_for_connections(2, PATIENCE_SECONDS)
    proxy.stall()
    pairs[0][1].sendall(b"under way")

    proxy.cut()

    assert [end.recv(1) for pair in pairs for end in pair] == [b"", b"", b"", b""]
    assert proxy.wait_for_connections(0, PATIENCE_SECONDS)


def test_a_reset_is_an_error_on_both_sides(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    assert proxy.wait_for_connections(1, PATIENCE_SECONDS)

    proxy.reset()

    for end in (client, server):
        with pytest.raises(ConnectionResetError):
            end.recv(1)


def test_a_reset_of_one_side_reaches_the_other(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.close()

    with pytest.raises(ConnectionResetError):
        server.recv(1)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_the_next_connection_is_cut_after_some_bytes(
    count: int, ends: Ends, proxy: FaultProxy
) -> None:
    proxy.cut_after_bytes(count)
    client, server = ends.connect()
    other_client, other_server = ends.connect()
    client.sendall(b"question")
    assert everything(server, 8) == b"question"
    server.sendall(b"the answer")
    other_server.sendall(b"the answer")

    assert everything(client, FLOOD_BYTES) == b"the answer"[:count]
    assert server.recv(1) == b""
    assert everything(other_client, 10) == b"the answer"
