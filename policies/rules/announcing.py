"""Whether the words around a date look ahead to it and ask people to come, or tell of what has happened."""

import re

from policies.rules.base import Draft
from policies.rules.dates import DateFound
from policies.rules.pcre import Pattern
from policies.rules.text import sentence_at, sentences_after

_IN_WELSH = (
    r"dewch|ymunwch|cofrestrwch|archebwch|galwch\s+heibio|croeso\s+i\s+bawb|peidiwch\s+[âa]\s+(?:cholli|anghofio)|"
    r"welwn\s+ni\s+chi|dyddiad\s+cau|cynhelir|tocynnau|gwnewch\s+gais"
)
LOOKS_BACK = Pattern(
    r"\b(?:was|were|came|thank(?!-)|thanks|diolch|ddaeth|r?oedd|cynhaliwyd|held|took\s+place|published|announced|launched|since|ago|"
    r"last(?!\s+(?:few|chance|places?|day|date|call|remaining|spaces?)|\s+[\w-]+(?:\s+[\w-]+)?\s+(?:of|before)\b|\s+\w+day\s+in\b)|recap|highlights?|happened|joined|"
    r"updated|began|started|passed|into\s+force|dated|ended|wrote|met|visited|attended|"
    r"(?<!\bis\s)(?<!\bare\s)(?<!['’]re\s)(?<!\bbe\s)(?<!\boffice\s)(?<!\boffices\s)(?<!\bline\s)(?<!\blines\s)(?<!:\s)closed|"
    r"heard|said|told|spoke|gave|looked|talked|voted|welcomed|"
    r"received|changed|had|(?<!how\swe\s)did|saw|issued|released|signed(?!\s+(?:performance|show|song|story))|became|opened|won|went|made|introduced|recorded|celebrated|"
    r"lent|debated|discussed|decided|confirmed|rejected|left\s+(?:it|them|behind|his|her|their)|bought|we\s+sent|sent\s+out|hosted|reached|cut\s+the\s+ribbon|put\s+(?:our|its|their|his|her)|took|brought|taught|caught|felt|kept|lost|spent|built|drew|grew|raised|learn(?:t|ed)|agreed|turned|"
    r"founded|elected|established|enjoyed|loved|correct\s+(?:at|on)|as\s+(?:of|at)|effective|look(?:ing)?\s+back|"
    r"stopped|from\s+our(?!\s+(?:own|team|advis|service|colleague|line|office))|"
    r"missed|miss(?=\b[^.!\n]*\?)|catch\s+up|replay|recording|minutes\s+of|report\s+of|figures\s+for|judgment|ruling|ran|been|asked|"
    r"shared|"
    r"reviewed|approved|moved|postponed|put\s+(?:off|out)\s+(?:its|new|an?|the|their)|cancelled|rescheduled|originally|instead\s+of|replaces|(?<!\bbe\s)done|so\s+far|"
    r"in\s+numbers|checked|\d{2,}\s+(?:calls|emails|enquiries|replies|responses|of\s+you))\b|"
    r"\b(?:we|you|they|he|she|it|who|which)\s+(?:\w+ly\s+|all\s+|also\s+|both\s+)?(?!need)\w{2,}ed\b|"
    r"\b(?!closed)\w{3,}ed\s+(?:on\b|in\s+(?:19|20)\d\d\b)",
    re.I,
)
_LOOKS_AHEAD = Pattern(
    r"\b(?:join\s+us|book|booking|register|sign\s+up|come\s+along|come\s+and|come\s+to|will|"
    r"['’]ll|is\s+on|are\s+on|is\s+at|drop[- ]in|takes?\s+place|taking\s+place|"
    r"starts?|starting|begins?|don['’]?t\s+miss|deadline|closes|closing|apply|rsvp|see\s+you|"
    r"save\s+the\s+date|places\s+(?:left|available)|meet\s+us|find\s+us|"
    r"we\s+are\s+(?:at|in|holding|running|hosting)|we['’]re\s+(?:at|in|holding|running|hosting)|"
    r"added\s+an?\s+(?:second|third|fourth|new|extra|other|another|further)|coming\s+(?:up|soon)|next|upcoming|reminder|tickets?|free\s+event|due|"
    r"until|before|ends|last\s+(?:chance|day|date|few)|open\s+(?:day|evening)|tomorrow|"
    r"this\s+(?:week|mon|tue|wed|thu|fri|sat|sun|coming|month)\w*|pop\s+(?:in|along)|"
    r"going\s+to|get\s+ready|remember|submit|return|send|reply\s+by|by|webinar|workshop|invit(?:e|ed|ation)|runs|hosts|"
    r"(?:we['’]re|is|are|be|office|offices|lines?|phones?|helpline|hub|reception|desk)\s+(?:now\s+|also\s+)?(?:closed|shut|off|live)|"
    rf"coffee\s+morning|surgery|session|when|{_IN_WELSH})\b",
    re.I,
)
STRONGLY_BACK = Pattern(
    r"\b(?:was|were|came|bellach\s+ar\s+gael|thanks|thank\s+you|held|took\s+place|attended|joined\s+us|published|"
    r"announced|launched|since|recap|highlights|passed(?!\s+[\d,]+)|enjoyed|postponed|cancelled|"
    r"rescheduled|(?:is|are)\s+now\s+(?:on\s+(?:youtube|our)|online|available|up\b)|watch\s+(?:it|the|again|back)(?!\s+with)|"
    r"(?:photos?|pictures?|memories|slides|notes|minutes|throwback|highlights|films?|recordings?)\s+(?:of|from|to)|has\s+been|have\s+been|"
    r"recording|missed|recorded|looking\s+back|founded|"
    r"(?:took|taken|come|comes)\s+(?:effect|up\s+post)|went\s+live|what\s+a\s+(?:\w+\s+)?(?:day|night|morning|evening|afternoon|"
    r"turnout|start|crowd|time|week|success|laugh|treat|send-off|party|show|match|game|race|concert|view|sight|effort)|(?:so|how)\s+many\s+(?:of\s+you|people|families|parents|good|great|smiles)|"
    r"(?:great|good|lovely|nice|wonderful|fantastic|brilliant|amazing|super|delighted|pleasure|joy|treat)\s+(?:to|that\s+we)\s+"
    r"(?:see|saw|meet|met|have|chat|talk|catch|welcome|hear|speak|spend)(?!\s+you\s+(?:there|soon|then|on|at))|"
    r"sorry\s+(?:about|for|(?:that\s+)?(?:\w+\s+){1,3}(?:was|were))|pictured|throwback|flashback|spotted\s+(?:at|on)|well\s+done|"
    r"we\s+(?:all\s+)?(?:learn(?:t|ed)|heard)|(?:your|the)\s+(?:questions|answers|feedback|comments)\s+from|"
    r"(?:could\s+not|couldn['’]t|didn['’]t|did\s+not)\s+(?:make|come|join|get|catch|run|happen|take\s+place|go\s+ahead)|listen\s+(?:to|again|back)|"
    r"(?:is|are)\s+(?:now\s+)?(?:out|up)\b(?!\s+(?:for|from|on\s+(?:\w+day\s+)?\d))|(?:is|are)\s+(?:now\s+)?on\s+our\s+(?:channel|site|website|youtube|blog|pages?)|"
    r"(?:film|recording|video|audio|replay)\s+of|fault|power\s+cut|mix-up|"
    r"(?:bookings?|applications?|registrations?|nominations?|entries|survey|consultation|form)\b[^.!?\n]{0,40}\s(?:is|are)\s+(?:now\s+)?closed|"
    r"into\s+force|updated|happened|last\s+(?:week|month|term|year|mon|tue|wed|thu|fri|sat|sun)(?!\s+of\b))\b|"
    r"^\W*(?:source|photos?|pictures?|images?|film|recording|credit|updated|reviewed|version|checked)\b(?:\s+\w+){0,2}\s*:",
    re.I,
)
_REFERENCE = re.compile(
    r"\b(?:act|census|regulations?|code\s+of\s+practice|guidance|report|paper|statistics|figures|data|"
    r"policy|version|order|judgment|ruling|letter|news|minutes|notes|statement|announcement|notice|email|newsletter|bulletin|"
    r"decision|update|debate|speech|vote|results|meeting\s+of\s+the\s+\w+)\s*(?:(?:no\.?|issue|v)?\s*\d+(?:\.\d+)*)?\s*"
    r"(?:\(|of|for|from|,|dated)?\s*$|"
    r"\b(?:actions?|minutes|notes|decisions|feedback)\s+(?:from|of)\s+(?:[\w’'-]+\s+){1,5}?[\w’'-]+,\s*$|"
    r"\b(?:talk|webinar|session|workshop|event|drop-in|fair|call|conference|assembly|meeting|forum)\s+of\s+(?:\w+day,?\s+)?$|"
    # “If you applied by …”, “those who wrote before …”
    r"\b(?:who|if\s+(?:you|your\s+\w+|they|it|he|she))\s+(?:have\s+|has\s+|had\s+|was\s+|were\s+)?(?:\w+ed|got|had|made|wrote|"
    r"sent|heard)\s+(?:\w+\s+){0,3}(?:by|before|on|after|in|until|between|from)\s+(?:\w+day,?\s+)?$",
    re.I,
)
_EVENT_ABOUT = re.compile(r"\b(?:join|book|come|webinar|workshop|training|session|talk|course|drop[- ]in)\b", re.I)
INVITES = re.compile(
    r"\b(?:join\s+us|come\s+(?:to|along|and)|book\s+(?:now|your)|register|sign\s+up|rsvp|see\s+you|pop\s+in|"
    r"drop\s+in|meet\s+us|book(?:ings?)?\b|tickets?|places?\s+(?:left|available|still|are)|come\s+with|bring\s+(?:an?|the|your|along|some)|all\s+welcome|stall|"
    r"will\s+you\s+be|apply|live\s+on|turn\s+up|with\s+us\s+at|we(?:['’]re|\s+are)\s+(?:hosting|holding|running)|"
    r"(?:phone\s+)?lines?\s+(?:is|are)\s+(?:open|closed|shut)|opening\s+(?:hours|times)|(?:we['’]re|we\s+are|is|are|be)\s+(?:open|closed|shut)|"
    r"(?:end|close|finishe?)s?\s+(?:on|at|by|before)|(?:reply|return|send|tell\s+us|by\s+the\s+end)\b|get\s+your|reserve|join|"
    r"will\s+(?:be|take|start|run)|takes?\s+place|don['’]?t\s+(?:miss|forget)|apply\s+by|reminder|"
    rf"{_IN_WELSH})\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:join\s+us|come\s+(?:to|along)|book|register|sign\s+up|rsvp|apply|enrol|places|tickets|closes?|closing|ends?|deadline|by\s+the\s+end|"
    r"reserve|will\s+(?:be|take|start|run)|starts?|takes?\s+place|(?:is|are|we['’]re)\s+at)\b",
    re.I,
)
_CALLED_OFF = re.compile(
    r"\b(?:postponed|cancelled|canceled|rescheduled|called\s+off|(?:did|will)\s+not\s+go\s+ahead|didn['’]t\s+go\s+ahead|"
    r"put\s+paid\s+to|(?:rained|snowed|called)\s+off|(?:had|have)\s+to\s+(?:cancel|postpone)|"
    r"instead\s+of|not\s+(?:on\s+)?(?:\w+day\s+)?\d+\w*\s+\w+,?\s+but|"
    r"(?:snow|ice|flood|storm|strike)\w*\s+(?:\w+\s+)?(?:stopped|closed|meant))\b",
    re.I,
)
# Said after the date that is given up: “The workshop on 28 November is now on 12 December”.
_TO_A_DAY = (
    r"(?=\s+(?:the\s+)?(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\b|"
    r"next|after|a\s))"
)
_MOVED = re.compile(
    rf"\b(?:(?:moved|moves?)\s+to{_TO_A_DAY}|moves?\s+from|(?:will|is|are)\s+now\s+(?:be\s+)?(?:on|at)\b|new\s+date|"
    r"change\s+of\s+date)\b",
    re.I,
)
_NEW_DATE = re.compile(r"\s*(?:the|our)\s+new\s+date\b", re.I)
_NOT_THEN = re.compile(r"[,(]\s*(?:and\s+)?not\s+(?:on\s+)?(?:the\s+)?(?:\w+day,?\s+)?$", re.I)
_MOVED_TO = re.compile(
    r"\b(?:moved|moves|rescheduled|postponed|put\s+back|brought\s+forward)\s+(?:from\s+[^.:!?\n]{1,30}\s)?(?:to|until|till)\s+"
    r"(?:\w+day,?\s+)?$",
    re.I,
)
# “By law, a plan is finished by 15 February each year”: a day that comes again.
_EVERY_YEAR = Pattern(
    r"\b(?:(?:each|every|any)\s+year|yearly(?!\s+(?:review|report|plan|meeting))|annually|the\s+law\s+(?:sets|gives|says)|by\s+law|(?:legal|statutory)\s+date|"
    r"born\s+(?:on|before|after|between))\b",
    re.I,
)
_CLAUSE = re.compile(
    r"[;:–—]\s|\n|(?<=\w)[.!?]\s|,\s+(?:but|and|so|then|join|book|our\s+next|come|see|you\s+(?:will|can|may|should))\b",
    re.I,
)


