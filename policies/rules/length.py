"""Whether the text fits on each chosen channel."""

from collections.abc import Iterator

from policies.rules import counting
from policies.rules.base import Draft, Example, Finding, Params, Severity, rule


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
    """A text that is longer than a chosen channel allows, counted as that network counts, its link included."""
    for channel in dict.fromkeys(draft.channels):
        text = draft.text_for(channel)
        most = counting.limit(channel)
        if most is None:
            continue
        used = counting.count(channel, counting.as_sent(channel, text, draft.link))
        if used <= most:
            continue
        link_takes = used - counting.count(channel, text)
        full_at = counting.place_where_full(channel, text, reserve=link_takes)
        over = used - most
        characters = "1 character" if over == 1 else f"{over:,} characters"
        with_link = " with its link" if link_takes else ""
        name = counting.network_name(channel)
        yield Finding(
            message=f"{characters} too many for {name}{with_link}. It takes {most:,}: write a shorter text.",
            span=(full_at, len(text)) if full_at is not None and full_at < len(text) else None,
            channel=channel,
        )
