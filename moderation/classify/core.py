"""From a comment to its class, flags and reasons. Start reading here."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from moderation.classify import encoder as encoders
from moderation.classify import model as models
from moderation.classify.hits import Hit
from moderation.classify.labels import CLASSES, FLAGS, Category, Flag
from moderation.classify.markup import unmarked
from moderation.classify.reading import Reading, read

# What rules alone make certain gets at least this score.
CERTAIN = 0.97
# A flag that was nearly set makes a person look: from this part of its threshold on.
NEARLY = 0.5
_MOST_REASONS = 3
# The score that "troll" has at least where the text is taken for an advertisement.
_AS_SPAM = 0.55
# The score that personal data has at most where nothing in the text shows anybody, and being under 13 where the writer
# says to be older, or speaks of an age gone by, and nothing says otherwise.
_RULED_OUT = 0.03
_OLDER = frozenset({"u.older", "u.grown", "u.past"})
# What speaks of conduct: without any of it a name alone alleges nothing, unless the models are sure.
_CONDUCT = frozenset({"a.misconduct", "a.named_misconduct", "a.role", "theme conduct"})
_MODELS_SURE = 0.5
# Few advertisements do without an offer, a link, a price or a number: with one the models need to be less sure.
_SIGNED, _UNSIGNED = 1.5, -0.8
_TO_RING = 5  # digits: short codes have no fewer, years have
# An advertisement seldom stops at one sign; of comments that are none hardly any shows two.
_SURELY_SPAM = 2
# Where a figure of speech is all that sounds like worry, models that are not sure of any are not heard.
_ONLY_SPOKEN, _SPOKEN = 0.08, 0.01
# Of so few words it has to be surer.
_FEW, _SURE_OF_FEW = 2, 0.95

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
    """What the machine suggests; a person decides. `needs_person`: it is not sure, or a grave flag was nearly set."""

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


def classify(
    incoming: Incoming, *, model: models.Model | None = None, encoder: encoders.Encoder | None = None
) -> Classification:
    """Sort one comment with the installed model and encoder, or with those given.

    The same comment always gets the same answer; an empty one is general with a person asked to look. Raises
    model.ModelMissing when no weights are installed; without an encoder the linear model answers alone.
    """
    model = model or models.installed()
    encoder = encoder or encoders.installed()
    reading = look(incoming)
    return decide(incoming, reading, model.sums(reading), encoder.hear(reading) if encoder else None, model)


def look(incoming: Incoming) -> Reading:
    """One reading of a comment as a person sees it, with what is known of its account and of the service."""
    return read(unmarked(incoming.text).text, own_contacts=_contacts(incoming), own_names=_account_names(incoming))


def decide(
    incoming: Incoming, reading: Reading, linear: Sequence[float], heard: encoders.Heard | None, model: models.Model
) -> Classification:
    """The answer that a model's sums and what was heard lead to; training asks it about voices that were unseen."""
    combination = model.heard if heard else model.unheard
    sums = combination.sums([*linear, *(heard.sums if heard else ()), *signals(incoming, reading)])
    scores = models.class_scores(_nudged(sums, incoming.author))
    scores_of_flags = _ruled(models.flag_scores(sums), reading)
    flags = _flags(scores_of_flags, combination.thresholds)
    scores = _with_spam(scores, scores_of_flags, is_spam=Flag.SPAM in flags)
    category = max(CLASSES, key=lambda one: scores[one.value])
    confidence = scores[category.value]
    return Classification(
        category=category,
        confidence=confidence,
        scores=scores,
        flags=flags,
        flag_scores=scores_of_flags,
        needs_person=_needs_person(reading, confidence, flags, scores_of_flags, combination),
        reasons=tuple(_reasons(incoming, _Told(reading, linear, heard, model), category, flags)),
        model=model.name,
    )


def signals(incoming: Incoming, reading: Reading) -> list[float]:
    """What a comment brings beside its words: the values of model.SIGNALS."""
    named = reading.named
    personal = [hit.sure for hit in reading.hits if hit.speaks_for == Flag.PERSONAL_DATA.value]
    advertised = any(hit.sure and hit.speaks_for == Flag.SPAM.value for hit in reading.hits)
    known = (incoming.visibility == "direct", any(personal), bool(personal), advertised)
    found = ("young&plain", "safety>=1", "safety>=2", "safety&awareness", "danger")
    return [float(one) for one in (*known, *(name in named for name in found))]


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


def _ruled(scores: dict[str, float], reading: Reading) -> dict[str, float]:
    """The probability of each flag with what rules make certain or rule out."""
    hits: Sequence[Hit] = reading.hits
    found = [hit.sure for hit in hits if hit.speaks_for == Flag.PERSONAL_DATA.value]
    personal = max(scores[Flag.PERSONAL_DATA.value], CERTAIN) if any(found) else scores[Flag.PERSONAL_DATA.value]
    if not found:  # it is exact: without a name, number or address in the text no model sets it
        personal = min(personal, _RULED_OUT)
    asked = any(hit.sure and hit.speaks_for == Flag.STATUTORY_REQUEST.value for hit in hits)
    request = max(scores[Flag.STATUTORY_REQUEST.value], CERTAIN * asked)
    young = scores[Flag.UNDER_13.value]
    if any(hit.name in _OLDER for hit in hits) and not any(hit.speaks_for == Flag.UNDER_13.value for hit in hits):
        young = min(young, _RULED_OUT)
    alleged = scores[Flag.STAFF_ALLEGATION.value]
    if alleged < _MODELS_SURE and _CONDUCT.isdisjoint(reading.named):
        alleged = min(alleged, _RULED_OUT)
    hate = scores[Flag.THREAT_OR_HATE.value]
    if any(hit.sure and hit.speaks_for == Flag.THREAT_OR_HATE.value for hit in hits):
        hate = max(hate, CERTAIN)
    spam = _leaned(scores[Flag.SPAM.value], _SIGNED if _is_signed(reading) else _UNSIGNED)
    if sum(hit.sure and hit.speaks_for == Flag.SPAM.value for hit in hits) >= _SURELY_SPAM:
        spam = max(spam, CERTAIN)
    danger = scores[Flag.IMMEDIATE_DANGER.value]
    worry = max(scores[Flag.SAFEGUARDING.value], danger)
    if any(hit.sure and hit.speaks_for == Flag.SAFEGUARDING.value for hit in hits):
        worry = max(worry, CERTAIN)
    if worry < _ONLY_SPOKEN and _is_only_spoken(reading):
        worry, danger = min(worry, _SPOKEN), min(danger, _SPOKEN)
    return scores | {
        Flag.THREAT_OR_HATE.value: hate,
        Flag.SPAM.value: spam,
        Flag.IMMEDIATE_DANGER.value: danger,
        Flag.PERSONAL_DATA.value: personal,
        Flag.SAFEGUARDING.value: worry,
        Flag.UNDER_13.value: young,
        Flag.STAFF_ALLEGATION.value: alleged,
        Flag.STATUTORY_REQUEST.value: request,
    }


