"""Private people in a text: full names, and a first name beside a school, an age, a diagnosis or a case.

Names are known by a list and by what stands around them. Who is named in a role (office-holder, speaker,
author, member of staff), organisations and places that are called after people are let pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policies.rules.base import ServiceFacts, Span
from policies.rules.names import AMBIGUOUS_GIVEN, FAMILY, GIVEN, PUBLIC_PEOPLE
from policies.rules.text import lies_in, masked, sentence_at, sentences_after
from policies.rules.vocabulary import ONE_WORD, WORDS, words_of

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_BODY = words_of("""
school college academy trust foundation centre center road street lane avenue close drive hospital ward room
hall house library park award awards prize act report review fund charity theatre church primary infant
infants junior juniors nursery building suite gallery institute university society day week campus hospice
clinic court square gardens garden terrace crescent way grove museum hub home hotel stadium pool lodge farm
lecture method programme inquiry law leisure pavilion secondary high grammar group partners project
association training publications press books ltd limited consulting services solicitors chambers llp team
unit bay hill fields wood bridge arms inn row place estate community village town city council county forum
network appeal memorial cup league festival show
""")
_TIME_WORDS = words_of("""
january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday easter christmas ramadan eid diwali jan feb mar apr jun jul aug
sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun spring summer autumn winter
""")
_WORD_SURNAMES = words_of("""
green hill white brown black young wood woods king hall day field rose bell price best cook baker carter
mason fox gray grey reed stone long little short hope love rice bush page moon banks cross dean french lord
may noble pope power rich sharp small swift summer winter ward weeks west north wise bright good lane mann
""")
_PEOPLE_WORDS = words_of("""
children pupils people parents carers students anyone everyone young youngsters siblings adults those kids
teens teenagers families babies toddlers boys girls learners members all year years stage key age ages aged
session sessions group groups class ticket tickets page part step room level unit section chapter week day
number question item phase table figure monday tuesday wednesday thursday friday saturday sunday january
february march april may june july august september october november december mum dad parent carer child
student pupil he she they we you it who and or if when for from the this that our your their his her my a an
at in on to of with is was are were will can sendiass send ehcp sen adhd autism dyslexia open free new join
call book drop come next last every each some many most more call contact text ring email tel phone line
open chat saturdays sundays entry winner workshop workshops
""")
_ROLE = (
    r"(?:cllr|councillor|mp|msp|minister|secretary|commissioner|ombudsman|mayor|lord|lady|baroness|dame|sir|chancellor|"
    r"director|head|headteacher|principal|chief|ceo|chair|chairman|chairwoman|chairperson|president|professor|prof|"
    r"judge|author|writer|speakers?|keynote|guests?|presenters?|trainers?|facilitators?|advis[eo]rs?|officers?|"
    r"co-?ordinators?|managers?|lead|leader|senco|psychologists?|therapists?|consultants?|paediatricians?|nurses?|"
    r"researchers?|barristers?|solicitors?|lawyers?|comedian|actor|actress|poet|illustrators?|paralympian|olympian|"
    r"athlete|broadcaster|journalist|editor|governors?|trustees?|volunteers?|apprentice|colleagues?|inspectors?|dr|"
    r"doctor|teachers?|specialists?|experts?|practitioners?|campaigner|musician|singer|footballer|youtuber|blogger|"
    r"counsellors?|tutors?|signers?|interpreters?|artists?|performers?|mediators?|librarian|"
    r"instructor|coach|founder|co-founder|patron|ambassador|star|champion|host|"
    r"representative|spokesperson|spokeswoman|spokesman|team|sergeant|constable|pc|inspector|superintendent|midwife|"
    r"king|queen|prince|princess|duchess|duke|pope|saint|st)"
)
_ROLE_BEFORE = re.compile(
    rf"\b{_ROLE}(?:\s+(?:for|of|and|on|in|the|at|to)\s+(?:[\w’'&-]+\s*){{1,5}}|\s*(?:is|are|was))?\s*[,:–—(-]?\s*$",
    re.I,
)
_ROLE_AFTER = re.compile(
    rf"""^\s*(?:
        \(\s*(?:[\w’'&-]+[ ]){{0,5}}{_ROLE}\b
      | [,–—-]\s*(?:[\w’'&-]+[ ]){{0,5}}?{_ROLE}\b
      | (?:MP|MSP|MS|MEP|OBE|MBE|CBE|QC|KC|PhD)\b
      | (?:will|is|are|was|has\ been)\s+(?:also\s+|be\s+|now\s+)?(?:speak|talk|present|lead|run|
          share|host|deliver|chair|answer|giv|read|join|
          our\ (?:new\ )?(?:adv|coord|man|guest|speak|off|key)|the\ new|elected|appointed|on\ hand|
              here\ to|available)
      | (?:has\s+been|is|was|works\s+as|became)\s+(?:an?|our|the)\s+(?:[\w-]+\s+){{0,2}}{_ROLE}\b
      | (?:talks|speaks|presents|leads|hosts|explains|shares|discusses|gives|reads|joins\ us|said|
          announced|told|wrote|
          writes)\b
      | ,?\s*(?:from|of|at)\s+(?:the\s+|our\s+)?(?:[\w’'&-]+\s+){{0,4}}?(?:team|service|trust|
          charity|council|carers|nhs|university|camhs|
          forum|sendiass|ipsea|scope|mencap|society|association|foundation|department|government|ofsted|institute|
          network|police|solicitors|chambers|dfe|ltd|community|partnership)\b
    )""",
    re.I | re.X,
)
_EVENT = re.compile(
    r"\b(?:talk|webinars?|workshops?|sessions?|training|q ?& ?a|conference|lecture|seminar|"
    r"speakers?|keynote|launch|panel|"
    r"podcast|interview|assembly|masterclass|course|storytime|reading|book|books|drop[- ]in|coffee morning|briefing|"
    r"roadshow|summit|event|poetry|concert|film|exhibition|episode|live)\b",
    re.I,
)
_SPEAKER_BEFORE = re.compile(
    r"\b(?:with|by|from|hear|join|featuring|starring|welcome|welcomes|welcoming|welcomed|guest|guests|author|"
    r"speakers?|meet|include|includes|including|and|hosts?)\s*[,:]?\s*(?:the\s+|our\s+|wonderful\s+|brilliant\s+|"
    r"fantastic\s+|inspiring\s+|amazing\s+|award-winning\s+|bestselling\s+|local\s+)*$",
    re.I,
)
_AUTHOR_BEFORE = re.compile(
    r"\b(?:written|illustrated|directed|edited|published|presented|led|hosted|delivered|chaired|run|book|novel|poem|"
    r"song|film|guide|report|review|article|blog|study|research|paper|podcast|play|story|stories|poetry)\s+by\s+$|"
    r"[”’\"']\s+by\s+$|(?-i:(?:[A-Z][\w’']+\s+){2,})by\s+$",
    re.I,
)
_LIST_BEFORE = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+(?: \([^()]{0,40}\))?,? (?:and|&) $|"
    r"(?:[A-Z][\w’'-]+ [A-Z][\w’'-]+, )+(?:and )?$"
)
_PRIVATE_BEFORE = re.compile(
    r"\b(?:mum|mummy|mother|dad|daddy|father|parents?|carers?|pupils?|students?|son|daughter|boy|girl|child|brother|"
    r"sister|grandmother|grandma|nan|grandad|grandfather|aunt|uncle|toddler|teenager|twins?|baby|little|"
    r"year[- ]old|youngster|service user|client|guardian|schoolboy|schoolgirl|mum of|wife|husband|neighbour)"
    r"\s*[,:]?\s+(?:(?:mrs?|ms|miss|mx)\.?\s+)?$",
    re.I,
)
_PRIVATE_AFTER = re.compile(
    r"""^(?:
        \s*[,(–—-]\s*(?:who\ is\s+|now\s+)?(?:aged?\s+)?\d{1,2}\s*[,.);]
      | ,?\s+aged\s+\w+
      | \s*[,(–—-]\s*(?:a\s+|the\s+|our\s+)?(?:[\w-]+\s+){0,3}?(?:mum|dad|mother|father|parent|
          carer|grandmother|grandfather|pupil|student|nan|
            year\ \d+)\b(?!\s+(?:governor|forum|carer\ forum|rep|and\ carer\ forum))
      | \s*[,(]?\s*whose\s+(?:\w+\s+)?(?:son|daughter|child|children|twins|kids|boys?|girls?|baby|teenager)s?
      | ['’]s?\s+(?:\w+\s+){0,2}?(?:son|daughter|mum|dad|mother|father|child|children|kids|family|
          ehcp|ehc|plan|tribunal|appeal|
            hearing|case|diagnosis|exclusion|placement|annual\ review)\b(?!\s+(?:workshop|session|
                talk|guide|webinar))
      | \s+(?:attends|goes\ to|was\ excluded|was\ diagnosed|has\ (?:autism|adhd|dyslexia))
    )""",
    re.I | re.X,
)

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_AGE_AFTER = re.compile(
    rf"""^(?:
        \s*,\s*(?:who(?:['’]s|\ is|\ was|\ turned|\ has\ just\ turned)\s+)?(?:now\s+|just\s+|
            only\s+)?(?:aged?\s+)?{_NUMBER}
            (?:\s*(?:years?\s+old|yrs?))?\s*(?:[,;)!?–—]|[.](?!\d)|\s(?:and|who|from|at|has|is|was)\b|$|\n)
      | \s*\(\s*(?:aged?\s+)?{_NUMBER}(?:\s*(?:years?(?:\s+old)?|yrs?))?\s*\)
      | ,?\s+(?:who\s+(?:is|was)\s+)?aged?\s+{_NUMBER}\b
      | ,?\s+(?:who\s+)?(?:is|was|turns|turned|has\ turned|has\ just\ turned|is\ only|is\ now|
          is\ just|just\ turned|will\ be)\s+(?:only\s+|just\s+)?{_NUMBER}
            (?:\s+years?\s+old\b|\s+now\b|(?=\s*(?:[,;!?–—]|[.](?!\d)|and\b|but\b|today\b|this\b|
                next\b|on\b|in\b|$)))
      | \s*[,(–—-]?\s*(?:who\s+is\s+)?(?:is\s+|now\s+)?(?:a\s+)?(?:in\s+)?(?:Year\s+(?:\d{{1,2}}|
          {_NUMBER})|Y\d{{1,2}}|Reception|sixth\ form)\b(?!\s*(?:drop|group|meeting|parents|talk|
          workshop))
      | \s*,\s*(?:a|an|our)\s+(?:[\w-]+\s+)?{_NUMBER}[-\ ]years?[-\ ]old
      | \s*,\s+{_NUMBER}\s+(?:years|months)\s+old
    )""",
    re.X | re.I,
)
_AGE_BEFORE = re.compile(
    rf"\b{_NUMBER}[-\s]years?[-\s]old\s+(?:[a-z]+\s+){{0,2}}(?:(?-i:[A-Z])\w+ (?:and|&) )?$|"
    rf"\b(?:Year|Y)\s?\d{{1,2}}\s+(?:pupil|"
    rf"student|child|boy|girl)\s+$|"
    rf"\baged\s+{_NUMBER},?\s+$",
    re.I,
)
_SCHOOL = (
    r"(?:(?:St\.?\s+)?[A-Z][\w.]*(?:['’][a-z]+)?(?:\s+(?:[A-Z&][\w.’']*|of|the|and|C\s?of\s?E)){0,4}\s+"
    r"(?:School|Primary|Academy|College|Infants?|Juniors?|High|Secondary|Nursery|Grammar|Pre-?[Ss]chool|school|academy|"
    r"college|primary|nursery)|St\.?\s+[A-Z]\w+['’]s)"
)
_SCHOOL_STRONG = re.compile(
    rf"^(?:[^.!?\n]{{0,60}}?)(?:\b(?:attends|attended|goes\s+to|going\s+to|went\s+to|"
    rf"started\s+(?:at|in)|starts\s+(?:at|in)|starting\s+at|"
    rf"pupil\s+at|student\s+at|excluded\s+from|moved\s+(?:to|from)|moving\s+(?:to|from)|left|"
    rf"settl\w+\s+(?:in\s+|into\s+|in\s+at\s+)?(?:at\s+)?|"
    rf"place\s+at|happy\s+at|thriving\s+at|struggl\w+\s+at|bullied\s+at|enrolled\s+at|"
    rf"learning\s+at|doing\s+(?:so\s+)?well\s+at|Year\s+\d+\s+at|Year\s+\d+,)\s*)"
    rf"(?:the\s+)?({_SCHOOL})"
)
_SCHOOL_NAMED = re.compile(
    r"^(?:,?\s+who)?\s+(?:attends|attended|goes\s+to|is\s+a\s+pupil\s+at|is\s+a\s+student\s+at|"
    r"was\s+excluded\s+from|is\s+at\s+school\s+at|(?:is\s+)?in\s+Year\s+\d+\s+at|"
    r"started\s+at)\s+([A-Z][\w’'-]+)"
)
_SCHOOL_WEAK = re.compile(rf"^(?:,?\s+(?:who\s+)?(?:is\s+|was\s+)?(?:at|from|of|in)|,|\s*\()\s+?(?:the\s+)?({_SCHOOL})")
_SCHOOL_BEFORE = re.compile(rf"{_SCHOOL}\s+(?:pupil|student|child|boy|girl|parent|mum|dad)s?,?\s+$")
_DIAGNOSIS = (
    r"(?:autis(?:m|tic)|asd|asc|adhd|dyslexi[ac]|dyspraxi[ac]|dyscalculia|epilep(?:sy|tic)|"
    r"down[’']?s(?:\s+syndrome)?|cerebral\s+palsy|"
    r"fasd|tourette[’']?s?|pda|anxiety|depression|depressed|ocd|selective\s+mutism|selectively\s+mute|"
    r"pmld|sld|mld|(?:global\s+)?developmental\s+delay|"
    r"learning\s+(?:disabilit(?:y|ies)|difficult(?:y|ies))|hearing\s+loss|deaf|blind|(?:visual|"
    r"hearing)\s+impairment|(?:visually|hearing)\s+impaired|"
    r"diabet(?:es|ic)|cancer|leukaemia|eating\s+disorder|anorexia|"
    r"sensory\s+processing\b(?:\s+disorder)?|speech\s+delay|dld|semh|muscular\s+dystrophy|"
    r"cystic\s+fibrosis|spina\s+bifida|arfid|ptsd|bipolar|schizophrenia|psychosis|self[-\s]harm\w*|"
    r"special\s+(?:educational\s+)?needs|complex\s+needs|"
    r"additional\s+needs|speech\s+and\s+language\s+(?:needs|disorder|difficulties)|send?\b|brain\s+injury|"
    r"wheelchair\s+user|non-?verbal|asthma|"
    r"school\s+refuser|suicidal)"
)
_DIAGNOSIS_AFTER = re.compile(
    rf"""^(?:
        ,?\s+(?:who\s+)?(?:\w+ly\s+|also\s+|still\s+|only\s+|just\s+)?(?:has|had|lives\ with|
            living\ with|struggles\ with|copes\ with|suffers\ from|was\ diagnosed(?:\ as|\ with)?|
            is\ diagnosed\ with|has\ been\ diagnosed(?:\ as|\ with)?|got\ (?:a|an|his|her|
                their)\ (?:diagnosis\ of)?|is|was|developed)\s+(?:[\w-]+\s+){{0,4}}?{_DIAGNOSIS}
      | ['’]s\s+(?:\w+\s+){{0,2}}?(?:{_DIAGNOSIS}|diagnosis|disability|seizures|meltdowns|
          medication|condition|mental\ health)\b(?!\s+(?:workshop|session|talk|guide|webinar|group|drop|
          training|course|q|tips))
      | \s*[,(]\s*(?:an?\s+)?(?:\w+\s+)?{_DIAGNOSIS}\s*[,).]
      | ,?\s+was\s+(?:\w+\s+)?(?:diagnosed)
    )""",
    re.X | re.I,
)
_DIAGNOSIS_BEFORE = re.compile(
    r"\b(?:autistic|dyslexic|dyspraxic|deaf|blind|epileptic|disabled|diabetic|non-?verbal)\s+(?:\w+\s+)?$", re.I
)
_CASE_WORDS = (
    r"(?:ehcps?|ehc(?:\s+(?:needs|plan|assessment))?|education,?\s+health\s+and\s+care|plan|tribunal|"
    r"appeal|hearing|annual\s+review|placement|exclusion|"
    r"suspension|case|mediation|school\s+transport|transport|sen\s+support|provision|needs\s+assessment|"
    r"assessment|referral|social\s+worker|complaint|"
    r"school\s+place|specialist\s+place|statement|one[-\s]to[-\s]one|1:1|reduced\s+timetable|part-time\s+timetable)"
)
_CASE_AFTER = re.compile(
    rf"""^(?:
        ['’]s\s+(?:\w+\s+){{0,3}}?{_CASE_WORDS}\b(?!\s+(?:workshop|session|talk|guide|webinar|
            surgery|clinic|drop|training|course|q|tips|fund|team))
      | ['’]?s?\s*(?:,\s*)?(?:who\s+)?(?:has\ |had\ )?(?:now\ |just\ |finally\ |also\ |
          recently\ )?(?:won|lost|got|gets|received|secured|been\ given|was\ given|was\ refused|
          been\ refused|was\ awarded|
            was\ turned\ down\ for|is\ waiting\ for|has|needs|needed)\s+(?:[\w-]+\s+){{0,5}}?{_CASE_WORDS}\b
      | \s+(?:has\ been|was|is|is\ being|got)\s+(?:\w+ly\s+)?(?:excluded|suspended|out\ of\ school|
          off-rolled|home\ educated|refused|restrained|bullied|taken\ into\ care|in\ care|fostered|
          adopted|
            on\ a\ (?:part-time|reduced)|waiting\ for\ a)
    )""",
    re.X | re.I,
)
_KIN_AFTER = re.compile(
    r"^(?:['’]s?\s+(?:\w+\s+)?(?:mum|dad|mummy|daddy|mother|father|parents?|family|nan|"
    r"grandmother|carers?|foster|sister|brother|teacher)\b|\s+and\s+(?:his|her|"
    r"their)\s+(?:\w+\s+)?(?:mum|dad|mother|father|parents|family|carers?|sister|brother)\b)",
    re.I,
)
_HELPED_BEFORE = re.compile(
    r"\b(?:help(?:ed|ing)?|support(?:ed|ing)?|worked with|working with|represent(?:ed|ing)|"
    r"advis(?:ed|ing)|story of|case of|update on|news about)\s+(?:little\s+|young\s+)?$",
    re.I,
)
_CASE_TALK = re.compile(
    rf"\b(?:{_CASE_WORDS}|excluded|diagnos\w+|refused|appealed|school|won|lost|helped|supported|"
    rf"worked with|case|support|advice|rang us|called us|contacted us|came to us|asked us)\b",
    re.I,
)
_STAFF_BEFORE = re.compile(
    rf"\b(?:{_ROLE}|with|meet|ask|see|contact|call|ring|text|email|phone|message|speak to|talk to|chat to|chat with|"
    r"say hello to|say hi to|join|find|thanks to|thank you to|welcome|hi|hello|from|by|drop in on)\s*,?\s*$",
    re.I,
)
_EVENT_TALK = re.compile(
    r"\b(?:drop[- ]in|appointments?|questions|stall|today|tomorrow|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|"
    r"saturday|sunday|\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{1,2}:\d\d|come along|pop in|talk|"
    r"workshop|training|assembly|visit(?:ing|ed)?|advis[eo]r|team|"
    r"coffee morning|parents[’']? evening)\b",
    re.I,
)
_PRONOUN = re.compile(r"^\s*(?:(?:[A-Z]\w+,? )?(?:he|she|they)(?=\s|['’])|(?:his|her|their)(?=\s))", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of letters; `base` is it without a possessive ending."""

    text: str
    base: str
    start: int
    end: int

    @property
    def base_end(self) -> int:
        return self.start + len(self.base)

    @property
    def low(self) -> str:
        return self.base.casefold().replace("’", "'")

    @property
    def is_capital(self) -> bool:
        return self.base[:1].isupper() and len(self.base) > 1


@dataclass(frozen=True, slots=True)
class Person:
    """Words that identify a private person: where, and the kind of what was found."""

    span: Span
    kind: str  # name, family, age, school, diagnosis, case
    name: Span  # the name alone


@lru_cache(maxsize=32)
def tokens(text: str) -> tuple[Token, ...]:
    found = []
    for match in _TOKEN.finditer(masked(text)):
        word = match[0]
        base = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
        found.append(Token(word, base, match.start(), match.end()))
    return tuple(found)


def is_given(token: Token) -> bool:
    """Whether it is written like a given name and hardly ever means anything else."""
    return token.is_capital and any(part in GIVEN for part in (token.low, token.low.split("-")[0]))


def may_be_given(token: Token) -> bool:
    return token.is_capital and token.low in AMBIGUOUS_GIVEN


def is_family(token: Token) -> bool:
    if not token.is_capital:
        return False
    low = token.low
    if low in FAMILY or any(part in FAMILY for part in low.split("-")[1:]):
        return True
    return bool(re.match(r"(?:Mc|Mac|O['’])[A-Z]\w", token.base)) or low.endswith(
        ("owski", "owska", "ewicz", "escu", "poulos", "nathan")
    )


def find_people(text: str, service: ServiceFacts) -> Iterator[Person]:
    """Full names of private people, then first names beside what identifies them."""
    staff = {" ".join(name.casefold().split()) for name in service.staff}
    staff_given = {name.split(" ")[0] for name in staff}
    own_words = {word.casefold() for word in re.findall(r"\w+", f"{service.name} {service.host}")}
    every = tokens(text)
    taken: list[Span] = []
    for index, token in enumerate(every):
        if not token.is_capital:
            continue
        span = _full_name(text, every, index, own_words)
        if span is None or (taken and taken[-1][1] > span[0]) or _is_known(text, span, staff):
            continue
        if not _is_named_in_a_role(text, span):
            taken.append(span)
            yield Person(span, "name", span)
    yield from _families(text)
    yield from _first_names(text, every, taken, staff_given)


# Full names


def _full_name(text: str, every: tuple[Token, ...], index: int, own_words: set[str]) -> Span | None:
    """The span of the full name that begins with this token, if one does."""
    first = every[index]
    second_at = _next_in_name(text, every, index)
    if second_at is None or first.base != first.text:
        return None
    second = every[second_at]
    if not second.is_capital or second.low in _BODY or second.low in _TIME_WORDS or second.low in own_words:
        return None
    if index and _adjacent(text, every[index - 1], first) and every[index - 1].low in ("st", "saint"):
        return None
    end_at = second_at
    if second.base == second.text:  # a third part: a double family name
        third_at = _next_in_name(text, every, second_at)
        if third_at is not None and every[third_at].is_capital:
            if every[third_at].low in _BODY:
                return None
            if is_family(every[third_at]) and not (is_family(second) and _is_list(text, every[third_at])):
                end_at = third_at
            elif (
                third_at + 1 < len(every)
                and every[third_at + 1].low in _BODY
                and _adjacent(text, every[third_at], every[third_at + 1])
            ):
                return None
    span = (first.start, every[end_at].base_end)
    ordinary = second.low in WORDS and second.low not in _WORD_SURNAMES
    if is_given(first):
        if not ordinary and (is_family(second) or second.low not in ONE_WORD):
            return span
        return span if is_family(second) and second.low not in WORDS else None
    if may_be_given(first) and is_family(second) and second.low not in WORDS:
        return span
    if is_given(first) or ordinary or first.low in WORDS or first.low in _TIME_WORDS:
        return None
    before = text[max(0, first.start - 40) : first.start]
    private = _PRIVATE_BEFORE.search(before)
    if private and (private[0][:1].islower() or is_family(second) or may_be_given(first)):
        return span
    after = text[every[end_at].base_end : every[end_at].base_end + 80]
    if match := _PRIVATE_AFTER.match(after):
        known = is_family(every[end_at]) or may_be_given(first)
        return span if known or re.search(r"mum|dad|mother|father|whose|aged|pupil", match[0]) else None
    return None


def _next_in_name(text: str, every: tuple[Token, ...], index: int) -> int | None:
    """The next part of a name: the word after a space, or after an initial."""
    if index + 1 >= len(every):
        return None
    if _adjacent(text, every[index], every[index + 1]):
        following = every[index + 1]
        if len(following.base) == 1 and following.base.isupper() and index + 2 < len(every):
            between = text[following.end : every[index + 2].start]
            return index + 2 if between in (" ", ". ", ".") else None
        if following.low in ("de", "da", "van", "von", "el", "al", "bin", "ibn", "del", "dos") and index + 2 < len(
            every
        ):
            return index + 2 if _adjacent(text, following, every[index + 2]) else None
        return index + 1
    return None


def _adjacent(text: str, one: Token, other: Token) -> bool:
    return text[one.end : other.start] in (" ", "\u00a0", "  ")


def _is_list(text: str, token: Token) -> bool:
    return text[token.end : token.end + 1] == ","


def _is_known(text: str, span: Span, staff: set[str]) -> bool:
    name = " ".join(text[span[0] : span[1]].casefold().split())
    return name in staff or " ".join(name.split()[:2]) in PUBLIC_PEOPLE


def _is_named_in_a_role(text: str, span: Span) -> bool:
    """Office-holders, speakers, authors and staff, unless the words around say parent, pupil or an age."""
    sentence = sentence_at(text, span[0])
    before = text[max(sentence.start, span[0] - 120) : span[0]]
    after = text[span[1] : min(sentence.end, span[1] + 120)]
    if _PRIVATE_BEFORE.search(before) or _PRIVATE_AFTER.match(after):
        return False
    if _ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after) or _AUTHOR_BEFORE.search(before):
        return True
    if re.search(r"\b[Oo]ur\s+(?:own\s+|new\s+)?$", before):
        return True
    bare = _LIST_BEFORE.sub("", before)
    if bare != before and (_ROLE_BEFORE.search(bare) or _AUTHOR_BEFORE.search(bare)):
        return True
    return bool(_EVENT.search(sentence.text) and _SPEAKER_BEFORE.search(bare))


_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?: and (?:Mr|Mrs|Ms|Miss|Mx)\.?)? ([A-Z][\w’'-]+)(?!\s+[A-Z])")
_FAMILY_OF = re.compile(
    r"\b[Tt]he ([A-Z][\w’'-]+?)(?:['’]s?|s['’])? (?:family|twins|household)\b(?! (?:cent|hub|trust|found|room))"
)


def _families(text: str) -> Iterator[Person]:
    for match in _TITLED.finditer(text):
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 80]
        couple = " and M" in match[0] and not _ROLE_AFTER.match(after)
        possessive = match[1][-2:] in ("'s", "’s") and re.match(
            r"\s+(?:\w+\s+)?(?:son|daughter|child|children|family|tribunal|appeal|case)\b", after
        )
        private = couple or possessive or _PRIVATE_BEFORE.search(before) or _PRIVATE_AFTER.match(after)
        if private and not _ROLE_BEFORE.search(before):
            yield Person(match.span(), "name", match.span())
    for match in _FAMILY_OF.finditer(text):
        name = match[1].casefold()
        if (name in FAMILY and (name not in WORDS)) or (
            name.endswith("s") and name[:-1] in FAMILY and name[:-1] not in WORDS
        ):
            yield Person(match.span(), "family", match.span())


# First names


def _first_names(text: str, every: tuple[Token, ...], taken: list[Span], staff_given: set[str]) -> Iterator[Person]:
    for token in every:
        if not token.is_capital or lies_in(taken, token.start):
            continue
        sure, maybe = is_given(token), may_be_given(token)
        is_staff = token.low in staff_given
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 160)]
        if sure or maybe:
            found = _beside(token, before, after, sentence.text, sure=sure, is_staff=is_staff)
        else:
            found = _beside_unknown(token, before, after, at_start=not before.strip())
        if found:
            yield found
        elif (
            sure
            and not is_staff
            and not _STAFF_BEFORE.search(before)
            and not _ROLE_BEFORE.search(before)
            and not _ROLE_AFTER.match(after)
        ):
            yield from _later(text, token, sentence.end)


def _beside(token: Token, before: str, after: str, sentence: str, *, sure: bool, is_staff: bool) -> Person | None:
    """What stands beside a known first name in its own sentence."""
    name = (token.start, token.base_end)
    if re.match(r"\s+[A-Z]\w+\s+(?:School|Academy|College|Centre|Trust|Road|Street)", after):
        return None
    if (match := _AGE_AFTER.match(after)) and (sure or not re.match(r"\s+\d|,\s+\d{1,2}\s*$", match[0])):
        return Person((token.start, token.base_end + len(match[0].rstrip(" \n,.;!?–—"))), "age", name)
    if match := _AGE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "age", name)
    if match := _DIAGNOSIS_AFTER.match(after):
        return Person((token.start, token.base_end + len(match[0].rstrip(" ,.)"))), "diagnosis", name)
    if (match := _DIAGNOSIS_BEFORE.search(before)) and not _ROLE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "diagnosis", name)
    in_role = _ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after)
    if match := _SCHOOL_BEFORE.search(before):
        return None if in_role else Person((token.start - len(match[0]), token.base_end), "school", name)
    if not in_role and (match := _SCHOOL_STRONG.match(after) or _SCHOOL_NAMED.match(after)):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    staffish = is_staff or bool(_STAFF_BEFORE.search(before)) or bool(in_role)
    if sure and (match := _SCHOOL_WEAK.match(after)) and not staffish and not _EVENT_TALK.search(sentence):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    if (match := _CASE_AFTER.match(after)) and not in_role:
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if (match := _KIN_AFTER.match(after)) and _CASE_TALK.search(sentence):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if sure and (match := _HELPED_BEFORE.search(before)) and _CASE_TALK.search(after):
        return Person((token.start - len(match[0]), token.base_end), "case", name)
    return None


def _beside_unknown(token: Token, before: str, after: str, *, at_start: bool) -> Person | None:
    """A capitalised word that no list knows, beside an age: only in forms that people's names take."""
    if (
        token.low in _PEOPLE_WORDS
        or token.low in _TIME_WORDS
        or token.low in WORDS
        or token.low in ONE_WORD
        or token.base.isupper()
    ):
        return None
    name = (token.start, token.base_end)
    aged = re.match(
        rf"^,?\s+(?:who is\s+)?aged\s+{_NUMBER}\b|^,\s+{_NUMBER}\s*,|^\s*\(aged\s+{_NUMBER}\)|"
        rf"^\s+is\s+{_NUMBER}\s+years\s+old",
        after,
    )
    if aged and not _ROLE_BEFORE.search(before):
        return Person((token.start, token.base_end + len(aged[0].rstrip(" ,"))), "age", name)
    if match := re.search(
        rf"\b{_NUMBER}[- ]years?[- ]old\s+(?:twins?|boy|girl|pupil|student|son|daughter|triplets?)?\s*$", before
    ):
        return Person((token.start - len(match[0]), token.base_end), "age", name)
    if match := re.match(
        r"^(?:,? who)? (?:was diagnosed with|has been diagnosed with|"
        r"lives with) (?:[\w-]+ ){0,2}?(?:autism|adhd|dyslexia|epilepsy)\b",
        after,
        re.I,
    ):
        return Person((token.start, token.base_end + len(match[0])), "diagnosis", name)
    if not at_start and (match := re.match(r"^['’]s (?:mum|dad|mother|father|parents)\b", after)):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    return None


def _later(text: str, token: Token, sentence_end: int) -> Iterator[Person]:
    """“Liam loves trains. He is nine”: what the next two sentences say of him or her."""
    for sentence in sentences_after(text, sentence_end, 2):
        match = _PRONOUN.match(sentence.text)
        if not match:
            continue
        rest = sentence.text[match.end() :]
        if re.match(r".*\b(?:his|her|their)\s*$", match[0], re.I | re.S):
            rest = "'s" + rest
        for pattern, kind in (
            (_AGE_AFTER, "age"),
            (_DIAGNOSIS_AFTER, "diagnosis"),
            (_SCHOOL_STRONG, "school"),
            (_CASE_AFTER, "case"),
        ):
            if kind == "case" and match[0].strip().casefold() in ("they", "their"):
                continue
            if hit := pattern.match(rest):
                length = min(match.end() + len(hit[0]), len(sentence.text.rstrip()))
                yield Person((token.start, sentence.start + length), kind, (token.start, token.base_end))
                return


def first_names_of_private_people(text: str, service: ServiceFacts) -> Iterator[Span]:
    """Names of people who are no staff and not named in a role: the name only, full or first."""
    staff_given = {name.casefold().split(" ")[0] for name in service.staff}
    every = tokens(text)
    full = [person.span for person in find_people(text, service) if person.kind == "name"]
    yield from full
    for person in find_people(text, service):
        if person.kind not in ("name", "family"):
            full.append(person.name)
            yield person.name
    inside = {place for start, end in full for place in range(start, end)}
    for index, token in enumerate(every):
        if not is_given(token) or token.low in staff_given or token.start in inside:
            continue
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 80)]
        following = every[index + 1] if index + 1 < len(every) else None
        if following and _adjacent(text, token, following) and following.is_capital:
            continue
        if not _ROLE_BEFORE.search(before) and not _ROLE_AFTER.match(after) and not _CONTACT_BEFORE.search(before):
            yield (token.start, token.base_end)


_CONTACT_BEFORE = re.compile(
    r"\b(?:ask|contact|call|ring|text|email|phone|message|speak to|talk to|chat to|chat with|"
    r"ask for|written by)\s+(?:for\s+)?$",
    re.I,
)
