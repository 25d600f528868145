"""What is taken into the library: told by its content, never by its name, and cleaned of what tells of people."""


class FileRefused(ValueError):
    """A file that is not taken; the text is a sentence for the person."""
