"""Builds the template of the study: `python -m toolkit.files.study_template templates/study.docx`.

The template is a plain Word document. All of its looks are styles, so that a coordinator can change them; its tags are
those of docxtpl, and name the fields of `toolkit.model.study`.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as OpenDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from toolkit.files.study_styles import LABEL, NOTE, PARTNER_WORDS, SERIES, TABLE, TABLE_TEXT, add_styles
from toolkit.files.word_package import save_as_made

_BUILT = datetime(2020, 9, 14)  # noqa: DTZ001 (a property of the file, which has no zone)
_SHORT_SIDE, _LONG_SIDE, _MARGIN = Cm(21), Cm(29.7), Cm(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """A table to draw: its name for screen readers, headers, widths in centimetres, and what a row repeats over."""

    caption: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    rows: str


def build_template(path: Path) -> None:
    """Write the template; every run gives the same bytes."""
    document = Document()
    for paragraph in document.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)  # noqa: SLF001 (python-docx has no other way)
    add_styles(document)
    _set_page(document.sections[0], is_wide=False)
    _add_front(document)
    _add_summary(document)
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), is_wide=True)
    _add_themes(document)
    _set_page(document.add_section(WD_SECTION.NEW_PAGE), is_wide=False)
    _add_ends(document)
    _add_running_titles(document.sections[0])
    save_as_made(document, path, title="", made=_BUILT)


def _set_page(section: Section, *, is_wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG_SIDE, _SHORT_SIDE) if is_wide else (_SHORT_SIDE, _LONG_SIDE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.different_first_page_header_footer = False


def _add_running_titles(first: Section) -> None:
    """Put the title above each page and its number below; the other sections go on with both."""
    first.different_first_page_header_footer = True
    header, footer = first.header.paragraphs[0], first.footer.paragraphs[0]
    header.text = "{{ study.title }}"
    footer.add_run("{{ study.words.page }} ")
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")
    for paragraph in (header, footer):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field: what Word works out, and what is shown until it does."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run(shown if kind == "text" else "")
        if kind in {"begin", "separate", "end"}:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))  # noqa: SLF001
        elif not kind:
            instruction = f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'
            run._r.append(parse_xml(instruction))  # noqa: SLF001


def _add_each(document: OpenDocument, loop: str, style: str, text: str = "{{ each }}") -> None:
    """Add a paragraph for each item."""
    document.add_paragraph(f"{{%p for each in {loop} %}}")
    document.add_paragraph(text, style=style)
    document.add_paragraph("{%p endfor %}")


def _add_front(document: OpenDocument) -> None:
    document.add_paragraph("{{ study.title }}", style="Title")
    document.add_paragraph("{{ study.subtitle }}", style="Subtitle")
    _add_each(document, "study.dates", "Normal")
    counts = _Grid(caption="counts", headers=("figure", "number"), widths=(12.0, 5.0), rows="each in study.counts")
    _add_table(document, counts, ("{{ each.label }}", "{{ each.text }}"))
    document.add_paragraph("{{ study.words.draft }}", style=NOTE)
    title = document.add_paragraph("{{ study.words.contents }}", style="TOC Heading")
    title.paragraph_format.page_break_before = True
    _add_field(document.add_paragraph(style="toc 1"), 'TOC \\o "1-2" \\h \\z \\u', "…")


def _add_summary(document: OpenDocument) -> None:
    document.add_heading("{{ study.words.method }}", 1)
    _add_each(document, "study.method", "Normal")
    document.add_heading("{{ study.words.signs }}", 2)
    _add_each(document, "study.notes", "List Bullet")
    document.add_heading("{{ study.words.headline }}", 1)
    _add_each(document, "study.headline", "Normal")
    documented = _Grid(
        caption="documented_by_theme",
        headers=("theme", "actions", "documented", "rate"),
        widths=(8.0, 3.0, 3.0, 3.0),
        rows="each in study.by_theme",
    )
    document.add_heading("{{ study.words.documented_by_theme }}", 2)
    fields = ("theme", "actions", "documented", "rate")
    _add_table(document, documented, tuple(f"{{{{ each.{field} }}}}" for field in fields))
    for heading, field in (("readings_by_theme", "readings"), ("counted_by_theme", "counted_as")):
        document.add_heading(f"{{{{ study.words.{heading} }}}}", 2)
        _add_readings(document, heading, field)
    document.add_heading("{{ study.words.verdicts }}", 2)
    verdicts = _Grid(
        caption="verdicts", headers=("verdict", "number"), widths=(12.0, 5.0), rows="each in study.verdicts"
    )
    _add_table(document, verdicts, ("{{ each.label }}", "{{ each.text }}"))


_READING_WIDTHS = (2.5, 1.8, 2.2, 1.7, 1.9, 2.2, 2.4)
"""One a reading, in the order of `ActionReading`."""


def _add_readings(document: OpenDocument, caption: str, field: str) -> None:
    """Add a table of the actions by theme and reading."""
    grid = _Grid(
        caption=caption,
        headers=("theme", *(f"{{{{ study.reading_labels[{number}] }}}}" for number in range(len(_READING_WIDTHS)))),
        widths=(2.3, *_READING_WIDTHS),
        rows="each in study.by_theme",
    )
    numbers = (f"{{{{ each.{field}[{number}] }}}}" for number in range(len(_READING_WIDTHS)))
    _add_table(document, grid, ("{{ each.theme }}", *numbers))


def _add_themes(document: OpenDocument) -> None:
    document.add_paragraph("{%p for theme in study.themes %}")
    document.add_heading("{{ theme.title }}", 1)
    _add_each(document, "theme.sentences", "Normal")
    document.add_heading("{{ study.words.key_figures }}", 2)
    key_figures = _Grid(
        caption="key_figures",
        headers=("kind", "figure", "source", "period", "value", "caution"),
        widths=(3.0, 7.4, 4.6, 2.5, 3.2, 5.0),
        rows="each in theme.key_figures",
    )
    fields = ("kind", "figure", "source", "period", "value", "caution")
    _add_table(document, key_figures, tuple(f"{{{{ each.{field} }}}}" for field in fields), "theme.key_figures")
    document.add_paragraph("{%p for part in theme.parts %}")
    document.add_heading("{{ part.title }}", 2)
    _add_actions(document)
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ study.words.gaps }}", 2)
    gaps = _Grid(
        caption="gaps",
        headers=("figure", "territory", "reference", "verdict"),
        widths=(8.2, 6.5, 6.5, 4.5),
        rows="each in theme.gaps",
    )
    gap_fields = ("figure", "territory", "reference", "verdict")
    _add_table(document, gaps, tuple(f"{{{{ each.{field} }}}}" for field in gap_fields), "theme.gaps")
    document.add_paragraph("{{ theme.gaps_note }}", style=NOTE)
    document.add_paragraph("{%p endfor %}")


def _add_actions(document: OpenDocument) -> None:
    """Add the table action | indicators and targets | analysis."""
    grid = _Grid(
        caption="actions_table",
        headers=("action", "indicators_targets", "analysis"),
        widths=(4.7, 10.5, 10.5),
        rows="row in part.rows",
    )
    table = _add_table(document, grid, ("", "", ""))
    action, indicator, analysis = table.rows[2].cells
    _fill(
        action,
        ("{%p if row.is_first %}", ""),
        ("{{ row.action }}", LABEL),
        ("{%p else %}", ""),
        ("{{ row.action }}", NOTE),
        ("{%p endif %}", ""),
    )
    _fill(
        indicator,
        ("{{ row.indicator }}", LABEL),
        ("{%p for each in row.targets %}", ""),
        ("{{ each }}", TABLE_TEXT),
        ("{%p endfor %}", ""),
        ("{%p for each in row.figures %}", ""),
        ("{{ each.label }}", TABLE_TEXT),
        ("{%p for line in each.lines %}", ""),
        ("{{ line }}", SERIES),
        ("{%p endfor %}", ""),
        ("{%p endfor %}", ""),
    )
    _fill(
        analysis,
        ("{%p for each in row.reading %}", ""),
        ("{{ each }}", LABEL),
        ("{%p endfor %}", ""),
        ("{%p for each in row.words %}", ""),
        ("{{ each.intro }} {{ each.text }}", PARTNER_WORDS),
        ("{%p endfor %}", ""),
        ("{%p for each in row.analysis %}", ""),
        ("{{ each }}", TABLE_TEXT),
        ("{%p endfor %}", ""),
    )


def _add_ends(document: OpenDocument) -> None:
    document.add_heading("{{ study.words.review }}", 1)
    document.add_paragraph("{{ study.words.review_intro }}")
    document.add_heading("{{ study.words.by_partner }}", 2)
    document.add_paragraph("{%p for review in study.reviews %}")
    document.add_heading("{{ review.title }}", 3)
    document.add_paragraph("{{ review.text }}")
    _add_each(document, "review.offices", "List Bullet", "{{ each.label }} {{ each.text }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ study.words.missing }}", 1)
    document.add_paragraph("{{ study.words.missing_intro }}")
    missing = _Grid(
        caption="missing",
        headers=("action", "partners", "status"),
        widths=(9.0, 4.5, 3.5),
        rows="each in study.missing",
    )
    _add_table(document, missing, ("{{ each.action }}", "{{ each.partners }}", "{{ each.status }}"), "study.missing")
    for name, header in (("glossary", "term"), ("partners", "code"), ("territories", "code")):
        document.add_heading(f"{{{{ study.words.{name} }}}}", 1)
        grid = _Grid(caption=name, headers=(header, "meaning"), widths=(5.0, 12.0), rows=f"each in study.{name}")
        _add_table(document, grid, ("{{ each.label }}", "{{ each.text }}"))


def _add_table(document: OpenDocument, grid: _Grid, cells: Sequence[str], condition: str = "") -> Table:
    """Add a table: its header row, and a row for each item; under a condition, none without any."""
    if condition:
        document.add_paragraph(f"{{%p if {condition} %}}")
    table: Table = document.add_table(rows=4, cols=len(grid.headers), style=TABLE)
    table.autofit = False
    _describe(table, grid)
    header, opening, row, closing = table.rows
    for cell, name in zip(header.cells, grid.headers, strict=True):
        _fill(cell, (name if name.startswith("{{") else f"{{{{ study.words.{name} }}}}", TABLE_TEXT))
    opening.cells[0].text, closing.cells[0].text = f"{{%tr for {grid.rows} %}}", "{%tr endfor %}"
    for cell, text in zip(row.cells, cells, strict=True):
        _fill(cell, (text, TABLE_TEXT))
    if condition:
        document.add_paragraph("{%p endif %}")
    return table


def _describe(table: Table, grid: _Grid) -> None:
    """Set widths, name the table, repeat its header on each page, and keep each row on one."""
    properties = table._tbl.tblPr  # noqa: SLF001 (python-docx has no names for these properties)
    caption = f"{{{{ study.words.{grid.caption} }}}}"
    properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{caption}"/>'))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name, value in (("firstRow", "1"), ("firstColumn", "0"), ("noVBand", "1"), ("val", "0420")):
            look.set(qn(f"w:{name}"), value)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row_properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        row_properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, width in zip(row.cells, grid.widths, strict=True):
            cell.width = Cm(width)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))  # noqa: SLF001


def _fill(cell: _Cell, *lines: tuple[str, str]) -> None:
    """Put paragraphs with their styles into a cell in place of what it holds."""
    for number, (text, style) in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.text = text
        if style:
            paragraph.style = style


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
