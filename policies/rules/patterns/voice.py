"""In whose voice it speaks: personal views, and what reads as one person's account."""

import re
from collections.abc import Iterator

from policies.rules.base import Finding, Span
from policies.rules.pcre import Pattern
from policies.rules.text import Sentence, is_quoted, sentences

_OPINION = Pattern(
    r"""\b(?:
        I\s+(?:\w+ly\s+|still\s+|also\s+|do\s+|just\s+|would\s+|don['’]?t\s+|can['’]?t\s+help\s+but\s+)?
            (?:think|believe|feel|reckon|suppose|guess|imagine|suspect|find|love|hate|like|prefer|
                doubt|hope|wish|say|argue|agree|disagree)\b
      | in\s+(?:my|our)\s+(?:\w+\s+)?(?:opinion|view|experience\s+as\s+a\s+(?:mum|dad|parent))
      | (?:can['’]?t|cannot|couldn['’]?t)\s+help\s+(?:feeling|thinking|wondering) |
           who\s+else\s+(?:is|thinks|feels|loves|hates|finds)\b
      | (?:don['’]t\s+get\s+(?:me|us)\s+wrong|mark\s+my\s+words|call\s+me\s+old[- ]fashioned|
          hand\s+on\s+heart|if\s+i['’]?m\s+honest|let\s+me\s+tell\s+you|hot\s+take|
           unpopular\s+opinion|gotta\s+say|(?:i\s+)?have\s+to\s+say|
               (?:i\s*['’]?m\s+)?not\s+gonna\s+lie|i\s+won['’]t\s+lie|just\s+saying|rant\s+over|
               excuse\s+(?:my|the)\s+rant|
               sorry,?\s+but\s+(?:this|it|that)|it['’]s\s+(?:my|our)\s+(?:belief|opinion|view|feeling)|
               (?:^|(?<=[.!?]\s))for\s+me,)
      | my\s+(?:\w+\s+)?(?:opinion|view|belief|two\s+pence|take|hot\s+take|guess|feeling|advice)\b
      | (?:to\s+my\s+mind|as\s+i\s+see\s+it|if\s+you\s+ask\s+(?:me|us)|imh?o|tbh|quite\s+frankly|frankly,|honestly,|
            personally\s+speaking|speaking\s+(?:personally|as\s+a\s+(?:mum|dad|parent|mother|father|
                teacher))|for\s+what\s+it['’]?s\s+worth)
      | (?:we|i)\s+personally\b
      | (?<![a-z]\s)to\s+be\s+(?:honest|frank)\b(?!\s+with) | to\s+be\s+(?:honest|frank)(?=\s*,)
      | as\s+a\s+(?:mum|dad|parent|mother|father)\s+(?:of\s+\w+\s+)?(?:myself|,?\s*I\b)
    )""",
    re.X | re.I,
)
_PERSONALLY = Pattern(
    r"(?:^|[.!?\n,;–—]\s*)(personally)\s*,?\s+(?=I\b|we\b|the\b|this\b|it\b|that\b|speaking)|(?:^|"
    r"[.!?\n]\s*)(personally),",
    re.I,
)
_FIRST_PERSON = Pattern(
    r"(?<![\w’'.&/-])(?:I(?:['’](?:m|ve|ll|d))?(?=\s+[a-z])|[Mm]y(?=\s+[a-z])|[Mm]yself|(?<=\w )me(?![\w’'-]))(?![\w])"
)
_NO_PERSON = re.compile(
    r"\b(?:phase|level|part|world war|type|stage|grade|schedule|article|annex|tier|title|class|all about|plan)\s*$",
    re.I,
)
_EXAMPLE_BEFORE = re.compile(
    r"\b(?:ask|asks|asking|say|says|saying|write|writing|letter|email|wonder|wondering|like|called)\s*:\s*$|"
    r"\b(?:ask|asks|asking|wonder|wondering|such as|for example|e\.g\.?|called|(?:might|could|can|"
    r"just) say)\s*[:,]?\s*$|"
    r"\b(?:writes|wrote|said|says|told us|tells us)\s*[:,]\s[^.!?]*$",
    re.I,
)


def find_opinions(text: str) -> Iterator[Finding]:
    """Where the text gives a personal view, or reads as one person's account."""
    every = sentences(text)
    for index, sentence in enumerate(every):
        seen: list[Span] = []
        for pattern in (_OPINION, _PERSONALLY):
            for match in pattern.finditer(sentence.text):
                group = match.lastindex or 0
                start, end = match.start(group) + sentence.start, match.end(group) + sentence.start
                if not _is_somebody_elses(text, sentence, start, end) and not any(
                    s < end and start < e for s, e in seen
                ):
                    seen.append((start, end))
        if seen:
            for span in seen:
                words = text[span[0] : span[1]]
                yield Finding(span=span, message=f"“{words}” gives a personal view. Say what is known, as “we”.")
            continue
        if _asks(sentence, every[index + 1] if index + 1 < len(every) else None):
            continue
        for match in _FIRST_PERSON.finditer(sentence.text):
            start = sentence.start + match.start()
            before = sentence.text[: match.start()]
            if is_quoted(text, start) or _NO_PERSON.search(before) or _EXAMPLE_BEFORE.search(before):
                continue
            yield Finding(
                span=(start, sentence.start + match.end()),
                message="This reads as one person's account. Write as “we”, the service.",
            )
            break


def _is_somebody_elses(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """A view in quotation marks, or one that the reader is asked for."""
    if is_quoted(text, start) or re.match(r"My [A-Z]", text[start:end]):
        return True
    if _EXAMPLE_BEFORE.search(sentence.text[: start - sentence.start]):
        return True
    before = text[max(sentence.start, start - 14) : start]
    if re.search(r"\b(?:can|may|should|do|did|if|when|what|how|why|whether|am|must)\s+$", before, re.I):
        return bool(re.match(r"I\b|my\b", text[start:end], re.I))
    return (
        sentence.is_question
        and text[start : start + 2] in ("I ", "my", "My")
        and not re.match(r"I (?:think|believe|reckon)\b|my (?:view|take|opinion)\s*\?", text[start : end + 2], re.I)
    )


def _asks(sentence: Sentence, following: Sentence | None) -> bool:
    """A question in the reader's own words, with the sentence that leads to it."""
    if sentence.is_question:
        return True
    if following and following.is_question and re.search(r"\b(?:I|my|me|we)\b", following.text):
        return True
    if following and following.is_question and re.match(r"\W*My (?:child|son|daughter)\b", sentence.text):
        return True
    said_by_many = re.match(r"\W*(?:Myth|Worry|Q)?\W*My child\b", sentence.text)
    return bool(said_by_many and following and re.search(r"\byou\b", following.text, re.I))
