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
from policies.rules.text import HASHTAG, lies_in, masked, sentence_at, sentences_after
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
may foster noble pope power rich sharp small swift summer winter ward weeks west north wise bright good lane mann
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
    r"(?:cllr|councillor|mp|msp|minister|secretary|commissioner|ombudsman|mayor|lord|lady|baroness|dame|sir|"
    r"chancellor|"
    r"director|head|headteacher|principal|chief|ceo|chair|chairman|chairwoman|chairperson|president|professor|prof|"
    r"judge|author|writer|speakers?|keynote|guests?|presenters?|trainers?|facilitators?|advis[eo]rs?|officers?|"
    r"co-?ordinators?|managers?|lead|leader|senco|psychologists?|therapists?|consultants?|paediatricians?|nurses?|"
    r"researchers?|barristers?|solicitors?|lawyers?|comedian|actor|actress|poet|illustrators?|paralympian|olympian|"
    r"athlete|broadcaster|journalist|editor|governors?|trustees?|volunteers?|apprentice|colleagues?|inspectors?|dr|"
    r"doctor|teachers?|specialists?|experts?|practitioners?|campaigner|musician|singer|footballer|youtuber|blogger|"
    r"counsellors?|tutors?|signers?|interpreters?|artists?|performers?|mediators?|librarian|"
    r"instructor|coach|founder|co-founder|patron|ambassador|star(?!\s+of)|champion|host|"
    r"representative|spokesperson|spokeswoman|spokesman|team|sergeant|constable|pc|inspector|superintendent|midwife|"
    r"king|queen|prince|princess|duchess|duke|pope|saint|st)"
)
_ROLE_BEFORE = re.compile(
    rf"\b(?:Labour|Conservatives?|Tor(?:y|ies)|Greens?|Lib(?:eral)?\s+Dem\w*|Reform(?:\s+UK)?|Plaid|"
    rf"SNP)(?:['’]s?)?\s+$|"
    r"\b(?:candidates?|hmi|hmci|executive|officer|counsel|qc|kc)\s*[,:]?\s*$|"
    rf"\b{_ROLE}(?:\s+(?:for|of|and|on|in|the|at|to)\s+(?:[\w’'&-]+\s*){{1,5}}|\s*(?:is|are|was))?\s*[,:–—(-]?\s*$",
    re.I,
)
_ROLE_AFTER = re.compile(
    rf"""^\s*(?:
        \(\s*(?:[\w’'&-]+[ ]){{0,5}}(?:{_ROLE}|forum|council|trust|university|charity|service|sendiass|camhs|nhs)\b
      | [,–—-]\s*(?:[\w’'&-]+[ ]){{0,5}}?{_ROLE}\b
      | \s*\(\s*(?:Labour|Conservative|Green|Lib(?:eral)?\s+Dem\w*|Reform|Independent|Plaid|SNP|DUP)\b
      | \s+(?:review|training|report|inquiry|lecture|prize|award)\b
      | (?:MP|MSP|MS|MEP|OBE|MBE|CBE|QC|KC|PhD)\b
      | (?:will|is|are|was|has\ been)\s+(?:also\s+|be\s+|now\s+)?(?:speak|talk|present|lead|run|
          share|(?:co-)?host|deliver|chair|answer|giv|read|join|
          our\ (?:new\ )?(?:adv|coord|man|guest|speak|off|key)|the\ new|elected|appointed|on\ hand|
              here\ to|available)
      | (?:has\s+been|is|was|works\s+as|became)\s+(?:an?|our|the)\s+(?:[\w-]+\s+){{0,2}}{_ROLE}\b
      | (?:talks|speaks|presents|leads|hosts|explains|shares|discusses|gives|reads|joins\ us|
          announced|writes)\b
      | ,?\s*(?:from|of|at)\s+(?:the\s+|our\s+)?(?:[\w’'&-]+\s+){{0,4}}?(?:team|service|trust|
          charity|council|carers|nhs|university|camhs|
          forum|sendiass|ipsea|scope|mencap|society|association|foundation|department|government|ofsted|institute|
          network|police|solicitors|chambers|dfe|ltd|community|partnership)\b
    )""",
    re.I | re.X,
)
_CREDIT_BEFORE = re.compile(
    r"(?:\b(?:photos?|pictures?|illustrations?|artwork|image|credit|music|words)\s*:|"
    r"©)\s*$",
    re.I,
)
_WORKS_AFTER = re.compile(
    r"^(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}?(?:documentary|film|movie|song|album|concert|novel|memoir|autobiography|"
    r"tv\s+series|"
    r"show|podcast|poems?|foundation|charity|legacy|law|fund|campaign|bill|act|prize|award|lecture|tribute)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:talk|yoga|pilates|singing|music|dance|drama|art|craft|makaton|mindfulness|first\s+aid|cookery|"
    r"webinars?|workshops?|sessions?|training|q ?& ?a|conference|lecture|seminar|"
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
    r"\b(?:photos?|pictures?|illustrations?|music|artwork|drawings?|words|lyrics|cover|design|logo|recipe|"
    r"translation|"
    r"foreword)\s*(?:and\s+\w+\s*)?by\s*:?\s*$|^\W*by\s+$|"
    r"\b(?:written|facilitated|taught|designed|drawn|composed|performed|translated|narrated|compered|introduced|"
    r"illustrated|directed|edited|published|presented|led|hosted|delivered|chaired|run|book|novel|poem|"
    r"song|film|guide|report|review|article|blog|study|research|paper|podcast|play|story|stories|poetry)\s+by\s+$|"
    r"[”’\"']\s*,?\s+by\s+$|(?-i:(?:[A-Z][\w’']+\s+){2,})by\s+$",
    re.I,
)
_LIST_BEFORE = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+(?: \([^()]{0,40}\))?,? (?:and|&) $|"
    r"(?:[A-Z][\w’'-]+ [A-Z][\w’'-]+, )+(?:and )?$"
)
_PRIVATE_BEFORE = re.compile(
    r"\b(?:mum|mummy|mother|dad|daddy|father|parents?|carers?|pupils?|students?|son|daughter|boy|girl|child|brother|"
    r"sister|grandmother|grandma|nan|grandad|grandfather|aunt|uncle|toddler|teenager|twins?|baby|little|"
    r"year[- ]old|youngster|service user|client|guardian|schoolboy|schoolgirl|mum of|wife|husband|neighbour|"
    r"(?:mum|dad|mother|father|parent)[- ]of[- ]\w+|"
    r"(?:star|pupil|student|winner|child|learner|artist|reader|parent) of the (?:week|month|term|year)(?:\s+is)?)"
    r"\s*[,:]?\s+(?:(?:called|named)\s+)?(?:(?:mrs?|ms|miss|mx)\.?\s+)?$",
    re.I,
)
_PRIVATE_AFTER = re.compile(
    r"""^(?:
        \s*[,(–—-]\s*(?:who\ is\s+|now\s+)?(?:aged?\s+)?\d{1,2}\s*[,.);]
      | ,?\s+aged\s+\w+
      | \s*[,(–—-]\s*(?:a\s+|the\s+|our\s+)?(?:[\w-]+\s+){0,3}?(?:mum|dad|mother|father|parent|
          carer|grandmother|grandfather|pupil|student|nan|
            year\ \d+)\b(?!\s+(?:governor|forum|carer|rep\b|and\ carer|voice|partnership))(?!\s+forum)
      | \s+(?:and|with)\s+(?:his|her|their)\s+(?:\w+\s+){0,2}?(?:son|daughter|child|children|kids|twins|baby|
          boys?|girls?|family)\b
      | \s+(?:from|of|at|who\ lives\ (?:in|on|at))\s+(?:\d+\s+)?(?-i:[A-Z]\w+\s+){1,2}(?-i:Road|Street|Lane|
          Avenue|Close|Drive|Crescent|Terrace|Grove|Way|Gardens|Court)\b
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
                next\b|last\b|yesterday\b|tomorrow\b|with\b|on\b|in\b|$)))
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
    r"(?:School|Primary|Academy|College|Infants?|Juniors?|High|Secondary|Nursery|Grammar|Pre-?[Ss]chool|school|"
    r"academy|"
    r"college|primary|nursery)|St\.?\s+[A-Z]\w+['’]s)"
)
_SCHOOL_STRONG = re.compile(
    rf"^(?:[^.!?\n]{{0,60}}?)(?:\b(?:attends|attended|goes\s+to|going\s+to|went\s+to|"
    rf"started\s+(?:at|in)|starts\s+(?:at|in)|starting\s+at|"
    rf"pupil\s+at|student\s+at|excluded\s+from|moved\s+(?:to|from)|moving\s+(?:to|from)|left|"
    rf"settl\w+\s+(?:in\s+|into\s+|in\s+at\s+)?(?:at\s+)?|"
    rf"place\s+at|back\s+(?:at|to|in)|return\w*\s+to|happy\s+at|thriving\s+at|struggl\w+\s+at|bullied\s+at|"
    rf"enrolled\s+at|"
    rf"learning\s+at|doing\s+(?:so\s+)?well\s+at|Year\s+\d+\s+at|Year\s+\d+,|class\s+at|team\s+at)\s*)"
    rf"(?:the\s+)?({_SCHOOL})"
)
_SCHOOL_NAMED = re.compile(
    r"^(?:,?\s+who)?\s+(?:attends|attended|goes\s+to|is\s+a\s+pupil\s+at|is\s+a\s+student\s+at|"
    r"was\s+excluded\s+from|is\s+at\s+school\s+at|(?:is\s+)?in\s+Year\s+\d+\s+at|"
    r"started\s+at)\s+([A-Z][\w’'-]+)"
)
_SCHOOL_WEAK = re.compile(
    rf"^(?:,?\s+(?:who\s+)?(?:is\s+|was\s+)?(?:at|from|of|in)|,|"
    rf"\s*\()\s+?(?:the\s+)?({_SCHOOL})"
)
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
        ,?\s+(?:the|a|an|our)\s+(?:\w+\s+){{0,2}}?(?:boy|girl|lad|child|pupil|student|teenager|son|daughter|
        toddler)\s+(?:with|who\s+has)\s+(?:\w+\s+){{0,2}}?{_DIAGNOSIS}
      | \s*,\s*(?:an?\s+|the\s+)?(?:Year\s+\d+\s+)?(?:\w+\s+){{0,2}}?(?:pupil|student|boy|girl|
          teenager)\s+with\s+(?:\w+\s+){{0,2}}?{_DIAGNOSIS}
      | \s+(?:is\s+having|has\s+had|had|is\s+waiting\s+for|needs)\s+(?:\w+\s+){{0,2}}?(?:surgery|
          an?\s+operation|chemotherapy|treatment|a\s+transplant)\b
      | ,?\s+(?:who\s+)?(?:\w+ly\s+|also\s+|still\s+|only\s+|just\s+)?(?:has|had|lives\ with|
            living\ with|struggles\ with|copes\ with|suffers\ from|was\ diagnosed(?:\ as|\ with)?|
            is\ diagnosed\ with|has\ been\ diagnosed(?:\ as|\ with)?|got\ (?:a|an|his|her|
                their)\ (?:diagnosis\ of)?|is|was|developed)\s+(?:[\w-]+\s+){{0,4}}?{_DIAGNOSIS}
      | ['’]s\s+(?:\w+\s+){{0,2}}?(?:{_DIAGNOSIS}|diagnosis|disability|seizures|meltdowns|
          medication|condition|mental\ health)\b(?!\s+(?:workshop|session|talk|guide|webinar|group|drop|
          training|course|q|tips))
      | \s*[,(]\s*(?:an?\s+)?(?:\w+\s+)?{_DIAGNOSIS}\s*[,).]
      | ,?\s+was\s+(?:\w+\s+)?(?:diagnosed)
      | ,?\s+(?:who\s+)?(?:uses\s+a\s+(?:\w+\s+)?wheelchair|is\s+a\s+wheelchair\s+user|
            (?:cannot|can['’]t|does\s+not|doesn['’]t)\s+(?:speak|talk|walk)|
            is\s+on\s+the\s+(?:autism\s+)?(?:spectrum|pathway))\b
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
      | \s+(?:cannot|can['’]t|could\ not|couldn['’]t|will\ not|won['’]t)\ (?:manage|cope|go\ to|attend|access)\b
      | \s+who\ (?:\w+\s+){{0,2}}?(?:managed|returned|went|came|went\ back|is\ back|has\ been|
          was)\b[^.!?\n]{{0,40}}?\b(?-i:{_SCHOOL})
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
_GREETED = re.compile(r"^[,!]?\s+(?:[\w ,’']{0,40}\b)?your\s+(?:son|daughter|child|children|boy|girl|twins)\b", re.I)
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
    r"\b(?:drop[- ]in|appointments?|questions|stall|today|tomorrow|mondays?|tuesdays?|wednesdays?|thursdays?|"
    r"fridays?|"
    r"saturday|sunday|\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{1,2}:\d\d|come along|pop in|talk|"
    r"workshop|training|assembly|visit(?:ing|ed)?|advis[eo]r|team|"
    r"coffee morning|parents[’']? evening)\b",
    re.I,
)
_PRONOUN = re.compile(r"^\s*(?:(?:[A-Z]\w+,? )?(?:he|she|they)(?=\s|['’])|(?:his|her|their)(?=\s))", re.I)


_CHARACTERS = re.compile(
    r"\b(?:Jack and the Beanstalk|Alice in Wonderland|Alice Through|Thomas the Tank|Bob the Builder|"
    r"Charlie and the|James and the|"
    r"Dennis the Menace|Fireman Sam|Tom and Jerry|Dora the Explorer|Lilo (?:and|&) Stitch|Wallace (?:and|&) Gromit|"
    r"Winnie[- ]the[- ]Pooh|Anne of Green Gables|Rosie['’]s Walk|Elsa and Anna|Anna and Elsa|Romeo (?:and|&) Juliet|"
    r"Hansel and Gretel|Annie Jr|Matilda the Musical|Ben (?:and|&) Holly|Topsy (?:and|&) Tim|Milo and|"
    r"Charlie (?:and|&) Lola|"
    r"Ben (?:and|&) Jerry|Marks and Spencer|Bill (?:and|&) Ben|Sarah (?:and|&) Duck|Zog|Elmer(?: the| Day)|"
    r"Horrid Henry|Bluey|"
    r"Father Christmas|Santa Claus|Rudolph|Mr Tumble|Peppa Pig|Paddington)\b"
)


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
    plain = _CHARACTERS.sub(lambda match: " " * len(match[0]), masked(text))
    for match in _TOKEN.finditer(plain):
        word = match[0]
        base = word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word
        found.append(Token(word, base, match.start(), match.end()))
    return tuple(found)


def is_given(token: Token) -> bool:
    """Whether it is written like a given name and hardly ever means anything else."""
    if not token.is_capital:
        return False
    parts = token.low.split("-")
    return (
        token.low in GIVEN
        or parts[0] in GIVEN
        or (len(parts) > 1 and parts[0] in AMBIGUOUS_GIVEN and (parts[1] in GIVEN or parts[1] in AMBIGUOUS_GIVEN))
    )


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
            span = _in_small_letters(text, every, index)
            if span and not _is_known(text, span, staff) and not _is_named_in_a_role(text, span):
                taken.append(span)
                yield Person(span, "name", span)
            continue
        span = _full_name(text, every, index, own_words)
        if span is None or (taken and taken[-1][1] > span[0]) or _is_known(text, span, staff):
            continue
        if not _is_named_in_a_role(text, span):
            taken.append(span)
            yield Person(span, "name", span)
    yield from _families(text)
    yield from _in_hashtags(text, staff)
    yield from _first_names(text, every, taken, staff_given)


# Full names


def _full_name(text: str, every: tuple[Token, ...], index: int, own_words: set[str]) -> Span | None:
    """The span of the full name that begins with this token, if one does."""
    first = every[index]
    second_at = _next_in_name(text, every, index)
    if first.base != first.text:
        return None
    if is_given(first) and (match := re.match(r" [A-Z](?:\.(?=\W|$)|(?=['’]s\b|[,!]))", text[first.end :])):
        return (first.start, first.end + match.end())
    if second_at is None:
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
    if private and (private[0][:1].islower() or is_family(first) or is_family(second) or may_be_given(first)):
        return span
    after = text[every[end_at].base_end : every[end_at].base_end + 80]
    if match := _PRIVATE_AFTER.match(after):
        known = is_family(every[end_at]) or may_be_given(first)
        return span if known or re.search(r"mum|dad|mother|father|whose|aged|pupil", match[0]) else None
    return None


def _in_small_letters(text: str, every: tuple[Token, ...], index: int) -> Span | None:
    """“sarah ahmed”: a given name and a family name that are both hardly ever words."""
    if index + 1 >= len(every) or not _adjacent(text, every[index], every[index + 1]):
        return None
    first, second = every[index], every[index + 1]
    if first.base != first.text or first.low not in GIVEN or second.low not in FAMILY:
        return None
    if any(one.low in known for one in (first, second) for known in (WORDS, ONE_WORD, _WORD_SURNAMES, _BODY)):
        return None
    return (first.start, second.base_end) if len(first.low) > 2 and second.low not in AMBIGUOUS_GIVEN else None


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


_TAG_OF_A_CASE = re.compile(
    r"(?:Justice|Help|Save|Support|Free|Find|Bring|Home|Army|Fight|Strong|Remember|Pray|Prayers|Poor|Team)\w*", re.I
)


def _in_hashtags(text: str, staff: set[str]) -> Iterator[Person]:
    """“#JusticeForAlfie”, “#AlfieBarnes”: a name that a hashtag puts together."""
    for match in HASHTAG.finditer(text) if "#" in text else ():
        parts = re.findall(r"[A-Z][a-z]+", match[1])
        for index, part in enumerate(parts):
            low = part.casefold()
            following = parts[index + 1].casefold() if index + 1 < len(parts) else ""
            full = low in GIVEN and following in FAMILY and following not in WORDS
            if full and (f"{low} {following}" in staff or f"{low} {following}" in PUBLIC_PEOPLE):
                continue
            if full or (low in GIVEN and index and _TAG_OF_A_CASE.match(match[1]) and parts[0] != "Team"):
                yield Person(match.span(), "name" if full else "case", match.span())
                break


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
    if _WORKS_AFTER.match(after) or (_CREDIT_BEFORE.search(before) and re.match(r"\s*(?:$|[.,;)/|])", after)):
        return True
    if re.search(r"\b[Oo]ur\s+(?:own\s+|new\s+)?$", before):
        return True
    bare = _LIST_BEFORE.sub("", before)
    if _LIST_OF_CANDIDATES.search(before):
        return True
    if bare != before and (_ROLE_BEFORE.search(bare) or _AUTHOR_BEFORE.search(bare)):
        return True
    return bool(_EVENT.search(sentence.text) and _SPEAKER_BEFORE.search(bare))


_LIST_OF_CANDIDATES = re.compile(r"\b(?:candidates?|hustings|speakers?|panel)\b[^.!?\n]{0,100}$", re.I)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?: and (?:Mr|Mrs|Ms|Miss|Mx)\.?)? ([A-Z][\w’'-]+)(?!\s+[A-Z])")
_FAMILY_OF = re.compile(
    r"\b[Tt]he ([A-Z][\w’'-]+?)(?:['’]s?|s['’])? (?:family|twins|household|siblings|brothers|sisters)\b"
    r"(?! (?:cent|hub|trust|found|room|fund))"
)
_FAMILY_PLURAL = re.compile(
    r"\b[Tt]he ([A-Z][a-z’'-]{2,}s)(?= (?:won|lost|waited|got|have (?:been|won|waited|finally|had)|had|"
    r"were (?:refused|told|given)|are "
    r"(?:waiting|appealing)|appealed|came to us|contacted|rang|asked us|lives?|moved)\b)"
)
_NO_FAMILY = words_of("""
royal holy addams simpson simpsons incredibles united northshire sendiass send nhs peppa pig gruffalo croods
""")


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
    for match in (*_FAMILY_OF.finditer(text), *_FAMILY_PLURAL.finditer(text)):
        name = match[1].casefold()
        singular = name[:-1] if name.endswith("s") else name
        if match[1].isupper() or any(one in known for one in (name, singular) for known in (WORDS, _NO_FAMILY, _BODY)):
            continue
        is_known = name in FAMILY or singular in FAMILY
        of_a_family = match.re is _FAMILY_OF and name not in ONE_WORD
        if is_known or of_a_family or re.search(_CASE_WORDS, text[match.end() : match.end() + 60]):
            yield Person(match.span(), "family", match.span())


# First names


_MADE_UP = re.compile(
    r"\b(?:imagine|suppose|let['’]?s\s+say|made[- ]up|fictional|fictitious|invented|hypothetical|pretend|"
    r"not\s+(?:(?:his|her|their|a|the\s+child['’]s)\s+)?real\s+(?:name|child|family|person|case)|"
    r"names?\s+(?:have\s+been\s+|has\s+been\s+|was\s+|were\s+)?changed)\b|^\W*(?:for\s+)?examples?\s*:",
    re.I,
)


def _is_made_up(text: str, place: int) -> bool:
    """Whether the sentence, the one before it or the one after says that nobody real is meant."""
    sentence = sentence_at(text, place)
    earlier = sentence_at(text, max(sentence.start - 2, 0))
    later = sentences_after(text, sentence.end, 4)
    return any(_MADE_UP.search(near.text) for near in (earlier, sentence, *later))


def _first_names(text: str, every: tuple[Token, ...], taken: list[Span], staff_given: set[str]) -> Iterator[Person]:
    for token in every:
        small = token.base.islower() and token.low in GIVEN and token.low not in WORDS and token.low not in ONE_WORD
        if not (token.is_capital or small) or lies_in(taken, token.start):
            continue
        sure, maybe = small or is_given(token), may_be_given(token)
        is_staff = token.low in staff_given
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 160)]
        if sure or maybe:
            found = _beside(token, before, after, sentence.text, sure=sure, is_staff=is_staff)
        else:
            found = _beside_unknown(token, before, after, at_start=not before.strip())
        if found is None and not is_staff and (sure or _is_presented(token, before, after)):
            found = _said_later(text, token, sentence.end, before, after)
        if found and not _is_made_up(text, token.start):
            yield found


