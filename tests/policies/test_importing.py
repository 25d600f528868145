from __future__ import annotations

import re
import tracemalloc

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policies import completeness, importing
from policies.importing import MOST_SECTIONS, Block, Kept, Reading, Unreadable, propose, read_file, read_text
from policies.importing.items import item_for
from policies.models import PolicyVersion
from policies.refusals import Refused
from policies.text import to_html
from tests.policies import word_files as word

WORD = re.compile(r"[^\W\d_]{2,}")


def words(text: str) -> list[str]:
    return sorted(WORD.findall(text))


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def brought_in(data: bytes, name: str = "policy.docx"):
    return propose(read_file(name, data))


def all_of(proposal) -> str:
    return "\n".join(f"{one.title}\n{one.body}" for one in proposal.sections)


def bodies(proposal) -> dict[str, str]:
    return {one.title: one.body for one in proposal.sections}


# Word


def test_headings_become_sections_with_the_item_that_their_words_speak_of():
    proposal = brought_in(
        word.document(
            word.paragraph("Social media at Eastfold", style="Titel"),
            word.paragraph("Approved by the steering group."),
            word.heading("1. Purpose and scope"),
            word.paragraph("For everybody."),
            word.heading("8. Confidentiality"),
            word.paragraph("Nothing about families."),
            word.heading("Pictures of children", 2),
            word.paragraph("With consent."),
            word.paragraph("Trolls", style="Ours"),
            word.paragraph("We do not reply."),
        )
    )
    assert proposal.title == "Social media at Eastfold"
    assert [(one.title, one.item) for one in proposal.sections] == [
        ("About this document", "purpose"),
        ("Purpose and scope", "purpose"),
        ("Confidentiality", "confidentiality"),
        ("Trolls", "negativity"),
    ]
    assert bodies(proposal)["About this document"] == "**Social media at Eastfold**\n\nApproved by the steering group."
    assert bodies(proposal)["Confidentiality"] == "Nothing about families.\n\n# Pictures of children\n\nWith consent."
    assert "see section 8" in proposal.notes[0]


def test_words_in_bold_and_italics_lists_and_links_are_kept():
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>our page</w:t></w:r></w:hyperlink>'
    proposal = brought_in(
        word.document(
            word.heading("Etiquette"),
            word.paragraph(
                "We are ", word.run("always ", bold=True), word.run("very", italic=True), " kind. See ", link
            ),
            word.paragraph("first", number=(1, 0)),
            word.paragraph("inside", number=(1, 1)),
            word.paragraph("too deep at once", number=(1, 0)),
            word.paragraph("one", number=(2, 0)),
            word.paragraph("two", number=(2, 0)),
            links={"rId9": "https://eastfold.example/a"},
        )
    )
    assert bodies(proposal)["Etiquette"] == (
        "We are **always** *very* kind. See [our page](https://eastfold.example/a)\n\n"
        "- first\n    - inside\n- too deep at once\n1. one\n2. two"
    )
    html = to_html(bodies(proposal)["Etiquette"])
    assert html.count("<ul>") == 2
    assert html.count("<ol>") == 1


def test_a_link_that_is_no_address_stays_as_words():
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>press here</w:t></w:r></w:hyperlink>'
    proposal = brought_in(
        word.document(word.heading("Etiquette"), word.paragraph(link), links={"rId9": "javascript:alert(1)"})
    )
    assert bodies(proposal)["Etiquette"] == "press here"


def test_a_table_becomes_a_table_and_one_of_a_single_column_paragraphs():
    proposal = brought_in(
        word.document(
            word.heading("Comments"),
            word.table(("When", "Who | what"), ("Now",), (word.paragraph("A") + word.paragraph("B"), "Us")),
            word.table((word.heading("Monitoring") + word.paragraph("Each month."),)),
        )
    )
    assert bodies(proposal)["Comments"] == "| When | Who \\| what |\n| --- | --- |\n| Now |  |\n| A / B | Us |"
    assert bodies(proposal)["Monitoring"] == "Each month."
    assert "<table>" in to_html(bodies(proposal)["Comments"])


