"""The blocks of code on a page, by their numbers: what a page without a script asks for them by.

Frames need none, since who follows has a script. So numbers are given last, to what a page shows.
"""

from __future__ import annotations

import re
from html import unescape

from webchat.render.markdown import COPY_BUTTON

_CODE = re.compile(r"</figcaption><pre[^>]*><code[^>]*>(.*?)</code></pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_numbers(html: str, turn_id: str) -> str:
    """Let each copy button of a turn's HTML ask for its block of code, as ``turn_id.number``."""
    first, *others = html.split(COPY_BUTTON)
    named = COPY_BUTTON.removeprefix("<button")
    blocks = (
        f'<button name="block" value="{turn_id}.{number}"{named}{after}'
        for number, after in enumerate(others)
    )
    return "".join([first, *blocks])


def code_numbered(html: str, number: int) -> str | None:
    """Give the block of code of this number as it was written; None if the turn has none."""
    after = html.split(COPY_BUTTON)[number + 1 : number + 2]
    code = _CODE.match(after[0]) if after else None
    return unescape(_TAG.sub("", code[1])) if code else None
