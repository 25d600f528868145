"""A post while it is written: the editor, what it begins with, its links, its revisions."""
