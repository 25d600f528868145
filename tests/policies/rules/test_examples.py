"""The labelled examples: what was measured does not get worse."""

import json
from datetime import date
from pathlib import Path

import pytest

from policies.rules import DEFAULTS
from policies.rules.measuring import Measured, measure

KEPT = Path(__file__).parents[3] / "policies" / "examples" / "kept"
FORM = (
    "length",
    "alt-text",
    "child-image-consent",
    "past-event",
    "quiet-period",
    "shouting",
    "hashtag-case",
    "language",
    "personal-data",
)
MEANING = ("personal-opinion", "impartiality", "promise", "offensive")


@pytest.fixture(scope="module", params=["first-rounds", "last-round"])
def measured(request) -> Measured:
    lines = (KEPT / f"{request.param}.jsonl").read_text(encoding="utf-8").splitlines()
    return measure(lines, DEFAULTS, date(2026, 11, 20))


@pytest.mark.parametrize(("names", "precision", "recall"), [(FORM, 0.97, 0.97), (MEANING, 0.90, 0.80)])
def test_rules_reach_the_figures_asked_for(measured, names, precision, recall):
    for figure in (measured.figures[name] for name in names):
        assert figure.precision is None or figure.precision >= precision
        assert figure.recall is None or figure.recall >= recall


def test_hardly_a_clean_draft_is_stopped(measured):
    assert measured.falsely_blocked <= measured.clean * 0.03


@pytest.mark.parametrize("name", sorted(path.stem for path in KEPT.glob("fields*.jsonl")))
def test_rules_of_form_and_fields_stay_right(name):
    lines = (KEPT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    asked = json.loads(lines[0])["asked"]
    measured = measure(lines, DEFAULTS, date(2026, 11, 23), asked)
    figures = {name: (figure.precision, figure.recall) for name, figure in measured.figures.items()}
    assert figures == dict.fromkeys(asked, (1.0, 1.0))


@pytest.mark.parametrize("name", sorted(path.stem for path in KEPT.glob("form-*.jsonl")))
def test_dates_and_private_people_that_were_once_mended_stay_so(name):
    lines = (KEPT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    measured = measure(lines, DEFAULTS, date(2026, 11, 23), ("past-event", "personal-data"))
    for figure in measured.figures.values():
        assert figure.precision >= 0.96
        assert figure.recall >= 0.97
    assert measured.falsely_blocked <= measured.clean * 0.03


@pytest.mark.parametrize(
    ("file", "precision", "recall"),
    [
        (KEPT / "pictures.jsonl", 0.99, 0.99),
        (KEPT.parent / "measure" / "pictures.jsonl", 0.95, 0.93),
        (KEPT.parent / "measure" / "pictures-later.jsonl", 0.93, 0.93),
    ],
    ids=["learnt from", "not learnt from", "not learnt from, later"],
)
def test_names_beside_a_childs_picture_stay_found(file, precision, recall):
    lines = file.read_text(encoding="utf-8").splitlines()
    figure = measure(lines, DEFAULTS, date(2026, 11, 23), ["name-with-image"]).figures["name-with-image"]
    assert figure.precision >= precision
    assert figure.recall >= recall
