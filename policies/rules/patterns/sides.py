"""Sides taken: for or against somebody with power over families, a provider, a campaign, an idea.

What is reported as news, asked as a question, or said as a condition is let pass.
"""

import re
from collections.abc import Iterator

from policies.rules.base import Finding, Span
from policies.rules.pcre import Pattern
from policies.rules.text import Sentence, is_quoted, sentences, shortened

_PARTY = (
    r"(?:labour|conservatives?|tory|tories|lib(?:eral)?\s+dem(?:ocrat)?s?|reform\s+uk|"
    r"green\s+party|the\s+greens|snp|plaid\s+cymru|ukip|sinn\s+f[eé]in|dup)"
)
_POLITICIAN = (
    r"(?:prime\s+minister|home\s+secretary|education\s+secretary|secretary\s+of\s+state|"
    r"schools?\s+minister|ministers?|government|mps?|councillors?|cllr|politicians?|mayor|"
    r"chancellor|westminster|downing\s+street|candidates?)"
)
_AUTHORITY = (
    r"(?:council|local\s+authorit(?:y|ies)|authority|authorities|las?|dfe|"
    r"department\s+for\s+education|ofsted|academ(?:y|ies)|academy\s+trusts?|trusts?|schools?|"
    r"colleges?|head\s?teachers?|teachers?|nurser(?:y|ies)|provider|providers|tribunal|nhs|camhs|"
    r"company|companies|firm|agency|charity|officers?|sencos?)"
)
_ENTITY = (
    rf"(?:{_PARTY}|{_POLITICIAN}|{_AUTHORITY}|bill|white\s+paper|green\s+paper|reforms?|budget|"
    rf"polic(?:y|ies)|cuts|plans?\s+to|proposals?|decision|motion|campaign|union|strikes?)"
)
_BLAME = r"""(?:
      (?:is|are|was|were|has|have|had|keeps?|kept|been|being|once\s+again|again)\s+(?:\w+ly\s+|
          all\s+|once\s+again\s+|simply\s+|still\s+|totally\s+|been\s+|so\s+|just\s+|quite\s+)*
         (?:failing|failed|let(?:ting)?\s+(?:\w+\s+){0,3}down|betray(?:ed|ing)|abandon(?:ed|ing)|
             ignor(?:ed|ing)|neglect(?:ed|ing)|a\s+disgrace|disgraceful|shameful|shocking|useless|
             incompetent|
            clueless|a\s+joke|appalling|hopeless|wrong(?:\s+to|\s+on|\s+about)?|right\s+to|
                outrageous|a\s+scandal|scandalous|unacceptable|a\s+shambles|heartless|cruel|uncaring|
                out\s+of\s+touch|
            terrible|dreadful|rubbish|awful|not\s+fit\s+for\s+purpose|a\s+failure|a\s+mess|
                broken\s+(?:its|their|his|her)\s+promises?|turned\s+(?:its|their)\s+backs?|
            wasting|wasted|dragging\s+(?:its|their)\s+feet|hiding|lying|lied|the\s+worst|
                worse\s+than|a\s+breath\s+of\s+fresh\s+air|on\s+(?:the\s+side|our\s+side)|
                the\s+only\s+(?:party|one|ones|school|people|candidate))
    | (?:doesn['’]?t|don['’]?t|does\s+not|do\s+not|couldn['’]?t|clearly\s+do(?:es)?n['’]?t|
        never)\s+(?:\w+ly\s+)?(?:care|listen|listens|cared|listened|understand\s+families|know\s+what)
    | should\s+(?:be\s+ashamed|resign|apologi[sz]e|hang|never\s+have|stop|scrap|reverse|do\s+better|
        be\s+(?:sacked|fired|closed|shut|abolished|scrapped|stopped|held))
    | must\s+(?:resign|apologi[sz]e|act\s+now|do\s+better|go(?=\s*[.!])|stop\b|be\s+(?:stopped|
        scrapped|opposed|defeated|held\s+to\s+account)|think\s+again|reverse|scrap|wake\s+up)
    | needs?\s+to\s+(?:resign|apologi[sz]e|do\s+better|wake\s+up|get\s+(?:a\s+grip|their\s+act)|stop\s+\w+ing)
    | ought\s+to\s+be\s+(?:ashamed|sacked|closed)
    | fail(?:s|ed)?\s+(?:our|your|these|disabled|send|local|so\s+many|families|children|kids|
        parents|every|yet\s+again)
    | lets?\s+(?:\w+\s+){1,3}down | betray(?:s|ed) | put(?:s|ting)?\s+(?:money|profit|cost|
        budgets?)\s+(?:before|over|above|ahead\s+of)
    | gets?\s+it\s+(?:right|wrong) | got\s+it\s+(?:right|wrong)
    | shame\s+on | disgrace\b
    | (?:has|have)\s+(?:done|been)\s+(?:a\s+|an\s+|so\s+)?(?:fantastic|brilliant|amazing|superb|
        wonderful|great\s+job|incredible|outstanding|excellent)
    | deserves?\s+(?:our|your|all\s+our)\s+(?:vote|votes|support|thanks|praise|backing)
    | (?:is|are)\s+(?:a\s+|by\s+far\s+|simply\s+|clearly\s+)?(?:true\s+)?(?:champions?\s+(?:of|for)|
        heroes\b|brilliant|fantastic|superb)
    )"""
