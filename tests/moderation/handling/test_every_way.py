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
from moderation.handling import acting, playbooks
from moderation.models import Comment, CommentState, Step
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
    | {playbooks.EMERGENCY.key, playbooks.SHOW_AGAIN.key, playbooks.TELL_WHY.key}
)
FAULTS = ("refused", "later", "lost before", "lost after", "broken before", "broken after", "killed after")
UNDOES = ["comment.step_taken_back", "comment.shown_again", "comment.reopened", "comment.escalated"]

WHAT = (  # as often as it stands here
    *["goes_on"] * 8,
    *["does_a_step"] * 8,
    *["says_what_it_is", "time_goes_on", "the_network_will_fail", "decides"] * 3,
    *["takes_a_step_back", "passes_a_step_over", "tries_again", "looked_there", "shows_it_again"] * 2,
    *["claims", "lets_go", "raises_a_flag", "lowers_a_flag", "has_seen_it", "allows_a_message"],
    *["closes", "opens_again", "keeps_it_from_somebody", "lifts_it"],
    *["the_network_cannot_tell", "the_writer_changes_the_text", "the_writer_takes_it_away"],
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
    "action": ("hide", "unhide", "reply", "delete"),
    "fault": FAULTS,
    "minutes": (1, 4, 6, 20, 180, 60 * 24),
}


class Moderation(RuleBasedStateMachine):
    """One comment, a handful of people, a network with faults, and time that goes on."""

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
        assert before.kept_from_id != person.pk
        return True

    @rule(luck=st.integers(0, 2**32))
    def things_happen(self, luck: int) -> None:
        """A handful of things, drawn at random: drawn one by one, few sequences would ever get to the end."""
        dice = random.Random(luck)
        for _ in range(8):
            happens = getattr(self, dice.choice(WHAT))
            own = [spec.key for spec in playbooks.steps_for(moves.facts_of(self.comment))]
            pools = DRAWN | {"key": (*KEYS, *own * 6)}  # mostly what its playbook names, in any order
            happens(**{name: dice.choice(pools[name]) for name in inspect.signature(happens).parameters})
            self.the_promises_hold()

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
        assert not self.attempt(who, lambda: workflow.acknowledge(self.pk, by=self.people[who])) or who == "lead"

    def decides(self, who: str, reason: str) -> None:
        who = "lead" if who == "ann" else who
        decision = {"decision": "Passed on", "reason": reason}
        did = self.attempt(who, lambda: workflow.close_escalation(self.pk, by=self.people[who], **decision))
        assert not did or (who == "lead" and reason)

    def allows_a_message(self, who: str, reason: str) -> None:
        who = "lead" if who == "ann" else who
        did = self.attempt(who, lambda: workflow.allow_message(self.pk, by=self.people[who], reason=reason))
        assert not did or (who == "lead" and reason)

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

    def goes_on(self, who: str, with_rule: bool) -> None:
        """The next step that is to be done, and after the last one the end: otherwise few would ever get there."""
        facts = moves.facts_of(self.comment)
        ready = [spec.key for spec in playbooks.unfinished(facts) if not playbooks.obstacle(facts, spec)]
        if ready:
            self.does_a_step(who, ready[0], by_hand=False, with_rule=with_rule)
        else:
            self.closes(who)

    def passes_a_step_over(self, who: str, key: str, reason: str) -> None:
        did = self.attempt(who, lambda: workflow.step_not_possible(self.pk, key, by=self.people[who], reason=reason))
        assert not did or reason

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

    def opens_again(self, who: str, reason: str) -> None:
        self.attempt(who, lambda: workflow.reopen(self.pk, by=self.people[who], reason=reason))

    def keeps_it_from_somebody(self, who: str, with_rule: bool) -> None:
        named = "approver" if with_rule else "ben"
        self.attempt(who, lambda: workflow.keep_from(self.pk, by=self.people[who], person=self.people[named]))

    def lifts_it(self, who: str, reason: str) -> None:
        self.attempt(who, lambda: workflow.keep_no_more(self.pk, by=self.people[who], reason=reason))

    # What happens elsewhere

    def the_network_will_fail(self, action: str, fault: str) -> None:
        faulty.faults[action].append(fault)

    def the_network_cannot_tell(self) -> None:
        faulty.lookup.append("unsure")

    def time_goes_on(self, minutes: int) -> None:
        """The ticks of the background: lost steps are looked up, dangers told, the rule of the night applied."""
        self.traveller.shift(dt.timedelta(minutes=minutes))
        now = timezone.now()
        for step_id in acting.without_an_answer(now):
            with suppress(faulty.Killed):
                acting.look_up(step_id)
        dangers.chase_due(now)
        with suppress(faulty.Killed):
            out_of_hours.run_due(now)

    def the_writer_changes_the_text(self, by_hand: bool) -> None:
        text = "Changed: he has been off for weeks" if by_hand else "Thank you!"
        intake.note_edit(self.pk, text, now=timezone.now())

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
        assert not is_known or comment.removed_at or bool(comment.hidden_at) == bool(there.hidden_at)

    def teardown(self) -> None:
        try:
            comment = self.comment
            for data in Event.objects.about(comment).values_list("data", flat=True):
                assert "07700" not in str(data)  # no event holds words of the comment
                assert "Pemberton" not in str(data)  # or its writer
            span = (START - dt.timedelta(days=1), START + dt.timedelta(days=1))
            assert all(row.stood >= dt.timedelta() for row in exposure.of_cases(self.service, *span, timezone.now()))
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
