from __future__ import annotations

import pytest

from webchat.conversation.problems import agent_failed
from webchat.languages.catalogues import translations_of
from webchat.live.relay import STALLED
from webchat.render.reply_problems import told


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (STALLED, ("Der Agent antwortet nicht mehr.", "")),
        (agent_failed("No tea left"), ("Beim Agenten ist ein Fehler aufgetreten.", "No tea left.")),
        (agent_failed("100 %s?"), ("Beim Agenten ist ein Fehler aufgetreten.", "100 %s?")),
        (agent_failed(""), ("Beim Agenten ist ein Fehler aufgetreten.", "")),
        ("What a later version says", ("What a later version says.", "")),
    ],
)
def test_our_sentences_are_translated_and_an_agents_words_are_not(
    problem: str, expected: tuple[str, str]
) -> None:
    assert told(problem, translations_of("de").gettext) == expected
