"""Who is named in a role: office-holders, speakers, authors, members of staff, and the words of a private person."""

import re

from policies.rules.base import Span
from policies.rules.pcre import Pattern
from policies.rules.people.nobody import is_an_animal, is_nobody
from policies.rules.text import sentence_at

ROLE = (
    r"(?:cllrs?|councillors?|alderm[ae]n|mps?|msp|minister|secretary|commissioner|ombudsman|mayor|lord|lady|baroness|dame|sir|"
    r"chancellor|"
    r"director|head|headteacher|principal|chief|executive|ceo|chair|chairman|chairwoman|chairperson|president|professor|prof|"
    r"judge|author|writer|speakers?|keynote|guests?|presenters?|trainers?|facilitators?|advis[eo]rs?|officers?|"
    r"co-?ordinators?|managers?|lead|leader|senco|psychologists?|therapists?|consultants?|paediatricians?|nurses?|"
    r"researchers?|barristers?|solicitors?|lawyers?|comedian|actor|actress|poet|illustrators?|paralympian|olympian|"
    r"athlete|broadcaster|journalist|reporters?|correspondent|columnist|editor|governors?|trustees?|apprentices?|skipper|coxswain|laureate|(?:paralympic|olympic|commonwealth)\s+(?:\w+\s+)?medallist|sheriff|suffragettes?|stand-up|dj|compere|ventriloquist|puppeteer|juggler|entertainer|colleagues?|inspectors?|dr|"
    r"doctor|admin|administrators?|bookkeeper|accountant|clerk|registrar|technicians?|chaplain|celebrant|mentors?|supervisors?|bursar|"
    r"cleaner|cook|painter|salts?|rower|sprinter|jockey|boxer|gymnast|skier|cricketer|goalkeeper|striker|rapper|drummer|guitarist|pianist|"
    r"cellist|violinist|composer|conductor|sculptor|ballerina|newsreader|teachers?|specialists?|experts?|practitioners?|campaigner|musician|singer|footballer|youtuber|blogger|"
    r"counsellors?|tutors?|signers?|interpreters?|artists?|performers?|mediators?|librarian|"
    r"health\s+visitor|assessor|swimmer|runner|cyclist|rep|reps|receptionist|vicar|reverend|revd?|canon|pastor|"
    r"imam|rabbi|bishop|chef|"
    r"drivers?|escorts?|caseworkers?|case\s+workers?|assistants?|paramedic|"
    r"firefighter|treasurer|deputy|novelist|scientist|dancer|magician|storyteller|photographer|designer|mp|mps|"
    r"archbishop|"
    r"instructor|coach|founder|co-founder|patron|ambassador|star(?!\s+of)|champion|host|"
    r"representative|spokesperson|spokeswoman|spokesman|team|sergeant|constable|pc|inspector|superintendent|midwife|"
    r"captain|major|lieutenant|colonel|brigadier|corporal|admiral|detective|owner|caretaker|gardener|landlord|landlady|"
    r"publican|baker|butcher|hairdresser|barber|florist|plumber|farmer|shopkeeper|warden|ranger|lifeguard|curator|historian|architect|engineer|"
    r"physicist|pharmacist|lecturer|surgeon|dentist|optician|chemist|economist|biologist|(?:youth|people['’]s|support|social|play|family|key|link|outreach|community)\s+workers?|"
    # what people are called after their trade: physiotherapist, audiologist, dietitian, optometrist, photographer
    r"\w{2,}(?:therapists?|ologists?|iatrists?|iatricians?|titians?|tricians?|metrists?|optists?|graphers?|ticians?|icists?)|"
    r"ots?|slts?|hcpc|king|queen|prince|princess|duchess|duke|pope|saint|st)"
)
# What may stand with a capital before a name: “Broadcaster Hanif Vensk”.
CALLINGS = frozenset(
    ("broadcaster", "ventriloquist", "puppeteer", "entertainer", "comedian", "councillor", "author", "professor")
)
ROLE_BEFORE = Pattern(
    rf"\b(?:Labour|Conservatives?|Tor(?:y|ies)|Greens?|Lib(?:eral)?\s+Dem\w*|Reform(?:\s+UK)?|Plaid|"
    rf"SNP)(?:['’]s?)?\s+$|"
    r"\b(?:vote(?:\s+for)?|candidates?|hmi|hmci|executive|officer|counsel|qc|kc)(?:\s+(?:is|will\s+be))?\s*[,:]?\s*$|"
    rf"\b{ROLE}(?:\s+(?:for|of|from|and|on|in|the|at|to)\s+"
    r"(?:(?!(?:told|said|says|asked|helped|that|wrote|thinks|knows)\b)[\w’'&-]+\s*){1,5}|"
    r"\s*(?:is|are|was)|\s+will\s+be)?\.?\s*[,:–—(-]?\s*$",
    re.I,
)
ROLE_AFTER = re.compile(
    rf"""^\s*(?:
        \(\s*(?:[\w’'&-]+[ ]){{0,5}}
          (?:{ROLE}|minutes(?=\))|forum|council|trust|university|charity|service|sendiass|camhs|nhs)\b
      | [,–—-]\s*(?!(?:in|at)\s+(?:Reception|Year|Y\d|class|nursery)\b)
          (?!(?:and|or|but|so|with|we|you|your|he|she|they|plus|off|hoping|soon|about|then|
              who\s+(?!(?:is|was|has)\b))\b)(?:[\w’'&-]+[ ]){{0,5}}?
          (?!(?:st|saint|king|queen|prince|princess|duke|duchess|lord|lady|sir)\b){ROLE}\b
      | \s*\(\s*(?:Labour|Conservative|Green|Lib(?:eral)?\s+Dem\w*|Reform|Independent|Plaid|SNP|DUP)\b
      | \s+(?:review|training|report|inquiry|lecture|prize|award|nursery|academy|unit|wing|suite|estate|
          playground|theatre|room|rooms|hall|pub|centre|house|building|trail|bridge|bench|library|school|hospital|trust|
          memorial|cup|trophy|medal|scholarship|stadium|stand(?!\s+(?:down|up|for|in|by|with|together))|lounge|bar|ward|statue|shop|store)\b
      | (?:MP|MSP|MS|MEP|OBE|MBE|CBE|QC|KC|PhD)\b
      | (?:will|is|are|was|has\ been)\s+(?:also\s+|be\s+|now\s+)?(?:speak|talk|present|lead|run|
          share|(?:co-)?host|deliver|chair|answer|giv|read|join|
          our\ (?:new\ )?(?:adv|coord|man|guest|speak|off|key)|the\ new|elected|appointed|on\ hand|take\ over\ as|
              here\ to|available)
      | (?:has\s+been|is|was|works\s+as|became)\s+(?:(?:an?|our|the)\s+|(?=(?:acting|interim|temporary)\s))
            (?:[\w-]+\s+){{0,2}}{ROLE}\b
      | (?:takes\ over\ as|becomes|joins\ (?:us\ )?as|steps\ down\ as|has\ been\ named)\b
      | (?:takes|took|will\ take)\s+up\s+(?:the|her|his|their)\s+(?:post|role|position|chair|seat|office)\b
      | \s+(?:(?:has\s+)?(?:start|join|begin|return|qualif)\w*\s+|began\s+|is\s+back\s+)?(?:(?:with\s+)?us\s+|here\s+)?
            (?:as|to\ be(?:come)?)\s+(?:(?:its|our|the|their|an?|new|next|interim|acting|first)\s+){{1,3}}
            (?:[\w-]+\s+){{0,2}}?(?!(?:volunteer|champion|star|rep|host|guest)\b){ROLE}\b
      | ,?\s+(?:an?\s+|the\s+)?(?:member|leader|speaker)s?\s+(?:of|for)\s+the\s+
            (?:Senedd|(?:\w+\s+)?Parliament|(?:\w+\s+)?Assembly|House|Commons|Lords|council|cabinet|opposition)\b
      | ,?\s+who\s+(?:teaches|runs|leads|chairs|works|owns|manages|(?:wrote|writes)(?!\s+(?:in|to|us|back)\b)|
          illustrated|directed|presents|
          (?:joins|joined)\s+(?:us|our|the|on|in|as)\b(?!\s+(?:class|year|school|reception|nursery)))\b
      | ,?\s+who\s+(?:starts?|started|begins?|joins?|joined)\s+
          (?:(?:us|today|tomorrow|this\s+\w+|on\s+\w+day)\s+){{0,2}}as\s+(?:(?:our|the|an?|new)\s+){{1,2}}
          (?:[\w-]+\s+){{0,2}}?(?!(?:volunteer|champion|star|rep|host|guest|captain)\b){ROLE}\b
      | ,?\s+who\s+(?:founded|set\s+up|started)\s+(?:this|our|the)\s+(?:\w+\s+)?
          (?:service|charity|trust|helpline|organisation)\b
      | \s+[^.!?\n]{{0,40}}\bas\s+(?:the|our)\s+service['’]s\s+(?:[\w-]+\s+){{0,2}}{ROLE}\b
      | ,?\s+who\s+(?:is\s+)?(?:stood|stands|standing|stepped|steps|stepping)\s+down\s+as\s+(?:(?:our|the|an?)\s+)?
          (?:[\w-]+\s+){{0,2}}?(?:chair\w*|trustee|governor|treasurer|secretary|patron|president|director|manager|mayor|
          councillor|leader|head|editor)\b
      | ,?\s+who\s+(?:retires|retired|is\s+retiring)\s+as\s+(?:our|the|an?)\s+(?:[\w-]+\s+){{0,2}}?{ROLE}\b
      | ,?\s+who\s+has\s+held\s+(?:the\s+)?(?:office|post|role|chair|seat)\b
      | \s+as\s+(?:vice[- ])?(?:chair|president|treasurer|secretary)(?:man|woman|person)?\b
          (?!\s+of\s+(?:the\s+|our\s+)?(?:school|student|pupil|youth|young))
      | ,?\s+who\s+(?:led|ran|chaired|headed)\s+(?:the|our|its)\s+(?:\w+\s+)?(?:trust|council|school|service|
          team|charity|department|college|academy|authority|party|board|hospital)\b
      | ,?\s+who\s+(?:joins|joined)\s+(?-i:[A-Z][\w’'-]+\s+){{1,4}}as\b
      | ,?\s+(?:off|from|of)\s+(?:the\s+)?(?:telly|tv|television|bbc|itv|radio|cbeebies|strictly|eastenders|
          coronation\s+street|emmerdale|doctor\s+who|x\s+factor|bake\s+off|gladiators|dragons['’]?\s+den)\b
      | ,?\s+(?:stars\s+as|(?:plays|is\s+playing)\s+the\s+(?:dame|villain|genie|fairy|lead)|
          in\s+the\s+(?:lead|title)\s+role)\b
      | (?:headlines|talks|speaks|presents|leads|hosts|explains|shares|discusses|gives|reads|joins\ us|
          announced|writes)\b
      | \s+(?:from|of)\s+(?-i:[A-Z][a-z]+[A-Z][a-z]\w*)
      | ,?\s*(?:from|of|at|in|on)\s+(?:the\s+|our\s+)?(?:[\w’'&-]+\s+){{0,4}}?(?:team|service|trust|
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
    r"show|podcast|poems?|talks?(?=\s+(?:is|are|at|starts|begins)\b)|keynote|webinar|slides|foundation|charity|legacy|law|fund|campaign|bill|act|prize|award|lecture|tribute)\b",
    re.I,
)
_EVENT = Pattern(
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
_AUTHOR_BEFORE = Pattern(
    r"\b(?:(?:interpret|sign|caption|narrat|light)(?:ation|ing|s|ion)|photos?|pictures?|illustrations?|music|artwork|drawings?|words|lyrics|cover|design|logo|recipe|"
    r"translation|"
    r"foreword)\s*(?:and\s+\w+\s*)?by\s*:?\s*$|^\W*by\s+$|"
    r"\b(?:written|facilitated|taught|designed|drawn|composed|performed|translated|narrated|compered|signed|"
    r"interpreted|captioned|sponsored|opened|judged|filmed|recorded|co-written|introduced|"
    r"illustrated|directed|edited|published|presented|led|hosted|delivered|chaired|run|book|novel|poem|"
    r"song|film|guide|report|review|article|blog|study|research|paper|podcast|play|story|stories|poetry)(?:\s+is)?\s+by\s+$|"
    r"[”’\"']\s*,?\s+by\s+$|(?-i:(?:[A-Z][\w’']+\s+){2,})by\s+$",
    re.I,
)
_LIST_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+(?: \([^()]{0,40}\))?(?:,? (?:and|&) |, )){1,8}$")
PRIVATE_BEFORE = Pattern(
    r"\b(?:mum|mummy|mother|dad|daddy|father|parents?|carers?|pupils?|students?|son|daughter|boy|girl|child|brother|"
    r"sister|grandparents|grandmother|grandma|nan|grandad|grandfather|aunt|uncle|toddler|teenager|twins?|baby|little|"
    r"year[- ]old|youngster|service user|client|guardian|schoolboy|schoolgirl|mum of|wife|husband|neighbour|"
    r"(?:mum|dad|mother|father|parent)[- ]of[- ]\w+|youngest\s+\w+|"
    r"(?:mum|dad|parent|carer|grandad|gran|nan|neighbour|volunteer)\s+(?:in|from|at|of)\s+(?:(?-i:[A-Z])[\w’'-]+\s?){1,3}|"
    r"one\s+of\s+(?:our|the)\s+(?:\w+\s+)?(?:mums|dads|carers|pupils|students|neighbours)|"
    r"(?:(?:our|the)\s+)?(?:parent|mum|dad|carer)[- ]"
    r"(?:volunteer|helper|organiser|member|rep|representative)s?(?:\s+for\s+(?:[\w-]+\s+){0,3}[\w-]+)?(?:\s+(?:is|are|was|were))?|"
    r"(?:star|pupil|student|winner|child|learner|artist|reader|parent|comment|question|photo|picture|tip|joke|quote|recipe|drawing|poem)"
    r" of the (?:week|month|term|year)(?:\s+(?:is|was|comes?|came))?(?:\s+(?:from|by))?|"
    r"(?:first|second|third|1st|2nd|3rd)[- ]placed\s+\w+|our\s+(?:\w+\s+)?winn(?:er|ing\s+\w+))"
    r"\s*[,:]?\s+(?:(?:called|named)\s+)?(?:(?:mrs?|ms|miss|mx|coach|auntie|uncle)\.?\s+)?"
    r"(?:(?-i:[A-Z][\w’'-]+\s+){1,2}(?:and|&)\s+)?$",
    re.I,
)
PRIVATE_AFTER = re.compile(
    r"""^(?:
        \s*[,(–—-]\s*(?:who\ is\s+|now\s+)?(?:aged?\s+)?\d{1,2}\s*(?:[,);]|\.(?!\d))
      | ,?\s+(?:who\s+is\s+(?:now\s+|only\s+|just\s+)?\d{1,2}\b|aged\s+\w+)
      | ,?\s+(?:who\s+was\s+)?born\s+(?:on\s+this\s+day\s+)?in\s+20\d\d
      | ,\s+\d{1,2}\s?(?-i:[A-Z])\w*,\s+(?-i:[A-Z])
      | \s*\((?:parent|carer|mum|dad)\s+rep\w*[,)]
      | \s*[,(]\s*(?:in\s+)?(?:class|form|tutor\s+group)\s+\w+
      | ,?\s+(?:\(|in\s+|of\s+)?(?:Y\s?\d{1,2}|\d{1,2}[A-Z])\b
      | \s*[,(–—-]\s*(?!(?:and|or|plus|with)\b)(?:a\s+|the\s+|our\s+)?(?:[\w-]+\s+){0,3}?(?:mum|dad|mother|father|
          parent|carer|grandmother|grandfather|pupil|student|nan|nana|
            gran|granny|grandma|grandad|grandparent|great-grand\w+|neighbour|year\ \d+)\b
            (?!\s+(?:governor|forum|carer|rep\b|representative|and\ carer|voice|partnership))(?!\s+forum)
      | \s+(?:and|with)\s+(?:his|her|their)\s+(?:two|three|four|five)\b
      | \s+(?:and|with)\s+(?:his|her|their)\s+(?:\w+\s+){0,2}?(?:son|daughter|child|children|kids|twins|baby|
          boys?|girls?|family)\b
      | \s+(?:from|of|at|who\ lives\ (?:in|on|at))\s+(?:\d+\s+)?(?-i:[A-Z]\w+\s+){1,2}(?-i:Road|Street|Lane|
          Avenue|Close|Drive|Crescent|Terrace|Grove|Way|Gardens|Court)\b(?!\s+(?:School|Primary|Infant|Junior|Nursery|Academy))
      | \s*[,(]?\s*whose\s+(?:\w+\s+)?(?:son|daughter|child|children|twins|kids|boys?|girls?|baby|teenager)s?
      | ['’]s?\s+(?:\w+\s+){0,2}?(?:son|daughter|mum|dad|mother|father|child|children|kids|family|
          ehcp|ehc|plan|tribunal|appeal|
            hearing|case|diagnosis|exclusion|placement|annual\ review)\b(?!\s+(?:workshop|session|
                talk|guide|webinar))
      | [^.!?\n]{0,60}?\b(?:as|now\ that|since|because|when|while)\s+(?:her|his|their)\s+(?:\w+\s+)?(?:youngest|
          eldest|oldest|son|daughter|boys?|girls?|twins|child|children|little\ one)\b
      | \s*[,(–—-]\s*(?:one|two)\s+of\s+(?:the|our)\s+(?:\w+\s+)?(?:children|kids|pupils|mums|dads|
          parents|carers|students|neighbours|regulars|youngsters)\b
      | ,?\s+who\s+\w+\s+(?:along\s+)?with\s+(?:his|her|their)\s+(?:\w+\s+)?(?:boys?|girls?|sons?|daughters?|children|
          kids|twins|baby|family)\b
      | ,?\s+who\s+has\s+(?:(?:a|one|two|three|four|twins|children|kids)\s+)(?:\w+\s+){0,2}?(?:at|in)\s+
          (?:primary|secondary|school|college|nursery|reception|year)\b
      | \s+(?:written|sewn|printed|embroidered|inked|stitched|pencilled)\s+(?:neatly\s+)?(?:inside|in|into|on)\b
      | \s+(?:attends|goes\ to|was\ excluded|was\ diagnosed|has\ (?:autism|adhd|dyslexia))
      | ,?\s+(?:who\s+)?lives\s+(?:on|in|off|along)\s+(?:the\s+)?(?-i:[A-Z][\w’'-]+\s+){1,2}(?:estate|road|street|lane|
          avenue|close|drive|crescent|terrace|grove|way|gardens|court|row|place|square)\b
      | ,?\s+on\s+(?:baby\b|
          (?:the|his|her|their)\s+(?:safe\s+)?(?:birth|arrival|wedding|engagement|marriage|new\s+baby)\b)
    )""",
    re.I | re.X,
)
STAFF_BEFORE = Pattern(
    rf"\b(?:{ROLE}|with|meet|ask|see|contact|call|ring|text|email|phone|message|speak to|talk to|chat to|chat with|"
    r"say hello to|say hi to|join|find|thanks to|thank you to|welcome|hi|hello|from|by|drop in on)\s*,?\s*$",
    re.I,
)


_STAFF_NEWS = re.compile(
    r"\b(?:our|two|three|four|new|newest|latest)\s+(?:\w+\s+){0,2}(?:advis[eo]rs|colleagues|team|staff|trustees|"
    r"volunteers|"
    r"speakers|governors|apprentices|coordinators)\b|\bmeet\s+(?:the|our)\s+team\b|\bmaternity\s+leave\b",
    re.I,
)


# “First in our contest: ‘Gull with chip’ by Ula Vensk”
_WON_BEFORE = re.compile(
    r"\b(?:contest|competition|prize|winners?|runners?[- ]up|first\s+in|came\s+first)\b[^.!?\n]{0,60}[\"”’']\s+by\s+$|"
    r"\bcover\s+star\b[^.!?\n]{0,10}$|\b(?:quiz|junior|chess|baking|bake-off|race|club|sports|spelling|reading|art)\s+(?:\w+\s+)?(?:champion|star)s?\b[^.!?\n]{0,10}$|"
    r"\b(?:quiz|team|table)\b[^.!?\n]{0,80}\bcaptain\s+$",
    re.I,
)
_VOLUNTEER_BEFORE = re.compile(r"\bvolunteer\s+[a-z]+,?\s+$", re.I)
_STALL_BEFORE = re.compile(r"\b(?:stall|tombola|raffle|lucky\s+dip)\s+(?:was\s+|is\s+)?(?:run|led|hosted)\s+by\s+$")
_OWNER_BEFORE = re.compile(r"\bowner,?\s+(?:Mrs?\s+|Ms\s+|Miss\s+)?$")
_LOST = re.compile(r"\b(?:handed\s+in|found|lost|left\s+(?:behind|on|in|under)|belongs?)\b", re.I)
# “a made-up girl, Bea Bright”
_MADE_UP_BEFORE = re.compile(
    r"\b(?:made[- ]up|fictional|invented|imaginary)\s+(?:\w+\s+)?"
    r"(?:girl|boy|child|pupil|student|person|parent|mum|dad|"
    r"family),?\s+"
    r"(?:called\s+|named\s+)?$",
    re.I,
)
_WITH_A_FAMILY = re.compile(r"\s*(?:His|Her)\s+(?:mum|mam|dad|mother|father|parents|nan|gran|family)\b")
# “The trust has a new chief executive. Eleri Vensk starts in June.”
_NEW_IN_A_ROLE = Pattern(
    rf"\bnew\s+(?:[\w-]+\s+){{0,2}}(?:{ROLE}|head\s+teacher|executive|officer)\b[^.!?]*[.!?]\s*(?:Mrs?|Ms|Miss|Mx|Dr)?\.?\s*$",
    re.I,
)
_STARTS_AS = re.compile(
    r"\s+(?:starts?|started|begins|takes?|took|joins|joined|arrives|succeeds)\b(?!\s+(?:in\s+)?(?:[Rr]eception|[Yy]ear|Y\d|[Nn]ursery|[Cc]lass)\b)"
)
# “…, who published knitting patterns in the 1830s”
_LONG_AGO = re.compile(
    r"(?:,\s+who)?\s+\w{3,}(?:ed|t|d)\b(?:(?!\b(?:founded|built|established|dating|since|from|of)\b)[^.!?\n]){0,70}?"
    r"\bin\s+(?:the\s+)?1[0-8]\d\ds?\b(?!\s*(?:pm|am|hrs))"
)
# “Dr Ama Serwaa Ofori”: a given name that no list knows stands between.
_DOCTOR_BEFORE = re.compile(
    r"\b(?:Dr|Prof(?:essor)?|Cllr|Councillor|Sir|Dame|Baroness|Rev(?:d|erend)?)\.?\s+[A-Z][\w’'-]+\s+$"
)
# “Have you met Ula Vensk? She is our volunteer lead.”
_MEET_BEFORE = re.compile(r"\b(?:met|meet|welcome|hello\s+to|introducing)\s+$", re.I)
_SAID_TO_WORK = re.compile(
    r"\s*(?:She|He)(?:\s+is|['’]s)\s+(?:our|the)\s+(?:new\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:manager|advis[eo]r|officer|co-?ordinator|lead|director|trustee|"
    r"administrator|caseworker|receptionist|apprentice)\b"
)
_OF_THE_TEAM = re.compile(r"\W*meet\s+(?:the|our)\s+team\b", re.I)


def is_named_in_a_role(text: str, span: Span) -> bool:
    """Office-holders, speakers, authors and staff, unless the words around say parent, pupil or an age."""
    sentence = sentence_at(text, span[0])
    before = text[max(sentence.start, span[0] - 120) : span[0]]
    ends = sentence_at(text, max(span[0], span[1] - 1)).end  # “Mrs Y. Skarrow” is two for who counts full stops
    after = text[span[1] : min(ends, span[1] + 120)]
    if _MADE_UP_BEFORE.search(before):
        return True
    if PRIVATE_BEFORE.search(before) or PRIVATE_AFTER.match(after) or _PARENTS_WHO.search(before):
        return False
    if any(pattern.search(before) for pattern in (_VOLUNTEER_BEFORE, _A_CHILDS_BIRTHDAY, _WON_BEFORE, _STALL_BEFORE)):
        return False
    if _OWNER_BEFORE.search(before) and _LOST.search(text, max(0, sentence.start - 120), span[0]):
        return False
    if _WITH_A_FAMILY.match(text, sentence.end):
        return False
    if _MEET_BEFORE.search(before) and not after.strip(" .!?") and _SAID_TO_WORK.match(text, sentence.end):
        return True
    if _STARTS_AS.match(after) and _NEW_IN_A_ROLE.search(text[max(0, sentence.start - 160) : sentence.start]):
        return True
    if _DOCTOR_BEFORE.search(before) or is_nobody(text, sentence, before):
        return True
    if _IS_A_THING_BEFORE.search(before) or _IS_A_THING_AFTER.match(after) or is_an_animal(after):
        return True
    if GOES_ON_AS_A_TITLE.match(after) and _BOOK_BEFORE.search(before):
        return True
    before = _TITLE_LAST.sub("", before)
    if ROLE_BEFORE.search(before) or ROLE_AFTER.match(after) or _AUTHOR_BEFORE.search(before):
        return True
    if _WORKS_AFTER.match(after) or (_CREDIT_BEFORE.search(before) and re.match(r"\s*(?:$|[.,;)/|])", after)):
        return True
    if (alone := _AND_OTHERS.sub("", after)) != after and ROLE_AFTER.match(alone) and not PRIVATE_AFTER.match(alone):
        return True
    if _OUR_WORKER.search(before):
        return True
    bare = _LIST_BEFORE.sub("", before)
    if _SUBJECT_BEFORE.search(bare) or _is_a_title(text, sentence.start, bare, after):
        return True
    if _WROTE_AFTER.match(after) and _READING.search(sentence.text):
        return True
    if any(pattern.match(after) for pattern in (_PERFORMED_AFTER, _HISTORY_AFTER, _JOINED_US_AFTER)):
        return True
    if _CONSTITUENCY_AFTER.match(after) and _PARLIAMENT.search(text[max(0, sentence.start - 200) : sentence.end]):
        return True
    if _LIST_OF_CANDIDATES.search(before) or _STONE_OR_SHOP.search(before):
        return True
    if _OFFICE_OF_ALL_BEFORE.search(before):
        return True
    if bare != before and (ROLE_BEFORE.search(bare) or _AUTHOR_BEFORE.search(bare)):
        return True
    if _LONG_AGO.match(after):
        return True
    if _STAFF_NEWS.search(text[max(0, sentence.start - 160) : sentence.start]) or _OF_THE_TEAM.match(before):
        return True
    return bool(_EVENT.search(sentence.text) and _SPEAKER_BEFORE.search(bare))


# “You picked between …”, “the chapter by …; in December, …”: what is shown or read.
_SHOWN_OR_READ = re.compile(
    r"\b(?:films?|movies?|cinema|panto(?:mime)?s?|musicals?|screenings?|book\s+(?:club|group)|reading\s+group|novels?|chapters?|authors?)\b",
    re.I,
)
_AS_A_TITLE_BEFORE = re.compile(
    r"(?:\b(?:between|watch(?:ed|ing)?|see|saw|screen(?:ed|ing)|show(?:ed|n|ing)?|picked|chose|read(?:ing)?|choice\s+(?:of|is)|"
    r"vote[sd]?\s+for|(?:film|book|title|pick|read)\s+is|in\s+(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December))|"
    r"\b(?:it|film|book|pick|title|choice|screening)(?:['’]s|\s+is|\s+was)\s+[\"“‘]|"
    r"\b(?:films?|books?|reads?|picks?|choices?|titles?|options?|shortlist|showing|screening|authors?|club|month)\s*:)\s*,?\s*[\"“‘']?$"
)
# “Jess Starr's The Quiet Pupil”
_WROTE_AFTER = re.compile(
    r"['’]s?\s+(?:[\"“‘']?(?!(?:[A-Z][\w’'-]+\s+){0,4}(?:School|Primary|Academy|College|Nursery|EHCP|Year)\b)(?:[A-Z][\w’'-]+\s+){3}|"
    r"[\"“‘']?(?:The|An?|My|Our|How|When|Why)\s+(?!Levels?\b)[A-Z][\w’'-]+)"
)
_READING = re.compile(r"\b(?:read(?:s|ing|ers?)?|books?|shel(?:f|ves)|borrow\w*|librar(?:y|ies)|stories)\b", re.I)
_PERFORMED_AFTER = re.compile(
    r"^\s+(?:plays\s+|stars\s+)?as\s+(?:the\s+)?(?:Fagin|Oliver|Widow|Dame|Genie|Scrooge|Cinderella|Aladdin|Snow\s+White|Peter\s+Pan|Captain\s+Hook|Buttons)\b|['’]s?\s+(?:[A-Z][\w’'-]+\s+){1,5}(?:read|told|sung|played|performed|adapted|retold)\b"
)
# “Philip Larkin was born on this day in 1922”, “Daniel LeGoff first wrote about it in 2004”: whom one reads about.
_HISTORY_AFTER = re.compile(
    r"^,\s+[a-z-]+,\s+1[5-8]\d\d(?=\s*(?:[\"”.,;)]|$))|^\s+(?:was\s+born|died|lived)\b[^.!?\n]{0,40}\b1[0-8]\d\d\b|^\s+(?:was\s+born|died|lived)\b[^.!?\n]{0,40}\b19[0-4]\d\b|"
    r"^\s+(?:first\s+|later\s+)?(?:(?:wrote|described)(?!\s+(?:to|in|us|back|how|what|his|her|their)\b)|published|invented|coined|developed|proposed|discovered|founded|devised|composed|"
    r"painted|patented)\b[^.!?\n]{0,80}\b(?:1\d|20)\d\d\b"
)
_CONSTITUENCY_AFTER = re.compile(r"^\s*\((?:[A-Z][\w’'-]+(?:,? and |,? )?){1,5}\)")
_PARLIAMENT = re.compile(
    r"\b(?:Commons|Lords|Parliament|Westminster|Senedd|Holyrood|Stormont|Hansard|MPs|peers|by-?election|hustings)\b"
)
_JOINED_US_AFTER = re.compile(
    r"^\s+[^.!?\n]{0,80}\b(?:joined|joins|joining)\s+our\s+(?:\w+\s+)?(?:team|service|staff|office)\b"
)
_AS_A_TITLE_AFTER = re.compile(r"\s*(?:$|[.,;)\"”’']|(?:and|or)\b)")
_OF_SOMEBODY = re.compile(
    r"\b(?:thank\w*|congrat\w*|well\s+done|w[io]n(?:s|ners?)?|birthday|prizes?|raffle|helpers?|volunteers?|mum|dad|parents?|famil(?:y|ies)|"
    r"1st|2nd|3rd|are|will|com(?:es?|ing)|came|starts?|members?|child(?:ren)?|pupils?|aged|said|says)\b",
    re.I,
)


def _is_a_title(text: str, start: int, before: str, after: str) -> bool:
    """Whether a name is that of a film or a book, or of who wrote it, in a sentence that begins at this place."""
    if not (_AS_A_TITLE_BEFORE.search(before) and _AS_A_TITLE_AFTER.match(after)):
        return False
    said = text[max(0, start - 120) : start] + before
    return bool(_SHOWN_OR_READ.search(said)) and not _OF_SOMEBODY.search(said + after)


_A_CHILDS_BIRTHDAY = re.compile(
    r"\b(?:1[0-7]th|1st|2nd|3rd|[4-9]th)\s+birthday,?\s+(?:(?:to|for)\s+)?"
    r"(?:our\s+)?(?:(?!the\b|from\b|by\b)[\w’'-]+\s+){0,3}$",
    re.I,
)
_PARENTS_WHO = re.compile(
    r"\b(?:parents?|mums?|dads?|carers|families|children|pupils|youngsters|kids|teenagers)\s+(?:who|that)\b[^.!?\n]{0,100}:",
    re.I,
)
_OUR_WORKER = re.compile(
    r"\b[Oo]ur\s+(?:own\s+|new\s+)?$|"
    r"\b[Oo]ur\s+(?:[a-z-]+\s+){0,2}(?!(?:\w*winner|volunteer|member|carer|learner|young\w*|follower|caller|mother|father|brother|sister|daughter|"
    r"grand\w+|teenager|toddler|neighbour|user|visitor|\w*scorer|reader|camper|competitor|contributor|fundraiser|swimmer|runner|joiner|"
    r"superstar|letter|number|dinner|poster|banner|summer|winter|paper|starter|entrant|participant)s?\b)"
    r"[a-z-]{3,}(?:ers?|ors?|ists?|ants?|ians?)\s*,?\s+$"
)
# Books on them stand on a shelf: people whom the world knows.
_SUBJECT_BEFORE = re.compile(
    r"\b(?:books?|biograph(?:y|ies)|exhibitions?|displays?|titles|works|lectures?|documentar(?:y|ies)|lives)\s+(?:on|about|by|of|celebrating)\s+"
    r"(?:people\s+(?:like|such\s+as)\s+)?$",
    re.I,
)
_IS_A_THING_BEFORE = re.compile(
    r"\bnamed\s+(?:an?|the|its|their|our)\s+(?:new\s+)?[a-z]+\s+[\"“‘']?$|\b(?:[Tt]he|HMS|MV|SS|RMS|PS|Ysgol|Coleg|Neuadd|Canolfan|Capel|Parc|Heol|Stryd|Plas|Tafarn|Villa|Rue|Chez|[Aa]board|"
    r"(?:[Ss]hip|\w*[Bb]oat|[Ff]erry|[Bb]arge|[Ll]ifeboat|[Tt]rawler|[Ss]teamer|[Yy]acht|[Ll]ocomotive|[Pp]ub|[Pp]lay|[Mm]usical|[Nn]ovel|[Oo]pera|"
    r"[Bb]allet|[Aa]lbum|[Ff]ilm|[Bb]ook|[Ss]how|[Pp]anto\w*)(?:\s+(?:called|named))?)\s+[\"“‘']?(?:[A-Z][a-z]+\s+(?:and|&)\s+)?$|"
    r"\b(?:[Ww]atch(?:ing)?|[Ss]ee(?:ing)?|(?<!should )(?<!should have )(?<!to have )[Rr]ead(?:ing)?|"
    r"[Tt]ickets\s+for|[Pp]resents?|[Pp]erforms?)\s+[\"“‘']$"
)
_IS_A_THING_AFTER = re.compile(
    r"^(?!\s+(?:family|twins)\b)(?:\s*(?:&|and)\s+(?:Sons?|Daughters?|Co|Company|Partners|Brothers|Bros)\b|\s+(?:LLP|Ltd|plc|PLC)\b|"
    r"\s+the\s+(?:hairdresser|barber|baker|butcher|florist|jeweller|optician|chemist|dentist|newsagent|greengrocer|fishmonger|"
    r"ironmonger|tailor|grocer|solicitor|estate\s+agent|undertaker|funeral\s+director)['’]?s?\b|"
    r"\s*\(\d{1,2}[.:]\d\d\s?(?:[ap]m)?\)|"
    r"['’]s\s+(?:Tea\s?[Rr]ooms?|Kitchen|Caf[eé]|Bakery|Diner|Books|Barn|Emporium|Farm|Gallery|Bookshop)\b)"
)
# “her new story Elsie Pickles and the Upside-Down School”
GOES_ON_AS_A_TITLE = re.compile(r"\s+and\s+(?:the|a|an|his|her|their|other)\s+[A-Z]")
_BOOK_BEFORE = re.compile(
    r"\b(?:book|novel|story|stories|tale|play|film|read|reads|reading|title|musical|panto(?:mime)?|series|show)\b[^.!?\n]{0,30}$",
    re.I,
)
_STONE_OR_SHOP = re.compile(
    r"\b(?:statue|bust|monument|plaque|grave|birthplace)\s+(?:of|to)\s+$|"
    r"\b(?:school|college|street|road|ship|bridge|library|building|hall|park|law|syndrome|town|pub)\b[^.!?\n]{0,30}\bnamed\s+after\s+"
    r"(?:the\s+)?(?:[a-z-]+\s+){0,2}$|"
    r"\b(?:meet|meet\s+us|find\s+us|we\s+are|we['’]re|park|stops?)\s+(?:\w+\s+)?(?:outside|opposite|above|behind|next\s+to|beside)\s+$",
    re.I,
)
_TITLE_LAST = re.compile(r"\b(?:Mrs?|Ms|Miss|Mx)\.?\s+$")
_AND_OTHERS = re.compile(
    r"^(?:,\s+[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,2}){0,4},?\s+(?:and|&)\s+[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,2}"
)
# “Councillors Imran Sharif and …”
_OFFICE_OF_ALL_BEFORE = re.compile(
    r"\b(?:[Cc]ouncillors|[Cc]llrs|MPs|[Mm]inisters|[Jj]udges|[Pp]rofessors|Drs|[Dd]octors|[Tt]rustees|[Gg]overnors|[Aa]uthors)\s+"
    r"(?:[A-Z][\w’'-]+,?\s+){1,9}(?:and|&)\s+$"
)
_LIST_OF_CANDIDATES = re.compile(r"\b(?:candidates?|hustings|speakers?|panel|line-?up)\b[^.!?\n]{0,100}$", re.I)
_CONTACT_BEFORE = re.compile(
    r"\b(?:ask|contact|call|ring|text|email|phone|message|speak to|talk to|chat to|chat with|coffee with|cuppa with|"
    r"ask for|written by|photos? by|taken by|run by|led by|join|come and see|book with)\s+(?:for\s+)?"
    r"(?:(?-i:[A-Z]\w+)\s+(?:or|and)\s+)?$",
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
    r"^(?:['’]s\s+(?:[\w-]+\s+){0,2}(?:workshop|session|stall|talk|webinar|class|surgery|drop|tips|training|"
    r"course|blog|"
    r"caf[eé]|room|law)\b|\s+(?:from|of)\s+(?:our|the|SENDIASS|Northshire)\b|\s+(?:will|is)\s+(?:be\s+)?(?:at|"
    r"on\s+hand|"
    r"running|leading|there|here\s+to|back\s+with|hosting|available|ready)\b|,\s+from\s+our\b)",
    re.I,
)


def is_adult_at_work(before: str, after: str, sentence: str) -> bool:
    return bool(
        ROLE_BEFORE.search(before)
        or ROLE_AFTER.match(after)
        or _CONTACT_BEFORE.search(before)
        or _LEADS.match(after)
        or (_THANKED.search(before) and _FOR_HELP.match(after))
        or (_EVENT.search(sentence) and re.search(r"\b(?:with|by|join|hosted by|meet)\s+$", before, re.I))
    )