def _is_presented(token: Token, before: str, after: str) -> bool:
    """“Remember Priti?”, “This is Priti.”: a word that no list knows, brought in as somebody's name."""
    if not _is_name_like(token):
        return False
    return bool(_PRESENTED_BEFORE.search(before) or (not before.strip() and re.match(r"\s*[?!]", after)))


def _beside(token: Token, before: str, after: str, sentence: str, *, sure: bool, is_staff: bool) -> Person | None:
    """What stands beside a known first name in its own sentence."""
    name = (token.start, token.base_end)
    if re.match(r"\s+[A-Z]\w+\s+(?:School|Academy|College|Centre|Trust|Road|Street)", after):
        return None
    if match := _AGE_AFTER.match(after):
        grown_up = _ROLE_AFTER.match(after) or re.match(r"[^.!?\n]{0,30}\b(?:joins|joined)\s+(?:us|our)\b", after)
        is_a_number = re.match(r"\s+\d|,\s+\d{1,2}\s*$", match[0])  # “Will 9 weeks”
        if not grown_up and (sure or not is_a_number):
            return Person((token.start, token.base_end + len(match[0].rstrip(" \n,.;!?–—"))), "age", name)
    if match := _AGE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "age", name)
    if (match := _DIAGNOSIS_AFTER.match(after)) and not _ROLE_BEFORE.search(before):
        return Person((token.start, token.base_end + len(match[0].rstrip(" ,.)"))), "diagnosis", name)
    if (match := _DIAGNOSIS_BEFORE.search(before)) and not _ROLE_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "diagnosis", name)
    found = _beside_school_or_case(token, before, after, sentence, sure=sure, is_staff=is_staff)
    if found and (_ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after)):
        return None
    return found


