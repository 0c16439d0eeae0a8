"""The style guide: every partial in every state, for who works on the look. Development only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Flask, abort, current_app, render_template, url_for
from flask_babel import gettext
from markupsafe import Markup

from webchat.client import AgentDTO
from webchat.conversation import Change, Turn
from webchat.live import ListedSession
from webchat.render import TurnView
from webchat.web import languages
from webchat.web.problem_pages import NOT_SENT, PAGES, START_AGAIN
from webchat.web.problems import BROKEN, RUNNING
from webchat.web.samples import ended, growing_turns, told_turns
from webchat.web.session_list import drawn_beside

bp = Blueprint("styleguide", __name__)

SESSION_ID = "sample"
# What the one composer of a page can be shown as.
COMPOSERS = ("idle", "running", "refused", "editing", "near", "over", "followed", "unfollowed")
# Those of a reply in progress, on a page without a script.
WITHOUT_SCRIPT = ("followed", "unfollowed")
# A page that tells a problem is no part of another: alone, and with a text that comes back.
PROBLEM_PAGES = ("problem", "kept")


def init_app(app: Flask) -> None:
    """Show the style guide on ``app``."""
    app.jinja_env.filters["left_by_script"] = left_by_script
    app.register_blueprint(bp)


@bp.get("/styleguide", defaults={"composer": COMPOSERS[0]})
@bp.get("/styleguide/<composer>")
def show(composer: str) -> str:
    """Show every partial, with the composer in one of its states; or a page of a problem."""
    if composer in PROBLEM_PAGES:
        return _problem_page(is_text_kept=composer == "kept")
    if composer not in COMPOSERS:
        abort(404)
    turns = [(turn, ended(turn)) for turn in told_turns()]
    return render_template(
        "styleguide/show.html",
        composer=composer,
        composers=COMPOSERS,
        is_without_script=composer in WITHOUT_SCRIPT,
        problem_pages=PROBLEM_PAGES,
        told="".join(_drawn(turn, changes) for turn, changes in turns),
        growing="".join(_drawn(turn, changes) for turn, changes in growing_turns()),
        agents=[_agent("Guide", "Shows what can be done"), _agent("Teapot", None)],
        refusal=gettext(RUNNING),
        session_list=drawn_beside(list(_sessions()), SESSION_ID),
    )


def left_by_script(html: str, changes: Mapping[str, str]) -> Markup:
    """Give a partial as a script leaves it, with each key of ``changes`` made its value.

    Raises ValueError for a key that is not there: no script finds it either.
    """
    for before, after in changes.items():
        if before not in html:
            raise ValueError(f"there is no {before!r} in {str(html)!r}")
        html = str(html).replace(before, after)
    return Markup(html)  # noqa: S704  # a partial of ours, and words of the style guide's


def _problem_page(*, is_text_kept: bool) -> str:
    title, problem = (NOT_SENT, BROKEN) if is_text_kept else PAGES[404]
    return render_template(
        "problems/page.html",
        title=gettext(title),
        problem=gettext(problem),
        address=url_for("pages.home"),
        words=gettext(START_AGAIN),
        action=url_for("styleguide.show"),
        content="How is tea made?" if is_text_kept else None,
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
