from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.line import ChatOnALine
from tests.deadline import wait_until

KEEP_SOCKETS = """
  window.sockets = [];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => { this.hasOpened = true; });
      sockets.push(this);
    }
  };
"""
ARE_CLOSED = "() => sockets.every(socket => socket.readyState === WebSocket.CLOSED)"
DEAD_MILLISECONDS = 60_000
FLUSH_MILLISECONDS = 30_000
# More than the server needs to accept, less than that and a frame.
ACCEPTED_BYTES = 200
STORM_STEPS = 100
STEP_MILLISECONDS = 100
PAUSE_SECONDS = 5
# Tried after half a second, then after 1, 2, 4 and 5, each 30 % sooner at the soonest.
MOST_CONNECTIONS = 5


def test_a_connection_that_died_in_silence_is_noticed_within_a_minute(ada: ChatOnALine) -> None:
    ada.page.clock.install()
    reply = ada.ask()
    ada.line.stall()
    reply.say("two ")

    ada.page.clock.fast_forward(DEAD_MILLISECONDS)

    ada.expect_lost()
    ada.line.resume()
    expect(ada.reply).to_contain_text("one two")
    ada.expect_connected()
    ada.expect_whole(reply)


def test_a_connection_that_never_opens_is_given_up_within_a_minute(ada: ChatOnALine) -> None:
    ada.page.add_init_script(KEEP_SOCKETS)
    ada.page.clock.install()
    reply = ada.ask()
    ada.line.stall()
    ada.line.cut()
    ada.page.wait_for_function("() => sockets.length === 2")
    reply.say("two ")

    ada.page.clock.run_for(DEAD_MILLISECONDS)

    ada.page.wait_for_function("() => sockets[1].readyState === WebSocket.CLOSED")
    ada.line.resume()
    ada.page.clock.run_for(FLUSH_MILLISECONDS)
    expect(ada.reply).to_contain_text("one two")
    ada.expect_whole(reply)


def test_a_server_that_accepts_and_closes_at_once_is_tried_less_and_less(
    ada: ChatOnALine,
) -> None:
    ada.page.add_init_script(KEEP_SOCKETS)
    ada.page.clock.install()
    reply = ada.ask()
    ada.page.clock.pause_at(time.time() + PAUSE_SECONDS)
    ada.line.cut_after_bytes(ACCEPTED_BYTES)
    ada.line.cut()

    for _ in range(STORM_STEPS):
        wait_until(lambda: ada.page.evaluate(ARE_CLOSED))
        ada.line.cut_after_bytes(ACCEPTED_BYTES)
        ada.page.clock.run_for(STEP_MILLISECONDS)

    assert ada.page.evaluate("sockets.filter(socket => socket.hasOpened).length - 1") > 1
    assert ada.page.evaluate("sockets.length - 1") <= MOST_CONNECTIONS
    reply.end()
