"""HTML of what is said: turns, replies, parts, and the frames that keep a page up to date.

The law of this folder: values in, HTML out. It knows Jinja, but neither Flask nor sockets. A
turn drawn for a page and one that was put together by frames are the same HTML, because both come
from the same partials and the same ids; on a page its code is numbered besides.
"""

from webchat.render.environments import Environments
from webchat.render.ids import dom_id, listed_id
from webchat.render.numbered_code import code_numbered, with_numbers
from webchat.render.reply_problems import told
from webchat.render.session_view import SessionView
from webchat.render.turn_view import TurnView

__all__ = [
    "Environments",
    "SessionView",
    "TurnView",
    "code_numbered",
    "dom_id",
    "listed_id",
    "told",
    "with_numbers",
]
