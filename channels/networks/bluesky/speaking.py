"""Speaking to an account's own server (its PDS), with a session that renews itself.

The atproto package makes the requests and checks what we send; they leave through our own Http, with its time-outs and
errors. Answers are read as plain JSON, so that a field that the package does not know does no harm.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atproto_client import models
from atproto_client.client.raw import ClientRaw
from atproto_client.client.session import Session
from atproto_client.request import RequestBase, Response
from atproto_core.did_doc import DidDocument, is_valid_did_doc
from atproto_server.auth.jwt import get_jwt_payload
from atproto_server.exceptions import InvalidTokenError

from channels import credentials
from channels.networks.base import Account, NetworkError, Refused, SignedOut, TryLater, Unclear
from channels.networks.http import Budget, Http
from channels.networks.signing_in import Connected

if TYPE_CHECKING:
    import httpx
    from atproto_client.models.base import DataModelBase, ParamsModelBase

    from channels.models import Channel

POST = "app.bsky.feed.post"
EARLY = dt.timedelta(minutes=5)
"""A token that ends within this time is renewed before it is used."""


class NotThere(Refused):
    """No such record, or its account is gone."""


class NoSuchCall(Refused):
    """The server does not know what it was asked; it is no Bluesky server, or one without a readers' server."""


class Changed(Refused):
    """Somebody wrote the record since we read it."""


class TokenRefused(SignedOut):
    """The token has ended or was withdrawn; renewing it may help."""


class _Transport(RequestBase):
    """The package's requests over our Http. `token` is what the next request shows."""

    def __init__(self, server: str, token: str = "", budget: Budget | None = None) -> None:
        super().__init__()
        self.http = Http(server, name="Bluesky", refusal_of=_refusal, budget=budget)
        self.token = token

    def get(self, url: str, **how: Any) -> Response:
        return self._call("GET", url, how)

    def post(self, url: str, **how: Any) -> Response:
        return self._call("POST", url, how)

    def _call(self, method: str, url: str, how: dict[str, Any]) -> Response:
        headers = self.get_headers(how.pop("headers", None))
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = self.http.call(method, url, headers=headers, **how)
        return Response(True, answer.status_code, answer.content, dict(answer.headers))


class Pds:
    """The server of one channel's account, spoken to with the channel's session."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.budget = Budget()
        self._kept = channel.credentials
        self._take(Session.decode(str(credentials.opened(channel).get("session", ""))))

    @property
    def did(self) -> str:
        return self.session.did

    @property
    def ends_at(self) -> dt.datetime | None:
        """When the sign-in ends unless it is used meanwhile; None where the server does not tell."""
        return _ends_at(self.session.refresh_jwt)

    def ask(self, nsid: str, params: ParamsModelBase | None = None) -> dict[str, Any]:
        """A question; nothing changes by it."""
        return _mapping(self._signed_in(lambda: self._client.invoke_query(nsid, params=params)))

    def do(self, nsid: str, data: DataModelBase | None = None) -> dict[str, Any]:
        """A call that changes something."""
        body = data.model_dump_json(exclude_none=True, by_alias=True).encode() if data else b""
        return self._write(nsid, body, "application/json")

    def put(self, collection: str, rkey: str, record: Mapping[str, Any], *, was: str = "") -> dict[str, Any]:
        """Write this very record under this key. With `was`, a record's CID, only in its place (raises Changed)."""
        body = {"repo": self.did, "collection": collection, "rkey": rkey, "record": dict(record)}
        body |= {"swapRecord": was} if was else {}
        return self._write("com.atproto.repo.putRecord", json.dumps(body).encode(), "application/json")

    def record(self, collection: str, rkey: str, *, of: str = "") -> dict[str, Any]:
        """A record of our own, or of the account `of`: uri, cid and value. Raises NotThere."""
        params = models.ComAtprotoRepoGetRecord.Params(repo=of or self.did, collection=collection, rkey=rkey)
        return self.ask("com.atproto.repo.getRecord", params)

    def upload(self, content: bytes, media_type: str) -> dict[str, Any]:
        """Bytes for a record that is still to come; the server drops them after a while when none does."""
        return _mapping_of(self._write("com.atproto.repo.uploadBlob", content, media_type), "blob")

    def _write(self, nsid: str, body: bytes, media_type: str) -> dict[str, Any]:
        return _mapping(
            self._signed_in(lambda: self._client.invoke_procedure(nsid, content=body, input_encoding=media_type))
        )

    # The session

    def _take(self, session: Session) -> None:
        self.session = session
        server = session.pds_endpoint or self.channel.server
        self._client = ClientRaw(server, request=_Transport(server, session.access_jwt, self.budget))

    def _signed_in(self, call: Callable[[], Response]) -> Response:
        """The call, after the session was renewed where it has to be; once more where only the call shows it."""
        ends_at = _ends_at(self.session.access_jwt)
        if ends_at and ends_at < dt.datetime.now(dt.UTC) + EARLY:
            self._renew()
        try:
            return call()
        except TokenRefused:
            self._renew()
            return call()

    def _renew(self) -> None:
        """A new access token. Another worker may have been faster: then its session is taken, not renewed again."""
        if self._taken_from_row():
            return
        try:
            renewed = renewed_session(self.session)
        except TokenRefused as error:
            if self._taken_from_row():  # renewed by another worker while we asked
                return
            raise SignedOut("Bluesky has ended the sign-in. Connect the channel again.") from error
        except Unclear as error:  # the call that this was for has not been made
            raise TryLater(str(error)) from error
        self._take(renewed)
        ends_at = _ends_at(renewed.refresh_jwt)
        if credentials.renew(
            self.channel.pk, was=self._kept, credentials={"session": renewed.encode()}, ends_at=ends_at
        ):
            self._kept = type(self.channel).objects.values_list("credentials", flat=True).get(pk=self.channel.pk)

    def _taken_from_row(self) -> bool:
        now = type(self.channel).objects.filter(pk=self.channel.pk).first()
        if now is None or now.credentials == self._kept:
            return False
        self._kept = now.credentials
        self._take(Session.decode(str(credentials.opened(now).get("session", ""))))
        return True