_SIDE = Pattern(rf"\b(?:{_ENTITY})\b(?:['’]s)?(?:\s+(?!and\b|but\b)[\w’'-]+){{0,4}}?,?\s+{_BLAME}", re.X | re.I)
_SIDE_FIRST = Pattern(
    rf"\b(?:shame\s+on|no\s+thanks\s+to|blame|down\s+with|get\s+rid\s+of|kick\s+out|"
    rf"hold\s+on\s+to\s+your\s+hats,?|don['’]?t\s+trust|never\s+trust|a\s+disgrace\s+from|"
    rf"bravo\s+to|hats\s+off\s+to|three\s+cheers\s+for|"
    rf"well\s+done\s+(?:to\s+)?(?:the\s+)?(?={_PARTY}|{_POLITICIAN}|council))"
    rf"\s*(?:the\s+|our\s+|this\s+|that\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{_ENTITY})\b",
    re.I,
)
_WE_SIDE = Pattern(
    rf"""\b(?:we|sendiass|our\s+(?:service|team)|proud\s+to|happy\s+to|families\s+should|parents\s+should|everyone\s+should|
            all\s+of\s+us\s+should|let['’]s(?:\s+all)?)
        (?:['’](?:re|ve|ll))?\s+(?:all\s+|also\s+|\w+ly\s+|are\s+|will\s+|have\s+|must\s+|should\s+|
            can['’]?t\s+|cannot\s+|do\s+not\s+|don['’]?t\s+|stand\s+)*
        (?: (?:support(?:ing)?|back(?:ing)?|endorse|endorsing)\s+
              (?:(?:the|this|these|that|their|its|a|all|(?:[\w-]+\s){{0,2}}[\w-]+['’]s?)\s+)?(?:[\w-]+\s+){{0,2}}?
              (?:{_PARTY}|{_POLITICIAN}|bill|white\s+paper|green\s+paper|reforms?|budget|polic(?:y|
                  ies)|cuts|proposals?|decision|motion|campaign|unions?|strikes?|strikers|plans?\s+to)
          | (?:oppos(?:e|ing)|reject|condemn|applaud|stand\s+(?:with|by|against|up\s+to|behind)|
              (?:dis)?agree\s+with|against|in\s+favour\s+of|
               campaign(?:ing)?\s+(?:for|against|to)|fight(?:ing)?\s+(?:the|against|for\s+the)|
                   deplore|praise|call(?:ing)?\s+on|demand|urge)\s+
            (?:[\w’'-]+\s+){{0,6}}?(?:{_ENTITY})
        )\b""",
    re.X | re.I,
)
_WELCOME = Pattern(
    rf"\bwe\s+(?:\w+ly\s+)?(?:welcome|(?:are|were)\s+(?:\w+ly\s+)?(?:delighted|disappointed|"
    rf"outraged|appalled|dismayed|thrilled|pleased|angry|furious)\s+(?:that|by|with|at|about))\s+"
    rf"(?:[\w’'-]+\s+){{0,5}}?(?:{_PARTY}|{_POLITICIAN}|"
    rf"{_AUTHORITY})(?:['’]s?)?\s+(?:[\w’'-]+\s+){{0,3}}?(?:decision|proposals?|plans?|polic(?:y|"
    rf"ies)|bill|announcement|commitment|move|u-turn|reforms?|cuts|has|have|is|are)\b",
    re.I,
)
_URGE = Pattern(
    r"""\b(?:
        (?:give|cast|use|lend)\s+(?:(?:us|them|him|her|it)\s+)?your\s+votes?\b | make\s+your\s+vote\s+count
      | (?:remember|bear\s+(?:this|that|it)\s+in\s+mind)\b[^.!?\n]{0,40}\b(?:polling\s+day|
          at\s+the\s+(?:polls|ballot\s+box)|in\s+the\s+polling\s+booth|(?:when|before)\s+you\s+vote)
      | (?:every|good|best\s+of)\s+(?:success|luck)\s+at\s+the\s+(?:polls|ballot\s+box)
      | (?:send|vote|kick|boot)\s+(?:him|her|them|the\s+lot\s+of\s+them|this\s+lot)\s+
          (?:packing|out(?:\s+of\s+office)?)\b
      | (?:come|join|be|see\s+you|meet\s+(?:us)?|support|get\s+down|march|
          stand)\b[^.!?\n]{0,50}\b(?:rally|protest|demonstration|demo|picket(?:\s+line)?|strike)\b
      | (?:we|i)\s+(?:strongly\s+)?(?:urge|advise|beg|tell|ask)\s+(?:all\s+)?(?:families|parents|
          you|everyone|carers)\s+(?:to\s+(?:avoid|boycott|leave|refuse|vote|sign|oppose|protest|
          walk\s+out)|not\s+to\s+(?:use|choose|trust|send))
      | (?:demand|insist)\s+that\s+(?:the\s+)?(?:bill|council|government|minister|plans?|cuts|school|mp)
      | let['’]s\s+(?:all\s+)?(?:tell|show|make)\s+(?:the\s+)?(?:governors|council|ministers?|
          government|mps?|them|councillors|county\s+hall|head)
      | (?<!to\s)vote\s+(?:for|against|labour|conservative|tory|green|lib|reform|snp|plaid|yes|no|
            them\s+out|out|with\s+your)\b(?!\s+your\s+favourite)
      | (?:please|must|should|make\s+sure\s+(?:that\s+)?you|remember\s+to|don['’]?t\s+forget\s+to|
          get\s+out\s+and|go\s+out\s+and|everyone|urge\s+you\s+to|
          use\s+your)\s+vote\b(?!\s+(?:for\s+your\s+favourite|in\s+our|in\s+the\s+poll|below|for\s+(?:a|
          the|our)\s+(?:name|logo|topic|design)))
      | (?:please\s+|add\s+your\s+name\s+(?:to|and)\s+|go\s+and\s+|
          now\s+)?(?<!has\s)(?<!have\s)(?:sign|signing|share|back|
          support)\s+(?:and\s+share\s+)?(?:(?:the|this|our|their|that|a|
          an)\s+)?(?:[\w’'-]+\s+){0,3}?petition
      | (?:sign|signing)\s+and\s+share\b | (?:don['’]?t|do\s+not|never|
          stop)\s+(?:send(?:ing)?\s+your\s+(?:child|children|kids|son|daughter)\s+to|
          buy(?:ing)?\s+(?:from|at)|shop(?:ping)?\s+(?:at|with)|giv(?:e|
          ing)\s+your\s+money\s+to)\s+(?:the\s+)?(?-i:[A-Z])[\w’'-]+
      | march\s+(?:with\s+us|on|to)\s+(?:to\s+|on\s+)?(?:the\s+)?(?-i:[A-Z]|council|parliament|town|
          county) | make\s+them\s+(?:listen|pay|hear|squirm) | (?:it['’]s|it\s+is)\s+time\s+(?:somebody|
          someone|they|he|she|the\s+(?:council|government))\s+(?:paid|went|resigned|listened|woke)
      | add\s+your\s+(?:name|signature)\b | sign\s+(?:here|now)\s+to\s+(?:stop|save|demand|tell|oppose)
      | sign\s+(?:the|this|our)\s+(?:open\s+)?letter
      | boycott(?:ing)?\b
      | (?:write\s+to|e-?mail|lobby|contact|tell|tweet|pressure|ring|
          call)\s+your\s+(?:local\s+)?(?:mp|councillor|councillors|mps)\s+(?:to|and|now|today|that|
          about\s+(?:stopping|the\s+cuts))
      | lobby\s+(?:your|the|parliament)
      | join\s+(?:us\s+(?:at|on|in|for)\s+)?(?:the|this|a|our|
          their)\s+(?:[\w’'-]+\s+){0,2}?(?:protest|march\b(?!\s+\d)|rally|demo|demonstration|strike|
          picket|fight)\b(?!\s+(?:team|group))
      | (?:join|back|support|follow)\s+(?:the|this|their)\s+(?:[\w’'-]+\s+){0,3}?campaign\b
      | take\s+to\s+the\s+streets | fight\s+back\s+against | stop\s+the\s+(?:cuts|bill|closure)\b |
           save\s+our\s+(?:school|send|services?|transport)\b
      | (?:keep|take)\s+your\s+(?:child|children|custom|money)\s+(?:away\s+from|out\s+of|elsewhere)
    )""",
    re.X | re.I,
)
_PLACE_NAMED = (
    r"(?:school|college|academy|primary|nursery|provider|tutor|tutors|tuition|company|clinic|"
    r"therapist|solicitors?|charity|app|agency|service|setting|programme|centre|unit|law\s+firm|"
    r"psychologist|supplier)"
)
_PRAISE = Pattern(
    rf"""\b(?:
        (?:the|our|your|one\s+of\s+the|by\s+far\s+the|simply\s+the|easily\s+the|
            probably\s+the)\s+(?:(?:very|absolute|county['’]s|area['’]s|region['’]s|country['’]s|
            uk['’]s|undisputed)\s+)*
            (?:best|finest|top|leading|number\s+one|most\s+(?:caring|inclusive|trusted|effective|
                reliable|supportive))\s+(?:(?!to\b|way\b|time\b)[\w’'-]+\s+){{0,4}}?{_PLACE_NAMED}\b
      | (?:best|finest|top|number\s+one)\s+(?:[\w’'-]+\s+){{0,2}}?{_PLACE_NAMED}s?\s+(?:in|for|around|near)\b
      | (?:far\s+|much\s+|so\s+much\s+|way\s+|streets\s+)?(?:better|ahead|superior|safer|kinder|
          worse)\s+(?:than|of|to)\s+(?:(?:any|all|every|most)\s+(?:of\s+)?(?:the\s+)?(?:others?|rest|
          other)|other|others|rival|(?:[\w’'-]+\s+){{0,3}}?(?:schools?|providers?|colleges?|academ(?:y|
          ies)|settings?|tutors?|solicitors?))
      | (?:we|i|highly|strongly|thoroughly|would)\s+(?:\w+ly\s+)?recommend(?:\s+that\s+you\s+choose|
          \s+choosing)?\s+(?!that\b|you\b|it\b|this\b|your\b|
          \w+ing\b)(?:[\w’'-]+\s+){{0,5}}?{_PLACE_NAMED}
      | (?:choose|pick|go\s+(?:with|for)|avoid|steer\s+clear\s+of|stay\s+away\s+from|
          send\s+your\s+(?:child|children|kids)\s+to|look\s+no\s+further\s+than|
          you\s+can['’]?t\s+beat)\s+(?:the\s+)?(?-i:(?:[A-Z][\w’'-]+\s+){{1,4}}?)(?:{_PLACE_NAMED}|
          and\s+not|over|instead|rather|,\s+not)\b
      | the\s+only\s+(?:[\w’'-]+\s+){{0,3}}?{_PLACE_NAMED}\s+(?:(?:that\s+|which\s+)?(?:we|i|you|
          anyone)\s+(?:would|can|could|should|['’]d|will|ever)\b)
      | (?:(?:is|are)\s+)?the\s+only\s+{_PLACE_NAMED}\s+(?:that|which|who|worth|you\s+(?:need|
          can\s+trust)|we\s+trust)
      | no\s+other\s+{_PLACE_NAMED}\s+(?:comes\s+close|can|does|is|comes)
      | second\s+to\s+none | head\s+and\s+shoulders\s+above | puts?\s+(?:all\s+)?(?:other|others|
          the\s+other)\s*{_PLACE_NAMED}?s?\s+to\s+shame | in\s+a\s+league\s+of\s+(?:its|their)\s+own
    )""",
    re.X | re.I,
)
_BELIEF = Pattern(
    r"""\b(?:
        (?:mainstream|special\s+schools?|home\s+education|home\s+schooling|academ(?:y|ies)|
            grammar\s+schools?|inclusion|phonics|aba|selective\s+schools?|free\s+schools?|
            private\s+schools?|specialist\s+provision|
            faith\s+schools?|unschooling|streaming|setting\s+by\s+ability|zero[- ]tolerance|
                isolation\s+(?:booths?|rooms?))\s+(?:[\w’'-]+\s+){0,2}?(?:is|are)\s+(?:\w+ly\s+|
                always\s+|never\s+|the\s+|just\s+|far\s+|so\s+much\s+|simply\s+|a\s+)*
            (?:better|best|worse|worst|wrong|right\s+(?:for\s+(?:every|all)|choice|answer)|ruining|
                failing|only\s+(?:way|answer|option|thing)|superior|harmful|damaging|a\s+failed|cruel|
                outdated|abuse|segregation|child\s+abuse|a\s+mistake)
      | (?:segregat\w+|mainstreaming|including|excluding|educating|teaching|labelling|medicating|
          streaming)\s+(?:[\w’'-]+\s+){0,6}?(?:is|are)\s+(?:just\s+|simply\s+|plain\s+|always\s+|
          morally\s+)*(?:wrong|right(?=\s*[.!])|evil|harmful|a\s+mistake|immoral|the\s+only|
          the\s+future|cruel|abuse|discrimination)
      | (?:all|every|no)\s+(?:disabled\s+|autistic\s+|send\s+)?(?:child|children|
          pupils?)\s+(?:with\s+[\w\s]{2,25}?)?(?:should|belongs?|must)\s+(?:always\s+|never\s+|
          not\s+)?(?:be\s+)?(?:in|educated\s+in|taught\s+in|go\s+to|sent\s+to|
          attend)\s+(?:a\s+)?(?:mainstream|special|home|separate|grammar)
      | (?:special|grammar|private|selective|free|faith)\s+schools?\s+(?:should|must|need\s+to|
          ought\s+to)\s+(?:all\s+)?be\s+(?:closed|abolished|shut|scrapped|banned|expanded)
      | (?:mainstream|special)\s+(?:schools?\s+|education\s+)?(?:does|do)(?:n['’]?t|\s+not)\s+work
      | (?:inclusion|mainstreaming|phonics)\s+(?:has\s+failed|has\s+gone\s+too\s+far|is\s+a\s+(?:myth|con|fad))
    )""",
    re.X | re.I,
)
_REPORTED = Pattern(
    r"\b(?:said|says|saying|announced|announces|according\s+to|reported|reports|reporting|"
    r"published|publishes|told|tells|claims|claimed|argues|argued|calls?\s+for|called\s+for|"
    r"calling\s+for|"
    r"urged|urges|has\s+asked|stated|states|concluded|found\s+that|finds\s+that|ruled|confirmed|"
    r"responded|launched|debate(?:d|s)?|whether|asks\s+whether|consult(?:ing|ation)\s+on)\b",
    re.I,
)
_OUR_SIDE = re.compile(r"\b(?:we|our|us)\b", re.I)
_ENTITY_NAMED = Pattern(
    rf"\b(?:{_PARTY}|(?-i:Greens)|{_POLITICIAN}|(?:the\s+|our\s+|your\s+|this\s+|that\s+|"
    rf"\w+\s+)?council(?!\s+(?:tax|house))|county\s+hall|town\s+hall|local\s+authorit(?:y|ies)|"
    rf"the\s+las?|dfe|ofsted|"
    r"academ(?:y|ies)|trusts|schools?(?!\s+(?:holiday|bag|run|year|uniform|meals?|day))|governors|"
    r"head\s?teachers?|heads|camhs|the\s+(?:tribunal|system|authority|bill|reforms?|white\s+paper|"
    r"cuts|policy|decision|plans)|"
    r"(?-i:[A-Z]\w+)\s+(?-i:High|Primary|College|Lodge|Infants|Juniors|Tutors|Tutoring|Tuition|"
    r"Solicitors)|teachers|strikes?|unions?|the\s+(?:\w+\s+)?council|ministers?)\b",
    re.I,
)
_STRONG = Pattern(
    r"""\b(?:
        shame(?:ful|less|fully)\b | (?<!no\s)shame\s+on | disgrace(?:ful|d)? | scandal(?:ous)? |
             betray(?:s|ed|al) | incompeten(?:t|ce) | clueless | useless | shambles | shambolic |
             farc(?:e|ical)
      | heartless | callous | uncaring | appalling(?:ly)? | outrage(?:d|ous)? | disgust(?:ed|ing) |
           sick\s+(?:of|and\s+tired) | (?:a\s+)?(?:kick|slap)\s+in\s+the\s+(?:teeth|face|guts)
      | (?:got|gets|getting|get)\s+away\s+with | (?:broken|broke|breaks|breaking|above|
          flout\w*)\s+the\s+law | under\s+the\s+bus | wash(?:ed|ing|es)?\s+(?:its|their|his)\s+hands |
           (?:could(?:n['’]t|\s+not)|don['’]?t|doesn['’]?t)\s+(?:care|give\s+a)\b
      | (?:turn(?:s|ed|ing)?\s+a\s+blind\s+eye) | pass(?:es|ed|ing)?\s+the\s+buck | fobb(?:ed|
          ing)\s+(?:us\s+)?off | liars? | lies\s+(?:to|about|again) | hypocri(?:sy|tes?|tical) |
           greedy? | spineless | corrupt(?:ion)?
      | cover[- ]up | enough\s+is\s+enough | not\s+fit\s+for\s+purpose | dismal | abysmal(?:ly)? |
           woeful(?:ly)? | pathetic | ludicrous | laughable | (?:is|are|was|what|such|becoming|
          been)\s+a\s+(?:\w+\s+)?joke | broken\s+promises? | empty\s+(?:words|promises)
      | warehouses | dumping\s+grounds? | exam\s+factories | sausage\s+factor(?:y|ies) | (?:is|are|
          so|how|just|simply)\s+(?:toxic|cruel|ridiculous) | ruin(?:ed|ing)\s | wreck(?:ed|ing)\s |
           penny[- ]pinching | tight[- ]fisted | bean[- ]counters
      | thank\s+(?:goodness|god|heavens)\s+for | stand(?:s|ing)?\s+up\s+for\s+us\b | (?:at\s+last|
          finally)\s*,?\s+(?:a|an|somebody|someone)\s+(?:\w+\s+)?(?:government|minister|mp|council|
          party|who|that)
      | say\s+no\s+to\s+(?:the\s+)?(?:academ|cuts|closure|reforms?|bill|council|plans?|school|new) |
           (?:out\s+of|beyond)\s+(?:its|their|his|her)\s+depth | (?:seen|see|sees)\s+sense | com(?:e|es|
          ing)\s+to\s+(?:its|their)\s+senses | (?:hooray|hurrah|
          hurray)\s*[,–—-]?\s*(?:for\s+)?(?:the\s+)?(?=council|government|minister|labour|mps?\b) |
           about\s+time\s+too | u-turned? | caved\s+in | climb-?down
      | (?:in|with)\s+(?:his|her|its|their|the)\s+(?:battle|fight|war|struggle)\s+(?:with|against) |
           businesses,?\s+not\s+\w+ | not\s+schools | there\s+are\s+(?:far\s+|
          much\s+)?better\s+(?:schools|providers|options) | only\s+(?:the\s+)?(?=(?-i:Labour|
          Conservative|Tory|Tories|Lib|Green\s+Party|Greens|Reform\s+UK|SNP))
      | kick\s+(?:them|him|her|the\s+\w+)\s+out | vote\s+(?:them|him|her)\s+out | hold\s+(?:them|
          it)\s+to\s+account | wip(?:e|ing)\s+the\s+floor | (?:don['’]?t|never)\s+(?:trust|
          believe)\s+(?:a\s+word|the|them|anything)
      | (?:should|must|ought\s+to|need\s+to)\s+(?:all\s+)?be\s+(?:shut(?!\s+(?:at|by|when))|
          closed\s+down|scrapped|abolished|banned|sacked|jailed|sued|ashamed|prosecuted) |
           war\s+on\s+(?:families|disabled|send) | two\s+fingers\s+to
      | (?:is|are|it['’]s)\s+(?:all|only|just)\s+about\s+(?:money|saving|the\s+money|profit|votes) |
           (?:saving|making)\s+money\s+on\s+the\s+backs | do(?:es)?\s+(?:as|what)\s+(?:it|
          they)\s+(?:please|like|want)s? | treat(?:s|ed|ing)?\s+(?:our|your|disabled|
          send)?\s*(?:families|children|us|kids|parents)\s+like
    )""",
    re.X | re.I,
)
_PRAISED = Pattern(
    r"""(?:(?-i:[A-Z][\w’'-]+\s+){1,3}(?-i:School|Academy|College|High|Primary|Nursery|Lodge|Centre|Tutors|
    Tutoring|Tuition|Solicitors|Clinic)|\b(?:this|that)\s+(?:school|college|provider|tutor|company|
    nursery))
        \s+(?:really\s+|truly\s+|simply\s+)?(?:is|are|was)\s+(?:so\s+|such\s+an?\s+|an?\s+|
            absolutely\s+|truly\s+|just\s+|simply\s+|really\s+|by\s+far\s+|far\s+)*
        (?:amazing|brilliant|fantastic|wonderful|excellent|outstanding|incredible|superb|perfect|
            the\s+best|awesome|exceptional|a\s+gem|unbeatable|second\s+to\s+none|in\s+a\s+class|
            the\s+place\s+to|better)
      | \b(?:leaves?|leaving)\s+(?:every|all|the|other|
          any)\s+(?:[\w’'-]+\s+){0,4}?(?:in\s+the\s+dust|standing|behind\b(?=\s*[.!]))
      | \b(?:beats?|outshines?|outclass(?:es)?|blows?)\s+(?:any|every|all|the)\s+(?:other\s+|
          others\s+)?(?:[\w’'-]+\s+){0,2}?(?:school|college|provider|tutor|others|rest|competition|
          nursery|service)s?\b
      | \b(?:you\s+won['’]t\s+find|there\s+(?:is|['’]s)\s+no|nobody\s+(?:does|
          offers)\s+(?:it\s+)?)\s*(?:a\s+)?better\b | \bnothing\s+else\s+comes\s+close\b |
           \bunrivalled\b | \blook\s+no\s+further\b | \b(?:go|going)\s+private\b(?=\s*[:,.!])
      | \b(?:10/10|ten\s+out\s+of\s+ten|five\s+stars?)\s+(?:for|to)\b |
           \bif\s+you\s+want\s+(?:the\s+best|real\s+results)\b
    """,
    re.X | re.I,
)
_PARTY_NAMED = Pattern(
    r"\b(?:Labour(?!\s+(?:market|ward|of))|(?:the\s+)?Conservatives?(?=['’\s.,!?])(?!\s+estimate)|"
    r"Tory|Tories|Lib(?:eral)?\s+Dem(?:ocrat)?s?|Reform\s+UK|Green\s+Party|(?:the|The)\s+Greens|"
    r"SNP|Plaid(?:\s+Cymru)?|UKIP)(?:['’]s)?\b"
)
_PARTY_NEUTRAL = re.compile(
    r"\b(?:candidates?|hustings|manifestos?|motions?|amendments?|group|leader|MP|MPs|councillors?|"
    r"cllr|member\s+for|spokes\w+|conference|elected|seats?|results?|turnout|questions?|"
    r"responses?|consultation|debate\w*)\b",
    re.I,
)
_MILD = Pattern(
    r"""\b(?:
        wast(?:ed|es|ing)\s+(?:\w+\s+)?(?:money|millions|thousands|time|years|taxpayers) |
             (?:pay(?:s|ing)?|paid)\s+the\s+price | blunders? | (?:its|their|the\s+council['’]s|
            council['’]s)\s+(?:\w+\s+)?(?:mistakes|failures?|failings|incompetence|excuses)
      | bull(?:y|ies|ied|ying)\s+(?:you|us|families|parents|our) | (?:has|have|
          had)\s+(?:absolutely\s+|clearly\s+)?no\s+(?:idea|clue|heart|shame|interest\s+in) | selfish |
           hold(?:s|ing)?\s+(?:our\s+)?(?:children|kids)\s+back | would\s+rather\s+(?:\w+\s+){1,8}than
      | (?:does|do|did|doing|done)\s+(?:absolutely\s+)?nothing\s+(?:to|for|about) | lip\s+service |
           drag(?:s|ged|ging)?\s+(?:its|their)\s+(?:feet|heels) | hid(?:e|es|ing)\s+behind |
           arrogan(?:t|ce) | good\s+riddance | solidarity | long\s+overdue
      | (?:exactly|just)\s+what\s+(?:\w+\s+){1,3}(?:need|needs|wanted|want) | (?:the\s+)?(?:wrong|
          right)\s+(?:decision|call|choice\s+for\s+(?:all|every)) | yet\s+again | once\s+again |
           as\s+usual | surprise,?\s+surprise | what\s+a\s+surprise | so[- ]called |
           here\s+we\s+go\s+again
      | won['’]t\s+listen | refus(?:es|ed|ing)\s+to\s+listen | (?:won|win|victory|
          triumph)\s+(?:against|over)\s+the | breath\s+of\s+fresh\s+air |
           deserves?\s+(?:\w+\s+){0,2}(?:support|thanks|praise|medal|applause|credit) | a\s+(?:great|
          big|huge|real)\s+(?:win|victory)\s+for
      | (?:broke|wrecked|ruined|killed|gutted|slashed)\s+(?:it|the|our|send) |
           leaves?\s+(?:our\s+)?(?:families|children)\s+(?:to\s+rot|high\s+and\s+dry|with\s+nothing|
          behind|in\s+limbo) | punish(?:es|ed|ing)\s+(?:our|disabled|families|children)
      | (?:no\s+other|nobody\s+else|no\s+one\s+else|
          none\s+of\s+the\s+others?)\s+(?:[\w’'-]+\s+){0,6}?(?:can|could|wins?|does|do|comes?|match|
          offers?)\b | like\s+no\s+other | puts?\s+(?:\w+\s+){1,3}to\s+shame | doesn['’]?t\s+give |
           (?:is|are)\s+(?:so\s+|just\s+|simply\s+)?(?:out\s+to\s+get|lazy|unfair|unjust|immoral|
          elitist|evil|pointless|brutal)
    )""",
    re.X | re.I,
)
_IDEA = Pattern(
    r"""\b(?:home[- ](?:school(?:ing)?|education|educating)|mainstream(?:\s+schools?|ing)?|
    special\s+schools?|academies|academisation|inclusion|phonics|zero[- ]tolerance|
    isolation\s+(?:rooms?|booths?)|private\s+schools?|grammar\s+schools?|
            unschooling|ABA|boarding\s+schools?|faith\s+schools?|attendance\s+fines|
                homework)\s+(?:is|are|has\s+been|was)\s+(?:\w+ly\s+|just\s+|so\s+|a\s+|an\s+|the\s+|
                always\s+)*
        (?:selfish|lazy|cruel|pointless|waste|answer|way\s+forward|outdated|brilliant|wonderful|
            awful|bad|evil|unfair|elitist|nonsense|great|abusive|barbaric|dangerous|disaster|failure|
            fantastic|joke|con|scam|mistake|solution|future)\b""",
    re.X | re.I,
)
_USE_THEM = re.compile(
    r"(?:^|(?<=[.!?\n]\s))\W*(?:Use|Try|Hire|Pick|Choose|Ring|Call|Instruct|Book|Go\s+(?:to|"
    r"with))\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){1,4}(?:Solicitors|Tutors|Tutoring|Tuition|Therapy|"
    r"Therapists|Law|Legal|Psychology|Clinic|Consultants?|Academy)\b"
)
_SIDES = (
    (_IDEA, "takes a side in a debate about education. Give the facts for every family."),
    (_USE_THEM, "sets one provider above others. Name what is on offer, without a judgement."),
    (_PRAISED, "sets one provider above others. Name what is on offer, without a judgement."),
    (_URGE, "urges people to take a side. We inform; people decide."),
    (_WE_SIDE, "takes a side. Say neutrally what was announced, with a link."),
    (_WELCOME, "takes a side. Say neutrally what was announced, with a link."),
    (_SIDE_FIRST, "takes a side. Say neutrally what happened, with a source."),
    (_SIDE, "takes a side for or against somebody. Say neutrally what happened, with a source."),
    (_PRAISE, "sets one provider above others. Name what is on offer, without a judgement."),
    (_BELIEF, "takes a side in a debate about education. Give the facts for every family."),
)


