"""A name and what identifies a person anywhere in one sentence, when the sentence speaks of a child or a family."""

import re

from policies.rules.pcre import Pattern
from policies.rules.people.beside import CASE_WORDS, DIAGNOSIS, NUMBER, SCHOOL
from policies.rules.people.roles import ROLE, ROLE_AFTER, STAFF_BEFORE, is_adult_at_work
from policies.rules.people.tokens import Person, Token, is_given

_KIN = (
    r"(?:mum|mam|dad|mummy|daddy|mother|father|parents?|family|nan|nana|gran|grandma|grandmother|grandad|grandfather|"
    r"carers?|foster\s+\w+|sisters?|brothers?|sons?|daughters?|boys?|girls?|lads?|twins|child|children|kids|teacher|"
    r"aunt(?:ie|y)?|uncle|stepmum|stepdad|siblings?|baby|toddler|eldest|youngest|teenagers?|classmates|school|class|"
    r"social\s+worker|keyworker|TA)"
)
_KIN_OF = re.compile(rf"^(?:['’]s?|,?\s+whose)\s+(?:[\w-]+\s+){{0,2}}?{_KIN}\b", re.I)
_KIN_AGED = re.compile(
    rf"^['’]s?\s+(?:[\w-]+\s+){{0,2}}?{_KIN}\s*(?:,|\(|who\s+is|"
    rf"is)\s*(?:(?:{DIAGNOSIS})\s*,\s*)?(?:aged?\s+)?(?:{NUMBER}\b|"
    rf"Y(?:ear\s)?\d|{DIAGNOSIS})",
    re.I,
)
_HOSPITAL = re.compile(
    r"\b(?:(?:neonatal|children['’]s|oncology|high\s+dependency|burns|cardiac|renal)\s+(?:ward|unit)|"
    r"intensive\s+care|"
    r"(?:home|out|back|discharged|return\w*)\s+(?:from|of|to|in)\s+(?:the\s+)?hospital|chemo\w*|transplant|"
    r"life\s+support|"
    r"(?:bay|ward|bed)\s+\d+)\b",
    re.I,
)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|hers|him|himself|herself|whose)\b", re.I)
_SCHOOL = re.compile(rf"\b{SCHOOL}")
_DIAGNOSIS = Pattern(
    rf"\b(?:(?:his|her|whose)\s+(?:\w+\s+){{0,2}}?(?:{DIAGNOSIS}|diagnosis|seizures|meltdowns|medication|"
    rf"operation|surgery|hoist|"
    rf"feeding\s+tube|"
    rf"wheelchair)|(?:{DIAGNOSIS}|new)\s+diagnosis|with\s+(?:\w+\s+)?{DIAGNOSIS}|diagnosed|(?:neonatal|children['’]s|"
    rf"oncology|high\s+dependency)\s+(?:ward|unit)|(?:from|in|out\s+of|to)\s+hospital|intensive\s+care|(?:his|"
    rf"her)\s+new\s+"
    rf"(?:kidney|heart|liver))\b",
    re.I,
)
_WORK = (
    r"(?:process|figures|team|form|forms|rates?|numbers|backlog|data|record|policy|policies|services?|system|"
    r"officers?|"
    r"guide|guides|guidance|training|workshops?|sessions?|talks?|webinars?|surgery|clinics?|drop|course|tips|"
    r"fund|advice|"
    r"law|rules?|code|caseworkers?|casework|skills|knowledge|expertise|work|book|blog|film|podcast|leaflet|"
    r"factsheet|page|"
    r"questions|q)"
)
_CASE_OF = re.compile(rf"^['’]s?\s+(?:[\w-]+\s+){{0,4}}?{CASE_WORDS}\b(?!['’]|\s+(?:and\s+\w+\s+)?{_WORK}\b)", re.I)
_CASE_OF_HIS = re.compile(
    rf"\b(?:his|her)\s+(?:[\w-]+\s+){{0,3}}?{CASE_WORDS}\b(?!\s+(?:and\s+\w+\s+)?{_WORK}\b)", re.I
)
_CASE_OF_HER_CHILD = re.compile(
    rf"\b(?:his|her)\s+(?:\w+\s+)?(?:son|daughter|boy|girl|child|twin|lad|grandson|granddaughter)s?['’]s?\s+(?:[\w-]+\s+){{0,2}}?"
    rf"{CASE_WORDS}\b(?!\s+(?:and\s+\w+\s+)?{_WORK}\b)",
    re.I,
)
_CASE_FOR = re.compile(
    rf"\b{CASE_WORDS}\s+(?:(?:[\w-]+\s+){{0,3}}?)(?:for|of|about|names)\s+(?:little\s+|young\s+|baby\s+|our\s+)*$", re.I
)
_AT_WORK_AFTER = re.compile(
    r"^(?:\s+(?:and|&)\s+[A-Z]\w+)?\s+(?:\w+ly\s+)?(?:gave|gives|ran|runs|led|leads|spoke|speaks|talked|talks|"
    r"delivered|"
    r"delivers|presented|presents|hosted|hosts|visited|visits|popped|helps?\s+(?:you|families|parents|young)|"
    r"can\s+(?:help|"
    r"answer|explain|talk|advise|meet)|explains?|explained|answers?|answered|knows|trained|advises|works|worked|"
    r"will\s+be|"
    r"will\s+(?:help|answer|talk|explain|show|tell|lead|run|give|visit)|is\s+(?:our|the|at|in|on|here|visiting|"
    r"running|"
    r"back\s+at|available)\b(?!\s+(?:year|reception|hospital|class))|are\s+(?:at|in|on|visiting|running)|covers|"
    r"looks\s+"
    r"after|supports|supported|organised|organises|taught|teaches|trains|wrote|writes|interviews)\b",
    re.I,
)
_CHILD_SENTENCE = re.compile(
    r"\b(?:he|she|his|her|him|pupils?|student|boy|girl|lad|son|daughter|mum|dad|first\s+day|drew|painted|made|won|"
    r"settl\w+|loves?|class|year\s+\d+|reception|sixth\s+form|prize|winner|poster|new\s+school|place|lunch|"
    r"playground|"
    r"uniform|bullied|opened|artist|birthday|friends|noisy|quiet|since|mov(?:ed|ing)|come\s+on|progress|doing\s+(?:so\s+)?well|thriv\w+|happy|smil\w+|proud|head\s+(?:boy|girl)|prefect|star|too)\b",
    re.I,
)
_DIAGNOSED_BEFORE = re.compile(r"\W*(?:diagnosed|excluded|adopted|fostered|bullied)\b[^.!?\n]{0,50},\s+$", re.I)
_FAMILY_NAME = re.compile(r"\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?(?=\s*[,(–—-])")
_ROLE_WORD = Pattern(rf"\b{ROLE}\b", re.I)


