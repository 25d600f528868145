"""How children are spoken to, and what users of a platform do: the patterns that `audience.py` reads with."""

import re

from policies.rules.pcre import Pattern

NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
N = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS[3:])})"
_TO = r"\s*(?:-|–|—|to|and|or|/|till|until|through)\s*"
_YEARS_OLD = r"(?:[-\s]?(?:years?|yrs?)[-\s]?olds?|[-\s]?y/?os?\b)"
# Words for children of whom hardly any is thirteen.
_CHILDREN = (
    r"(?:kids?|kiddos?|kiddies|children|boys\s+(?:and|&)\s+girls|girls\s+(?:and|&)\s+boys|little\s+ones|littlies|"
    r"toddlers|pre-?schoolers|tweens|pre-?teens|infants|juniors|brownies|cubs|beavers|rainbows|"
    r"(?:primary|infants?|junior|nursery)(?:[-\s]+(?:school|aged?))*\s+(?:pupils?|children|kids|students|classes)|"
    r"primary\s+schoolers|reception\s+(?:class\s+)?(?:children|pupils|kids))"
)
_PEOPLE = (
    r"(?:\s+(?:pupils?|students?|children|kids|boys|girls|classes|young\s+people|fans|followers|artists|"
    r"readers|gamers))?"
)


def _ages(prefix: str) -> str:
    """Ages, school years and key stages; `_is_young` looks whether they lie below the limit."""
    p = f"{prefix}__"
    return (
        rf"(?:(?:under|u)[-\s]?(?:the\s+age\s+of\s+)?(?P<{p}under>{N})(?:['’]?s\b|\b)|"
        rf"younger\s+than\s+(?P<{p}younger>{N})|"
        rf"(?:from\s+)?(?:(?:the\s+)?age\s+(?:of\s+)?|aged\s+)?(?P<{p}up>{N})\s*(?:\+|plus|upwards?|"
        rf"and\s+(?:up|over|older)|or\s+(?:over|older))|"
        rf"(?P<{p}most>{N})\s+(?:and|or)\s+(?:under|younger|below)|"
        rf"(?:aged?\s+(?:between\s+)?|ages\s+)(?P<{p}from>{N})(?:{_TO}(?P<{p}to>{N}))?|"
        rf"(?P<{p}low>{N})(?:{_TO}(?P<{p}high>{N}))?(?:{_YEARS_OLD}|(?<=\d)['’]?s\b)|"
        rf"(?:years?|y|class)\s?(?P<{p}year>\d{{1,2}})(?:{_TO}(?:year\s+)?\d{{1,2}})?s?\b|"
        rf"(?:key\s+stage|ks)\s?(?P<{p}stage>[1-4]))"
    )


def _group(prefix: str) -> str:
    """Children, or people of an age, as a group of the pattern; its names begin with `prefix`."""
    return (
        rf"(?:{_CHILDREN}(?:\s+of\s+any\s+age|\s*,?\s*\(?(?:who\s+are\s+|in\s+|from\s+)*{_ages(prefix)}\)?)?|"
        r"(?:young\s+people|young\s+carers|youngsters|pupils|students|everyone|anyone|those|all|children|girls|boys)?"
        rf"\s*\(?(?:who\s+are\s+|in\s+|from\s+)*{_ages(prefix + 'b')}\)?{_PEOPLE})"
    )


