"""What the policy prescribes for each kind of comment, as data (DESIGN 6; G15 to G19, W5 to W10, L8, K3, K4).

Pure: `steps_for` says which steps a comment has, `obstacle` why one of them cannot be done yet. The order is kept by
workflow.py, whatever a page shows. Keeping a copy is no step here: the capture is there before the comment is seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from channels.networks import Action
from moderation.classify.labels import Category, Flag
from policies.models import ReplyPurpose, StandardItem

FINISHED = ("done", "not_possible")


@dataclass(frozen=True, kw_only=True)
class StepSpec:
    """One step of a playbook.

    Steps are done in their order; one that is `any_time` neither waits nor is waited for, one that is `optional` is
    offered and not asked for. `needs` names what the person gives: "template", "text", "house_rule", "reference",
    "title", "reason" or "". `skip` is the wording of the way out, with a reason; without it there is none. Where
    `skip_unless` names an action, the way out is for networks on which that action does not work, and for no other.
    """

    key: str
    title: str
    what: str
    done: str  # what the history says that a person did
    label: str = ""  # of the button
    action: Action | None = None  # what the connector must be able to do
    by_hand: str = ""  # label of the button for a person who did it on the network
    needs: str = ""
    needs_label: str = ""
    purpose: str = ""  # which reply template
    item: str = ""  # what of the standard it carries out, where that does not follow from the class
    skip: str = ""
    skip_unless: Action | None = None
    is_message: bool = False  # goes to the writer
    any_time: bool = False
    optional: bool = False
    stops_clock: bool = False
    before_class: bool = False  # may be done before a person said what it is


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What decides over the steps, as plain values."""

    category: str
    is_public: bool
    flags: Collection[str] = ()
    joins_incident: bool = False  # an earlier comment of this writer opened the incident: replies are off
    answered_before: bool = False  # another incident of this writer has its public post
    lead_is_deciding: bool = False  # an escalation is open
    message_allowed: bool = False  # by the lead, to a writer under the minimum age
    minimum_age: int = 13  # as the policy says
    is_hidden: bool = False  # now, on the network
    breaks_rule: bool = False  # a house rule was named for which it is hidden
    tells_why: bool = False  # the policy has a reply that says why a comment was taken away (K4)
    states: Mapping[str, str] = field(default_factory=dict)  # of the steps so far, by key


