"""From a comment to its class, flags and reasons. Start reading here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from moderation.classify import model as models
from moderation.classify.hits import Hit
from moderation.classify.labels import CLASSES, FLAGS, Category, Flag
from moderation.classify.reading import Reading, read

# What rules alone make certain gets at least this score.
CERTAIN = 0.97
# A flag that was nearly set makes a person look: from this part of its threshold on.
NEARLY = 0.5
_MOST_REASONS = 3

# Author signals (G17) only nudge: they never make a troll of a grievance by themselves.
_FAST_WRITER = 15
_NUDGE = 0.35


@dataclass(frozen=True, slots=True)
class Author:
    """What the network tells about an account; None where it does not."""

    display_name: str = ""
    has_avatar: bool | None = None
    followers: int | None = None
    recent_comments_24h: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A comment as it came. `answers` is the text that it replies to; `own_contacts` are the service's e-mail
    addresses and phone numbers, which are nobody's personal data."""

    text: str
    network: str = ""
    visibility: str = "public"
    author: Author | None = None
    answers: str = ""
    own_contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the comment that speak for a class or a flag; `start` and `end` count characters of its text."""

    start: int
    end: int
    text: str
    speaks_for: str


@dataclass(frozen=True, slots=True)
class Classification:
    """What the machine suggests; a person decides. `needs_person`: the suggestion is weak, or weighs heavily."""

    category: Category
    confidence: float
    scores: dict[str, float]
    flags: tuple[Flag, ...]
    flag_scores: dict[str, float]
    needs_person: bool
    reasons: tuple[Reason, ...] = field(default=())
    model: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The line of the batch format, without its id."""
        return {
            "class": self.category.value,
            "confidence": round(self.confidence, 4),
            "scores": {name: round(score, 4) for name, score in self.scores.items()},
            "flags": [flag.value for flag in self.flags],
            "flag_scores": {name: round(score, 4) for name, score in self.flag_scores.items()},
            "needs_person": self.needs_person,
            "reasons": [
                {"span": [reason.start, reason.end], "text": reason.text, "for": reason.speaks_for}
                for reason in self.reasons
            ],
            "model": self.model,
        }


def classify(incoming: Incoming, *, model: models.Model | None = None) -> Classification:
    """Sort one comment. Raises model.ModelMissing when no weights are installed.

    The same comment always gets the same answer; an empty one is general with a person asked to look.
    """
    model = model or models.installed()
    reading = read(incoming.text, own_contacts=_contacts(incoming), own_names=_account_names(incoming))
    return decide(incoming, reading, model.sums(reading), model)


def decide(incoming: Incoming, reading: Reading, sums: list[float], model: models.Model) -> Classification:
    """The answer that a model's sums lead to; training asks it with the sums of unseen voices."""
    scores = model.class_scores(_nudged(sums, incoming.author))
    scores_of_flags = flag_scores(model, sums, reading.hits)
    flags = _flags(scores_of_flags, model.thresholds)
    scores = _with_spam(scores, scores_of_flags, is_spam=Flag.SPAM in flags)
    category = max(CLASSES, key=lambda one: scores[one.value])
    confidence = scores[category.value]
    return Classification(
        category=category,
        confidence=confidence,
        scores=scores,
        flags=flags,
        flag_scores=scores_of_flags,
        needs_person=_needs_person(reading, confidence, flags, scores_of_flags, model),
        reasons=tuple(_reasons(reading, category, flags, model)),
        model=model.name,
    )


def _contacts(incoming: Incoming) -> frozenset[str]:
    """The service's contacts as the rules compare them, with those that stand in the post that is answered."""
    contacts = set()
    for contact in (
        *incoming.own_contacts,
        *re.findall(r"[\w.+-]+@[\w.-]+\w|\+?\d[\d ()-]{8,16}\d", incoming.answers[:20_000]),
    ):
        contacts.add(contact.lower() if "@" in contact else re.sub(r"\D", "", contact)[-9:])
    return frozenset(contacts)


def _account_names(incoming: Incoming) -> frozenset[str]:
    """The account's own name, in words: it shows nobody who is not already shown."""
    if incoming.author is None:
        return frozenset()
    return frozenset(word for word in re.findall(r"[^\W\d_]{2,30}", incoming.author.display_name[:100].lower()))