def beside_in_sentence(
    token: Token, before: str, after: str, sentence: str, later: str, *, text_has_school: bool
) -> Person | None:
    """What identifies the person in the same sentence. `later` is what comes after the sentence."""
    name = (token.start, token.base_end)
    if STAFF_BEFORE.search(before) or is_adult_at_work(before, after, sentence) or _AT_WORK_AFTER.match(after):
        return None
    if (surname := _FAMILY_NAME.match(after)) and ROLE_AFTER.match(after[surname.end() :]):
        return None
    if (match := _KIN_OF.match(after)) and (
        text_has_school or _DIAGNOSIS.search(sentence) or _CASE_OF_HIS.search(sentence) or _SCHOOL.search(sentence)
    ):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if match := _CASE_OF.match(after):
        return Person((token.start, token.base_end + len(match[0])), "case", name)
    if match := _CASE_FOR.search(before):
        return Person((token.start - len(match[0]), token.base_end), "case", name)
    if (match := _KIN_AGED.match(after)) or (match := _HOSPITAL.search(after)):
        return Person((token.start, token.base_end + match.end()), "diagnosis", name)
    if match := _DIAGNOSED_BEFORE.match(before):
        return Person((token.start - len(before) + match.start(), token.base_end), "diagnosis", name)
    if is_given(token) and (match := _CASE_OF_HER_CHILD.search(after)):
        return Person((token.start, token.base_end + match.end()), "case", name)
    rest = after.lstrip()
    for pattern, kind in ((_DIAGNOSIS, "diagnosis"), (_CASE_OF_HIS, "case")):
        if (match := pattern.search(after)) and _HE_OR_SHE.search(after[: match.end()] + rest[:1]):
            return Person((token.start, token.base_end + match.end()), kind, name)
    if match := _SCHOOL.search(after):
        if _CHILD_SENTENCE.search(sentence) or _HE_OR_SHE.search(later[:60]):
            return Person((token.start, token.base_end + match.end()), "school", name)
    elif (match := _SCHOOL.search(before)) and not _ROLE_WORD.search(before[match.end() :]):
        own = re.search(r"['’]s\s+(?:very\s+own\s+)?$", before)
        if own or _CHILD_SENTENCE.search(sentence):
            return Person((token.start - len(before) + match.start(), token.base_end), "school", name)
    return None
