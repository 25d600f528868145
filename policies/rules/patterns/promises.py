"""Promises: a result or a time that the service cannot answer for."""

import re
from collections.abc import Iterator

from policies.rules.base import Finding, Span
from policies.rules.pcre import Pattern
from policies.rules.text import is_quoted, like, sentences, shortened

_OUTCOME = (
    r"(?:ehcps?|ehc\s+plan|plan|diagnosis|school\s+(?:place|of\s+your\s+choice)|place\s+at|"
    r"place\s+(?:that\s+)?you\s+want|placement|funding|1:1|one[- ]to[- ]one|(?:the\s+)?(?:support|"
    r"help|provision|outcome|result|decision|school|answers?|transport|"
    r"assessment)\s*(?:that\s+)?(?:you|they|your\s+child|he|she|every\s+child)?\s*(?:need|needs|"
    r"want|wants|deserve|deserves|are\s+entitled)|what\s+you\s+want|everything\s+you|"
    r"your\s+(?:preferred|chosen|first\s+choice)|right\s+support|"
    r"needs\s+assessment|successful|justice|a\s+yes)"
)
_TIME_LIMIT = (
    r"(?:with?in|in|inside|under|less\s+than|no\s+later\s+than|by)\s+(?:just\s+|only\s+|under\s+|"
    r"the\s+)?(?:(?:an?|one|two|three|four|five|six|seven|ten|\d+|the|end|close|next|"
    r"same)\s+(?:of\s+)?(?:the\s+|working\s+|school\s+|next\s+|of\s+)*)*"
    r"(?:minutes?|hours?|hrs|days?|weeks?|month|business|play|noon|lunchtime|tonight|tomorrow|"
    r"(?:mon|tues|wednes|thurs|fri)day)|by\s+\d{1,2}(?:[:.]\d\d)?\s?[ap]m"
)
_ANSWER = (
    r"(?:reply|replies|respond|responds|answer|answers|call(?:s)?(?:\s+you)?\s+back|"
    r"ring(?:s)?(?:\s+you)?\s+back|phone(?:\s+you)?\s+back|get\s+back(?:\s+to)?|be\s+in\s+touch|"
    r"contact|e-?mail|pick\s+up)"
)
_WILL = r"(?:will|['’]ll|shall|can\s+always|are\s+going\s+to|['’]re\s+going\s+to)"
_PROMISES: tuple[tuple[Pattern, str | None], ...] = (
    (
        Pattern(
            rf"\b(?:we|sendiass|our\s+(?:team|advisers?|staff|service)|(?:an|your)\s+adviser|someone|"
            rf"somebody)\s*{_WILL}\s+(?:always\s+|definitely\s+|certainly\s+)?(?:get|win|secure|obtain|"
            rf"ensure|land|deliver|achieve|make\s+sure)\b(?!\s+in\s+touch|\s+back|\s+to\b|\s+together|"
            rf"\s+started)"
            rf"(?:\s+[\w’'-]+){{0,7}}?\s+{_OUTCOME}",
            re.I,
        ),
        "promises a result that others decide",
    ),
    (
        Pattern(
            rf"\b(?:we|sendiass|our\s+(?:team|advisers?|staff|service|helpline)|(?:an|your)\s+adviser|"
            rf"someone|somebody)\s*(?:{_WILL}\s+)?(?:always\s+|definitely\s+|certainly\s+|"
            rf"aim\s+always\s+to\s+)?{_ANSWER}\b(?:\s+[\w’'/-]+){{0,6}}?\s+(?:{_TIME_LIMIT}|"
            rf"(?:on\s+)?the\s+same\s+(?:working\s+)?day|straight\s*away|immediately|every\s+time)",
            re.I,
        ),
        "promises a time",
    ),
    (
        Pattern(
            rf"\b(?:you|your\s+(?:child|son|daughter|family)|families|parents|every\s+(?:child|"
            rf"family))\s*(?:{_WILL}|is\s+going\s+to|will\s+always)\s+(?:always\s+|definitely\s+|"
            rf"certainly\s+|then\s+|soon\s+|finally\s+)?"
            rf"(?:get|win|receive|have|be\s+(?:given|offered|granted)|secure|leave\s+with|"
            rf"walk\s+away\s+with|come\s+away\s+with|go\s+home\s+with|end\s+up\s+with|always\s+get|"
            rf"be)\b(?!\s+(?:asked|able|sent|invited|a\s+chance|the\s+chance|an\s+opportunity|time))"
            rf"(?:\s+(?!about|if|asked|help|link|on\b)[\w’'-]+){{0,4}}?\s+{_OUTCOME}(?!\s+(?:template|"
            rf"checklist|guide|factsheet|booklet|pack|link))",
            re.I,
        ),
        "promises a result",
    ),
    (
        Pattern(
            r"""\b(?:
                (?:calls?|e-?mails?|messages?|questions?|enquir(?:y|ies)|quer(?:y|
                    ies))\s+(?:will\s+(?:always\s+)?be|(?:is|are)(?:\s+always)?)\s+
                   (?:answered|returned|replied\s+to|picked\s+up|dealt\s+with|sorted)\s+(?:always\b|
                       within|in\s+(?:under|less)|the\s+same|straight|immediately|
                       on\s+the\s+(?:same\s+)?day|by\b)
              | (?:nobody|no[- ]one|no\s+(?:family|parent|child))\s+(?:ever\s+)?(?:leaves|
                  goes\s+(?:home|away)|walks\s+away|misses\s+out|waits|is\s+left|
                  will\s+(?:ever\s+)?(?:leave|wait|miss|be\s+left))
              | (?:every|each)\s+(?:family|parent|child|caller|question|call|
                  one\s+of\s+you)\s+(?:always\s+)?(?:gets|wins|leaves\s+with|will\s+(?:get|win|
                  leave\s+with|be\s+(?:answered|helped)))
              | (?:ehcp|plan|appeal|place|transport|problem|tribunal|
                  case)s?\s*,?\s+(?:all\s+)?(?:sorted|solved|fixed|in\s+the\s+bag)\b
              | (?:you|families|parents|they)\s*(?:will|['’]ll)\s+never\s+(?:again\s+)?(?:have\s+to|
                  need\s+to|wait|worry|fight|be)\b
              | (?:every|each|any)\s+(?:message|e-?mail|call|question|enquiry|family|parent|caller|
                  appeal|case)\s+(?:that\s+\w+\s+)?(?:gets|wins|is\s+(?:answered|solved|won)|
                  will\s+(?:get|win|be))\b
              | (?:we|our\s+(?:team|advisers?|service))\s+(?:can|will)\s+get\s+(?:any|every|all|
                  your|their|the)\s+(?:[\w’'-]+\s+){0,3}?(?:overturned|changed|reversed|approved|agreed|
                  sorted|accepted|through)\b
              | we\s+never\s+(?:say\s+no|give\s+up|refuse|let\s+(?:you|anyone|a\s+family|families|
                  anybody)|stop\s+until)\b | \bwe\s+(?:(?:nearly|almost|usually)\s+)?(?:always\s+)?win\b
              | (?:we|an\s+adviser|someone)(?:['’]ll|\s+will)\s+(?:call|phone|ring|text|write\s+to|
                  visit)(?:\s+you)?\s+(?:within|in\s+under|in\s+less)\b
              | rest\s+assured(?!\s+that\s+we\s+(?:keep|treat)) | in\s+(?:\w+|\d+)\s+(?:minutes|
                  hours|days|weeks|months)\s+or\s+less
              | we(?:['’]ll|\s+will|\s+can|\s+are\s+going\s+to)\s+(?:make|force|get)\s+(?:the\s+|
                  your\s+)?(?:\w+\s+)?(?:council|school|la|authority|local\s+authority|panel|tribunal|
                  head)\s+(?:to\s+)?\w+
              | we\s+(?:will\s+not|won['’]t)\s+(?:rest|stop|give\s+up)\s+until | whatever\s+it\s+takes
              | (?:your\s+(?:child|son|daughter)|you|they)\s*(?:will|
                  ['’]ll)\s+(?:all\s+)?(?:definitely\s+)?(?:have|get)\s+(?:a|their|your|his|
                  her)\s+(?:school\s+)?place\s+(?:by|in|at|before)
              | (?:problems?|worries|waiting)\s+solved | always\s+(?:succeeds?|wins?|works?\s+out|
                  gets?\s+(?:results|there))\b
              | we(?:['’]ll|\s+will)\s+(?:always\s+)?(?:make\s+sure|see\s+to\s+it|
                  ensure)\s+(?:that\s+)?(?:the\s+|your\s+)?(?:\w+\s+)?(?:council|school|la|authority|
                  panel|head|teachers?|sendco|senco|officers?)\b
              | (?:your\s+(?:child|son|daughter)|you)\s+(?:will|['’]ll)\s+be\s+(?:assessed|seen|
                  offered|given|diagnosed|placed)\b(?=[^.!?\n]*\b(?:us|our|we)\b)
            )""",
            re.X | re.I,
        ),
        "promises more than we can keep",
    ),
    (
        Pattern(
            rf"\b(?:you|they|families|parents|your\s+\w+)\s*{_WILL}\s+(?:always\s+|definitely\s+)?win\b"
            r"(?:\s+(?:the|your|their)\s+(?:case|appeal|tribunal|hearing))?",
            re.I,
        ),
        "promises a result",
    ),
    (
        Pattern(
            r"\bguarantee(?:s|d|ing)?\b|\b(?:we|i)\s+(?:can\s+)?promise\b|"
            r"\bwe\s+give\s+you\s+our\s+word\b|\b(?:our|that['’]s\s+a)\s+promise\b|"
            r"\byou\s+have\s+our\s+word\b",
            re.I,
        ),
        "is a promise",
    ),
    (
        Pattern(
            rf"\bwe\s+(?:always\s+(?:manage\s+to\s+)?(?:win|succeed|{_ANSWER}|sort|solve|fix|resolve|"
            rf"secure|make\s+sure\s+you|get\s+(?:you|it|results|the|families))|never\s+(?:fail|lose|"
            rf"turn\s+anyone|miss\s+a))\b",
            re.I,
        ),
        "promises that it is always so",
    ),
    (
        Pattern(
            rf"\bwe\s*{_WILL}\s+(?:always\s+|definitely\s+)?(?:sort|fix|solve|resolve|put\s+(?:it|this|"
            rf"things)\s+right|overturn|reverse|win)\b(?:\s+(?!out\s+(?:a|the)\s+(?:time|date|"
            rf"room))[\w’'-]+){{0,5}}",
            re.I,
        ),
        "promises a result",
    ),
    (
        Pattern(
            r"\b(?:100\s?%\s+(?:success|guaranteed|of\s+(?:our|the|appeals|cases))|without\s+fail|"
            r"no\s+matter\s+what|come\s+what\s+may|(?:nobody|no[- ]one|no\s+family)\s+(?:will|is|"
            r"gets?)\s+(?:ever\s+)?(?:be\s+)?(?:turned\s+away|left\s+(?:waiting|behind|without)|refused)|"
            r"you\s+can\s+(?:be\s+(?:sure|certain)\s+(?:that\s+)?(?:you|we)|count\s+on\s+(?:winning|"
            r"getting|us\s+to\s+(?:win|get)))|"
            r"(?:is|are)\s+certain\s+to\s+(?:win|get|succeed)|can['’]?t\s+(?:lose|fail)|cannot\s+(?:lose|"
            r"fail)|bound\s+to\s+(?:win|get|succeed)|you\s+(?:will|['’]ll)\s+(?:definitely|"
            r"certainly)\s+\w+)\b",
            re.I,
        ),
        "promises more than we can keep",
    ),
)
_NO_PROMISE_BEFORE = re.compile(
    r"(?:\b(?:not|never|no|cannot|can['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|aren['’]?t|won['’]?t|"
    r"without|nobody\s+can|unable\s+to|if|whether|to\s+avoid|nor|"
    r"neither)\b(?:\s+[\w’'-]+){0,3}\s*|n['’]t\s+)$",
    re.I,
)
_NO_GUARANTEE_AFTER = re.compile(
    r"^\s+(?:your\s+|a\s+|you\s+a\s+)?(?:place|spot|seat|space|ticket|interview\s+scheme|hours\b)|"
    r"^\s+(?:by|in|under)\s+(?:the\s+)?(?:law|statute|legislation)",
    re.I,
)
_NO_PROMISE = Pattern(
    r"\b(?:can(?:no|['’])t|cannot|could\s*n['’]t|do\s*n['’]t|do\s+not|never|nobody\s+can|no\s+one\s+can|neither\s+can\s+we)"
    r"\s+(?:ever\s+|really\s+|always\s+)?(?:guarantee|promise|say\s+how\s+long)\b|\bno\s+(?:guarantees?|promises)\b|"
    r"\b(?:to|and|so)\s+(?:guarantee|secure|be\s+(?:sure|certain)\s+of)\s+(?:your|a|yourself\s+a)\s+"
    r"(?:place|seat|spot|space|copy|slot|ticket|table)\b|"
    # who you talk to, what stands in the diary, what we do together, and what others owe
    r"\byou(?:['’]ll|\s+will)\s+(?:all\s+)?have\s+(?:an?|one|your\s+own)\s+(?:named\s+)?(?:case|key|link|support)\s*worker\b|"
    r"\b(?:minutes|(?:half\s+an?\s+)?hours?)\s+(?:each\s+)?(?:one\s+to\s+one\s+)?with\s+(?:an?|our|one\s+of\s+our)\s+"
    r"(?:\w+\s+)?(?:advis[eo]rs?|team|volunteers?|case\s*workers?|specialists?)\b|"
    r"\b(?:go|look|talk|work|read|walk)\s+(?:you\s+)?(?:it\s+|them\s+|that\s+)?(?:through\s+|over\s+)?"
    r"(?:(?:it|them|that|this|the\s+\w+|your\s+\w+)\s+)?(?:through\s+|over\s+)?with\s+you\b|"
    r"\b(?:reply|answer|response|decision|letter|draft|plan)\s+(?:back\s+)?(?:from|by)\s+(?:the|your)\s+"
    r"(?:local\s+)?(?:council|authority|la|school|college|tribunal|trust|panel|nhs|icb)\b",
    re.I,
)
_BETTER = (
    (re.compile(rf"^(we|our team)\s*(?:{_WILL}\s+)?(?:always\s+)?({_ANSWER})\b", re.I), r"\1 aim to \2"),
    (
        re.compile(
            rf"^(we)\s*{_WILL}\s+(?:always\s+|definitely\s+)?(?:get|win|secure|obtain)\s+(?:you|your child)\s+", re.I
        ),
        r"\1 can help you ask for ",
    ),
    (
        re.compile(r"^(you)\s*(?:will|['’]ll)\s+(?:leave|walk away|come away|go home)\s+with\b", re.I),
        r"\1 can talk with us about",
    ),
)


