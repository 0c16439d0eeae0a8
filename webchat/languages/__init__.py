"""Languages: what the interface says, in each of them.

The law of this folder: it knows the catalogues, and nothing of the site. Texts are written in
English where they are used; a catalogue gives them in another language. Babel is loaded with
``catalogues`` only, so that whoever merely marks a text does without it.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "translations"
CATALOGUE = "LC_MESSAGES/messages.po"
SOURCE_LANGUAGE = "en"
TRANSLATED = tuple(sorted(path.parents[1].name for path in FOLDER.glob(f"*/{CATALOGUE}")))
LANGUAGES = (SOURCE_LANGUAGE, *TRANSLATED)


def translatable(text: str) -> str:
    """Mark ``text``, which is kept or sent in English, and translated where it is shown."""
    return text
