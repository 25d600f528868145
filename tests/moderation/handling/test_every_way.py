"""Whatever anybody does to a comment, in whatever order, while the network fails as it likes: what always holds.

A rule-based state machine tries sequences that nobody would write down. Every verb may be asked for by everybody at any
time; the domain allows or refuses it, and after each the promises of DESIGN 6 are looked at anew.
"""

from __future__ import annotations

import datetime as dt
import inspect
import random
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.models import Role
from accounts.permissions import forget_roles
from audit.models import Event
from audit.services import first_broken_link
from channels.models import SandboxComment
from moderation import moves, workflow
from moderation.classify.labels import CLASSES, FLAGS
from moderation.coming_in import intake
from moderation.conduct import appeals
from moderation.handling import outcomes, playbooks, standing
from moderation.handling.clocks import priority_of
from moderation.inbox import bulk
from moderation.keeping import runs
from moderation.models import Appeal, BulkAction, BulkRow, Comment, CommentState, Step
from moderation.safety import dangers, escalations, exposure, out_of_hours
from moderation.workflow import Given, MoveRefused
from policies.models import ReplyPurpose
from posts.models import Post, PostState
from tests.factories.accounts import ServiceFactory, member
from tests.factories.moderation import CommentFactory, HouseRuleFactory, on_the_sandbox, reply_templates
from tests.moderation import faulty

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 20, 15, 30, tzinfo=dt.UTC)  # a Friday: the weekend comes into it
HANDLERS = ("ann", "ben", "manager", "approver", "lead")
PEOPLE = (*HANDLERS, "viewer", "outsider")
KEYS = sorted(
    {spec.key for specs in playbooks.PLAYBOOKS.values() for spec in specs}
    | {spec.key for spec in playbooks.BY_FLAG.values()}
    | {playbooks.EMERGENCY.key, playbooks.SHOW_AGAIN.key, playbooks.TELL_WHY.key, playbooks.NAME_RULE.key}
)
FAULTS = ("refused", "later", "lost before", "lost after", "broken before", "broken after", "killed after")
UNDOES = ["comment.step_taken_back", "comment.shown_again", "comment.reopened", "comment.escalated"]
UNDOES += ["comment.said_there", "comment.seen_again", "comment.edited"]

WHAT = (  # as often as it stands here
    *["goes_on"] * 14,
    *["does_a_step"] * 8,
    *["says_what_it_is", "time_goes_on", "the_network_will_fail", "decides"] * 3,
    *["takes_a_step_back", "passes_a_step_over", "tries_again", "looked_there", "shows_it_again"] * 2,
    *["claims", "lets_go", "raises_a_flag", "lowers_a_flag", "raises_a_danger", "has_seen_it", "allows_a_message"],
    *["takes_it_over", "hands_it_over", "takes_back_what_it_is", "changes_the_flags"],
    *["closes", "opens_again", "keeps_it_from_somebody", "lifts_it"],
    *["hides_it_with_others", "undoes_that", "undoes_that", "contests_it", "decides_the_appeal"] * 2,
    *["the_network_cannot_tell", "the_writer_changes_the_text", "the_writer_takes_it_away"],
    *["says_that_it_is_gone", "says_that_it_is_there", "the_network_shows_it_again"],
    "the_public_post_is_settled",
)
DRAWN = {
    "who": ("ann", "ann", "ann", "ann", "ann", "ann", *PEOPLE),  # mostly one person, who gets somewhere
    "category": ("case_request", "case_request", "case_request", *map(str, CLASSES)),
    "flag": [str(one) for one in FLAGS],
    "key": KEYS,
    "reason": ("There is a reason", "There is a reason", ""),
    "by_hand": (False, False, True),
    "with_rule": (True, False),
    "is_troll": (True, False),
    "and_undoes": (True, False),
    "action": ("hide", "unhide", "reply", "delete"),
    "fault": FAULTS,
    "named": ("approver", "ben", "lead"),
    "minutes": (1, 4, 6, 20, 180, 60 * 24),
}


