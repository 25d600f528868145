"""The frame that every rule stands in: what a rule reads, what it finds, and how it is registered.

Pure on purpose: no models, settings, clock or network. Whoever calls passes everything in a `Draft`.
A rule is registered by `@rule`, which also makes it visible to the policy editor in `CATALOGUE`.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import ZoneInfo


class Severity(StrEnum):
    """How strongly the policy speaks, strongest first."""

    BLOCK = "block"  # it cannot be submitted, approved or sent as it is
    WARN = "warn"  # the author changes it or gives a reason
    ADVISE = "advise"  # a hint

    @property
    def rank(self) -> int:
        """0 for the strongest, so that sorting puts what stops the post first."""
        return _RANKS[self]

    @property
    def label(self) -> str:
        """The words on the screen."""
        return {"block": "Stops it", "warn": "Change it or give a reason", "advise": "Hint"}[self.value]

    def at_most(self, other: "Severity") -> "Severity":
        """The weaker of the two."""
        return self if self.rank >= other.rank else other


_RANKS = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.ADVISE: 2}

Span = tuple[int, int]
"""Start and end in characters (code points) of the text that was checked; end is exclusive."""


# What a rule reads


@dataclass(frozen=True, kw_only=True, slots=True)
class Medium:
    """One picture, video or file of a post, in the order in which it is shown."""

    kind: str = "image"  # image, video, audio, document
    alt: str = ""
    file: str = ""
    shows_child: bool = False
    consent_until: date | None = None  # the last day of the written consent; None: no consent on record
    adults_until: date | None = None  # the last day of the consents of adults on it; None: no end
    made_by_service: bool = False
    licence: str = ""
    decorative: bool = False  # says nothing that the text does not: needs no alternative text


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceFacts:
    """What is the service's own, and therefore no private person's data."""

    name: str
    phone: str = ""
    email: str = ""
    host: str = ""  # the body that hosts it, for example a council
    address: str = ""
    website: str = ""
    staff: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()  # further numbers of the service
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RecentPost:
    """A text that went, or is about to go, to a channel."""

    channel: str  # the network
    text: str
    at: datetime
    account: int | None = None  # which of the service's accounts there, where that is known
    account_name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietPeriod:
    """Days on which the service does not post. Both ends belong to it."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A post as it stands now, with all that the rules need to judge it.

    `text` goes to every channel that has no text of its own in `overrides` (network to text).
    """

    text: str
    service: ServiceFacts
    today: date  # in the service's zone
    overrides: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()  # names of networks: facebook, x, bluesky, …
    accounts: Mapping[str, frozenset[int]] = field(default_factory=dict)  # by network, those that get `text_for` it
    threads: frozenset[str] = frozenset()  # those that take a text in several posts (parting.py) as a thread
    audience: str = ""
    kind: str = ""
    publish_at: datetime | None = None  # aware
    time_zone: str = "Europe/London"
    link: str = ""
    media: tuple[Medium, ...] = ()
    campaign: str | None = None  # name of the public campaign that it belongs to
    campaign_approved: bool = False  # a line manager has given leave for the campaign
    story_consent: bool = False
    recent_posts: tuple[RecentPost, ...] = ()
    quiet_periods: tuple[QuietPeriod, ...] = ()
    dead_links: tuple[str, ...] = ()  # links that did not answer when they were last looked at
    short_links: tuple[str, ...] = ()  # addresses of our own that lead to a page which is looked at in their place
    tells_a_picture: bool = False  # `text` is a picture's alternative text, as `run` gives it to rules that read those

    def __post_init__(self) -> None:
        if self.publish_at is not None and self.publish_at.utcoffset() is None:
            raise ValueError(f"publish_at must be aware, got {self.publish_at!r}")

    def text_for(self, channel: str | None) -> str:
        """The text that this channel gets; the base text for None. A finding's span lies in it."""
        return self.overrides.get(channel, self.text) if channel else self.text

    def which(self, index: int) -> str:
        """What a picture is called in a sentence: “picture 2”, “the video” where there is one only."""
        kind = "video" if self.media[index].kind == "video" else "picture"
        return f"{kind} {index + 1}" if len(self.media) > 1 else f"the {kind}"

    @cached_property
    def publish_local(self) -> datetime | None:
        """When it goes out, on the service's wall clock."""
        return self.publish_at.astimezone(ZoneInfo(self.time_zone)) if self.publish_at else None

    @cached_property
    def publish_on(self) -> date:
        """The local day on which it goes out; today when no time is proposed yet."""
        return self.publish_local.date() if self.publish_local else self.today