def find_sides(text: str) -> Iterator[Finding]:
    """Where the text takes a side."""
    for sentence in sentences(text):
        taken: list[Span] = []
        for pattern, why in _SIDES:
            for match in pattern.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                if any(s < end and start < e for s, e in taken) or _is_neutral(sentence, pattern, match):
                    continue
                if _is_reported(text, sentence, pattern, match):
                    continue
                taken.append((start, end))
                yield Finding(span=(start, end), message=f"“{shortened(text[start:end])}” {why}")
        if not taken:
            yield from _strong_words(text, sentence)


_ADVICE = Pattern(
    r"\b(?:you\s+(?:can|could|may|might|have\s+the\s+right)|how\s+to|what\s+to\s+do|guide|"
    r"our\s+(?:leaflet|workshop|advisers?)|ask\s+(?:us|for)|call\s+us|contact\s+us|"
    r"talk\s+to\s+us)\b",
    re.I,
)


def _strong_words(text: str, sentence: Sentence) -> Iterator[Finding]:
    """Strong words in the same sentence as somebody with power over families."""
    party = _PARTY_NAMED.search(sentence.text)
    if party is None and not _ENTITY_NAMED.search(sentence.text):
        return
    strong = _STRONG.search(sentence.text)
    if strong is None and party and not _PARTY_NEUTRAL.search(sentence.text) and not _REPORTED.search(sentence.text):
        strong = party
    if strong is None and not _ADVICE.search(sentence.text):
        strong = _MILD.search(sentence.text)
    if strong is None or (not _ENTITY_NAMED.search(sentence.text) and strong is not party):
        return
    start, end = sentence.start + strong.start(), sentence.start + strong.end()
    if (is_quoted(text, start) and _REPORTED.search(sentence.text)) or sentence.is_question:
        return
    before = sentence.text[: strong.start()]
    if (
        _REPORTED.search(before)
        or _CONDITION.search(before)
        or re.search(r"\b(?:feel|feels|felt|feeling)\s+(?:\w+\s+){0,2}$", before)
    ):
        return
    why = "takes a side for or against somebody. Say neutrally what happened, with a source."
    yield Finding(span=(start, end), message=f"“{text[start:end]}” {why}")