GRAVE = {"safeguarding", "immediate_danger", "threat_or_hate", "staff_allegation"}
GRAVE |= {"personal_data", "statutory_request", "under_13"}


def may_go_together(comment: Comment) -> bool:
    """Spam and trolls alone: open, in public, with nothing that asks for a look of its own."""
    is_spam = "spam" in comment.flags and comment.category in ("general", "")
    is_open = comment.state in moves.OPEN and comment.state != CommentState.ESCALATED
    stands = is_open and comment.is_public and comment.hidden_at is None and comment.removed_at is None
    return (is_spam or comment.category == "troll") and stands and not GRAVE & set(comment.flags)


def as_it_stands(comment: Comment) -> tuple[object, ...]:
    """What an undo gives back."""
    to_do = [spec.key for spec in playbooks.unfinished(moves.facts_of(comment))]
    said = (comment.category, comment.is_confirmed, comment.flags, comment.priority)
    return (*said, comment.state in moves.OPEN, comment.hidden_at, comment.removed_at, comment.claimed_by_id, to_do)


class Moderation(RuleBasedStateMachine):
    """One comment with some beside it, a handful of people, a network with faults, and time that goes on."""

    together: ClassVar[set[str]] = set()  # what came of those that were hidden together

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        faulty.forget()

    @initialize(
        category=st.sampled_from(["case_request", *map(str, CLASSES), ""]),
        is_public=st.sampled_from([True, True, False]),
        raised=st.lists(st.sampled_from([str(flag) for flag in FLAGS]), max_size=2, unique=True),
        hides=st.booleans(),
    )
    def arrives(self, category: str, is_public: bool, raised: list[str], hides: bool) -> None:
        self.service = ServiceFactory(phone="01632 960417", email="help@advice.example")
        version = reply_templates(self.service, *ReplyPurpose.values)
        version.parameters = {"hides_out_of_hours": hides}
        version.save()
        self.people = {
            "ann": member(self.service, Role.COORDINATOR),
            "ben": member(self.service, Role.COORDINATOR),
            "manager": member(self.service, Role.SERVICE_MANAGER),
            "approver": member(self.service, Role.LINE_MANAGER),
            "lead": member(self.service, Role.SAFEGUARDING_LEAD),
            "viewer": member(self.service, Role.VIEWER),
            "outsider": member(ServiceFactory(), Role.COORDINATOR),
        }
        self.rule = HouseRuleFactory(service=self.service)
        comment = CommentFactory(
            service=self.service,
            category=category,
            state=CommentState.SORTED if category else CommentState.NEW,
            text="He is out of school again, ring me on 07700 900417",
            on_sandbox=True,
            visibility="public" if is_public else "direct",
            posted_at=timezone.now(),
            flags=sorted({*raised, *(["safeguarding"] if "immediate_danger" in raised else [])}),
        )
        self.pk = comment.pk
        if "safeguarding" in comment.flags:
            comment = moves.locked(self.pk)
            escalations.raise_for(comment, by=None, immediate="immediate_danger" in raised, now=timezone.now())
            moves.reckon(comment)
            moves.settle(comment, "priority", "due_at")
        trolls = {"troll": True, "on_sandbox": True}
        spam = {"on_sandbox": True, "flags": ["spam"], "service": self.service}
        self.beside = [  # handled together with others alone
            CommentFactory(service=self.service, **trolls),
            CommentFactory(**spam),
            CommentFactory(**spam, case=True),
            CommentFactory(service=self.service, direct=True, **trolls),
            CommentFactory(service=ServiceFactory(), **trolls),
        ]
        self.stood: dict[int, dict[int, tuple[object, ...]]] = {}  # before each bulk action
        self.said_by_hand = False  # a person said what happened on the network: only they know
        self.stopped: tuple[object, dt.datetime | None] = (None, None)

    @property
    def comment(self) -> Comment:
        return Comment.objects.select_related("service", "channel").get(pk=self.pk)

    def attempt(self, who: str, do: Callable[[], object]) -> bool:
        """Ask for a verb. Whoever may not handle comments, or whom it is kept from, is refused without a trace."""
        before, person = self.comment, self.people[who]
        events = Event.objects.about(before).count()
        forget_roles(person)
        try:
            do()
        except (MoveRefused, PermissionDenied):
            assert Event.objects.about(before).count() == events
            return False
        except faulty.Killed:
            pass
        assert who in HANDLERS
        assert not before.is_kept_from(person)
        return True

    @rule(luck=st.integers(0, 2**32))
    def things_happen(self, luck: int) -> None:
        """A handful of things, drawn at random: drawn one by one, few sequences would ever get to the end."""
        dice = random.Random(luck)
        for _ in range(12):
            self.traveller.shift(dt.timedelta(seconds=1))  # no two things happen at one moment
            happens = getattr(self, dice.choice(WHAT))
            own = [spec.key for spec in playbooks.steps_for(moves.facts_of(self.comment))]
            pools = DRAWN | {"key": (*KEYS, *own * 6)}  # mostly what its playbook names, in any order
            happens(**{name: dice.choice(pools[name]) for name in inspect.signature(happens).parameters})
            self.the_promises_hold()

    @property
    def leads(self) -> list[str]:
        """Who decides about a worry now: the lead, or in their place the manager, when it is about the lead."""
        found = {one.pk for one in escalations.leads_of(self.comment, timezone.now())}
        return [name for name, person in self.people.items() if person.pk in found]

    def raises_a_danger(self, who: str) -> None:
        """Whatever was seen or done before: the calls about it run, from now or from before."""
        before = timezone.now()
        if self.attempt(who, lambda: workflow.escalate(self.pk, by=self.people[who], immediate=True)):
            escalation = self.comment.escalations.get(closed_at=None)
            assert escalation.immediate
            assert escalation.seen_at is None
            assert not escalations.help_called(escalation)
            assert escalation.immediate_at <= before
            assert self.comment.clock_stopped_at is None

    def claims(self, who: str) -> None:
        self.attempt(who, lambda: workflow.claim(self.pk, by=self.people[who]))

    def lets_go(self, who: str) -> None:
        self.attempt(who, lambda: workflow.release(self.pk, by=self.people[who]))

    def says_what_it_is(self, who: str, category: str) -> None:
        self.attempt(who, lambda: workflow.confirm_category(self.pk, str(category), by=self.people[who]))

    def raises_a_flag(self, who: str, flag: str) -> None:
        self.attempt(who, lambda: workflow.set_flag(self.pk, flag, by=self.people[who]))

    def lowers_a_flag(self, who: str, flag: str, reason: str) -> None:
        self.attempt(who, lambda: workflow.lower_flag(self.pk, flag, by=self.people[who], reason=reason))

    def has_seen_it(self, who: str) -> None:
        who, leads = self.leads[0] if who == "ann" else who, self.leads
        assert not self.attempt(who, lambda: workflow.acknowledge(self.pk, by=self.people[who])) or who in leads

    def decides(self, who: str, reason: str) -> None:
        who, leads = self.leads[0] if who == "ann" else who, self.leads
        decision = {"decision": "Passed on", "reason": reason}
        did = self.attempt(who, lambda: workflow.close_escalation(self.pk, by=self.people[who], **decision))
        assert not did or (who in leads and reason)

    def allows_a_message(self, who: str, reason: str) -> None:
        who, leads = self.leads[0] if who == "ann" else who, self.leads
        did = self.attempt(who, lambda: workflow.allow_message(self.pk, by=self.people[who], reason=reason))
        assert not did or (who in leads and reason)

    def does_a_step(self, who: str, key: str, by_hand: bool, with_rule: bool) -> None:
        before = self.comment
        written = on_the_sandbox(before).replies.count()
        was_deciding = before.escalations.filter(closed_at=None).exists()
        given = Given(
            text="Yes, there is a ramp.",
            house_rule=self.rule.pk if with_rule else None,
            reference="R-417",
            title="A call back",
            reason="It was a mistake",
        )
        how = {"given": given, "by_hand": by_hand}
        did = self.attempt(who, lambda: workflow.do_step(self.pk, key, by=self.people[who], **how))
        self.said_by_hand |= did and by_hand
        if on_the_sandbox(before).replies.count() > written:
            assert before.category != "troll"
            assert not was_deciding
            assert "under_13" not in before.flags or before.message_allowed_by_id

    def goes_on(self, who: str, category: str, with_rule: bool) -> None:
        """The next that is to be done, and after the last step the end: otherwise few would ever get there."""
        comment, facts = self.comment, moves.facts_of(self.comment)
        ready = [spec.key for spec in playbooks.unfinished(facts) if not playbooks.obstacle(facts, spec)]
        if facts.lead_is_deciding:
            self.decides("ann", "There is a reason")
        elif not comment.is_confirmed:
            self.says_what_it_is(who, comment.category or category)
        elif ready:
            self.does_a_step(who, ready[0], by_hand=False, with_rule=with_rule)
        else:
            self.closes(who)

    def passes_a_step_over(self, who: str, key: str, reason: str) -> None:
        """What has to be hidden on a network that hides for us is passed over only after that was tried."""
        has_to_be = key == playbooks.HIDE.key and playbooks.must_be_hidden(moves.facts_of(self.comment))
        was_tried = self.comment.steps.filter(key=key, state__in=["failed", "under_way"]).exists()
        did = self.attempt(who, lambda: workflow.step_not_possible(self.pk, key, by=self.people[who], reason=reason))
        assert not did or reason
        assert not did or was_tried or not has_to_be

    def takes_a_step_back(self, who: str, key: str, reason: str) -> None:
        did = self.attempt(who, lambda: workflow.take_back(self.pk, key, by=self.people[who], reason=reason))
        assert not did or reason

    def tries_again(self, who: str, key: str) -> None:
        self.attempt(who, lambda: workflow.retry(self.pk, key, by=self.people[who]))

    def looked_there(self, who: str, key: str, by_hand: bool) -> None:
        told = {"by": self.people[who], "is_there": by_hand}
        self.said_by_hand |= self.attempt(who, lambda: workflow.answer_by_person(self.pk, key, **told))

    def closes(self, who: str) -> None:
        if self.attempt(who, lambda: workflow.close(self.pk, by=self.people[who])):
            facts = moves.facts_of(self.comment)
            assert not playbooks.unfinished(facts)
            assert not facts.lead_is_deciding

    def shows_it_again(self, who: str, category: str, by_hand: bool) -> None:
        self.says_what_it_is(who, category)
        self.does_a_step(who, playbooks.SHOW_AGAIN.key, by_hand, with_rule=False)

    def takes_it_over(self, who: str, reason: str) -> None:
        self.attempt(who, lambda: workflow.take_over(self.pk, by=self.people[who], note=reason))

    def hands_it_over(self, who: str, named: str) -> None:
        self.attempt(who, lambda: workflow.hand_over(self.pk, by=self.people[who], to=self.people[named]))

    def takes_back_what_it_is(self, who: str, category: str) -> None:
        self.attempt(who, lambda: workflow.unconfirm(self.pk, category, by=self.people[who]))

    def changes_the_flags(self, who: str, flag: str, reason: str) -> None:
        self.attempt(who, lambda: workflow.change_flags(self.pk, [flag], by=self.people[who], reason=reason))

    def in_sight(self) -> dict[int, Comment]:
        rows = Comment.objects.filter(pk__in=[self.pk, *(one.pk for one in self.beside)])
        return {one.pk: one for one in rows.select_related("service", "channel")}

    def hides_it_with_others(self, who: str, is_troll: bool, with_rule: bool, and_undoes: bool) -> None:
        """All are ticked, one of another service too: who may, with a rule, hides spam and trolls alone."""
        if is_troll:
            self.says_what_it_is(who, "troll")
            self.lets_go(who)
        before, by = self.in_sight(), self.people[who]
        stood = {pk: as_it_stands(comment) for pk, comment in before.items()}
        forget_roles(by)
        with suppress(MoveRefused, PermissionDenied):
            action = bulk.start(self.service, before, by=by, house_rule=self.rule.pk if with_rule else None)
            self.stood[action.pk] = stood
            with suppress(faulty.Killed):
                bulk.run(action.pk)
        for pk, after in self.in_sight().items():
            was, may = before[pk], who in HANDLERS and with_rule
            may = may and was.service_id == self.service.pk and not was.is_kept_from(by) and may_go_together(was)
            assert may or (after.state, after.version) == (was.state, was.version)
        if and_undoes:
            self.undoes_that(who)

    def undoes_that(self, who: str) -> None:
        action = BulkAction.objects.filter(service=self.service).order_by("-pk").first()
        if action is None:
            return
        in_time = timezone.now() <= action.at + dt.timedelta(minutes=10)
        with suppress(MoveRefused, PermissionDenied):
            bulk.undo(action.pk, by=self.people[who])
            assert who in HANDLERS
            assert in_time
            with suppress(faulty.Killed):
                bulk.run(action.pk)

    def contests_it(self, who: str) -> None:
        given = {"by": self.people[who], "came_by": "by e-mail", "says": "Why?"}
        self.attempt(who, lambda: appeals.log_for_comment(self.pk, **given))

    def decides_the_appeal(self, who: str, with_rule: bool) -> None:
        appeal = Appeal.objects.filter(comment=self.pk, decided_at=None).first()
        if appeal is None:
            return
        who = "manager" if who == "ann" else who  # who did most of it does not decide
        steps = Step.objects.filter(comment=self.pk, key__in=["hide", "delete"], state="done")
        took_it_down = set(steps.values_list("by", flat=True))
        decided = {"by": self.people[who], "upholds": with_rule, "reason": "It is so", "told_how": "by e-mail"}
        did = self.attempt(who, lambda: appeals.decide(appeal.pk, **decided))
        assert not did or self.people[who].pk not in took_it_down

    def opens_again(self, who: str, reason: str) -> None:
        """What is open again counts as there, unless we deleted it."""
        if self.attempt(who, lambda: workflow.reopen(self.pk, by=self.people[who], reason=reason)):
            assert self.comment.removed_at is None or standing.was_deleted_by_us(self.comment)

    def says_that_it_is_gone(self, who: str, reason: str, by_hand: bool) -> None:
        """The network is asked: what it shows is not gone, whoever says so."""
        before, there = self.comment, SandboxComment.objects.filter(pk=on_the_sandbox(self.comment).pk)
        there.update(withdrawn_at=timezone.now() if by_hand else None)
        did = self.attempt(who, lambda: workflow.said_gone(self.pk, by=self.people[who], reason=reason))
        there.update(withdrawn_at=None)
        assert not did or (reason and by_hand)
        assert did or self.comment.removed_at == before.removed_at

    def says_that_it_is_there(self, who: str, reason: str) -> None:
        if self.attempt(who, lambda: workflow.said_there(self.pk, by=self.people[who], reason=reason)):
            assert reason
            assert self.comment.removed_at is None

    def keeps_it_from_somebody(self, who: str, named: str) -> None:
        self.attempt(who, lambda: workflow.keep_from(self.pk, by=self.people[who], person=self.people[named]))

    def lifts_it(self, who: str, named: str, reason: str) -> None:
        person = self.people[named]
        self.attempt(who, lambda: workflow.keep_no_more(self.pk, by=self.people[who], person=person, reason=reason))

    # What happens elsewhere

    def the_network_will_fail(self, action: str, fault: str) -> None:
        faulty.faults[action].append(fault)

    def the_network_cannot_tell(self) -> None:
        faulty.lookup.append("unsure")

    def time_goes_on(self, minutes: int) -> None:
        """The ticks of the background: lost steps are looked up, dangers told, the rule of the night applied."""
        self.traveller.shift(dt.timedelta(minutes=minutes))
        now = timezone.now()
        for step_id in outcomes.without_an_answer(now):
            with suppress(faulty.Killed):
                outcomes.look_up(step_id)
        dangers.chase_due(now)
        for action in BulkAction.objects.filter(service=self.service):
            with suppress(faulty.Killed):
                bulk.run(action.pk)
        with suppress(faulty.Killed):
            out_of_hours.run_due(now)

    def the_writer_changes_the_text(self, by_hand: bool) -> None:
        text = "Changed: he has been off for weeks" if by_hand else "Thank you!"
        before, after = self.comment, intake.note_edit(self.pk, text, now=timezone.now())
        if after.text != before.text and after.is_confirmed and after.state in moves.OPEN:
            suggested = after.assessments.latest("at", "pk")
            said, asked = (
                priority_of(one, (), is_public=after.is_public) for one in (after.category, suggested.category)
            )
            assert said == 1 or (said <= asked and not suggested.needs_person)

    def the_network_shows_it_again(self) -> None:
        standing.seen(self.pk, job="Reading comments", now=timezone.now())
        comment = self.comment
        assert comment.state != CommentState.WITHDRAWN or standing.was_deleted_by_us(comment)

    def the_writer_takes_it_away(self) -> None:
        if self.comment.removed_at is None:
            workflow.withdrawn_by_author(self.pk, job="Reading comments")

    def the_public_post_is_settled(self, by_hand: bool) -> None:
        state = PostState.PUBLISHED if by_hand else PostState.WITHDRAWN
        Post.objects.filter(service=self.service).update(state=state)
        moves.settle(moves.locked(self.pk))

    # What always holds

    @invariant()
    def the_promises_hold(self) -> None:
        comment = self.comment
        steps, there = list(comment.steps.all()), on_the_sandbox(comment)
        replies = list(there.replies.values_list("client_ref", flat=True))
        self.no_step_is_done_without_capture_person_and_time(comment, steps)
        self.nothing_is_deleted_before_the_reply_arrived_or_could_not(steps, there, replies)
        self.nothing_ends_while_the_lead_decides(comment)
        self.the_state_and_the_clock_follow_from_what_is_known(comment, steps)
        self.hidden_here_is_hidden_there(comment, steps, there)
        self.nothing_is_closed_hidden_without_a_ground(comment, steps)
        self.a_case_in_public_is_late_until_it_is_gone(comment)
        self.what_is_done_together_is_whole_or_as_it_was()
        assert self.said_by_hand or len(replies) == len(set(replies))  # nobody gets a reply twice
        assert Post.objects.filter(service=self.service).count() <= 1
        assert comment.exposure is None or comment.exposure >= dt.timedelta()

    def no_step_is_done_without_capture_person_and_time(self, comment: Comment, steps: list[Step]) -> None:
        for step in steps:
            assert step.capture_id == comment.capture.pk
            assert step.state not in playbooks.FINISHED or ((step.by_id or step.job) and step.at)

    def nothing_is_deleted_before_the_reply_arrived_or_could_not(
        self, steps: list[Step], there: SandboxComment, replies: list[str]
    ) -> None:
        if there.removed_at:
            reply = next(step for step in steps if step.key == "reply_private")
            assert reply.state in playbooks.FINISHED
            assert str(reply.token) in map(str, replies) or reply.state == "not_possible" or self.said_by_hand

    def nothing_ends_while_the_lead_decides(self, comment: Comment) -> None:
        is_deciding = comment.escalations.filter(closed_at=None).exists()
        assert is_deciding == (comment.state == CommentState.ESCALATED)
        assert self.leads  # a worry has always somebody who may close it
        assert not comment.escalations.filter(closed_at=None, seen_by__in=comment.kept_from_ids).exists()

    def the_state_and_the_clock_follow_from_what_is_known(self, comment: Comment, steps: list[Step]) -> None:
        """And a clock stops once: while the comment stays what it is, and nobody takes anything back."""
        assert comment.state not in moves.OPEN or comment.state == moves.settled_state(comment, steps)
        assert (comment.closed_at is None) == (comment.state in moves.OPEN)
        assert comment.clock_stopped_at == moves.stopped_at(comment, steps)
        undone = Event.objects.about(comment).filter(kind__in=UNDOES).count()
        what = (comment.category, tuple(comment.flags), undone, comment.closed_at)
        was, stopped = self.stopped
        assert was != what or stopped is None or comment.clock_stopped_at == stopped
        self.stopped = (what, comment.clock_stopped_at)

    def hidden_here_is_hidden_there(self, comment: Comment, steps: list[Step], there: SandboxComment) -> None:
        is_known = not self.said_by_hand and not any(step.state in ("under_way", "failed") for step in steps)
        assert not is_known or bool(comment.hidden_at) == bool(there.hidden_at)

    def nothing_is_closed_hidden_without_a_ground(self, comment: Comment, steps: list[Step]) -> None:
        """A case, personal data, a child's safety or a named house rule; criticism is none (L8)."""
        if comment.state == CommentState.CLOSED and comment.hidden_at and not comment.removed_at and comment.is_public:
            is_grave = {"personal_data", "safeguarding"} & set(comment.flags)
            rules = [step.data.get("house_rule") for step in steps if step.state == "done"]
            assert comment.category == "case_request" or is_grave or any(rules)

    def a_case_in_public_is_late_until_it_is_gone(self, comment: Comment) -> None:
        stands = comment.is_public and comment.hidden_at is None and comment.removed_at is None
        is_case = comment.category == "case_request" and comment.priority == 1 and comment.state in moves.OPEN
        assert not (stands and is_case) or comment.clock_stopped_at is None

    def what_is_done_together_is_whole_or_as_it_was(self) -> None:
        rows = BulkRow.objects.filter(comment__in=self.beside).exclude(outcome="left_out").order_by("pk")
        last = {row.comment_id: row for row in rows}
        for was in self.beside:
            comment, row = Comment.objects.select_related("service", "channel").get(pk=was.pk), last.get(was.pk)
            there = on_the_sandbox(comment)
            if row is None:
                assert (comment.version, there.hidden_at) == (was.version, None)
            elif row.outcome == "done":
                assert may_go_together(was)
                assert (comment.state, comment.category, comment.is_confirmed) == ("closed", "troll", True)
                assert comment.hidden_at
                assert there.hidden_at
            elif row.outcome == "undone":
                assert as_it_stands(comment) == self.stood[row.action_id][was.pk]
                assert there.hidden_at is None
            self.together.add(row.outcome if row else "left out")

    def years_later_what_is_over_has_no_words_and_what_is_open_has_them(self) -> None:
        was = self.comment
        runs.run(self.service, timezone.now() + dt.timedelta(days=4000))
        comment = self.comment
        assert was.state not in moves.OPEN or (comment.state, comment.text) == (was.state, was.text)
        if comment.state == CommentState.PURGED:
            assert (comment.text, comment.author_handle, comment.author_name) == ("", "", "")
            for verb in (workflow.reopen, workflow.show_again):
                again = {"by": self.people["manager"], "reason": "x"}
                assert not self.attempt("manager", lambda verb=verb, again=again: verb(self.pk, **again))

    def teardown(self) -> None:
        try:
            comment = self.comment
            for data in Event.objects.about(comment).values_list("data", flat=True):
                assert "07700" not in str(data)  # no event holds words of the comment
                assert "Pemberton" not in str(data)  # or its writer
            span = (START - dt.timedelta(days=1), START + dt.timedelta(days=1))
            assert all(row.stood >= dt.timedelta() for row in exposure.of_cases(self.service, *span, timezone.now()))
            self.years_later_what_is_over_has_no_words_and_what_is_open_has_them()
            assert first_broken_link(self.service) is None
        finally:
            self.clock.stop()
            faulty.forget()
            transaction.savepoint_rollback(self.savepoint)


def test_whatever_is_done_in_whatever_order_the_promises_hold(network):
    run_state_machine_as_test(
        Moderation,
        settings=settings(
            max_examples=20,
            stateful_step_count=6,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Moderation.together >= {"left out", "done", "undone"}  # the sequences get that far
