from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from math import inf
from socket import socketpair
from time import monotonic
from urllib.parse import urlsplit

import pytest

from tests.servers.ends import FLOOD_BYTES, PATIENCE_SECONDS, Ends, everything
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.proxied_connection import Direction, Pipe

LATENCY_SECONDS = 0.1


def wait_until(proxy: FaultProxy, is_so: Callable[[], bool]) -> None:
    assert proxy.wait_until(is_so, PATIENCE_SECONDS)


def wait_until_received(proxy: FaultProxy, count: int) -> None:
    wait_until(proxy, lambda: proxy.upstream.received_bytes == count)


def test_bytes_pass_both_ways_and_each_end_closes_for_itself(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    client.sendall(b"question")
    client.shutdown(socket.SHUT_WR)

    assert everything(server, FLOOD_BYTES) == b"question"
    server.sendall(b"the answer")
    server.close()
    assert everything(client, FLOOD_BYTES) == b"the answer"
    assert proxy.wait_for_connections(0, PATIENCE_SECONDS)
    assert proxy.delivered_bytes == len(b"question") + len(b"the answer")


def test_latency_delays_all_bytes_and_holds_none_back_for_another(
    ends: Ends, proxy: FaultProxy
) -> None:
    client, server = ends.connect()
    proxy.latency_seconds = LATENCY_SECONDS
    begun = monotonic()
    for number in range(256):
        client.sendall(bytes([number]))
        wait_until_received(proxy, number + 1)

    # One after another they would take more than twice the time for which this waits.
    wait_until(proxy, lambda: proxy.delivered_bytes == 256)
    assert everything(server, 256) == bytes(range(256))
    assert monotonic() - begun >= LATENCY_SECONDS


def test_latency_of_one_direction_leaves_the_other_alone(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    proxy.upstream.latency_seconds = 2 * PATIENCE_SECONDS
    client.sendall(b"late")
    wait_until_received(proxy, 4)
    server.sendall(b"soon")

    assert everything(client, 4) == b"soon"
    assert proxy.upstream.delivered_bytes == 0


def test_a_write_delivers_no_more_than_a_slice() -> None:
    with ExitStack() as sockets:
        sender, source, sink, reader = (
            sockets.enter_context(end) for pair in (socketpair(), socketpair()) for end in pair
        )
        pipe = Pipe(source, sink, Direction(slice_bytes=3), inf)
        sender.sendall(b"0123456789")
        pipe.read()
        slices = []
        while pipe.due < inf:
            pipe.write()
            slices.append(reader.recv(100))

    assert slices == [b"012", b"345", b"678", b"9"]


def test_what_is_sliced_arrives_whole(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    proxy.slice_bytes = 1
    server.sendall(bytes(range(256)))

    assert everything(client, 256) == bytes(range(256))


def test_new_connections_are_refused_and_later_accepted_at_the_same_port(
    ends: Ends, proxy: FaultProxy
) -> None:
    client, server = ends.connect()
    assert proxy.wait_for_connections(1, PATIENCE_SECONDS)
    proxy.refuse()
    with pytest.raises(ConnectionRefusedError):
        ends.knock()
    client.sendall(b"still")
    assert everything(server, 5) == b"still"

    proxy.accept()

    client, server = ends.connect()
    client.sendall(b"again")
    assert everything(server, 5) == b"again"


def test_a_target_that_is_not_there_ends_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with fault_proxy(f"http://127.0.0.1:{port}") as proxy:
        address = ("127.0.0.1", urlsplit(proxy.url).port)
        with socket.create_connection(address, PATIENCE_SECONDS) as client:
            assert client.recv(1) == b""


def test_nothing_is_left_of_a_proxy_that_has_ended() -> None:
    with ExitStack() as sockets:
        before = set(threading.enumerate())
        target = sockets.enter_context(socket.create_server(("127.0.0.1", 0)))
        with fault_proxy(f"http://127.0.0.1:{target.getsockname()[1]}") as proxy:
            address = ("127.0.0.1", urlsplit(proxy.url).port)
            client = sockets.enter_context(socket.create_connection(address, PATIENCE_SECONDS))
            assert proxy.wait_for_connections(1, PATIENCE_SECONDS)

        assert client.recv(1) == b""
        assert set(threading.enumerate()) == before
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address)
