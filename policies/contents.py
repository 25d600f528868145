"""What a version says, as plain values: what is compared, hashed and handed over as evidence. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class RuleContent:
    """How a rule runs; `params` holds what differs from the catalogue's."""

    rule: str
    severity: str  # block, warn, advise, off
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TemplateContent:
    name: str
    purpose: str
    body: str


@dataclass(frozen=True, kw_only=True)
class QuestionContent:
    position: int
    about: str
    text: str
    answer: str
    explanation: str


@dataclass(frozen=True, kw_only=True)
class SectionContent:
    """A section with what stands on it: rules by their identifier, templates by name, questions in their order."""

    key: str
    position: int
    title: str
    body: str = ""
    standard_item: str = ""
    change: str = ""  # "", wording, meaning
    guidance_only: bool = False
    rules: tuple[RuleContent, ...] = ()
    templates: tuple[TemplateContent, ...] = ()
    questions: tuple[QuestionContent, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.position}. {self.title}"


@dataclass(frozen=True, kw_only=True)
class VersionContent:
    """All that is frozen when a version goes into review, and the number that it has from then on."""

    number: str
    change_note: str = ""
    cycle_months: int = 12
    parameters: Mapping[str, Any] = field(default_factory=dict)
    read_by: tuple[str, ...] = ()
    sections: tuple[SectionContent, ...] = ()

    def as_json(self) -> str:
        """The one way to write this content down: the same content gives the same characters."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, indent=1) + "\n"

    @property
    def digest(self) -> str:
        """SHA-256 of `as_json` in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.as_json().encode("utf-8", "surrogatepass")).hexdigest()


def text_stamp(title: str, body: str) -> str:
    """Twelve characters that change when a section's text does; who confirms a rule, confirms it for this text."""
    return hashlib.sha256(json.dumps([title, body]).encode()).hexdigest()[:12]
