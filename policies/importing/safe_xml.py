"""Reading XML of a file that somebody else made: no document type, so no entity; bounded in depth and number. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 120
MOST_NODES = 600_000


class BadXml(ValueError):
    """Not well-formed, or made to do harm."""


@dataclass(slots=True)
class Node:
    """An element by its local name, with its attributes by theirs: Word writes the same names in two namespaces."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, *path: str) -> Node | None:
        """The first child of this name, and of that the next."""
        node: Node | None = self
        for name in path:
            node = next((one for one in node.children if one.name == name), None) if node else None
        return node

    def value(self, *path: str) -> str:
        """The attribute `val` of a descendant; "" without one."""
        node = self.child(*path)
        return node.attributes.get("val", "") if node else ""

    def walk(self) -> Iterator[Node]:
        """Itself and all below, in the order of the text."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def parse(data: bytes) -> Node:
    """The root. Raises BadXml for what is not well-formed, has a document type, is too deep or too large."""
    root = Node("", {})
    path = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_NODES or len(path) > DEEPEST:
            raise BadXml("too deep or too large")
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        path[-1].children.append(node)
        path.append(node)

    def end(name: str) -> None:
        path.pop()

    def words(text: str) -> None:
        path[-1].text += text

    def refuse(*_: object) -> None:
        raise BadXml("a document type")

    reader = expat.ParserCreate(namespace_separator="}")
    reader.buffer_text = True
    reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = start, end, words
    reader.StartDoctypeDeclHandler = reader.EntityDeclHandler = refuse
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise BadXml(str(error)) from error
    return root.children[0]


def _local(name: str) -> str:
    return name.rpartition("}")[2]
