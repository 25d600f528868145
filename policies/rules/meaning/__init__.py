"""What a sentence means to the rules: two small trained models that see no names.

`judging.py` is what rules call. `units.py` cuts a text into sentences without names. `themes.py` and `features.py`
say what the linear model sees of a sentence, `model.py` adds up its weights and explains them. `encoder.py` reads the
sentences of which that model has a doubt, in pieces of words (`policies/encoding/`). `policies/training/` trained both.
"""
