"""Markdown of a policy's sections to HTML that is safe to show. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h4", "h5", "h6", "code", "pre", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
HEADING_SHIFT = 3  # a section's own title is an h3

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def _picture(self: RendererHTML, tokens: list[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    """Nothing is loaded from elsewhere, so what a picture shows stands there in words."""
    shows = self.renderInlineAsText(tokens[at].children, options, env).strip()
    return escape(f"(Picture: {shows})" if shows else "(Picture)")


_parser.add_render_rule("image", _picture)


@lru_cache(maxsize=256)
def to_html(markdown: str) -> str:
    """Clean HTML of a section's text; headings begin below the section's own. Never raises for any text."""
    tokens = _parser.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADING_SHIFT, 6)}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