def tells(text: str, place: int) -> bool:
    """Whether the sentence at this place, or the one before, tells of something that happened."""
    sentence = sentence_at(text, place)
    said = sentence_at(text, max(0, sentence.start - 1)).text + " " + sentence.text
    return bool(STRONGLY_BACK.search(said) or (LOOKS_BACK.search(said) and not INVITES.search(said)))


def is_invited(text: str, start: int, end: int, *, surely: bool) -> bool:
    """Whether people are asked to come, in the sentence or the next one, to a day that is called by its name."""
    sentence = sentence_at(text, start)
    said = text[sentence.start : start] + " " + text[end : sentence.end]
    if _SHUT.match(sentence.text):
        return True
    if STRONGLY_BACK.search(said) or LOOKS_BACK.search(said) or _CALLED_OFF.search(said):
        return False
    before = text[max(sentence.start, start - 40) : start]
    if _AT_A_TIME.match(text, end) or _AT_A_TIME_BEFORE.search(before):
        return True
    if surely:
        return bool(_ASKS.search(said))
    if _BY_THEN.search(before) or (_ON_THE_DAY.search(before) and _LOOKS_AHEAD.search(said)):
        return True
    following = " ".join(one.text for one in sentences_after(text, sentence.end, 1))
    return bool(INVITES.search(said) or (INVITES.search(following) and not sentence.is_question))