_CONDITION = Pattern(
    r"\b(?:if|when|whether|where|unless|should\s+you|you\s+(?:think|feel|believe)|who\s+(?:think|"
    r"feel|believe)|because)\b",
    re.I,
)
_CHOICE = re.compile(r"\b(?:choos\w+|find\w*|decid\w+|which|what|pick\w*|looking\s+for)\s+(?:out\s+)?$", re.I)
_ONES_CHILD = re.compile(r"^\s*(?:is\s+)?(?:for|to\s+suit)\s+(?:your|each|every|a|their|his|her|the|my|you)\b", re.I)


def _is_neutral(sentence: Sentence, pattern: Pattern | re.Pattern[str], match: re.Match[str]) -> bool:
    """Words that look like a side and are none: a condition, a choice that every family makes, a poll of ours."""
    before, after = sentence.text[: match.start()], sentence.text[match.end() :]
    if pattern is _SIDE:
        return bool(_CONDITION.search(before))
    if pattern in (_PRAISE, _PRAISED):
        return bool(_CHOICE.search(before) or _ONES_CHILD.match(after))
    if pattern is _URGE and re.search(r"\bvote\b", match[0], re.I):
        return bool(re.search(r"\b(?:polls?|survey|competition|favourite|quiz|logo)\b", sentence.text, re.I))
    if pattern is _URGE:
        return bool(re.search(r"\b(?:can|could|may|how\s+to)\s+(?:also\s+)?$", before, re.I))
    return False


def _is_reported(text: str, sentence: Sentence, pattern: Pattern | re.Pattern[str], match: re.Match[str]) -> bool:
    """Somebody else's words, told as such."""
    quoted = is_quoted(text, sentence.start + match.start())
    if quoted and (_REPORTED.search(sentence.text) or pattern in (_PRAISE, _PRAISED, _BELIEF, _IDEA)):
        return True
    if pattern in (_WE_SIDE, _WELCOME, _PRAISE):
        return False
    if pattern is _PRAISED:
        return bool(_REPORTED.search(sentence.text) or re.search(r"\b(?:rated|judged|graded)\b", sentence.text, re.I))
    before = sentence.text[: match.end()]
    reported = _REPORTED.search(before)
    if pattern is _URGE:
        return bool(reported and reported.start() < match.start() and not _OUR_SIDE.search(before[: match.start()]))
    if reported and not re.match(r"we\b", before.strip(), re.I):
        return True
    return (
        sentence.is_question
        and re.match(r"\s*(?:what|how|if|when|why|who|do|does|is|are|can|did|has)\b", sentence.text, re.I) is not None
    )
