"""What a page has to do when a text grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["append", "before", "replace", "fill"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One change of the page.

    ``append`` puts ``html`` at the end of the element with the DOM id ``target``, ``before`` puts
    it before that element, ``replace`` puts it in the place of the element (and takes the element
    away if ``html`` is empty), and ``fill`` puts it in the place of all that the element holds.
    """

    kind: Kind
    target: str
    html: str


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """What is not finished of a text, as HTML.

    ``inside`` stands in the slot of the list or table that grows, ``after`` behind everything.
    """

    inside: str = ""
    after: str = ""
