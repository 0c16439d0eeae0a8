"""The factory: everything of the site, put together."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from webchat.client import Flux0
from webchat.config import Settings, load_settings, unknown_variables, variable_of
from webchat.errors import ConfigurationError
from webchat.journal import Journal, Submissions, open_journal
from webchat.live import Hub, Logs, MemoryLogs
from webchat.live.log.redis_logs import RedisLogs
from webchat.live.orphans import Orphans
from webchat.look.look import look_of
from webchat.render import SessionView
from webchat.resources import resource_folder
from webchat.storage import database_of
from webchat.upstream import open_upstream
from webchat.web import (
    branding,
    drafts,
    earlier_turns,
    guests,
    health,
    languages,
    messages,
    origins,
    pages,
    policy,
    problem_pages,
    replies,
    session_list,
    session_names,
    sessions,
    socket,
    sources,
    styleguide,
    submissions,
    theme,
)
from webchat.web.access import Owners
from webchat.web.agents import Agents
from webchat.web.assets import prepared_assets
from webchat.web.secret_key import secret_key
from webchat.web.services import Services
from webchat.web.templates import check_templates, lay_over
from webchat.web.transport import WebSocketTransport

logger = logging.getLogger(__name__)

MAX_BYTES_A_CHARACTER = 12  # four bytes of UTF-8, each as %XX
MAX_OTHER_BYTES = 4_096


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Build the application.

    ``config`` holds settings by their field names and wins over the environment. Raises
    ConfigurationError if a setting is missing or cannot be used.
    """
    settings = load_settings(config)
    for name in unknown_variables():
        logger.warning("%s is no setting of webchat, and is ignored", name)
    look = look_of(settings)
    app = Flask("webchat", static_folder=None, template_folder=None)
    lay_over(app, resource_folder("templates"), settings.templates)
    app.secret_key = secret_key(settings)
    max_body_bytes = settings.message_limit_characters * MAX_BYTES_A_CHARACTER + MAX_OTHER_BYTES
    app.config.update(MAX_CONTENT_LENGTH=max_body_bytes, MAX_FORM_MEMORY_SIZE=max_body_bytes)

    Owners().init_app(app)
    Agents().init_app(app)
    setup = (
        drafts,
        languages,
        guests,
        origins,
        policy,
        problem_pages,
        session_list,
        session_names,
        socket,
        submissions,
        theme,
    )
    for module in setup:
        module.init_app(app)
    for module in (pages, sessions, messages, earlier_turns, sources, replies, theme, health):
        app.register_blueprint(module.bp)
    if settings.development:
        styleguide.init_app(app)
    Compress(app)
    files = resource_folder("static")
    assets = prepared_assets(files, settings.static, look.accent, look.logo)
    assets.init_app(app)
    branding.init_app(app, look, assets.url)
    check_templates(app, settings.templates)
    # Last, because they have to be closed: what is refused before leaves nothing behind.
    _services(app, settings).init_app(app)
    _wrap(app, settings)
    return app


def _services(app: Flask, settings: Settings) -> Services:
    upstream = open_upstream(settings)
    client = Flux0(
        upstream.url,
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.answer_timeout,
    )
    with database_of(settings) as database_url:
        database = open_journal(database_url)
    journal = Journal(database)

    def make_view(session_id: str, language: str, start: int) -> SessionView:
        return SessionView(languages.environment(app, language), session_id, start)

    hub = Hub(make_view, _logs(settings, journal), journal, settings.silence_timeout)
    starters = settings.starters or upstream.starters
    return Services(settings, client, hub, Submissions(database), upstream.interrupt, starters)


def _logs(settings: Settings, journal: Journal) -> Logs:
    if settings.redis_url is None:
        return MemoryLogs()
    try:
        return RedisLogs(settings.redis_url, Orphans(journal).keep)
    except ConfigurationError as error:
        raise ConfigurationError(f"{variable_of('redis_url')}, or REDIS_URL: {error}") from error


def _wrap(app: Flask, settings: Settings) -> None:
    hops = settings.trusted_proxies
    layer = WebSocketTransport(app.wsgi_app)
    app.wsgi_app = ProxyFix(layer, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # Flask's own way to add a layer
