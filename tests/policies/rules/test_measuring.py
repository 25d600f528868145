"""Measuring the rules on labelled drafts."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from policies.rules import DEFAULTS
from policies.rules.measuring import Share, measure, report

TODAY = date(2026, 11, 20)


def line(text, *expect, **facts):
    return json.dumps({"id": text[:5], "text": text, "expect": list(expect), **facts})


def test_right_false_and_missed_are_counted_a_draft():
    lines = [
        line("In my opinion it is too long.", {"rule": "personal-opinion", "words": "In my opinion"}),
        line("In my opinion it is fine.", "promise"),
        line("The drop-in is on Tuesday."),
        "",
    ]
    found = measure(lines, DEFAULTS, TODAY, only=["personal-opinion", "promise"])
    opinion, promise = found.figures["personal-opinion"], found.figures["promise"]
    assert (opinion.right, opinion.false, opinion.missed) == (1, 1, 0)
    assert (promise.right, promise.false, promise.missed) == (0, 0, 1)
    assert (found.drafts, found.clean, found.falsely_blocked) == (3, 2, 1)


def test_other_words_than_the_ones_expected_are_right_and_counted_apart():
    lines = [line("In my opinion it is fine. See you on Tuesday.", {"rule": "personal-opinion", "words": "Tuesday"})]
    figure = measure(lines, DEFAULTS, TODAY, only=["personal-opinion"]).figures["personal-opinion"]
    assert (figure.right, figure.beside) == (1, 1)


def test_a_rule_that_nobody_judged_is_not_counted():
    lines = [line("In my opinion it is fine.", asked=["promise"])]
    assert measure(lines, DEFAULTS, TODAY, only=["personal-opinion"]).figures["personal-opinion"].false == 0


def test_a_rule_that_the_catalogue_does_not_have_is_passed_over():
    assert measure([line("Hello.", "no-such-rule")], DEFAULTS, TODAY).clean == 1


def test_a_share_carries_its_interval():
    assert str(Share(53, 57)) == "0.930 (0.83 to 0.97, n=57)"
    assert Share(0, 0).interval == (0.0, 1.0)


def test_the_report_is_a_table_with_the_clean_drafts_below():
    text = report(measure([line("In my opinion it is fine.")], DEFAULTS, TODAY, only=["personal-opinion"]))
    assert "| `personal-opinion` | 0.000 (0.00 to 0.79, n=1) |" in text
    assert "1 drafts. Clean drafts stopped: 1" in text


def test_the_command_prints_figures_and_misses(tmp_path, capsys):
    path = tmp_path / "drafts.jsonl"
    path.write_text(line("The drop-in is on Tuesday.", "promise"))
    call_command("measure_rules", str(path), "--misses", "--only", "promise")
    printed = capsys.readouterr().out
    assert "| `promise` |" in printed
    assert "missed promise" in printed


@pytest.mark.parametrize(("content", "says"), [("{}", "no labelled draft"), ("nonsense", "no labelled draft")])
def test_a_line_that_is_no_labelled_draft_is_refused(tmp_path, content, says):
    path = tmp_path / "drafts.jsonl"
    path.write_text(content)
    with pytest.raises(CommandError, match=says):
        call_command("measure_rules", str(path))


def test_an_unknown_rule_or_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no rule"):
        call_command("measure_rules", "x", "--only", "nonsense")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("measure_rules", str(tmp_path / "none.jsonl"))
