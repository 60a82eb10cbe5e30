"""The styles of the template of the study: all of its looks, under names that a coordinator finds in Word."""

from docx.document import Document as OpenDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

TABLE, TABLE_TEXT, LABEL = "Study Table", "Study Table Text", "Study Table Label"
SERIES, PARTNER_WORDS, NOTE = "Study Series", "Study Partner Words", "Study Note"

_FONT, _DARK, _GREY = "Calibri", RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x4D, 0x4D, 0x4D)
_HEADINGS = {"Title": 30, "Subtitle": 16, "Heading 1": 20, "Heading 2": 14, "Heading 3": 11.5, "TOC Heading": 20}
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="StudyTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="4" w:color="7F8FA3"/><w:bottom w:val="single" w:sz="4" w:color="7F8FA3"/>
    <w:insideH w:val="single" w:sz="4" w:color="7F8FA3"/><w:insideV w:val="single" w:sz="4" w:color="D5DCE4"/>
  </w:tblBorders><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3A5F"/></w:tcPr></w:tblStylePr>
</w:style>
"""


def add_styles(document: OpenDocument) -> None:
    """Set the looks of text, headings, tables and table of contents; the language is French until it is written."""
    styles = document.styles
    normal = styles["Normal"]
    if not isinstance(normal, ParagraphStyle):  # the base of all others
        raise TypeError(normal)
    _set_font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    styles.element.append(parse_xml(_TABLE_STYLE))
    _add_contents(document)
    for name, size in _HEADINGS.items():
        heading = _style(document, name)
        _set_font(heading, size, _DARK)
        heading.paragraph_format.keep_with_next = True
    _style(document, "Title").paragraph_format.space_before = Cm(5)
    _style(document, "Heading 1").paragraph_format.page_break_before = True
    for name in ("Heading 2", "Heading 3"):
        _style(document, name).paragraph_format.space_before = Pt(12)
        _style(document, name).paragraph_format.space_after = Pt(4)
    _add_table_styles(document)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")


def _add_table_styles(document: OpenDocument) -> None:
    text = _new_style(document, TABLE_TEXT, 9)
    text.paragraph_format.space_after = Pt(2)
    label = _new_style(document, LABEL, 9, TABLE_TEXT)
    label.font.bold = True
    series = _new_style(document, SERIES, 8.5, TABLE_TEXT)
    series.paragraph_format.left_indent = Cm(0.3)
    words = _new_style(document, PARTNER_WORDS, 9, TABLE_TEXT)
    words.font.italic = True
    words.paragraph_format.left_indent = Cm(0.25)
    border = '<w:left w:val="single" w:sz="18" w:space="4" w:color="7F8FA3"/>'
    words.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:spacing", "w:ind"
    )
    note = _new_style(document, NOTE, 9)
    note.font.color.rgb = _GREY
    note.paragraph_format.space_before = Pt(4)


def _add_contents(document: OpenDocument) -> None:
    """Add the styles of the table of contents: dots up to the page number at the right."""
    for name, indent in (("toc 1", 0.0), ("toc 2", 0.6)):
        style = _new_style(document, name, 10.5)
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_after = Pt(2)
        tabs = '<w:tab w:val="right" w:leader="dot" w:pos="9638"/>'
        style.element.get_or_add_pPr().insert_element_before(
            parse_xml(f"<w:tabs {nsdecls('w')}>{tabs}</w:tabs>"), "w:spacing", "w:ind"
        )


def _new_style(document: OpenDocument, name: str, size: float, base: str = "Normal") -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.base_style = document.styles[base]
    style.font.size = Pt(size)
    return style


def _style(document: OpenDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _set_font(style: ParagraphStyle, size: float, colour: RGBColor | None = None) -> None:
    """Set one font for all letters, in place of those of the theme."""
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in tuple(fonts.attrib):
        del fonts.attrib[name]
    for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{letters}"), _FONT)
    if colour is not None:
        style.font.color.rgb = colour
