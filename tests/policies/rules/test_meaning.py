"""The rules of meaning: a trained model over sentences, with patterns beside it."""

import itertools

import pytest

from policies.rules import CATALOGUE, ParamsRefused, Ruleset, Setting, Severity, check
from policies.rules.meaning.judging import judge, speaking_words
from policies.rules.meaning.model import ModelMissing, installed, load
from policies.rules.meaning.themes import THEMES, themes_of
from policies.rules.meaning.units import MOST_TOKENS, MOST_UNITS, units

STORY = "A boy we support spent a whole term in the corridor before his plan was changed."
SIDE = "The government is failing disabled children."


def with_params(rule, **params):
    return Ruleset([Setting(rule=rule, severity=Severity.BLOCK, params=params)])


def test_a_finding_marks_the_sentence_and_names_the_words_that_speak_for_it(draft):
    text = f"Our drop-in is on Tuesday. {STORY} Bring a friend."
    (finding,) = [f for f in check(draft(text)) if f.rule == "individual-case"]
    assert finding.quote == STORY
    assert "The words that speak for it most" in finding.message


def test_a_story_that_the_family_agreed_to_passes(found):
    assert found("individual-case", STORY)
    assert not found("individual-case", STORY, story_consent=True)


def test_consent_to_a_story_lets_nothing_else_pass(found):
    assert found("impartiality", SIDE, story_consent=True)


def test_a_phrase_that_the_policy_allows_lets_its_sentence_pass(draft):
    rules = with_params("impartiality", allowed=["Failing Disabled"])
    assert not check(draft(SIDE), rules)
    assert check(draft(f"{SIDE} Vote Green on Thursday."), rules)


def test_an_empty_allowed_phrase_allows_nothing(draft):
    assert check(draft(SIDE), with_params("impartiality", allowed=["", "  "]))


def test_lower_certainty_never_finds_less(draft):
    text = f"{STORY} {SIDE} Some of you clearly didn’t read the last post. We meet on Tuesday."
    counts = [len(check(draft(text), with_params("tone", certainty=certainty))) for certainty in (95, 60, 30, 1)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_however_sure_a_rule_has_to_be_it_finds_what_is_plain(draft):
    """A certainty that nothing reaches would be a rule that is off while every page says that it is on."""
    text = "We guarantee you a place. We always win."
    assert check(draft(text), with_params("promise", certainty=95, patterns=False))
    with pytest.raises(ParamsRefused, match="from 0 to 95"):
        with_params("promise", certainty=96, patterns=False)


@pytest.mark.parametrize("wrong", [{"certainty": "high"}, {"certainty": -1}, {"allowed": "word"}, {"sure": 5}])
def test_parameters_that_do_not_fit_are_refused_with_a_sentence(wrong):
    with pytest.raises(ParamsRefused):
        with_params("tone", **wrong)


NAMES = ("Smith", "Okafor", "Hussain", "Kowalczyk", "Llewellyn", "Nguyen", "Abdullahi", "Cohen", "O’Brien", "Singh")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("libel", "Mrs {}, the head of Larkmoor, has been falsifying records."),
        ("libel", "Mrs {}, the head of Larkmoor, retires in July after thirty years."),
        ("impartiality", "We are backing Councillor {} on Thursday, and so should you."),
        ("impartiality", "Councillor {} opened the new sensory room on Thursday."),
        ("tone", "Perhaps Mr {} could read the first line of the post before asking again."),
        ("promise", "Ask for {} and you will have your place by Friday."),
        ("promise", "{} runs our Tuesday drop-in at the library."),
        ("personal-opinion", "Honestly, {} gave the best talk I have ever heard."),
    ],
)
def test_who_is_named_makes_no_difference(found, rule, sentence):
    assert len({bool(found(rule, sentence.format(name))) for name in NAMES}) == 1


def test_the_service_and_its_host_are_known_by_name(draft):
    (unit,) = judge(draft("Northshire SENDIASS asked Northshire Council for the figures.")).units
    assert unit.tokens[:3] == ("§us", "asked", "§host")


def test_a_hashtag_is_read_word_by_word():
    (unit,) = units("Join in #SaveOurSchools")
    assert unit.tokens == ("join", "in", "§tag", "save", "our", "schools")


def test_a_phrase_of_several_words_touches_its_theme():
    assert "authority" in set(themes_of(("the", "local", "authority", "said")))
    assert all(theme and words for theme, words in THEMES.items())


@pytest.mark.parametrize(
    "text", ["", " \n ", "…", "#", "🙂", "§name §us", "\ud83d", "a" * 5000, "?" * 5000, "#a" * 3000]
)
def test_any_text_is_judged(draft, text):
    check(draft(text))
    assert len(judge(draft(text)).units) <= MOST_UNITS * 20


def test_a_sentence_without_an_end_is_cut_into_pieces_that_cover_it():
    text = "we will get you a place and " * 60
    found = units(text)
    assert max(len(unit.tokens) for unit in found) <= MOST_TOKENS
    assert sum(len(unit.tokens) for unit in found) == 60 * 7
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text", ["We will win. " * 8000, "the council " * 8500, "a,b;c:" * 17_000, "“x” " * 25_000, "@#" * 50_000]
)
def test_of_a_very_long_text_a_bounded_part_is_judged(draft, text):
    assert len(judge(draft(text)).units) <= MOST_UNITS * 20


def test_the_words_that_speak_stand_in_the_sentence(draft):
    one = draft(SIDE)
    (unit,) = judge(one).units
    words = speaking_words(one, unit, "impartiality")
    assert 1 <= len(words) <= 3
    assert set(words) <= set(unit.tokens)


@pytest.mark.parametrize("sentence", ["We are what we are.", "No, it is not so.", "And you?", "6 to 8 at 10."])
def test_words_that_carry_nothing_are_not_named(draft, sentence):
    one = draft(sentence)
    (unit,) = judge(one).units
    assert [speaking_words(one, unit, rule) for rule in installed().outputs] == [()] * len(installed().outputs)


def test_the_model_knows_every_rule_that_leans_on_it():
    model = installed()
    assert set(model.outputs) <= set(CATALOGUE)
    assert set(model.certainty) == set(model.doubt) == set(model.calibration) == set(model.outputs)
    assert all(0 < certainty <= 100 for certainty in model.certainty.values())


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelMissing, match="train_rules"):
        load(tmp_path / "weights.json")


def test_weights_of_another_format_are_refused(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text('{"format": 0}')
    with pytest.raises(ValueError, match="train it again"):
        load(path)