# What ends with a day: “Message us by St Andrew's Day”.
_BY_THEN = re.compile(
    r"\b(?:by|before|until|till|up\s+to(?:\s+and\s+including)?|no\s+later\s+than|(?:close|end)s?(?:\s+on)?|deadline(?:\s+is|\s*:)?)\s+"
    r"(?:(?:noon|midnight|midday|\d{1,2}\s?[ap]m|the\s+end)\s+(?:on|of)\s+)?$",
    re.I,
)
_SHUT = re.compile(r"\W*(?i:we['’]re\s+|we\s+are\s+)?(?i:closed|shut|open)\s+(?:on\s+|for\s+)?(?:the\s+)?[A-Z]")
_AT_A_TIME = re.compile(r",?\s+(?:at\s+|from\s+)?(?:\d{1,2}(?:[.:]\d\d)?\s?[ap]m|noon)\b", re.I)
_AT_A_TIME_BEFORE = re.compile(r"\bat\s+(?:\d{1,2}(?:[.:]\d\d)?(?:\s?[ap]m)?|noon)\s+on\s+$", re.I)
_ON_THE_DAY = re.compile(r"\b(?:on|this)\s+$", re.I)


def is_announced(draft: Draft, text: str, found: DateFound) -> bool:
    """Whether the words around the date look ahead to it, or say nothing and the date stands as a notice."""
    start, end = found.span
    clause = _clause_around(text, start, end)
    before = text[max(0, start - 40) : start]
    days_past = (draft.publish_on - found.on).days
    about = _REFERENCE.search(before)
    if about and ((about[0].rstrip().endswith(",") and _EVENT_ABOUT.search(clause)) or _SEATS.search(clause)):
        about = None
    if about or re.search(
        r"\b(?:since|dated|born(?:\s+on)?|after|as\s+(?:of|at))\s+(?:the\s+|(?:mon|tues|wednes|"
        r"thurs|fri|satur|sun)day,?\s+)?$",
        before,
        re.I,
    ):
        return False
    if _NEXT_YEAR_AFTER.match(text, end) or _TOLD_ON.search(text[sentence_at(text, start).start : start]):
        return False
    if _IT_SAYS_BEFORE.search(before) or _FULL_AFTER.match(text, end):
        return False
    if _DONE_ON.search(before) or _TAG_OF_THE_PAST.search(draft.text, sentence_at(text, start).start, end):
        return False
    is_range = found.is_range or re.search(
        r"\d\w*\s*(?:-|–|to|until|till|and)\s*(?:[a-z]+\s+)?\d", text[start:end], re.I
    )
    if _FROM_BEFORE.search(before) and not (is_range or _BACK_FROM.search(before)):
        return False  # “From 30 November we open at nine” holds on
    said = sentence_at(text, start).text
    sentence = sentence_at(text, start)
    if _MOVED_TO.search(text[sentence.start : start]):
        return True
    if _is_given_up(text, sentence.start, start, end, sentence.end):
        return False
    if _EVERY_YEAR.search(said) and not found.has_year and not _CALLS.search(said):
        return False
    told = _without_passives(clause, text[start:end])
    back, ahead = LOOKS_BACK.search(told), _LOOKS_AHEAD.search(clause)
    if STRONGLY_BACK.search(told):
        return False
    following = next(iter(sentences_after(text, sentence_at(text, start).end, 1)), None)
    if not ahead and not back and following and _TOLD_AFTER.match(following.text):
        return False
    if back and following and text[:start].rstrip().endswith(":") and _INVITES_AT_ONCE.match(following.text):
        return True  # “… so we added a second date: 2 December. Book now!”
    if ahead and (not back or _SURELY_AHEAD.search(clause)):
        return not (
            found.has_year
            and days_past > 550
            and not re.search(rf"\b(?:join us|book|register|apply|deadline|{_IN_WELSH})\b", clause, re.I)
        )
    if back:
        return False
    if found.is_month or draft.kind in ("after_event", "after"):
        return False
    whole = told if _OPENING.match(sentence.text) else _without_passives(sentence.text, text[start:end])
    if STRONGLY_BACK.search(whole) and not _LOOKS_AHEAD.search(sentence.text):
        return False
    return not (found.has_year and days_past > 365)


