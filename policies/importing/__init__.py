"""A policy that exists already, brought in. word.py and plain.py: a file to blocks; outline.py: blocks to proposed
sections; items.py: which item of the standard a title speaks of; drafts.py: the draft that is made of them.

Nothing is stored until the person has seen the sections: the preview carries the text in its form.
"""

from policies.importing.blocks import Block, Reading, Unreadable
from policies.importing.drafts import Kept, make_draft
from policies.importing.files import MOST_BYTES, read_file, read_text, require_size
from policies.importing.outline import MOST_SECTIONS, Proposal, Proposed, propose

__all__ = [
    "MOST_BYTES",
    "MOST_SECTIONS",
    "Block",
    "Kept",
    "Proposal",
    "Proposed",
    "Reading",
    "Unreadable",
    "make_draft",
    "propose",
    "read_file",
    "read_text",
    "require_size",
]
