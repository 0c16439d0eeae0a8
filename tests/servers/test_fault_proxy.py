from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from math import inf
from socket import socketpair
from time import monotonic
from urllib.parse import urlsplit

import pytest

from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.proxied_connection import Direction, Pipe

PATIENCE_SECONDS = 10.0
MOMENT_SECONDS = 0.1
LATENCY_SECONDS = 0.1
FLOOD_BYTES = 2**25


class Ends:
    """A listening target behind a proxy, and sockets on both sides of it."""

    def __init__(self, sockets: ExitStack) -> None:
        self._sockets = sockets
        self._target = sockets.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._target.settimeout(PATIENCE_SECONDS)
        self.proxy = sockets.enter_context(
            fault_proxy(f"http://127.0.0.1:{self._target.getsockname()[1]}")
        )

    def knock(self) -> socket.socket:
        address = ("127.0.0.1", urlsplit(self.proxy.url).port)
        return self._sockets.enter_context(socket.create_connection(address, PATIENCE_SECONDS))

    def connect(self) -> tuple[socket.socket, socket.socket]:
        client = self.knock()
        server = self._sockets.enter_context(self._target.accept()[0])
        server.settimeout(PATIENCE_SECONDS)
        return client, server


@pytest.fixture
def ends() -> Iterator[Ends]:
    with ExitStack() as sockets:
        yield Ends(sockets)


@pytest.fixture
def proxy(ends: Ends) -> FaultProxy:
    return ends.proxy


def everything(end: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count and (piece := end.recv(2**16)):
        data += piece
    return bytes(data)


def wait_until(proxy: FaultProxy, is_so: Callable[[], bool]) -> None:
    assert proxy.wait_until(is_so, PATIENCE_SECONDS)


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
        wait_until(proxy, lambda done=number + 1: proxy.upstream.received_bytes == done)  # type: ignore[misc]

    # One after another they would take more than twice the time for which this waits.
    wait_until(proxy, lambda: proxy.delivered_bytes == 256)
    assert everything(server, 256) == bytes(range(256))
    assert monotonic() - begun >= LATENCY_SECONDS


def test_latency_of_one_direction_leaves_the_other_alone(ends: Ends, proxy: FaultProxy) -> None:
    client, server = ends.connect()
    proxy.upstream.latency_seconds = 2 * PATIENCE_SECONDS
    client.sendall(b"late")
    wait_until(proxy, lambda: proxy.upstream.received_bytes == 4)
    server.sendall(b"soon")

    assert everything(client, 4) == b"soon"
    assert proxy.upstream.delivered_bytes == 0


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
