"""Trains the statistical part of the rules of meaning. Needs scikit-learn or torch; running the rules needs neither.

`corpus.py` reads the labelled drafts. `encoder.py` fine-tunes the encoder (`manage.py train_encoder`). `fit.py` fits
and exports the linear weights, `train.py` sets from when each rule fires (`manage.py train_rules`).
"""
