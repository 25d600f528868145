"""Quality in figures: per class, per flag, with the interval that the number of comments allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.classify import CLASSES, FLAGS
from policies.rules.measuring import Share


@dataclass(frozen=True, slots=True)
class Quality:
    """What a set of answers is worth against what people said."""

    confusion: dict[tuple[str, str], int]
    recall: dict[str, Share]
    precision: dict[str, Share]
    f1: dict[str, float]
    sure_share: Share
    sure_right: Share

    @property
    def macro_f1(self) -> float:
        return sum(self.f1[category.value] for category in CLASSES) / len(CLASSES)


def quality(
    truth: Sequence[tuple[str, frozenset[str]]], answers: Sequence[tuple[str, frozenset[str], bool]]
) -> Quality:
    """Compare (class, flags) with (class, flags, whether the machine was sure of the class)."""
    confusion = {(one.value, two.value): 0 for one in CLASSES for two in CLASSES}
    for (category, _), (said, _, _) in zip(truth, answers, strict=True):
        confusion[category, said] += 1
    recall, precision, f1 = {}, {}, {}
    for label in (*(category.value for category in CLASSES), *(flag.value for flag in FLAGS)):
        real = [label == category or label in flags for category, flags in truth]
        said_so = [label == category or label in flags for category, flags, _ in answers]
        both = sum(one and two for one, two in zip(real, said_so, strict=True))
        recall[label], precision[label] = Share(both, sum(real)), Share(both, sum(said_so))
        f1[label] = 2 * both / max(1, sum(real) + sum(said_so))
    sure = [(category == said) for (category, _), (said, _, is_sure) in zip(truth, answers, strict=True) if is_sure]
    return Quality(confusion, recall, precision, f1, Share(len(sure), len(truth)), Share(sum(sure), len(sure)))


def report(title: str, found: Quality) -> str:
    """The figures as lines of text."""
    lines = [f"## {title}", "", f"Macro-F1 of the classes: {found.macro_f1:.3f}", ""]
    lines += ["| class | F1 | recall | precision |", "| --- | --- | --- | --- |"]
    for category in CLASSES:
        name = category.value
        lines.append(f"| {name} | {found.f1[name]:.3f} | {found.recall[name]} | {found.precision[name]} |")
    lines += ["", "| flag | recall | precision |", "| --- | --- | --- |"]
    for flag in FLAGS:
        lines.append(f"| {flag.value} | {found.recall[flag.value]} | {found.precision[flag.value]} |")
    lines += ["", "| written as | " + " | ".join(category.value for category in CLASSES) + " |"]
    lines += ["| --- |" + " --- |" * len(CLASSES)]
    for one in CLASSES:
        row = " | ".join(str(found.confusion[one.value, two.value]) for two in CLASSES)
        lines.append(f"| {one.value} | {row} |")
    lines += ["", f"Sure of the class: {found.sure_share}; right when sure: {found.sure_right}", ""]
    return "\n".join(lines)
