"""Make the tables of replies and submissions."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "webchat_replies",
        Column("session_id", Text, primary_key=True),
        Column("correlation_id", Text, primary_key=True),
        Column("owner", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("turn", Text, nullable=False),
        Column("created_at", Double, nullable=False),
        Column("renewed_at", Double, nullable=False),
    )
    op.create_table(
        "webchat_submissions",
        Column("scope", Text, primary_key=True),
        Column("submission_id", Text, primary_key=True),
        Column("session_id", Text),
        Column("state", Text, nullable=False),
        Column("created_at", Double, nullable=False),
    )


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("webchat_submissions")
    op.drop_table("webchat_replies")
