"""Fragments: the pieces of a frame, out-of-band swaps as htmx reads them.

Each is a ``template`` element, in which any HTML may stand (a table row, a list item, bare text).
A target that is not on the page is dropped by htmx.
"""

from __future__ import annotations

from bisect import bisect_right

from webchat.render.markdown import Operation


def append(target: str, html: str) -> str:
    """Put ``html`` at the end of the element ``target``."""
    return f'<template hx-swap-oob="beforeend:#{target}">{html}</template>'


def fill(target: str, html: str) -> str:
    """Put ``html`` in the place of what the element ``target`` holds."""
    return f'<template hx-swap-oob="innerHTML:#{target}">{html}</template>'


def replace(target: str, html: str) -> str:
    """Put ``html`` in the place of the element ``target``."""
    return f'<template hx-swap-oob="outerHTML target:#{target} strip:true">{html}</template>'


def remove(target: str) -> str:
    """Take the element ``target`` away."""
    return f'<template hx-swap-oob="delete:#{target}"></template>'


def set_state(target: str, state: str) -> str:
    """Set the ``data-state`` of the element ``target``, whose content stays as it is.

    The swap style ``attributes`` is our own, in ``static/js/attributes.js``.
    """
    element = f'<i data-state="{state}"></i>'
    return f'<template hx-swap-oob="attributes:#{target}">{element}</template>'


def fold(target: str) -> str:
    """Close the ``details`` element ``target``."""
    return f'<template hx-swap-oob="attributes:#{target}"><i></i></template>'


def of_operation(operation: Operation) -> str:
    """Give the fragment that does what a markdown operation says."""
    make = {"append": append, "replace": replace, "fill": fill}[operation.kind]
    return make(operation.target, operation.html)


class FragmentLog:
    """What followers may have missed: fragments in order, each under its update's number."""

    def __init__(self) -> None:
        self._numbers: list[int] = []
        self._fragments: list[str] = []

    def add(self, number: int, *fragments: str) -> None:
        """Keep ``fragments``, which the update ``number`` led to."""
        self._numbers += [number] * len(fragments)
        self._fragments += fragments

    def after(self, number: int) -> list[str]:
        """Give all fragments of later updates than ``number``."""
        return self._fragments[bisect_right(self._numbers, number) :]
