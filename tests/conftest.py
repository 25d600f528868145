"""Named people, and what every test may ask for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest
from django.db import connection
from hypothesis import settings

from accounts.models import Role, Service, User
from tests import services
from tests.factories.accounts import ServiceFactory, member

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A shared build tries the same cases each time and has no deadline; at a desk each run looks further.
settings.register_profile("shared", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("desk", deadline=None, print_blob=True)
settings.load_profile("shared" if os.environ.get("CI") else "desk")


@pytest.fixture
def service(db) -> Service:
    return ServiceFactory(name="Northshire SENDIASS", slug="northshire")


@pytest.fixture
def other_service(db) -> Service:
    return ServiceFactory(name="Southmere SENDIASS", slug="southmere")


@pytest.fixture
def coordinator(service: Service) -> User:
    return member(service, Role.COORDINATOR, name="Priya Nair", email="priya@northshire-sendiass.example")


@pytest.fixture
def author(coordinator: User) -> User:
    return coordinator


@pytest.fixture
def approver(service: Service) -> User:
    return member(service, Role.LINE_MANAGER, name="Tom Ashworth", email="tom@northshire-sendiass.example")


@pytest.fixture
def manager(service: Service) -> User:
    return member(service, Role.SERVICE_MANAGER, name="Helen Okafor", email="helen@northshire-sendiass.example")


@pytest.fixture
def safeguarding_lead(service: Service) -> User:
    return member(service, Role.SAFEGUARDING_LEAD, name="Ruth Bellamy", email="ruth@northshire-sendiass.example")


@pytest.fixture
def viewer(service: Service) -> User:
    return member(service, Role.VIEWER, name="Steering group", email="viewer@northshire-sendiass.example")


@pytest.fixture
def outsider(other_service: Service) -> User:
    """Holds every role, but in another service."""
    return member(other_service, *Role, name="Owen Price", email="owen@southmere-sendiass.example")


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a database: the rest says on PostgreSQL what it said on SQLite, and is run once."""
    for item in items:
        if item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


def leave_out(reason: str) -> NoReturn:
    """Skip a test for a part that this machine has not; under CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def from_environment(variable: str, start: Callable[[], contextlib.AbstractContextManager[str]]) -> Iterator[str]:
    """What scripts/test-services started, or a server of our own when pytest was called alone."""
    if url := os.environ.get(variable):
        yield url
        return
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(start())
        except services.Missing as error:
            leave_out(str(error))
        yield url


@pytest.fixture(autouse=True)
def postgres_where_asked(request: pytest.FixtureRequest) -> None:
    """Tests marked `postgres` run when Django's own database is one."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        leave_out("Needs PostgreSQL as Django's database: make test, or set DATABASE_URL.")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server on which a test may make databases."""
    yield from from_environment("TEST_POSTGRES_URL", services.postgres)


@pytest.fixture
def fresh_postgres(postgres_server: str) -> Iterator[str]:
    """DATABASE_URL of an empty database, for processes that a test starts itself. It is dropped afterwards."""
    with services.postgres_database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """The address of a Redis server that the tests share."""
    yield from from_environment("TEST_REDIS_URL", services.redis)


@pytest.fixture
def fresh_redis(redis_server: str) -> Iterator[str]:
    """CELERY_BROKER_URL of an empty Redis that is this test's alone."""
    with services.redis() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium."""
    try:
        return services.chromium_program()
    except services.Missing as error:
        leave_out(str(error))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one browser of all tests: Playwright runs once in a thread."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django refuses its database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=services.CHROMIUM_FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