def _nudged(sums: list[float], author: Author | None) -> list[float]:
    if author is None:
        return sums
    fast = author.recent_comments_24h is not None and author.recent_comments_24h >= _FAST_WRITER
    bare = author.has_avatar is False and author.followers is not None and author.followers < 5
    nudged = list(sums)
    nudged[CLASSES.index(Category.TROLL)] += _NUDGE * (fast + bare)
    return nudged


def flag_scores(model: models.Model, sums: list[float], hits: Iterable[Hit]) -> dict[str, float]:
    """The probability of each flag: what the model says, and what rules make certain or rule out."""
    scores = model.flag_scores(sums)
    sure = {(hit.name, hit.speaks_for) for hit in hits if hit.sure}
    by_rule = {flag for _, flag in sure}
    scores = {flag: max(score, CERTAIN) if flag in by_rule else score for flag, score in scores.items()}
    # A tradesman's own contact in an advertisement shows nobody.
    personal = {name for name, flag in sure if flag == Flag.PERSONAL_DATA.value}
    if scores[Flag.SPAM.value] > 0.5 and personal and personal <= {"p.mail"}:
        scores[Flag.PERSONAL_DATA.value] = 0.3
    # Personal data is exact: without a name, number or address in the text the model alone does not set it.
    if not personal:
        scores[Flag.PERSONAL_DATA.value] = min(scores[Flag.PERSONAL_DATA.value], 0.3)
    scores[Flag.SAFEGUARDING.value] = max(scores[Flag.SAFEGUARDING.value], scores[Flag.IMMEDIATE_DANGER.value])
    return scores


def _flags(scores: dict[str, float], thresholds: dict[str, float]) -> tuple[Flag, ...]:
    found = {flag for flag in FLAGS if scores[flag.value] >= thresholds[flag.value]}
    if Flag.IMMEDIATE_DANGER in found:
        found.add(Flag.SAFEGUARDING)
    return tuple(flag for flag in FLAGS if flag in found)


def _with_spam(scores: dict[str, float], flag_scores: dict[str, float], *, is_spam: bool) -> dict[str, float]:
    """Advertising is handled as a troll is, so the class follows the flag."""
    if not is_spam:
        return scores
    troll = max(scores[Category.TROLL.value], flag_scores[Flag.SPAM.value])
    others = sum(score for name, score in scores.items() if name != Category.TROLL.value) or 1.0
    return {
        name: troll if name == Category.TROLL.value else score * (1.0 - troll) / others
        for name, score in scores.items()
    }


def _needs_person(
    reading: Reading, confidence: float, flags: tuple[Flag, ...], scores: dict[str, float], model: models.Model
) -> bool:
    if reading.cut or not reading.counted or confidence < model.abstain_below:
        return True
    if Flag.SAFEGUARDING in flags or Flag.THREAT_OR_HATE in flags:
        return True
    return any(
        flag not in flags and scores[flag.value] >= NEARLY * model.thresholds[flag.value]
        for flag in (Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER, Flag.THREAT_OR_HATE, Flag.STAFF_ALLEGATION)
    )


def _reasons(reading: Reading, category: Category, flags: tuple[Flag, ...], model: models.Model) -> Iterable[Reason]:
    for output in (category.value, *(flag.value for flag in flags)):
        spans = _spans(reading, output, model)
        for start, end in spans:
            yield Reason(start, end, reading.raw[start:end], output)


def _spans(reading: Reading, output: str, model: models.Model) -> list[tuple[int, int]]:
    """Up to three spans that speak most for an output: what rules found, else the words that weigh most."""
    found = [hit for hit in reading.hits if hit.speaks_for == output]
    if not found and output == Flag.SAFEGUARDING.value:
        found = [hit for hit in reading.hits if hit.speaks_for == Flag.IMMEDIATE_DANGER.value]
    found.sort(key=lambda hit: (not hit.sure, -model.name_weight(hit.name, output), hit.start))
    spans = [(hit.start, hit.end) for hit in found]
    if not spans:
        weighed = zip(model.word_weights(reading, output), reading.tokens, strict=False)
        telling = [(weight, token) for weight, token in weighed if weight > 0 and len(token.text) > 2]
        telling.sort(key=lambda pair: -pair[0])
        spans = [(token.start, token.end) for _, token in telling[:_MOST_REASONS]]
    return _joined(spans[:_MOST_REASONS])


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order of the text, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