# What a rule finds


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionRef:
    """The section of a policy that a finding stands on, as plain values."""

    key: str
    number: str
    title: str
    version: str  # "3.0"
    policy: str = "Policy"

    @property
    def label(self) -> str:
        """For example “Policy 3.0, section 8: Confidentiality”."""
        return f"{self.policy} {self.version}, section {self.number}: {self.title}"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that the policy says to a draft.

    A rule gives `message` and mostly `span` and `suggestion`; `check` adds the rest. A rule may give a
    weaker `severity` than its setting for a milder case; it never gets a stronger one than the setting.
    """

    message: str
    span: Span | None = None  # in draft.text_for(channel); none where the words are those of a picture
    suggestion: str | None = None  # what to put in the place of the span; "" takes it out
    channel: str | None = None  # set when it concerns this channel only
    account: int | None = None  # set when it concerns one of the accounts on that channel only
    medium: int | None = None  # position in draft.media, when it concerns a picture
    severity: Severity = Severity.BLOCK
    rule: str = ""
    section: SectionRef | None = None
    quote: str = ""  # the words of the span, or of a picture's alternative text

    @property
    def key(self) -> str:
        """Stays the same while the same words are found by the same rule, wherever they stand.

        An author's reason is kept under it, so that it survives a change elsewhere in the text.
        """
        medium = "" if self.medium is None else str(self.medium)
        parts = [self.rule, self.channel or "", self.quote or self.message, medium]
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, for example for the record of a decision."""
        values = asdict(self)
        values["severity"] = self.severity.value
        values["span"] = list(self.span) if self.span else None
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Finding":
        """The finding that `as_dict` wrote."""
        section = values.get("section")
        span = values.get("span")
        return cls(
            **{
                **values,
                "severity": Severity(values["severity"]),
                "span": (span[0], span[1]) if span else None,
                "section": SectionRef(**section) if section else None,
            }
        )


class Findings(tuple[Finding, ...]):
    """Findings in the order in which they are shown: what stops the post first, then by place."""

    __slots__ = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return self._with(Severity.BLOCK)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return self._with(Severity.WARN)

    @property
    def hints(self) -> tuple[Finding, ...]:
        return self._with(Severity.ADVISE)

    @property
    def blocked(self) -> bool:
        return bool(self.blocking)

    def _with(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self if finding.severity is severity)


# How rules are registered and set


class ParamsRefused(ValueError):
    """Parameters that a rule does not take; the text is a sentence for the person who set them."""


def bounds(low: int, high: int) -> Mapping[str, int]:
    """Metadata of a parameter that is a whole number: the least and the most that can be meant by it."""
    return {"low": low, "high": high}


@dataclass(frozen=True)
class Params:
    """Base of a rule's parameters, and the parameters of a rule that takes none."""


@dataclass(frozen=True)
class Example:
    """A draft that shows what a rule looks for: its text, and further fields of the `Draft` where they matter."""

    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)


Rule = Callable[[Draft, Any], Iterable[Finding]]
Scope = Literal["text", "draft"]


