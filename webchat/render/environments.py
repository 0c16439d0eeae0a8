"""The Jinja environments, each of which speaks one language."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment

from webchat.languages.catalogues import translations_of
from webchat.render.reply_problems import told


class Environments:
    """Gives environments like ``base`` but for their language.

    What is drawn for a view outlives the request that had it drawn: so its language is a property
    of the environment, not of the request.
    """

    def __init__(self, base: Environment) -> None:
        self._base = base
        self._made: dict[str, Environment] = {}

    def speaking(self, language: str) -> Environment:
        """Give the environment of ``language``."""
        if language not in self._made:
            self._made[language] = self._make(language)
        return self._made[language]

    def _make(self, language: str) -> Environment:
        environment = Environment(
            loader=self._base.loader,
            autoescape=self._base.autoescape,  # noqa: S701  # it escapes where the base does
            extensions=["jinja2.ext.i18n"],
        )
        environment.globals.update(self._base.globals)
        translations = translations_of(language)
        environment.filters.update(self._base.filters)
        environment.filters["told"] = partial(told, translate=translations.gettext)
        environment.install_gettext_translations(  # type: ignore[attr-defined]  # the extension's
            translations, newstyle=True
        )
        return environment
