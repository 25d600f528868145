"""E-mail addresses, plain or written out, that are neither the service's own nor an organisation's."""

import re
from collections.abc import Iterator

from policies.names import FAMILY, GIVEN
from policies.rules.contacts.own import PUBLIC_MAIL, Contact, Own
from policies.rules.contacts.somebody import SOMEBODY
from policies.rules.pcre import Pattern
from policies.rules.text import EMAIL, sentence_at
from policies.vocabulary import WORDS, words_of

_ROLE_MAILBOX = re.compile(
    r"^(?:info|enquir(?:y|ies)|enquire|contact(?:us)?|hello|help(?:desk|line)?|admin|office|"
    r"reception|book(?:ings?)?|events?|"
    r"support|team|mail|post|press|media|library|libraries|school|send|sen|sendiass|iass|senteam|sendteam|ehc|ehcp|"
    r"admissions?|transport|localoffer|local\.offer|feedback|complaints|service|customer\w*|training|news\w*|"
    r"parentcarerforum|forum|governance|dpo|foi|mediation|tribunal\w*|sendist\w*|camhs|earlyhelp|frontdoor|mash|"
    r"families|fis|participation|consultations?|volunteer\w*|referrals?|advice|outreach|hub)"
    r"(?:[._-]?(?:team|office|desk|service|info|admin|enquiries|send|north|south|east|west|uk|line|support))*\d?$",
    re.I,
)


def emails(text: str, own: Own) -> Iterator[Contact]:
    for match in EMAIL.finditer(text):
        address = match[0].casefold().rstrip(".")
        name, _, domain = address.partition("@")
        if address in own.emails or domain in own.domains or _OF_A_SERVICE.search(domain):
            continue
        if _is_of_an_organisation(text, match.start(), name, domain):
            continue
        if name in re.split(r"[.-]", domain) and domain not in PUBLIC_MAIL:
            continue
        yield Contact((match.start(), match.start() + len(match[0].rstrip("."))), "email")


def _is_of_an_organisation(text: str, start: int, name: str, domain: str) -> bool:
    """“press@”, “youngcarers@” and what else is called after work; but never with a mail firm or beside a parent."""
    if domain in PUBLIC_MAIL:
        return False
    if _OF_A_COUNCILLOR.match(name) and "council" in domain + text[max(0, start - 120) : start].casefold():
        return True
    works = bool(_WORKS.search(domain.rpartition(".")[0] or domain))
    if _ROLE_MAILBOX.match(name) or _is_a_desk(name):
        return works or not _POST_FIRM.search(domain)
    sentence = sentence_at(text, start)
    if not works and (_POST_FIRM.search(domain) or SOMEBODY.search(text[sentence.start : start])):
        return False
    parts = [part for part in re.split(r"[._+-]", name) if part]
    if any(part in GIVEN or len(part) == 1 or any(sign.isdigit() for sign in part) for part in parts):
        return False
    if all(_is_made_of_words(part) for part in parts):
        return True
    return works and len(parts) == 1 and parts[0] not in FAMILY and not _has_a_family_name(parts[0])


def _has_a_family_name(word: str) -> bool:
    """“tmarsh”: an initial and a family name."""
    return word[1:] in FAMILY or any(word.startswith(given) and word[len(given) :] in FAMILY for given in _starts(word))


def _starts(word: str) -> Iterator[str]:
    return (word[:length] for length in range(3, len(word) - 1) if word[:length] in GIVEN)


def _is_made_of_words(run: str) -> bool:
    """“youthvoice” is “youth” and “voice”."""
    if _has_a_family_name(run):
        return False
    ends = {0}
    for end in range(2, len(run) + 1):
        if any(end - start >= 2 and (run[start:end] in WORDS or run[start:end] in _DESKS) for start in ends):
            ends.add(end)
    return len(run) in ends and len(run) > 3


