"""Where things stand in the window, and how large they are."""

from __future__ import annotations

from playwright.sync_api import FloatRect, Locator

FINGER_PIXELS = 44


def box_of(thing: Locator) -> FloatRect:
    box = thing.bounding_box()
    assert box is not None
    return box


def top_of(thing: Locator) -> float:
    return box_of(thing)["y"]