EMERGENCY = StepSpec(
    key="emergency",
    title="Get help now",
    what="Call 999 with what is known, then the safeguarding lead. Do not handle this alone.",
    done="got help: 999 and the safeguarding lead",
    label="I have called",
    item=StandardItem.CHILDREN,
    needs="reference",
    needs_label="Incident number, or who took the call",
    skip="No call was needed",
    any_time=True,
    before_class=True,
)
HIDE = StepSpec(
    key="hide",
    title="Hide the comment",
    what="The writer still sees it, nobody else does. The clock stops when the network says that it is hidden.",
    done="hid the comment",
    label="Hide",
    action=Action.HIDE,
    by_hand="I hid it by hand",
    skip="It cannot be hidden there",
    skip_unless=Action.HIDE,
    stops_clock=True,
    before_class=True,
)
HIDE_FOR_HOUSE_RULE = replace(
    HIDE,
    title="Hide it for a house rule",
    what="Name the house rule that it breaks. Criticism of us breaks none.",
    needs="house_rule",
    needs_label="House rule that it breaks",
    skip="It breaks no house rule",
    skip_unless=None,
    before_class=False,
)
HIDE_IF_RULE_BROKEN = replace(HIDE_FOR_HOUSE_RULE, optional=True, stops_clock=False, skip="")
SHOW_AGAIN = StepSpec(
    key="show_again",
    title="Show it again",
    what="Where it was hidden by mistake. What it stood in public for goes on counting.",
    done="showed the comment again",
    label="Show it again",
    action=Action.UNHIDE,
    by_hand="I showed it again by hand",
    needs="reason",
    needs_label="Why it is shown again",
    any_time=True,
    optional=True,
    before_class=True,  # the out-of-hours rule hides before anybody said what it is, and may be wrong
)
NAME_RULE = StepSpec(
    key="name_rule",
    title="Name the house rule, or show it again",
    what="It is hidden, and now no case, no personal data and no child’s safety is a reason. Criticism of us is none.",
    done="named the house rule for which it is hidden",
    label="It stays hidden for this rule",
    needs="house_rule",
    needs_label="House rule that it breaks",
    skip="It cannot be shown again there",
    skip_unless=Action.UNHIDE,
    any_time=True,
)
TELL_WHY = StepSpec(
    key="tell_why",
    title="Tell the writer why it was hidden",
    what="In private, from the policy’s reply.",
    done="told the writer why it was hidden",
    label="Send it in private",
    action=Action.REPLY_PRIVATELY,
    by_hand="I sent it by hand",
    needs="template",
    purpose=ReplyPurpose.REMOVED,
    is_message=True,
    any_time=True,
    optional=True,
)
CASE_PRIVATE = StepSpec(
    key="reply_private",
    title="Reply in private",
    what="The policy’s reply, word for word. It gives our phone and e-mail and says nothing of the case.",
    done="replied in private from the template",
    label="Send the private reply",
    action=Action.REPLY_PRIVATELY,
    by_hand="I sent it by hand",
    needs="template",
    purpose=ReplyPurpose.CASE_PRIVATE,
    skip="They cannot be written to",
    skip_unless=Action.REPLY_PRIVATELY,
    is_message=True,
)
DELETE = StepSpec(
    key="delete",
    title="Delete it once the reply has arrived",
    what="Our copy stays. Where the network lets us only hide a comment, say so.",
    done="deleted the comment on the network",
    label="Delete it there",
    action=Action.REMOVE_COMMENT,
    by_hand="I deleted it by hand",
    skip="It cannot be deleted there",
)
REFERRAL_LOG = StepSpec(
    key="referral_log",
    title="Enter it in the referral log",
    what="Reference only, no words of the case.",
    done="entered it in the referral log",
    label="Save the reference",
    needs="reference",
    needs_label="Reference in the referral log",
)
CASE_DIRECT = replace(
    CASE_PRIVATE,
    key="reply_direct",
    title="Answer the message",
    what="The policy’s reply, word for word. After that we stop: cases are not discussed in messages.",
    label="Send the answer",
    purpose=ReplyPurpose.CASE_DIRECT,
    stops_clock=True,
)
INCIDENT = StepSpec(
    key="incident",
    title="Open an incident",
    what="It keeps together what this writer says about the same thing. A later comment joins it.",
    done="put it into an incident",
    label="Open or join the incident",
    needs="title",
    needs_label="What it is about, for colleagues; no names",
)
JOINED_INCIDENT = replace(
    INCIDENT,
    title="Join it to the incident",
    what="This writer’s grievance is in an incident already. We answer once, so replies are off here.",
    label="Join the incident",
    needs="",
    stops_clock=True,
)
PUBLIC_POST = StepSpec(
    key="public_post",
    title="Draft the one public post",
    what="A post of our own, not a reply: calm, factual, polite. The line manager approves it. There is only one.",
    done="drafted the one public post",
    label="Draft the post",
    needs="template",
    purpose=ReplyPurpose.GRIEVANCE_POST,
    skip="No public post is needed",
)
ANOTHER_PUBLIC_POST = replace(
    PUBLIC_POST,
    title="Decide about another public post",
    what="This writer’s grievance was answered in public before. Where it is the same one, that was the answer: pass "
    "this over. Where it is another, say what is new: the line manager, who approves the post, reads it.",
    label="Draft another post",
    needs="title",
    needs_label="What is new since that answer",
    skip="It was answered already",
)
COMPLAINTS = StepSpec(
    key="complaints",
    title="Point to the complaints procedure",
    what="In private, from the template.",
    done="pointed to the complaints procedure",
    label="Send it in private",
    action=Action.REPLY_PRIVATELY,
    by_hand="I sent it by hand",
    needs="template",
    purpose=ReplyPurpose.COMPLAINTS,
    skip="They cannot be written to",
    skip_unless=Action.REPLY_PRIVATELY,
    is_message=True,
    stops_clock=True,
)
REPORT = StepSpec(
    key="report",
    title="Report it to the network",
    what="Threats and extreme hate go to the police as well.",
    done="reported it to the network",
    label="Report it",
    action=Action.REPORT,
    by_hand="I reported it by hand",
    skip="There is nothing to report",
)
ANSWER = StepSpec(
    key="answer",
    title="Answer, or point to the right place",
    what="In public, for everybody who asks the same. Change the text to fit.",
    done="answered",
    label="Send the answer",
    action=Action.REPLY_PUBLICLY,
    by_hand="I answered by hand",
    needs="text",
    needs_label="Answer",
    purpose=ReplyPurpose.GENERAL,
    skip="No reply is needed",
    is_message=True,
    stops_clock=True,
)
ANSWER_DIRECT = replace(ANSWER, what="In the same private conversation.", action=Action.REPLY_PRIVATELY)
ALLEGATION = StepSpec(
    key="allegation",
    title="Pass on the allegation",
    what="To the service manager, under the authority’s allegations procedure, within one working day. "
    "Keep it from everybody whom it names.",
    done="passed on the allegation",
    label="Save the reference",
    needs="reference",
    needs_label="Reference, or who has it",
    item=StandardItem.NEGATIVITY,
    skip="It is no allegation",
    any_time=True,
)
POLICE = StepSpec(
    key="police",
    title="Decide about the police",
    what="A threat or extreme hate goes to the police at once.",
    done="told the police",
    label="Save the reference",
    needs="reference",
    needs_label="Police reference",
    item=StandardItem.NEGATIVITY,
    skip="The police need not be told",
    any_time=True,
)
STATUTORY = StepSpec(
    key="statutory",
    title="Pass on the request for data or information",
    what="To whoever answers such requests. It is valid here, and its legal date runs.",
    done="passed on the request for data or information",
    label="Save the reference",
    needs="reference",
    needs_label="Reference, or who has it",
    item=StandardItem.CONFIDENTIALITY,
    skip="It is no such request",
    any_time=True,
)

