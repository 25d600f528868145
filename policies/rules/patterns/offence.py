"""Discriminatory, offensive, obscene and sexual language."""

import re
from collections.abc import Iterator

from policies.rules.base import Finding, Span
from policies.rules.pcre import Pattern

# Letters that people put in the place of others; “*” and the like stand for any letter but the first.
_LOOKS_LIKE = {
    "a": "a4@",
    "b": "b8",
    "e": "e3",
    "g": "g9",
    "i": "i1!",
    "l": "l1",
    "o": "o0",
    "s": "s5$",
    "t": "t7",
    "u": "uv",
}
_HIDING = "*#$%@!_.•-"

# stem: endings that may follow. Each is seen with repeated letters, with signs in the place of letters too.
_CRUDE = {
    "fuck": "s|ed|er|ers|ing|in|wit|wits|up|ups|ery",
    "motherfuck": "er|ers|ing",
    "shit": "s|ty|ter|e|show|shows|head|heads|tiest|storm|hole|faced",
    "bullshit": "",
    "cunt": "s|y|ing",
    "wank": "er|ers|ing|y|s",
    "twat": "s",
    "bollock": "s|ing",
    "arsehole": "s",
    "asshole": "s",
    "bastard": "s",
    "dickhead": "s",
    "knobhead": "s",
    "bellend": "s",
    "tosser": "s",
    "prick": "s",
    "bitch": "es|y|ing|ed",
    "slut": "s|ty",
    "whore": "s",
    "slag": "s|ged",
    "piss": "-poor| poor|ed off|es me off|es us off|-take|take|-up|ing|y|poor",
    "crap": "py|pest|shoot",
    "arse": "s|d|-licking|-licker",
    "bugger": "ed|s| off| all",
    "tits": "",
    "boobs": "",
    "blowjob": "s",
    "porn": "o|ography|ographic",
    "sexy": "",
    "horny": "",
    "shagg": "ing|ed|er",
    "milf": "s",
    "nudes": "",
    "hookup": "s",
    "orgasm": "s|ic",
    "masturbat": "e|ing|ion",
    "retard": "s|ed|o",
    "libtard": "s",
    "spaz": "z|zes|zy|tic",
    "spastic": "s",
    "mong": "s|y",
    "mongs": "",
    "spacker": "s",
    "window licker": "s",
    "windowlicker": "s",
    "schizo": "s",
    "psycho": "s",
    "nutter": "s",
    "nutjob": "s",
    "nutcase": "s",
    "fruitcake": "s",
    "loony": "",
    "loonies": "",
    "moron": "s|ic",
    "imbecile": "s|ic",
    "cretin": "s",
    "idiot": "s|ic",
    "dimwit": "s",
    "braindead": "",
    "brain-dead": "",
    "halfwit": "s",
    "thicko": "s",
    "scumbag": "s",
    "nigger": "s",
    "nigga": "s|z",
    "paki": "s",
    "chink": "s|y",
    "wog": "s",
    "coon": "s",
    "gyppo": "s",
    "pikey": "s",
    "gippo": "s",
    "kike": "s",
    "yid": "s",
    "raghead": "s",
    "towelhead": "s",
    "faggot": "s|ry",
    "poof": "s|ter|ters",
    "dyke": "s",
    "tranny": "",
    "trannies": "",
    "shemale": "s",
    "lesbo": "s",
    "chav": "s|vy",
    "cripple": "s",
}
_NO_OFFENCE_AROUND = re.compile(
    r"spastic\s+(?:cerebral|diplegi|hemiplegi|quadriplegi|tetraplegi|paralysis|muscle|colon)|"
    r"\b(?:flame|fire|wear\s+and)\s+retard|retard(?:ed)?\s+(?:growth|fire)|"
    r"chink\s+(?:of|in)\b|prick\s+(?:your|up|their|its|test)|pricks?\s+(?:test|up)|skin\s+prick|finger\s+prick|"
    r"bitches\s+brew|slag\s+heap|crap\s+(?:game|shoot)|tits\s+(?:and\s+finches|in\s+the\s+garden)|"
    r"(?:blue|great|coal|long-tailed)\s+tits|"
    r"fruitcake\s+(?:recipe|and|with|stall|sale|for)|(?:slice|piece|tea|christmas|"
    r"cake)\s+(?:of\s+|and\s+|or\s+)?fruitcake|van\s+dyke|dykes?\s+(?:road|lane|and\s+ditches)|"
    r"maine\s+coon|coon\s+cat|cretin\s+hop|offa[’']?s\s+dyke|hadrian|psycho\s+(?:analy|ther)|bugger\s+all\s+left",
    re.I,
)
_PHRASES = Pattern(
    r"""\b(?:
        (?:go\s+back\s+(?:to\s+)?where\s+(?:you|they)\s+came|send\s+them\s+(?:all\s+)?(?:back|
            home)\b|(?:these\s+|those\s+|the\s+)?(?:illegals|foreigners|gyps(?:y|ies)|travellers|immigrants|
            benefit\s+scroungers)\s+(?:are|get|take|come|should|have\s+(?:left|stolen|taken|ruined|
                trashed|moved)|steal|stole|left|ruin|always)
            |benefit\s+scroungers?|scroungers|dole\s+scum|white\s+trash|coloured\s+(?:people|
                children|pupils|families|kids)|half[- ]caste)
      | (?:people|families|parents|children|kids)\s+like\s+(?:that|them|
          those)\s+(?:should(?:n['’]t)?|don['’]t|do\s+not|can['’]t|never)
      | (?:boys|girls|women|men|mums|dads|muslims|jews|christians|foreigners|travellers|immigrants|
          disabled\s+people|autistic\s+(?:people|kids|children))\s+(?:are|is)\s+(?:all\s+|just\s+|so\s+|
          too\s+|always\s+|simply\s+|naturally\s+)*
            (?:useless|stupid|lazy|thick|dirty|liars|inferior|weird|freaks?|animals|mad|crazy|
                dangerous|violent|a\s+(?:burden|drain|waste|problem)|worse|bad\s+at|no\s+good|
                not\s+(?:normal|capable|bright))
      | (?:that['’]s|so|is|how)\s+(?:totally\s+|so\s+)?gay(?=\s*[.!,]|$)
      | (?:stupid|thick|lazy|dumb|ugly|filthy|brain[- ]dead|disgusting|
          feckless)\s+(?:\w+\s+)?(?:parents?|mums?|dads?|kids?|child(?:ren)?|people|teachers?|pupils?|
          families|family|staff|cow|cows|woman|women|man|men|boy|girl|officers?)
      | (?:parents|mums|dads|kids|children|people|families|teachers|officers)\s+(?:are|
          is)\s+(?:all\s+|just\s+|so\s+|too\s+|plain\s+)*(?:stupid|thick|scum|filth|vermin|idiots?|
          animals|dumb|liars)
      | (?:boys|girls|women|men|mums|dads|autistic\s+(?:people|kids|children)|disabled\s+(?:people|
          children))\s+(?:just\s+|simply\s+|really\s+)?(?:aren['’]?t|are\s+not|can['’]?t|cannot|
          don['’]?t|shouldn['’]?t|should\s+not|belong)\s+(?:just\s+|really\s+)?
            (?:(?:as|so)\s+(?:good|clever|bright|strong|capable)|any\s+good|clever|do\s+(?:maths|
                science)|drive|think\s+straight|in\s+the\s+kitchen|have\s+(?:children|feelings)|
                made\s+for|cut\s+out|be\s+allowed|in\s+(?:normal|our)\s+)
      | (?:he|she|they|you|it|kid|child|mum|dad|parents?|people|teacher|head|council|lot)['’]?(?:s|
          re)?\s+(?:is|are|was)?\s*(?:a\s+bit\s+|so\s+|totally\s+|completely\s+|proper\s+|
          all\s+)?(?:mental|nuts|bonkers|psychotic|schizo|weirdos?|crackers|off\s+(?:his|her|
          their)\s+(?:head|rocker|trolley))\b(?!\s+(?:health|capacity|well|illness|arithmetic|maths|
          and\s+(?:bolts|seeds)))
      | hot\s+(?:\w+\s+)?(?:mums?|dads?|moms?|girls?|guys?|singles?)\b | nympho\w* | (?:absolute|
          total|complete|utter|what\s+a\s+bunch\s+of)\s+(?:numpt(?:y|ies)|muppets?|clowns?|plonkers?|
          losers?|morons?|weirdos?) | numpt(?:y|ies) | plonkers?
      | breed(?:ing)?\s+like\s+\w+ | want\s+handouts | on\s+the\s+scrounge
      | not\s+right\s+in\s+the\s+head | (?:mental|crazy)\s+(?:parents?|kids?|people|cases?|woman|
          man) | (?:bunch|load|pack|set|shower)\s+of\s+(?:complete\s+|utter\s+|
              absolute\s+)?(?:clowns|muppets|numpties|losers|weirdos|jokers|cowboys|idiots|morons|liars|
              animals|thugs|scum|crooks|nutters|
          savages)
      | (?:burden|drain|waste\s+of\s+space)\s+(?:on|to)\s+(?:society|the\s+(?:system|taxpayers?)) |
           wast(?:e|es)\s+of\s+(?:space|oxygen) | scum\b | vermin\b
      | (?:drop|shut|kiss|lick)\s+(?:dead|your\s+(?:face|mouth|gob|trap)|my\s+arse) |
           shut\s+(?:the\s+\w+\s+)?up\b(?=\s*[.!]|$) | (?:piss|sod|bog|naff)\s+off | bloody\s+(?:hell|
          stupid|useless|awful|idiots?|disgrace|ridiculous|joke|annoying|council|school|government|
          people|parents|kids|forms?|rude|lazy)
      | (?:get|got|getting)\s+laid | have\s+sex\s+with | hot\s+(?:mums?|dads?|teachers?|babes?|
          chicks?) | sexual\s+favours? | sex\s+(?:toys?|tapes?|positions?|workers?\s+are) |
           friends\s+with\s+benefits\b
      | wtf | stfu | gtfo | milfs? | nsfw | effing | feck(?:ing)? | frigging
      | old\s+(?:hag|bag|bat|codgers?) | man\s+up\b | like\s+a\s+girl\b | women\s+drivers |
           hysterical\s+(?:mums?|mothers?|women)
      | bunch\s+of\s+retard\w* | (?:he|she|it|they)['’]?s?\s+(?:a\s+)?(?:freak|freaks)\b |
           freaks?\s+of\s+nature | circus\s+freaks?
    )""",
    re.X | re.I,
)


