"""When it goes out: dates that have passed, quiet periods, the same text again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from policies.rules.anycase import AnyCase
from policies.rules.base import Draft, Example, Finding, Params, QuietPeriod, RecentPost, Severity, rule
from policies.rules.counting import network_name
from policies.rules.dates import DateFound, dates, day_in_words, times_in
from policies.rules.named_days import named_days, seasons
from policies.rules.text import LINK, masked, sentence_at, sentences_after

_LOOKS_BACK = AnyCase(
    r"\b(?:was|were|came|thank|thanks|held|took\s+place|published|announced|launched|since|ago|"
    r"last(?!\s+(?:few|chance|places?|day|date|call|remaining|spaces?))|recap|highlights?|happened|joined|"
    r"updated|began|started|passed|into\s+force|dated|ended|closed|wrote|met|visited|attended|"
    r"heard|said|told|spoke|gave|"
    r"received|changed|had|did|saw|issued|released|signed|became|opened|won|went|made|introduced|recorded|celebrated|"
    r"founded|established|enjoyed|loved|correct\s+(?:at|on)|as\s+(?:of|at)|effective|from\s+our|look(?:ing)?\s+back|"
    r"missed|catch\s+up|replay|recording|minutes\s+of|report\s+of|figures\s+for|judgment|ruling|ran|been|asked|"
    r"shared|"
    r"reviewed|approved|moved|postponed|cancelled|rescheduled|originally|instead\s+of|replaces)\b|"
    r"\b\w{3,}ed\s+(?:on|in)\b",
)
_LOOKS_AHEAD = AnyCase(
    r"\b(?:join\s+us|book|booking|register|sign\s+up|come\s+along|come\s+and|come\s+to|will|"
    r"['’]ll|is\s+on|are\s+on|is\s+at|drop[- ]in|takes?\s+place|taking\s+place|"
    r"starts?|starting|begins?|don['’]?t\s+miss|deadline|closes|closing|apply|rsvp|see\s+you|"
    r"save\s+the\s+date|places\s+(?:left|available)|meet\s+us|find\s+us|"
    r"we\s+are\s+(?:at|in|holding|running|hosting)|we['’]re\s+(?:at|in|holding|running|hosting)|"
    r"coming\s+(?:up|soon)|next|upcoming|reminder|tickets?|free\s+event|due|"
    r"until|before|ends|last\s+(?:chance|day|date|few)|open\s+(?:day|evening)|tomorrow|"
    r"this\s+(?:week|mon|tue|wed|thu|fri|sat|sun|coming|month)\w*|pop\s+(?:in|along)|"
    r"going\s+to|get\s+ready|remember|submit|return|send|reply\s+by|by|webinar|workshop|"
    r"coffee\s+morning|surgery|session|when)\b",
)
_STRONGLY_BACK = AnyCase(
    r"\b(?:was|were|came|thanks|thank\s+you|held|took\s+place|attended|joined\s+us|published|"
    r"announced|launched|since|recap|highlights|passed|enjoyed|postponed|cancelled|"
    r"rescheduled|(?:is|are)\s+now\s+(?:on\s+(?:youtube|our)|online|available|up\b)|watch\s+(?:it|the|again)|"
    r"(?:photos?|pictures?|memories|slides|notes|minutes|throwback|highlights|films?|recordings?)\s+(?:of|from|to)|has\s+been|have\s+been|"
    r"recording|missed|recorded|looking\s+back|founded|"
    r"into\s+force|updated|happened|last\s+(?:week|month|term|year|mon|tue|wed|thu|fri|sat|sun))\b",
)
_REFERENCE = re.compile(
    r"\b(?:act|regulations?|code\s+of\s+practice|guidance|report|paper|statistics|figures|data|"
    r"policy|version|order|judgment|letter|news|minutes|notes|statement|announcement|notice|email|newsletter|bulletin|"
    r"decision|update|debate|meeting\s+of\s+the\s+\w+)\s*(?:v?\d+(?:\.\d+)*)?\s*(?:\(|of|from|,|dated)?\s*$",
    re.I,
)
_TODAY = re.compile(r"\b(?:today|this\s+(?P<part>morning|afternoon|evening)|tonight|this\s+lunchtime)\b", re.I)
_OVER_AT = {"morning": time(12, 30), "afternoon": time(18, 0)}  # when a part of the day is over, if no time is said
_ENDS_LATER = re.compile(
    r"\b(?:ends?|finish(?:es)?|until|till|closes?|over\s+by|home\s+by|runs\s+to|collect\w*)\b", re.I
)
_GONE = re.compile(
    r"\b(?:yesterday|the\s+day\s+before\s+yesterday|last\s+(?:night|mon|tues|wednes|thurs|fri|satur|sun|week|"
    r"month)(?:day)?)\b",
    re.I,
)
_INVITES = re.compile(
    r"\b(?:join\s+us|come\s+(?:to|along|and)|book\s+(?:now|your)|register|sign\s+up|rsvp|see\s+you|pop\s+in|"
    r"drop\s+in|meet\s+us|book(?:ings?)?\b|tickets?|places?\s+(?:left|available|still|are)|come\s+with|bring\s+a|all\s+welcome|stall|"
    r"will\s+you\s+be|apply|"
    r"will\s+(?:be|take|start|run)|takes?\s+place|don['’]?t\s+(?:miss|forget)|apply\s+by|reminder)\b",
    re.I,
)
_CALLED_OFF = re.compile(
    r"\b(?:postponed|cancelled|canceled|rescheduled|called\s+off|moved\s+to|"
    r"(?:will|is|are)\s+now\s+(?:be|on|at)|new\s+date)\b",
    re.I,
)
# “By law, a plan is finished by 15 February each year”: a day that comes again.
_EVERY_YEAR = AnyCase(
    r"\b(?:(?:each|every|any)\s+year|yearly|annually|the\s+law\s+(?:sets|gives|says)|by\s+law|(?:legal|statutory)\s+date|"
    r"born\s+(?:on|before|after|between))\b"
)
_CLAUSE = re.compile(r"[;:–—]\s|\n|(?<=\w)[.!?]\s|,\s+(?:but|and|so|then|join|book|our\s+next|come|see)\b", re.I)


MOST_DATES = 200  # in one text
_RANGE = re.compile(r"\s*(?:-|–|—|to|until|till|through)\s*", re.I)


_SENT = datetime(2026, 12, 1, 10, tzinfo=UTC)  # of the examples: Tuesday 1 December 2026, 10:00


def _sent(moment: datetime = _SENT, **facts: Any) -> Mapping[str, Any]:
    return {"publish_at": moment, **facts}


@rule(
    "past-event",
    severity=Severity.WARN,
    title="Event in the past",
    fires=(
        Example("Join us on 26 November!", _sent()),
        Example("Book your place by 30/11.", _sent()),
        Example("Coffee morning today, 9am to 9.45am", _sent()),
    ),
    passes=(
        Example("Join us on 4 December!", _sent()),
        Example("Thank you to everyone who came on 26 November.", _sent()),
        Example("The session on 24 November was cancelled.", _sent()),
        Example("By law, the plan for a move to secondary is finished by 15 February each year.", _sent()),
        Example("The White Paper of 12 November sets out changes.", _sent()),
    ),
)
def past_event(draft: Draft, params: Params) -> Iterator[Finding]:
    """An announcement of something dated before the time that the post goes out."""
    text = masked(draft.text)
    sends_on = draft.publish_on
    every = dates(text, sends_on)
    for index, found in enumerate(every[:MOST_DATES]):
        start, end = found.span
        if index + 1 < len(every) and _RANGE.fullmatch(text, end, every[index + 1].span[0]):
            continue  # “28 November to 3 December”: its last day counts
        if found.on < sends_on and _is_announced(draft, text, found):
            quote = draft.text[start:end]
            when = day_in_words(sends_on)
            message = f"“{quote}” is over when this goes out on {when}. Change the date, or write what happened."
            yield Finding(span=found.span, message=message)
        elif found.on == sends_on and not found.is_month and _has_ended(draft, text, start, end):
            yield _ended_today(draft, found.span)
    for match in _GONE.finditer(text):
        said = sentence_at(text, match.start()).text.replace(match[0], "")
        if _INVITES.search(said) and not (_STRONGLY_BACK.search(said) or _LOOKS_BACK.search(said)):
            message = f"“{match[0]}” is over when this goes out. Change the day, or write what happened."
            yield Finding(span=match.span(), message=message)
    for span, day in (*named_days(text, sends_on), *seasons(text)):
        if day < sends_on and _is_invited(text, *span):
            quote, when = draft.text[span[0] : span[1]], day_in_words(sends_on)
            message = f"“{quote}” is over when this goes out on {when}. Change the day, or write what happened."
            yield Finding(span=span, message=message)
    for match in islice(_TODAY.finditer(text), MOST_DATES) if draft.publish_local else ():
        late = "tonight" in match[0].casefold() or match["part"] in ("afternoon", "evening")
        if _has_ended(draft, text, *match.span(), afternoon=late, part=match["part"]):
            yield _ended_today(draft, match.span())


def _ended_today(draft: Draft, span: tuple[int, int]) -> Finding:
    quote = draft.text[span[0] : span[1]]
    goes = f"{draft.publish_local:%H:%M}" if draft.publish_local else ""
    message = f"“{quote}”: the time given is over when this goes out at {goes}. Send it earlier or change the time."
    return Finding(span=span, message=message)


def _has_ended(
    draft: Draft, text: str, start: int, end: int, *, afternoon: bool = False, part: str | None = None
) -> bool:
    """Whether the last time that is said of the day has passed at the time of sending."""
    if draft.publish_local is None:
        return False
    now = draft.publish_local.time()
    sentence = sentence_at(text, max(0, end - 1))
    if _LOOKS_BACK.search(sentence.text) and not re.search(r"\bjoin us\b|\bbook\b|\bwill\b", sentence.text, re.I):
        return False
    if _STRONGLY_BACK.search(sentence.text) and not re.search(r"\bjoin us\b|\bbook\b", sentence.text, re.I):
        return False
    given = times_in(text[end : min(len(text), end + 60)].split("\n\n")[0].split(". ")[0], afternoon=afternoon)
    given += times_in(text[max(sentence.start, start - 40) : start], afternoon=afternoon)
    for following in sentences_after(text, sentence.end, 2):
        if _ENDS_LATER.search(following.text):
            given += times_in(following.text, afternoon=afternoon)
    if given:
        return max(given) < now
    over = _OVER_AT.get(part or "")
    return over is not None and over < now and bool(_INVITES.search(sentence.text))


def _is_invited(text: str, start: int, end: int) -> bool:
    """Whether people are asked to come, in the sentence or the next one, to a day that is called by its name."""
    sentence = sentence_at(text, start)
    said = text[sentence.start : start] + " " + text[end : sentence.end]
    if _STRONGLY_BACK.search(said) or _LOOKS_BACK.search(said) or _CALLED_OFF.search(said):
        return False
    following = " ".join(one.text for one in sentences_after(text, sentence.end, 1))
    return bool(_INVITES.search(said) or (_INVITES.search(following) and not sentence.is_question))


def _is_announced(draft: Draft, text: str, found: DateFound) -> bool:
    """Whether the words around the date look ahead to it, or say nothing and the date stands as a notice."""
    start, end = found.span
    clause = _clause_around(text, start, end)
    before = text[max(0, start - 40) : start]
    days_past = (draft.publish_on - found.on).days
    if _REFERENCE.search(before) or re.search(
        r"\b(?:since|dated|born(?:\s+on)?|after|as\s+(?:of|at))\s+(?:the\s+|(?:mon|tues|wednes|"
        r"thurs|fri|satur|sun)day,?\s+)?$",
        before,
        re.I,
    ):
        return False
    if re.search(r"\bfrom\s+(?:the\s+)?$", before, re.I) and not re.search(
        r"\d\w*\s*(?:-|–|to|until|till|and)\s*(?:[a-z]+\s+)?\d", text[start:end], re.I
    ):
        return False  # “From 30 November we open at nine” holds on
    said = sentence_at(text, start).text
    if _CALLED_OFF.search(said) or (_EVERY_YEAR.search(said) and not found.has_year):
        return False
    back, ahead = _LOOKS_BACK.search(clause), _LOOKS_AHEAD.search(clause)
    if _STRONGLY_BACK.search(clause):
        return False
    if ahead and (
        not back or re.search(r"\b(?:will|join us|book|register|deadline|apply|save the date)\b", clause, re.I)
    ):
        return not (
            found.has_year
            and days_past > 550
            and not re.search(r"\b(?:join us|book|register|apply|deadline)\b", clause, re.I)
        )
    if back:
        return False
    if found.is_month or draft.kind in ("after_event", "after"):
        return False
    sentence = sentence_at(text, start)
    if _STRONGLY_BACK.search(sentence.text) and not _LOOKS_AHEAD.search(sentence.text):
        return False
    return not (found.has_year and days_past > 365)


def _clause_around(text: str, start: int, end: int) -> str:
    sentence = sentence_at(text, start)
    left, right = sentence.start, max(sentence.end, end)
    for match in _CLAUSE.finditer(text, left, right):
        if match.end() <= start and re.search(r"\w{3}.*\s", text[match.end() : start]):
            left = match.end()
        elif match.start() >= end and re.search(r"[a-z]{3}", text[left:start]):
            return text[left : match.start()]
    return text[left:right]


_ELECTION = (QuietPeriod(name="Local elections", starts_on=date(2027, 3, 30), ends_on=date(2027, 5, 6)),)
_DROP_IN = "Drop in at the library on Thursday for a chat about annual reviews."


@rule(
    "quiet-period",
    severity=Severity.BLOCK,
    title="Quiet period",
    scope="draft",
    fires=(
        Example(_DROP_IN, _sent(datetime(2027, 3, 30, 9, tzinfo=UTC), quiet_periods=_ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 4, 20, 12, tzinfo=UTC), quiet_periods=_ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 5, 6, 22, 59, tzinfo=UTC), quiet_periods=_ELECTION)),
    ),
    passes=(
        Example(_DROP_IN, _sent(datetime(2027, 3, 29, 22, 59, tzinfo=UTC), quiet_periods=_ELECTION)),
        Example(_DROP_IN, _sent(datetime(2027, 5, 6, 23, tzinfo=UTC), quiet_periods=_ELECTION)),
        Example(_DROP_IN, _sent()),
    ),
)
def quiet_period(draft: Draft, params: Params) -> Iterator[Finding]:
    """A time inside one of the service's quiet periods: before an election, in mourning, after an incident."""
    if draft.publish_at is None:
        return
    for period in draft.quiet_periods:
        if period.starts_on <= draft.publish_on <= period.ends_on:
            ends = day_in_words(period.ends_on)
            message = f"Choose a date after {ends}: the quiet period “{period.name}” runs until then."
            yield Finding(message=message)