PLAYBOOKS: dict[tuple[str, bool], tuple[StepSpec, ...]] = {  # class, in public
    (Category.CASE_REQUEST, True): (HIDE, CASE_PRIVATE, DELETE, REFERRAL_LOG),
    (Category.CASE_REQUEST, False): (CASE_DIRECT,),
    (Category.GRIEVANCE, True): (INCIDENT, PUBLIC_POST, COMPLAINTS, HIDE_IF_RULE_BROKEN),
    (Category.GRIEVANCE, False): (INCIDENT, COMPLAINTS),
    (Category.TROLL, True): (HIDE_FOR_HOUSE_RULE, REPORT),
    (Category.TROLL, False): (replace(REPORT, stops_clock=True),),
    (Category.GENERAL, True): (ANSWER, HIDE_IF_RULE_BROKEN),
    (Category.GENERAL, False): (ANSWER_DIRECT,),
}

# What of the standard (G20) says how a class is dealt with: the section that meets it is the ground of the steps.
ITEMS: dict[str, StandardItem] = {
    Category.CASE_REQUEST: StandardItem.COMMENTS,
    Category.GENERAL: StandardItem.COMMENTS,
    Category.GRIEVANCE: StandardItem.NEGATIVITY,
    Category.TROLL: StandardItem.NEGATIVITY,
}

ITEMS_OF_FLAGS: dict[str, StandardItem] = {
    Flag.IMMEDIATE_DANGER: StandardItem.CHILDREN,
    Flag.SAFEGUARDING: StandardItem.CHILDREN,
    Flag.THREAT_OR_HATE: StandardItem.NEGATIVITY,
    Flag.PERSONAL_DATA: StandardItem.CONFIDENTIALITY,
    Flag.STAFF_ALLEGATION: StandardItem.NEGATIVITY,
    Flag.UNDER_13: StandardItem.CHILDREN,
    Flag.STATUTORY_REQUEST: StandardItem.CONFIDENTIALITY,
    Flag.SPAM: StandardItem.NEGATIVITY,
}

BY_FLAG: dict[str, StepSpec] = {
    Flag.STAFF_ALLEGATION: ALLEGATION,
    Flag.THREAT_OR_HATE: POLICE,
    Flag.STATUTORY_REQUEST: STATUTORY,
}


# To a young writer, whom the lead allowed to be answered, goes the reply that is written for young people.
FOR_THE_YOUNG: dict[str, StepSpec] = {
    step.key: replace(step, purpose=ReplyPurpose.CASE_YOUNG_PERSON) for step in (CASE_PRIVATE, CASE_DIRECT)
}
TOLD_WHY = (Category.GRIEVANCE, Category.GENERAL)  # a case is told by its own reply, a troll nothing at all


def must_be_hidden(facts: Facts) -> bool:
    """Whether it stands in public and is a case, or shows personal data or a child at risk: hidden without more ado."""
    return facts.is_public and (
        facts.category == Category.CASE_REQUEST or Flag.PERSONAL_DATA in facts.flags or Flag.SAFEGUARDING in facts.flags
    )


def hiding_ground(facts: Facts, house_rule: str = "") -> str:
    """Why it may be hidden; "" when it may not. Criticism is never a reason."""
    if not facts.is_public:
        return ""
    if facts.category == Category.CASE_REQUEST:
        return "a case in public"
    if Flag.PERSONAL_DATA in facts.flags:
        return "personal data"
    if Flag.SAFEGUARDING in facts.flags:
        return "a child’s safety"
    return f"house rule: {house_rule}" if house_rule else ""