def _beside_school_or_case(
    token: Token, before: str, after: str, sentence: str, *, sure: bool, is_staff: bool
) -> Person | None:
    name = (token.start, token.base_end)
    if match := _SCHOOL_BEFORE.search(before):
        return Person((token.start - len(match[0]), token.base_end), "school", name)
    if match := _SCHOOL_STRONG.match(after) or _SCHOOL_NAMED.match(after):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    may_be_staff = is_staff or _EVENT_TALK.search(sentence)
    if sure and not may_be_staff and (match := _SCHOOL_WEAK.match(after)) and not _STAFF_BEFORE.search(before):
        return Person((token.start, token.base_end + match.end(1)), "school", name)
    if match := _CASE_AFTER.match(after):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if (match := _KIN_AFTER.match(after)) and _CASE_TALK.search(sentence):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if sure and (match := _GREETED.match(after)) and re.search(r"\b(?:hi|hello|hiya|dear)\s+$", before, re.I):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if sure and _CASE_TALK.search(after) and (match := _HELPED_BEFORE.search(before)):
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
        rf"^\s+is\s+{_NUMBER}\s+years\s+old|^\s*\((?:in\s+)?Year\s+\d{{1,2}}\)|^\s*,\s+Year\s+\d{{1,2}}\s*[,.]|"
        rf"^,\s+(?:an?|our)\s+(?:(?:Year|Y)\s?\d{{1,2}}|{_NUMBER}[- ]year[- ]old)\s+(?:pupil|student|boy|girl|"
        rf"child)\b",
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


