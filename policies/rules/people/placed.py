"""Names that no list knows, told by the place in which they stand: “Winner: Ula Vensk”, “Ula Vensk, who has …”."""

import re

from policies.names import FAMILY, ORDINARY
from policies.rules.pcre import Pattern
from policies.rules.people.tokens import BODY, PEOPLE_WORDS, TIME_WORDS, Token, is_family, is_name_like, may_be_given
from policies.rules.text import sentence_at
from policies.vocabulary import ONE_WORD, WORDS, words_of

# What is called with a capital and is nobody: firms, clubs, newspapers, stages.
_BODIES = words_of("""
vale dale valley marsh common beck down downs cliff cliffs sands shore masjid mosque gurdwara temple mandir synagogue
jamia parish
tesco asda sainsbury sainsburys morrisons aldi lidl waitrose greggs costa starbucks nero boots superdrug argos
wilko homebase ikea halfords specsavers barclays lloyds natwest santander hsbc nationwide halifax rotary mencap
scope barnardo barnardos contact ipsea healthwatch homestart stagecoach arriva lego nintendo disney netflix google
facebook youtube instagram tiktok zoom microsoft whatsapp spotify amazon ebay unison oxfam shelter samaritans nspcc
wetherspoons iceland currys wickes screwfix toolstation poundland subway mcdonalds nandos dominos bbc itv kids mind
relate sense empire odeon palace hippodrome lyceum royal guildhall exchange corn works depot yard quay wharf barn
mill rovers united wanderers athletic albion rangers town harriers tigers lions sharks bears kiwanis probus
brownies guides scouts cubs beavers rainbows choir orchestra brass band singers players morris rugby cricket
netball football tennis golf bowls angling gymnastics dance karate judo radio news gazette echo herald mail times
post chronicle express argus advertiser telegraph mercury courier observer standard dome apollo alhambra regent
playhouse arena orchard ysgol coleg canolfan north south east west upper lower great little old new saint port
mount lake loch glen inner outer royal autism dyslexia makaton snail trail alliance voices voice together connect
action aid collective society co crew pasta pizza class school reserves academy pre preschool playgroup juniors
infants team table tops
""")
_TITLES = words_of("""
mr mrs ms miss mx dr doctor prof professor cllr councillor captain capt major colonel sergeant sgt constable pc
inspector rev revd reverend father sister brother imam rabbi canon bishop archdeacon pastor lord lady sir dame baroness
judge justice minister st saint king queen prince princess uncle auntie aunt nurse coach chef dj mc
""")
NOT_FIRST = _BODIES | _TITLES
_ENDS_LIKE_MANY = ("ers", "ists", "ics", "ies", "ings", "tions", "ments", "shire", "ness", "ship", "ology")
_SURE_BEFORE = Pattern(
    r"(?:\b(?:winners?|runners?[- ]up|(?:1st|2nd|3rd|first|second|third)\s+(?:prize|place)|prize\s*winner|"
    r"(?:highly\s+)?commended|missing|owner)\s*(?:is|was|are|goes\s+to|went\s+to|:|–|-)\s*|"
    r"\b(?:prize|token|voucher|hamper|medal|raffle|certificate|rosette|bouquet)s?\b[^.!?\n]{0,40}\b(?:goes|went|go|going|sent|given|"
    r"awarded|presented|off|on\s+(?:its|the|their)\s+way)\s+to\s+|"
    r"\b(?:labelled|marked|engraved|embroidered|inscribed|belong(?:s|ing)?\s+to|property\s+of|"
    r"names?\s+(?:inside|tag|label|tape|on)\b[^.!?\n]{0,20}|(?:it|label|tag|planner|cover|lid|card|badge|sticker|pass)\s+(?:says|reads|said|has))"
    r"\s*(?:is|was|:|–|-|,)?\s*|"
    r"\b(?:won|baked|knitted|sewn|donated|built|found|driven|handed\s+in|grown|nominated|spotted)\s+by\s+|"
    r"\bour\s+(?:\w+\s+){0,2}(?:regular|member|visitor|reader|helper|friend|neighbour|fan|follower|winner|champion|youngster),?\s+|"
    r"\bask\s+for\s+|\b(?:said|says|writes|told\s+us|asked|wrote|added|adds|explains|explained|tells\s+us|remembers|recalls)\s+|"
    r"\b(?:condolences\s+to|rest\s+in\s+peace|rip|in\s+memory\s+of|happy\s+(?:\w+\s+)?birthday|get\s+well\s+soon),?\s+(?:to\s+)?)"
    r"[\"“‘']?$",
    re.I,
)
_FOUND = re.compile(r"^\W*(?:found|lost|left|handed\s+in|missing)\b", re.I)
_THANKED = Pattern(
    r"\b(?:hello|hi|hiya|dear|"
    r"thanks|thank\s+you|ta|cheers|kudos|shout[- ]?out|bravo|hats\s+off|three\s+cheers|applause|big\s+hand|hand|"
    r"congratulations|congrats|well\s+done|good\s+luck|get\s+well|welcome\s+back|farewell|goodbye|grateful|hooray|hurrah|hurray)\s*,?\s+"
    r"(?:(?:so|very)\s+much\s+|again\s+|soon\s+)?(?:(?:to|for)\s+)?(?:(?:the|our)\s+(?:lovely|wonderful|amazing|brilliant|marvellous|kind)\s+|"
    r"lovely\s+|wonderful\s+)?$",
    re.I,
)
_ALSO_THANKED = re.compile(r"\b(?:without|by|from|and|or|was|is)\s+$", re.I)
_ITS_A_PLACE = re.compile(
    r"\b(?:in|at|near|on|of|through|via|past|outside|across|around|the|into|towards?|between|off)\s+[\"“‘']?$", re.I
)
_SAYS_WHO = re.compile(
    r"^,?\s+(?:who(?:['’]s|\s+(?:has|is|was|had|loves|lives|likes|comes|came|sews|drives|sits|gets|goes|went|won|made|gave|"
    r"drove|sewed|baked|\w{3,}ed)\b)|whose\b|(?:and|with)\s+(?:his|her)\b|(?:died|passed\s+away|turned|turns)\b)|"
    r"^\s*\((?:aged?\s+)?\d{1,2}\)|^\s*\((?:in\s+)?(?:Year\s+|Y)\d{1,2}\b",
    re.I,
)
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.I)
# “A coat has Ula Vensk written in it”
_WRITTEN_AFTER = re.compile(
    r"\s+(?:is\s+)?(?:written|printed|sewn|inked|marked|embroidered|stitched|engraved|painted)\s+(?:in|on|inside|along|across)\b",
    re.I,
)
_NEXT_HE_OR_SHE = re.compile(r"\s*(?:He|She|His|Her)\b")


