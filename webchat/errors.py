"""Every exception of webchat, in one tree.

::

    WebchatError
    ├── ConfigurationError            a setting is missing or wrong
    ├── SessionsAPIError              the upstream did not do what was asked
    │   ├── APIError                  it answered with 4xx or 5xx
    │   │   └── HTTPValidationError   it answered with 422 and says what is wrong
    │   ├── UnreachableError          no connection: refused, no such host, time-out
    │   ├── NoAnswerError             connected, but no answer came in time
    │   ├── MalformedAnswerError      an answer that is not what the API promises
    │   └── StreamError               an event stream ended badly
    │       ├── StreamCutError        it broke off in the middle
    │       ├── StreamStalledError    it was silent for longer than the read time-out
    │       └── StreamMalformedError  it sent what is not an event
    ├── NoAgentError                  the sessions API has no agent to talk to
    ├── AgentGoneError                it has others, but not the one that was chosen
    ├── PatchError                    a JSON Patch that fits no document
    ├── DecodingError                 what another process wrote is not what is expected
    ├── JournalError                  the journal could not be read or written
    ├── MessageError                  a person's message cannot be sent
    │   ├── MessageEmptyError         there is nothing in it
    │   └── MessageTooLongError       it has more characters than are allowed
    ├── SubmissionError               a message is not sent again beside the first time
    │   ├── SubmissionPendingError    it is still being sent
    │   └── SubmissionFailedError     it could not be sent
    └── ReplyError                    a reply cannot be started
        ├── ReplyRunningError         another one is running in the same session
        ├── LogUnavailableError       it cannot be told whether one is running
        └── LeavingError              this process is about to end

A SessionsAPIError names the request that failed, never its body: message texts stay out of logs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests


class WebchatError(Exception):
    """The base of all exceptions that webchat raises."""


class ConfigurationError(WebchatError):
    """A setting is missing or has a value that cannot be used."""


class SessionsAPIError(WebchatError):
    """The sessions API did not do what was asked.

    ``request`` is the method and path of the request, or the empty string.
    """

    def __init__(self, message: str, *, request: str = "") -> None:
        super().__init__(f"{request}: {message}" if request else message)
        self.message = message
        self.request = request


class APIError(SessionsAPIError):
    """The sessions API answered with an error status.

    ``status_code`` is the HTTP status, ``body`` the answer as text, ``raw_response`` the
    response itself.
    """

    def __init__(
        self,
        message: str,
        status_code: int,
        body: str,
        raw_response: requests.Response,
        *,
        request: str = "",
    ) -> None:
        super().__init__(message, request=request)
        self.status_code = status_code
        self.body = body
        self.raw_response = raw_response

    def __str__(self) -> str:
        return f"{self.request}: {self.status_code} {self.message}".removeprefix(": ")


class HTTPValidationError(APIError):
    """The sessions API refused the parameters (422); ``detail`` lists what is wrong with each."""

    detail: list[dict[str, Any]]

    def __init__(self, *args: Any, detail: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detail = detail


class UnreachableError(SessionsAPIError):
    """No connection to the sessions API could be made; the request was not received."""


class NoAnswerError(SessionsAPIError):
    """The connection broke or timed out before an answer; the request may have been received."""


class MalformedAnswerError(SessionsAPIError):
    """The answer is not JSON, or not of the documented shape."""


class StreamError(SessionsAPIError):
    """An event stream ended badly; what it had given before is valid."""


class StreamCutError(StreamError):
    """The connection broke in the middle of the stream."""


class StreamStalledError(StreamError):
    """Nothing came for longer than the read time-out."""


class StreamMalformedError(StreamError):
    """The stream sent what cannot be read as an event."""


class NoAgentError(WebchatError):
    """The sessions API has no agent to talk to."""


class AgentGoneError(WebchatError):
    """The sessions API has no such agent as was chosen; it may have others."""


class PatchError(WebchatError):
    """A JSON Patch operation fits no place in its document."""


class DecodingError(WebchatError):
    """What another process wrote is not the form of a ``noun``; it is not repeated."""

    def __init__(self, noun: str) -> None:
        super().__init__(f"this is not the form of a {noun}")
        self.noun = noun


class JournalError(WebchatError):
    """The journal could not be read or written; what was to be kept goes on without it."""


class MessageError(WebchatError):
    """A person's message cannot be sent."""


class MessageEmptyError(MessageError):
    """There is nothing in the message."""


class MessageTooLongError(MessageError):
    """The message has ``length`` characters, where ``limit`` are allowed."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} characters, of which {limit} are allowed")
        self.length = length
        self.limit = limit


class SubmissionError(WebchatError):
    """A message is not sent again beside the first time."""


class SubmissionPendingError(SubmissionError):
    """The same message is still being sent; whoever sends it has not said what became of it."""


class SubmissionFailedError(SubmissionError):
    """The same message could not be sent; upstream may have it all the same."""


class ReplyError(WebchatError):
    """A reply cannot be started."""


class ReplyRunningError(ReplyError):
    """Another reply is running in the same session; upstream would kill one of the two."""


class LogUnavailableError(ReplyError):
    """The log that processes share cannot be reached: whether a reply is running is not known."""


class LeavingError(ReplyError):
    """The process is about to end and starts no more replies."""