def test_footnotes_follow_the_paragraph_that_names_them():
    footnotes = word.part("footnotes", f'<w:footnote w:id="2">{word.paragraph("See the Act of 2014.")}</w:footnote>')
    proposal = brought_in(
        word.document(
            word.heading("Purpose"),
            word.paragraph("By law", '<w:r><w:footnoteReference w:id="2"/></w:r>', " we exist."),
            footnotes=footnotes,
        )
    )
    assert bodies(proposal)["Purpose"] == "By law (note 1) we exist.\n\nNote 1: See the Act of 2014."


def test_several_notes_of_a_paragraph_keep_their_numbers_and_one_that_is_named_twice_its_own():
    notes = "".join(f'<w:footnote w:id="{n}">{word.paragraph(f"Note text {n}.")}</w:footnote>' for n in (2, 3, 4))
    first, second, third = (f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (2, 3, 4))
    proposal = brought_in(
        word.document(
            word.heading("Purpose"),
            word.paragraph("A", first, " B", first, " C", second),
            word.paragraph("D", third, " E", second),
            footnotes=word.part("footnotes", notes),
        )
    )
    assert bodies(proposal)["Purpose"].split("\n\n") == [
        "A (note 1) B (note 1) C (note 2)",
        "Note 1: Note text 2.",
        "Note 2: Note text 3.",
        "D (note 3) E (note 2)",
        "Note 3: Note text 4.",
    ]


MANY = 20_000
BOX = "<w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent>"
STYLES = "".join(
    f'<w:style w:styleId="s{n}"><w:name w:val="n"/><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(MANY)
)
LEVELS = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>' * MANY
NUMBERS = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in range(MANY))
NOTES = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>' for n in range(8_000))
MARKS = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(8_000))
HEADS = "".join(f'<Relationship Id="h{n}" Type="{word.R}/header" Target="h.xml"/>' for n in range(MANY))
TWENTY = 20


@pytest.mark.parametrize(
    ("inside", "parts"),
    [
        (f"<w:r><w:drawing>{BOX * MANY}</w:drawing></w:r>", {}),
        ("<w:r><w:drawing><w:txbxContent><w:p>" * TWENTY + "</w:p></w:txbxContent></w:drawing></w:r>" * TWENTY, {}),
        ("", {"word/styles.xml": word.part("styles", STYLES)}),
        (
            "",
            {
                "word/numbering.xml": word.part(
                    "numbering", f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>{NUMBERS}'
                )
            },
        ),
        (MARKS, {"footnotes": word.part("footnotes", NOTES)}),
        (
            "",
            {
                "word/h.xml": word.part("hdr", word.paragraph("x") * MANY),
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{word.TYPES}">{HEADS}</Relationships>',
            },
        ),
    ],
    ids=["boxes", "boxes in boxes", "styles", "numbers", "notes", "heads"],
)
def test_a_document_that_is_built_to_cost_much_is_read_all_the_same(inside, parts):
    """Each would take minutes with work that grows by the square of its parts."""
    proposal = brought_in(word.document(word.heading("Purpose"), word.paragraph("Kept. ", inside), **parts))
    assert "Kept." in all_of(proposal)


def test_a_document_opens_to_so_much_in_all_parts_together():
    large = {f"word/h{n}.xml": word.part("hdr", word.paragraph("x" * 10_000_000)) for n in range(6)}
    heads = "".join(f'<Relationship Id="h{n}" Type="{word.R}/header" Target="h{n}.xml"/>' for n in range(6))
    rels = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{word.TYPES}">{heads}</Relationships>'}
    with pytest.raises(Unreadable, match="opens to far more"):
        brought_in(word.document(word.heading("Purpose"), word.paragraph("Text."), **large, **rels))


