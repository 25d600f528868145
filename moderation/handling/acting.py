"""Doing the steps of a playbook: what is asked of the person, what is checked, what is put on record.

What a network has to do is on record before it is asked; `outcomes.py` asks, and writes down what became of it.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import services as audit
from audit.kinds import Kind
from channels.networks import Action, connector_of
from moderation import grounds, moves
from moderation.classify.labels import Flag
from moderation.conduct import house_rules
from moderation.grievances import incidents
from moderation.handling import playbooks
from moderation.handling.outcomes import LOOK_UP_AFTER, SHOW_AGAIN, ask, done, failed, look_up
from moderation.models import Comment, HouseRule, Source, Step, StepState
from moderation.moves import MoveRefused
from policies import services as policies
from policies.models import Section

BLANK = re.compile(r"\{[a-z_]+\}")
ON_OUR_PAGES = (Action.HIDE, Action.UNHIDE, Action.REMOVE_COMMENT)
LONGEST_REPLY = 2000


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a person gives with a step: the kind depends on its spec's `needs`."""

    text: str = ""  # of an answer that may be changed
    house_rule: int | None = None
    reference: str = ""
    title: str = ""
    incident: int | None = None  # the one that it joins, where a person chose one
    reason: str = ""


def is_automatic(comment: Comment, spec: playbooks.StepSpec) -> bool:
    """Whether we can do the step on the network ourselves. What a watch found stands on somebody else’s page."""
    is_elsewhere = comment.source == Source.WATCH and spec.action in ON_OUR_PAGES
    return (
        spec.action is not None
        and not is_elsewhere
        and comment.is_known_there
        and connector_of(comment.channel).capabilities.can(spec.action)
    )


def reply_for(comment: Comment, spec: playbooks.StepSpec) -> tuple[str, str, str]:
    """The template's name, its text with our facts put in, and why it cannot be sent ("" when it can)."""
    template = policies.reply_template(comment.service, spec.purpose)
    if template is None:
        return (
            "",
            "",
            (
                "The policy in force has no reply for this. Ask the service manager to add one, "
                "or say why this step is not possible."
            ),
        )
    text, missing = policies.fill(template.body, comment.service)
    if missing:
        blanks = ", ".join(missing)
        return (
            template.name,
            text,
            f"The reply still has a blank: {blanks}. A service manager fills it in.",
        )
    return template.name, text, ""


