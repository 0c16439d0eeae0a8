"""The body of an answer, as its bytes arrive."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

import requests
from urllib3.exceptions import HTTPError

from webchat.errors import MalformedAnswerError, NoAnswerError

PIECE_BYTES = 65_536
ANSWER_LIMIT_BYTES = 256 * 2**20


def arriving(response: requests.Response) -> Iterator[bytes]:
    """Yield what has arrived, as soon as it has, decoded by its content encoding.

    Raises urllib3's HTTPError where the connection breaks or stalls. ``iter_content`` would do
    for neither kind of body: it holds back what is not chunked until its buffer is full.
    """
    while piece := response.raw.read1(PIECE_BYTES, decode_content=True):
        yield piece
        # Under gevent a read that need not wait gives way to nobody.
        time.sleep(0)


def whole_body(response: requests.Response, request: str, seconds: float) -> bytes:
    """Read a body to its end, within ``seconds``, and leave it in ``response`` too.

    Raises NoAnswerError if it breaks or takes longer, MalformedAnswerError beyond 256 MiB.
    """
    deadline = time.monotonic() + seconds
    body = bytearray()
    try:
        for piece in arriving(response):
            body += piece
            if len(body) > ANSWER_LIMIT_BYTES:
                raise MalformedAnswerError(
                    f"the answer is larger than {ANSWER_LIMIT_BYTES} bytes", request=request
                )
            if time.monotonic() > deadline:
                raise NoAnswerError(f"no whole answer within {seconds:g} s", request=request)
    except HTTPError as error:
        raise NoAnswerError("the connection broke within the answer", request=request) from error
    finally:
        response.close()
    response.raw = BytesIO(body)
    return bytes(body)
