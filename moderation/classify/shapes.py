# ruff: noqa: E501 - a pattern a line
"""What a name looks like that stands in no list: the shape of a family name, a double one, one of another language."""

import re
from pathlib import Path

from moderation.classify.names import FIRST_NAMES, NO_NAMES
from policies.names import FAMILY
from policies.vocabulary import WORDS, words_of

# Words of five letters and more that people write in lower case without meaning anybody.
EVERYDAY = frozenset(Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8").split())
_COMMON = EVERYDAY | WORDS | NO_NAMES

# Endings that hardly any word has that is no family name (or a place called like one).
_SHAPE = re.compile(
    r"(?:mac|mc|o'|d')[a-z]{3,}$"
    r"|[a-z]{2,}(?:thwaites?|worth|shaw|bottom|bridge|brook|bury|combe|croft|field|garth|hurst|ington|ingham|ham|holme?s?|house|"
    r"land|ley|low|stead|ster|stone|ston|ton|wright|well|wick|wood|wyn|by|gate|ridge|side|hough|royd|gill|kin|kins|cock|cott|cote|dale|den|don|"
    r"nell|rell|nett|lett|rett|ski|ska|cki|cka|icz|czyk|sson|ssen|nsen|rsen|dottir|escu|eanu|enko|chuk|ovic|vich|idis|poulos|akis|"
    r"yan|shvili|adze|ova|eva|ov|kov|ez|eira|eiro|inho|alho|singh|jee|walla|wala|pillai|swamy|rajah|nathan|zadeh|oglu|"
    r"elli|etti|ini|ucci|court|mont|eau|oux|owo|unde|ansah|umbe|son|witz|berg|stein|mann|feld|baum|bach|hoff|man)$"
)  # fmt: skip
_INFLECTED = re.compile(r"(?:ed|ing|ly|ings|in|n't|nt|less|ness|tion|able|ful|ish|est|'s)$")
# Diagnoses and places with a hyphen between two names; not people.
_EPONYMS = words_of(
    "landau-kleffner ehlers-danlos lennox-gastaut prader-willi guillain-barre charcot-marie cornelia-delange sturge-weber "
    "kleine-levin treacher-collins bardet-biedl smith-magenis wolf-hirschhorn asperger-kanner anglo-saxon stoke-on"
)


def is_everyday(word: str) -> bool:
    """Whether a word in lower case is one that means nobody. Of very short ones nothing can be said: they count."""
    if len(word) < 5 or word in _COMMON:
        return True
    stem = word[:-1] if word.endswith("s") else word
    return stem in _COMMON or bool(_INFLECTED.search(word)) or not re.search(r"[aeiouy]", word)


def is_shaped(word: str) -> bool:
    """Whether a word has the shape of a family name and is no word of every day."""
    return len(word) > 4 and _SHAPE.search(word) is not None and not is_everyday(word)


def is_foreign(text: str) -> bool:
    """Whether it is written with letters that English words do not have ("Kozłowski", "Þorsteinn")."""
    return any(letter.isalpha() and not letter.isascii() for letter in text) and not _LOANS.match(text)


_LOANS = re.compile(
    r"(?i)caf[eé]s?$|fianc[eé]e?$|na[iï]ve|pok[eé]mon|clich[eé]|r[eé]sum[eé]|cr[eè]che|beyonc[eé]|fa[cç]ade|d[eé]j[aà]|voil[aà]|[aà]$|entr[eé]e"
)


def is_double(text: str) -> bool:
    """Whether it is a double-barrelled family name as it is written ("Asquith-Bello"), and no "Drop-In"."""
    parts = text.split("-")
    if len(parts) != 2 or not all(len(part) > 1 and part[0].isupper() and part[1:].islower() for part in parts):
        return False
    one, two = text.lower().split("-")
    if f"{one}-{two}" in _EPONYMS or one in NO_NAMES or two in NO_NAMES:
        return False
    return not (_is_word(one) and _is_word(two))


def _is_word(word: str) -> bool:
    return word in _COMMON and word not in FAMILY


def is_family(word: str) -> bool:
    """Whether a folded word is a family name of the list, alone, in a double one, or with an s behind it."""
    if word in FAMILY:
        return True
    if (word[:2] in ("o'", "d'") and word.replace("'", "") in FAMILY) or (word[0] == "o" and f"o'{word[1:]}" in FAMILY):
        return True
    if "-" in word:
        return any(part in FAMILY for part in word.split("-"))
    return word.endswith("s") and len(word) > 5 and word[:-1] in FAMILY and word not in _COMMON


def is_first(word: str, plain: frozenset[str] = FIRST_NAMES) -> bool:
    """Whether a folded word is a first name of a list, alone or before a hyphen ("theo-james")."""
    return word in plain or ("-" in word and word.split("-")[0] in plain)
