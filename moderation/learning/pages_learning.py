"""What the model card and the public page about sorting show, as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from accounts.models import Service, User
from moderation.classify import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS, Category
from moderation.classify.model import installed
from moderation.learning import card, nightly, versions
from moderation.models import Assessment, ClassifierVersion, SortingChoice
from moderation.training.measure import Quality
from policies.rules.measuring import Share

CORRECTED_DAYS = 90
SHOWN_VERSIONS = 12
MOST_DECISIONS = 20_000
State = ClassifierVersion.State

Cell = dict[str, Any]


@dataclass(frozen=True)
class InUse:
    """The version that sorts for a service now."""

    number: str  # "" for the one of the code
    name: str
    version: ClassifierVersion | None
    choice: SortingChoice | None
    quality: Quality | None
    before: Quality | None
    before_name: str


def in_use(service: Service) -> InUse:
    number = versions.number_for(service.pk)
    version = ClassifierVersion.objects.defer("weights").filter(number=number).first() if number else None
    choice = SortingChoice.objects.filter(service=service).select_related("by", "version").defer("version__weights")
    if version is None:
        shipped = card.shipped()
        return InUse("", shipped.model, None, choice.first(), shipped.quality, None, "")
    kept = version.figures.get("kept", {})
    now, before = card.of_values(kept.get("now", {})), card.of_values(kept.get("before", {}))
    return InUse(number, number, version, choice.first(), now, before, str(version.figures.get("against", "")))


def facts(using: InUse, service: Service) -> list[str]:
    """Below the page's heading."""
    if using.version is None:
        return [f"Version {short(using.name)}", "came with the program"]
    since = service.local(using.version.trained_at)
    return [
        f"Version {short(using.name)}",
        f"learnt on {since:%a} {since.day} {since:%b %Y} beside {installed().name}",
        f"from our comments and {using.version.examples} confirmed ones",
    ]


# How good it is


def key_figures(using: InUse, corrected: Corrections) -> list[dict[str, Any]]:
    """The few that a person asks for first."""
    quality = using.quality
    if quality is None:
        return []
    worry = quality.recall["safeguarding"]
    found = [
        _figure("Right, when it is sure", quality.sure_right, using.before and using.before.sure_right),
        _figure("How often it is sure", quality.sure_share, using.before and using.before.sure_share),
        _figure("Worries about a child that it finds", worry, using.before and using.before.recall["safeguarding"]),
    ]
    if corrected.decided:
        share = Share(corrected.changed, corrected.decided)
        found.append(
            {
                "name": f"Class changed by people here, last {CORRECTED_DAYS} days",
                "value": _percent(share.value),
                "than": [{"text": f"{corrected.changed} of {corrected.decided}", "kind": ""}],
            }
        )
        found = [one | {"wide": "quarter"} for one in found]
    return found


def _figure(name: str, share: Share, before: Share | None) -> dict[str, Any]:
    low, high = share.interval
    than = [{"text": f"{_percent(low)} to {_percent(high)}, of {share.of}", "kind": ""}]
    if before is not None and before.of:
        kind = "worse" if share.value < before.value else "better" if share.value > before.value else ""
        than.append({"text": f"{_percent(before.value)} before", "kind": kind})
    return {"name": name, "value": _percent(share.value), "than": than}


HEADS = [{"label": "What"}, {"label": "Found, of those there were"}, {"label": "Right, of those it named"}]


def heads(using: InUse) -> list[dict[str, Any]]:
    return [*HEADS, {"label": "Found by the version before"}] if using.before else HEADS


def class_rows(using: InUse) -> list[list[Cell]]:
    return [_row(CATEGORY_LABELS[one], one.value, using) for one in CLASSES] if using.quality else []


def flag_rows(using: InUse) -> list[list[Cell]]:
    return [_row(FLAG_LABELS[one], one.value, using) for one in FLAGS] if using.quality else []


