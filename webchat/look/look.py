"""The look: all that an operator chose of it, read once."""

from __future__ import annotations

from dataclasses import dataclass

from webchat.config import Settings, variable_of
from webchat.errors import ConfigurationError
from webchat.look.colour import Colour, parse_colour
from webchat.look.logo import Logo, read_logo


@dataclass(frozen=True, slots=True)
class Look:
    """What the operator chose, ready to be served; what was not chosen is empty.

    ``heading`` and ``introduction`` are those of the page where a chat begins; the introduction
    and the footer are markdown.
    """

    name: str
    logo: Logo | None
    accent: Colour | None
    heading: str
    introduction: str
    footer: str


def look_of(settings: Settings) -> Look:
    """Read the look from the settings; raises ConfigurationError for what cannot be used."""
    heading, _, introduction = settings.welcome.strip().partition("\n")
    return Look(
        name=settings.name.strip(),
        logo=read_logo(settings.logo) if settings.logo else None,
        accent=_accent(settings.accent) if settings.accent else None,
        heading=heading.strip(),
        introduction=introduction.strip(),
        footer=settings.footer.strip(),
    )


def _accent(text: str) -> Colour:
    try:
        return parse_colour(text)
    except ValueError:
        raise ConfigurationError(
            f"{variable_of('accent')} must be a colour like #3b5bdb, oklch(0.5 0.17 262) or teal"
        ) from None
