"""Whether the text fits on each chosen channel."""

from collections.abc import Iterator

from policies.rules import counting, parting
from policies.rules.base import Draft, Example, Finding, Params, Severity, Span, rule


@rule(
    "length",
    severity=Severity.BLOCK,
    title="Length",
    scope="draft",
    fires=(
        Example("word " * 70, {"channels": ("x",)}),
        Example("👩‍👧" * 141, {"channels": ("x",)}),
        Example("a" * 301, {"channels": ("facebook", "bluesky")}),
    ),
    passes=(
        Example("word " * 56, {"channels": ("x",)}),
        Example("👩‍👧" * 140, {"channels": ("x",)}),
        Example("a" * 301, {"channels": ("facebook", "mastodon")}),
    ),
)
def length(draft: Draft, params: Params) -> Iterator[Finding]:
    """A text that is longer than a chosen channel allows, counted as that network counts, its link included.

    Of a thread each post is counted by itself; the link stands below the first.
    """
    for channel in dict.fromkeys(draft.channels):
        text = draft.text_for(channel)
        most = counting.limit(channel)
        if most is None:
            continue
        pieces = parting.spans(text)
        if channel in draft.threads or len(pieces) == 1:
            for number, piece in enumerate(pieces):
                link = "" if number else draft.link
                which = f"Post {number + 1} of the thread: " if len(pieces) > 1 else ""
                yield from _too_long(channel, text, piece, link, most, which)
        else:  # one post, its parts as paragraphs
            yield from _too_long_in_one(channel, text, draft.link, most)


def _too_long(channel: str, text: str, piece: Span, link: str, most: int, which: str) -> Iterator[Finding]:
    start, end = piece
    said = text[start:end]
    used = counting.count(channel, counting.as_sent(channel, said, link))
    if used <= most:
        return
    link_takes = used - counting.count(channel, said)
    full_at = counting.place_where_full(channel, said, reserve=link_takes)
    message = f"{which}{_in_words(channel, used, most, with_link=bool(link_takes))}"
    span = (start + full_at, end) if full_at is not None and full_at < len(said) else None
    yield Finding(message=message, span=span, channel=channel)


def _too_long_in_one(channel: str, text: str, link: str, most: int) -> Iterator[Finding]:
    said = parting.joined(text)
    used = counting.count(channel, counting.as_sent(channel, said, link))
    if used > most:
        with_link = used > counting.count(channel, said)
        yield Finding(message=_in_words(channel, used, most, with_link=with_link), channel=channel)


def _in_words(channel: str, used: int, most: int, *, with_link: bool) -> str:
    over = used - most
    characters = "1 character" if over == 1 else f"{over:,} characters"
    name = f"{counting.network_name(channel)}{' with its link' if with_link else ''}"
    return f"{characters} too many for {name}. It takes {most:,}: write a shorter text."