def test_text_boxes_are_taken_once_and_pictures_named_as_left_out():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{word.paragraph('In the box')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{word.paragraph('In the box')}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    picture = '<w:r><w:drawing><wp:docPr descr="Our logo"/><a:blip r:embed="rId5"/></w:drawing></w:r>'
    proposal = brought_in(word.document(word.heading("Profile picture"), word.paragraph("Look: ", box, picture)))
    assert bodies(proposal)["Profile picture"] == "Look: (Picture left out: Our logo)\n\nIn the box"
    assert "1 picture is left out; a line in the text says where." in proposal.notes


def test_what_is_left_out_is_said():
    header = word.part("hdr", word.paragraph("Eastfold, draft 3"))
    proposal = brought_in(
        word.document(
            word.paragraph("Purpose 3", style="TOC1"),
            word.heading("Purpose"),
            word.paragraph(
                "We ",
                f"<w:ins>{word.run('now ')}</w:ins>",
                "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>",
                "write.",
                '<w:r><w:commentReference w:id="0"/></w:r>',
            ),
            header=header,
            **{"word/vbaProject.bin": b"Sub Auto_Open"},
        )
    )
    assert bodies(proposal) == {"Purpose": "We now write."}
    notes = " ".join(proposal.notes)
    for said in ("table of contents", "“Eastfold, draft 3”", "Comments at the edge", "struck out", "macros"):
        assert said in notes


def test_words_of_diagrams_drawn_words_and_form_fields_are_taken():
    diagram = '<w:r><w:drawing><a:graphic><a:relIds r:dm="rId4"/></a:graphic></w:drawing></w:r>'
    data = word.part("dataModel", "<a:p><a:r><a:t>Capture</a:t></a:r></a:p><a:p><a:r><a:t>Hide</a:t></a:r></a:p>")
    drawn = '<w:r><w:pict><v:shape><v:textpath string="OUR POLICY"/></v:shape></w:pict></w:r>'
    entries = '<w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/>'
    listed = f"<w:r><w:fldChar><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar></w:r>"
    box = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase>"
    proposal = brought_in(
        word.document(
            word.heading("Comments"),
            word.paragraph(diagram),
            word.paragraph(drawn),
            word.paragraph("At night? ", listed, " ", box.format(1), " asked ", box.format(0), " done"),
            word.paragraph(f"{ruby}</w:ruby></w:r>"),
            links={"rId4": "diagrams/data1.xml"},
            **{"word/diagrams/data1.xml": data},
        )
    )
    assert bodies(proposal)["Comments"] == "Capture / Hide\n\nOUR POLICY\n\nAt night? No ☒ asked ☐ done\n\nbase"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<w:altChunk r:id="rId8"/>', "file of its own inside the document"),
        ('<w:p><w:subDoc r:id="rId8"/></w:p>', "file of its own inside the document"),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>not</w:t></w:r></w:p>", "struck through stand in the text"),
        ('<w:p><w:r><w:drawing><a:relIds r:dm="rId8"/></w:drawing></w:r></w:p>', "1 picture is left out"),
        ("<w:del><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:del>", "track changes"),
    ],
)
def test_what_is_not_taken_as_it_is_is_said(body, said):
    proposal = brought_in(word.document(word.heading("Comments"), word.paragraph("We answer."), body))
    assert said in " ".join(proposal.notes)
    assert "gone" not in all_of(proposal)


def test_pictures_of_markdown_are_named():
    proposal = propose(read_text("# Profile\n\n![Our logo](logo.png) and ![][two]\n\n# Comments\n\nText!"))
    assert proposal.notes == ("2 pictures are left out; a line in the text says where, in the words that describe it.",)
    assert "Our logo" in to_html(bodies(proposal)["Profile"])


def test_without_heading_styles_bold_numbered_lines_are_headings():
    proposal = brought_in(
        word.document(
            word.paragraph("Our social media policy"),
            word.paragraph(word.run("1. Purpose", bold=True)),
            word.paragraph("Why we have it."),
            word.paragraph(word.run("2. Comments", bold=True)),
            word.paragraph(word.run("Unhappy people", bold=True)),
            word.paragraph("Be kind."),
            word.paragraph(word.run("Never shout.", bold=True)),
        )
    )
    assert bodies(proposal) == {
        "Before the first heading": "Our social media policy",
        "Purpose": "Why we have it.",
        "Comments": "# Unhappy people\n\nBe kind.\n\n**Never shout.**",
    }


