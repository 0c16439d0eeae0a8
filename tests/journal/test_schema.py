from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from webchat.conversation import Reply, Turn
from webchat.errors import ConfigurationError
from webchat.journal import Journal, open_journal
from webchat.journal.schema import MIGRATIONS, upgrade
from webchat.journal.tables import metadata

VERSION_TABLE = "webchat_journal_version"


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    return ScriptDirectory.from_config(config)


def test_an_empty_database_gets_the_tables_and_the_newest_version(engine: Engine) -> None:
    assert set(inspect(engine).get_table_names()) == {
        "webchat_replies",
        "webchat_submissions",
        VERSION_TABLE,
    }
    with engine.connect() as connection:
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))
        assert version.scalar_one() == scripts().get_current_head()


def test_the_migrations_make_the_tables_that_the_code_reads(engine: Engine) -> None:
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_a_repeated_upgrade_keeps_what_is_there(engine: Engine, database_url: str) -> None:
    Journal(engine, "one").begin("s1", Turn("c1", None, Reply()))

    upgrade(engine)
    again = open_journal(database_url)

    assert list(Journal(again).replies("s1")) == ["c1"]
    again.dispose()


def test_the_tables_of_others_are_left_alone(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE webchat_replies"))
        connection.execute(text("DROP TABLE webchat_submissions"))
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('theirs')"))

    upgrade(engine)

    assert "webchat_replies" in inspect(engine).get_table_names()
    with engine.connect() as connection:
        theirs = connection.execute(text("SELECT version_num FROM alembic_version"))
        assert theirs.scalar_one() == "theirs"


def test_a_database_of_a_newer_version_is_refused(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = 'ffff'"))

    with pytest.raises(ConfigurationError, match="newer version"):
        open_journal(database_url)


def test_a_migration_that_fails_leaves_no_half_of_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE webchat_replies"))
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))

    with pytest.raises(DatabaseError, match="webchat_submissions.* already exists"):
        upgrade(engine)

    assert inspect(engine).get_table_names() == ["webchat_submissions"]


def test_a_database_that_cannot_be_used_is_refused_without_its_password() -> None:
    with pytest.raises(ConfigurationError, match="does not answer") as refused:
        open_journal("postgres://user:hush@127.0.0.1:1/x")

    assert "hush" not in str(refused.value)
