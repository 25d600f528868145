"""Sorts what people write to the service: one class, any number of flags, and why.

Pure: text in, plain values out; no models, settings, clock or network. `core.classify` is the way in; `labels` holds
the classes and flags; the other modules are rules with spans (`safety`, `personal_data`, `requests`, `hostility`,
`question`), what hides who somebody is (`neutral`), and the exported weights (`model`). `moderation.training` makes
the weights.
"""

from moderation.classify.core import Author, Classification, Incoming, Reason, classify
from moderation.classify.labels import CATEGORY_LABELS, CLASSES, FLAG_LABELS, FLAGS, LABELS, Category, Flag

__all__ = [
    "CATEGORY_LABELS",
    "CLASSES",
    "FLAGS",
    "FLAG_LABELS",
    "LABELS",
    "Author",
    "Category",
    "Classification",
    "Flag",
    "Incoming",
    "Reason",
    "classify",
]
