"""The sentences about what went wrong with a reply.

They are kept in English, in the journal and between processes, and translated where they are shown.
"""

from __future__ import annotations

from webchat.languages import translatable

AGENT_FAILED = translatable("The agent ran into an error.")


def agent_failed(detail: object) -> str:
    """Tell of an error of the agent's, with what it says about it, if it says anything."""
    return f"{AGENT_FAILED} {detail}" if detail else AGENT_FAILED


def parted(problem: str) -> tuple[str, str]:
    """Part a problem into our sentence and what an agent said about it, which may be empty."""
    if problem.startswith(AGENT_FAILED):
        return AGENT_FAILED, problem.removeprefix(AGENT_FAILED).strip()
    return problem, ""