def test_signs_of_markdown_in_the_text_stay_signs():
    proposal = brought_in(
        word.document(
            word.heading("Etiquette"),
            word.paragraph("# no heading"),
            word.paragraph("> no quotation"),
            word.paragraph("a * b * c <b> [x](http://x.example) `y` _z_ snake_case"),
        )
    )
    html = to_html(bodies(proposal)["Etiquette"])
    assert "<h" not in html
    assert "<blockquote" not in html
    assert "<a " not in html
    assert "<em>" not in html
    assert "snake_case" in html


PARTS = st.lists(
    st.one_of(
        st.tuples(st.just("heading"), st.integers(1, 2), st.text("abcdefgh äß", min_size=1, max_size=150)),
        st.tuples(st.just("text"), st.booleans(), st.text("abcdefgh *_[]<>#|`\\.-1\n", min_size=1, max_size=80)),
        st.tuples(st.just("point"), st.integers(0, 8), st.text("abcdefgh", min_size=1, max_size=20)),
        st.tuples(st.just("table"), st.integers(1, 3), st.text("abcdefgh| ", min_size=1, max_size=20)),
    ),
    min_size=1,
    max_size=25,
)


@example(parts=[("text", False, "aa\\a"), ("text", True, "b*\\*b cc")])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS)
def test_every_word_of_the_document_ends_in_a_section(parts):
    make = {
        "heading": lambda more, text: word.heading(text, more),
        "text": lambda more, text: word.paragraph(word.run(text, bold=more)),
        "point": lambda more, text: word.paragraph(text, number=(1, more)),
        "table": lambda more, text: word.table(*[(text,) * more] * 2),
    }
    times = {"table": lambda more: 2 * more}
    source = [word for kind, more, text in parts for word in words(text) * times.get(kind, lambda _: 1)(more)]
    reading = read_file("policy.docx", word.document(*(make[kind](more, text) for kind, more, text in parts)))
    if not any(block.text.strip() for block in reading.blocks):
        return
    sections = propose(reading).sections
    found = [one for section in sections for said in (section.title, unescaped(section.body)) for one in words(said)]
    for one in set(source):
        assert found.count(one) >= source.count(one)


def test_long_headings_long_sections_and_long_paragraphs_lose_nothing():
    long_title = "heading " * 40
    long_text = " ".join(f"word{number}" for number in range(9_000))
    proposal = propose(Reading((Block(long_title, 1), Block(long_text), Block("Next", 1), Block("x" * 45_000))))
    assert max(len(one.body) for one in proposal.sections) <= 20_000
    assert max(len(one.title) for one in proposal.sections) <= 120
    text = all_of(proposal)
    assert text.count("heading") >= 40
    assert all(f"word{number}" in text for number in range(9_000))
    assert text.count("x") >= 45_000
    assert [one.title for one in proposal.sections][-1] == "Next (continued 3)"


# Markdown and plain text


def test_markdown_is_taken_word_for_word():
    text = (
        "Preface\n\n# Our policy\n\nIntro [a]\n\n## 1. Purpose\n\n- a\n- b\n\n### Detail\n\n"
        "```\n# code\n```\n\n[a]: https://x.example\n\n## Comments\n\nEnd"
    )
    proposal = propose(read_text(text))
    assert proposal.title == "Our policy"
    assert bodies(proposal) == {
        "Before the first heading": "Preface",
        "About this document": "**Our policy**\n\nIntro [a]",
        "Purpose": "- a\n- b\n\n# Detail\n\n```\n# code\n```\n\n[a]: https://x.example",
        "Comments": "End",
    }