def stands_as_a_person(text: str, first: Token, last: Token, end: int) -> bool:
    """Whether two words with capitals that no list knows for a whole name stand where people stand."""
    if not (_may_be_name(first) and _may_be_name(last)) or first.low in NOT_FIRST or last.low in _BODIES:
        return False
    if not is_family(last) and (last.low.endswith(_ENDS_LIKE_MANY) or re.search(r"[^aeious]s$", last.low)):
        return False
    sentence = sentence_at(text, first.start)
    before = text[max(sentence.start, first.start - 80) : first.start]
    after = text[end : max(end, min(sentence.end, end + 80))]
    if re.match(r"\s+(?:&|[A-Z])", after):
        return False
    if _SURE_BEFORE.search(before):
        return True
    if _ITS_A_PLACE.search(before):
        return False
    if _SAYS_WHO.match(after) or _WRITTEN_AFTER.match(after):
        return True
    in_quotes = before[-1:] in ('"', "“", "‘", "'") and after[:1] in ('"', "”", "’", "'", ",")
    if in_quotes and _FOUND.match(sentence.text):
        return True
    if first.low not in FAMILY and "'" not in first.low and _THANKED.search(before):
        return True
    known = is_family(last) or may_be_given(first)
    told = _HE_OR_SHE.search(after) or _NEXT_HE_OR_SHE.match(text[sentence.end : sentence.end + 20])
    return bool(known and told and _ALSO_THANKED.search(before))


def _may_be_name(token: Token) -> bool:
    return is_name_like(token) or (
        token.is_capital
        and not token.base.isupper()
        and (token.low in FAMILY or may_be_given(token))
        and not any(token.low in known for known in (WORDS, ONE_WORD, PEOPLE_WORDS, TIME_WORDS, BODY, ORDINARY))
    )
