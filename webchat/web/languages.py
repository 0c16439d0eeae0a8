"""Languages: which one a page and its frames speak.

It is the operator's choice if there is one, else the first of the browser's that we know, else
English.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import cast

from babel.support import NullTranslations
from flask import Flask, Response, request
from flask_babel import Babel, Domain, get_locale, gettext
from jinja2 import Environment

from webchat.languages import LANGUAGES, SOURCE_LANGUAGE
from webchat.languages.catalogues import translations_of
from webchat.render import Environments, told
from webchat.web.services import services

EXTENSION_NAME = "webchat-environments"


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Our catalogues, which need no build step, in the place of Flask-Babel's compiled ones."""

    def get_translations(self) -> NullTranslations:
        """Give what the interface says in the language of the request."""
        return translations_of(current_language())


def init_app(app: Flask) -> None:
    """Let ``app`` speak the language of each request, and say which one it is."""
    babel = Babel(app, locale_selector=_chosen_language)
    babel.domain_instance = Catalogues()
    app.jinja_env.globals.update(language=current_language, tag_of=tag_of, locale=get_locale)
    app.jinja_env.filters["told"] = partial(told, translate=gettext)
    app.extensions[EXTENSION_NAME] = Environments(app.jinja_env)
    app.after_request(_tell_language)


def current_language() -> str:
    """Name the language of this request, one of LANGUAGES."""
    return str(get_locale())


def environment(app: Flask, language: str) -> Environment:
    """Give what templates are drawn with whose HTML outlives the request."""
    return cast(Environments, app.extensions[EXTENSION_NAME]).speaking(language)


def tag_of(language: str) -> str:
    """Write a language as browsers do: zh-Hans."""
    return language.replace("_", "-")


def first_known(tags: Iterable[str]) -> str | None:
    """Give the language that is meant by the first of ``tags`` that means one we know.

    A tag of the same language does for one that we do not have: who asks for de-AT reads de.
    """
    for tag in tags:
        wanted = tag.replace("-", "_").lower()
        for is_meant in (str.__eq__, _is_kin):
            for language in LANGUAGES:
                if is_meant(language.lower(), wanted):
                    return language
    return None


def _is_kin(language: str, wanted: str) -> bool:
    return language.partition("_")[0] == wanted.partition("_")[0]


def _chosen_language() -> str:
    if chosen := services().settings.language:
        return chosen
    # A page tells its socket: not every browser sends the header with that.
    named = request.args.get("language", "")
    accepted = [tag for tag, quality in request.accept_languages if quality > 0]
    return first_known([named, *accepted]) or SOURCE_LANGUAGE


def _tell_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(tag_of(current_language()))
        response.vary.add("Accept-Language")
    return response
