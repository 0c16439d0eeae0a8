from __future__ import annotations

from html import unescape
from re import sub

import pytest

from tests.render.markdown.page import PREFIX, operations_of
from tests.render.markdown.whole import html_without_directions
from webchat.render.markdown import highlight_classes
from webchat.render.markdown.output.code import BUTTONS
from webchat.render.markdown.output.highlighting import LIMIT_CHARACTERS, highlighted
from webchat.render.markdown.output.languages import NAMES, name_of, title_of


def rendered(text: str) -> str:
    return html_without_directions(text, PREFIX)


def test_code_is_a_figure_with_its_language_above() -> None:
    assert rendered("```py\nx = 1\n```") == (
        f'<figure class="code" id="{PREFIX}-b0">'
        f'<figcaption><span class="code-language">Python</span>{BUTTONS}</figcaption>'
        f'<pre tabindex="0"><code class="language-python" id="{PREFIX}-b0-code">'
        '<span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>\n'
        "</code></pre></figure>"
    )


@pytest.mark.parametrize("info", ["", "nonsense", "text", '"onclick="a', "<b>", "\\`"])
def test_code_in_no_known_language_is_plain_under_an_empty_caption(info: str) -> None:
    assert rendered(f"~~~ {info}\nx < 1\n~~~") == (
        f'<figure class="code" id="{PREFIX}-b0"><figcaption>{BUTTONS}</figcaption>'
        '<pre tabindex="0">'
        f'<code id="{PREFIX}-b0-code">x &lt; 1\n</code></pre></figure>'
    )


def test_code_inside_an_item_is_coloured_but_has_no_id() -> None:
    html = rendered("- ```js\n  let a\n  ```")

    assert '<figure class="code"><figcaption><span class="code-language">JavaScript' in html
    assert '<code class="language-javascript"><span class="kd">let</span>' in html


def test_code_has_its_buttons_once_wherever_it_stands() -> None:
    html = rendered("```\na\n```\n\n- ```\n  </figcaption>\n  ```\n\n> ```\n> c\n")

    assert html.count(BUTTONS) == html.count("<figure") == html.count("</figcaption>") == 3


def test_code_that_is_finished_keeps_its_figure() -> None:
    operations = [each for each in operations_of("```py\nx = 1\n```\n") if "</span>" in each.html]

    assert [(each.kind, each.target) for each in operations[1:]] == [("fill", f"{PREFIX}-b0-code")]


def test_indented_code_is_a_figure_too() -> None:
    assert rendered("    x\n").startswith(f'<figure class="code"><figcaption>{BUTTONS}<')


@pytest.mark.parametrize(
    ("info", "name"),
    [
        ("python title=a.py", "python"),
        ("PY", "python"),
        ("{.python .numbered}", "python"),
        ("{python}", "python"),
        ("js,linenos", "javascript"),
        ("sh", "bash"),
        ("c++", "cpp"),
        ("c#", "csharp"),
        ("yml", "yaml"),
        ("", None),
        ("text", None),
    ],
)
def test_a_language_has_many_names(info: str, name: str | None) -> None:
    assert name_of(info) == name


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_language_has_a_title_and_keeps_every_character(name: str) -> None:
    code = '\n\n  if (a < "b") { c = \'d\' & 1; } # e\n\t<f g="h">\u00e9\u00a0</f>\n\n'

    assert name_of(name) == name
    assert title_of(name)
    assert unescape(sub(r"<[^>]*>", "", highlighted(code, name))) == code


def test_colours_are_classes_that_are_known() -> None:
    html = rendered("```python\n@a\nclass B(C):\n    '''d'''\n    e = f'{g!r}' + 0x1  # h\n```")
    classes = {piece.partition('"')[0] for piece in html.split('<span class="')[1:]}

    assert classes - {"code-language"} <= highlight_classes()
    assert len(classes) > 8


@pytest.mark.parametrize(
    "code",
    [
        "x = 1\n" * (LIMIT_CHARACTERS // 6 + 1),
        "x" * 2000,
        "x = 1" + "\n" * 200,
    ],
)
def test_code_that_no_person_wrote_stays_plain(code: str) -> None:
    assert highlighted(code, "python") == code


def test_code_that_takes_too_long_stays_plain_from_there_on() -> None:
    code = "let late = 1\n" * 100
    seconds = iter(range(1000))

    html = highlighted(code, "javascript", clock=lambda: next(seconds))

    assert '<span class="kd">let</span>' in html
    assert html.endswith("let late = 1\n")
    assert sub(r"<[^>]*>", "", html) == code
