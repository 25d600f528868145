"""What the linear model sees of a comment: words, pieces of words, and the rules' hits as named numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from moderation.classify.hits import Hit
from moderation.classify.names import NO_NAMES, RELATION
from moderation.classify.neutral import IDENTITY, NAME
from moderation.classify.text import Token
from moderation.classify.themes import themes

# Beyond this many tokens a comment is weighed by its first part; the rules have looked at all of it.
MOST_TOKENS = 400

_SPEAKS = frozenset(
    {"you", "u", "ya", "your", "ur", "yous", "yer", "youre", "you're", "you've", "you'd", "you'll", "yourselves"}
)
_I = frozenset(
    {"i", "i'm", "im", "i've", "ive", "my", "me", "we", "our", "us", "i'd", "we're", "we've", "mine", "myself"}
)
_WORRY = frozenset({"body", "force", "substance", "fear", "alone", "end", "others", "faith", "telling"})
_SCHOOLISH = frozenset({"they", "they've", "they're", "theyve", "theyre", "them"})
_CHILDREN = frozenset({"§child", "§sibling", "kid", "kids", "child"})
_NO_SPAM_ALONE = frozenset({"m.about", "m.offer_free", "m.link", "m.trade"})
_YOUNG = ("u.age", "u.both", "u.signed", "u.turning", "u.year")
_REQUESTS = ("r.held", "r.copy", "r.erase", "r.foi", "r.foi_ask", "r.recorded", "r.breach", "r.leak", "r.sar")


def masked(found: list[Token], raw: str) -> list[str]:
    """The tokens as the model counts them: who and how much is hidden, kinds of things keep their kind."""
    out = []
    sentence_starts = True
    for token in found[:MOST_TOKENS]:
        kind = token.kind
        if kind == "word":
            text = token.text
            if text[0] == IDENTITY:
                out.append("§id")
            elif text[0] == NAME:
                out.append("§name")
            elif (relation := RELATION.get(text)) is not None:
                out.append("§" + relation)
            elif (
                not sentence_starts
                and len(text) > 2
                and raw[token.start].isupper()
                and not raw[token.start : token.end].isupper()
                and text not in NO_NAMES
                and raw[token.start + 1 : token.end].islower()
            ):
                out.append("§name")
            else:
                out.append(text)
            sentence_starts = raw[token.end : token.end + 1] in ".!?\n:" and token.end < len(raw)
        elif kind in ("number", "mail", "link", "handle", "hashtag", "money"):
            out.append("§" + kind)
            sentence_starts = raw[token.end : token.end + 1] in ".!?\n"
        else:
            out.append(token.text[:3])
            sentence_starts = True
    return out


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """The pieces of a word of 3 to 5 letters, with its ends marked; none for what is masked."""
    if word[0] == "§" or len(word) < 3:
        return ()
    edged = f"<{word[:24]}>"
    return tuple(edged[spot : spot + size] for size in (3, 4, 5) for spot in range(len(edged) - size + 1))


def _steps(name: str, count: int, *steps: int) -> list[str]:
    return [f"{name}>={step}" for step in steps if count >= step]


def _covered(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def is_danger(counts: Counter[str], strong: int) -> bool:
    """Whether a worry looks like one of this very moment: somebody is at it, or it stands beside a word for now."""
    if not strong or counts["c.awareness"] or counts["c.past"]:
        return False
    if counts["s.medical"] or counts["s.place"] or counts["s.intruder"] or counts["d.act"] or counts["d.about_to"]:
        return True
    return bool(counts["d.state"]) or bool(counts["d.now"] or counts["d.just"]) or counts["s.missing"] > 1


@dataclass(frozen=True, slots=True)
class Signs:
    """How often each lexicon was hit, and how many of its families."""

    counts: Counter[str]
    safety: int
    now: int
    service: int
    case: int
    kind: int
    hate: int
    insult: int
    has_child: bool

    def has(self, name: str) -> bool:
        return name in self.counts

    def any(self, *names: str) -> bool:
        return any(name in self.counts for name in names)


def _signs(counts: Counter[str]) -> Signs:
    def families(prefix: str, *but: str) -> int:
        return sum(name[:2] == prefix and name not in but for name in counts)

    def hits(prefix: str, *but: str) -> int:
        return sum(count for name, count in counts.items() if name[:2] == prefix and name not in but)

    return Signs(
        counts=counts,
        safety=hits("s.", "s.strain", "s.worry", "s.services", "s.abuse", "s.restraint", "s.throws"),
        now=hits("d."),
        service=families("g."),
        case=families("c.", "c.awareness", "c.past", "c.quoted"),
        kind=families("n."),
        hate=families("h."),
        insult=families("i.", "i.swear", "i.self"),
        has_child="c.child" in counts or "c.child_age" in counts,
    )


def named(hits: list[Hit], found: list[Token], counted: list[str], raw: str) -> list[str]:
    """The named features that hold for a comment: each is there or not."""
    counts = Counter(hit.name for hit in hits)
    signs = _signs(counts)
    return [
        *counts,
        *(f"{name}>=2" for name, count in counts.items() if count >= 2),
        *_of_safety(signs),
        *_of_class(signs),
        *_of_flags(signs, hits),
        *_of_themes(signs, hits, found, counted),
        *_of_voice(found, counted, raw),
    ]


def _of_safety(signs: Signs) -> Iterator[str]:
    yield from _steps("safety", signs.safety, 1, 2, 3)
    yield from _steps("now", signs.now, 1, 2, 3)
    if signs.safety:
        yield from _steps("safety&now", signs.now, 1, 2)
        yield "safety&awareness" if signs.has("c.awareness") else "safety&plain"
        if signs.any("s.medical", "s.place", "s.intruder", "d.act"):
            yield "safety&act"
    if is_danger(signs.counts, signs.safety):
        yield "danger"


def _of_class(signs: Signs) -> Iterator[str]:
    """What tells the classes apart: the service and the case, kind words and insults, alone or together."""
    yield from _steps("service", signs.service, 1, 2, 3, 4)
    yield from _steps("case", signs.case, 1, 2, 3, 4)
    yield from _steps("kind", signs.kind, 1, 2, 3)
    yield from _steps("insult", signs.insult, 1, 2, 3)
    asks = signs.has("c.ask")
    if signs.has_child and asks:
        yield "child&ask"
    if signs.has_child and signs.has("c.body_did"):
        yield "child&body"
    if asks and not signs.has_child:
        yield "ask&nochild"
    if signs.service >= 2 and signs.case <= 1:
        yield "service&nocase"
    if signs.case >= 2 and not signs.service:
        yield "case&noservice"
    if signs.insult and not signs.case and not signs.service:
        yield "insult&only"
    others = signs.case or signs.service or signs.insult or signs.hate
    if signs.kind and not others:
        yield "kind&only"
    if not (signs.kind or others or signs.safety):
        yield "nothing"


def _of_flags(signs: Signs, hits: list[Hit]) -> Iterator[str]:
    """What speaks for a flag besides a worry: hate, threats, conduct, spam, age, requests, identifiers."""
    yield from _steps("hate", signs.hate, 1, 2)
    if signs.hate:
        yield "hate&quoted" if signs.any("c.quoted", "i.self") else "hate&plain"
    if signs.any("t.violence", "t.menace"):
        yield "threat&service" if signs.service else "threat&plain"
    if signs.has("a.misconduct") and signs.has("a.named_only"):
        yield "misconduct&named"
    spam = sum(name[:2] == "m." and name not in _NO_SPAM_ALONE for name in signs.counts)
    yield from _steps("spam", spam, 1, 2, 3)
    if signs.has("m.link"):
        yield "link&offer" if signs.any("m.offer_free", "m.about") else "link&plain"
    if young := sum(map(signs.has, _YOUNG)):
        yield "young&not" if signs.any("u.not", "u.older") else "young&plain"
        yield from _steps("young", young, 1, 2)
        if signs.any("u.voice", "u.phone", "u.class"):
            yield "young&voice"
    if request := sum(map(signs.has, _REQUESTS)):
        yield from _steps("request", request, 1, 2)
        yield "request&about" if signs.has("r.about") else "request&plain"
        if signs.any("r.law_clock", "r.period"):
            yield "request&law"
    if any(hit.sure and hit.speaks_for == "personal_data" for hit in hits):
        yield "identified"


def _of_themes(signs: Signs, hits: list[Hit], found: list[Token], counted: list[str]) -> Iterator[str]:
    """What it is about beyond single words; what stands in a figure of speech is about nothing."""
    spoken = [(hit.start, hit.end) for hit in hits if hit.name == "figure"]
    meant = counted
    if spoken:
        meant = [word for word, token in zip(counted, found, strict=False) if not _covered(token, spoken)]
    touched = themes(frozenset(meant))
    yield from ("theme " + theme for theme in touched)
    worry = sum(theme in _WORRY for theme in touched)
    yield from _steps("worry", worry, 2, 3, 4, 5)
    if signs.has_child or any(word in _CHILDREN for word in counted):
        yield from _steps("worry&child", worry, 1, 2, 3, 4)
    group = "§id" in counted
    for theme in ("worth", "nature", "belonging", "contempt"):
        if theme in touched:
            yield f"group&{theme}" if group else f"nogroup&{theme}"
    if worry >= 2 and "moment" in touched:
        yield "worry&moment"
    if "conduct" in touched and signs.any("a.named_only", "a.named_misconduct"):
        yield "named&conduct"
    if "privacy" in touched and (signs.any("g.service_named", "n.friend") or any(word in _SPEAKS for word in counted)):
        yield "you&privacy"


def _of_voice(found: list[Token], counted: list[str], raw: str) -> Iterator[str]:
    """How it is said: to whom, how long, how loud."""
    size = len(found)
    you = sum(word in _SPEAKS for word in counted)
    mine = sum(word in _I for word in counted)
    yield from _steps("you", you, 1, 2, 4)
    yield from _steps("mine", mine, 1, 2, 4)
    yield from _steps("they", sum(word in _SCHOOLISH for word in counted), 1, 2)
    yield from _steps("size", size, 6, 12, 25, 45)
    if size < 6:
        yield "size<6"
    marks = sum(token.kind == "mark" for token in found)
    questions = sum("?" in token.text for token in found if token.kind == "mark")
    yield from _steps("?", questions, 1, 2)
    yield from _steps("!", marks - questions, 1, 2, 4)
    yield from _steps("emoji", sum(token.kind == "emoji" for token in found), 1, 3)
    letters = "".join(filter(str.isalpha, raw[:600]))
    if len(letters) > 12 and sum(map(str.isupper, letters)) > 0.5 * len(letters):
        yield "shouting"
    if you and not mine:
        yield "you&nomine"
    if mine and not you:
        yield "mine&noyou"


def counted_features(counted: list[str]) -> tuple[list[str], float]:
    """Words, pairs and pieces of a comment, with repeats, and the weight that each occurrence has."""
    features: list[str] = []
    before = "^"
    for word in counted:
        features.append("w " + word)
        features.append(f"b {before} {word}")
        features.extend(pieces(word))
        before = word
    return features, 1.0 / max(len(counted), 4) ** 0.5
