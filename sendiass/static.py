"""Static files in production: css/main.css as one file, every file hashed and compressed.

In development the browser follows the @imports of css/main.css itself, so that a change shows at once.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/main.css"
IMPORT = re.compile(r"""@import\s+["'](?P<path>[^"']+)["']\s*;""")
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\s*\)""")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bundle(name: str, read: Callable[[str], str], _seen: tuple[str, ...] = ()) -> str:
    """The style sheet `name` with its @imports put in, and each url() relative to the outermost sheet.

    `read` gives the text of a file by its name among the static files. Comments go, but for licences (/*!).
    Raises ValueError when sheets import each other in a ring.
    """
    if name in _seen:
        raise ValueError(f"{name} imports itself through {' → '.join(_seen)}.")
    folder = posixpath.dirname(name)
    outermost = posixpath.dirname((*_seen, name)[0])

    def put_in(match: re.Match[str]) -> str:
        return bundle(posixpath.normpath(posixpath.join(folder, match["path"])), read, (*_seen, name))

    def relocate(match: re.Match[str]) -> str:
        path = match["path"]
        if path.startswith(("data:", "http:", "https:", "/", "#")):
            return match[0]
        return f'url("{posixpath.relpath(posixpath.join(folder, path), outermost)}")'

    text = COMMENT.sub(lambda match: match[0] if match[0].startswith("/*!") else "", read(name))
    parts: list[str] = []
    end = 0
    for match in IMPORT.finditer(text):
        parts += [URL.sub(relocate, text[end : match.start()]), put_in(match)]
        end = match.end()
    return "".join([*parts, URL.sub(relocate, text[end:])]).strip() + "\n"


class BundledManifestStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, with the @imports of css/main.css put into it first."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if ENTRY in paths and not dry_run:

            def read(name: str) -> str:
                storage, path = paths[name]
                with storage.open(path) as file:
                    return file.read().decode()

            content = bundle(ENTRY, read)
            self.delete(ENTRY)
            self.save(ENTRY, ContentFile(content.encode()))
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run=dry_run, **options)
