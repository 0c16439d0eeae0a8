from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.conversation.parts_of_replies import answer, call, thought
from webchat.conversation import Part, Reply, ReplyState, merge
from webchat.conversation.parts import UnknownPart, copy_of


def stored(*parts: Part, state: ReplyState = "done") -> Reply:
    return Reply(list(parts), state)


def journaled(*parts: Part, state: ReplyState = "interrupted") -> Reply:
    return Reply(list(parts), state)


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 13, tzinfo=UTC)


def test_a_reply_that_ended_well_keeps_the_time_that_was_shown() -> None:
    truth = replace(stored(answer("Sunny.")), ended_at=NOON)
    watched = journaled(answer("Sunny."), state="done")

    assert merge(truth, replace(watched, ended_at=LATER)).ended_at == LATER
    assert merge(truth, watched).ended_at == NOON


def test_when_a_reply_ended_is_told_by_whom_its_state_is_from() -> None:
    kept = replace(journaled(answer("It is"), state="stopped"), ended_at=LATER)
    shorter = replace(stored(thought("Hmm")), ended_at=NOON)
    longer = replace(stored(answer("It is sunny.")), ended_at=NOON)

    assert (merge(shorter, kept).state, merge(shorter, kept).ended_at) == ("stopped", LATER)
    assert (merge(longer, kept).state, merge(longer, kept).ended_at) == ("done", NOON)


def test_a_reply_that_ended_well_is_what_upstream_stored() -> None:
    truth = stored(answer("Sunny."))

    assert merge(truth, journaled(answer("Rain, or sun"), state="done")) == truth


def test_what_upstream_did_not_store_of_a_reply_that_ended_well_is_kept() -> None:
    half, whole = stored(thought("Hmm")), stored(thought("Hmm"), answer("Sunny."))
    watched = journaled(thought("Hmm"), answer("Sunny."), state="done")

    assert merge(half, watched) == watched
    assert merge(whole, watched) == whole


@pytest.mark.parametrize("state", ["done", "stopped", "interrupted", "failed"])
def test_of_a_reply_that_upstream_lost_all_is_in_the_journal(state: ReplyState) -> None:
    kept = journaled(thought("Hmm"), answer("Half"), state=state)

    assert merge(stored(state="interrupted"), kept) == kept


def test_an_unfinished_answer_is_kept_after_what_was_stored() -> None:
    merged = merge(
        stored(thought("Let me look."), call("c1", "sunny")),
        journaled(thought("Let me"), call("c1"), answer("It is su"), state="stopped"),
    )

    assert merged.parts == [thought("Let me look."), call("c1", "sunny"), answer("It is su")]
    assert merged.state == "stopped"


def test_stored_parts_that_the_journal_missed_stand_after_their_predecessors() -> None:
    merged = merge(
        stored(thought("First"), call("c1", "a"), thought("Second"), call("c2", "b")),
        journaled(call("c1"), answer("Half")),
    )

    assert merged.parts == [
        thought("First"),
        call("c1", "a"),
        thought("Second"),
        call("c2", "b"),
        answer("Half"),
    ]


def test_a_stored_answer_that_goes_further_ends_the_reply() -> None:
    truth = stored(thought("Hmm"), answer("It is sunny."))
    merged = merge(truth, journaled(thought("Hmm"), answer("It is")))

    assert merged == truth


def test_what_is_stored_equal_does_not_say_that_the_reply_was_whole() -> None:
    merged = merge(stored(thought("Hmm")), journaled(thought("Hmm")))

    assert (merged.parts, merged.state) == ([thought("Hmm")], "interrupted")


def test_more_stored_without_an_answer_does_not_make_a_reply_done() -> None:
    merged = merge(
        stored(thought("Hmm, yes"), call("c1", "sunny")), journaled(thought("Hmm"), call("c1"))
    )

    assert merged.parts == [thought("Hmm, yes"), call("c1", "sunny")]
    assert merged.state == "interrupted"


def test_an_end_that_upstream_tells_is_taken_with_its_problem() -> None:
    truth = Reply([thought("Hmm, yes")], "failed", "error", "The agent ran into an error.")
    merged = merge(truth, journaled(thought("Hmm")))

    assert merged == truth
    assert merged.status == "error"


def test_a_part_that_only_the_journal_has_keeps_its_state() -> None:
    merged = merge(stored(thought("Hmm, yes"), answer("A")), journaled(thought("Hmm"), call("c")))

    assert merged.parts == [thought("Hmm, yes"), answer("A"), call("c")]
    assert merged.state == "interrupted"


def test_a_shorter_stored_text_wins_and_does_not_end_the_reply() -> None:
    merged = merge(stored(answer("It is")), journaled(answer("It is sunny")))

    assert (merged.parts, merged.state) == ([answer("It is")], "interrupted")


def test_an_empty_stored_text_takes_nothing_away() -> None:
    merged = merge(stored(answer("")), journaled(answer("It is sunny")))

    assert answer("It is sunny") in merged.parts


def test_a_result_that_only_the_journal_knows_is_kept() -> None:
    merged = merge(
        stored(call("c1", arguments='{"q": 1}')), journaled(call("c1", "sunny", arguments='{"q"'))
    )

    assert merged.parts == [call("c1", "sunny", arguments='{"q": 1}')]


def test_each_stored_part_is_used_once() -> None:
    merged = merge(
        stored(thought("Well"), call("c1", "a")),
        journaled(thought("Well"), call("c1"), thought("Well"), answer("So")),
    )

    assert merged.parts == [thought("Well"), call("c1", "a"), thought("Well"), answer("So")]


def test_a_short_text_does_not_take_the_counterpart_of_a_longer_one() -> None:
    merged = merge(stored(thought("Well, then")), journaled(thought("Well"), thought("Well, then")))

    assert merged.parts == [thought("Well"), thought("Well, then")]


def test_texts_of_other_kinds_and_unknown_parts_are_not_mixed_up() -> None:
    merged = merge(
        stored(thought("It"), UnknownPart("custom", "1")),
        journaled(answer("It is"), UnknownPart("custom", "1"), UnknownPart("custom", "2")),
    )

    assert merged.parts == [
        thought("It"),
        answer("It is"),
        UnknownPart("custom", "1"),
        UnknownPart("custom", "2"),
    ]


def test_neither_reply_is_changed() -> None:
    parts: list[Part] = [thought("Hmm, yes"), call("c1")]
    truth, kept = stored(*parts), journaled(thought("Hmm"), call("c1", "sunny"), answer("Half"))
    merged = merge(truth, kept)

    for index in range(len(merged.parts)):
        merged.add_text(index, " and more")

    assert truth.parts == [copy_of(part) for part in (thought("Hmm, yes"), call("c1"))]
    assert kept.parts == [thought("Hmm"), call("c1", "sunny"), answer("Half")]
