from __future__ import annotations

from random import Random

import pytest

from tests.render.markdown.page import PREFIX
from tests.render.markdown.whole import html_without_directions
from webchat.render.markdown.output.formula import (
    LIMIT_CHARACTERS,
    formula_html,
    formula_in_line,
    formula_letters,
)


def rendered(text: str) -> str:
    return html_without_directions(text, PREFIX)


def math(letter: str, display: str = "inline") -> str:
    return f'<math display="{display}" alttext="{letter}"><mrow><mi>{letter}</mi></mrow></math>'


@pytest.mark.parametrize("text", ["$x$", r"\(x\)"])
def test_a_formula_in_a_line_is_mathml(text: str) -> None:
    assert rendered(f"so {text}th") == f"<p>so {math('x')}th</p>"


@pytest.mark.parametrize(
    "latex",
    ["W+W=W+W=W+W", r"M" * 14, r"a\qquad\qquad\qquad\qquad\qquad\qquad b", r"a\hspace{30em}b"],
)
def test_a_formula_that_may_be_wider_than_a_phone_scrolls_in_its_line(latex: str) -> None:
    assert '<bdi class="long-formula" tabindex="0"><math' in formula_in_line(latex)


@pytest.mark.parametrize(
    "latex", [r"\frac{a}{b}", "a^2+b^2=c^2", "a<b<c<d", r"\text{R&D \, costs}"]
)
def test_a_short_formula_in_a_line_takes_no_focus(latex: str) -> None:
    assert formula_in_line(latex).startswith("<bdi><math")


@pytest.mark.parametrize("text", ["$$x$$", r"\[x\]"])
def test_a_displayed_formula_may_stand_in_a_line(text: str) -> None:
    assert rendered(f"so {text}, then") == f"<p>so {math('x', 'block')}, then</p>"


@pytest.mark.parametrize("text", ["$$x$$", r"\[x\]", "$$\nx\n$$", "\\[\nx\n\\]"])
def test_a_displayed_formula_may_interrupt_a_paragraph(text: str) -> None:
    html = rendered(f"so\n{text}\nthen")

    assert html == f"<p>so</p>{math('x', 'block')}<p>then</p>"


def test_lines_of_a_displayed_formula_may_look_like_other_blocks() -> None:
    html = rendered("$$\na\n= b\n- c\n> d\n$$")

    assert html.startswith('<math display="block"')
    assert html.endswith("</math>")


@pytest.mark.parametrize(
    "text",
    [
        "$5 to $10",
        "$5/hour, 5$",
        "$5 (about 4€) or 5$",
        "$5-$10",
        "I had $20 and gave 5$",
        "US$5, US$6",
        "$HOME/$USER",
        "a $ b $ c",
        r"\$x\$",
        "`$x$`",
        "$$",
        "$$ $$",
        "$",
        "$x",
        r"\(x",
        r"\\(x\\)",
    ],
)
def test_other_dollars_and_brackets_are_text(text: str) -> None:
    assert "<math" not in rendered(text)


@pytest.mark.parametrize("text", ["$$\nx\n\ny\n$$", "$$\nx", "\\[\nx\n\ny", "> $$\n> x\n\n$$"])
def test_a_displayed_formula_without_an_end_is_an_ordinary_paragraph(text: str) -> None:
    assert "<math" not in rendered(text)


def test_a_formula_may_stand_in_an_item() -> None:
    assert rendered("- a\n\n  $$\n  x\n  $$\n").count("<math") == 1


@pytest.mark.parametrize(
    "latex", [r"\frac{", "a^b^c", r"\left(", r"\begin{matrix} a", "x" * (LIMIT_CHARACTERS + 1)]
)
def test_what_is_no_formula_is_shown_as_its_source(latex: str) -> None:
    assert formula_html(latex, "inline") == (f'<code class="math-error" dir="ltr">{latex}</code>')


@pytest.mark.parametrize(
    "latex",
    [
        r"\newcommand{\a}{xx}\newcommand{\b}{\a\a}\b",
        r"\renewcommand{\a}{x}",
        r"\def\a{x}\a",
        r"\DeclareMathOperator{\a}{x}",
        r"\newenvironment{a}{b}{c}",
    ],
)
def test_a_formula_may_not_define_macros_which_could_grow_without_end(latex: str) -> None:
    assert "math-error" in formula_html(latex, "inline")


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&#x3c;script&#x3e;alert(1)}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//evil.example)}{x}",
        r"\class{evil}{x}",
        r"\color{\"onclick=\"}x",
        r'\textcolor{red" onclick="a}{x}',
        r"\rule{9999em}{9999em}",
        r"\hspace{99999px}",
        r"\unicode{x3c}script",
    ],
)
def test_nothing_of_a_formula_becomes_markup(latex: str) -> None:
    html = formula_html(latex, "inline")
    markup = html.replace(html.partition('alttext="')[2].partition('"')[0], "")

    for word in ("<script", "href", "style=", "class=", "onclick=", "999"):
        assert word not in markup


@pytest.mark.parametrize("latex", [r'\def\x{} width="3000"', r'\text{a width="3000"}'])
def test_what_a_formula_says_of_widths_makes_it_no_wider(latex: str) -> None:
    assert formula_letters(latex) <= len(latex)


def test_letters_of_a_style_are_characters_because_browsers_know_no_other_way() -> None:
    html = formula_html(r"\mathbf{AB}\mathbb{RX}\mathrm{d}\boldsymbol{\beta}", "inline")

    for letter in "𝐀𝐁ℝ𝕏d𝜷":
        assert f">{letter}</mi>" in html
    assert "mathvariant" not in html.replace('mathvariant="normal"', "")


def test_no_formula_raises_or_is_anything_but_a_formula_or_its_source() -> None:
    random = Random(1)
    pieces = r"a|{|}|^|_|'|&|\\|\left(|\right)|\sqrt|\frac|\frac{a}{b}|\text{|\begin{matrix}|\end"
    pieces += r"|\begin{array}{l}|\over|\color|\limits|\sum|\not|\big(|\hbox{$|\verb|&#x3c;|\root"
    for _ in range(1500):
        latex = "".join(random.choices(pieces.split("|"), k=random.randint(1, 60)))
        assert formula_html(latex, "block").startswith(("<math ", '<code class="math-error" '))
    for piece in pieces.split("|"):
        assert formula_html(piece * (4000 // len(piece)), "block").startswith(("<math ", "<code "))
