"""All texts of the interface are in the catalogues, and all catalogues are whole."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from webchat.languages import CATALOGUE, FOLDER, TRANSLATED

ROOT = Path(__file__).parents[1]
# What only developers see speaks English.
FOR_DEVELOPERS = ROOT / "templates/styleguide"
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if path.parent != FOR_DEVELOPERS
)
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)
SPOKEN_ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")
NAME_OF_THE_SITE = "webchat"
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
SENTENCE = re.compile(r"""(["'`])[A-Z][a-z]+[ ….][^"'`\n]*\1""")


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All texts that are marked in templates and modules."""
    path = tmp_path_factory.mktemp("texts") / "messages.pot"
    extract = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"]
    options = ["--mapping-file", "pyproject.toml", "--keyword", "translatable"]
    subprocess.run([*extract, *options, "--output-file", str(path), "."], cwd=ROOT, check=True)
    with path.open("rb") as source:
        return read_po(source)


def catalogue_of(language: str) -> Catalog:
    with (FOLDER / language / CATALOGUE).open("rb") as source:
        return read_po(source, locale=language)


def messages_of(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms_of(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders_of(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_texts_of_the_interface_and_no_others(
    language: str, texts: Catalog
) -> None:
    catalogue = catalogue_of(language)
    wanted = {forms_of(message.id)[0] for message in messages_of(texts)}
    known = {forms_of(message.id)[0] for message in messages_of(catalogue)}

    assert wanted - known == set(), "make translations adds them"
    assert known - wanted == set(), "make translations removes them"
    assert not catalogue.obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_says_everything_with_what_is_to_be_filled_in(language: str) -> None:
    catalogue = catalogue_of(language)
    for message in messages_of(catalogue):
        ids, said = forms_of(message.id), forms_of(message.string)

        assert not message.fuzzy, ids[0]
        assert all(said), f"{ids[0]} is not translated"
        if len(ids) == 1:
            assert placeholders_of(said[0]) == placeholders_of(ids[0]), ids[0]
            continue
        assert len(said) == catalogue.num_plurals, ids[0]
        # A language may have a word for one and for two.
        allowed = set(placeholders_of(ids[-1]))
        assert all(set(placeholders_of(form)) <= allowed for form in said), ids[0]
        assert set(placeholders_of(said[-1])) == allowed, ids[0]


def test_arabic_counts_in_its_six_forms() -> None:
    catalogue = catalogue_of("ar")

    assert catalogue.num_plurals == 6


class SpokenTexts(HTMLParser):
    """Collects what a template says without having it translated."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._note(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            is_sentence = name.startswith("data-") and (value or "")[:1].isupper()
            if name in SPOKEN_ATTRIBUTES or is_sentence:
                self._note(value or "")

    def _note(self, text: str) -> None:
        if re.search(r"[^\W\d_]", text.replace(NAME_OF_THE_SITE, "")):
            self.found.append(text.strip())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_nothing_that_is_not_marked(path: Path) -> None:
    spoken = SpokenTexts()
    spoken.feed(JINJA.sub("", path.read_text()))

    assert spoken.found == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_by_itself(path: Path) -> None:
    code = COMMENT.sub("", path.read_text())

    assert [match[0] for match in SENTENCE.finditer(code)] == []