def new_session(server: str, handle: str, password: str) -> Connected:
    """Sign in once. Raises Refused with words for the person who typed it."""
    client = ClientRaw(server, request=_Transport(server))
    data = models.ComAtprotoServerCreateSession.Data(identifier=handle, password=password)
    body = data.model_dump_json(exclude_none=True, by_alias=True).encode()
    try:
        answer = _mapping(
            client.invoke_procedure("com.atproto.server.createSession", content=body, input_encoding="application/json")
        )
    except NoSuchCall as error:
        raise Refused("There is no Bluesky server at this address.") from error
    except SignedOut as error:
        raise Refused(
            "Bluesky does not know this handle with this password. Check the handle, make a new app password and copy "
            "it whole. If the account lives on a server of its own, give that server too."
        ) from error
    session = _session_of(answer, server)
    account = Account(remote_id=session.did, handle=session.handle, token_ends_at=_ends_at(session.refresh_jwt))
    return Connected(credentials={"session": session.encode()}, account=account, server=session.pds_endpoint or server)


def renewed_session(session: Session) -> Session:
    """The session with new tokens; the old ones end. Raises TokenRefused."""
    server = session.pds_endpoint or ""
    client = ClientRaw(server, request=_Transport(server, session.refresh_jwt))
    answer = _mapping(client.invoke_procedure("com.atproto.server.refreshSession"))
    renewed = _session_of(answer, server)
    if renewed.did != session.did:
        raise SignedOut("Bluesky has opened another account than before. Connect the channel again.")
    return renewed


def _session_of(answer: Mapping[str, Any], server: str) -> Session:
    try:
        session = Session(
            handle=str(answer["handle"]),
            did=str(answer["did"]),
            access_jwt=str(answer["accessJwt"]),
            refresh_jwt=str(answer["refreshJwt"]),
            pds_endpoint=server,
        )
    except KeyError as error:
        raise Unclear("The server did not answer as a Bluesky server does. Is the address right?") from error
    if answer.get("active") is False:
        raise Refused("This account is switched off on Bluesky.")
    return replace(session, pds_endpoint=_own_server(answer.get("didDoc")) or server)


def _own_server(did_doc: Any) -> str:
    """The account's own server: one signs in at the front door of a host with many."""
    if not isinstance(did_doc, Mapping) or not is_valid_did_doc(dict(did_doc)):
        return ""
    return (DidDocument.from_dict(dict(did_doc)).get_pds_endpoint() or "").rstrip("/")


def _ends_at(token: str) -> dt.datetime | None:
    """When a token ends. One that does not say is used until it is refused."""
    try:
        exp = get_jwt_payload(token).exp
        return dt.datetime.fromtimestamp(exp, dt.UTC) if exp else None
    except (InvalidTokenError, OverflowError, ValueError):
        return None


def _mapping(answer: Response) -> dict[str, Any]:
    try:
        read = json.loads(answer.content or b"{}")
    except ValueError as error:
        raise Unclear("Bluesky answered something that cannot be read.") from error
    if not isinstance(read, dict):
        raise Unclear("Bluesky answered something that cannot be read.")
    return read


def _mapping_of(answer: Mapping[str, Any], key: str) -> dict[str, Any]:
    if not isinstance(found := answer.get(key), dict):
        raise Unclear("Bluesky answered something that cannot be read.")
    return found


# What the server says when it refuses


TOKEN = {"ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "BadJwt", "AuthFactorTokenRequired"}
CLOSED = {"AccountTakedown", "AccountDeactivated", "AccountSuspended"}
GONE = {"RecordNotFound", "RepoNotFound"}
NO_CALL = {"XRPCNotSupported", "MethodNotImplemented"}
NOT_LOCATED = ("Could not locate record", "Could not find repo")
"""What a readers' server says of a record that it was asked for by ours."""
LONGEST_REASON = 200


def _refusal(answer: httpx.Response) -> NetworkError | None:
    try:
        said = answer.json()
    except ValueError:
        said = {}
    said = said if isinstance(said, dict) else {}
    error, message = str(said.get("error") or ""), str(said.get("message") or "")
    if answer.status_code == 429 or answer.is_server_error:
        return None
    if error in CLOSED:
        return SignedOut("Bluesky has closed this account, or it is switched off there.")
    if error in TOKEN or answer.status_code == 401:
        return TokenRefused("Bluesky has ended the sign-in. Connect the channel again.")
    if error in NO_CALL or (answer.status_code == 404 and error not in GONE):
        return NoSuchCall("The server does not answer as a Bluesky server does. Is the address right?")
    if error in GONE or message.startswith(NOT_LOCATED):
        return NotThere("It is no longer on Bluesky.")
    if error == "InvalidSwap":
        return Changed("Somebody changed it on Bluesky at the same moment. Try again.")
    low = message.lower()
    if "grapheme" in low or "string too" in low:
        return Refused("The text is too long for Bluesky: 300 characters are the most. Shorten it.")
    if answer.status_code == 413 or "blob too" in low or error == "BlobTooLarge":
        return Refused("The picture is too large for Bluesky.")
    if answer.status_code == 400:
        return Refused(f"Bluesky refused it: {message[:LONGEST_REASON]}" if message else "Bluesky refused it.")
    return None
