"""The logo: a small image, known for what it is by its content and not by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from webchat.config import variable_of
from webchat.errors import ConfigurationError

MOST_KILOBYTES = 512
KINDS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    "svg": re.compile(
        rb"(\xef\xbb\xbf)?\s*"
        rb"(<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>[]*(\[.*?\]\s*)?>\s*)*"
        rb"<svg[\s>]",
        re.DOTALL,
    ),
}


@dataclass(frozen=True, slots=True)
class Logo:
    """An image and the name to serve it under."""

    name: str
    content: bytes


def read_logo(path: Path) -> Logo:
    """Read the operator's logo; raises ConfigurationError if it is not a small image."""
    setting = variable_of("logo")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_KILOBYTES * 1024 + 1)
    except OSError as error:
        raise ConfigurationError(f"{setting}: {path} cannot be read ({error.strerror})") from error
    if len(content) > MOST_KILOBYTES * 1024:
        raise ConfigurationError(f"{setting} must have at most {MOST_KILOBYTES} kB")
    for suffix, beginning in KINDS.items():
        if beginning.match(content):
            return Logo(f"logo.{suffix}", content)
    raise ConfigurationError(f"{setting} must be an image: SVG, PNG, JPEG, WebP, AVIF or GIF")