def _is_signed(reading: Reading) -> bool:
    """Whether anything is offered, or there is a link, a price or a number to ring or text."""
    if "p.phone" in reading.named or any(hit.speaks_for == Flag.SPAM.value for hit in reading.hits):
        return True
    return any(
        token.kind in ("link", "money") or (token.kind == "number" and len(token.text) >= _TO_RING)
        for token in reading.tokens
    )


def _leaned(score: float, by: float) -> float:
    """A probability that is more or less likely by so much, in the logarithm of its odds."""
    score = min(max(score, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-by) * (1 - score) / score)


def _is_only_spoken(reading: Reading) -> bool:
    names = {hit.name for hit in reading.hits}
    return "figure" in names and not any(name[:2] in ("s.", "d.") for name in names)


def _flags(scores: dict[str, float], thresholds: dict[str, float]) -> tuple[Flag, ...]:
    found = {flag for flag in FLAGS if scores[flag.value] >= thresholds[flag.value]}
    if Flag.IMMEDIATE_DANGER in found:
        found.add(Flag.SAFEGUARDING)
    return tuple(flag for flag in FLAGS if flag in found)


def _with_spam(scores: dict[str, float], flag_scores: dict[str, float], *, is_spam: bool) -> dict[str, float]:
    """Advertising is handled as a troll is, so the class follows the flag."""
    if not is_spam:
        return scores
    troll = max(scores[Category.TROLL.value], flag_scores[Flag.SPAM.value], _AS_SPAM)
    others = sum(score for name, score in scores.items() if name != Category.TROLL.value) or 1.0
    return {
        name: troll if name == Category.TROLL.value else score * (1.0 - troll) / others
        for name, score in scores.items()
    }


def _needs_person(
    reading: Reading,
    confidence: float,
    flags: tuple[Flag, ...],
    scores: dict[str, float],
    combination: models.Combination,
) -> bool:
    sure_from = _SURE_OF_FEW if len(reading.counted) <= _FEW else combination.sure_from
    if reading.cut or not reading.counted or confidence < sure_from:
        return True
    return any(
        flag not in flags and scores[flag.value] >= NEARLY * combination.thresholds[flag.value]
        for flag in (Flag.SAFEGUARDING, Flag.IMMEDIATE_DANGER, Flag.THREAT_OR_HATE)
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Everything that a reason can be taken from."""

    reading: Reading
    linear: Sequence[float]
    heard: encoders.Heard | None
    model: models.Model


def _reasons(incoming: Incoming, told: _Told, category: Category, flags: tuple[Flag, ...]) -> Iterable[Reason]:
    seen = unmarked(incoming.text)
    for output in (category.value, *(flag.value for flag in flags)):
        for start, end in (seen.span(*span) for span in _spans(told, output)):
            yield Reason(start, end, incoming.text[start:end], output)


def _spans(told: _Told, output: str) -> list[tuple[int, int]]:
    """Up to three spans that speak most for an output.

    What rules found; else the words that weigh most, where the linear model agrees; else the sentence in which the
    encoder heard it most clearly.
    """
    reading, model = told.reading, told.model
    found = [hit for hit in reading.hits if hit.speaks_for == output]
    if not found and output == Flag.SAFEGUARDING.value:
        found = [hit for hit in reading.hits if hit.speaks_for == Flag.IMMEDIATE_DANGER.value]
    found.sort(key=lambda hit: (not hit.sure, -model.name_weight(hit.name, output), hit.start))
    spans = [(hit.start, hit.end) for hit in found]
    if not spans and told.heard and not _agrees(told.linear, output):
        index = models.OUTPUTS.index(output)
        start, end, _ = max(told.heard.sentences, key=lambda one: one[2][index])
        text = reading.raw[start:end]
        return [(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))]
    if not spans:
        weighed = zip(model.word_weights(reading, output), reading.tokens, strict=False)
        telling = [(weight, token) for weight, token in weighed if weight > 0 and len(token.text) > 2]
        telling.sort(key=lambda pair: -pair[0])
        spans = [(token.start, token.end) for _, token in telling[:_MOST_REASONS]]
    return _joined(spans[:_MOST_REASONS])


def _agrees(linear: Sequence[float], output: str) -> bool:
    """Whether the linear model alone would say so."""
    index = models.OUTPUTS.index(output)
    return linear[index] == max(linear[: len(CLASSES)]) if index < len(CLASSES) else linear[index] > 0


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order of the text, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