def _row(label: str, name: str, using: InUse) -> list[Cell]:
    cells = [
        {"text": label, "head": True},
        _share(using.quality.recall[name], HEADS[1]["label"]),
        _share(using.quality.precision[name], HEADS[2]["label"]),
    ]
    if using.before:
        cells.append(_share(using.before.recall[name], "Found by the version before"))
    return cells


def _share(share: Share, label: str) -> Cell:
    """ "94% (89% to 97%), 120 of 128", or that there was none."""
    if not share.of:
        return {"text": "none to count", "label": label}
    low, high = share.interval
    text = f"{_percent(share.value)} ({_percent(low)} to {_percent(high)}), {share.hits} of {share.of}"
    return {"text": text, "label": label}


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def confusion_rows(using: InUse) -> list[list[Cell]]:
    """What a person says in rows, what the machine says in columns."""
    if using.quality is None:
        return []
    return [
        [
            {"text": CATEGORY_LABELS[one], "head": True},
            *(
                {"text": using.quality.confusion[one.value, two.value], "number": True, "label": CATEGORY_LABELS[two]}
                for two in CLASSES
            ),
        ]
        for one in CLASSES
    ]


CONFUSION_HEADS = [{"label": "A person says"}, *({"label": CATEGORY_LABELS[one], "number": True} for one in CLASSES)]


# What people here did with its suggestions


@dataclass(frozen=True)
class Corrections:
    """Decisions of one service on comments that came in the last 90 days."""

    decided: int
    changed: int
    classes: list[list[Cell]]
    flags: list[list[Cell]]


CORRECTION_HEADS = [
    {"label": "Suggested"},
    {"label": "Decided", "number": True},
    {"label": "Kept", "number": True},
    {"label": "Changed to"},
]
FLAG_HEADS = [
    {"label": "Flag"},
    {"label": "Suggested", "number": True},
    {"label": "Lowered by a person", "number": True},
    {"label": "Raised by a person", "number": True},
]


def corrections(service: Service, now: dt.datetime) -> Corrections:
    rows = Assessment.objects.filter(
        comment__service=service,
        comment__received_at__gte=now - dt.timedelta(days=CORRECTED_DAYS),
        decided_at__isnull=False,
    ).exclude(decided_category="")
    pairs = rows.order_by().values_list("category", "decided_category").annotate(count=Count("pk"))
    counts = {(suggested, said): count for suggested, said, count in pairs}
    decided = sum(counts.values())
    changed = sum(count for (suggested, said), count in counts.items() if suggested != said)
    flagged = rows.order_by().values_list("flags", "decided_flags")[:MOST_DECISIONS] if decided else []
    return Corrections(decided, changed, _corrected_classes(counts), _corrected_flags(flagged))


def _corrected_classes(counts: dict[tuple[str, str], int]) -> list[list[Cell]]:
    table = []
    for one in CLASSES:
        total = sum(count for (suggested, _), count in counts.items() if suggested == one)
        others = [(count, said) for (suggested, said), count in counts.items() if suggested == one and said != one]
        named = [f"{CATEGORY_LABELS[Category(said)].lower()} {count}" for count, said in sorted(others)[::-1]]
        table.append(
            [
                {"text": CATEGORY_LABELS[one], "head": True},
                {"text": total, "number": True, "label": "Decided"},
                {"text": counts.get((one.value, one.value), 0), "number": True, "label": "Kept"},
                {"text": ", ".join(named) or "–", "label": "Changed to"},
            ]
        )
    return table


def _corrected_flags(rows: Any) -> list[list[Cell]]:
    pairs = [(set(suggested or ()), set(suggested or () if said is None else said)) for suggested, said in rows]
    table = []
    for flag in FLAGS:
        suggested = sum(flag in one for one, _ in pairs)
        lowered = sum(flag in one and flag not in two for one, two in pairs)
        raised = sum(flag in two and flag not in one for one, two in pairs)
        if suggested or raised:
            numbers = zip(FLAG_HEADS[1:], (suggested, lowered, raised), strict=True)
            cells = [{"text": number, "number": True, "label": head["label"]} for head, number in numbers]
            table.append([{"text": FLAG_LABELS[flag], "head": True}, *cells])
    return table