NETWORK = (
    r"(?:facebook|instagram|insta|tiktok|tik\s+tok|snapchat|snap|youtube|x|twitter|discord|whats\s?app|"
    r"threads|bluesky|mastodon|twitch|reddit|bereal|messenger|telegram|roblox)"
)
# What users of a platform do.
ASK = Pattern(
    rf"""\b(?:
        follow(?:ing)?\s+(?:us|our|me|@|this|the\s+page|along|back|{NETWORK})
      | follow\s+(?=[@\ ]*$) | (?:click|hit|tap|press|smash|give\s+us|
          give\s+our\s+page)\s+(?:\w+\s+){{0,3}}?(?:follow|like|subscribe)\b
      | (?:become|be)\s+(?:an?\s+|our\s+)?(?:\w+\s+)?(?:followers?|fans?|subscribers?|friend\s+on)\b
      | like\s+(?:and|&|,|our|this|us|the\s+page) | subscribe | friend\s+us
      | (?:dm|pm|inbox|message|msg|whatsapp|snap|tweet|text)\s+(?:us|me|our|@)\b
      | (?:send|drop|shoot|ping|write)\s+(?:us|our\s+\w+|me)\s+(?:an?\s+)?(?:\w+\s+)?(?:dm|pm|message|msg|snap|
          voice\s+note|direct\s+message|text|inbox)s?\b
      | (?:message|chat\s+(?:to|with)|talk\s+to|write\s+to|reach|contact|find|meet|watch|see|add|visit)\s+(?:us|
          our\s+(?:team|advisers?))\s+(?:\w+\s+){{0,2}}?(?:on|via|through|over|by)\s+(?:our\s+)?(?:{NETWORK}|
          dms?|direct\s+message|messenger|the\s+app|social|here)\b
      | (?:slide|pop|hop|jump)\s+into\s+(?:our|the)\s+(?:dms?|inbox|chat)
      | (?:our|the|my)\s+(?:dms?|inbox)\s+(?:is|are)\s+(?:always\s+)?open
      | joins?\s+(?:us\s+on\s+{NETWORK}|(?:our|the|this)\s+(?:[\w-]+\s+){{0,3}}?(?:{NETWORK}|page|
          group\s+chat|chat|channel|server|livestream|live|community|followers|online\s+\w+)\b|{NETWORK}\b)
      | comment\s+(?:below|with|your|on\s+this|and|underneath|here)|(?:leave|drop|post|
          add)\s+(?:us\s+)?(?:an?\s+|your\s+)?(?:\w+\s+)?(?:comment|emoji|picture|pic|photo|video|selfie|
          answer\s+below)s?\b
      | (?:tell|let)\s+us\s+(?:\w+\s+){{0,5}}?(?:in\s+the\s+comments|below)
      | tag\s+(?:us|your|a\s+friend|@|friends|three|two|\d)
      | (?:share|repost|retweet)\s+(?:this|our|it)\s+(?:\w+\s+){{0,3}}?(?:post|story|friends|classmates|mates|
          page|video)
      | (?:turn|switch)\s+on\s+(?:\w+\s+)?notifications
      | (?:make|create|open|set\s+up|get|start)\s+(?:yourself\s+)?(?:an?|
          your(?:\s+own)?)\s+(?:\w+\s+){{0,2}}?(?:account|profile)\b
      | sign\s+up\s+(?:to|for|on)\s+{NETWORK} | download\s+(?:{NETWORK}|the\s+app) | (?:log|get|go|come|hop|
          jump)\s+(?:in\s+|over\s+)?(?:on|onto|to)\s+(?:our\s+)?{NETWORK}\b
      | (?:talk|chat|write|speak)\s+to\s+us\s+(?:on\s+|right\s+)?here | message\s+this\s+page |
           ask(?:ing)?\s+us\s+on\s+here
      | send\s+us\s+a\s+(?:\w+\s+)?message | drop\s+us\s+a\s+(?:\w+\s+)*message | (?:reply|
          answer)\s+with\s+an?\s+emoji
      | look\s+us\s+up\s+on | (?:say|saying)\s+h(?:ello|i)\s+in\s+the\s+comments | duet\s+with\s+us |
           take\s+over\s+(?:this|our)\s+account
      | (?:come\s+to|join|hop\s+(?:in|on|into))\s+(?:our\s+)?(?:\w+\s+)?(?:live\s+chat|discord|server) |
           drop\s+an?\s+\S+\s+below | tell\s+us\s+below
      | share\s+yours?\s+(?:on\s+)?here
      | add\s+us\b | vote\s+in\s+our\s+(?:poll|story|stories) | use\s+(?:the\s+|our\s+)?(?:hashtag|filter)
      | scan\s+(?:\w+\s+)?(?:our|the)\s+(?:snapcode|code)\s+to\s+(?:follow|add|join)
    )""",
    re.X | re.I,
)
JOIN_US = Pattern(r"\bjoin\s+(?:us|in|now|today|up|(?:our|the)\s+(?:[\w-]+\s+)?group)\b", re.I)
MEETS_IN_PERSON = Pattern(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d\s?[ap]m\b|\d[:.]\d\d|librar|hall\b|centre|clubs?\b|"
    r"sessions?|workshop|"
    r"drop[- ]in|event|fair\b|fun\s?day|half[- ]term|summer|easter|christmas|park\b|museum|school|craft|games?\b|"
    r"play\b|trip|picnic|party|morning|afternoon|evening|tomorrow|week|holiday|\bat\s+the\b|in\s+person",
    re.I,
)
_GREETING = (
    r"(?:hey+|hi+|hiya|hello|oi|psst|yo|calling(?:\s+out)?(?:\s+(?:to\s+)?all)?|attention(?:\s+all)?|"
    r"listen\s+up|dear|"
    r"to\s+(?:all\s+)?(?:our|the|you)|come\s+on|ok(?:ay)?|good\s+(?:morning|news)|all|news\s+for|ready|"
    r"this\s+(?:one|is|one['’]s)\s+(?:is\s+)?for|especially\s+for|just\s+for|shout[- ]?out\s+to|happy\s+\w+|welcome)"
)
_YOU_ARE = (
    r"(?:are\s+you|you\s+(?:might|may)\s+(?:only\s+|just\s+)?be|aren['’]t\s+you|if\s+you(?:['’]re|\s+are)|"
    r"you(?:['’]re|\s+are)|when\s+you(?:['’]re|\s+are)|"
    r"who(?:['’]s|\s+is|\s+are)|any\s+of\s+you|those\s+of\s+you|you\s+are)"
)
ADDRESSED = (  # who is spoken to, in forms that hold over the next sentences
    Pattern(
        rf"^[^\w]*(?:{_GREETING}[\s,:!]+){{1,2}}(?:you\s+|our\s+|my\s+|young\s+|"
        rf"younger\s+)*{_group('a')}(?=\s*(?:[!,:;?.–—-]|and\b|who\b|out\s+there|with\b|from\b|in\b|$))",
        re.I,
    ),
    Pattern(rf"^[^\w]*{_group('b')}\s*(?:[!,:–—]|\s-\s)\s*(?!(?:and|or|the|who|with|parents|carers)\b)", re.I),
    Pattern(
        rf"\b{_YOU_ARE}\s+(?:an?\s+|still\s+|only\s+|just\s+|all\s+|between\s+|(?:in|at|going\s+into|"
        rf"moving\s+(?:up\s+)?(?:to|into)|starting)\s+)*"
        rf"(?:{_group('c')}|(?P<you>{N})(?:{_TO}(?P<you_to>{N}))?(?:\s*(?:years?\s+old|or\s+(?:under|"
        rf"younger)))?(?=\s*(?:[?!,.;–—]|and\b|or\b|$)))"
        rf"|\b{_YOU_ARE}\s+(?:still\s+)?(?:in|at)\s+(?:primary|infant|junior)\s+school\b"
        rf"|\b{_YOU_ARE}\s+too\s+young\s+for\s+(?:an?\s+)?(?:{NETWORK}|account)",
        re.I,
    ),
    Pattern(
        rf"(?:^[^\w]*|\band\s+)(?:in\s+|still\s+(?:in\s+|at\s+)?|at\s+)?(?:{_group('d')}|primary\s+school)\s*\?",
        re.I,
    ),
    Pattern(rf",\s*{_group('e')}\s*(?:[!:.?]|$)", re.I),
    Pattern(
        rf"\bnot\s+(?:yet\s+|quite\s+)?(?P<no__under>{N})(?:\s+yet)?\s*\?|"
        rf"^[^\w]*(?P<so__from>{N})\s+and\s+[a-z ]{{3,40}}\?",
        re.I,
    ),
)
SECRET = Pattern(r"\bwe\s+(?:won['’]t|will\s+not)\s+tell\b", re.I)  # an invitation past the age limit
FOLLOWERS = Pattern(
    r"\b(?:our|all\s+our|my)\s+(?:\w+\s+)?(?:(?:younger|youngest|littlest|smallest|tiniest|"
    r"primary[- ]\w+)\s+(?:\w+\s+)?(?:followers?|fans?|subscribers?|users|viewers|members)|kid\s+(?:followers|fans|"
    r"subscribers))\b",
    re.I,
)
FOLLOWERS_AGED = Pattern(
    rf"\b(?:followers|fans|subscribers|users|viewers)\s*,?\s*\(?(?:who\s+are\s+|(?:in|from)\s+)?{_ages('f')}|"
    rf"\b{_ages('g')}\s+(?:followers|fans|subscribers|users|viewers)\b",
    re.I,
)
SUBJECT = Pattern(
    rf"(?:(?<=^)|(?<=[\s(“\"]))(?:our\s+|all\s+|any\s+|the\s+)*{_group('s')}(?:\s+(?:with\s+[\w\s]{{2,30}}?|"
    rf"from\s+[\w\s]{{2,30}}?|out\s+there|who\s+[\w\s]{{3,40}}?|too))?"
    rf"\s*(?:,|:|–|—|-)?\s*(?:(?:can|could|should|may|must|are\s+(?:all\s+)?(?:very\s+)?(?:welcome|invited|"
    rf"encouraged|free|able)\s+to|"
    rf"need\s+to|have\s+to|get\s+to|please|just|why\s+not|now|to|you\s+can|simply|who\s+(?:want|"
    rf"like)\s+to)\s+)+(?:also\s+|now\s+|all\s+|even\s+|just\s+|safely\s+)*$",
    re.I,
)
PLACE_FOR = Pattern(
    rf"\b{NETWORK}(?:\s+(?:page|account|group|channel|chat|server|profile|feed))?\s+(?:is\s+|made\s+|"
    rf"set\s+up\s+|just\s+|all\s+|only\s+|open\s+|especially\s+|specially\s+|run\s+)*(?:for|to)\s+(?:our\s+|"
    rf"all\s+|the\s+)*{_group('p')}"
    rf"|\b(?:online\s+group|group\s+chat|chat\s+group|server)\s+(?:is\s+|just\s+|only\s+|open\s+)*(?:for|"
    rf"to)\s+(?:our\s+|all\s+|the\s+)*{_group('q')}",
    re.I,
)
GROWN_UPS = Pattern(
    r"\b(?:parents?|(?<!young\s)carers?|famil(?:y|ies)|mums?|dads?|grown[- ]?ups?(?!\s+from\s+our)|guardians?|"
    r"(?<!your\s)teachers?|professionals?|practitioners?|"
    r"you\s+(?:teach|work\s+(?:with|in)|look\s+after|run\s+an?)|"
    r"schools|sencos?|grandparents?|governors?|your\s+(?:\w+\s+)?(?:child|children|kids?|son|daughter|little\s+ones?|"
    r"toddlers?|baby|family|pupils|students|\d+[- ]year[- ]olds?)|"
    r"(?:little|small|tiny|young|wee)\s+(?:ones?|tots?)\s+(?:at\s+home|in\s+the\s+house|to\s+look\s+after))\b",
    re.I,
)
ASKED_GROWN_UP = Pattern(
    r"\b(?:ask|get|tell|let|have)\s+(?:an?\s+|your\s+|the\s+)*(?:\w+\s+)?(?:parents?|carers?|mum|dad|"
    r"grown[- ]?ups?|guardian|"
    r"teacher|adult|mum\s+(?:or|and)\s+dad|parent\s+or\s+carer)(?:\s+(?:or|and)\s+(?:your\s+)?(?:dad|mum|carer|"
    r"teacher|"
    r"guardian))?\s+(?:to\s+|who\s+can\s+|can\s+)?(?:please\s+)?(?:follow|message|join|like|dm|call|ring|text|"
    r"contact|comment|share|subscribe|"
    r"sign|get|write|send|do|look|email|e-mail|speak|talk|help)\b[^.!?\n]*",
    re.I,
)
SELF_GROWN_UP = Pattern(
    r"\b(?:(?:asks?|tell|with|show|check\s+with|get|if|don['’]t\s+need)\s+(?:an?\s+|your\s+)*"
    r"(?:mum|dad|parents?|carers?|grown[- ]?ups?|teachers?|family|guardian|adult)(?:['’]s?)?"
    r"(?:\s+(?:or|and)\s+(?:your\s+)?(?:mum|dad|carers?|teachers?))?|"
    r"(?:n['’]t|no\s+need\s+to)\s+(?:\w+\s+){1,3}?(?:the\s+|your\s+)?(?:mum|dad|parents|grown[- ]ups?)|"
    r"without\s+(?:their|your)\s+(?:parents|mum|dad)|as\s+much\s+as\s+your\s+(?:mum|dad)|"
    r"(?:your\s+)?(?:mum|dad|grown[- ]?up)['’]s(?:\s+(?:account|phone|tablet|ipad|login))?)",
    re.I,
)
WARNS = Pattern(
    r"\b(?:must\s+be|(?<!n['’]t\s)(?<!not\s)(?:have|need)\s+to\s+be|should\s+be|at\s+least|minimum\s+age|"
    r"age\s+limit|not\s+for|not\s+meant|"
    r"can(?:no|['’])?t|cannot|can\s+not|should(?:n['’]t|\s+not)|must(?:n['’]t|\s+not)|do\s+not(?!\s+(?:need|"
    r"have|worry))|don['’]t(?!\s+(?:need|have|worry|forget|miss))|not\s+allowed|aren['’]t|"
    r"are\s+not|isn['’]t|is\s+not|never(?!\s+(?:miss|too\s+young))|(?<!never\s)too\s+young\s+to|no\s+one|nobody|"
    r"over\s+13|13\s+(?:and|or)\s+(?:over|"
    r"older|above)|"
    r"13\+|keep\s+\w+\s+safe|unable|stop|prevent|protect)\b",
    re.I,
)
MAY_BE_YOUNG = Pattern(
    rf"\b(?:{N}\b|\d|year|y\d|ks\d|under|u\d|{_CHILDREN}|primary|infant|junior|young|little|small|tin)",
    re.I,
)

