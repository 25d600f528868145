"""What a post stands on and carries: links, sources, a picture, leave for its campaign."""

import re
from collections.abc import Iterator

from policies.rules.base import Draft, Example, Finding, Medium, Params, Severity, Span, rule
from policies.rules.pcre import Pattern
from policies.rules.text import LINK, sentences

_WRITTEN_LINK = Pattern(
    r"(?<![\w@])(?:h?t?tps?|ftp)\s?:\s?/{0,3}[^\s<>\"“”]*|(?<![\w@])(?:http|https)[;,.]?//[^\s<>\"“”]+|"
    r"(?<![\w@.:/])(?!https?:)[a-z][a-z0-9+-]{1,9}://[^\s<>\"“”]*|(?<!\w)javascript:[^\s<>]+",
    re.I,
)
_LABEL = r"(?!-)[\w-]{1,63}(?<!-)"
_HOST = re.compile(rf"^(?:{_LABEL}\.)+(?!\d)[^\W\d_][\w-]{{0,61}}\w(?::\d{{1,5}})?(?:[/?#].*)?$", re.I)


@rule(
    "broken-link",
    severity=Severity.WARN,
    title="Link that cannot work",
    fires=(
        "Read more: http://northshire.example/guide",
        "Our form is at https://",
        "See htps://northshire.example",
        Example("See https://northshire.example/gone.", {"dead_links": ("https://northshire.example/gone",)}),
    ),
    passes=(
        "Read more: https://northshire.example/guide.",
        "Write to help@northshire.example and/or ring us.",
        "Find it on northshire.example under advice.",
        Example("See http://localhost:8000/l/h7kqx4.", {"short_links": ("http://localhost:8000/l/h7kqx4",)}),
    ),
)
def broken_link(draft: Draft, params: Params) -> Iterator[Finding]:
    """A link that has no host, is not https, or did not answer when we last looked at it.

    A short link of our own is judged by the page that it leads to.
    """
    for match in _WRITTEN_LINK.finditer(draft.text) if ":" in draft.text or "//" in draft.text else ():
        written = match[0].rstrip(".,;:!?)]’'…") if "//" in match[0] else match[0]
        span = (match.start(), match.start() + len(written))
        problem = None if written in draft.short_links else _wrong_with(written)
        if problem:
            yield Finding(message=problem[0].format(written), span=span, suggestion=problem[1])
    if draft.link and draft.link not in draft.short_links and (problem := _wrong_with(draft.link)):
        yield Finding(message=problem[0].format(draft.link))
    for link in draft.dead_links:
        for place in _written(draft, link):
            yield Finding(
                message=f"“{link}” did not answer when we looked. Open it, and copy the link again.", span=place
            )


def _written(draft: Draft, link: str) -> Iterator[Span | None]:
    """Where a link stands in the text as a whole; None for the link of the post itself."""
    for match in re.finditer(re.escape(link) + r"(?![\w/?#&=%-])", draft.text):
        yield match.span()
    if draft.link == link:
        yield None


def _wrong_with(link: str) -> tuple[str, str | None] | None:
    scheme, _, rest = link.partition("://")
    if _ and scheme.casefold() in ("http", "https") and not _HOST.match(rest):
        return "“{}” leads nowhere: it has no website in it. Copy the link again.", None
    if _ and scheme.casefold() == "https":
        return None
    if _ and scheme.casefold() == "http":
        return "“{}” is not secure. Use https.", f"https://{rest}"
    if re.fullmatch(r"(?:https?|ftp)\s?:\s?", link, re.I):
        return None if not re.match(r"https?:", link, re.I) else ("“{}” leads nowhere. Copy the link again.", None)
    return "“{}” is not a link that works. It has to begin with https://.", None


