"""A block of code as a figure: its language above, the code below."""

from __future__ import annotations

from html import escape
from typing import Literal

from webchat.render.markdown.container import Element
from webchat.render.markdown.output import languages
from webchat.render.markdown.output.highlighting import highlighted
from webchat.render.markdown.output.sanitizer import clean

Colours = Literal["coloured", "plain"]

CAPTION_END = "</figcaption>"
# Their words stand once on the page, in its language: see templates/sessions/_words.html. Without a
# script the form of the page brings the code as plain text.
COPY_BUTTON = (
    '<button class="code-button copy-button" form="code-source"'
    ' aria-labelledby="word-copy"></button>'
)
BUTTONS = (
    '<input type="checkbox" class="code-button wrap-button" aria-labelledby="word-wrap">'
    f"{COPY_BUTTON}"
)


def code_element(
    code: str, info: str, element_id: str = "", colours: Colours = "coloured"
) -> Element:
    """Make the figure of ``code``, whose info string names its language.

    With an ``element_id`` the figure has it as its id, and its ``code`` the same with ``-code``;
    without, it is still to be cleaned, and gets its buttons after that.
    """
    name = languages.name_of(info)
    html = code_text(code)
    if name and colours == "coloured":
        html = clean(highlighted(code, name))
    label = f'<span class="code-language">{escape(languages.title_of(name))}</span>' if name else ""
    class_ = f' class="language-{name}"' if name else ""
    figure_id, code_id = (_id(element_id), _id(f"{element_id}-code")) if element_id else ("", "")
    head = f'<figure class="code"{figure_id}><figcaption>{label}{CAPTION_END}'
    head = with_buttons(head) if element_id else head
    return Element(
        f'{head}<pre tabindex="0" dir="ltr"><code{class_}{code_id}>',
        "</code></pre></figure>",
        id=element_id,
        inside=f"{element_id}-code",
        children=[html] if html else [],
    )


def with_buttons(html: str) -> str:
    """Put the buttons into the heads of all code in clean HTML.

    They are no part of what may reach the page otherwise: nothing that was read can make one.
    """
    return html.replace(CAPTION_END, BUTTONS + CAPTION_END)


def code_text(code: str) -> str:
    """Give ``code`` as HTML without colours."""
    return escape(code, quote=False)


def _id(element_id: str) -> str:
    return f' id="{escape(element_id)}"'