def _letter(letter: str, *, first: bool) -> str:
    if not letter.isalpha():
        return r"[\s_-]?"
    kinds = _LOOKS_LIKE.get(letter, letter)
    hidden = "" if first else re.escape(_HIDING)
    return f"[{re.escape(kinds)}{hidden}]" if hidden or len(kinds) > 1 else letter


def _pattern() -> Pattern:
    plain, hidden = [], []
    for stem, endings in _CRUDE.items():
        ending = (
            f"(?:{'|'.join(re.escape(end).replace(chr(92) + ' ', ' ') for end in endings.split('|'))})?"
            if endings
            else ""
        )
        plain.append(r"[\s-]".join(re.escape(part) for part in stem.split(" ")) + ending)
        if stem in _HIDDEN:
            body = "".join(_letter(letter, first=index == 0) for index, letter in enumerate(stem))
            hidden.append(f"(?={stem[0]}\\w*[^a-z\\s]){body}{ending}")
            hidden.append("+".join(re.escape(letter) for letter in stem) + "+" + ending)
    words = "|".join(sorted(plain, key=len, reverse=True))
    return Pattern(rf"(?<![\w@/#.])(?:{words}|{'|'.join(hidden)})(?![\w@])", re.I)


_HIDDEN = (
    "fuck",
    "shit",
    "cunt",
    "twat",
    "wank",
    "bitch",
    "bastard",
    "arse",
    "prick",
    "retard",
    "bollock",
    "crap",
    "nigger",
    "slut",
    "whore",
)
_WORDS = _pattern()


def find_offence(text: str) -> Iterator[Finding]:
    """Where the text uses words that the service never uses; medical and harmless senses let pass."""
    taken: list[Span] = []
    for pattern in (_PHRASES, _WORDS):
        for match in pattern.finditer(text):
            start, end = match.span()
            around = text[max(0, start - 24) : end + 24]
            if any(s < end and start < e for s, e in taken):
                continue
            if any(
                hit.start() < end - max(0, start - 24) and hit.end() > start - max(0, start - 24)
                for hit in _NO_OFFENCE_AROUND.finditer(around)
            ):
                continue
            taken.append((start, end))
            yield Finding(
                message=f"“{text[start:end]}” is offensive. Take it out or say it another way.", span=(start, end)
            )
