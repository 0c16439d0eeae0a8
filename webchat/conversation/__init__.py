"""Conversations as pure values: what upstream sends, folded into replies, turns and transcripts.

The law of this folder: no input or output, no clock, no threads. Streamed events and stored
events fold into the same Reply, so that a page drawn while the agent writes and one drawn
afterwards agree.
"""

from webchat.conversation.changes import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    ReplyState,
    StatusChanged,
    TextAdded,
)
from webchat.conversation.encoded import (
    decode_change,
    decode_part,
    decode_turn,
    decode_update,
    encode_change,
    encode_part,
    encode_turn,
    encode_update,
)
from webchat.conversation.merged import completed, merge
from webchat.conversation.parts import (
    Part,
    TextPart,
    ToolCallPart,
    UnknownPart,
    answer_in,
    copy_of,
    is_answer,
)
from webchat.conversation.problems import parted
from webchat.conversation.replayed import replayed
from webchat.conversation.reply import Reply
from webchat.conversation.stored import conclude, fold_stored, is_user_message
from webchat.conversation.streamed import StreamedFold
from webchat.conversation.transcript import (
    Transcript,
    Turn,
    UserMessage,
    message_of,
)
from webchat.conversation.updates import TurnNamed, TurnStarted, Update
from webchat.conversation.windows import weight_of, window_before, window_from

__all__ = [
    "Change",
    "Ended",
    "Part",
    "PartChanged",
    "PartStarted",
    "PartTimed",
    "Replaced",
    "Reply",
    "ReplyState",
    "StatusChanged",
    "StreamedFold",
    "TextAdded",
    "TextPart",
    "ToolCallPart",
    "Transcript",
    "Turn",
    "TurnNamed",
    "TurnStarted",
    "UnknownPart",
    "Update",
    "UserMessage",
    "answer_in",
    "completed",
    "conclude",
    "copy_of",
    "decode_change",
    "decode_part",
    "decode_turn",
    "decode_update",
    "encode_change",
    "encode_part",
    "encode_turn",
    "encode_update",
    "fold_stored",
    "is_answer",
    "is_user_message",
    "merge",
    "message_of",
    "parted",
    "replayed",
    "weight_of",
    "window_before",
    "window_from",
]