# “Our poster says 12 November. It should say …”, “4 November: full”
_IT_SAYS_BEFORE = re.compile(
    r"\b(?:posters?|leaflets?|fl[yi]ers?|letters?|emails?|posts?|tickets?|invitations?)\s+(?:wrongly\s+)?(?:says?|said|ha[sd]|g[ia]ves?)\s+"
    r"[\"“‘']?$",
    re.I,
)
_FROM_BEFORE = re.compile(r"(?<!\bchoose\s)(?<!\bpick\s)(?<!\bselect\s)\bfrom\s+(?:the\s+)?$", re.I)
_BACK_FROM = re.compile(r"\bwill\s+be\s+(?:back|open|running)\b[^.!?\n]{0,20}\bfrom\s+(?:the\s+)?$", re.I)
_NEXT_YEAR_AFTER = re.compile(r"\s+(?:of\s+)?next\s+year\b", re.I)
# “The minister told the Commons on Monday 16 November that …”
_TOLD_ON = re.compile(
    r"\b(?:told|wrote\s+to|met|visited|spoke\s+(?:to|in|at))\s+(?:(?!that\b|is\b|are\b|will\b|about\b)[\w’'-]+\s+){1,6}on\s+"
    r"(?:\w+day,?\s+)?$",
    re.I,
)
_FULL_AFTER = re.compile(r"[\"”]?\s*[:,(–-]\s*(?:now\s+)?(?:fully\s+booked|full|sold\s+out|done|over)\b", re.I)
_DONE_ON = re.compile(
    r"(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?<!\bbeing\s)\b(?:agreed|published|announced|adopted|approved|issued|launched|recorded|founded|filmed|opened|began|started|sent|printed|"
    r"taken|signed|made|passed)\s+on\s+(?:\w+day,?\s+)?$",
    re.I,
)
_TAG_OF_THE_PAST = re.compile(r"#\w*(?:throwback|tbt|flashback|memories)", re.I)
_SEATS = re.compile(r"\b(?:seats?|places?|spaces?|spots?)\s+(?:free|left|available|going)\b", re.I)
_CALLS = re.compile(r"\b(?:join|book|come\s+(?:to|along)|register|sign\s+up)\b", re.I)
_PERFECT = re.compile(
    r"(?:\b(?:has|have)|['’](?:ve|s))\s+(?:\w+ly\s+|just\s+|now\s+|also\s+|already\s+|both\s+|been\s+){0,2}"
    r"(?:announced|asked|decided|agreed|said|told|launched|opened|added|had|booked|planned|arranged|organised|set|invited|moved|made|"
    r"changed|taken|confirmed|chosen|passed)\b",
    re.I,
)
PASSIVE = re.compile(
    r"\b(?:be|being)\s+(?:\w+ly\s+|first\s+)?(?:\w{2,}ed|held|made|sent|given|shown|run|led)(?:,?\s+(?:and|or)\s+(?:\w{2,}ed|sent))?\b|"
    r"\b(?:is|are)\s+made\s+for\b|\b(?:made|run|led|hosted|organised|written|designed|signed)\s+by\b",
    re.I,
)