WANTED = Pattern(
    rf"\b(?:want|love|like|invite|inviting|encourage|encouraging|need|looking\s+for|get|help|helping|asking|"
    rf"ask)\s+(?:more\s+|all\s+|our\s+|some\s+|your\s+)*{_group('w')}\s+(?:to|who)\s+(?:\w+\s+)?$",
    re.I,
)

# Words that only children of primary school are spoken to with, wherever they stand in a sentence.
_YOUNG_N = r"(?:[3-9]|1[0-2]|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
CUE = Pattern(
    rf"""\b(?:
        (?:primary|infants?|juniors?|nursery|reception)(?:[-\s]+school|[-\s]+aged?)?\s+(?:pupils?|children|kids|
            students|friends|
            followers|readers|members|fans|classes|boys|girls) | (?:in|at)\s+(?:juniors|infants|(?:primary|infant|
                junior)\s+school)
      | (?:younger|youngest|littlest|smallest|junior)\s+(?:followers?|fans?|subscribers?|members?|readers?|viewers?)
      | little\s+(?:explorers|friends|artists|readers|people|chefs|scientists|listeners|builders|monsters|
          superstars|stars|you)
      | (?:infants|juniors|tweens|pre-?teens|beavers|cubs|brownies|rainbows|kiddos|kiddies|kidz|kids|children|
          boys\s+and\s+girls|
            girls\s+and\s+boys|brothers\s+and\s+sisters)
      | (?:years?|yrs?|y)\s?[1-7]\s*(?:to|and|or|&|-|–)\s*(?:year\s+)?[1-7]s?\b | (?:be|still|finished|hello|hey|hi|
          hands\s+up)\s+
            (?:in\s+)?(?:year|yr)\s?[1-7]s? | yrs?\s?[1-7]s?\b | at\s+primary\b | primary\s+(?:peeps|schoolers|crew|
                school\s+councils?)
      | (?:leaving|finished|finishing|of|in)\s+(?:juniors|junior\s+school|infants|primary) | (?:hello\s+|
          in\s+)?reception\s+(?:class|starters|
            superstars|this\s+year|crew) | (?:in|hello)\s+reception\b
      | (?:your|for\s+your)\s+(?:very\s+)?(?:sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[6-9]th|
          1[0-2]th)\s+birthday
      | supposed\s+to\s+be\s+(?:13|thirteen) | {_YOUNG_N}['’]s\s+old\s+enough | even\s+if\s+you['’]?(?:re|
          \s+are)\s+(?:only\s+)?(?:small|little)
      | (?:the\s+)?{_YOUNG_N}\s*(?:to|-|–)\s*(?:{_YOUNG_N})['’]?s\b | from\s+age\s+{_YOUNG_N}\b | aged\s+{_YOUNG_N}\+
      | {_YOUNG_N}(?:\s*,\s*{_YOUNG_N})*(?:\s*,?\s*(?:and|or)\s+{_YOUNG_N})?\s+(?:this\s+year\s*)?(?=\?)
      | {_YOUNG_N}\s+and\s+{_YOUNG_N}\s+year\s+olds? | little\s+(?:artist|one|explorer|star)s?
      | (?:mum|dad)['’]s\s+(?:phone|tablet|ipad|account|login) | (?:n['’]t|
          no\s+need\s+to)\s+(?:\w+\s+){{1,3}}?(?:your\s+|the\s+)?(?:mum|dad|parents|
            grown[- ]?ups)\b | your\s+teacher\s+(?:lets|says|has)
      | year\s+[1-7]s | (?:in|from|of)\s+(?:year|class|y)\s?[1-7]\b | class\s+[1-6]\b | year\s+[1-7](?=\s*[!,:?.]|$)
      | reception\s+(?:to|and|or)\s+year\s+[1-6] | ks[12]\b | key\s+stage\s+(?:1|2|one|two)
      | (?:got|have|doing|sitting|after|done)\s+(?:your\s+)?sats | your\s+sats | milk\s+t(?:ee|oo)th |
          wobbly\s+t(?:ee|oo)th
      | big\s+school | at\s+playtime | dinner\s+lad(?:y|ies) | not\s+(?:yet\s+|even\s+)?a\s+teenager |
          not\s+(?:yet\s+)?(?:13|thirteen)
      | (?:no\s+need|n['’]t\s+(?:have|need))\s+to\s+be\s+(?:13|thirteen) | never\s+too\s+young | too\s+young\s+for
      | (?:a\s+)?(?:different|fake|pretend|made[- ]up)\s+(?:birthday|date\s+of\s+birth|age)
      | (?:under|younger\s+than|below)[-\s](?:the\s+age\s+of\s+)?(?:{_YOUNG_N}s?|13s?|tens|elevens|twelves|
          thirteens?)\b(?!\s*[:.%]\d)
      | (?:aged?|ages|turned|turning|only|just|from|readers\s+from)\s+(?:between\s+)?{_YOUNG_N}(?:(?:\s*(?:-|–|to|
          and|or)\s*)(?:1[0-3]|[4-9]|
            {_YOUNG_N}|thirteen))?(?:\s+(?:up|upwards))?(?=\s*(?:[!?,:;.)]|$|can\b|and\b|years\b|upwards|up\b|if\b))
      | {_YOUNG_N}(?:[-\s]+(?:and|or|to)[-\s]+{_YOUNG_N})?[-\s]years?[-\s]olds?
      | assembly\s+at\s+(?-i:[A-Z])[\w\s’']{{2,30}}(?:primary|juniors?|infants?)
    )""",
    re.X | re.I,
)
# What makes the words before it speak of children, or to the people around them.
NO_CUE_AFTER = re.compile(
    r"^\s*(?:,\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:or|and)\s+(?:staff|adults|parents|families|carers)|"
    r"parents?|carers?|famil|transition|drop|workshop|talk|session|places?|offers?|group|club|page|"
    r"project|teacher|"
    r"staff|sencos?|homework|books?|guide|who\s+(?:came|helped|took|won|made)|helped|told|made|wrote|drew|sang|"
    r"can\s+call|are\s+"
    r"(?:asking|invited)|is\s+(?:on|back|full)|eat\b|at\s+home|this\s+(?:half|summer|easter|christmas)|of\s+our|"
    r"in\s+our|[’']s?\s|"
    r"follow\s+what|with\s+send\b|and\s+young\s+people|use\b|have\s+(?:to|the\s+right)|need\b|learn\b|’|')",
    re.I,
)
NO_CUE_BEFORE = re.compile(
    r"\b(?:teach(?:es|ing)?|(?<!got\s)your|parents?\s+of|carers\s+of|famil(?:y|ies)\s+(?:of|with)|with|raising|"
    r"when\s+(?:you|i|we)\s+"
    r"(?:were|was)|being|club|talks?|workshops?|sessions?|fun|something|activities|places?|support|advice|"
    r"help(?:ing)?|tips|"
    r"ideas|how|about|know(?:s|ing)?|for\s+the|do(?:es)?\s+(?:your|the)|all|many|some|most|of|sorry|(?:with|for|of)\s+(?:children|pupils|kids))\s+(?:for\s+|with\s+|the\s+|our\s+)?$",
    re.I,
)
YOU = Pattern(
    r"(?<!thank\s)\b(?:you|you['’]\w+|yours?|yourself|u|ur|hey|hi|hiya|hello|psst|oi|calling|come\s+on|calling\s+all|ready)\b",
    re.I,
)
MORE_ASKS = Pattern(
    rf"""\b(?:
        dms?\b | inbox\b | react\b | (?:press|push|hit|tap)\s+(?:the\s+|that\s+)?(?:\w+\s+)?(?:heart|follow|button|
            thumbs|bell) | heart\s+button |
        (?:come|hop|pop|time\s+to)\s+(?:and\s+|on\s+over\s+and\s+)?(?:find|hang\s+out|say\s+hi|chat|follow|join) |
            (?:link|code)['’]?s?\s+(?:is\s+)?in\s+our\s+bio |
        likes?\s+(?:for|the\s+page|this|it)\b | in\s+the\s+(?:replies|comments|chat|poll) | reply\s+with |
            post\s+(?:your|a|best)\b |
        on\s+our\s+(?:wall|page|live|story|insta|instagram)\b | (?:under|below)\s+this\s+(?:post|picture|tweet|
            video) | (?:request|ask)\s+to\s+join |
        your\s+own\s+(?:account|login) | private\s+message | voice\s+note | keep\s+(?:liking|sharing|following) |
            get\s+them\s+following |
        first\s+\d+\s+followers | save\s+this\s+page | give\s+us\s+a\s+like | chat\s+group | drop\s+us\s+a |
            drop\s+an?\s+\S+\s+below |
        (?:like|share)\s+and\s+(?:share|follow) | tag\s+(?:us|yourself) | request\s+to\s+join | share\s+(?:this|
            it)\s+with\s+your | follow(?:ing)?\s+along |
        message\s+(?:us|this\s+account) | in\s+a\s+comment | leave\s+(?:us\s+)?(?:a|your) | say\s+hi\b |
            be\s+a\s+fan |
        find\s+us\s+on\s+{NETWORK} | (?:come\s+and\s+)?(?:find|follow)\s+(?:and\s+\w+\s+)?us\b |
            becoming\s+a\s+fan | add\s+us |
        (?:tap|hit|press|smash|click|ring)\s+(?:\w+\s+){{0,3}}?(?:follow|subscribe|like|bell)\b | subscribe |
        follow(?=\s+(?:for|along|now|today|and|our|my|@)|\s*[!.,]|$) | (?:like|share)\s*,?\s+(?:and\s+)?(?:like|
            share|follow) |
        ask(?:ing)?\s+us\s+(?:\w+\s+){{0,2}}?(?:in|on)\s+(?:our\s+)?(?:dms?|here|{NETWORK}) |
            see\s+you\s+on\s+(?:our\s+page|{NETWORK}) |
        snap\s+us | (?:snapchat\s+)?streak | duet | keep\s+(?:those|the|your)\s+(?:dms|messages|comments)\s+coming |
        join\s+(?:in|us|our\s+(?:server|discord|chat|group\s+chat|page|channel|community)) | group\s+chat\s+is |
            message\s+us | dm\s+us |
        (?:like|friend|tag|whatsapp)\s+(?:us|our)\b | comment\s+(?:with|below) | vote\s+in | (?:send|post|leave|
            drop)\s+(?:us\s+)?(?:an?\s+|
        your\s+)?(?:\w+\s+)?(?:selfie|dm|direct\s+message|message|comment|snap|pictures?|photos?|videos?)\b |
            say\s+h(?:ello|i)\s+in\s+the |
        {NETWORK}\s+will\s+let | our\s+{NETWORK}\b(?=[^.!?]{{0,20}}[.!]) | share\s+yours | (?:chat|talk|
            write)\s+(?:to|with)\s+us\s+(?:on|here)
    )""",
    re.X | re.I,
)
OLDER = Pattern(
    r"\b(?:year\s+(?:[89]|1[0-3])s?\b|(?:1[3-9]|2[0-5])\s*(?:\+|(?:and|or)\s+(?:over|up|older|"
    r"above)|(?:-|–|to)\s*(?:1\d|2\d))|"
    r"sixth\s+form\w*|college|university|gcses?|a[- ]levels?|apprentice\w*|post[- ]?16|young\s+adults?|"
    r"students\s+at)\b",
    re.I,
)

