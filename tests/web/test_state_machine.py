from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.servers.redis import RedisServer
from tests.servers.upstream import ScriptedUpstream
from tests.web.conversations import Conversation, SharedConversation
from tests.web.world import SharedWorld, World

EXAMPLES = 10
EXAMPLES_OF_TWO = 5
STEPS = 15


def hold(conversation: type[Conversation], examples: int) -> None:
    """Have conversations, and find the invariants kept in each."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # it has no types
        conversation,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            derandomize="CI" in os.environ,
            print_blob=True,
            # An example takes seconds: the first that fails is told, not the smallest.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )


def test_what_is_shown_is_what_was_said_whatever_happens(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    class ConversationHere(Conversation):
        pass

    with closing(World(tmp_path, upstream)) as ConversationHere.world:
        hold(ConversationHere, EXAMPLES)


def test_it_is_with_two_processes_whatever_happens_to_either(
    upstream: ScriptedUpstream, redis_server: RedisServer, tmp_path: Path
) -> None:
    class ConversationHere(SharedConversation):
        pass

    with closing(SharedWorld(tmp_path, upstream, redis_server)) as ConversationHere.world:
        hold(ConversationHere, EXAMPLES_OF_TWO)