def _without_passives(clause: str, quote: str) -> str:
    """The clause without verbs that look like past ones and say nothing of the date: “will be held on”, and before
    the date “has announced”, which no day can go with."""
    before, sign, after = clause.partition(quote)
    return PASSIVE.sub(" ", (_PERFECT.sub(" ", before) if sign else before) + sign + after)


def _is_given_up(text: str, left: int, start: int, end: int, right: int) -> bool:
    """Whether the sentence says that nothing happens on the date any more."""
    following = next(iter(sentences_after(text, right, 1)), None)
    return bool(
        _CALLED_OFF.search(text[left:right])
        or _MOVED.search(text[end:right])
        or _NOT_THEN.search(text[left:start])
        or (following and _NEW_DATE.match(following.text))
    )


_SURELY_AHEAD = re.compile(
    r"\b(?:will|join us|book|register|deadline|closes\s+on|apply|save the date|invite|invited|runs|"
    r"(?:is|are|['’]re|be)\s+(?:closed|shut|off|live)|"
    r"(?:has|have|are|\d+|new|few|of)\s+(?:places|spaces|tickets|seats)|(?:is|are)\s+(?:on|at))\b",
    re.I,
)
_TOLD_AFTER = re.compile(
    r"\s*(?:what\s+an?\b|so\s+many\b|so\s+much\b|thank\s+you\b|thanks\b|we\s+loved\b|it\s+was\b|you\s+were\b|we\s+(?:met|had|saw|were)\b|"
    r"(?:great|lovely|good)\s+(?:to|chats?|turnout|conversations|questions)\b)",
    re.I,
)
_INVITES_AT_ONCE = re.compile(
    r"\s*(?:book|join|register|sign\s+up|come|get\s+your|reserve|rsvp|places|tickets|spaces|ring\s+to\s+book)\b", re.I
)
_IN_BRACKETS = re.compile(r"\(([^()\n]{3,120})\)")
_OPENING = re.compile(
    r"\s*(?:if|for\s+(?:anyone|those|parents)|after|since|because|following|as|when|with|missed|made|run|led)\b", re.I
)
_MAIN_CLAUSE = re.compile(
    r",\s+(?:we|we['’](?:re|ll|ve)|our|there|there['’]s|it['’]?s|join|come|catch|find|the\s+next|you['’]re|you\s+are)\b",
    re.I,
)


def _clause_around(text: str, start: int, end: int) -> str:
    sentence = sentence_at(text, start)
    left, right = sentence.start, max(sentence.end, end)
    for match in _IN_BRACKETS.finditer(text, left, right):
        if match.start() < start and end <= match.end():
            inside = text[match.start() + 1 : start] + " " + text[end : match.end() - 1]
            if re.search(r"\b(?!from\b|the\b|mon|tue|wed|thu|fri|sat|sun)[a-z]{3,}", inside, re.I):
                return match[1]  # “(closed 4 December)” says it by itself
    if _OPENING.match(text, left):
        for match in _MAIN_CLAUSE.finditer(text, left, start):
            left = match.start() + 1
            break
    for match in _CLAUSE.finditer(text, left, right):
        if match.end() <= start and re.search(r"\w{3}.*\s", text[match.end() : start]):
            left = match.end()
        elif match.start() >= end and re.search(r"[a-z]{3}", text[left:start]):
            return text[left : match.start()]
    return text[left:right]
