"""What the log is told when something could not be rendered."""

from __future__ import annotations

import logging
import re
from traceback import FrameSummary, extract_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplatesNotFound

logger = logging.getLogger(__name__)

TEMPLATE_SUFFIX = ".html"
MISSING = re.compile(r"(?:'[\w. ]+' has no attribute )?'(\w+)'(?: is undefined)?")


def log_failure(part_id: str, error: Exception) -> None:
    """Log that rendering the part failed, and where: in which line of a template, if in one.

    Neither the message of the error nor its traceback is told where it may quote what was said.
    """
    frames = extract_tb(error.__traceback__)
    places = [frame for frame in frames if frame.filename.endswith(TEMPLATE_SUFFIX)][-1:]
    line = places[0].line or "" if places else ""
    # Where Jinja has found it is of no interest.
    if frames[-1] not in places and not isinstance(error, TemplateError):
        places.append(frames[-1])
    told = [f"{part_id}: {type(error).__name__} at {', '.join(map(_name, places or frames[-1:]))}"]
    if line:
        told.append(line)
    if _is_about_the_template(error, line):
        told.append(str(error.args[0]))
    logger.error("%s", ": ".join(told))


def _name(place: FrameSummary) -> str:
    return f"{place.filename}:{place.lineno}"


def _is_about_the_template(error: Exception, line: str) -> bool:
    """Tell whether the message names nothing but what stands in the template.

    What is missing may also be a key, or a name, that a model wrote.
    """
    match error:
        case TemplateSyntaxError():
            return True
        case TemplatesNotFound():
            return False
        case TemplateNotFound(name=name):
            return bool(name) and str(name) in line
        case UndefinedError(message=str(message)):
            missing = MISSING.fullmatch(message)
            return missing is not None and missing[1] in line
        case _:
            return False