@dataclass(frozen=True, kw_only=True)
class RuleSpec:
    """A rule of the catalogue as the policy editor shows it."""

    identifier: str
    title: str
    looks_for: str  # the docstring of the rule
    severity: Severity
    params: type[Params]
    family: str  # the module: personal_data, voice, media, …
    scope: Scope  # "text": runs over each text; "draft": runs once
    reads_alt: bool = False  # runs over each alternative text as well, which every network publishes
    find: Rule
    fires: tuple[Example, ...] = ()  # examples for the policy's author, kept true by a test
    passes: tuple[Example, ...] = ()  # near misses

    @property
    def defaults(self) -> dict[str, Any]:
        """Default parameters as plain values that JSON can hold."""
        return {name: _plain(value) for name, value in vars(self.params()).items()}

    def params_from(self, values: Mapping[str, Any]) -> Params:
        """The defaults with `values` put in. Raises ParamsRefused for a name, a kind or a number that does not fit."""
        known = {f.name: f for f in fields(self.params)}
        made: dict[str, Any] = {}
        for name, value in values.items():
            if name not in known:
                allowed = ", ".join(sorted(known)) or "no parameters"
                raise ParamsRefused(f"“{self.title}” does not know “{name}”. It takes {allowed}.")
            made[name] = _fitting(self, name, value, _default_of(known[name]))
            low, high = self.bounds_of(name) or (0, value)
            if type(value) is int and not low <= value <= high:
                raise ParamsRefused(f"“{name}” of “{self.title}” has to be a whole number from {low:,} to {high:,}.")
        return self.params(**made)

    def bounds_of(self, name: str) -> tuple[int, int] | None:
        """The least and the most that a parameter may be; None for one that is no number."""
        said: Mapping[str, int] = next((one.metadata for one in fields(self.params) if one.name == name), {})
        return (said["low"], said["high"]) if "low" in said else None

    def in_bounds(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """`values` with each number that is out of bounds at the nearest: an old version may hold such a one."""
        return {name: self._nearest(name, value) for name, value in values.items()}

    def _nearest(self, name: str, value: Any) -> Any:
        limits = self.bounds_of(name)
        return min(max(value, limits[0]), limits[1]) if limits and type(value) is int else value


CATALOGUE: dict[str, RuleSpec] = {}
"""Every rule that is built, by the identifier that people see, in the order of registration."""


def rule(
    identifier: str,
    *,
    severity: Severity,
    title: str,
    params: type[Params] = Params,
    scope: Scope = "text",
    reads_alt: bool = False,
    fires: Sequence[str | Example] = (),
    passes: Sequence[str | Example] = (),
) -> Callable[[Rule], Rule]:
    """Put a rule into the catalogue. Its docstring says to the policy's author what it looks for."""

    def register(find: Rule) -> Rule:
        if identifier in CATALOGUE:
            raise ValueError(f"two rules are called {identifier!r}")
        CATALOGUE[identifier] = RuleSpec(
            identifier=identifier,
            title=title,
            looks_for=" ".join((find.__doc__ or "").split()),
            severity=severity,
            params=params,
            family=find.__module__.rpartition(".")[2],
            scope=scope,
            reads_alt=reads_alt,
            find=find,
            fires=_examples(fires),
            passes=_examples(passes),
        )
        return find

    return register


def _examples(given: Sequence[str | Example]) -> tuple[Example, ...]:
    return tuple(one if isinstance(one, Example) else Example(one) for one in given)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How one policy sets one rule: severity, parameters that differ from the defaults, and the section."""

    rule: str
    severity: Severity
    params: Mapping[str, Any] = field(default_factory=dict)
    section: SectionRef | None = None


class Ruleset(Mapping[str, Setting]):
    """The rules that are on, by identifier. A rule that is not in it does not run.

    Raises KeyError for a rule that the catalogue does not have and ParamsRefused for parameters that do
    not fit, so that a ruleset that was made can be run.
    """

    def __init__(self, settings: Iterable[Setting]) -> None:
        self._settings: dict[str, Setting] = {}
        ready: list[tuple[RuleSpec, Setting, Params]] = []
        for setting in settings:
            spec = CATALOGUE[setting.rule]
            self._settings[setting.rule] = setting
            ready.append((spec, setting, spec.params_from(setting.params)))
        self.ready = tuple(ready)

    @classmethod
    def of_catalogue(cls) -> "Ruleset":
        """Every rule of the catalogue at its default severity and parameters."""
        return cls(Setting(rule=spec.identifier, severity=spec.severity) for spec in CATALOGUE.values())

    def params_of(self, identifier: str) -> Params | None:
        """The parameters that a rule runs with; None when it is off."""
        return next((params for spec, _, params in self.ready if spec.identifier == identifier), None)

    def __getitem__(self, identifier: str) -> Setting:
        return self._settings[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings)

    def __len__(self) -> int:
        return len(self._settings)


def run(draft: Draft, ruleset: Ruleset) -> Findings:
    """All findings of the rules that are on, over the base text, every channel's own text and the alternative texts."""
    found: list[Finding] = []
    own_texts = [(name, replace(draft, text=text, overrides={})) for name, text in draft.overrides.items()]
    alts = [
        (index, replace(draft, text=medium.alt, overrides={}, tells_a_picture=True))
        for index, medium in enumerate(draft.media)
        if medium.alt.strip()
    ]
    for spec, setting, params in ruleset.ready:
        for finding in spec.find(draft, params):
            found.append(_complete(finding, spec, setting, draft, finding.channel))
        if spec.scope == "text":
            for channel, view in own_texts:
                for finding in spec.find(view, params):
                    found.append(_complete(finding, spec, setting, draft, channel))
        if spec.reads_alt:
            for index, view in alts:
                for finding in spec.find(view, params):
                    found.append(_complete(_in_alt(finding, view, index), spec, setting, draft, None))
    found.sort(key=_order)
    return Findings(found)


def _complete(found: Finding, spec: RuleSpec, setting: Setting, draft: Draft, channel: str | None) -> Finding:
    quote = found.quote
    if found.span is not None:
        start, end = found.span
        quote = draft.text_for(channel)[start:end]
    return replace(
        found,
        rule=spec.identifier,
        severity=found.severity.at_most(setting.severity),
        section=setting.section,
        channel=channel,
        quote=quote,
    )


def _in_alt(found: Finding, view: Draft, index: int) -> Finding:
    """The finding as one of the picture: its words are quoted, but stand at no place of the post's text."""
    start, end = found.span or (0, 0)
    message = f"In the alternative text of {view.which(index)}: {found.message}"
    return replace(found, message=message, medium=index, quote=view.text[start:end], span=None, suggestion=None)


def _order(finding: Finding) -> tuple[Any, ...]:
    span = finding.span or (0, 0)
    return (finding.severity.rank, finding.span is None, span, finding.channel or "", finding.rule)


def _default_of(f: Any) -> Any:
    return f.default if f.default is not MISSING else f.default_factory()


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, frozenset)):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _fitting(spec: RuleSpec, name: str, value: Any, default: Any) -> Any:
    """`value` in the kind of the default: a number, a switch, a text, a list of texts or a table of texts."""
    match default:
        case bool() if isinstance(value, bool):
            return value
        case int() if type(default) is type(value) is int:
            return value
        case str() if isinstance(value, str):
            return value
        case tuple() | frozenset() if isinstance(value, (list, tuple, set, frozenset)):
            if all(isinstance(item, str) for item in value):
                return type(default)(value)
        case Mapping() if isinstance(value, Mapping):
            if all(isinstance(k, str) and isinstance(v, _type_of_values(default)) for k, v in value.items()):
                return MappingProxyType(dict(value))
    kinds = {bool: "yes or no", int: "a whole number", str: "a text", tuple: "a list of texts"}
    kind = kinds.get(type(default), "a list of texts" if isinstance(default, frozenset) else "a table")
    raise ParamsRefused(f"“{name}” of “{spec.title}” has to be {kind}.")


def _type_of_values(table: Mapping[str, Any]) -> type:
    """The kind that a table's values have; text when it is empty."""
    return next((type(value) for value in table.values()), str)