MAY_BE_CHILDREN = Pattern(
    rf"\b(?:kids?|child(?:ren)?|pupils?|youngsters|little|young(?:er|est)?|primary|juniors?|infants?|nursery|"
    rf"year\s+[1-7]|class\s+\d|"
    rf"sats|school|playground|playtime|teacher|ks[12]|key\s+stage|under[- ]?\d|only\s+{_YOUNG_N}|"
    rf"{_YOUNG_N}[- ]years?[- ]old|brownies|"
    rf"cubs|beavers|mum['’]s|"
    rf"dad['’]s|game|gamers|lego|builders|tedd(?:y|ies)|tidy\s+(?:up\s+)?your\s+(?:bed)?room)\b",
    re.I,
)

# Cues with which only a child is spoken to, also where the sentence has no “you”.
SAID_TO_CHILDREN = re.compile(
    r"(?:got|have|doing|sitting|after|done)\s+(?:your\s+)?sats|your\s+sats|milk|wobbly|big\s+school|not\s+|"
    r"no\s+need|n['’]t|never|"
    r"too\s+young|(?:your|for\s+your)\s|supposed|(?:mum|dad)['’]s|even\s+if|(?:a\s+)?(?:different|fake|pretend|made)|assembly|class\s+\d|little|tweens",
    re.I,
)