_PRESENTED_BEFORE = re.compile(
    r"\b(?:remember|meet|this\s+is|say\s+(?:hello|hi)\s+to|met|about|called|named|"
    r"like|hear\s+from)\s+$",
    re.I,
)


def _is_name_like(token: Token) -> bool:
    """A capitalised word that means nothing else that we know."""
    return (
        token.is_capital
        and not token.base.isupper()
        and not any(token.low in known for known in (WORDS, ONE_WORD, _PEOPLE_WORDS, _TIME_WORDS, _BODY, FAMILY))
    )


_SAID_OF_ANYONE = ("school",)  # of a colleague too: “Ask Priya. She started at Hillside School”


def _said_later(text: str, token: Token, sentence_end: int, before: str, after: str) -> Person | None:
    """“Liam loves trains. He is nine”: what the next two sentences say of him or her."""
    for sentence in sentences_after(text, sentence_end, 2):
        match = _PRONOUN.match(sentence.text)
        if not match:
            continue
        rest = re.sub(r"^['’]s\b", " is", sentence.text[match.end() :])
        if re.match(r".*\b(?:his|her|their)\s*$", match[0], re.I | re.S):
            rest = "'s" + rest
        they = match[0].strip().casefold() in ("they", "their")
        for pattern, kind in _SAID[:3] if they else _SAID:
            if not (hit := pattern.match(rest)):
                continue
            if _ROLE_BEFORE.search(before) or _ROLE_AFTER.match(after):
                return None
            if kind in _SAID_OF_ANYONE and _STAFF_BEFORE.search(before):
                continue
            length = min(match.end() + len(hit[0]), len(sentence.text.rstrip()))
            return Person((token.start, sentence.start + length), kind, (token.start, token.base_end))
    return None


