"""Patterns that PCRE2 looks for first: what they find is what `re` finds."""

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pcre2
import pytest

import policies.rules
from policies.rules import pcre
from policies.rules.pcre import Pattern

EXAMPLES = Path(policies.rules.__file__).parent.parent / "examples"


def patterns_in(value):
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from patterns_in(one)


def every_pattern():
    for info in walk_packages(policies.rules.__path__, "policies.rules."):
        for name, value in vars(import_module(info.name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                yield pytest.param(pattern, id=f"{info.name}.{name}.{number}")


@pytest.fixture(scope="module")
def texts():
    lines = [line for path in sorted(EXAMPLES.glob("learn/*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    some = [json.loads(line)["text"] for line in lines[::7]]
    spaced = (text.replace(" ", space, 3) for text in some[::5] for space in (" \u2764\ufe0f ", "\u00a0", "\x1c"))
    return [*some, *(text.upper() for text in some[::4]), *(text.swapcase() for text in some[::4]), *spaced]


@pytest.mark.parametrize("pattern", list(every_pattern()))
def test_every_pattern_finds_what_it_finds_without_the_short_cut(pattern, texts):
    overlooked = [text for text in texts if pattern.exact.search(text) and not pattern.may_find(text)]
    assert overlooked == []


@pytest.mark.parametrize(
    "text",
    ["Straße", "PLEASE SIGN", "pleaſe ſign", "PLEAſE SıGN", "PLEASE SİGN", "🙂" * 50 + " Please Sign", "", "\ud83d"],
)
def test_odd_letters_are_taken_as_they_are_without_the_short_cut(text):
    quick, exact = Pattern(r"\bplease\s+Sign\b", re.I), re.compile(r"\bplease\s+Sign\b", re.I)
    assert [one.span() for one in quick.finditer(text)] == [one.span() for one in exact.finditer(text)]
    assert bool(quick.search(text)) is bool(exact.search(text))
    assert quick.sub("-", text) == exact.sub("-", text)


def test_what_kind_of_character_it_is_stays_and_so_do_names_of_groups():
    pattern = Pattern(r"(?P<Who>[A-Z]+)\S\D\W(?P=Who)\B", re.I)
    match = pattern.search("ABxy-abc")
    assert match and match["Who"] == "AB"


def test_a_part_in_its_own_case_is_not_found_in_another():
    pattern = Pattern(r"\bthe\s+(?-i:Greens)\b", re.I)
    assert pattern.search("THE Greens")
    assert not pattern.search("eat the greens")


def test_both_take_every_sign_that_is_looked_at_for_the_same_kind():
    """A sign alone, as PCRE2 is given it, so that those of which it and `re` think otherwise count as odd."""
    kinds = [Pattern(rf"^{kind}\Z", re.I) for kind in (r"\w", r"\d", r"\s", r"\b.", "[a-z]", ".")]
    signs = [chr(number) for number in range(sys.maxunicode + 1)]
    known = [sign for sign in signs if pcre.ODD.search(sign) is None]
    assert 4_000 < len(known) < 8_000
    for kind in kinds:
        assert [sign for sign in known if kind.may_find(sign) is not bool(kind.exact.search(sign))] == []


def test_no_pattern_names_the_sign_that_is_changed_before_the_look():
    named = [one.values[0].exact.pattern for one in every_pattern()]
    assert [pattern for pattern in named if re.search("\ufe0f|\u200b|\\\\u(?:fe0f|200b)", pattern, re.I)] == []


@pytest.mark.parametrize(
    "text", ["cafe\u0301 sale", "snow\u203fman sale", "big\x1csale", "a \u2764\ufe0fsale", "s\u0131x sale"]
)
def test_a_sign_that_pcre2_takes_for_another_kind_changes_nothing(text):
    for pattern in (r"\bcafe\b", r"\bsnow\b", r"big\ssale", r"\bsale", "SIX"):
        exact = re.compile(pattern, re.I)
        assert [one.span() for one in Pattern(pattern, re.I).finditer(text)] == [
            one.span() for one in exact.finditer(text)
        ]


def test_a_list_of_words_longer_than_pcre2_takes_is_looked_for_by_re_alone():
    words = "|".join(f"word{number}ofmany" for number in range(20_000))
    pattern = Pattern(rf"\b(?:{words})\b")
    assert pattern.search("and word19999ofmany here")[0] == "word19999ofmany"
    assert pattern.search("nothing of it") is None


def test_what_is_too_deep_for_pcre2_is_found_all_the_same():
    pattern = Pattern(r"^(?:(a)|(b))*!")
    text = "ab" * 200_000
    with pytest.raises(pcre2.LibraryError):
        pattern._quick(text + "!")
    assert pattern.search(text + "!")
    assert pattern.search(text) is None
