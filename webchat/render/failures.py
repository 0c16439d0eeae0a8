"""What the log is told when something could not be rendered."""

from __future__ import annotations

import logging
from traceback import extract_tb

logger = logging.getLogger(__name__)


def log_failure(part_id: str, error: Exception) -> None:
    """Log that rendering the part failed, and where.

    Neither the message of the error nor its traceback is told: both may quote what was said.
    """
    place = extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    logger.error("%s: %s at %s:%s", part_id, kind, place.filename, place.lineno)