# Versions

VERSION_HEADS = [{"label": "Version"}, {"label": "Learnt"}, {"label": "State"}, {"label": "Why"}, {"label": "Choose"}]


def version_rows(service: Service, user: User, using: InUse) -> list[list[Cell]]:
    """The newest versions and the one of the code, with a way to choose each that can sort."""
    may = not versions.refusal_to_choose(user, service)
    rows = list(ClassifierVersion.objects.defer("weights", "figures").order_by("-trained_at")[:SHOWN_VERSIONS])
    listed = [_version_row(one, service, using, may) for one in rows]
    shipped = {
        "number": "", "name": installed().name, "learnt": "Came with the program", "why": "", "can": True,
        "state": "Sorts here" if not using.number else "Can be chosen",
    }  # fmt: skip
    return [_cells(one, service, using, may) for one in [*listed, shipped]]


def _version_row(one: ClassifierVersion, service: Service, using: InUse, may: bool) -> dict[str, Any]:
    at = service.local(one.trained_at)
    can = one.state in (State.LIVE, State.RETIRED) and bool(one.sha256) and versions.is_of_this_code(one.number)
    state = "Sorts here" if one.number == using.number else "Newest" if one.state == State.LIVE else ""
    if not state:
        state = "Can be chosen" if can else "Learning now" if one.state == State.CANDIDATE else "Put aside"
    gone = "" if can or one.state in (State.CANDIDATE, State.REFUSED) else "Its weights are no longer kept or used."
    return {
        "number": one.number, "name": short(one.number), "can": can, "state": state, "why": one.reason or gone,
        "learnt": f"{at:%a} {at.day} {at:%b %Y}, from {one.examples} confirmed",
    }  # fmt: skip


STATES = {"Sorts here": "live", "Newest": "approved", "Can be chosen": "draft", "Learning now": "submitted"}


def _cells(one: dict[str, Any], service: Service, using: InUse, may: bool) -> list[Cell]:
    name = one["name"].replace("-", "\N{NON-BREAKING HYPHEN}")
    choose: Cell = {"text": "–", "label": "Choose"}
    if may and one["can"] and one["number"] != using.number:
        address = reverse("inbox:sorting_choose", args=[service.slug])
        query = f"?version={one['number'].replace('+', '%2B')}" if one["number"] else ""
        choose = {"text": f"Sort with {name}", "url": address + query, "label": "Choose"}
    return [
        {"text": name, "head": True},
        {"text": one["learnt"], "label": "Learnt"},
        {"text": one["state"], "state": STATES.get(one["state"], "refused"), "label": "State"},
        {"text": one["why"] or "–", "label": "Why"},
        choose,
    ]


def short(number: str) -> str:
    """A version's name where it stands beside its like: the day on which it was learnt."""
    return number.partition("+")[2] or number or installed().name


def one_before(using: InUse) -> str | None:
    """The number of the version to go back to with one click: the newest older one that can sort; None for none."""
    if not using.number:
        return None
    older = ClassifierVersion.objects.filter(
        state__in=(State.LIVE, State.RETIRED), trained_at__lt=using.version.trained_at
    ).exclude(sha256="")
    for number in older.order_by("-trained_at").values_list("number", flat=True)[:3]:
        if versions.is_of_this_code(number):
            return number
    return versions.SHIPPED


def newest() -> str:
    live = ClassifierVersion.objects.filter(state=State.LIVE).values_list("number", flat=True).first() or ""
    return live if versions.is_of_this_code(live) else versions.SHIPPED


def rules_of_learning() -> dict[str, int]:
    """Numbers that the text of the card names."""
    from moderation.learning import examples, teaching

    return {
        "new_decisions": nightly.NEW_DECISIONS,
        "one_writer": examples.FROM_ONE_WRITER,
        "one_person": examples.FROM_ONE_PERSON_A_WEEK,
        "writers": teaching.WRITERS,
    }
