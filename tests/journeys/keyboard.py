"""A person without a mouse: every control is reached by Tab in few steps, and shows that it has the focus."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

MOST_KEYS = 16  # a dozen Tabs, and those over two skip links

# The key that brings a person nearer to a control: a skip link that leads to a place before it is taken.
NEARER = """target => {
    const here = document.activeElement, follows = Node.DOCUMENT_POSITION_FOLLOWING;
    if (here === target) return "";
    if (here.matches(".skip-link")) {
        const place = document.querySelector(here.hash);
        if (place.contains(target) || place.compareDocumentPosition(target) & follows) return "Enter";
    }
    return here === document.body || here.compareDocumentPosition(target) & follows ? "Tab" : "Shift+Tab";
}"""


def reach(page: Page, target: Locator, most: int = MOST_KEYS) -> None:
    """Tab to the control, forwards or backwards, in so many keys; from a page's beginning over its skip links."""
    expect(target).to_be_visible()
    way = []
    while key := target.evaluate(NEARER):
        assert len(way) < most, f"{target} on {page.url} is more than {most} keys away: {way}"
        page.keyboard.press(key)
        way.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
    shows_the_focus(target)


def shows_the_focus(target: Locator) -> None:
    """It has the focus, in sight, with a line around it of two pixels or more."""
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    expect(target).not_to_have_css("outline-style", "none")
    expect(target).to_have_css("outline-width", re.compile(r"^([2-9]|\d\d)"))


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)


def follow(page: Page, target: Locator, most: int = MOST_KEYS) -> None:
    """Press what leads to another page, and be there."""
    reach(page, target, most)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page: Page, target: Locator, name: str) -> None:
    """The first letters of an option choose it."""
    reach(page, target)
    page.keyboard.type(name)
