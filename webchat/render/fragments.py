"""Fragments: the pieces of a frame, each a change of one element of the page.

They are applied in their order by ``static/js/updates.js``. Any HTML may stand in one: a table row,
a list item, bare text.
"""

from __future__ import annotations

from bisect import bisect_right

from webchat.render.markdown import Operation


def append(target: str, html: str) -> str:
    """Put ``html`` at the end of the element ``target``."""
    return _update(target, "beforeend", html)


def put_first(target: str, html: str) -> str:
    """Put ``html`` at the beginning of the element ``target``, and leave the reader's place."""
    return _update(target, "earlier", html)


def renew(target: str, html: str) -> str:
    """Put ``html``, the newest turns or the link above them, on the page as it was long ago.

    What the page shows that is older stays.
    """
    return _update(target, "newest", html)


def put_before(target: str, html: str) -> str:
    """Put ``html`` before the element ``target``."""
    return _update(target, "beforebegin", html)


def fill(target: str, html: str) -> str:
    """Put ``html`` in the place of what the element ``target`` holds."""
    return _update(target, "innerHTML", html)


def replace(target: str, html: str) -> str:
    """Put ``html`` in the place of the element ``target``."""
    return _update(target, "outerHTML", html)


def morph(target: str, html: str) -> str:
    """Bring what the element ``target`` holds in line with ``html``; what is the same stays."""
    return _update(target, "innerMorph", html)


def remove(target: str) -> str:
    """Take the element ``target`` away."""
    return _update(target, "delete", "")


def set_state(target: str, state: str) -> str:
    """Set the ``data-state`` of the element ``target``, whose content stays as it is."""
    return _update(target, "attributes", f'<i data-state="{state}"></i>')


def fold(target: str) -> str:
    """Close the ``details`` element ``target``."""
    return _update(target, "attributes", "<i></i>")


def of_operation(operation: Operation) -> str:
    """Give the fragment that does what a markdown operation says."""
    return SWAPS_OF[operation.kind](operation.target, operation.html)


SWAPS_OF = {"append": append, "before": put_before, "replace": replace, "fill": fill}


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


def _update(target: str, style: str, html: str) -> str:
    return f'<hx-update target="{target}" swap="{style}">{html}</hx-update>'
