"""Word documents for the tests, put together from their parts as Word does it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
OTHERS = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("mc", "wps", "v", "a", "wp"))
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" {OTHERS}'
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("Titel", "Title"),
        ("Ueber1", "heading 1"),
        ("Ueber2", "heading 2"),
        ("TOC1", "toc 1"),
    )
) + (
    '<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Ours"/><w:basedOn w:val="Ueber1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    look = f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}</w:rPr>"
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """`number` is a list's id and the depth in it: 1 has bullets, 2 has figures."""
    about = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if number:
        about += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{about}</w:pPr>{inside}</w:p>"


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, style=f"Ueber{level}")


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def document(*body: str, links: dict[str, str] | None = None, **parts: str | bytes) -> bytes:
    """The file. `parts`: footnotes, header, comments and such as XML; a name with a slash becomes a part as it is."""
    links = {"styles": "styles.xml", "numbering": "numbering.xml", **(links or {})}
    rows = [
        f'<Relationship Id="{key}" Type="{R}/{key}" Target="{target}"/>'
        if not target.startswith(("http", "javascript", "mailto"))
        else f'<Relationship Id="{key}" Type="{R}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
        for key, target in {**links, **{name: f"{name}.xml" for name in parts if "/" not in name}}.items()
    ]
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{TYPES}"><Relationship Id="1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{TYPES}">{"".join(rows)}</Relationships>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
    }
    for name, content in parts.items():
        files[name if "/" in name else f"word/{name}.xml"] = content
    return zipped(files)


def part(root: str, inside: str) -> str:
    return f"<w:{root} {NAMESPACES}>{inside}</w:{root}>"


def zipped(files: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()
