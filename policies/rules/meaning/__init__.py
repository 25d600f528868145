"""What a sentence means to the rules: a small trained model, explained by the words that speak for its answer.

`judging.py` is what rules call. `units.py` cuts a text into sentences without names, `themes.py` and `features.py`
say what is seen of a sentence, `model.py` adds up weights. The weights come from `policies/training/`.
"""
