"""The style guide: every partial in every state, for who works on the look. Development only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Flask, abort, current_app, render_template
from flask_babel import gettext

from webchat.client import AgentDTO
from webchat.conversation import Change, Turn
from webchat.live import ListedSession
from webchat.render import TurnView
from webchat.web import languages
from webchat.web.problems import RUNNING
from webchat.web.samples import ended, growing_turns, told_turns
from webchat.web.session_list import drawn_beside

bp = Blueprint("styleguide", __name__)

SESSION_ID = "sample"
# What the one composer of a page can be shown as.
COMPOSERS = ("idle", "running", "refused", "editing", "near", "over")


def init_app(app: Flask) -> None:
    """Show the style guide on ``app``."""
    app.register_blueprint(bp)


@bp.get("/styleguide", defaults={"composer": COMPOSERS[0]})
@bp.get("/styleguide/<composer>")
def show(composer: str) -> str:
    """Show every partial, with the composer in one of its states."""
    if composer not in COMPOSERS:
        abort(404)
    turns = [(turn, ended(turn)) for turn in told_turns()]
    return render_template(
        "styleguide/show.html",
        composer=composer,
        composers=COMPOSERS,
        told="".join(_drawn(turn, changes) for turn, changes in turns),
        growing="".join(_drawn(turn, changes) for turn, changes in growing_turns()),
        agents=[_agent("Guide", "Shows what can be done"), _agent("Teapot", None)],
        refusal=gettext(RUNNING),
        session_list=drawn_beside(list(_sessions()), SESSION_ID),
    )


def _drawn(turn: Turn, changes: Iterable[Change]) -> str:
    environment = languages.environment(current_app, languages.current_language())
    view = TurnView(environment, SESSION_ID, turn, 0)
    for number, change in enumerate(changes, 1):
        for _ in view.add(number, change):
            pass
    return view.html()


def _sessions() -> Iterable[ListedSession]:
    now = datetime.now(UTC)
    titles = ["How to make tea", "A title that is so long that it does not fit", None, "مرحبا"]
    for days, title in enumerate(titles):
        identity = SESSION_ID if days == 0 else f"{SESSION_ID}{days}"
        yield ListedSession(identity, title, now - timedelta(days=days), is_running=days == 1)


def _agent(name: str, description: str | None) -> AgentDTO:
    return AgentDTO(name, name, "sample", description, datetime.now(UTC))