_SAID = ((_AGE_AFTER, "age"), (_DIAGNOSIS_AFTER, "diagnosis"), (_SCHOOL_STRONG, "school"), (_CASE_AFTER, "case"))


def first_names_of_private_people(text: str, service: ServiceFacts) -> Iterator[Span]:
    """Names of people who are no staff and not named in a role: the name only, full or first."""
    staff_given = {name.casefold().split(" ")[0] for name in service.staff}
    every = tokens(text)
    people = list(find_people(text, service))
    full = [person.name for person in people if person.kind != "family"]
    yield from full
    inside = {place for start, end in full for place in range(start, end)}
    for index, token in enumerate(every):
        if token.start in inside or not token.is_capital or token.low in staff_given:
            continue
        following = every[index + 1] if index + 1 < len(every) else None
        if following and _adjacent(text, token, following) and following.is_capital and token.base == token.text:
            continue
        before_that = every[index - 1] if index else None
        if (
            before_that
            and _adjacent(text, before_that, token)
            and before_that.is_capital
            and _is_part(before_that, token)
        ):
            continue
        sentence = sentence_at(text, token.start)
        before = text[max(sentence.start, token.start - 80) : token.start]
        after = text[token.base_end : min(sentence.end, token.base_end + 80)]
        if _is_adult_at_work(before, after, sentence.text):
            continue
        if (
            is_given(token)
            or (may_be_given(token) and _shown(before, after))
            or _shown_by_any_name(token, before, after)
        ):
            yield (token.start, token.base_end)


