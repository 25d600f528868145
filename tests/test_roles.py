"""Every address, and who may open it: signed out, another service, the wrong role, the right role.

A row of the table is an address with the roles that may open it. `GET` rows are opened, `POST` rows are posted to with
nothing in them: whoever may act gets an answer that is neither 403 nor 404 (a redirect, or the form with its errors).
An address that is not in the table fails the first test, so that none is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Role
from tests.factories.accounts import member
from tests.roles_world import build

C, L, M, S, V = Role.COORDINATOR, Role.LINE_MANAGER, Role.SERVICE_MANAGER, Role.SAFEGUARDING_LEAD, Role.VIEWER
EVERYBODY = frozenset({C, L, M, S, V})
STAFF = EVERYBODY - {V}


@dataclass(frozen=True)
class Row:
    """An address: its name, who may, the rows that its arguments name (attributes of the world)."""

    name: str
    may: frozenset[Role] = EVERYBODY
    args: tuple[str, ...] = ()
    method: str = "get"
    data: dict = field(default_factory=dict)
    refused_with: tuple[int, ...] = (403,)

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def only(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


# Open to anybody: the probes, the door, and the training network.
OPEN = {
    "healthz", "readyz", "accounts:accept", "sandbox:timeline", "sandbox:comment", "sandbox:message", "sandbox:picture",
    "sandbox:take_away", "sandbox:answer", "sandbox:change", "sandbox:write_own", "sandbox:mark", "sandbox:follow",
    "hooks:facebook", "feed", "short-link",
    "public:house_rules", "public:look_again", "public:how_we_sort",
}  # fmt: skip
# Of the person themselves, outside any service.
PERSONAL = {"accounts:start", "accounts:become", "channel-return", "across:services", "across:csv", "across:xlsx"}

NO_ROWS = {"figure", "figure_area", "key_date", "figure_month"}  # parts of addresses that every service has

ROWS = [
    Row("insights:home"),
    Row("insights:compliance"),
    Row("insights:figure", args=("figure",)),
    Row("insights:figure_csv", EVERYBODY, ("figure",), "post"),
    Row("insights:area", args=("figure_area",)),
    Row("evidence:list", STAFF),
    Row("evidence:list", only(M), (), "post"),
    Row("evidence:post", only(C, L, M), ("post",)),
    Row("evidence:post", only(C, L, M), ("post",), "post"),
    Row("evidence:incident", STAFF, ("incident",)),
    Row("evidence:incident", STAFF, ("incident",), "post"),
    Row("evidence:policy", only(M), ("policy",)),
    Row("evidence:policy", only(M), ("policy",), "post"),
    Row("evidence:request", only(M, S), ("data_request",)),
    Row("evidence:request", only(M, S), ("data_request",), "post"),
    Row("evidence:pack", only(M), ("pack",)),
    Row("evidence:pack", only(M), ("pack",), "post"),
    Row("evidence:file", only(M), ("pack",)),
    Row("reports:list"),
    Row("reports:order", EVERYBODY, (), "post", {"every": "week"}),
    Row("reports:stop", EVERYBODY, (), "post", {"every": "week"}),
    Row("reports:report", args=("report",)),
    Row("reports:workbook", args=("report",)),
    Row("figures:months"),
    Row("figures:export"),
    Row("figures:type", only(C, L, M), ("figure_month",)),
    Row("figures:type", only(C, L, M), ("figure_month",), "post"),
    Row("figures:note", only(C, L, M), ("channel", "figure_month")),
    Row("figures:note", only(C, L, M), ("channel", "figure_month"), "post"),
    Row("figures:imports", only(C, L, M)),
    Row("figures:imports", only(C, L, M), (), "post"),
    Row("figures:columns", only(C, L, M), ("figure_import",)),
    Row("figures:columns", only(C, L, M), ("figure_import",), "post"),
    Row("figures:import", only(C, L, M), ("figure_import",)),
    Row("figures:import", only(C, L, M), ("figure_import",), "post"),
    Row("figures:posts"),
    Row("figures:post", EVERYBODY, ("post",)),
    Row("figures:post", only(C, L, M), ("post",), "post"),
    Row("figures:best_times"),
    Row("figures:objectives"),
    Row("figures:objective", EVERYBODY, ("objective",)),
    Row("records:search"),
    Row("records:take", only(C, L, M), (), "post", {"form": "csv"}),
    Row("audit:history", only(M)),
    Row("audit:chain", only(M)),
    Row("audit:check", only(M), (), "post"),
    Row("audit:download", only(M), (), "post", {"form": "csv"}),
    Row("settings:people"),
    Row("settings:service", only(M)),
    Row("settings:invite", only(M)),
    Row("settings:withdraw_invitation", only(M), ("invitation",), "post"),
    Row("settings:roles", only(M), ("membership",)),
    Row("settings:phone", only(M), ("membership",)),
    Row("settings:end_access", only(M), ("membership",)),
    Row("settings:restore_access", only(M), ("membership",)),
    Row("settings:add_deputy"),
    Row("settings:end_deputy", only(M), ("deputy",), "post"),
    Row("settings:pause"),
    Row("settings:pause", STAFF, (), "post", {"do": "pause"}),
    Row("policies:list"),
    Row("policies:new", only(M)),
    Row("policies:new", only(M), (), "post"),
    Row("policies:begin", only(M)),
    Row("policies:begin", only(M), (), "post"),
    Row("policies:import", only(M)),
    Row("policies:import", only(M), (), "post"),
    Row("policies:start", only(M), ("policy",), "post"),
    Row("policies:review", only(M), ("policy",)),
    Row("policies:review", only(M), ("policy",), "post"),
    Row("policies:move_review", only(M), ("policy",)),
    Row("policies:move_review", only(M), ("policy",), "post"),
    Row("policies:hand_on", only(M), ("policy",)),
    Row("policies:hand_on", only(M), ("policy",), "post"),
    Row("policies:reviews"),
    Row("policies:quiet_periods"),
    Row("policies:quiet_periods", only(L, M), (), "post"),
    Row("policies:end_quiet_period", only(L, M), ("quiet_period",)),
    Row("policies:end_quiet_period", only(L, M), ("quiet_period",), "post"),
    Row("policies:exceptions"),
    Row("policies:exceptions", only(C, L, M), (), "post"),
    Row("policies:decide_exception", only(L, M), ("exception",), "post"),
    Row("policies:end_exception", only(L, M), ("exception",)),
    Row("policies:end_exception", only(L, M), ("exception",), "post"),
    Row("policies:version", EVERYBODY, ("version",)),
    Row("policies:move", only(M), ("version", "submit"), "post"),
    Row("policies:move", only(L, M), ("version", "approve"), "post"),
    Row("policies:move", only(L, M), ("version", "return_for_changes"), "post"),
    Row("policies:move", only(M), ("version", "schedule"), "post"),
    Row("policies:move", only(M), ("version", "put_in_force"), "post"),
    Row("policies:move", only(M), ("version", "withdraw"), "post"),
    Row("policies:withdraw", only(M), ("version",)),
    Row("policies:coverage", EVERYBODY, ("version",)),
    Row("policies:coverage_csv", EVERYBODY, ("version",)),
    Row("policies:readings"),
    Row("policies:readings_csv", only(L, M), (), "post"),
    Row("policies:reading", EVERYBODY, ("campaign",)),
    Row("policies:reading", EVERYBODY, ("training",)),
    Row("policies:reading_text", EVERYBODY, ("campaign",)),
    Row("policies:reading_questions", EVERYBODY, ("campaign",)),
    Row("policies:reading_questions", EVERYBODY, ("campaign",), "post"),
    Row("policies:accept_reading", EVERYBODY, ("campaign",), "post"),
    Row("policies:reading_people", only(L, M), ("campaign",)),
    Row("policies:reading_csv", only(L, M), ("campaign",), "post"),
    Row("policies:extend_reading", only(M), ("campaign", "reading")),
    Row("policies:extend_reading", only(M), ("campaign", "reading"), "post"),
    Row("policies:took_part", EVERYBODY, ("training",), "post"),
    Row("policies:record_training", only(M), ("training",), "post"),
    Row("policies:new_training", only(M)),
    Row("policies:new_training", only(M), (), "post"),
    Row("policies:questions", only(L, M), ("version",)),
    Row("policies:new_question", only(M), ("version",)),
    Row("policies:new_question", only(M), ("version",), "post"),
    Row("policies:question", only(M), ("version", "question")),
    Row("policies:question", only(M), ("version", "question"), "post"),
    Row("policies:move_question", only(M), ("version", "question"), "post"),
    Row("policies:remove_question", only(M), ("version", "question")),
    Row("policies:readers", only(M), ("version",), "post"),
    Row("policies:evidence", only(M), ("policy",)),
    Row("policies:evidence_pack", only(M), ("policy",), "post"),
    Row("policies:print_version", EVERYBODY, ("version",)),
    Row("policies:compare", EVERYBODY, ("version",)),
    Row("policies:diff", EVERYBODY, ("version", "version_before")),
    Row("policies:rules", EVERYBODY, ("version",)),
    Row("policies:rule", EVERYBODY, ("version", "rule")),
    Row("policies:rule", only(M), ("version", "rule"), "post"),
    Row("policies:try_rule", EVERYBODY, ("version", "rule"), "post", {"try_text": "NOW!!!"}),
    Row("policies:templates", EVERYBODY, ("version",)),
    Row("policies:new_template", only(M), ("version",)),
    Row("policies:new_template", only(M), ("version",), "post"),
    Row("policies:template", EVERYBODY, ("version", "template")),
    Row("policies:template", only(M), ("version", "template"), "post"),
    Row("policies:remove_template", only(M), ("version", "template")),
    Row("policies:edit", only(M), ("version",)),
    Row("policies:facts", only(M), ("version",)),
    Row("policies:facts", only(M), ("version",), "post"),
    Row("policies:clocks", only(M), ("version",)),
    Row("policies:clocks", only(M), ("version",), "post"),
    Row("policies:new_section", only(M), ("version",)),
    Row("policies:new_section", only(M), ("version",), "post"),
    Row("policies:section", only(M), ("version", "section")),
    Row("policies:section", only(M), ("version", "section"), "post"),
    Row("policies:confirm_section", only(M), ("version", "section"), "post"),
    Row("policies:move_section", only(M), ("version", "section"), "post"),
    Row("policies:remove_section", only(M), ("version", "section")),
    Row("policies:remove_section", only(M), ("version", "section"), "post"),
    Row("backtests:page", only(L, M), ("version",)),
    Row("backtests:panel", only(L, M), ("version",)),
    Row("backtests:start", only(L, M), ("version",), "post"),
    Row("backtests:stop", only(L, M), ("version",), "post"),
    Row("posts:list", STAFF),
    Row("posts:new", only(C)),
    Row("posts:new", only(C), (), "post"),
    Row("posts:check", only(C), (), "post"),
    Row("posts:post", STAFF, ("post",)),
    Row("posts:post", STAFF, ("post",), "post"),
    Row("posts:begin", only(C)),
    Row("posts:card", only(C), (), "post"),
    Row("posts:templates", STAFF),
    Row("posts:new_template", only(C, L, M)),
    Row("posts:new_template", only(C, L, M), (), "post"),
    Row("posts:template", only(C, L, M), ("post_template",)),
    Row("posts:template", only(C, L, M), ("post_template",), "post"),
    Row("posts:archive_template", only(C, L, M), ("post_template",), "post"),
    Row("posts:restore_template", only(C, L, M), ("post_template",), "post"),
    Row("posts:use_again", only(C), ("post",)),
    Row("posts:use_again", only(C), ("post",), "post"),
    Row("posts:versions", STAFF, ("post",)),
    Row("posts:restore_version", only(C), ("post",), "post"),
    Row("posts:write_note", STAFF, ("post",), "post"),
    Row("posts:answer_note", STAFF, ("post", "note"), "post"),
    Row("posts:settle_note", STAFF, ("post", "note"), "post"),
    Row("posts:reopen_note", STAFF, ("post", "note"), "post"),
    Row("posts:edit", only(C), ("post",)),
    Row("posts:edit", only(C), ("post",), "post"),
    Row("posts:media", STAFF, ("media",)),
    Row("posts:library", STAFF),
    Row("posts:library_add", only(C)),
    Row("posts:library_add", only(C), (), "post"),
    Row("posts:library_file", STAFF, ("media",)),
    Row("posts:library_file", only(C), ("media",), "post"),
    Row("posts:library_people", only(C), ("media",), "post"),
    Row("posts:library_captions", only(C), ("media",), "post"),
    Row("posts:library_captions_file", STAFF, ("video",)),
    Row("posts:library_archive", only(C), ("media",), "post"),
    Row("posts:library_restore", only(C), ("media",), "post"),
    Row("posts:consents", STAFF),
    Row("posts:consent_add", only(C)),
    Row("posts:consent_add", only(C), (), "post"),
    Row("posts:consent", STAFF, ("consent",)),
    Row("posts:consent", only(C), ("consent",), "post"),
    Row("posts:consent_withdraw", only(C, L, M), ("consent",)),
    Row("posts:consent_withdraw", only(C, L, M), ("consent",), "post"),
    Row("posts:correct", only(C), ("post",)),
    Row("posts:correct", only(C), ("post",), "post"),
    Row("posts:change_done", only(C, L, M), ("network_change",), "post"),
    Row("posts:campaigns", STAFF),
    Row("posts:new_campaign", only(C)),
    Row("posts:new_campaign", only(C), (), "post"),
    Row("posts:campaign", STAFF, ("public_campaign",)),
    Row("posts:campaign", STAFF, ("public_campaign",), "post"),
    Row("posts:edit_campaign", only(C), ("public_campaign",)),
    Row("posts:edit_campaign", only(C), ("public_campaign",), "post"),
    Row("posts:series", STAFF),
    Row("posts:new_series", only(C)),
    Row("posts:new_series", only(C), (), "post"),
    Row("posts:one_series", STAFF, ("series",)),
    Row("posts:one_series", only(C), ("series",), "post", {"stop": "1"}),
    Row("posts:edit_series", only(C), ("series",)),
    Row("posts:edit_series", only(C), ("series",), "post"),
    Row("posts:plans", STAFF),
    Row("posts:plans", only(C), (), "post"),
    Row("posts:plan", only(C), ("plan_import",)),
    Row("posts:plan", only(C), ("plan_import",), "post"),
    Row("posts:export_plan", STAFF),
    Row("posts:plan_template", STAFF),
    Row("links:list", STAFF),
    Row("links:list", only(C, L, M), (), "post"),
    Row("links:link", STAFF, ("short_link",)),
    Row("links:stop", only(C, L, M), ("short_link",), "post"),
    Row("links:restore", only(C, L, M), ("short_link",), "post"),
    Row("posts:delivery", STAFF, ("delivery",)),
    Row("posts:delivery_answer", only(C, L, M), ("delivery",), "post"),
    Row("posts:delivery_put_out", only(C, L, M), ("delivery",), "post"),
    Row("posts:delivery_give_up", only(C, L, M), ("delivery",), "post"),
    Row("posts:delivery_try_again", only(C, L, M), ("delivery",), "post"),
    Row("calendar:month", STAFF),
    Row("calendar:week", STAFF),
    Row("calendar:agenda", STAFF),
    Row("calendar:print", STAFF),
    Row("calendar:move", only(C, L), ("post",)),
    Row("calendar:move", only(C, L), ("post",), "post"),
    Row("calendar:fill", only(C)),
    Row("calendar:fill", only(C), (), "post"),
    Row("calendar:strategy", STAFF),
    Row("calendar:themes", only(M)),
    Row("calendar:themes", only(M), (), "post"),
    Row("calendar:channel", only(M), ("channel",)),
    Row("calendar:channel", only(M), ("channel",), "post"),
    Row("calendar:dates", STAFF),
    Row("calendar:new_date", only(C, L, M)),
    Row("calendar:new_date", only(C, L, M), (), "post"),
    Row("calendar:date", only(C, L, M), ("date",)),
    Row("calendar:date", only(C, L, M), ("date",), "post"),
    Row("calendar:take_out_date", only(C, L, M), ("date",)),
    Row("calendar:take_out_date", only(C, L, M), ("kept_date",), "post"),
    Row("calendar:key_date", only(C, L, M), ("key_date",)),
    Row("calendar:key_date", only(C, L, M), ("key_date",), "post"),
    Row("calendar:feed", STAFF),
    Row("calendar:feed", STAFF, (), "post"),
    Row("channels:list"),
    Row("channels:add", only(M)),
    Row("channels:add", only(M), (), "post"),
    Row("channels:channel", args=("channel",)),
    Row("channels:edit", only(M), ("channel",)),
    Row("channels:edit", only(M), ("channel",), "post"),
    Row("channels:pilot", only(M), ("channel",), "post"),
    Row("channels:live", only(M), ("channel",), "post"),
    Row("channels:suspend", STAFF, ("channel",)),
    Row("channels:suspend", STAFF, ("channel",), "post"),
    Row("channels:connect", only(M), ("channel",)),
    Row("channels:connect", only(M), ("channel",), "post"),
    Row("channels:choose", only(M), ("channel",)),
    Row("channels:choose", only(M), ("channel",), "post"),
    Row("channels:test", only(C, M), ("channel",), "post"),
    Row("channels:disconnect", only(M), ("channel",)),
    Row("channels:disconnect", only(M), ("channel",), "post"),
    Row("channels:profile", args=("channel",)),
    Row("channels:profile", only(C, M), ("channel",), "post"),
    Row("channels:edit_profile", only(M), ("channel",)),
    Row("channels:edit_profile", only(M), ("channel",), "post"),
    Row("channels:read_profile", only(C, M), ("channel",), "post"),
    Row("channels:profile_picture", args=("channel",)),
    Row("channels:risks", args=("channel",)),
    Row("channels:risk_assessment", args=("channel", "assessment")),
    Row("channels:edit_risks", only(C, M), ("channel",)),
    Row("channels:edit_risks", only(C, M), ("channel",), "post"),
    Row("channels:agree_risks", only(M), ("channel", "assessment"), "post"),
    Row("channels:affiliated", STAFF),
    Row("channels:add_affiliated", only(C, M)),
    Row("channels:add_affiliated", only(C, M), (), "post"),
    Row("channels:check_affiliated", only(C, M), ("affiliated",)),
    Row("channels:check_affiliated", only(C, M), ("affiliated",), "post"),
    Row("channels:take_affiliated", only(C, M), ("affiliated",)),
    Row("channels:take_affiliated", only(C, M), ("affiliated",), "post"),
    Row("channels:training_affiliated", only(C, M), ("affiliated",)),
    Row("channels:training_affiliated", only(C, M), ("affiliated",), "post"),
    Row("channels:following", STAFF),
    Row("channels:following_csv", STAFF),
    Row("channels:add_following", only(C, M)),
    Row("channels:add_following", only(C, M), (), "post"),
    Row("channels:edit_following", only(C, M), ("following",)),
    Row("channels:edit_following", only(C, M), ("following",), "post"),
    Row("channels:tick_following", only(C, M), ("following",), "post"),
    Row("channels:remove_following", only(C, M), ("following",)),
    Row("inbox:queue", STAFF),
    Row("inbox:sorting"),
    Row("inbox:sorting_choose", only(M)),
    Row("inbox:sorting_choose", only(M), (), "post", {"reason": "Steadier"}),
    Row("inbox:counts", STAFF),
    Row("inbox:next", STAFF, (), "post"),
    Row("inbox:preferences", STAFF),
    Row("inbox:preferences", STAFF, (), "post"),
    Row("inbox:filters", STAFF),
    Row("inbox:filters", STAFF, (), "post"),
    Row("inbox:change_filter", frozenset(), ("saved_filter",), "post", refused_with=(403, 404)),
    Row("inbox:bulk", STAFF, (), "post"),
    Row("inbox:bulk_action", STAFF, ("bulk_action",)),
    Row("inbox:bulk_action", STAFF, ("bulk_action",), "post"),
    Row("inbox:abuse", only(L, M)),
    Row("inbox:abuse", only(L, M), (), "post"),
    Row("inbox:log", STAFF),
    Row("inbox:log", STAFF, (), "post"),
    Row("inbox:screenshot", STAFF, ("comment",)),
    Row("inbox:imports", only(C, L, M)),
    Row("inbox:imports", only(C, L, M), (), "post"),
    Row("inbox:import", only(C, L, M), ("comment_import",)),
    Row("inbox:import", only(C, L, M), ("comment_import",), "post", {"do": "begin"}),
    Row("inbox:incidents", STAFF),
    Row("inbox:incident", STAFF, ("incident",)),
    Row("inbox:incident", STAFF, ("incident",), "post"),
    Row("inbox:incident", STAFF, ("incident",), "post", {"do": "rename"}),
    Row("inbox:regroup", STAFF, ("comment",)),
    Row("inbox:regroup", STAFF, ("comment",), "post"),
    Row("inbox:join_incident", STAFF, ("comment",), "post"),
    Row("inbox:new_complaint", STAFF, ("incident",)),
    Row("inbox:new_complaint", STAFF, ("incident",), "post"),
    Row("inbox:complaints", STAFF),
    Row("inbox:complaint", STAFF, ("complaint",)),
    Row("inbox:complaint", STAFF, ("complaint",), "post"),
    Row("inbox:blocks", STAFF),
    Row("inbox:block", STAFF, ("block",)),
    Row("inbox:block", only(L, M), ("block",), "post"),
    Row("inbox:block_writer", STAFF, ("comment",)),
    Row("inbox:block_writer", STAFF, ("comment",), "post"),
    Row("inbox:appeals", STAFF),
    Row("inbox:appeal", STAFF, ("appeal",)),
    Row("inbox:appeal", STAFF, ("appeal",), "post"),
    Row("inbox:appeal", only(L, M), ("block_appeal",), "post", {"do": "dismiss"}),
    Row("inbox:log_appeal", STAFF, ("comment",)),
    Row("inbox:log_appeal", STAFF, ("comment",), "post"),
    Row("inbox:log_block_appeal", STAFF, ("block",)),
    Row("inbox:log_block_appeal", STAFF, ("block",), "post"),
    Row("inbox:house_rules", STAFF),
    Row("inbox:house_rules", only(M), (), "post", {"do": "usual"}),
    Row("inbox:house_rule", only(M), ("house_rule",)),
    Row("inbox:house_rule", only(M), ("house_rule",), "post"),
    Row("inbox:change_house_rule", only(M), ("house_rule",), "post", {"do": "retire"}),
    Row("inbox:reading", STAFF),
    Row("inbox:looked", STAFF, ("gap",), "post"),
    Row("inbox:new_watch", only(C, L, M)),
    Row("inbox:new_watch", only(C, L, M), (), "post"),
    Row("inbox:watch", only(C, L, M), ("watch",), "post", {"do": "pause"}),
    Row("inbox:keeping", STAFF),
    Row("inbox:purge", only(M, S), ("trial",)),
    Row("inbox:purge", only(M), ("trial",), "post"),
    Row("inbox:new_hold", only(M, S)),
    Row("inbox:new_hold", only(M, S), (), "post"),
    Row("inbox:legal_hold", only(M, S), ("legal_hold",)),
    Row("inbox:legal_hold", only(M, S), ("legal_hold",), "post", {"do": "end"}),
    Row("inbox:new_data_request", only(M, S)),
    Row("inbox:new_data_request", only(M, S), (), "post"),
    Row("inbox:data_request", only(M, S), ("data_request",)),
    Row("inbox:data_request", only(M, S), ("data_request",), "post", {"do": "check"}),
    Row("inbox:data_request_file", only(M, S), ("data_request",)),
    Row("inbox:comment", STAFF, ("comment",)),
    Row("inbox:capture", STAFF, ("comment",)),
    Row("inbox:escalation", only(S), ("comment",)),
    Row("inbox:escalation", only(S), ("comment",), "post", {"do": "seen"}),
    Row("inbox:hold", STAFF, ("comment",), "post"),
    Row("inbox:release", STAFF, ("comment",), "post"),
    Row("inbox:take_over", STAFF, ("comment",), "post"),
    Row("inbox:hand_over", STAFF, ("comment",), "post"),
    Row("inbox:report_abuse", STAFF, ("comment",), "post"),
    Row("inbox:category", STAFF, ("comment",), "post", {"category": "general"}),
    Row("inbox:flags", STAFF, ("comment",), "post", {"flag": "spam"}),
    Row("inbox:concern", STAFF, ("comment",), "post"),
    Row("inbox:step", STAFF, ("comment",), "post", {"step": "answer"}),
    Row("inbox:keep", STAFF, ("comment",), "post"),
    Row("inbox:close", STAFF, ("comment",), "post"),
    Row("inbox:reopen", STAFF, ("comment",), "post"),
    Row("inbox:withdrawn", STAFF, ("comment",), "post"),
    Row("inbox:still_there", STAFF, ("comment",), "post"),
]


def names(resolver: URLResolver, prefix: str = "") -> set[str]:
    found = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            space = f"{prefix}{one.namespace}:" if one.namespace else prefix
            found |= names(one, space)
        elif isinstance(one, URLPattern) and one.name:
            found.add(f"{prefix}{one.name}")
        else:
            found.add(f"{prefix}unnamed {one.pattern}")
    return found


def test_every_address_stands_in_the_table():
    """allauth's own addresses are guarded by allauth and by LoginRequiredMiddleware."""
    ours = {name for name in names(get_resolver()) if not name.startswith(("account_", "mfa_", "unnamed reauth"))}
    listed = {row.name for row in ROWS} | OPEN | PERSONAL
    assert ours - listed == set()
    assert {row.name for row in ROWS} - ours == set()


