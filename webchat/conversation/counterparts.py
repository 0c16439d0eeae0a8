"""Counterparts: which stored part says what a streamed part did."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from webchat.conversation.parts import Part, TextPart, ToolCallPart, UnknownPart


def counterparts(stored: Sequence[Part], streamed: Sequence[Part]) -> dict[int, int]:
    """Map the index of a streamed part to that of its stored counterpart, each used once."""
    # equal parts first, lest a short text takes the counterpart of a longer one
    return _paired(stored, streamed, (_is_equal, _corresponds))


def final_counterparts(stored: Sequence[Part], streamed: Sequence[Part]) -> dict[int, int]:
    """Map them where all was streamed, so that what is stored besides are other forms of it.

    A stored text may be the counterpart of several streamed ones, which it joins.
    """
    pairs = _paired(stored, streamed, (_is_equal, _corresponds, _says_the_same))
    _add_joined(stored, streamed, pairs)
    _pair_up(stored, streamed, pairs, _is_rewritten)
    return pairs


def _paired(
    stored: Sequence[Part],
    streamed: Sequence[Part],
    kinds_of_counterparts: Sequence[Callable[[Part, Part], bool]],
) -> dict[int, int]:
    pairs: dict[int, int] = {}
    for is_counterpart in kinds_of_counterparts:
        _pair_up(stored, streamed, pairs, is_counterpart)
    return pairs


def _pair_up(
    stored: Sequence[Part],
    streamed: Sequence[Part],
    pairs: dict[int, int],
    is_counterpart: Callable[[Part, Part], bool],
) -> None:
    free = [index for index in range(len(stored)) if index not in pairs.values()]
    for index, part in enumerate(streamed):
        if index not in pairs:
            found = next((place for place in free if is_counterpart(stored[place], part)), None)
            if found is not None:
                free.remove(found)
                pairs[index] = found


def _add_joined(stored: Sequence[Part], streamed: Sequence[Part], pairs: dict[int, int]) -> None:
    """Pair texts with the stored one that goes on with them, after the one that it begins with."""
    for first, place in sorted(pairs.items()):
        whole, begun = stored[place], streamed[first]
        if not isinstance(whole, TextPart) or not isinstance(begun, TextPart):
            continue
        rest = whole.text[len(begun.text) :].lstrip()
        for index, part in enumerate(streamed[first + 1 :], first + 1):
            if index in pairs or not isinstance(part, TextPart) or part.kind != whole.kind:
                continue
            text = part.text.strip()
            if not rest.startswith(text):
                break
            pairs[index] = place
            rest = rest[len(text) :].lstrip()


def _is_equal(stored: Part, streamed: Part) -> bool:
    return stored == streamed


def _says_the_same(stored: Part, streamed: Part) -> bool:
    """Tell whether a text is that of the other, whatever kind of text upstream takes it for."""
    match stored, streamed:
        case TextPart(), TextPart():
            return stored.text.strip() == streamed.text.strip()
    return False


def _corresponds(stored: Part, streamed: Part) -> bool:
    match stored, streamed:
        case TextPart(kind=kind), TextPart(kind=other) if kind == other:
            # an empty stored text begins every text, and must not take its place
            begins = bool(stored.text) and streamed.text.startswith(stored.text)
            return begins or stored.text.startswith(streamed.text)
        case ToolCallPart(call_id=call_id), ToolCallPart(call_id=other_id):
            return call_id == other_id
    return False


def _is_rewritten(stored: Part, streamed: Part) -> bool:
    match stored, streamed:
        case TextPart(kind=kind), TextPart(kind=other):
            return kind == other and bool(stored.text.strip())
        case ToolCallPart(name=name), ToolCallPart(name=other_name):
            return name == other_name
        case UnknownPart(label=label), UnknownPart(label=other_label):
            return label == other_label
    return False
