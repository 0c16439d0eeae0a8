"""The columns of a table as HTML, without styles, which are forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap, zip_longest

# In characters; static/css/tables.css has a rule for each.
COLUMN_WIDTHS = range(4, 21)
COLUMN_CLASSES = {f"width-{width}" for width in COLUMN_WIDTHS}
SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a table's columns in characters, and their shares of a wide screen in percent.

    Without shares they are so wide on any. A table that ``is_spread`` is at least as wide as the
    text, and else as wide as its columns.
    """

    widths: Sequence[int] = ()
    shares: Sequence[int] = ()
    is_spread: bool = False


def table_html(columns: Columns) -> str:
    """Give the HTML of the beginning of a table."""
    class_ = f' class="{SPREAD}"' if columns.is_spread else ""
    elements = starmap(_column_html, zip_longest(columns.widths, columns.shares))
    return f"<table{class_}><colgroup>{''.join(elements)}</colgroup>"


def _column_html(width: int, share: int | None) -> str:
    attribute = f' width="{share}%"' if share else ""
    return f'<col class="width-{width}"{attribute}>'
