"""A draft policy's rules over past posts: start it, watch it, read what would have been different."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from policies import permissions
from policies.models import PolicyVersion
from policies.refusals import Refused
from policies.rules.base import CATALOGUE, Finding
from policies.services import version_in_force
from posts import showing
from posts.checking import backtests
from posts.models import Backtest, BacktestResult

PER_PAGE = 20
Change = BacktestResult.Change
LABELS = {
    Change.BLOCKED: "Would now be stopped",
    Change.WARNED: "Would now need a reason",
    Change.PASSED: "Would now be let through",
}
KINDS = {"block": "Would now stop it", "warn": "Would now need a reason"}
NO_LONGER = {"block": "No longer stops it", "warn": "No longer asks for a reason"}


def _version_or_404(request: HttpRequest, version_id: int) -> PolicyVersion:
    rows = PolicyVersion.objects.visible_to(request.user).of_service(request.service)
    version = get_object_or_404(rows.select_related("policy__service"), pk=version_id)
    if refusal := permissions.refusal_to_backtest(request.user, request.service):
        raise PermissionDenied(refusal)
    return version


def _shared(version: PolicyVersion) -> dict[str, Any]:
    """What the page and the panel both show: the run, how far it is, its counts."""
    row = backtests.latest(version)
    counts = backtests.counts(row) if row else {}
    return {
        "version": version,
        "policy": version.policy,
        "run": row,
        "days": backtests.DAYS,
        "refusal": backtests.refusal_of_version(version),
        "is_open": bool(row and row.state in backtests.OPEN),
        "is_stale": bool(row and backtests.is_stale(row)),
        "percent": min(100, row.done * 100 // row.total) if row and row.total else 0,
        "strong": f"{row.done:,} of {row.total:,}" if row else "",
        "counts": [{"change": one, "label": LABELS[one], "number": counts.get(one, 0)} for one in Change],
        "changed": sum(counts.values()),
    }


@require_GET
def page(request: HttpRequest, version_id: int) -> HttpResponse:
    """The whole page; htmx asks for its inner part every two seconds while a run is under way."""
    version = _version_or_404(request, version_id)
    context = _shared(version)
    if context["run"] and not context["is_open"]:
        context |= _results(request, context["run"])
    template = "posts/_backtest.html" if request.htmx else "posts/backtest.html"
    return render(request, template, context)


@require_GET
def panel(request: HttpRequest, version_id: int) -> HttpResponse:
    """What the version's page shows of it."""
    return render(request, "posts/_backtest_panel.html", _shared(_version_or_404(request, version_id)))


@require_POST
def start(request: HttpRequest, version_id: int) -> HttpResponse:
    version = _version_or_404(request, version_id)
    try:
        backtests.ask(version.pk, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("backtests:page", service=request.service.slug, version_id=version.pk)


@require_POST
def stop(request: HttpRequest, version_id: int) -> HttpResponse:
    version = _version_or_404(request, version_id)
    row = backtests.latest(version)
    try:
        if row is None:
            raise Refused("Nothing is running, so there is nothing to stop.")
        backtests.stop(row.pk, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("backtests:page", service=request.service.slug, version_id=version.pk)


# What it found


def _results(request: HttpRequest, row: Backtest) -> dict[str, Any]:
    """The results as the address narrows them down: by what changes, and by rule."""
    every = backtests.by_rule(row)
    change = request.GET.get("change", "")
    of_change = [one for one in every if change in ("", one[1])] if change in Change.values else every
    rules = Counter(rule for _, _, of_post in of_change for rule in of_post)
    chosen = request.GET.get("rule", "")
    kept = [pk for pk, _, of_post in of_change if chosen not in rules or chosen in of_post]
    paginator = Paginator(kept, PER_PAGE)
    found = paginator.get_page(request.GET.get("page"))
    return {
        "change": change if change in Change.values else "",
        "rule": chosen if chosen in rules else "",
        "total": len(every),
        "rules": [
            {"identifier": name, "title": CATALOGUE[name].title if name in CATALOGUE else name, "number": number}
            for name, number in rules.most_common()
        ],
        "page": found,
        "numbers": paginator.get_elided_page_range(found.number, on_each_side=1, on_ends=1),
        "results": _shown(request, row, list(found.object_list)),
    }


def _shown(request: HttpRequest, row: Backtest, keys: list[int]) -> list[dict[str, Any]]:
    contents = ("revision__revision_channels__channel", "revision__revision_media__media")
    found = row.results.filter(pk__in=keys).select_related("post", "revision").prefetch_related(*contents)
    by_key = {one.pk: one for one in found}
    in_force = version_in_force(request.service, timezone.now())
    return [_result(by_key[pk], request, row.version, in_force) for pk in keys if pk in by_key]


def _result(
    result: BacktestResult, request: HttpRequest, version: PolicyVersion, in_force: PolicyVersion | None
) -> dict[str, Any]:
    after = [Finding.from_dict(one) for one in result.after]
    before = [Finding.from_dict(one) for one in result.before]
    marked = before if result.change == Change.PASSED else after
    service = request.service
    return {
        "post": result.post,
        "change": result.change,
        "label": result.get_change_display(),
        "when": backtests.judged_at(result.post),
        "is_edited": result.post.revision_id != result.revision_id,
        "texts": _texts(result, marked),
        "findings": [
            *_rows(after, KINDS, service, version),
            *_rows(before if result.change == Change.PASSED else [], NO_LONGER, service, in_force),
        ],
    }


def _rows(findings: list[Finding], kinds: dict[str, str], service, version) -> list[dict[str, Any]]:
    rows = showing.finding_rows(findings, service=service, version=version)
    for row, finding in zip(rows, findings, strict=True):
        where = showing.on_channel(finding)
        row["kind"] = f"{kinds[finding.severity]}{where}"
    return rows


def _texts(result: BacktestResult, findings: list[Finding]) -> list[dict[str, Any]]:
    """The base text and the channels' own texts in which something lies, with marks."""
    content = result.revision.content()
    texts = [{"name": "", "segments": showing.segments(content.text, showing.spans(findings, None))}]
    own = {chosen.network: chosen.text for chosen in content.channels if chosen.text}
    for network, text in own.items():
        if spans := showing.spans(findings, network):
            texts.append({"name": showing.network_name(network), "segments": showing.segments(text, spans)})
    return texts
