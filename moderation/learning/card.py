"""What a version is worth, as plain values: how figures are stored, and read again for the model card."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moderation.classify import CLASSES, FLAGS
from moderation.classify.model import installed
from moderation.learning.examples import Lessons
from moderation.training.measure import Quality
from policies.rules.measuring import Share

if TYPE_CHECKING:
    from moderation.learning.teaching import Measured

SHIPPED = Path(__file__).with_name("shipped.json")
LABELS = (*(category.value for category in CLASSES), *(flag.value for flag in FLAGS))


def figures_of(measured: Measured, against: str, lessons: Lessons, held_out: int) -> dict[str, Any]:
    """The figures that a version keeps of itself and of the one it was compared with."""
    return {
        "against": against,
        "kept": {"before": as_values(measured.before), "now": as_values(measured.now)},
        "newest": {"before": as_values(measured.newest_before), "now": as_values(measured.newest_now)},
        "held_out": held_out,
        "writers": lessons.writers,
        "left_out": lessons.left_out,
    }


def as_values(quality: Quality) -> dict[str, Any]:
    return {
        "confusion": {f"{one} {two}": count for (one, two), count in quality.confusion.items()},
        "recall": {label: [quality.recall[label].hits, quality.recall[label].of] for label in LABELS},
        "precision": {label: [quality.precision[label].hits, quality.precision[label].of] for label in LABELS},
        "sure_share": [quality.sure_share.hits, quality.sure_share.of],
        "sure_right": [quality.sure_right.hits, quality.sure_right.of],
    }


def of_values(values: dict[str, Any]) -> Quality | None:
    """The quality that stored values say; None where they are of another form."""
    try:
        confusion = {
            (one.value, two.value): int(values["confusion"][f"{one} {two}"]) for one in CLASSES for two in CLASSES
        }
        recall = {label: Share(*values["recall"][label]) for label in LABELS}
        precision = {label: Share(*values["precision"][label]) for label in LABELS}
        f1 = {label: _f1(recall[label], precision[label]) for label in LABELS}
        return Quality(confusion, recall, precision, f1, Share(*values["sure_share"]), Share(*values["sure_right"]))
    except (KeyError, TypeError, ValueError):
        return None


def _f1(recall: Share, precision: Share) -> float:
    return 2 * recall.hits / max(1, recall.of + precision.of)


@dataclass(frozen=True)
class Shipped:
    """What the version of the code is worth; measured when it was trained, for no page has the time."""

    model: str
    quality: Quality | None
    corpus: int
    kept: int


@lru_cache(maxsize=1)
def shipped() -> Shipped:
    """Raises nothing: a page says that it was not measured where the file is of another version."""
    try:
        stored = json.loads(SHIPPED.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    name = installed().name
    fits = stored.get("model") == name
    quality = of_values(stored.get("kept", {})) if fits else None
    return Shipped(name, quality, int(stored.get("corpus", 0)), int(stored.get("kept_comments", 0)))


def write_shipped() -> dict[str, Any]:
    """Measure the version of the code on the kept part, and write it to SHIPPED."""
    from moderation.learning import teaching
    from moderation.training import corpus

    kept = corpus.read(corpus.KEPT)
    installed.cache_clear()  # it may have been written by this very process
    figures = {
        "model": installed().name,
        "corpus": len(corpus.read_all()),
        "kept_comments": len(kept),
        "kept": as_values(teaching.measure(installed(), kept)),
    }
    SHIPPED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures
