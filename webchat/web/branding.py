"""Branding: the operator's name, logo and words, as templates ask for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, redirect
from markupsafe import Markup

from webchat.look.accent import PAPERS
from webchat.look.look import Look
from webchat.render.markdown import line_html, whole_html
from webchat.web.assets import ICON

INTRODUCTION_ID = "introduction"


@dataclass(frozen=True, slots=True)
class Site:
    """What templates know of the site; ``logo`` and ``icon`` are names of assets."""

    name: str
    logo: str | None
    icon: str
    heading: str
    introduction: Markup
    footer: Markup


def init_app(app: Flask, look: Look, url_of: Callable[[str], str]) -> None:
    """Let templates say whose site it is, and browsers which paper it is written on.

    ``url_of`` gives the URL of an asset.
    """
    logo = look.logo.name if look.logo else None
    site = Site(
        name=look.name,
        logo=logo,
        icon=logo or ICON,
        heading=look.heading,
        introduction=Markup(whole_html(look.introduction, INTRODUCTION_ID)),  # noqa: S704  # sanitised
        footer=Markup(line_html(look.footer)),  # noqa: S704  # sanitised
    )
    papers = {scheme: shades["paper"].hex for scheme, shades in PAPERS.items()}
    app.jinja_env.globals.update(site=site, papers=papers)
    icon_url = url_of(site.icon)
    # Beside what is no page and names no icon, as a message's markdown, browsers look for it here.
    app.add_url_rule("/favicon.ico", "icon", lambda: redirect(icon_url))
