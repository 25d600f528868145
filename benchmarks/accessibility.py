"""Axe over every page of the table of addresses, in light and dark, at 1280 and 390 px (DESIGN 12).

Lists and the like are those of the demo's service, as full as a month makes them; pages of one row are those of a
service beside it that has one of everything, so that each address of the table leads somewhere. Each is opened as
somebody who may; files and parts of pages are left out. The look is that of the tests.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.installation import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLUG = "northshire"
LIKES = ("service_manager", "coordinator", "line_manager", "safeguarding_lead", "viewer")
"""Whose page it is, the first of these who may open it."""
OPEN = ("/accounts/login/", f"/{SLUG}/house-rules/", f"/sandbox/{SLUG}/", "/l/h7kqx9")


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="sendiass-axe-") as folder:
        os.environ |= {"VAR_DIR": folder, "DEMO": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        return list(_rows())


def _rows() -> Iterator[Row]:
    from django.core.management import call_command
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    from tests import services
    from tests.journeys.conftest import EVERY_LOOK

    call_command("migrate", verbosity=0)
    call_command("make_demo", stdout=open(os.devnull, "w"))  # noqa: SIM115
    pages = addresses()
    server = LiveServer("localhost")
    try:
        with sync_playwright() as playwright:
            program = services.chromium_program()
            browser = playwright.chromium.launch(executable_path=program, args=services.CHROMIUM_FLAGS)
            found, stopped = looked_at(browser, server.url, pages)
            browser.close()
    finally:
        server.stop()
    what = f"{len(pages)} pages in {len(EVERY_LOOK)} looks each (light and dark, 1280 and 390 px)"
    rules = ", ".join(f"{rule} {number}" for rule, number in found.most_common())
    yield (
        f"accessibility: axe over {what}",
        f"{found.total()} violations{f' ({rules})' if rules else ''}",
        "no violation",
        not found,
    )
    yield ("security: scripts or styles that the content policy stopped on them", str(stopped), "0", not stopped)


def addresses() -> list[tuple[str, Any]]:
    """Address and person, of each page; of a page that anybody may open, nobody."""
    from django.test import Client

    from accounts.models import RoleHeld, User
    from tests.factories.accounts import ServiceFactory, member
    from tests.roles_world import build
    from tests.test_roles import ROWS, address

    demo = {}
    for held in RoleHeld.objects.filter(membership__service__slug=SLUG, membership__ended_at=None):
        demo.setdefault(held.role, held.membership.user)
    service = ServiceFactory(name="Eastmere SENDIASS", slug="eastmere")
    beside = {role: member(service, role) for role in LIKES}
    world = build(service, beside["service_manager"])
    pages: list[tuple[str, User | None]] = [(one, None) for one in OPEN]
    for row in ROWS:
        if row.method == "get":
            people = beside if row.args else demo
            person = next(people[role] for role in LIKES if role in row.may)
            pages.append((address(row, world, None if row.args else SLUG), person))
    clients = {None: Client()} | {person: Client() for person in (*demo.values(), *beside.values())}
    for person, client in clients.items():
        if person:
            client.force_login(person)
    return [(at, person) for at, person in dict.fromkeys(pages) if is_page(clients[person], at)]


def is_page(client: Any, address: str) -> bool:
    """Not a file, not a part of a page. Raises RuntimeError for one that does not open."""
    answer = client.get(address)
    if answer.status_code not in (200, 204, 302, 409, 422) and not address.startswith("/l/"):
        raise RuntimeError(f"{address} answered {answer.status_code}")
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not answer.streaming and b"<main" in answer.content


def looked_at(browser: Browser, url: str, pages: list[tuple[str, Any]]) -> tuple[Counter[str], int]:
    """How often each rule of axe was broken, and how much the content security policy stopped."""
    from django.conf import settings
    from django.test import Client

    from tests.journeys.conftest import EVERY_LOOK, axe, contexts_of

    found: Counter[str] = Counter()
    stopped = 0
    for person in dict.fromkeys(person for _, person in pages):
        try:
            with contexts_of(browser, url) as make:
                context = make()
                if person:
                    client = Client()
                    client.force_login(person)
                    name = settings.SESSION_COOKIE_NAME
                    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
                page = context.new_page()
                for address in (address for address, whose in pages if whose == person):
                    page.goto(address)
                    for scheme, size in EVERY_LOOK:
                        page.emulate_media(color_scheme=scheme)
                        page.set_viewport_size(size)
                        for violation in axe(page):
                            found[violation.rule] += 1
                            print(f"{address}, {scheme}, {size['width']} px: {violation}", flush=True)
        except AssertionError as problems:
            print(problems, flush=True)
            stopped += len(str(problems).splitlines())
    return found, stopped


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
