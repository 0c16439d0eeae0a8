from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webchat.render.markdown.characters import Characters, normalised

AWKWARD = st.text(alphabet="a\r\n\0\ud83d\ude00\ud800é", max_size=20)


@given(AWKWARD, st.data())
def test_a_text_in_pieces_is_normalised_as_in_one(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    characters = Characters()

    pieces = [characters.feed(text[:place]), characters.feed(text[place:])]
    assert "".join(pieces) + characters.held == normalised(text)
    assert "".join(pieces) + characters.close() == normalised(text)


@given(AWKWARD)
def test_what_is_normalised_stays_so_and_can_be_encoded(text: str) -> None:
    once = normalised(text)

    assert normalised(once) == once
    once.encode()
    assert not {"\r", "\0"} & set(once)


def test_line_ends_are_one_character() -> None:
    assert normalised("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_halves_are_joined_and_lone_ones_replaced() -> None:
    assert normalised("\ud83d\ude00 \ude00\ud83d") == "\U0001f600 \ufffd\ufffd"
