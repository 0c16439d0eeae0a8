"""Languages: which one a page speaks."""

from __future__ import annotations

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain, get_locale

from webchat.languages.catalogues import SOURCE_LANGUAGE, translations_of


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """Our catalogues, which need no build step, in the place of Flask-Babel's compiled ones."""

    def get_translations(self) -> NullTranslations:
        """Give what the interface says in the language of the request."""
        return translations_of(str(get_locale()))


def init_app(app: Flask) -> None:
    """Let the templates of ``app`` speak the language of the request."""
    babel = Babel(app, locale_selector=lambda: SOURCE_LANGUAGE)
    babel.domain_instance = Catalogues()