_CLAIM = Pattern(
    r"""\b\d[\d.,]*\s?(?:%|per\s?cent\b) | \b(?:one|two|three|four|five|six|seven|eight|nine|
    \d{1,3})\s+(?:in|out\s+of)\s+(?:every\s+)?(?:three|four|five|six|seven|eight|nine|ten|
    \d{1,4})\b(?=\s+(?:children|young|people|pupils|parents|
            families|appeals|students|adults|schools|teenagers|of|carers|disabled|autistic|boys|girls))
      | \b(?:research|studies|a\s+study|statistics|figures|evidence|data|surveys?)\s+(?:has\s+|
          have\s+)?(?:\w+ly\s+)?(?:shows?|shown|suggests?|proves?|proven|finds?|found|says?|tells?|
          indicates?|confirms?)\b
      | \b(?:by\s+law|(?<!what\s)(?<!how\s)the\s+law\s+(?:says|is\s+clear|requires|states)|legally|(?:it\s+is|
          it['’]s)\s+(?:the\s+law|illegal|unlawful|a\s+legal\s+\w+)|(?:you|children|parents|families|
          young\s+people)\s+(?:also\s+)?have\s+(?:a|the)\s+(?:legal\s+)?right\s+to|
            (?:legal|statutory)\s+(?:duty|right|deadline|time\s*limit)|(?:councils?|
                local\s+authorit(?:y|ies)|schools?|las?|nurseries|colleges)\s+must|scientists|
                experts\s+(?:say|agree|believe)|has\s+been\s+proven|(?:number|
                rate)s?\s+(?:of\s+[\w\s]{3,40}?)?(?:has|have)\s+(?:doubled|tripled|risen|fallen|gone))\b""",
    re.X | re.I,
)
_SOURCE = Pattern(
    r"""\b(?:Act\s+(?:19|20)\d\d|(?:\w+\s+)?Act\b(?=.*\b(?:19|20)\d\d)|Children\s+and\s+Families\s+Act|
    Equality\s+Act|Education\s+Act|Care\s+Act|Regulations?|Code\s+of\s+Practice|
    Department\s+for\s+Education|DfE|Ofsted|Ofcom|
        NHS|ONS|Office\s+for\s+National|IPSEA|SOS!?\s?SEN|Contact\b(?=\s+(?:found|says|reports|
            survey))|Mencap|Scope|National\s+Autistic\s+Society|NICE|Ministry\s+of\s+Justice|HMCTS|
            gov\.uk|GOV\.UK|National\s+Audit\s+Office|
        Children['’]s\s+Commissioner|Ombudsman|[Ss]ection\s+\d+|[Rr]egulation\s+\d+|
            [Pp]aragraph\s+\d+|[Uu]niversity\s+of\s+\w+|\w+\s+University|[Aa]ccording\s+to|
            [Ss]ource\s*:|[Pp]ublished\s+by|Education\s+Endowment|EEF|Joseph\s+Rowntree|
            Council\s+for\s+Disabled|Upper\s+Tribunal|
        House\s+of\s+Commons|Parliament|Sutton\s+Trust|our\s+(?:own\s+)?(?:survey|poll|figures|
            annual\s+report|feedback|records)|UNICEF|WHO\b|UN\s+Convention)""",
    re.X,
)
_NO_CLAIM = re.compile(r"\b(?:off|discount|battery|100\s?%|full|sure|free)\b", re.I)


@rule(
    "unsourced-claim",
    severity=Severity.ADVISE,
    title="Claim without a source",
    fires=(
        "Research shows that early help works.",
        "One in five children waits more than a year.",
        "By law, schools have to reply in 15 days.",
    ),
    passes=(
        "Research by the University of Northshire shows that early help works.",
        "By law, schools have to reply: section 19 of the Act. https://northshire.example/act",
        "Did you know that we run a drop-in?",
        "Our drop-in is 100% free.",
    ),
)
def unsourced_claim(draft: Draft, params: Params) -> Iterator[Finding]:
    """What the law, a statistic or research says, with neither a link nor a named source in the text."""
    if draft.link or LINK.search(draft.text) or _SOURCE.search(draft.text):
        return
    for sentence in sentences(draft.text):
        match = _CLAIM.search(sentence.text)
        if match and not sentence.is_question and not ("%" in match[0] and _NO_CLAIM.search(sentence.text)):
            span: Span = (sentence.start + match.start(), sentence.start + match.end())
            quote = draft.text[span[0] : span[1]]
            yield Finding(message=f"“{quote}”: say where this comes from, by a link or a name.", span=span)


@rule(
    "no-picture",
    severity=Severity.ADVISE,
    title="No picture",
    scope="draft",
    fires=(
        Example("Our drop-in is back.", {"media": ()}),
        "Our drop-in is back on Tuesday.",
        "Half-term dates are out. Ask us.",
    ),
    passes=(
        Example("Our drop-in is back.", {"media": (Medium(alt="Our stall", made_by_service=True),)}),
        "Our drop-in is back: https://northshire.example/dates",
        Example("Our drop-in is back.", {"link": "https://northshire.example/dates"}),
    ),
)
def no_picture(draft: Draft, params: Params) -> Iterator[Finding]:
    """A post with no image, no video and no link that a network would show as a card."""
    if not draft.media and not draft.link and not LINK.search(draft.text):
        yield Finding(message="Posts with a picture are seen by more people. Add one, or a link.")


@rule(
    "campaign-permission",
    severity=Severity.BLOCK,
    title="Leave for a campaign",
    scope="draft",
    fires=(
        Example("Play has no labels.", {"campaign": "Winter of play"}),
        Example("Kind words cost nothing.", {"campaign": "Kind words"}),
        Example("Ask us anything.", {"campaign": "Ask us week", "campaign_approved": False}),
    ),
    passes=(
        Example("Play has no labels.", {"campaign": "Winter of play", "campaign_approved": True}),
        Example("Play has no labels.", {"campaign": None}),
        "Our drop-in is back.",
    ),
)
def campaign_permission(draft: Draft, params: Params) -> Iterator[Finding]:
    """A post of a public campaign that no line manager has given leave for."""
    if draft.campaign and not draft.campaign_approved:
        yield Finding(message=f"Ask a line manager to give leave for the campaign “{draft.campaign}” first.")