_BEFORE_NAMES = words_of("st saint lake port mount mrs mr ms miss dr sir lady king queen")


def _is_part(before: Token, token: Token) -> bool:
    """Whether the two are one name: “Lake Victoria”, “Jacqueline Wilson”, and not “Well done Ruby”."""
    is_person = is_given(before) or may_be_given(before)
    return before.low in _BEFORE_NAMES or (is_person and before.base == before.text and is_family(token))


_CONTACT_BEFORE = re.compile(
    r"\b(?:ask|contact|call|ring|text|email|phone|message|speak to|talk to|chat to|chat with|coffee with|cuppa with|"
    r"ask for|written by|photos? by|taken by|run by|led by|join|come and see|book with)\s+(?:for\s+)?$",
    re.I,
)
_THANKED = re.compile(
    r"\b(?:thanks|thank\s+you)\s+(?:so\s+much\s+|very\s+much\s+)?(?:to\s+)?(?:[A-Z]\w+\s+and\s+)?$", re.I
)
_FOR_HELP = re.compile(
    r"^(?:\s+and\s+[A-Z]\w+)?\s+for\s+(?:\w+\s+)?(?:photos?|pictures?|cakes?|hosting|visit|visiting|talk|coming|"
    r"running|leading|"
    r"session|workshop|help|support|organising|time|story|reading|bringing)\b"
)
_LEADS = re.compile(
    r"^(?:['’]s\s+(?:[\w-]+\s+){0,2}(?:workshop|session|stall|talk|webinar|class|surgery|drop|tips|training|course|blog|"
    r"caf[eé]|room|law)\b|\s+(?:from|of)\s+(?:our|the|SENDIASS|Northshire)\b|\s+(?:will|is)\s+(?:be\s+)?(?:at|on\s+hand|"
    r"running|leading|there|here\s+to|back\s+with|hosting|available|ready)\b|,\s+from\s+our\b)",
    re.I,
)
_PRAISED_BEFORE = re.compile(
    r"\b(?:well\s+done|congratulations|congrats|happy\s+(?:\w+\s+)?birthday|meet|here\s+is|here['’]s|this\s+is|"
    r"look\s+at|proud\s+of|introducing|"
    r"say\s+h(?:ello|i)\s+to|bravo|go|hooray\s+for|hurray\s+for|cheers\s+for|little|picture\s+of|photo\s+of|"
    r"pictured\s*:?|by|good\s+luck|"
    r"well\s+played|shout[- ]?out|thanks|thank\s+you|birthday\s+(?:boy|girl)|superstar|artist|"
    r"love)\s*,?:?\s+(?:to\s+|our\s+|you\s+|little\s+|young\s+)*$",
    re.I,
)
_DOES = re.compile(
    r"^(?:['’]s\s+(?:[\w-]+\s+){0,2}(?:mum|dad|smile|face|drawing|picture|painting|birthday|first|certificate|"
    r"artwork|poster|medal|story|poem|"
    r"hands?|robot|model|cake|card|design|eyes|brother|sister|family|friends?)\b"
    r"|\s+(?:and\s+(?:[A-Z]\w+|friends|her|his)\s+)?(?:loves?|loved|made|makes|won|wins|painted|drew|draws|"
    r"enjoy(?:s|ed|ing)|show(?:s|ed|ing)|"
    r"has|had|was|is|got|gets|built|baked|joined|finished|learn(?:s|ed|t|ing)|tr(?:ies|ied|ying)|play(?:s|ed|"
    r"ing)|help(?:s|ed|ing)|wrote|designed|"
    r"smil(?:es|ed|ing)|read(?:s|ing)?|ran|sang|danced|danc(?:es|ing)|took|tak(?:es|ing)|holding|with\s+(?:her|"
    r"his)|had|did|having|meets|met|looks?)\b"
    r"|\s+and\s+(?:friends|her|his)\b|,\s+(?:who|aged)\b|\s*\((?:aged\s+)?\d{1,2}\))"
)


