"""What a policy can show: a version as a document by itself, and a pack of everything for a span of time.

documents.py makes HTML that needs nothing but one style sheet, tables.py the lists, pack.py the ZIP. What other apps
know of a policy (decisions that name a section) comes as chapters that they register.
"""
