from __future__ import annotations

from pathlib import Path

import pytest

from webchat.config import Settings
from webchat.errors import ConfigurationError
from webchat.look.logo import MOST_KILOBYTES, Logo, read_logo
from webchat.look.look import look_of

PNG = b"\x89PNG\r\n\x1a\n and the rest"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PNG, "logo.png"),
        (b"\xff\xd8\xff\xe0 and the rest", "logo.jpg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "logo.webp"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "logo.svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn -->\n<svg>', "logo.svg"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n<svg>', "logo.svg"),
        (b'<!DOCTYPE svg [ <!ENTITY a "[1]"> <!ENTITY b "2"> ] >\n<svg xmlns="&a;">', "logo.svg"),
    ],
)
def test_a_logo_is_known_by_its_content(content: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.bin"
    path.write_bytes(content)

    assert read_logo(path) == Logo(name, content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html><svg></svg></html>", "must be an image"),
        (b"", "must be an image"),
        (PNG + bytes(MOST_KILOBYTES * 1024), f"must have at most {MOST_KILOBYTES} kB"),
        (None, "cannot be read \\(No such file or directory\\)"),
    ],
)
def test_what_is_no_logo_is_refused(content: bytes | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ConfigurationError, match=f"^WEBCHAT_LOGO.* {told}"):
        look_of(Settings(logo=path))


def test_the_first_line_of_the_welcome_is_its_heading() -> None:
    look = look_of(Settings(welcome="\nHello\n\nI know *all* about it.\nAsk."))

    assert look.heading == "Hello"
    assert look.introduction == "I know *all* about it.\nAsk."


def test_a_colour_that_is_none_is_refused_by_its_name() -> None:
    with pytest.raises(ConfigurationError, match="^WEBCHAT_ACCENT must be a colour like #3b5bdb"):
        look_of(Settings(accent="red; } * { display: none"))
