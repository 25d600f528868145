"""Whether the page behind a link of ours opens for a person: nobody is led to a page that refuses them.

Most pages that the figures and the mend list lead to are for all the staff; the others stand here by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from accounts.models import Service, User
from accounts.permissions import STAFF, refusal_without_role
from audit import permissions as history
from channels import permissions as channels
from policies import permissions as policies

REFUSALS: dict[str, Callable[[User, Service], str]] = {
    "audit:history": history.refusal_to_read,
    "channels:connect": channels.refusal_to_manage,
    "policies:reading_people": policies.refusal_to_see_readings,
}


def refusal_to_open(user: User, service: Service, url: str) -> str:
    """ "" or who can, in a sentence. Links are for the staff; who only looks is led nowhere."""
    if refusal := refusal_without_role(user, service, *STAFF, to_do="open this"):
        return refusal
    page = _page_at(url)
    if not page:
        return "That page is there no longer."
    refuses = REFUSALS.get(page)
    return refuses(user, service) if refuses else ""


def comment_at(url: str) -> int | None:
    """The comment whose page this is; None where it is another page."""
    return resolve(urlsplit(url).path).kwargs["comment_id"] if url and _page_at(url) == "inbox:comment" else None


def _page_at(url: str) -> str:
    return _page(re.sub(r"\d+", "0", urlsplit(url).path))


@lru_cache(maxsize=2048)
def _page(path: str) -> str:
    """The name of the page at an address, "" where none is: a stored report keeps addresses for years. Looked up once
    for all the rows of a service, however many there are."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
