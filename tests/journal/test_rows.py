from __future__ import annotations

import pytest

from webchat.journal.rows import LONGEST_KEY_CHARACTERS, key_of

LONGEST = "x" * LONGEST_KEY_CHARACTERS


@pytest.mark.parametrize("identity", ["c1", "a::b", "", LONGEST])
def test_an_ordinary_id_stands_for_itself(identity: str) -> None:
    assert key_of(identity) == identity


@pytest.mark.parametrize("identity", ["\x00", "\ud800", "é", LONGEST + "x", key_of("é")])
def test_any_other_id_has_a_short_plain_key_of_its_own(identity: str) -> None:
    key = key_of(identity)

    assert key.isascii()
    assert key.isprintable()
    assert len(key) <= LONGEST_KEY_CHARACTERS
    assert key not in (identity, key_of(identity + "x"))