def _is_adult_at_work(before: str, after: str, sentence: str) -> bool:
    return bool(
        _ROLE_BEFORE.search(before)
        or _ROLE_AFTER.match(after)
        or _CONTACT_BEFORE.search(before)
        or _LEADS.match(after)
        or (_THANKED.search(before) and _FOR_HELP.match(after))
        or (_EVENT.search(sentence) and re.search(r"\b(?:with|by|join|hosted by|meet)\s+$", before, re.I))
    )


def _shown(before: str, after: str) -> bool:
    """Whether the words around a name that is a word too say that it is a person's."""
    praised = _PRAISED_BEFORE.search(before) and re.match(
        r"\s*(?:[!,.?:;–—-]|$|for\b|on\b|and\b|who\b|['’]s\b|"
        r"with\b|at\b)",
        after,
    )
    return bool(
        praised
        or (
            _DOES.match(after)
            and not re.match(
                r"['’]?s?\s+(?:is|was|has|"
                r"had)\b",
                after,
            )
        )
        or _AGE_AFTER.match(after)
    )


def _shown_by_any_name(token: Token, before: str, after: str) -> bool:
    """A name that no list knows, in words that are said of a child only."""
    if not _is_name_like(token) or token.low in AMBIGUOUS_GIVEN:
        return False
    of_a_child = re.search(
        r"\b(?:meet|birthday|little|introducing|pictured:?|named|called|birthday (?:boy|"
        r"girl))\s+(?:to\s+)?$",
        before,
        re.I,
    )
    said = re.match(r"['’]s\s+(?:\w+\s+)?(?:mum|dad|smile|drawing|painting|first day|birthday|artwork)\b", after)
    return bool(said or (of_a_child and re.match(r"\s*(?:[!,.(]|who\b|and\s+(?:her|his)\b)", after)))
