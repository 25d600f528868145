"""Trains and measures the statistical part of the rules of meaning. Needs scikit-learn; running the rules does not.

`corpus.py` reads the labelled drafts, `fit.py` fits and exports weights, `train.py` is what `manage.py train_rules`
runs.
"""
