"""What the classifier learns from, and how: comments written for this (*.jsonl), and the fitting of its weights.

`kept/` is measured, never learned from. Needs scikit-learn, which running the application does not.
"""
