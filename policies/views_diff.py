"""Two versions of a policy, compared."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from policies import diff_pages
from policies.models import PolicyVersion
from policies.views import version_of


def compare(request: HttpRequest, version_id: int) -> HttpResponse:
    """Leads to the comparison with the version that was chosen; without one, with the version before."""
    version = version_of(request, version_id)
    others = diff_pages.others(version)
    chosen = request.GET.get("other", "")
    if not chosen:
        other = diff_pages.earlier(version, others) or next(iter(others), None)
    elif (other := next((one for one in others if str(one.pk) == chosen), None)) is None:
        raise Http404
    if other is None:
        return _page(request, version, None)
    return redirect("policies:diff", service=request.service.slug, version_id=version.pk, other_id=other.pk)


def diff(request: HttpRequest, version_id: int, other_id: int) -> HttpResponse:
    """Section by section: words, rules, reply templates; the later number is held against the earlier one."""
    version, other = version_of(request, version_id), version_of(request, other_id)
    if version.policy_id != other.policy_id or version == other:
        raise Http404
    return _page(request, version, other)


def _page(request: HttpRequest, version: PolicyVersion, other: PolicyVersion | None) -> HttpResponse:
    context = {"version": version, "policy": version.policy, "others": diff_pages.others(version), "comparison": None}
    if other:
        before, after = diff_pages.in_order(version, other)
        context |= {"before": before, "after": after, "chosen": other.pk}
        context["comparison"] = diff_pages.comparison_of(before, after)
    return render(request, "policies/diff.html", context)
