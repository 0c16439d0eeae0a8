from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.look.accent import ON_ACCENT, PAPERS, accent_on, accent_styles
from webchat.look.colour import Colour, contrast, parse_colour

STATIC = Path(__file__).parents[2] / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
ICON = (STATIC / "icon.svg").read_text()
SCHEMES = ("light", "dark")
COLOURS = st.builds(
    Colour,
    st.floats(0, 1, allow_nan=False),
    st.floats(0, 0.4, allow_nan=False),
    st.floats(0, 360, allow_nan=False),
)


@pytest.mark.parametrize("scheme", SCHEMES)
@given(chosen=COLOURS)
def test_whatever_is_chosen_can_be_read_on_every_paper(scheme: str, chosen: Colour) -> None:
    shades = accent_on(scheme, chosen)

    for paper in PAPERS[scheme].values():
        assert contrast(shades.accent, paper) >= 4.5
        assert contrast(shades.focus, paper) >= 3
    assert contrast(shades.on_accent, shades.accent) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@given(chosen=COLOURS)
def test_the_hue_stays_and_so_does_what_can_be_read_as_it_is(scheme: str, chosen: Colour) -> None:
    accent = accent_on(scheme, chosen).accent

    assert (accent.chroma, accent.hue) == (chosen.chroma, chosen.hue)
    assert accent_on(scheme, accent).accent == accent


def test_what_reaches_the_styles_is_colours_and_nothing_else() -> None:
    styles = accent_styles(parse_colour("gold"))

    assert re.fullmatch(
        r":root \{\n(  --[a-z-]+: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);\n){3}\}\n", styles
    )


def test_the_papers_are_those_of_the_style_sheet() -> None:
    grounds = {**{name: {} for name in PAPERS["light"]}, "on-accent": {}}
    for scheme in SCHEMES:
        for name, colour in {**PAPERS[scheme], "on-accent": ON_ACCENT[scheme]}.items():
            grounds[name][scheme] = colour

    for name, colours in grounds.items():
        written = re.search(rf"--{name}: light-dark\((oklch\(.*?\)), (oklch\(.*?\))\);", TOKENS)
        assert written is not None
        assert [parse_colour(text) for text in written.groups()] == [
            colours["light"],
            colours["dark"],
        ]


def test_the_accent_that_nobody_chose_can_be_read_too() -> None:
    for scheme, colour in zip(SCHEMES, accents_of_the_style_sheet(), strict=True):
        for ground in (*PAPERS[scheme].values(), ON_ACCENT[scheme]):
            assert contrast(colour, ground) >= 4.5


def test_the_icon_is_drawn_in_that_accent() -> None:
    drawn = re.findall("--accent:(#.{6});--on-accent:(#.{6})", ICON)

    assert drawn == [
        (colour.hex, ON_ACCENT[scheme].hex)
        for scheme, colour in zip(SCHEMES, accents_of_the_style_sheet(), strict=True)
    ]


def accents_of_the_style_sheet() -> list[Colour]:
    hue = re.search(r"--accent-hue: (\d+);", TOKENS)
    written = re.search(r"--accent: light-dark\((.*)\);", TOKENS)
    assert hue and written
    colours = re.findall(r"oklch\([^()]*\)", written[1].replace("var(--accent-hue)", hue[1]))
    return [parse_colour(colour) for colour in colours]