def find_promises(text: str) -> Iterator[Finding]:
    """Where the text guarantees a result or a time."""
    for sentence in sentences(text):
        taken: list[Span] = []
        for pattern, what in _PROMISES:
            for match in pattern.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                before, after = sentence.text[: match.start()], sentence.text[match.end() :]
                if any(s < end and start < e for s, e in taken) or is_quoted(text, start) or sentence.is_question:
                    continue
                if _NO_PROMISE_BEFORE.search(before[-50:]) or (
                    "guarantee" in match[0].casefold()
                    and _NO_GUARANTEE_AFTER.match(after)
                    and not re.match(r"we\b", before.strip()[-2:], re.I)
                ):
                    continue
                if re.search(r"\b(?:aim|try|hope|help|may|might|could|usually|not|if)\b", match[0], re.I):
                    continue
                taken.append((start, end))
                quote = text[start:end]
                yield Finding(
                    span=(start, end),
                    message=f"“{shortened(quote)}” {what}. Say what we can help with.",
                    suggestion=_better(quote),
                )


def find_denials(text: str) -> Iterator[Span]:
    """Where the text says that nothing is promised, that who books is sure of a seat, or tells a habit."""
    return (match.span() for pattern in (_NO_PROMISE, _HABIT) for match in pattern.finditer(text))


# “We always start with a cuppa”
_HABIT = Pattern(
    r"\b[Ww]e\s+(?:always|never)\s+(?:start|begin|open|finish|close|end|meet|sing)\s+(?:with|at|by|on|in)\b"
)


def _better(quote: str) -> str | None:
    for pattern, instead in _BETTER:
        if pattern.match(quote):
            return like(quote, pattern.sub(instead, quote, count=1))
    return None
