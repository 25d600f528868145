"""Connecting a Facebook page: Facebook's own sign-in, then a choice of pages; or a page's token, pasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings

from channels.networks.base import Account, NetworkError, Refused, SignedOut
from channels.networks.facebook.graph import Graph
from channels.networks.signing_in import Begun, Connected, Field

SCOPES = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_manage_metadata",
    "pages_read_engagement",
    "pages_read_user_content",
    "pages_messaging",
    "read_insights",
)
MOST_PAGES = 50


class FacebookSignIn:
    fields: tuple[Field, ...] = ()
    pasted = (
        Field(name="page_id", label="Number of the page", hint="On Facebook under “About”, “Page transparency”."),
        Field(
            name="token",
            label="Page access token",
            hint="Made in Facebook’s tools for developers, for this page and with all permissions for pages.",
            is_secret=True,
        ),
    )
    has_own_page = True

    def refusal(self) -> str:
        if settings.FACEBOOK_APP_ID and settings.FACEBOOK_APP_SECRET:
            return ""
        return "Facebook’s sign-in is not set up on this server. Paste a page’s token instead."

    def begin(self, typed: Mapping[str, str], *, state: str, redirect_uri: str) -> Begun:
        self._refuse_without_keys()
        asked = {
            "client_id": settings.FACEBOOK_APP_ID,
            "redirect_uri": redirect_uri,
            "state": state,
            "response_type": "code",
            "scope": ",".join(SCOPES),
        }
        return Begun(url=f"{dialog_url()}?{urlencode(asked)}", kept={})

    def finish(self, returned: Mapping[str, str], kept: Mapping[str, Any], *, redirect_uri: str) -> Sequence[Connected]:
        self._refuse_without_keys()
        if not (code := returned.get("code")):
            raise Refused("Facebook was not allowed to connect the page. Start again, and agree to what it asks.")
        keys = {"client_id": settings.FACEBOOK_APP_ID, "client_secret": settings.FACEBOOK_APP_SECRET}
        graph = Graph()
        short = graph.get("/oauth/access_token", **keys, redirect_uri=redirect_uri, code=code)
        lasting = graph.get(
            "/oauth/access_token",
            **keys,
            grant_type="fb_exchange_token",
            fb_exchange_token=_token_of(short),
        )
        graph.token = _token_of(lasting)
        rows = graph.list("/me/accounts", fields="id,name,access_token,username", limit=MOST_PAGES)
        pages = [row for row in rows if row.get("id") and row.get("access_token")][:MOST_PAGES]
        if not pages:
            raise Refused("This person looks after no page on Facebook, or chose none. Start again, and choose a page.")
        ends_at = token_end(str(pages[0]["access_token"]))  # all of them come from one sign-in and end with it
        return [_connected(page, ends_at) for page in pages]

    def take(self, typed: Mapping[str, str]) -> Connected:
        token, page_id = typed.get("token", "").strip(), typed.get("page_id", "").strip()
        if not page_id.isdigit():
            raise Refused("Give the number of the page; it has digits only.")
        page = Graph(token).get("/me", fields="id,name,username")
        if str(page.get("id")) != page_id:
            raise Refused("The token belongs to another page or to a person. Make one for this page.")
        return _connected({**page, "access_token": token}, token_end(token))

    def _refuse_without_keys(self) -> None:
        if reason := self.refusal():
            raise Refused(reason)


def _connected(page: Mapping[str, Any], ends_at: dt.datetime | None) -> Connected:
    account = Account(
        remote_id=str(page["id"]),
        handle=str(page.get("username") or page.get("name") or page["id"]),
        name=str(page.get("name") or ""),
        token_ends_at=ends_at,
    )
    credentials = {"page_id": account.remote_id, "token": str(page["access_token"])}
    return Connected(credentials=credentials, account=account)


def dialog_url() -> str:
    """Facebook's page for a person. It has the version of the interface, but not its host."""
    parts = urlsplit(settings.FACEBOOK_API)
    return urlunsplit(
        parts._replace(netloc=parts.netloc.replace("graph.", "www.", 1), path=f"{parts.path}/dialog/oauth")
    )


def token_end(token: str) -> dt.datetime | None:
    """When the token ends; None when it does not, or when Facebook does not tell: that only shows a date less.

    Raises SignedOut when Facebook says that it has ended.
    """
    if not (settings.FACEBOOK_APP_ID and settings.FACEBOOK_APP_SECRET):
        return None
    ours = f"{settings.FACEBOOK_APP_ID}|{settings.FACEBOOK_APP_SECRET}"
    try:
        said = Graph().get("/debug_token", input_token=token, access_token=ours).get("data")
    except NetworkError:
        return None  # about our own keys or a passing error; it says nothing about this token
    if not isinstance(said, dict):
        return None
    if said.get("is_valid") is False:
        raise SignedOut("Facebook no longer accepts the sign-in of this page. Connect it again.")
    try:
        return dt.datetime.fromtimestamp(int(said.get("expires_at") or 0), dt.UTC) if said.get("expires_at") else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _token_of(answer: Mapping[str, Any]) -> str:
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise Refused("Facebook gave no sign-in. Start again.")
    return token