@pytest.fixture
def world(service, manager) -> SimpleNamespace:
    return build(service, manager)


def address(row: Row, world: SimpleNamespace, slug: str | None = None) -> str:
    return reverse(row.name, args=[slug or world.service.slug, *[getattr(world, name) for name in row.args]])


def answer(client: Client, row: Row, at: str):
    return client.post(at, row.data) if row.method == "post" else client.get(at)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_signed_out_one_is_sent_to_the_door(row, world, client):
    got = answer(client, row, address(row, world))
    assert got.status_code == 302
    assert got.url.startswith("/accounts/login/")


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_member_of_another_service_finds_nothing(row, world, client, outsider, other_service):
    client.force_login(outsider)
    assert answer(client, row, address(row, world)).status_code == 404
    if row.args and not NO_ROWS.issuperset(row.args):  # a row of this service below their own address
        assert answer(client, row, address(row, world, other_service.slug)).status_code == 404


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_wrong_role_is_refused(row, world, client, service):
    member(service, Role.SAFEGUARDING_LEAD)  # without one, others decide in their place
    for role in sorted(EVERYBODY - row.may):
        client.force_login(member(service, role))
        assert answer(client, row, address(row, world)).status_code in row.refused_with, role


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_right_role_is_let_in(row, world, client, service):
    for role in sorted(row.may):
        client.force_login(member(service, role))
        assert answer(client, row, address(row, world)).status_code in (200, 204, 302, 409, 422), role


@pytest.mark.parametrize("name", sorted(PERSONAL))
def test_what_is_the_persons_own_needs_a_sign_in(name, client, db):
    assert client.get(reverse(name)).status_code == 302


def test_nobody_becomes_somebody_else_outside_the_demo(client, coordinator, manager):
    client.force_login(coordinator)
    assert client.post(reverse("accounts:become"), {"person": manager.pk}).status_code == 404


def test_in_the_demo_one_becomes_a_colleague_but_nobody_of_another_service(
    client, settings, coordinator, manager, outsider
):
    settings.DEMO = True
    client.force_login(coordinator)
    assert client.post(reverse("accounts:become"), {"person": outsider.pk}).status_code == 404
    assert client.post(reverse("accounts:become"), {"person": manager.pk}).status_code == 302
    assert client.session["_auth_user_id"] == str(manager.pk)


def test_somebody_whose_access_ended_finds_nothing(client, service, coordinator):
    coordinator.memberships.update(ended_at="2026-01-01T00:00:00Z", end_reason="left")
    client.force_login(coordinator)
    assert client.get(reverse("insights:home", args=[service.slug])).status_code == 404
