from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream

DIRECTION = "element => getComputedStyle(element).direction"

Device = Callable[..., Chat]


@pytest.fixture
def device(browser: Browser, scripted_site: Site) -> Iterator[Device]:
    """Makes a device whose browser wants a language; one of ``owner`` is the same guest's."""
    with ExitStack() as devices:

        def make(locale: str, owner: Chat | None = None) -> Chat:
            cookies = owner.page.context.storage_state() if owner else None
            context = browser.new_context(locale=locale, storage_state=cookies)
            devices.callback(context.close)
            chat = Chat(context.new_page(), scripted_site.url)
            behaviour = well_behaved(chat)
            devices.callback(next, behaviour, None)
            return next(behaviour)

        yield make


def test_two_devices_follow_one_reply_each_in_its_language(
    device: Device, scripted: ScriptedUpstream
) -> None:
    german = device("de-AT")
    german.start("Hallo")
    reply = scripted.next_reply()
    arabic = device("ar-EG", german)
    arabic.page.goto(german.page.url)
    arabic.expect_connected()

    reply.status("processing")
    expect(german.reply).to_contain_text("Denkt nach")
    expect(arabic.reply).to_contain_text("يفكّر")
    reply.say("Yes")
    reply.status("error", detail="No tea left")
    reply.end()

    expect(german.reply).to_contain_text("Beim Agenten ist ein Fehler aufgetreten. No tea left.")
    expect(german.reply).to_contain_text("Was angekommen ist, bleibt erhalten.")
    expect(arabic.reply).to_contain_text("واجه الوكيل خطأً. No tea left.")
    expect(german.page.get_by_role("button", name="Noch einmal fragen")).to_be_visible()
    for chat in (german, arabic):
        watched = chat.html()
        chat.reload()
        assert chat.html() == watched


def test_what_a_script_says_is_told_in_the_language_of_the_page(
    device: Device, scripted: ScriptedUpstream
) -> None:
    chat = device("es")
    chat.start("Hola")
    scripted.next_reply().end()
    chat.page.route("**/messages", lambda route: route.fulfill(status=418))

    chat.send("¿Otra vez?")

    expect(chat.notice).to_have_text(
        "No se pudo enviar el mensaje: no llegó respuesta. Tu texto se ha conservado; "
        "inténtalo de nuevo."
    )


def test_a_page_in_arabic_runs_from_right_to_left_and_code_does_not(
    device: Device, scripted: ScriptedUpstream
) -> None:
    chat = device("ar")
    chat.start("مرحبًا")
    reply = scripted.next_reply()
    reply.say("هكذا:\n\n```python\nprint('hi')\n```\n")
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")

    assert chat.page.locator("html").get_attribute("dir") == "rtl"
    assert chat.field.evaluate(DIRECTION) == "rtl"
    assert chat.reply.locator("p").first.evaluate(DIRECTION) == "rtl"
    assert chat.reply.locator("pre").evaluate(DIRECTION) == "ltr"
    chat.field.fill("Hello")
    assert chat.field.evaluate(DIRECTION) == "ltr"