def item_of(facts: Facts, step: StepSpec) -> str:
    """What of the standard a step carries out. Of hiding it follows from why it may be hidden, as `hiding_ground`."""
    if step.item:
        return step.item
    if step.key == HIDE.key and facts.category != Category.CASE_REQUEST:
        if Flag.PERSONAL_DATA in facts.flags:
            return StandardItem.CONFIDENTIALITY
        if Flag.SAFEGUARDING in facts.flags:
            return StandardItem.CHILDREN
    return ITEMS.get(facts.category, StandardItem.COMMENTS)


def is_hidden_without_ground(facts: Facts) -> bool:
    """Whether it was hidden as what it is no longer held to be: it may not stay so."""
    return facts.is_hidden and facts.is_public and not (facts.breaks_rule or hiding_ground(facts))


def steps_for(facts: Facts) -> tuple[StepSpec, ...]:
    """The steps of a comment, flags first."""
    if facts.category == Category.GRIEVANCE and facts.joins_incident:
        own = (JOINED_INCIDENT, *((HIDE_IF_RULE_BROKEN,) if facts.is_public else ()))
    else:
        own = PLAYBOOKS.get((facts.category, facts.is_public), ())
    steps = [ANOTHER_PUBLIC_POST if facts.answered_before and one.key == PUBLIC_POST.key else one for one in own]
    if must_be_hidden(facts):
        steps = [HIDE, *(step for step in steps if step.key != HIDE.key)]
    if Flag.IMMEDIATE_DANGER in facts.flags:
        steps.insert(0, EMERGENCY)
    steps += [step for flag, step in BY_FLAG.items() if flag in facts.flags]
    if is_hidden_without_ground(facts) or (facts.is_hidden and is_finished(facts, NAME_RULE.key)):
        steps.append(NAME_RULE)
    if facts.is_hidden and facts.tells_why and facts.category in TOLD_WHY and not facts.joins_incident:
        steps.append(TELL_WHY)
    if facts.is_hidden or facts.states.get(SHOW_AGAIN.key) in ("under_way", "failed"):
        steps.append(SHOW_AGAIN)
    if Flag.UNDER_13 in facts.flags:
        steps = [FOR_THE_YOUNG.get(step.key, step) for step in steps]
    required, optional = [], []
    for step in steps:
        (optional if step.optional else required).append(step)
    return (*required, *optional)


def spec(facts: Facts, key: str) -> StepSpec | None:
    return next((step for step in steps_for(facts) if step.key == key), None)


def is_finished(facts: Facts, key: str) -> bool:
    return facts.states.get(key) in FINISHED


def waits_for(facts: Facts, step: StepSpec) -> StepSpec | None:
    """The first earlier step that has to be finished before this one."""
    if step.any_time or step.optional:
        return None
    for earlier in steps_for(facts):
        if earlier.key == step.key:
            return None
        if not (earlier.any_time or earlier.optional or is_finished(facts, earlier.key)):
            return earlier
    return None


def obstacle(facts: Facts, step: StepSpec, *, skipping: bool = False) -> str:
    """Why the step cannot be done now, in a sentence; "" when it can. `skipping`: it is only to be passed over."""
    state = facts.states.get(step.key, "todo")
    if state in FINISHED:
        return "This step is finished."
    if state == "under_way" and not skipping:
        return "This step is under way; its outcome is being looked up."
    if earlier := waits_for(facts, step):
        return f"First: {earlier.title[0].lower()}{earlier.title[1:]}."
    if step.key == SHOW_AGAIN.key and must_be_hidden(facts):
        return f"It counts as {hiding_ground(facts)}. First say what it is, or lower the flag that is wrong."
    if step.is_message and not skipping:
        if facts.lead_is_deciding:
            return "The safeguarding lead decides first; until then we send no message."
        if Flag.UNDER_13 in facts.flags and not facts.message_allowed:
            return (
                f"The writer is under {facts.minimum_age}: we send no message unless the safeguarding lead allows it."
            )
    return ""


def done_after(facts: Facts, step: StepSpec) -> StepSpec | None:
    """The first step that waited for this one and is finished or under way: then this one cannot be taken back."""
    if step.any_time or step.optional:
        return None
    steps = steps_for(facts)
    later = steps[[one.key for one in steps].index(step.key) + 1 :]
    begun = (*FINISHED, "under_way")
    return next(
        (one for one in later if not (one.any_time or one.optional) and facts.states.get(one.key) in begun), None
    )


def unfinished(facts: Facts) -> list[StepSpec]:
    """The steps that still have to be done before the comment can be closed."""
    return [step for step in steps_for(facts) if not step.optional and not is_finished(facts, step.key)]
