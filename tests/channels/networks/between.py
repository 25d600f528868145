"""A server between the connector and the real Bluesky one, which passes everything on and goes wrong as told."""

from __future__ import annotations

import httpx

from tests.channels.networks.server import Answer, Asked, LoopbackServer

NOT_PASSED_ON = {"host", "connection", "content-length", "accept-encoding"}
ERRORS = {
    "refused": Answer(400, {"error": "InvalidRequest", "message": "Record/text must not be that"}),
    "rate limited": Answer(429, {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}),
    "token expired": Answer(400, {"error": "ExpiredToken", "message": "Token has been revoked"}),
    "5xx": Answer(500, b"<html>Something went wrong</html>"),
}


class Between(LoopbackServer):
    """`target` is the address of the real server."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self.target = target

    def expire_token(self) -> None:
        """For one call; the token that renews it still holds."""
        self.faults.append("token expired")

    def publishes(self, asked: Asked) -> bool:
        return asked.path.endswith("/com.atproto.repo.putRecord")

    def error(self, fault: str) -> Answer:
        return ERRORS[fault]

    def answer(self, asked: Asked) -> Answer:
        headers = {name: value for name, value in asked.headers.items() if name not in NOT_PASSED_ON}
        said = httpx.request(asked.method, self.target + asked.target, content=asked.raw, headers=headers, timeout=30)
        kind = said.headers.get("content-type", "application/json")
        return Answer(said.status_code, said.content, {"Content-Type": kind})
