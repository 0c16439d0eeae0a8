from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemLoader

from tests.conversation.events import chunk, text
from tests.render.fixtures import environment_of
from tests.render.replies import SESSION, page_of, reply_of, transcript_of, updates_of
from webchat.client import SessionStream
from webchat.render import SessionView
from webchat.resources import resource_folder

WEATHER = """{% extends "tools/_card.html" %}
{% block summary %}{{ call.arguments_json.city }}: {{ call.result_json.sky }}{% endblock %}"""


class CuriousLoader(DictLoader):
    """Keeps the names that were looked up."""

    def __init__(self, mapping: dict[str, str]) -> None:
        super().__init__(mapping)
        self.asked: list[str] = []

    def get_source(self, environment: Environment, template: str) -> object:  # type: ignore[override]  # it is passed on as it is
        self.asked.append(template)
        return super().get_source(environment, template)


def environment_with(loader: BaseLoader) -> Environment:
    files = FileSystemLoader(resource_folder("templates"))
    return environment_of(ChoiceLoader([loader, files]))


def call_of(name: str, result: object) -> list[SessionStream]:
    call = {"tool_call_id": "c", "tool_name": name, "args": []}
    told = {"tool_call_id": "c", "tool_name": name, "data": {"result": result}}
    return [
        chunk("a", ("add", "/tool_calls/0", call)),
        chunk("a", ("add", "/tool_calls/0/args/-", '{"city": ')),
        chunk("a", ("add", "/tool_calls/0/args/-", '"<Berlin>"}')),
        chunk("b", ("add", "/tool_call_results/0", told)),
        text("c", "So."),
    ]


def shown(environment: Environment, events: list[SessionStream]) -> str:
    """Show a reply as each of its moments leads to it; assert that they all agree."""
    updates = updates_of(reply_of(events))
    view = SessionView(environment, SESSION)
    list(view.advance(updates))
    whole = transcript_of(page_of(view))
    for count in range(1, len(updates)):
        early = SessionView(environment, SESSION)
        list(early.advance(updates[:count]))
        page = page_of(early)
        list(early.advance(updates[count:]))
        page.apply("".join(early.fragments_after(count)))
        assert transcript_of(page) == whole, f"after update {count}"
    return whole


@pytest.mark.parametrize("name", ["weather", "weather.now"])
def test_a_tool_may_have_a_template_of_its_own(name: str) -> None:
    environment = environment_with(DictLoader({f"tools/{name}.html": WEATHER}))

    html = shown(environment, call_of(name, {"sky": "clear & blue"}))

    assert "&lt;Berlin&gt;: clear &amp; blue" in html
    assert "Called" not in html
    assert "Arguments" in html


@pytest.mark.parametrize(
    "name", ["../replies/_reply", ".a", "..", "", "weather\n", "/weather", "wéather"]
)
def test_a_name_that_could_be_a_path_is_never_looked_up(name: str) -> None:
    loader = CuriousLoader({})

    html = shown(environment_with(loader), call_of(name, "fine"))

    assert {path for path in loader.asked if path.startswith("tools/")} == {"tools/_card.html"}
    assert "Called" in html


@pytest.mark.parametrize(
    "broken",
    ["{% if %}", '{% include "tools/missing.html" %}', "{{ call.name.no.such }}", "{{ 1 / 0 }}"],
)
def test_a_broken_template_leaves_the_usual_card(
    broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    environment = environment_with(DictLoader({"tools/weather.html": broken}))

    html = shown(environment, call_of("weather", "SECRET"))

    assert "Called" in html
    assert "SECRET" in html
    assert "-part-0: " in caplog.text
    assert "SECRET" not in caplog.text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ call.nmae.first }}", ": '.* object' has no attribute 'nmae'"),
        ("{{ who.name }}", ": 'who' is undefined"),
        ('{% include "tools/missing.html" %}', ": tools/missing.html"),
        ("{{ {}[call.result_json].name }}", ""),
        ("{% include call.result_json %}", ""),
        ("{{ {}.pop(call.result_json) }}", ""),
        ("{% if %}", ": Expected an expression, got 'end of statement block'"),
    ],
)
def test_the_log_tells_the_line_that_failed_and_nothing_that_was_said(
    line: str, told: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "tools/weather.html"
    file.parent.mkdir()
    file.write_text(f"first\n  {line}\nlast")

    shown(environment_with(FileSystemLoader(tmp_path)), call_of("weather", "SECRET"))

    place = re.escape(f" at {file}:2")
    assert re.search(rf"-part-0: \w+{place}(, .*:\d+)?: {re.escape(line)}{told}\n", caplog.text)
    assert "SECRET" not in caplog.text
