"""Runs small transformers that were stored as whole numbers: `runner.py`, over words in pieces (`wordpieces.py`).

All of them derive from one model and share its vocabulary. What is read with them, and how it is trained, stands where
it is used: policies/rules/meaning/ for drafts, moderation/classify/ for comments.
"""
