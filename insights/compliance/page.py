"""The cells of the page, as components take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from insights.addresses import address
from insights.compliance.areas import FIGURES
from insights.compliance.comments import ByClass, by_class, exposed
from insights.compliance.counting import Figure, Share, percentile, share, share_of, shares
from insights.compliance.policies import in_date, in_force, limits, policies_read
from insights.spans import Month
from insights.times import length
from policies.models import PolicyVersion


def figures(
    month: Month,
    now: dt.datetime,
    *,
    versions: list[PolicyVersion] | None = None,
    comments: ByClass | None = None,
) -> list[dict[str, Any]]:
    """The figures of the page as components/figure_row.html takes them. What the page has read already is given."""
    versions = in_force(month.service) if versions is None else versions
    comments = comments or by_class(month, now)
    policies = share_of(in_date(versions, month.service, now))
    return [
        *_exposure_cells(month, now, versions),
        _cell(FIGURES["approved"], month, *shares(FIGURES["approved"], month, now)),
        _cell(FIGURES["in-time"], month, *comments.in_time),
        _cell(FIGURES["captured"], month, *comments.captured),
        _cell(FIGURES["overridden"], month, *shares(FIGURES["overridden"], month, now), small_is_good=True),
        _cell(FIGURES["policies"], month, policies, None),
        _cell(FIGURES["readings"], month, share(policies_read(month, now)), None, left="with somebody late"),
        _cell(FIGURES["not-sure"], month, *shares(FIGURES["not-sure"], month, now), small_is_good=True),
    ]


def _link(figure: Figure, month: Month) -> str:
    return address("insights:figure", month.service, figure.key) + f"?month={month.value}"


def _cell(
    figure: Figure,
    month: Month,
    share_now: Share,
    share_before: Share | None,
    *,
    small_is_good: bool = False,
    left: str = "past its review",
) -> dict[str, Any]:
    """A share ("46 of 46"), or a plain count where fewer is better; beside the month before, where there is one."""
    good, total = share_now
    cell: dict[str, Any] = {"name": figure.name, "small": True, "url": _link(figure, month)}
    cell["value"] = str(total) if small_is_good else f"{good} of {total}" if total else "none"
    if share_before is None:
        if good < total:
            cell["than"] = [{"text": f"{total - good} {left}", "kind": "worse"}]
        return cell
    good_before, total_before = share_before
    name = f"{month.before.first:%B}"
    if small_is_good:
        change = float(total_before - total)
        words = f"as in {name}" if not change else f"{'fewer' if change > 0 else 'more'}: was {total_before}"
    elif not total_before:
        change, words = 0.0, f"none in {name}"
    else:
        change = (good / total if total else 1) - good_before / total_before
        words = f"as in {name}, {good_before} of {total_before}"
        if change:
            words = f"{'better' if change > 0 else 'worse'}: was {good_before} of {total_before}"
    cell["than"] = [_than(words, change, up_is_good=not small_is_good)]
    return cell


def _than(words: str, better_by: float, *, up_is_good: bool) -> dict[str, str]:
    if not better_by:
        return {"text": words, "kind": "", "dir": ""}
    goes_up = (better_by > 0) == up_is_good
    return {"text": words, "kind": "better" if better_by > 0 else "worse", "dir": "up" if goes_up else "down"}


def _exposure_cells(month: Month, now: dt.datetime, versions: Iterable[PolicyVersion]) -> list[dict[str, Any]]:
    both = exposed(month.with_before, now).order_by("stood").values_list("posted_at", "stood")
    stood = [(posted, value.total_seconds()) for posted, value in both]
    seconds = [value for posted, value in stood if posted >= month.start]
    before = [value for posted, value in stood if posted < month.start]
    limit = limits(versions).hidden_within_minutes_p1
    cells = []
    for name, part in (("median", 0.5), ("9 in 10 were hidden within (p90)", 0.9)):
        value, was = percentile(seconds, part), percentile(before, part)
        cell: dict[str, Any] = {
            "name": f"{FIGURES['exposure'].name}, {name}",
            "value": length(value) if value is not None else "none",
            "wide": "head",
            "url": _link(FIGURES["exposure"], month),
            "than": [],
        }
        if value is not None and was is not None:
            words = "better" if value < was else "worse" if value > was else "as before"
            cell["than"].append(_than(f"{words}: was {length(was)}", was - value, up_is_good=False))
        if value is not None and value > limit * 60:
            over = {"text": f"{length(value - limit * 60)} over the policy’s {limit} min", "kind": "worse"}
            cell["than"].append(over)
        elif value is not None:
            cell["than"].append({"text": f"the policy gives {limit} min", "kind": ""})
        cells.append(cell)
    return cells
