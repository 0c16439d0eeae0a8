"""Markdown as HTML, whole or while it is written.

The law of this folder: text in, HTML out; no Jinja, no requests, no knowledge of replies. It
never raises, whatever it is given, and nothing of the text reaches the page as markup.

A text is rendered by top-level blocks. What is finished is appended to the container and stays as
it is; only the open tail is drawn again, and in a place where it stays when it is finished. So the
cost of a text grows with its length, and not with its square, also inside one long list, table or
block of code.
"""

from webchat.render.markdown.operation import OpenEnd, Operation
from webchat.render.markdown.output.code import COPY_BUTTON
from webchat.render.markdown.output.highlighting import highlight_classes
from webchat.render.markdown.stream import STEP_CHARACTERS, MarkdownStream, cut
from webchat.render.markdown.whole import line_html, whole_html

__all__ = [
    "COPY_BUTTON",
    "STEP_CHARACTERS",
    "MarkdownStream",
    "OpenEnd",
    "Operation",
    "cut",
    "highlight_classes",
    "line_html",
    "whole_html",
]
