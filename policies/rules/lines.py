"""A draft from one line of JSON, and the answer to it: the formats of `check_posts`."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from math import isfinite
from typing import Any

from policies.rules.base import Draft, Findings, Medium, QuietPeriod, RecentPost, ServiceFacts

_BETWEEN = re.compile(r"[,;/|\n]|\s(?:or|and)\s", re.I)


class LineRefused(ValueError):
    """A line that is no draft; the text says what is wrong and where."""

    def __init__(self, problem: str, *, identifier: Any = None) -> None:
        super().__init__(problem)
        self.identifier = identifier


def draft_of_line(
    line: bytes | str, *, today: date, time_zone: str, facts: ServiceFacts | None = None
) -> tuple[Any, Draft]:
    """The identifier and the draft of a line. `facts` fill in what the line does not say of its service.

    Raises LineRefused, with the identifier where it could be read.
    """
    values = _values_of(line)
    identifier = values.get("id")
    try:
        if identifier is None:
            raise LineRefused("id is missing")
        if isinstance(identifier, (dict, list)) or (isinstance(identifier, float) and not isfinite(identifier)):
            identifier = None
            raise LineRefused("id has to be a text or a number")
        return identifier, _draft(values, today, time_zone, facts)
    except LineRefused as refused:
        raise LineRefused(str(refused), identifier=identifier if isinstance(identifier, (str, int)) else None) from None


def answer(identifier: Any, findings: Findings) -> str:
    """The line of JSON that answers a draft. ASCII only, so that it is the same on every terminal."""
    return json.dumps(
        {
            "id": identifier,
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "span": list(finding.span) if finding.span else None,
                    "section": finding.section.label if finding.section else None,
                    "suggestion": finding.suggestion,
                }
                for finding in findings
            ],
            "blocked": findings.blocked,
        }
    )


def refusal(identifier: Any, problem: str) -> str:
    return json.dumps({"id": identifier, "error": problem})


def _values_of(line: bytes | str) -> Mapping[str, Any]:
    try:
        values = json.loads(line)
    except UnicodeDecodeError as error:
        raise LineRefused(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise LineRefused(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise LineRefused("not JSON that can be read: nested too deep") from None
    except ValueError as error:
        raise LineRefused(f"not JSON that can be read: {error}") from None
    if not isinstance(values, dict):
        raise LineRefused("a line has to be a JSON object")
    return values


def _draft(values: Mapping[str, Any], today: date, time_zone: str, facts: ServiceFacts | None) -> Draft:
    campaign, approved = _campaign(values)
    return Draft(
        text=_text(values, "text", needed=True),
        service=_service(_part(values, "service", needed=True), facts),
        today=today,
        time_zone=time_zone,
        channels=tuple(channel.strip().casefold() for channel in _texts(values, "channels")),
        audience=_text(values, "audience"),
        kind=_text(values, "kind"),
        publish_at=_moment(values, "publish_at"),
        link=_text(values, "link"),
        media=tuple(_medium(item, f"media[{index}]") for index, item in enumerate(_parts(values, "media"))),
        campaign=campaign,
        campaign_approved=approved,
        story_consent=_switch(values, "story_consent"),
        recent_posts=tuple(
            _recent(item, f"recent_posts[{index}]") for index, item in enumerate(_parts(values, "recent_posts"))
        ),
        quiet_periods=tuple(
            _quiet(item, f"quiet_periods[{index}]") for index, item in enumerate(_parts(values, "quiet_periods"))
        ),
    )


def _service(values: Mapping[str, Any], facts: ServiceFacts | None) -> ServiceFacts:
    where = "service."
    name = _text(values, "name", where, needed=True)
    if not name.strip():
        raise LineRefused("service.name is empty")
    phone, *phones = _several(values, "phone", where) or [""]
    email, *emails = _several(values, "email", where) or [""]
    given: dict[str, Any] = {
        "phone": phone,
        "email": email,
        "host": _text(values, "host", where),
        "address": _text(values, "address", where),
        "website": _text(values, "website", where),
        "staff": _texts(values, "staff", where),
        "phones": (*phones, *_texts(values, "phones", where)),
        "emails": (*emails, *_texts(values, "emails", where)),
    }
    if facts is None:
        return ServiceFacts(name=name, **given)
    return replace(facts, name=name, **{key: value for key, value in given.items() if value})


def _medium(values: Mapping[str, Any], at: str) -> Medium:
    where = f"{at}."
    return Medium(
        kind=_text(values, "kind", where) or "image",
        alt=_text(values, "alt", where),
        file=_text(values, "file", where),
        shows_child=_switch(values, "shows_child", where),
        consent_until=_day(values, "consent_until", where),
        made_by_service=_switch(values, "made_by_service", where),
        licence=_text(values, "licence", where),
        decorative=_switch(values, "decorative", where),
    )


def _recent(values: Mapping[str, Any], at: str) -> RecentPost:
    where = f"{at}."
    moment = _moment(values, "at", where)
    if moment is None:
        raise LineRefused(f"{where}at is missing")
    return RecentPost(
        channel=_text(values, "channel", where, needed=True).strip().casefold(),
        text=_text(values, "text", where, needed=True),
        at=moment,
    )


def _quiet(values: Mapping[str, Any], at: str) -> QuietPeriod:
    where = f"{at}."
    starts_on, ends_on = _day(values, "from", where), _day(values, "to", where)
    if starts_on is None or ends_on is None:
        raise LineRefused(f"{where}{'from' if starts_on is None else 'to'} is missing")
    if ends_on < starts_on:
        raise LineRefused(f"{at} ends before it starts")
    return QuietPeriod(name=_text(values, "name", where) or "quiet period", starts_on=starts_on, ends_on=ends_on)


def _campaign(values: Mapping[str, Any]) -> tuple[str | None, bool]:
    """A name, which has no leave yet, or an object that says in one of the usual ways whether leave was given."""
    campaign = values.get("campaign")
    if campaign is None or campaign is False:
        return None, False
    if campaign is True:
        return "this campaign", False
    if isinstance(campaign, str):
        return campaign.strip() or None, False
    if not isinstance(campaign, dict):
        raise LineRefused("campaign has to be a text, an object or null")
    if not campaign or campaign.get("public") is False:
        return None, False
    name = next((named for key in ("name", "title", "id") if isinstance(named := campaign.get(key), str) and named), "")
    return name or "this campaign", any(_gives_leave(key, value) for key, value in campaign.items())


def _gives_leave(key: str, value: Any) -> bool:
    """Whether this part of a campaign says that a line manager gave leave: `approved`, `approved_by`, `status`."""
    key = key.casefold()
    said = value.strip().casefold() if isinstance(value, str) else value
    if key in ("status", "state", "decision"):
        return said in ("approved", "agreed", "granted")
    if "approv" not in key and "permission" not in key:
        return False
    return bool(said) and said not in ("no", "false", "none", "pending", "not yet", "requested", "rejected", "0")


def _text(values: Mapping[str, Any], name: str, where: str = "", *, needed: bool = False) -> str:
    value = values.get(name)
    if value is None and not needed:
        return ""
    if value is None:
        raise LineRefused(f"{where}{name} is missing")
    if not isinstance(value, str):
        raise LineRefused(f"{where}{name} has to be a text")
    return value


def _texts(values: Mapping[str, Any], name: str, where: str = "") -> tuple[str, ...]:
    value = values.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LineRefused(f"{where}{name} has to be a list of texts")
    return tuple(value)


def _several(values: Mapping[str, Any], name: str, where: str) -> list[str]:
    """A text with one or several contacts (a comma, a stroke, a line or “or” between them), or a list of texts."""
    value = values.get(name)
    if value is not None and not isinstance(value, (str, list)):
        raise LineRefused(f"{where}{name} has to be a text or a list of texts")
    given = _texts(values, name, where) if isinstance(value, list) else _BETWEEN.split(value or "")
    return [one.strip() for one in given if one.strip()]


def _part(values: Mapping[str, Any], name: str, *, needed: bool = False) -> Mapping[str, Any]:
    value = values.get(name)
    if value is None and needed:
        raise LineRefused(f"{name} is missing")
    if not isinstance(value, dict):
        raise LineRefused(f"{name} has to be an object")
    return value


def _parts(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = values.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise LineRefused(f"{name} has to be a list of objects")
    return value


def _switch(values: Mapping[str, Any], name: str, where: str = "") -> bool:
    value = values.get(name)
    if value is not None and not isinstance(value, bool):
        raise LineRefused(f"{where}{name} has to be true or false")
    return bool(value)


def _moment(values: Mapping[str, Any], name: str, where: str = "") -> datetime | None:
    written = _text(values, name, where)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
        if moment.utcoffset() is None:
            raise LineRefused(f"{where}{name} has to say its offset, for example 2026-12-01T10:00:00+00:00")
        if not 1900 < moment.year < 9000:
            raise ValueError
    except LineRefused:
        raise
    except ValueError:
        raise LineRefused(f"{where}{name} is no time: write it like 2026-12-01T10:00:00+00:00") from None
    return moment


def _day(values: Mapping[str, Any], name: str, where: str = "") -> date | None:
    written = _text(values, name, where)
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise LineRefused(f"{where}{name} is no date: write it like 2026-12-01") from None
