"""Fills the table of contents of a Word document, which Word itself does only when it is asked to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docx.document import Document as OpenDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_LEVELS = {"Heading 1": 1, "Heading 2": 2}
_W = nsdecls("w")
_AFTER_UPDATE = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids")
"""What follows `updateFields` in the settings of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A heading with the bookmark that it was given."""

    text: str
    level: int
    bookmark: str


def fill_contents(document: OpenDocument) -> None:
    """List the headings of two levels where the template has its table of contents; a template may have none.

    The page numbers are fields. Only a word processor knows them: the document has it work them out on opening.
    """
    field = _find_contents(document)
    if not field:
        return
    styles = {str(style.name).lower(): style.style_id for style in document.styles}
    entries = [_mark(paragraph, number) for number, paragraph in enumerate(_headings(document), start=1)]
    instruction = "".join(text for each in field for text in _instructions(each))
    for paragraph in _contents(entries, instruction, styles):
        field[0].addprevious(paragraph)
    for paragraph in field:
        paragraph.getparent().remove(paragraph)
    _ask_for_update(document)


def _headings(document: OpenDocument) -> Iterator[Paragraph]:
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name in _LEVELS and paragraph.text.strip():
            yield paragraph


def _mark(paragraph: Paragraph, number: int) -> _Entry:
    """Put a bookmark around the text of a heading."""
    bookmark = f"_Toc{number:06d}"
    element = paragraph._p  # noqa: SLF001 (python-docx has no bookmarks)
    start = parse_xml(f'<w:bookmarkStart {_W} w:id="{number}" w:name="{bookmark}"/>')
    if element.pPr is None:
        element.insert(0, start)
    else:
        element.pPr.addnext(start)
    element.append(parse_xml(f'<w:bookmarkEnd {_W} w:id="{number}"/>'))
    style = paragraph.style
    return _Entry(text=paragraph.text, level=_LEVELS[str(style.name if style else "")], bookmark=bookmark)


def _find_contents(document: OpenDocument) -> list[BaseOxmlElement]:
    """Give the paragraphs that the field of the table of contents spans."""
    found: list[BaseOxmlElement] = []
    depth = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        if not found and not any(text.strip().startswith("TOC") for text in _instructions(paragraph)):
            continue
        found.append(paragraph)
        for mark in paragraph.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(str(mark.get(qn("w:fldCharType"))), 0)
        if depth <= 0:
            break
    return found


def _instructions(paragraph: BaseOxmlElement) -> Iterator[str]:
    return (each.text or "" for each in paragraph.iter(qn("w:instrText")))


def _contents(entries: Sequence[_Entry], instruction: str, styles: dict[str, str]) -> Iterator[BaseOxmlElement]:
    """Write the field anew: what it is, a paragraph a heading, its end."""
    toc = instruction.partition("PAGEREF")[0].strip()
    opening = (
        f'{_mark_of("begin")}<w:r><w:instrText xml:space="preserve"> {escape(toc)} </w:instrText></w:r>'
        f"{_mark_of('separate')}"
    )
    for number, entry in enumerate(entries):
        style = styles.get(f"toc {entry.level}", "")
        page = (
            f'{_mark_of("begin")}<w:r><w:instrText xml:space="preserve"> PAGEREF {entry.bookmark} \\h </w:instrText>'
            f"</w:r>{_mark_of('separate')}<w:r><w:t>…</w:t></w:r>{_mark_of('end')}"
        )
        link = (
            f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1"><w:r><w:t xml:space="preserve">'
            f"{escape(entry.text)}</w:t></w:r><w:r><w:tab/></w:r>{page}</w:hyperlink>"
        )
        properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>'
        yield parse_xml(f"<w:p {_W}>{properties}{'' if number else opening}{link}</w:p>")
    yield parse_xml(f"<w:p {_W}>{'' if entries else opening}{_mark_of('end')}</w:p>")


def _mark_of(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _ask_for_update(document: OpenDocument) -> None:
    """Have the word processor work out the fields when it opens the document."""
    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is not None:
        return
    update = parse_xml(f'<w:updateFields {_W} w:val="true"/>')
    following = next((each for name in _AFTER_UPDATE if (each := settings.find(qn(f"w:{name}"))) is not None), None)
    if following is None:
        settings.append(update)
    else:
        following.addprevious(update)
