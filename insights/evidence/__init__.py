"""Packs of evidence: asked for, made in the background, downloaded (DESIGN 8).

asking.py has every move of a pack but its making; making.py is one worker's run; what goes into a pack of each kind
stands in post.py, incident.py, policy.py, requests.py and span.py, which put together tables (writing.py), told rows
(telling.py) and events (chain.py). rights.py says who may ask and take.
"""
