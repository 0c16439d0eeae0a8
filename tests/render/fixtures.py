from __future__ import annotations

import pytest
from jinja2 import Environment, FileSystemLoader

from webchat.resources import resource_folder


@pytest.fixture(scope="session")
def environment() -> Environment:
    return Environment(loader=FileSystemLoader(resource_folder("templates")), autoescape=True)
