"""What the linear model sees of a comment: words, pieces of words, and the rules' hits as named numbers."""

from collections import Counter
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


def named(hits: list[Hit], found: list[Token], counted: list[str], raw: str) -> list[str]:
    """The named features that hold for a comment: each is there or not."""
    counts = Counter(hit.name for hit in hits)
    names = [*counts, *(f"{name}>=2" for name, count in counts.items() if count >= 2)]
    has = counts.__contains__

    strong = sum(
        count
        for name, count in counts.items()
        if name[:2] == "s." and name not in ("s.strain", "s.worry", "s.services", "s.abuse", "s.restraint", "s.throws")
    )
    now = sum(count for name, count in counts.items() if name[:2] == "d.")
    names += _steps("safety", strong, 1, 2, 3)
    names += _steps("now", now, 1, 2, 3)
    if strong:
        names += _steps("safety&now", now, 1, 2)
        names.append("safety&awareness" if has("c.awareness") else "safety&plain")
        if has("s.medical") or has("s.place") or has("s.intruder") or has("d.act"):
            names.append("safety&act")
    if is_danger(counts, strong):
        names.append("danger")
    service = sum(name[:2] == "g." for name in counts)
    case = sum(name[:2] == "c." and name not in ("c.awareness", "c.past", "c.quoted") for name in counts)
    kind = sum(name[:2] == "n." for name in counts)
    hate = sum(name[:2] == "h." for name in counts)
    threat = has("t.violence") or has("t.menace")
    insult = sum(name[:2] == "i." and name not in ("i.swear", "i.self") for name in counts)
    names += _steps("service", service, 1, 2, 3, 4)
    names += _steps("case", case, 1, 2, 3, 4)
    names += _steps("kind", kind, 1, 2, 3)
    names += _steps("hate", hate, 1, 2)
    names += _steps("insult", insult, 1, 2, 3)
    if hate:
        names.append("hate&quoted" if has("c.quoted") or has("i.self") else "hate&plain")
    if threat:
        names.append("threat&service" if service else "threat&plain")
    child = has("c.child") or has("c.child_age")
    if child and has("c.ask"):
        names.append("child&ask")
    if child and has("c.body_did"):
        names.append("child&body")
    if has("c.ask") and not child:
        names.append("ask&nochild")
    if service >= 2 and case <= 1:
        names.append("service&nocase")
    if case >= 2 and not service:
        names.append("case&noservice")
    if insult and not case and not service:
        names.append("insult&only")
    if kind and not case and not service and not insult and not hate:
        names.append("kind&only")
    if not (kind or case or service or insult or hate or strong):
        names.append("nothing")
    if has("a.misconduct") and has("a.named_only"):
        names.append("misconduct&named")
    spam = sum(name[:2] == "m." and name not in ("m.about", "m.offer_free", "m.link", "m.trade") for name in counts)
    names += _steps("spam", spam, 1, 2, 3)
    if has("m.link"):
        names.append("link&offer" if has("m.offer_free") or has("m.about") else "link&plain")
    young = sum(has(name) for name in ("u.age", "u.both", "u.signed", "u.turning", "u.year"))
    if young:
        names.append("young&not" if has("u.not") or has("u.older") else "young&plain")
        names += _steps("young", young, 1, 2)
        if has("u.voice") or has("u.phone") or has("u.class"):
            names.append("young&voice")
    request = sum(
        has(name)
        for name in ("r.held", "r.copy", "r.erase", "r.foi", "r.foi_ask", "r.recorded", "r.breach", "r.leak", "r.sar")
    )
    names += _steps("request", request, 1, 2)
    if request:
        names.append("request&about" if has("r.about") else "request&plain")
        if has("r.law_clock") or has("r.period"):
            names.append("request&law")
    if any(hit.sure and hit.speaks_for == "personal_data" for hit in hits):
        names.append("identified")

    spoken = [(hit.start, hit.end) for hit in hits if hit.name == "figure"]
    meant = counted
    if spoken:
        meant = [word for word, token in zip(counted, found, strict=False) if not _covered(token, spoken)]
    touched = themes(frozenset(meant))
    names += ("theme " + theme for theme in touched)
    worry = sum(theme in _WORRY for theme in touched)
    names += _steps("worry", worry, 2, 3, 4, 5)
    if child or any(word in ("§child", "§sibling", "kid", "kids", "child") for word in counted):
        names += _steps("worry&child", worry, 1, 2, 3, 4)
    group = "§id" in counted
    for theme in ("worth", "nature", "belonging", "contempt"):
        if theme in touched:
            names.append(f"group&{theme}" if group else f"nogroup&{theme}")
    if worry >= 2 and "moment" in touched:
        names.append("worry&moment")
    if "conduct" in touched and (has("a.named_only") or has("a.named_misconduct")):
        names.append("named&conduct")
    if "privacy" in touched and (has("g.service_named") or has("n.friend") or any(word in _SPEAKS for word in counted)):
        names.append("you&privacy")

    size = len(found)
    you = sum(word in _SPEAKS for word in counted)
    mine = sum(word in _I for word in counted)
    names += _steps("you", you, 1, 2, 4)
    names += _steps("mine", mine, 1, 2, 4)
    names += _steps("they", sum(word in _SCHOOLISH for word in counted), 1, 2)
    names += _steps("size", size, 6, 12, 25, 45)
    if size < 6:
        names.append("size<6")
    marks = sum(token.kind == "mark" for token in found)
    questions = sum("?" in token.text for token in found if token.kind == "mark")
    names += _steps("?", questions, 1, 2)
    names += _steps("!", marks - questions, 1, 2, 4)
    emoji = sum(token.kind == "emoji" for token in found)
    names += _steps("emoji", emoji, 1, 3)
    letters = "".join(filter(str.isalpha, raw[:600]))
    if len(letters) > 12 and sum(map(str.isupper, letters)) > 0.5 * len(letters):
        names.append("shouting")
    if you and not mine:
        names.append("you&nomine")
    if mine and not you:
        names.append("mine&noyou")
    return names


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
