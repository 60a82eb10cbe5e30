"""The study as a Word document: plain text whatever was typed, accessible tables, the same bytes each time."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from toolkit.errors import ToolkitError
from toolkit.files.study_document import clean_text, find_template, write_study
from toolkit.files.study_template import build_template
from toolkit.model.study import (
    PartnerWords,
    Study,
    StudyGap,
    StudyKeyFigure,
    StudyLine,
    StudyMissing,
    StudyPart,
    StudyReview,
    StudyRow,
    StudySeries,
    StudyTheme,
    StudyThemeCounts,
)
from toolkit.render.study_words import write_words
from toolkit.wording import load_wording

SHIPPED = Path(__file__).parents[2] / "templates" / "study.docx"
DAY = date(2020, 9, 14)
HOSTILE = [
    "{{ 7*7 }}",
    "{% for each in study.themes %}x{% endfor %}",
    "{# gone #}",
    "{{r words }} {%p if 1 %} {%tr endfor %}",
    "{_{ 7*7 }_} {_% if %_}",
    "</w:t></w:r></w:p><w:p>",
    "<w:hyperlink r:id='rId1'>a</w:hyperlink> & <b>",
    "\"quoted\" 'twice' &amp; &#123;",
    '=HYPERLINK("http://example.org")',
    "http://example.org",
    "0",
    "",
    "a" * 40_000,
    "\U0001f4a9 ﷽ שלום",
]


def a_study(text="Texte", language="fr", **more):
    """A study with one item of each kind, every text of which is the same."""
    lines = (StudyLine(label=text, text=text),)
    row = StudyRow(
        action=text,
        is_first=True,
        indicator=text,
        targets=(text,),
        figures=(StudySeries(label=text, lines=(text,)),),
        reading=(text,),
        words=(PartnerWords(intro=text, text=text),),
        analysis=(text,),
    )
    rows = (row, StudyRow(action=text, is_first=False, indicator=text))
    theme = StudyTheme(
        title=text,
        sentences=(text,),
        key_figures=(StudyKeyFigure(kind=text, figure=text, source=text, period=text, value=text, caution=text),),
        parts=(StudyPart(title=text, rows=rows),),
        gaps=(StudyGap(figure=text, territory=text, reference=text, verdict=text),),
        gaps_note=text,
    )
    counts = StudyThemeCounts(
        theme=text, actions=text, documented=text, rate=text, readings=(text,) * 7, counted_as=(text,) * 7
    )
    study = Study(
        language=language,
        title=text,
        subtitle=text,
        dates=(text,),
        words=write_words(load_wording(language)),
        counts=lines,
        method=(text,),
        notes=(text,),
        headline=(text,),
        reading_labels=(text,) * 7,
        by_theme=(counts,),
        verdicts=lines,
        themes=(theme,),
        reviews=(StudyReview(title=text, text=text, offices=lines),),
        missing=(StudyMissing(action=text, partners=text, status=text),),
        glossary=lines,
        partners=lines,
        territories=lines,
    )
    return replace(study, **more)


def written(tmp_path, study, template=SHIPPED):
    path = tmp_path / "study.docx"
    write_study(path, template, study, DAY)
    return Document(str(path))


def paragraphs(document):
    """The text of every paragraph, those of cells too."""
    return ["".join(each.text or "" for each in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))]


def test_the_shipped_template_is_what_its_module_makes(tmp_path):
    build_template(tmp_path / "study.docx")
    made, shipped = zipfile.ZipFile(tmp_path / "study.docx"), zipfile.ZipFile(SHIPPED)
    assert made.namelist() == shipped.namelist()
    assert [name for name in made.namelist() if made.read(name) != shipped.read(name)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_comes_out_as_text(tmp_path, text):
    usual = paragraphs(written(tmp_path, a_study("Texte")))
    found = paragraphs(written(tmp_path, a_study(text)))
    expected = [each.replace("Texte", text) for each in usual]
    if text:
        assert found == expected
    else:  # headings without a text are not listed
        assert len(found) < len(expected)
        assert set(found) <= set(expected)


def test_what_a_document_cannot_hold_is_left_out(tmp_path):
    text = "a\x00b\x07c\x0bd\x1be\ufffe\ud800f\ng\th\r\ni"
    assert clean_text(text) == "ab" + "c de" + "f g h  i"
    document = written(tmp_path, a_study(text))
    assert "abc def g h  i" in paragraphs(document)


def test_no_break_spaces_stay(tmp_path):
    assert "1\u202f458\u00a0%" in paragraphs(written(tmp_path, a_study("1\u202f458\u00a0%")))


def test_nothing_typed_becomes_a_link_a_field_or_a_picture(tmp_path):
    document = written(tmp_path, a_study(HOSTILE[6]))
    links = list(document.element.body.iter(qn("w:hyperlink")))
    assert links
    assert all(link.get(qn("r:id")) is None for link in links)
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert targets == set()
    codes = {(each.text or "").split()[0] for each in document.element.body.iter(qn("w:instrText"))}
    assert codes == {"TOC", "PAGEREF"}


def test_the_same_study_gives_the_same_bytes_without_a_clock(tmp_path):
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    for path in (first, second):
        write_study(path, SHIPPED, a_study(), DAY)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2020-09-14T"}


def test_each_table_repeats_its_header_and_breaks_no_row(tmp_path):
    document = written(tmp_path, a_study())
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert len(tables) == 12
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        assert not list(table.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_every_cell_has_a_paragraph_also_where_there_is_nothing_to_say(tmp_path):
    document = written(tmp_path, a_study())
    cells = list(document.element.body.iter(qn("w:tc")))
    assert all(cell.find(qn("w:p")) is not None for cell in cells)


def test_a_study_of_nothing_has_no_empty_table(tmp_path):
    names = ("counts", "method", "notes", "headline", "by_theme", "verdicts", "themes", "reviews", "missing")
    document = written(tmp_path, a_study(**dict.fromkeys(names, ())))
    assert "Glossaire" in paragraphs(document)


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_language_of_the_document_is_set(tmp_path, language, tag):
    document = written(tmp_path, a_study(language=language))
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}
    assert document.core_properties.language == tag
    assert document.core_properties.title == "Texte"


def test_headings_go_down_one_level_at_a_time(tmp_path):
    document = written(tmp_path, a_study())
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(levels) == {1, 2, 3}


def test_the_table_of_contents_leads_to_each_heading(tmp_path):
    document = written(tmp_path, a_study())
    headings = [p.text for p in document.paragraphs if p.style.name in {"Heading 1", "Heading 2"}]
    links = list(document.element.body.iter(qn("w:hyperlink")))
    assert ["".join(t.text for t in link.iter(qn("w:t"))).rstrip("…") for link in links] == headings
    marks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    assert [link.get(qn("w:anchor")) for link in links] == sorted(marks)
    kinds = [each.get(qn("w:fldCharType")) for each in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(headings) + 1
    assert document.settings.element.find(qn("w:updateFields")) is not None


def test_a_campaign_has_its_own_template_or_the_shipped_one(tmp_path):
    assert find_template(tmp_path) == SHIPPED
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "study.docx"
    own.write_bytes(SHIPPED.read_bytes())
    assert find_template(tmp_path) == own


def own_template(tmp_path, *lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path = tmp_path / "own.docx"
    document.save(str(path))
    return path


def test_a_template_may_be_as_short_as_a_line(tmp_path):
    template = own_template(tmp_path, "Nom : {{ study.title }}")
    assert [p.text for p in written(tmp_path, a_study("A & B"), template).paragraphs] == ["Nom : A & B"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{{ study.titel }}", "titel"),
        ("{{ title }}", "title"),
        ("{% for each in %}", "Expected an expression"),
        ("{{ study.title.__class__ }}", "__class__"),
        ("{{ study.title + 1 }}", "a tag computes"),
        ("{{ study.title }}{{ 1 / 0 }}", "a tag computes"),
        ("Bonjour", "holds no tag"),
        ("", "holds no tag"),
    ],
)
def test_a_tag_that_cannot_be_filled_is_named(tmp_path, line, named):
    with pytest.raises(ToolkitError, match=named):
        written(tmp_path, a_study(), own_template(tmp_path, line))


@pytest.mark.parametrize("document", [b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"<x/>", b"<w:document", b"0", b""])
def test_a_template_whose_text_is_damaged_is_told_in_a_sentence(tmp_path, document):
    path = tmp_path / "own.docx"
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(path, "w") as package:
        for entry in shipped.infolist():
            is_text = entry.filename == "word/document.xml"
            package.writestr(entry, document if is_text else shipped.read(entry))
    with pytest.raises(ToolkitError, match="no Word document"):
        written(tmp_path, a_study(), path)


def test_a_folder_in_the_place_of_a_template_is_told(tmp_path):
    (tmp_path / "templates" / "study.docx").mkdir(parents=True)
    with pytest.raises(ToolkitError, match="is a folder where a Word document is expected"):
        find_template(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no document", "zip"])
def test_a_template_that_is_no_document_is_told_in_a_sentence(tmp_path, content):
    path = tmp_path / "own.docx"
    if content == "zip":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("a.txt", "a")
        content = buffer.getvalue()
    path.write_bytes(content)
    with pytest.raises(ToolkitError, match="no Word document"):
        written(tmp_path, a_study(), path)