_OF_A_COUNCILLOR = re.compile(r"(?:cllr|councillor)[._-]?\w|mayor$")
_POST_FIRM = re.compile(r"mail|post|inbox|letter|webbox|broadband|online\.|internet|hotm|outlook")
_WORKS = re.compile(
    r"council|museum|theatre|mediation|care\b|care\.|carers|school|academy|college|forum|foundation|leisure|trust|nhs|gov|librar|centre|"
    r"church|hub|charity|advice|ombudsman|tribunal|societ|associat|service|police|hospital|clinic|cinema|gallery|sport|uni(?:versity)?\b|"
    r"solicitors|transport|bus\b|housing|fund|network|alliance|project|park|farm|zoo|club|group|iass|pcf|bank|shop|company|arts|"
    r"\.gov|\.sch|\.nhs|\.ac|\.org"
)


def _is_a_desk(name: str) -> bool:
    """“travel”, “box.office”: a mailbox that is called after work, not after a person."""
    parts = re.split(r"[._+-]", name)
    return all(part in WORDS or part in _DESKS or _ROLE_MAILBOX.match(part) for part in parts) and not any(
        part in GIVEN or part in FAMILY for part in parts
    )


_DESKS = words_of("""
travel transport box tickets finance payments licensing parks highways housing planning councillor democratic
electoral registrar wardens lettings hire rentals nurseries nursing therapy physio orthotics audiology wheelchair
treasurer secretary clerk trustees vacancy vacancies volunteering
portage sensory inclusion shortbreaks shortbreak respite youth play holiday activities sports leisure theatre
cinema museum gallery reception enquiry editor newsroom comms communications marketing jobs careers hr recruitment
payroll cases intake enrol enrolment apply quiet hour awards award nominations tickets donate giving appeals waste
repairs reviews renewals permits passes buses school home family families youth young carers parents to the of for and
box office pool swim hub desk voice panel bookings booking duty triage portal pass register survey surveys
scrutiny democracy committee committees commissioning dental medical optical community research study studies
interviews participants project projects homeed education elective health wellbeing safeguarding lado governors head
taster tasters headteacher bursar senco exams attendance autism adhd dyslexia ask hi
""")
_AT = r"(?:\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s+(?:at|AT)\s+|\s+@\s+|\s+@|@\s+|@)"
_DOT = r"(?:\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s+(?:dot|DOT)\s+|\.)"
_WRITTEN_OUT = Pattern(
    rf"(?<![\w.@])([\w+-]{{1,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}})({_AT})"
    rf"([\w-]{{2,40}}(?:{_DOT}[\w-]{{2,20}}){{1,4}})(?!\w)"
)
_MAY_BE_WRITTEN_OUT = Pattern(r"\bdot\b|\bDOT\b|[\[({]\s?(?:at|@)|\s@|@\s|\b(?:at|AT)\s+\w+\.\w")
_OF_A_SERVICE = re.compile(r"(?:send)?ias{1,2}\.")  # services like ours, whose addresses are no private person's
_NO_MAILBOX = words_of("""
us more online out it website page site information details here now available find read meet look come go
join live event based held take place back one starts starting begins open begin everyone all available session
""")


def written_out_emails(text: str, own: Own) -> Iterator[Contact]:
    """“jo at mail dot example”, “jo [at] mail.example”, “jo @ mail.example”."""
    if not _MAY_BE_WRITTEN_OUT.search(text):
        return
    for match in _WRITTEN_OUT.finditer(text):
        name, domain = (re.sub(_DOT, ".", match[group]).casefold() for group in (1, 3))
        plain_dot = not re.search(r"dot|[\[({]", match[3], re.I)
        if match[2] == "@" and plain_dot:
            continue  # written the common way: `emails` has it
        if match[2].strip().casefold() == "at" and plain_dot and domain not in PUBLIC_MAIL:
            continue  # “meet at library.example”
        if f"{name}@{domain}" in own.emails or domain in own.domains or name in _NO_MAILBOX:
            continue
        if not _ROLE_MAILBOX.match(name) or domain in PUBLIC_MAIL:
            yield Contact(match.span(), "email")
