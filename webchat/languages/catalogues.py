"""The catalogues: read from their sources, once in a process, each when it is first needed."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from webchat.languages import CATALOGUE, FOLDER, SOURCE_LANGUAGE


@cache
def translations_of(language: str) -> NullTranslations:
    """Give what the interface says in ``language``, one of LANGUAGES."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (FOLDER / language / CATALOGUE).open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