def test_plain_text_with_numbers_or_capitals_is_divided():
    proposal = propose(read_text("1. Purpose\nWhy.\n\n2. Scope\nWho.\n2.1 Staff\n\n3. Comments\r\nHow we answer."))
    assert bodies(proposal) == {"Purpose": "Why.", "Scope": "Who.\n2.1 Staff", "Comments": "How we answer."}
    proposal = propose(read_text("PURPOSE\n\nWhy.\n\nCOMMENTS\n\nHow."))
    assert bodies(proposal) == {"PURPOSE": "Why.", "COMMENTS": "How."}


def test_a_numbered_list_is_no_row_of_headings():
    text = "We do this:\n\n1. Look at it\n\n2. Ask a colleague\n\n3. Answer\n\nThat is all."
    proposal = propose(read_text(text))
    assert len(proposal.sections) == 1
    assert "No heading was found" in proposal.notes[0]
    assert words(all_of(proposal).replace("Before the first heading", "")) == words(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab# *-_>`|[]()\n.1=~\t"), max_size=300))
def test_every_word_of_any_markdown_ends_in_a_section(text):
    if not text.strip():
        return
    try:
        found = all_of(propose(read_text(text)))
    except Unreadable as refusal:
        assert "no text" in str(refusal)
        return
    letters = sorted(sign for sign in text if sign in "ab")
    kept = found.replace("About this document", "").replace("Before the first heading", "").replace("continued", "")
    assert sorted(sign for sign in kept if sign in "ab") == letters


def test_texts_in_other_encodings_are_read():
    for data in (
        "# Zürich\n\nä".encode("utf-16"),
        "# Zürich\n\nä".encode("cp1252"),
        b"\xef\xbb\xbf# Z\xc3\xbcrich\n\n\xc3\xa4",
    ):
        assert bodies(brought_in(data, "policy.md")) == {"Zürich": "ä"}


@pytest.mark.parametrize(
    ("title", "item"),
    [
        ("Confidentiality and disclaimer", "confidentiality"),
        ("Safeguarding", "children"),
        ("Dealing with trolls", "negativity"),
        ("Responding to comments", "comments"),
        ("Who we follow", "following"),
        ("Profile photo", "profile_picture"),
        ("Breaches of this policy", "consequences"),
        ("Introduction", "purpose"),
        ("Political neutrality", "impartiality"),
        ("Appendix C", ""),
    ],
)
def test_the_item_is_guessed_by_the_words_of_the_title(title, item):
    assert item_for(title) == item


# What cannot be read


BOMB = word.zipped({"word/document.xml": b"<a>" + b" " * 200_000_000 + b"</a>"})
ENTITIES = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>'
FROM_OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OPEN = f"<w:document {word.NAMESPACES}><w:body>"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.docx", b"", "This file is empty"),
        ("a.docx", b"no zip at all", "This is no Word document, or it is damaged"),
        ("a.docx", word.zipped({"word/document.xml": "<w:document"}), "damaged or not built"),
        ("a.docx", word.document("<w:p/>")[:-200], "This is no Word document, or it is damaged"),
        ("a.docx", word.zipped({"readme.txt": "x"}), "This is no Word document"),
        ("a.docx", word.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        ("a.docx", word.zipped({"xl/workbook.xml": "<a/>"}), "a spreadsheet or a presentation"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of the old kind"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        ("a.docx", BOMB, "opens to far more"),
        ("a.docx", word.zipped({f"word/{n}.xml": "" for n in range(3_100)}), "thousands of parts"),
        ("a.docx", word.zipped({"word/document.xml": f"{ENTITIES}<a>&y;</a>"}), "damaged or not built"),
        ("a.docx", word.zipped({"word/document.xml": f"{FROM_OUTSIDE}<a>&x;</a>"}), "damaged or not built"),
        (
            "a.docx",
            word.zipped({"word/document.xml": f"{ENTITIES}<a>&y;</a>".encode("utf-16")}),
            "damaged or not built",
        ),
        ("a.docx", word.zipped({"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}), "damaged or not built"),
        ("a.md", bytes(11 * 1024 * 1024), "This file has 11 MB, and 10 MB is the most"),
        ("a.docx", b"x" * 30 * 1024 * 1024, "This file has 30 MB"),
        ("a.txt", b"\x00\x01\x02", "This file is no text"),
        ("a.pdf", b"%PDF-1.7", "ends in .pdf cannot be read"),
        ("policy", b"words", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(name, data, sentence):
    with pytest.raises(Unreadable, match=re.escape(sentence)):
        read_file(name, data)


def test_a_bomb_is_not_unpacked():
    tracemalloc.start()
    with pytest.raises(Unreadable):
        read_file("a.docx", BOMB)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * 1024 * 1024


def test_a_locked_entry_is_said_to_be_locked():
    data = bytearray(word.document(word.paragraph("Text")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Unreadable, match="with a password"):
        read_file("a.docx", bytes(data))


def test_five_thousand_headings_are_refused_and_as_lower_ones_taken():
    many = [word.heading(f"Point {number}") for number in range(5_000)]
    with pytest.raises(Unreadable, match="5,000 headings"):
        brought_in(word.document(*many))
    few = [word.heading("Purpose"), *(word.heading(f"Point {number}", 2) for number in range(3_000))]
    proposal = brought_in(word.document(*few))
    assert len(proposal.sections) <= MOST_SECTIONS


def test_a_document_without_a_word_is_refused():
    for data in (word.document(), word.document(word.paragraph(" "), word.paragraph())):
        with pytest.raises(Unreadable, match="There is no text"):
            brought_in(data)


def test_a_style_that_is_based_on_itself_does_no_harm():
    assert bodies(brought_in(word.document(word.paragraph("x", style="Round")))) == {"Before the first heading": "x"}


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_a_damaged_file_gives_a_sentence_and_never_an_error(noise, at):
    data = bytearray(word.document(word.heading("Purpose"), word.paragraph("Text")))
    data[at : at + len(noise)] = noise
    try:
        proposal = brought_in(bytes(data))
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
    else:
        assert proposal.sections


# The draft


@pytest.fixture
def kept():
    return [
        Kept(title="Purpose", body="Why.", item="purpose", guidance_only=True),
        Kept(title="Comments", body="We answer.", item="comments"),
        Kept(title="Comments", body="More.", item="comments", guidance_only=True),
        Kept(title="Versions", body="How.", item="etiquette"),
    ]


def make(service, manager, kept, **more):
    facts = {"title": "Social media", "kind": "social_media", "owner": manager, "with_usual": True, "by": manager}
    return importing.make_draft(service, sections=kept, **{**facts, **more})


def test_a_draft_is_made_with_the_usual_rules_and_replies_once_an_item(service, manager, kept):
    version = make(service, manager, kept)
    assert list(version.sections.values_list("key", "position")) == [
        ("purpose", 1),
        ("comments", 2),
        ("comments-2", 3),
        ("versions", 4),
    ]
    assert version.reply_templates.filter(section__key="comments").count() == 4
    assert not version.reply_templates.exclude(section__key="comments").exists()
    assert set(version.rule_settings.values_list("section__key", flat=True)) == {"versions"}
    assert completeness.missing(version) == []


def test_without_the_usual_nothing_stands_on_the_sections(service, manager, kept):
    version = make(service, manager, kept, with_usual=False)
    assert not version.rule_settings.exists()
    assert any("Comments" in sentence or "Versions" in sentence for sentence in completeness.missing(version))


def test_another_document_gets_no_rule(service, manager, kept):
    assert not make(service, manager, kept, kind="other").rule_settings.exists()


def test_nothing_is_made_of_nothing_nor_twice_nor_by_a_coordinator(service, manager, coordinator, kept):
    with pytest.raises(Refused, match="at least one"):
        make(service, manager, [])
    with pytest.raises(Refused, match="Only a service manager"):
        make(service, manager, kept, by=coordinator)
    make(service, manager, kept)
    with pytest.raises(Refused, match="already"):
        make(service, manager, kept, title="Another")
    assert PolicyVersion.objects.count() == 1
