from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.look.colour import Colour, contrast, parse_colour

CHANNEL = st.integers(0, 255)


@given(CHANNEL, CHANNEL, CHANNEL)
def test_a_colour_of_a_screen_is_written_as_it_was_read(red: int, green: int, blue: int) -> None:
    written = f"#{red:02x}{green:02x}{blue:02x}"

    assert parse_colour(written).hex == written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("#09f", "#0099ff"),
        (" #3B5BDB ", "#3b5bdb"),
        ("RebeccaPurple", "#663399"),
        ("oklch(0.5 0.17 262)", "#285cc2"),
        ("oklch( 50% 42.5% 262deg )", "#285cc2"),
        ("oklch(100% 0.4 30)", "#ffffff"),
    ],
)
def test_a_colour_is_read_as_css_reads_it(text: str, shown: str) -> None:
    assert parse_colour(text).hex == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "blurple",
        "#12345",
        "#ff00001",
        "red; } body { display: none",
        "red/**/",
        "oklch(0.5 0.17)",
        "oklch(0.5 0.17 262 / 0.5)",
        "oklch(var(--x) 0 0)",
        "url(//elsewhere.example)",
        "transparent",
        "#٣٣٣",
    ],
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_colour(text)


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = Colour(0, 0, 0), Colour(1, 0, 0), parse_colour("#767676")

    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == 1
    assert contrast(grey, white) == contrast(white, grey) == pytest.approx(4.54, abs=0.005)