def do_step(
    comment_id: int,
    key: str,
    *,
    by: User,
    given: Given | None = None,
    by_hand: bool = False,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Step:
    """Do one step, or record that a person did it on the network (`by_hand`). Raises MoveRefused.

    A step that the network refused comes back as failed, with the reason in its data; one without a clear answer comes
    back as under way.
    """
    now = now or timezone.now()
    step, calls = _begin(comment_id, key, by=by, given=given or Given(), by_hand=by_hand, version=version, now=now)
    return ask(step, now=now) if calls else step


def show_again(
    comment_id: int,
    *,
    by: User,
    reason: str,
    by_hand: bool = False,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Step:
    """Show a comment again that was hidden by mistake, open or closed. How long it stood in public counts on, and the
    step that hides it is to do again, should it have to be hidden after all.
    """
    given = Given(reason=reason)
    return do_step(comment_id, SHOW_AGAIN, by=by, given=given, by_hand=by_hand, version=version, now=now)


def retry(comment_id: int, key: str, *, by: User, version: int | None = None, now: dt.datetime | None = None) -> Step:
    """Try a failed step again as it was, or look up one that has no clear answer."""
    now = now or timezone.now()
    with transaction.atomic():
        comment = moves.locked(comment_id)
        moves.require("retry", comment, by, now, version)
        step = comment.steps.select_for_update().filter(key=key).first()
        if step is None or step.state not in (StepState.FAILED, StepState.UNDER_WAY):
            raise MoveRefused("There is nothing to try again here.")
        _not_in_flight(step, now)
        is_unclear = step.state == StepState.UNDER_WAY
        if not is_unclear:
            spec = playbooks.spec(moves.facts_of(comment), key)
            if spec is None or not is_automatic(comment, spec):
                raise MoveRefused("This step is not one that we can do on the network ourselves.")
            if obstacle := playbooks.obstacle(moves.facts_of(comment), spec):
                raise MoveRefused(obstacle)
            step.state, step.by, step.at, step.job = StepState.UNDER_WAY, by, now, ""
            step.save(update_fields=["state", "by", "at", "job"])
        moves.hold(comment, by, now)
        moves.settle(comment, *moves.HOLD_FIELDS)
    return look_up(step.pk, now=now) if is_unclear else ask(step, now=now)


def refusal_to_skip(
    comment: Comment, spec: playbooks.StepSpec, facts: playbooks.Facts, step: Step | None, *, has_reply: bool
) -> str:
    """Why the step cannot be passed over; "" when it can. What is said to be impossible on a network on which we can
    do it has to have been tried there first; where only a person can do it, a person says whether it works.

    A message stays a matter of judgement where it might harm a child: the lead decides first, then a person.
    """
    if not spec.skip:
        return f"“{spec.title}” cannot be passed over."
    network = comment.channel.get_network_display()
    was_tried = step is not None and step.state in (StepState.FAILED, StepState.UNDER_WAY)
    if spec.skip_unless is None or was_tried:
        return ""
    if spec.key == playbooks.NAME_RULE.key:
        works = connector_of(comment.channel).capabilities.is_possible(spec.skip_unless)
        return f"It can be shown again on {network}. Do that, or name the house rule that it breaks." if works else ""
    if not is_automatic(comment, spec):
        return ""
    if spec.is_message:
        is_no_message = Flag.UNDER_13 in facts.flags and not facts.message_allowed
        if is_no_message or not has_reply or (Flag.SAFEGUARDING in facts.flags and not facts.lead_is_deciding):
            return ""
    return f"We can do this on {network} from here. Try it first: it is passed over only when that fails."


@transaction.atomic
def step_not_possible(
    comment_id: int,
    key: str,
    *,
    by: User,
    reason: str,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Step:
    """Pass a step over, with the reason why it cannot or need not be done."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("step_not_possible", comment, by, now, version)
    facts = moves.facts_of(comment)
    spec = _spec(facts, key)
    _confirmed_first(comment, spec)
    if obstacle := playbooks.obstacle(facts, spec, skipping=True):
        raise MoveRefused(obstacle)
    step = _row(comment, spec, facts)
    _not_in_flight(step, now)
    has_reply = bool(spec.purpose) and policies.reply_template(comment.service, spec.purpose) is not None
    if refusal := refusal_to_skip(comment, spec, facts, step, has_reply=has_reply):
        raise MoveRefused(refusal)
    reason = moves.without_writer(moves.reason_given(reason, "Write why this step is not possible."), comment)
    step.state, step.by, step.at, step.by_hand = StepState.NOT_POSSIBLE, by, now, False
    step.section = grounds.of_step(comment, facts, spec)
    step.data = {**step.data, "reason": reason} | ({"cannot": True} if spec.skip_unless else {})
    step.save()
    data = {"step": spec.title, "reason": reason, **grounds.told(step.section)}
    audit.record(Kind.COMMENT_STEP_NOT_POSSIBLE, on=comment, actor=by, data=data, now=now)
    moves.hold(comment, by, now)
    moves.settle(comment, *moves.HOLD_FIELDS)
    return step


@transaction.atomic
def take_back(
    comment_id: int,
    key: str,
    *,
    by: User,
    reason: str,
    version: int | None = None,
    now: dt.datetime | None = None,
) -> Step:
    """Say that a step was passed over, or marked as done by hand, by mistake: it is to do again.

    What a network did for us is not taken back here, nor a step that others have followed. A comment that was wrongly
    marked as hidden stood in public all the time, and counts so.
    """
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("take_back", comment, by, now, version)
    step = comment.steps.select_for_update().filter(key=key).first()
    passed_over = step is not None and step.state == StepState.NOT_POSSIBLE
    said_by_hand = step is not None and step.state == StepState.DONE and step.by_hand
    if key == SHOW_AGAIN or not (passed_over or said_by_hand):
        raise MoveRefused("Only a step that was passed over, or done by hand, can be taken back.")
    facts = moves.facts_of(comment)
    spec = playbooks.spec(facts, key)
    if spec is None:
        raise MoveRefused("This step belongs to another class. It stays on record as it was done.")
    if later := playbooks.done_after(facts, spec):
        raise MoveRefused(f"“{later.title}” came after it. What followed stands on this step.")
    reason = moves.without_writer(moves.reason_given(reason, "Write why it is taken back."), comment)
    data = {"step": spec.title, "reason": reason, **grounds.told(step.section)}
    if said_by_hand and key == playbooks.HIDE.key:
        comment.hidden_at = None
        comment.steps.filter(key=playbooks.NAME_RULE.key).delete()
    elif said_by_hand and key == playbooks.DELETE.key:
        comment.removed_at = None
    step.state, step.by, step.at, step.by_hand, step.section, step.data = StepState.TODO, None, None, False, None, {}
    step.save(update_fields=["state", "by", "at", "by_hand", "section", "data"])
    audit.record(Kind.COMMENT_STEP_TAKEN_BACK, on=comment, actor=by, data=data, now=now)
    moves.hold(comment, by, now)
    moves.settle(comment, *moves.HOLD_FIELDS, "hidden_at", "removed_at")
    return step


@transaction.atomic
def answer_by_person(comment_id: int, key: str, *, by: User, is_there: bool, now: dt.datetime | None = None) -> Step:
    """A person looked on the network for a step whose outcome nobody could tell."""
    now = now or timezone.now()
    comment = moves.locked(comment_id)
    moves.require("retry", comment, by, now)
    step = comment.steps.select_for_update().filter(key=key, state=StepState.UNDER_WAY).first()
    if step is None:
        raise MoveRefused("The outcome of this step is known by now.")
    _not_in_flight(step, now)
    if is_there:
        done(comment, step, by=by, now=now)
    else:
        failed(comment, step, f"{by} looked: it is not there.", now)
    return step


# Beginning a step


@transaction.atomic
def _begin(
    comment_id: int, key: str, *, by: User, given: Given, by_hand: bool, version: int | None, now: dt.datetime
) -> tuple[Step, bool]:
    """Check everything and put the step on record. True when a network has to be called now."""
    comment = moves.locked(comment_id)
    moves.require("show_again" if key == SHOW_AGAIN else "do_step", comment, by, now, version)
    facts = moves.facts_of(comment)
    spec = _spec(facts, key)
    _confirmed_first(comment, spec)
    step = _row(comment, spec, facts)
    _not_in_flight(step, now)
    may_settle_unclear = by_hand and step.state == StepState.UNDER_WAY
    if (obstacle := playbooks.obstacle(facts, spec)) and not may_settle_unclear:
        raise MoveRefused(obstacle)
    if by_hand and not spec.by_hand:
        raise MoveRefused(f"“{spec.title}” is not done by hand on the network.")
    section = grounds.of_step(comment, facts, spec)
    step.data = {**step.data, **_proof(comment, spec, facts, given, by, now, section)}
    step.by, step.at, step.by_hand, step.job = by, now, by_hand, ""
    step.section = section
    if comment.state in moves.OPEN:
        moves.hold(comment, by, now)
    if spec.action is None or by_hand:
        done(comment, step, by=by, now=now, spec=spec)
        return step, False
    if not is_automatic(comment, spec):
        raise MoveRefused(
            f"We cannot do this on {comment.channel.get_network_display()} ourselves. "
            f"Do it there, then choose “{spec.by_hand}”."
        )
    step.state = StepState.UNDER_WAY
    step.token = step.token or uuid.uuid4()
    step.data["action"] = str(spec.action)
    step.data.pop("reason", None)
    step.save()
    moves.settle(comment, *moves.HOLD_FIELDS)
    return step, True


def _not_in_flight(step: Step, now: dt.datetime) -> None:
    """Nothing is done to a step whose call may still be answered: its outcome would be lost."""
    if step.state == StepState.UNDER_WAY and "reason" not in step.data and step.at > now - LOOK_UP_AFTER:
        raise MoveRefused("The network is being asked at this moment. Look again in two minutes.")


def _spec(facts: playbooks.Facts, key: str) -> playbooks.StepSpec:
    spec = playbooks.spec(facts, key)
    if spec is not None:
        return spec
    if key == SHOW_AGAIN:
        raise MoveRefused("It is not hidden.")
    if key == playbooks.HIDE.key:
        raise MoveRefused("Only what stands in public can be hidden: a case, personal data, what breaks a house rule.")
    if facts.category == "troll":
        raise MoveRefused("A troll is not answered: keep the copy, hide what breaks a house rule, report it.")
    raise MoveRefused("This step is not part of what is to be done for this comment.")


def _confirmed_first(comment: Comment, spec: playbooks.StepSpec) -> None:
    if not comment.is_confirmed and not spec.before_class:
        raise MoveRefused("Say first what it is: choose one of the four classes.")


def _row(comment: Comment, spec: playbooks.StepSpec, facts: playbooks.Facts) -> Step:
    """The step's row, locked; a new one, not yet saved, when the playbook has just come to it."""
    row = comment.steps.select_for_update().filter(key=spec.key).first()
    if row is None:
        position = [one.key for one in playbooks.steps_for(facts)].index(spec.key)
        row = Step(comment=comment, capture=comment.capture, key=spec.key, position=position)
    return row


def _proof(
    comment: Comment,
    spec: playbooks.StepSpec,
    facts: playbooks.Facts,
    given: Given,
    by: User,
    now: dt.datetime,
    section: Section | None,
) -> dict:
    """What the step's record shows, from what the person gave. Raises when something is missing."""
    proof: dict = {}
    if spec.key == playbooks.HIDE.key:
        rule = _house_rule(comment, given.house_rule, now)
        ground = playbooks.hiding_ground(facts, rule.name if rule else "")
        if not ground:
            raise MoveRefused("Name the house rule that it breaks. Criticism of us stays where it is.")
        proof |= {"ground": ground} | ({"house_rule": rule.pk} if rule else {})
    elif spec.key == playbooks.NAME_RULE.key:
        rule = _house_rule(comment, given.house_rule, now)
        if rule is None:
            raise MoveRefused("Name the house rule that it breaks, or show it again.")
        proof |= {"ground": f"house rule: {rule.name}", "house_rule": rule.pk}
        for hiding in comment.steps.select_for_update().filter(key=playbooks.HIDE.key):
            hiding.data |= proof
            hiding.section = section
            hiding.save(update_fields=["data", "section"])
    elif spec.key == playbooks.INCIDENT.key:
        proof |= {
            "incident": incidents.open_or_join(comment, title=given.title, by=by, now=now, join=given.incident).pk
        }
    elif spec.key == playbooks.PUBLIC_POST.key:
        _, text, refusal = reply_for(comment, spec)
        if refusal:
            raise MoveRefused(refusal)
        try:
            post = incidents.draft_public_post(comment, text=text, by=by, now=now, why=given.title)
        except PermissionDenied as error:
            raise MoveRefused(f"{error} Ask one of them to draft the public post.") from error
        proof |= {"post": post.pk}
        if spec.needs == "title":
            proof |= {"why": moves.without_writer(given.title.strip(), comment)}
    elif spec.needs == "template":
        name, text, refusal = reply_for(comment, spec)
        if refusal:
            raise MoveRefused(refusal)
        proof |= {"template": name, "text": text}
    elif spec.needs == "text":
        proof |= {"text": _answer(given.text)}
    elif spec.needs == "reason":
        why = moves.reason_given(given.reason, f"Fill in: {spec.needs_label.lower()}.")
        proof |= {"why": moves.without_writer(why, comment)}
    elif spec.needs == "reference":
        reference = given.reference.strip()
        if not reference:
            raise MoveRefused(f"Fill in: {spec.needs_label.lower()}.")
        proof |= {"reference": reference[:60]}
    return proof


def _house_rule(comment: Comment, house_rule_id: int | None, now: dt.datetime) -> HouseRule | None:
    if house_rule_id is None:
        return None
    rule = house_rules.in_force(comment.service, now).filter(pk=house_rule_id).first()
    if rule is None:
        raise MoveRefused("Choose a house rule from the list.")
    return rule


def _answer(text: str) -> str:
    text = text.strip()
    if not text:
        raise MoveRefused("Write the answer, or say that no reply is needed.")
    if blank := BLANK.search(text):
        raise MoveRefused(f"The answer still has a blank: {blank[0]}. Fill it in.")
    if len(text) > LONGEST_REPLY:
        raise MoveRefused(f"Shorten the answer: it may have {LONGEST_REPLY} characters.")
    return text
