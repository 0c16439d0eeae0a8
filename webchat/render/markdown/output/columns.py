"""The columns of a table as HTML, each as wide as its class says: styles are forbidden."""

from __future__ import annotations

from collections.abc import Iterable

# In characters; static/css/tables.css has a rule for each.
COLUMN_WIDTHS = range(7, 21)
COLUMN_CLASSES = {f"width-{width}" for width in COLUMN_WIDTHS}


def columns_html(widths: Iterable[int]) -> str:
    """Give the HTML of columns that are so wide."""
    columns = (f'<col class="width-{width}">' for width in widths)
    return f"<colgroup>{''.join(columns)}</colgroup>"
