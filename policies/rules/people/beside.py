"""What identifies a person beside a first name: an age, a school, a diagnosis, a case."""

import re

from policies.rules.pcre import Pattern

NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen)"
)
AGE_AFTER = re.compile(
    rf"""^(?:
        \s*,\s*(?:who(?:['’]s|\ is|\ was|\ turned|\ has\ just\ turned)\s+)?(?:now\s+|just\s+|
            only\s+)?(?:aged?\s+)?{NUMBER}
            (?:\s*(?:years?\s+old|yrs?))?\s*(?:[,;)!?–—]|[.](?!\d)|\s(?:and|who|from|at|has|is|was|today|
            tomorrow|yesterday|this|next|last|on)\b|$|\n)
      | ,?\s+sy['’]n\s+\d{{1,2}}\b|,\s+\d{{1,2}}\s+oed\b
      | \s*\(\s*(?:aged?\s+)?{NUMBER}(?:\s*(?:years?(?:\s+old)?|yrs?))?\s*[),;]
      | \s*[,(]?\s*(?:of|in|from)?\s+(?:class\s+|form\s+)?\d{{1,2}}(?-i:[A-Z])\b
      | ,?\s+(?:who\s+(?:is|was)\s+)?aged?\s+{NUMBER}\b
      | ,?\s+(?:who\s+)?(?:is|was|turns|turned|has\ turned|has\ just\ turned|is\ only|is\ now|
          is\ just|just\ turned|will\ be)\s+(?:only\s+|just\s+)?{NUMBER}
            (?:\s+years?\s+old\b|\s+now\b|(?=\s*(?:[,;!?–—]|[.](?!\d)|and\b|but\b|today\b|this\b|
                next\b|last\b|yesterday\b|tomorrow\b|with\b|on\b|in\b|$)))
      | (?!\ (?-i:Sixth\ Form)\b)
          \s*[,(–—-]?\s*(?:who\s+is\s+)?(?:is\s+|now\s+)?(?:a\s+)?(?:in\s+)?(?:(?:Year|Blwyddyn|Dosbarth)\s+(?:\d{{1,2}}|
          {NUMBER})|Y\d{{1,2}}|P[1-7]|Reception|sixth\ form)\b(?!\s*(?:drop|group|meeting|parents|talk|
          workshop))
      | \s*,\s*(?:a|an|our)\s+(?:[\w-]+\s+)?{NUMBER}[-\ ]years?[-\ ]old
      | \s*,\s+{NUMBER}\s+(?:years|months)\s+old
      | \s*[,(–—-]?\s*(?:born|d\.?o\.?b\.?|date\s+of\s+birth)?:?\s*\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?[012]\d\s*[,;)]
      | \s*,\s+our\s+(?:youngest\s+|smallest\s+)?\w+(?:\s+at|,|\s+aged)\s+{NUMBER}\b
    )""",
    re.X | re.I,
)
AGE_BEFORE = re.compile(
    rf"\b{NUMBER}[-\s]years?[-\s]old\s+(?:[a-z]+\s+){{0,2}}(?:(?-i:[A-Z])\w+ (?:and|&) )?$|"
    rf"\b(?:Year|Y)\s?\d{{1,2}}\s+(?:pupil|"
    rf"student|child|boy|girl)\s+$|"
    rf"\baged\s+{NUMBER},?\s+$|"
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    rf"tenth)\s+birthday,?\s+"
    rf"(?:to\s+|for\s+)?(?:our\s+|dear\s+|little\s+|lovely\s+)*$",
    re.I,
)
SCHOOL = (
    r"(?:(?:St\.?\s+)?[A-Z][\w.]{0,30}(?:['’][a-z]+)?(?:\s+(?:[A-Z&][\w.’']{0,30}|of|the|and|C\s?of\s?E)){0,4}\s+"
    r"(?:School|Primary|Academy|College|Infants?|Juniors?|High|Secondary|Nursery|Grammar|Pre-?[Ss]chool|school|"
    r"academy|"
    r"college|primary|nursery)|St\.?\s+[A-Z]\w+['’]s|Ysgol\s+[A-Z][\w’'-]+(?:\s+(?:yr?\s+)?[A-Z][\w’'-]+){0,2})"
)
SCHOOL_STRONG = re.compile(
    rf"^(?:[^.!?\n]{{0,60}}?)(?:\b(?:attends|attended|goes\s+to|going\s+to|went\s+to|"
    rf"started\s+(?:at|in)|starts\s+(?:at|in)|starting\s+at|"
    rf"pupil\s+at|student\s+at|disgybl\s+yn|excluded\s+from|moved\s+(?:to|from)|moving\s+(?:to|from)|left|"
    rf"(?:off|heading)\s+to|joining|joins|"
    rf"settl\w+\s+(?:in\s+|into\s+|in\s+at\s+)?(?:at\s+)?|"
    rf"place\s+at|back\s+(?:at|to|in)|return\w*\s+to|happy\s+at|thriving\s+at|struggl\w+\s+at|bullied\s+at|"
    rf"enrolled\s+at|(?:day|week|term|month|year|morning|time)\s+at|"
    rf"learning\s+at|doing\s+(?:so\s+)?well\s+at|Year\s+\d+\s+at|Year\s+\d+,|class\s+at|team\s+at)\s*)"
    rf"(?:the\s+)?({SCHOOL})"
)
SCHOOL_NAMED = re.compile(
    r"^(?:,?\s+who)?\s+(?:attends|attended|goes\s+to|is\s+a\s+pupil\s+at|is\s+a\s+student\s+at|"
    r"was\s+excluded\s+from|is\s+at\s+school\s+at|(?:is\s+)?in\s+Year\s+\d+\s+at|"
    r"started\s+at)\s+([A-Z][\w’'-]+)"
)
SCHOOL_WEAK = re.compile(
    rf"^(?:(?:,?\s+(?:who\s+)?(?:is\s+|was\s+)?(?:at|from|of|in)|,)\s+|\s*\(\s*)(?:the\s+)?({SCHOOL})"
)
SCHOOL_BEFORE = re.compile(rf"{SCHOOL}\s+(?:pupil|student|child|boy|girl|parent|mum|dad)s?,?\s+$")
DIAGNOSIS = (
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
    r"fragile\s+x|angelman|rett|prader[- ]willi|williams|digeorge|noonan|phelan|duchenne|[\w’'-]+\s+syndrome|"
    r"seizures|"
    r"hydrocephalus|scoliosis|(?:brain\s+)?tumou?r|heart\s+(?:condition|defect)|kidney\s+\w+|microcephaly|"
    r"achondroplasia|"
    r"school\s+refuser|suicidal)"
)
DIAGNOSIS_AFTER = re.compile(
    rf"""^(?:
        ,\s+{DIAGNOSIS}(?:,|\s+and)\s+(?:aged\s+)?\d{{1,2}}\b
      | ,?\s+(?:the|a|an|our)\s+(?:\w+\s+){{0,2}}?(?:visitor|member|regular|helper|star|champion|artist|youngster|
          boy|girl|lad|child|pupil|student|teenager|son|daughter|
        toddler)\s+(?:with|who\s+has)\s+(?:\w+\s+){{0,2}}?{DIAGNOSIS}
      | \s*,\s*(?:an?\s+|the\s+)?(?:Year\s+\d+\s+)?(?:\w+\s+){{0,2}}?(?:pupil|student|boy|girl|
          teenager)\s+with\s+(?:\w+\s+){{0,2}}?{DIAGNOSIS}
      | \s+(?:is\s+having|has\s+had|had|is\s+waiting\s+for|needs)\s+(?:\w+\s+){{0,2}}?(?:surgery|
          an?\s+operation|chemotherapy|treatment|a\s+transplant)\b
      | (?:\s+(?:at|from|in)\s+(?-i:[A-Z][\w’'-]+)(?:\s+(?-i:[A-Z][\w’'-]+)){{0,2}})?
            ,?\s+(?:who\s+)?(?:who['’]s\s+got\s+|who['’]s\s+|has\s+got\s+)(?:[\w-]+\s+){{0,3}}?{DIAGNOSIS}
      | \s+(?:at|from|in)\s+(?-i:[A-Z][\w’'-]+)(?:\s+(?-i:[A-Z][\w’'-]+)){{0,2}},?\s+who\s+(?:has|had|is|
          was\s+diagnosed\s+with)\s+(?:[\w-]+\s+){{0,3}}?{DIAGNOSIS}
      | ,?\s+(?:is\s+|who\s+is\s+|who['’]s\s+)?(?:back\s+|still\s+)?in\s+(?:hospital|intensive\s+care|
          (?-i:[A-Z]\w+\s+)+(?-i:Hospital|General|Infirmary))\b
      | ,?\s+(?:who\s+)?(?:\w+ly\s+|also\s+|still\s+|only\s+|just\s+)?(?:has|had|lives\ with|
            living\ with|struggles\ with|copes\ with|suffers\ from|was\ diagnosed(?:\ as|\ with)?|
            is\ diagnosed\ with|has\ been\ diagnosed(?:\ as|\ with)?|got\ (?:a|an|his|her|
                their)\ (?:diagnosis\ of)?|is|was|developed)\s+(?:[\w-]+\s+){{0,4}}?{DIAGNOSIS}
      | ['’]s\s+(?:\w+\s+){{0,2}}?(?:{DIAGNOSIS}|diagnosis|disability|seizures|meltdowns|
          medication|condition|mental\ health)\b(?!\s+(?:workshop|session|talk|guide|webinar|group|drop|
          training|course|q|tips))
      | \s*[,(]\s*(?:an?\s+)?(?:\w+\s+)?{DIAGNOSIS}\s*[,).]
      | ,?\s+whose\s+(?:\w+\s+){{0,3}}?(?:diagnosis|{DIAGNOSIS})
      | \s*[,(]\s*{NUMBER}\s*,\s*{DIAGNOSIS}
      | ,?\s+was\s+(?:\w+\s+)?(?:diagnosed)
      | ,?\s+(?:who\s+)?(?:uses\s+a\s+(?:\w+\s+)?wheelchair|is\s+a\s+wheelchair\s+user|
            (?:cannot|can['’]t|does\s+not|doesn['’]t)\s+(?:speak|talk|walk)|
            is\s+on\s+the\s+(?:autism\s+)?(?:spectrum|pathway))\b
    )""",
    re.X | re.I,
)
DIAGNOSIS_BEFORE = re.compile(
    r"\b(?:autistic|dyslexic|dyspraxic|deaf|blind|epileptic|disabled|diabetic|non-?verbal)\s+(?:\w+\s+)?$", re.I
)
# “Epilepsy hasn't stopped Gracie”
OVERCOME_BEFORE = Pattern(
    rf"(?:\b|^){DIAGNOSIS}\s+(?:(?:has|have|did|does|do|can|will|would|could)(?:n['’]t|\s+not|\s+never)\s+|never\s+)?"
    r"(?:ever\s+|once\s+)?(?:stop(?:s|ped)?|hold|holds|held|slow(?:s|ed)?|define[sd]?|put)\s+(?:our\s+|little\s+|young\s+)*$",
    re.I,
)
CASE_WORDS = (
    r"(?:ehcps?|ehc(?:\s+(?:needs|plan|assessment))?|education,?\s+health\s+and\s+care|plan|tribunal|"
    r"appeal|hearing|annual\s+review|placement|exclusion|"
    r"suspension|case|mediation|school\s+transport|transport|sen\s+support|provision|needs\s+assessment|"
    r"assessment|referral|social\s+worker|complaint|"
    r"school\s+place|specialist\s+place|statement|one[-\s]to[-\s]one|1:1|reduced\s+timetable|part-time\s+timetable)"
)
CASE_AFTER = re.compile(
    rf"""^(?:
        ,?\s+whose\s+(?:\w+\s+){{0,2}}?{CASE_WORDS}\b
      | ['’]s\s+(?:review|taxi|timetable|reintegration|funding|support\s+plan)\b(?!\s+(?:of|workshop|session|talk))
      | ['’]s\s+(?:\w+\s+){{0,3}}?{CASE_WORDS}\b(?!\s+(?:workshop|session|talk|guide|webinar|
            surgery|clinic|drop|training|course|q|tips|fund|team))
      | ['’]?s?\s*(?:,\s*)?(?:who\s+)?(?:has\ |had\ )?(?:now\ |just\ |finally\ |also\ |
          recently\ )?(?:won|lost|got|gets|received|secured|been\ given|was\ given|was\ refused|
          been\ refused|was\ awarded|
            was\ turned\ down\ for|is\ waiting\ for|has|needs|needed)\s+(?:[\w-]+\s+){{0,5}}?{CASE_WORDS}\b
      | \s+(?:has\ been|was|is|is\ being|got)\s+(?:\w+ly\s+)?(?:excluded|suspended|out\ of\ school|
          off-rolled|home\ educated|refused|restrained|bullied|taken\ into\ care|in\ care|fostered|
          adopted|
            on\ a\ (?:part-time|reduced)|waiting\ for\ a)
      | \s+(?:cannot|can['’]t|could\ not|couldn['’]t|will\ not|won['’]t)\ (?:manage|cope|go\ to|attend|access)\b
      | \s+who\ (?:\w+\s+){{0,2}}?(?:managed|returned|went|came|went\ back|is\ back|has\ been|
          was)\b[^.!?\n]{{0,40}}?\b(?-i:{SCHOOL})
    )""",
    re.X | re.I,
)
KIN_AFTER = re.compile(
    r"^(?:['’]s?\s+(?:\w+\s+)?(?:mum|dad|mummy|daddy|mother|father|parents?|family|nan|"
    r"grandmother|carers?|foster|sister|brother|teacher)\b|\s+and\s+(?:his|her|"
    r"their)\s+(?:\w+\s+)?(?:mum|dad|mother|father|parents|family|carers?|sister|brother|son|daughter|boy|girl|"
    r"twins)\b)",
    re.I,
)
HELPED_BEFORE = re.compile(
    r"\b(?:help(?:ed|ing)?|support(?:ed|ing)?|worked with|working with|represent(?:ed|ing)|"
    r"advis(?:ed|ing)|ruled\s+for|found\s+for|in\s+favour\s+of|agreed\s+with|story of|case of|update on|"
    r"news about)\s+(?:little\s+|young\s+)?$",
    re.I,
)
GREETED = re.compile(r"^[,!]?\s+(?:[\w ,’']{0,40}\b)?your\s+(?:son|daughter|child|children|boy|girl|twins)\b", re.I)
CASE_TALK = Pattern(
    rf"\b(?:{CASE_WORDS}|excluded|diagnos\w+|refused|appealed|school|won|lost|helped|supported|"
    rf"worked with|case|panel|place|ruled|support|advice|rang us|called us|contacted us|came to us|asked us)\b",
    re.I,
)
EVENT_TALK = Pattern(
    r"\b(?:drop[- ]in|appointments?|questions|stall|today|tomorrow|mondays?|tuesdays?|wednesdays?|thursdays?|"
    r"fridays?|"
    r"saturday|sunday|\d{1,2}(?::\d\d|\.\d\d)?\s?(?:am|pm)|\d{1,2}:\d\d|come along|pop in|talk|"
    r"workshop|training|assembly|visit(?:ing|ed)?|advis[eo]r|team|"
    r"coffee morning|parents[’']? evening)\b",
    re.I,
)
PRONOUN = re.compile(r"^\s*(?:(?:[A-Z]\w+,? )?(?:he|she|they)(?=\s|['’])|(?:his|her|their)(?=\s))", re.I)
