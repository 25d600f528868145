"""Events that are over by the time the post goes out, and are still announced."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from policies.rules.announcing import INVITES, LOOKS_BACK, PASSIVE, STRONGLY_BACK, is_announced, is_invited, tells
from policies.rules.base import Draft, Example, Finding, Params, Severity, Span, rule
from policies.rules.dates import DateFound, dates, day_in_words, times_in
from policies.rules.named_days import bare_months, named_days, seasons
from policies.rules.pcre import Pattern
from policies.rules.text import HASHTAG, masked, sentence_at, sentences_after

_TODAY = Pattern(r"\b(?:today|this\s+(?P<part>morning|lunchtime|afternoon|evening)|tonight)\b", re.I)
_OVER_AT = {
    "morning": time(12, 30),
    "lunchtime": time(14, 30),
    "afternoon": time(18, 0),
}  # when a part of the day is over, if no time is said
_ENDS_LATER = re.compile(
    r"\b(?:ends?|finish(?:es)?|until|till|closes?|over\s+by|home\s+by|runs\s+to|collect\w*)\b", re.I
)
_GONE = Pattern(
    r"\b(?:yesterday|the\s+day\s+before\s+yesterday|last\s+(?:night|mon|tues|wednes|thurs|fri|satur|sun|week|"
    r"month)(?:day)?(?!\s+of\b|\s+in\s+(?:every|each|the\s+(?:month|year|term)|(?-i:[A-Z]))))\b",
    re.I,
)
_LATE = re.compile(r"\b(?:tonight|this\s+(?:evening|afternoon)|evening)\b", re.I)
_FROM_BEFORE = re.compile(r"\bfrom\s+$", re.I)
_STILL_ASKS = re.compile(r"\bjoin us\b|(?<!\bto )\bbook\b", re.I)
MOST_DATES = 200  # in one text
_RANGE = re.compile(r"\s*,?\s*(?:-|–|—|to|until|till|through|(and))\s*(?:the\s+)?", re.I)
_SENT: Mapping[str, Any] = {"publish_at": datetime(2026, 12, 1, 10, tzinfo=UTC)}  # Tuesday 1 December, 10:00


@rule(
    "past-event",
    severity=Severity.WARN,
    title="Event in the past",
    fires=(
        Example("Join us on 26 November!", _SENT),
        Example("Book your place by 30/11.", _SENT),
        Example("Coffee morning today, 9am to 9.45am", _SENT),
    ),
    passes=(
        Example("Join us on 4 December!", _SENT),
        Example("Thank you to everyone who came on 26 November.", _SENT),
        Example("The session on 24 November was cancelled.", _SENT),
        Example("By law, the plan for a move to secondary is finished by 15 February each year.", _SENT),
        Example("The White Paper of 12 November sets out changes.", _SENT),
    ),
)
def past_event(draft: Draft, params: Params) -> Iterator[Finding]:
    """An announcement of something dated before the time that the post goes out."""
    text = masked(draft.text)
    sends_on = draft.publish_on
    for found in _ranges_as_one(text, dates(text, sends_on)[:MOST_DATES]):
        start, end = found.span
        if found.is_bare and draft.publish_local is None:
            continue  # without a day of sending nobody knows the month
        if found.on < sends_on and is_announced(draft, text, found):
            quote = draft.text[start:end]
            when = day_in_words(sends_on)
            message = f"“{quote}” is over when this goes out on {when}. Change the date, or write what happened."
            yield Finding(span=found.span, message=message)
        elif (
            found.on == sends_on
            and not found.is_month
            and _has_ended(draft, text, start, end, afternoon=bool(_LATE.search(sentence_at(text, start).text)))
        ):
            yield _ended_today(draft, found.span)
    for match in _GONE.finditer(text):
        if _FROM_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            continue  # “like this one from last week”
        said = PASSIVE.sub(" ", sentence_at(text, match.start()).text.replace(match[0], ""))
        if INVITES.search(said) and not (STRONGLY_BACK.search(said) or LOOKS_BACK.search(said)):
            message = f"“{match[0]}” is over when this goes out. Change the day, or write what happened."
            yield Finding(span=match.span(), message=message)
    for span, day in _in_hashtags(draft.text, sends_on) if "#" in draft.text else ():
        if day < sends_on and not tells(text, span[0]):
            quote, when = draft.text[span[0] : span[1]], day_in_words(sends_on)
            yield Finding(
                span=span, message=f"“{quote}” is over when this goes out on {when}. Take it out or change it."
            )
    months = set(bare_months(text, sends_on))
    for span, day in (*named_days(text, sends_on), *seasons(text), *months):
        if day < sends_on and is_invited(text, *span, surely=(span, day) in months):
            quote, when = draft.text[span[0] : span[1]], day_in_words(sends_on)
            message = f"“{quote}” is over when this goes out on {when}. Change the day, or write what happened."
            yield Finding(span=span, message=message)
    for match in islice(_TODAY.finditer(text), MOST_DATES) if draft.publish_local else ():
        late = "tonight" in match[0].casefold() or match["part"] in ("afternoon", "evening")
        if _has_ended(draft, text, *match.span(), afternoon=late, part=match["part"]):
            yield _ended_today(draft, match.span())


_TAG_WORDS = re.compile(r"\d+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _in_hashtags(text: str, near: date) -> Iterator[tuple[Span, date]]:
    """“#Dec4”, “#SENDQuiz4December”."""
    for tag in islice(HASHTAG.finditer(text), MOST_DATES):
        if any(character.isdigit() for character in tag[0]):
            for found in dates(" ".join(_TAG_WORDS.findall(tag[1])), near):
                if not found.is_month:
                    yield tag.span(), found.on


def _ranges_as_one(text: str, every: Sequence[DateFound]) -> Iterator[DateFound]:
    """“28 November to 3 December” is one date, of which the last day counts."""
    begun: int | None = None
    for index, found in enumerate(every):
        start, end = found.span
        if index + 1 < len(every):
            join = _RANGE.fullmatch(text, end, every[index + 1].span[0])
            if join and (
                join[1] is None or re.search(r"\bbetween\s+(?:\w+\s+)?$", text[max(0, start - 20) : start], re.I)
            ):
                begun = start if begun is None else begun
                continue
        yield found if begun is None else replace(found, span=(begun, end), is_range=True)
        begun = None


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
    if LOOKS_BACK.search(sentence.text) and not (
        _STILL_ASKS.search(sentence.text) or re.search(r"\bwill\b", sentence.text, re.I)
    ):
        return False
    if STRONGLY_BACK.search(sentence.text) and not _STILL_ASKS.search(sentence.text):
        return False
    given = times_in(
        text[end : max(end + 60, min(sentence.end, end + 160))].split("\n\n")[0].split(". ")[0], afternoon=afternoon
    )
    given += times_in(text[max(sentence.start, start - 40) : start], afternoon=afternoon)
    for following in sentences_after(text, sentence.end, 2):
        if _ENDS_LATER.search(following.text):
            given += times_in(following.text, afternoon=afternoon)
    if given:
        return max(given) < now
    over = _OVER_AT.get(part or "")
    return over is not None and over < now and bool(INVITES.search(sentence.text))
