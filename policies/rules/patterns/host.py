"""The voice of the host: its name beside “we”, what only an authority does, and whom only an authority has."""

import re
from collections.abc import Iterator
from functools import lru_cache

from policies.rules.base import Finding
from policies.rules.pcre import Pattern
from policies.rules.text import is_quoted, masked

# “We” and what may stand between it and its verb, but no “not”; and what may stand between a verb and its object.
_WE = r"""we(?:['’](?:re|ve|ll))?\s+(?:(?:
    will|have|are|may|can|also|now|then|always|only|must|shall|should|both|had|were|do|still|already|recently|
    normally|usually|finally|(?:try|aim|going|about|hoping|planning|looking|having)\s+to)\s+){0,3}"""
_ANY = r"""(?:(?:
    all|most|some|over|more|fewer|than|the|your|our|a|an|every|each|its|their|his|her|these|this|first|new|extra|free|
    of|out|on|in|up|to|not|whether|another|county|borough|\d[\d,]*)\s+){0,4}"""
_DEEDS = Pattern(
    rf"""\b{_WE}(?:
        fin(?:e|ed|ing)\s+(?:parents?|famil(?:y|ies)|you|carers?|anyone|anybody)\b
      | (?:issue|finalise|amend|cease|maintain|draft)(?:s|d|ed|ing)?\s+{_ANY}(?:(?:final|draft|amended)\s+)?
            (?:ehcps?|ehc\s+plans?|education,?\s+health\s+and\s+care\s+plans?|plans?|versions?)\b
      | (?:agree|refuse|decide|decline|complete|process|carr(?:y|ied)\s+out|turn(?:ed|ing)?\s+down)(?:s|d|ed|ing)?\s+
            {_ANY}(?:assess|(?:needs|statutory)\s+assessments?|ehc\s+(?:needs\s+)?assessments?|
            requests?\s+for\s+(?:an\s+)?(?:ehc|assessment))\b
      | nam(?:e|ed|ing)\s+{_ANY}(?:(?:preferred|chosen|nearest|suitable|maintained)\s+){{0,2}}
            (?:school|college|setting|placement)s?\b
      | (?:allocate|offer|award|fund|commission|approve|grant|provide|buy|pay|paid|bought)(?:s|d|ed|ing)?\s+(?:for\s+)?
            {_ANY}(?:school\s+(?:places?|transport|buses)|home[- ]to[- ]school|personal\s+budgets?|
            direct\s+payments?|high\s+needs|(?:special(?:ist)?|resourced?|alternative)\s+(?:school\s+)?
            (?:places?|provision|placements?))\b
      | (?:run|running|own|maintain)\s+{_ANY}(?:schools|libraries|children['’]s\s+centres)\b
      | publish(?:ed|ing)?\s+{_ANY}local\s+offer\b
      | (?:set|setting|balanc(?:e|ed|ing)|cut|cutting)\s+{_ANY}(?:council\s+tax|budget)\b
      | (?:collect|empt(?:y|ied))(?:s|ed|ing)?\s+{_ANY}(?:(?:garden|green|brown|blue|black|food)\s+)?
            (?:bins?|waste|recycling|rubbish)\b
    )""",
    re.X | re.I,
)
_STAFF = Pattern(
    r"""\bour\s+(?:\w+\s+)?(?:
        elected\s+members | cabinet\s+(?:member|lead)s? | councillors | crews | gritters | social\s+workers
      | (?:bin|refuse|recycling|gritting|highways)\s+(?:teams?|lorries)
      | (?:school\s+)?admissions\s+(?:team|officers?|policy|office)
      | (?:(?:school|home[- ]to[- ]school)\s+)?transport\s+(?:team|policy|officers?)
      | send?\s+(?:case\s*work(?:ers?)?|officers?|panel|(?:assessment|statutory)\s+team) | case\s*work\s+officers?
      | (?:ehcp?|plan|education)\s+(?:plan\s+)?(?:co-?ordinators?|officers?)
      | educational\s+psychologists? | local\s+offer | maintained\s+schools | council\s*tax
      | (?:statutory|decision)\s+(?:panel|team)
    )\b""",
    re.X | re.I,
)
_ONLY_THOUGHT = re.compile(
    r"\b(?:whether|think|thinks|thought|believe|assume|assumes|suppose|(?:ask|wonder)\w*\s+if)\s+$", re.I
)


def find_host(text: str, host_name: str) -> Iterator[Finding]:
    """Where the text speaks as the host."""
    plain = masked(text)
    by_name = [(match, True) for match in _BY_NAME.finditer(_with_signs(plain, host_name.strip()))]
    by_deed = [(match, False) for pattern in (_DEEDS, _STAFF) for match in pattern.finditer(plain)]
    taken = 0
    for match, is_named in sorted(by_name + by_deed, key=lambda found: found[0].span()):
        start, end = match.span()
        if start < taken or is_quoted(text, start) or _ONLY_THOUGHT.search(plain[max(0, start - 20) : start]):
            continue
        taken = end
        quote = text[start:end]
        yield Finding(
            span=(start, end),
            message=f"“{quote}” speaks as our host. We are independent of it.",
            suggestion=quote[:2] if is_named and re.match(r"we\b", quote, re.I) else None,
        )


# What stands for the host's name, as long as that is. The pattern is the same for all hosts: to make one for each takes
# as long as half of all other rules.
_SIGN = "\ue000"
_HOST = rf"(?:{_SIGN}+|(?:the|your|this|our)\s+(?:\w+\s+)?(?:council|local\s+authority|la)\b)"
_BY_NAME = Pattern(
    rf"""\b(?:we\s+(?:here\s+)?(?:at|in|from)\s+{_HOST}
      | (?<!we\s)here\s+at\s+{_HOST}
      | (?<!here\s)at\s+{_HOST}\s*,?\s+(?:we|our)\b
      | our\s+(?:own\s+)?(?:council|local\s+authority|la)\b(?:['’]s?)?(?:\s+(?:polic(?:y|ies)|
          plans?|decision|budget|services?|officers?|teams?|strategy|offer))?
      | as\s+(?:a|the|your)\s+(?:council|local\s+authority)\s*,?\s+(?:we|our|it['’]?s\s+our)
      | we\s*,\s*(?:the|your)\s+(?:council|local\s+authority)
      | we(?:['’]re|\s+are)\s+(?:a\s+part\s+of\s+|part\s+of\s+|with\s+)?{_HOST}(?=[\s,.!?]|$)
      | on\s+behalf\s+of\s+{_HOST}
      | (?:your|the)\s+(?:council|local\s+authority)\s*,?\s+where\s+we
    )""",
    re.X | re.I,
)


def _with_signs(text: str, host: str) -> str:
    """The text with signs for the host's name: “Northshire County Council” and “Northshire council”."""
    first = host.split(" ")[0]
    if not first or first.casefold() not in text.casefold():
        return text
    return _name_of(host, first).sub(lambda match: _SIGN * len(match[0]), text)


@lru_cache(maxsize=256)
def _name_of(host: str, first: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(host)}|{re.escape(first)}\s+council", re.I)
