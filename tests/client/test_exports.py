from __future__ import annotations

import webchat.client
from webchat import errors


def test_all_that_is_named_can_be_imported() -> None:
    assert [name for name in webchat.client.__all__ if not hasattr(webchat.client, name)] == []


def test_every_error_of_the_sessions_api_is_exported() -> None:
    named = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.SessionsAPIError)
    }
    assert named <= set(webchat.client.__all__)
