"""How the classifier learns from what people say of comments, and which version of it sorts.

`nightly.run` is the way in: `examples` reads what people decided, `masking` takes out who it is about, `teaching` fits
weights on our corpus and those examples, `gate` says whether they may be used, `versions` keeps them and hands out the
ones in use. Nothing of a comment is copied: examples are read when they are needed, so that what was purged or erased
is gone from here too. What stays are weights of words that at least three writers used.
"""
