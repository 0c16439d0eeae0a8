"""JSON text to values that can be written again."""

from __future__ import annotations

import json
import re
from typing import Any

SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def parse_json(text: str | bytes) -> Any:
    r"""Parse JSON. Raises ValueError for what is none, is nested too deeply, or is not UTF-8.

    Half a surrogate pair (``"\ud83d"``) becomes U+FFFD: it is legal JSON, but as text no file
    and no socket would take it.
    """
    if isinstance(text, bytes):
        text = text.decode()
    try:
        value = json.loads(text)
        return _without_half_pairs(value) if SURROGATE_ESCAPE.search(text) else value
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _without_half_pairs(value: Any) -> Any:
    whole = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass")
    return json.loads(whole.decode("utf-16", "replace"))
