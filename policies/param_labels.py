"""What the parameters of rules are called on the screen, with a hint. Plain values.

A rule may say it itself, where it defines the parameter: `field(default=5, metadata={"label": …, "hint": …})`.
"""

from __future__ import annotations

from dataclasses import fields

from policies.rules.base import RuleSpec

LABELS: dict[str, tuple[str, str]] = {  # "rule.parameter", or the parameter's name where several rules share it
    "certainty": (
        "How sure it has to be",
        "In per cent. 0 takes the rule’s own measure; a higher number finds less, and is wrong less often.",
    ),
    "patterns": (
        "Also look for set phrases",
        "Beside weighing the words. Switch it off only where the phrases are often wrong for you.",
    ),
    "allowed": ("Wording that is fine here", "Words or phrases that the rule leaves alone. One a line."),
    "personal-data.allowed": (
        "Contact details that may be given",
        "Numbers, addresses and mail domains beside the service’s own: a partner’s helpline, for example. One a line.",
    ),
    "names": (
        "Names that may be given",
        "Halls, partners, books, events and people in public life that read like a private person. In full, one a "
        "line: a shorter or a longer name is still found.",
    ),
    "under-age.platform_age_limit": (
        "Youngest age for the platform",
        "Years. The networks ask for 13. What is found at 13 is found at a higher age too.",
    ),
    "alt-text.shortest": (
        "Shortest description of a picture",
        "Characters. Below that it can hardly say what the picture shows.",
    ),
    "reading-age.parents_carers": (
        "Reading age for parents and carers",
        "Years: the age at which most children can read the text. 0 switches the check off.",
    ),
    "reading-age.young_people": ("Reading age for young people", "Years. 0 switches the check off."),
    "reading-age.professionals": ("Reading age for professionals", "Years. 0 switches the check off."),
    "reading-age.fewest_words": ("Measure from so many words on", "A shorter text says too little to be measured."),
    "reading-age.known_words": (
        "Long words that readers know",
        "They count as easy: the name of a local service, for example. One a line.",
    ),
    "duplicate.window_days": (
        "Look back and ahead",
        "Days within which the same text is not to go out twice. The 400 texts of a channel that are nearest are read.",
    ),
    "duplicate.alike_percent": (
        "How alike two texts have to be",
        "In per cent of the words with their neighbours. 100 means the very same text.",
    ),
    "shouting.acronyms": ("Words that may stand in capitals", "Acronyms that your readers know. One a line."),
    "shouting.shortest": ("Capitals count from", "Letters. Shorter words in capitals are left alone."),
    "shouting.exclamation_marks": ("Exclamation marks count from", "So many in the whole text are too many."),
    "language.better": (
        "Wording, and what to write instead",
        "One a line: found words = better words. Several better ones are parted by a comma.",
    ),
    "emoji-load.most": ("Most emoji in a post", "More than that is a hint to take some out."),
}


def label_and_hint(spec: RuleSpec, name: str) -> tuple[str, str]:
    """What a parameter is called, and what it means; its name in plain letters where nobody has said."""
    said = next((one.metadata for one in fields(spec.params) if one.name == name), {})
    if "label" in said:
        return str(said["label"]), str(said.get("hint", ""))
    plain = name.replace("_", " ").capitalize()
    return LABELS.get(f"{spec.identifier}.{name}") or LABELS.get(name) or (plain, "")
