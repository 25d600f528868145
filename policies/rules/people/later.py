"""What the sentences after a name say of whom it names: “Liam loves trains. He is nine”."""

import re

from policies.rules.people.beside import (
    AGE_AFTER,
    CASE_AFTER,
    DIAGNOSIS_AFTER,
    NUMBER,
    PRONOUN,
    SCHOOL,
    SCHOOL_STRONG,
)
from policies.rules.people.roles import ROLE_AFTER, ROLE_BEFORE, STAFF_BEFORE
from policies.rules.people.tokens import Person, Token
from policies.rules.text import sentences_after

# “Did you see Kofi? The Saltby High student …”
_THE_PUPIL = re.compile(
    rf"\s*(?:(?:[Tt]he|[Oo]ur|[Tt]his|[Aa])\s+(?:(?:[A-Z][\w’'.]+\s+){{1,4}}|(?:Year|Y)\s?\d{{1,2}}\s+)"
    rf"(?:pupil|student|schoolboy|schoolgirl|boy|girl)\b|(?:The|Our|This)\s+(?i:{NUMBER})[- ]years?[- ]old\b|"
    rf"A\s+(?:pupil|student)\s+(?:at|from|of)\s+(?:the\s+)?{SCHOOL})"
)
# “Our librarian of the week is Wilf. Seven years old, very strict …”
_YEARS_OLD = re.compile(rf"\s*{NUMBER}\s+years?\s+old\b", re.I)
# “Happy birthday Aisha! Eleven today.”
_TURNS = re.compile(rf"\s*{NUMBER}\s+(?:today|tomorrow|already|this\s+week|years?\s+old)\b", re.I)
_SAID_OF_ANYONE = ("school",)  # of a colleague too: “Ask Priya. She started at Hillside School”


def said_later(text: str, token: Token, sentence_end: int, before: str, after: str) -> Person | None:
    """“Liam loves trains. He is nine”: what the next two sentences say of him or her."""
    for sentence in sentences_after(text, sentence_end, 2):
        if (turns := _TURNS.match(sentence.text)) and re.search(r"\bbirthday\b", before, re.I):
            return Person((token.start, sentence.start + turns.end()), "age", (token.start, token.base_end))
        if (old := _YEARS_OLD.match(sentence.text)) and not after.strip(" .!?\"”’'"):
            return Person((token.start, sentence.start + old.end()), "age", (token.start, token.base_end))
        if (pupil := _THE_PUPIL.match(sentence.text)) and not (ROLE_BEFORE.search(before) or ROLE_AFTER.match(after)):
            return Person((token.start, sentence.start + pupil.end()), "school", (token.start, token.base_end))
        match = PRONOUN.match(sentence.text)
        if not match:
            continue
        rest = re.sub(r"^['’]s\b", " is", re.sub(r"^['’]s(?=\s+been\b)", " has", sentence.text[match.end() :]))
        if re.match(r".*\b(?:his|her|their)\s*$", match[0], re.I | re.S):
            rest = "'s" + rest
        they = match[0].strip().casefold() in ("they", "their")
        for pattern, kind in SAID[:3] if they else SAID:
            if not (hit := pattern.match(rest)):
                continue
            if ROLE_BEFORE.search(before) or ROLE_AFTER.match(after):
                return None
            if kind in _SAID_OF_ANYONE and STAFF_BEFORE.search(before):
                continue
            length = min(match.end() + len(hit[0]), len(sentence.text.rstrip()))
            return Person((token.start, sentence.start + length), kind, (token.start, token.base_end))
    return None


SAID = ((AGE_AFTER, "age"), (DIAGNOSIS_AFTER, "diagnosis"), (SCHOOL_STRONG, "school"), (CASE_AFTER, "case"))
