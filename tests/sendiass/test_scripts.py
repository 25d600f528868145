"""What the scripts add, on the gallery in headless Chromium. Everything else about pages works without them."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import path
from playwright.sync_api import Page

from sendiass.gallery import gallery

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]
urlpatterns = [
    path("components/", gallery, name="gallery"),
    path("elsewhere/", lambda request: HttpResponse("<title>Elsewhere</title>"), name="elsewhere"),
]
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
MARKS = "[...document.querySelectorAll('[data-marks] mark')].map(mark => mark.textContent)"
CHOSEN = "document.querySelector('.class-choice__input:checked').value"


@pytest.fixture
def page(browser, live_server, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("ServiceMiddleware")]
    page = browser.new_page()
    page.goto(f"{live_server.url}/components/")
    yield page
    page.close(run_before_unload=False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_component_breaks_an_accessibility_rule(page: Page, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AXE.read_text())
    # preload off: it would fetch each @import of the development style sheet relative to the page
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_summary_of_errors_takes_the_focus(page: Page):
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.title().startswith("Error: ")


def test_marks_move_along_with_their_words_and_go_when_these_are_touched(page: Page):
    assert page.evaluate(MARKS) == ["We at the council", "07700 900142", "special needs children"]
    page.locator("#id_text").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("😀 Hello. ")
    assert page.evaluate(MARKS) == ["We at the council", "07700 900142", "special needs children"]
    page.keyboard.press("ArrowRight")
    page.keyboard.type("x")
    assert page.evaluate(MARKS) == ["07700 900142", "special needs children"]


def test_marks_of_a_check_count_characters_as_the_server_does(page: Page):
    page.locator("#id_text").fill("😀 one two")
    page.evaluate("""() => {
        const source = document.createElement("div");
        source.dataset.marksFor = "id_text";
        source.dataset.spans = '[[2, 5, "warn"], [6, 9, "block"]]';
        document.body.append(source);
        document.dispatchEvent(new CustomEvent("htmx:afterSettle"));
    }""")
    assert page.evaluate(MARKS) == ["one", "two"]


def test_single_keys_choose_a_class_but_not_while_typing_or_when_switched_off(page: Page):
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("3")
    assert page.evaluate(CHOSEN) == "troll"
    page.locator("#id_text").focus()
    page.keyboard.press("2")
    assert page.evaluate(CHOSEN) == "troll"
    page.get_by_role("button", name="Turn single-key shortcuts off").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    assert page.evaluate(CHOSEN) == "troll"


def test_text_that_was_not_saved_is_offered_back(page: Page, live_server):
    page.locator("#id_text").fill("Half a thought")
    page.wait_for_timeout(600)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/elsewhere/")
    page.goto(f"{live_server.url}/components/")
    page.get_by_role("button", name="Put it back").click()
    assert page.locator("#id_text").input_value() == "Half a thought"


def test_leaving_with_unsaved_text_asks_first(page: Page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_text").click()
    page.keyboard.type("more")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_grave_act_asks_in_a_dialog_and_escape_leaves_it(page: Page):
    link = page.get_by_role("link", name="Remove it (asks first)")
    link.click()
    dialog = page.get_by_role("dialog", name="Remove “Drop-in at Harbour Library” from 3 channels?")
    dialog.wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")


def test_a_clock_goes_on(page: Page, live_server):
    page.clock.install()
    page.goto(f"{live_server.url}/components/")
    assert page.locator("[data-clock-figure]").first.inner_text() == "47 min"
    page.clock.run_for(5 * 60_000)
    assert page.locator("[data-clock-figure]").first.inner_text() in {"51 min", "52 min"}
    assert page.locator("[data-clock-left]").first.inner_text() in {"9 minutes left", "8 minutes left"}
