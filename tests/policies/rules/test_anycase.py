"""Patterns that ignore case by looking at small letters first: what they find is what `re.I` finds."""

import json
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import policies.rules
from policies.rules.anycase import AnyCase, needed_words

EXAMPLES = Path(policies.rules.__file__).parent.parent / "examples"


def patterns_in(value):
    if isinstance(value, AnyCase):
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
    return [*some, *(text.upper() for text in some[::4]), *(text.swapcase() for text in some[::4])]


@pytest.mark.parametrize("pattern", list(every_pattern()))
def test_every_pattern_finds_what_it_finds_without_the_short_cut(pattern, texts):
    overlooked = [text for text in texts if pattern.exact.search(text) and not pattern.may_find(text)]
    assert overlooked == []


@pytest.mark.parametrize(
    "text",
    ["Straße", "PLEASE SIGN", "pleaſe ſign", "PLEAſE SıGN", "PLEASE SİGN", "🙂" * 50 + " Please Sign", "", "\ud83d"],
)
def test_odd_letters_are_taken_as_they_are_without_the_short_cut(text):
    quick, exact = AnyCase(r"\bplease\s+Sign\b"), re.compile(r"\bplease\s+Sign\b", re.I)
    assert [one.span() for one in quick.finditer(text)] == [one.span() for one in exact.finditer(text)]
    assert bool(quick.search(text)) is bool(exact.search(text))
    assert quick.sub("-", text) == exact.sub("-", text)


def test_what_kind_of_character_it_is_stays_and_so_do_names_of_groups():
    pattern = AnyCase(r"(?P<Who>[A-Z]+)\S\D\W(?P=Who)\B")
    match = pattern.search("ABxy-abc")
    assert match and match["Who"] == "AB"


def test_a_part_in_its_own_case_is_not_found_in_another():
    pattern = AnyCase(r"\bthe\s+(?-i:Greens)\b")
    assert pattern.search("THE Greens")
    assert not pattern.search("eat the greens")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:stop|begin)s?\s+it\b", {"begin", "stop"}),
        (r"\bplay(?:s|ed)?\b", {"play"}),
        (r"(?:no|not|never)\s+trust", {"trust"}),
        (r"(?:bus|busses|tram)", {"bus", "tram"}),
        (r"(?:cat|\w+)s\b", {"s"}),
        (r"(?:very\s+)?\w+", set()),
        (r"(?:very\s+)+\w+", {"very"}),
        (r"(?<!no\s)(?=help)\w+", set()),
        (r"[?!]", {"?", "!"}),
        (r"[^a]", set()),
        (r"x{0,3}", set()),
    ],
)
def test_the_words_that_a_pattern_cannot_do_without(pattern, words):
    assert set(needed_words(re.compile(pattern))) == words
