"""Figures as they are stored and read again."""

from __future__ import annotations

import json

import pytest

from moderation.classify.model import installed
from moderation.learning import card
from moderation.training import corpus
from moderation.training.measure import quality


def test_the_figures_of_the_card_are_of_the_weights_that_are_shipped():
    """`manage.py measure_classifier` writes them anew."""
    stored = json.loads(card.SHIPPED.read_text(encoding="utf-8"))
    assert stored["model"] == installed().name
    assert stored["kept_comments"] == len(corpus.read(corpus.KEPT))
    assert sum(stored["kept"]["confusion"].values()) == stored["kept_comments"]


def test_figures_survive_being_stored():
    truth = [("general", frozenset()), ("troll", frozenset({"spam"})), ("general", frozenset({"spam"}))]
    answers = [("general", frozenset(), True), ("general", frozenset({"spam"}), False), ("general", frozenset(), True)]
    found = quality(truth, answers)
    assert card.of_values(json.loads(json.dumps(card.as_values(found)))) == found


@pytest.mark.parametrize("values", [{}, {"confusion": None}, {"confusion": {}, "recall": []}, {"recall": "x"}])
def test_figures_of_another_form_are_none(values):
    assert card.of_values(values) is None