@dataclass(frozen=True)
class Duplicate(Params):
    window_days: int = 30
    alike_percent: int = 90  # of the words; 100 means the very same text


def _went(text: str, days_before: int, channel: str = "x") -> Mapping[str, Any]:
    recent = RecentPost(channel=channel, text=text, at=_SENT - timedelta(days=days_before))
    return _sent(channels=("x",), recent_posts=(recent,))


@rule(
    "duplicate",
    severity=Severity.WARN,
    title="Same text again",
    params=Duplicate,
    scope="draft",
    fires=(
        Example(_DROP_IN, _went(_DROP_IN, 10)),
        Example(_DROP_IN, _went(_DROP_IN.upper() + " 🎉", 30)),
        Example(_DROP_IN, _went(_DROP_IN, -5)),
    ),
    passes=(
        Example(_DROP_IN, _went(_DROP_IN, 31)),
        Example(_DROP_IN, _went(_DROP_IN, 10, channel="facebook")),
        Example(_DROP_IN, _went("How do I ask for an assessment? Our guide tells you.", 10)),
    ),
)
def duplicate(draft: Draft, params: Duplicate) -> Iterator[Finding]:
    """The same text went, or is about to go, to the same channel within the policy's window."""
    if not draft.recent_posts:
        return
    goes_on, zone = draft.publish_on, ZoneInfo(draft.time_zone)
    window = timedelta(days=params.window_days)
    for channel in dict.fromkeys(draft.channels):
        mine = _bare(draft.text_for(channel))
        for post in draft.recent_posts:
            went_on = post.at.astimezone(zone).date()
            if post.channel != channel or abs(went_on - goes_on) > window or not mine.words:
                continue
            if _alike(mine, _bare(post.text)) * 100 >= params.alike_percent:
                tense = "is to go" if went_on > goes_on else "went"
                where = f"{network_name(channel)} on {day_in_words(went_on)}"
                message = f"Nearly the same text {tense} to {where}. Write it anew or wait."
                yield Finding(message=message, channel=channel)
                break


@dataclass(frozen=True)
class _Bare:
    """A text without links, capitals and signs: its words, and each with its neighbour."""

    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]


def _bare(text: str) -> _Bare:
    """Remembered for texts of the usual length: a run over past posts meets each of them some hundred times."""
    return _bare_short(text) if len(text) <= 1_000 else _bare_of(text)


def _bare_of(text: str) -> _Bare:
    words = tuple(re.findall(r"\w+", LINK.sub(" ", text).casefold()) or text.split())  # emoji alone: as they are
    return _Bare(words, frozenset(pairwise(words)))


_bare_short = lru_cache(maxsize=1_024)(_bare_of)


def _alike(one: _Bare, other: _Bare) -> float:
    """Share of words, with their neighbours, that both texts have: 1 for the same text."""
    if one.words == other.words:
        return 1.0
    both = len(one.pairs & other.pairs)
    return both / max(len(one.pairs) + len(other.pairs) - both, 1)
