import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from paris_points import empty_report, measure, paris, paris_points, paris_report, paris_words

from toolkit.excel.report_workbook import write_report
from toolkit.model.framework import Partner
from toolkit.model.summaries import TrendMethod
from toolkit.model.targets import TARGET_VERDICT_LABELS
from toolkit.wording import load_wording

ENGLISH = load_wording("en")
SHEETS = [
    "Summary",
    "Completeness",
    "Partners",
    "Heat map",
    "Actions",
    "Trends",
    "Targets by theme",
    "Targets",
    "Readings by theme",
    "Readings of actions",
    "Series",
    "Key figures",
    "Gaps",
]
LISTS = SHEETS[1:]
HEADER, FIRST = 4, 5


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_report(target, paris_report(), ENGLISH)
    return target


@pytest.fixture(scope="module")
def book(path):
    return load_workbook(path)


def column(sheet, label, first=FIRST):
    number = next(cell.column for cell in sheet[HEADER] if cell.value == label)
    return [sheet.cell(row, number).value for row in range(first, sheet.max_row + 1)]


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_summary_comes_first(book):
    assert book.sheetnames == SHEETS


def test_every_list_has_filters_a_frozen_and_a_repeated_header(book):
    for name in LISTS:
        sheet = book[name]
        (table,) = sheet.tables.values()
        assert table.autoFilter.ref == table.ref
        assert table.ref.startswith(f"A{HEADER}:")
        assert sheet.freeze_panes.endswith(str(FIRST))
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"


def test_every_sheet_is_a4_on_its_side_without_merged_cells(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert not sheet.merged_cells.ranges
        assert isinstance(sheet["A1"].value, str)
        assert isinstance(sheet["A2"].value, str)


def test_the_headline_is_on_the_first_sheet(book):
    rows = {row[0].value: [cell.value for cell in row[1:4]] for row in book["Summary"].iter_rows(max_col=4)}
    assert rows["Actions documented"] == [157, 172, 91.3]
    assert rows["Partners who sent their workbook back"] == [29, 30, 96.7]
    assert rows["Grandir"][:2] == [64, 59]


def test_charts_are_native_and_told_in_words(book, path):
    assert {sheet.title: len(sheet._charts) for sheet in book if sheet._charts} == {
        "Summary": 2,
        "Partners": 1,
        "Targets by theme": 1,
        "Readings by theme": 1,
    }
    with zipfile.ZipFile(path) as archive:
        drawings = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        ]
    assert sum(drawing.count('descr="Stacked bars') for drawing in drawings) == 5


def test_the_heat_map_prints_its_numbers_and_leaves_empty_what_is_not_asked(book):
    sheet = book["Heat map"]
    shares = {
        (code, theme): column(sheet, theme)[row]
        for row, code in enumerate(column(sheet, "Partner")[:30])
        for theme in ("Grandir", "Travailler", "Habiter")
    }
    for pair, share in shares.items():
        asked = paris_report().heat.get(pair)
        assert share == (None if asked is None else float(asked.rate))
    assert None in shares.values()
    fills = {sheet.cell(row, 3).fill.fgColor.rgb for row in range(FIRST, FIRST + 30)}
    assert len(fills) > 1


def test_partners_have_their_states_and_a_total_below(book):
    expected = column(book["Partners"], "Required data points")
    assert expected[30] == sum(expected[:30]) == 7170


def test_actions_have_their_status_in_words(book):
    statuses = column(book["Actions"], "Status")
    assert [statuses.count(each) for each in ("documented", "answered without data", "not answered")] == [157, 11, 4]


def test_trends_show_each_series_once_and_tell_of_the_other_pairs(book):
    whole = [row for row in paris_report().trends if row.method is TrendMethod.WHOLE]
    assert book["Trends"].max_row == HEADER + len(whole)
    assert f"{len(paris_report().trends)} pairs of periods" in book["Trends"]["A2"].value


def test_the_same_report_gives_the_same_bytes(path, tmp_path):
    write_report(tmp_path / "again.xlsx", paris_report(), ENGLISH)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_a_text_that_looks_like_a_formula_is_written_as_text(tmp_path):
    framework = paris().framework
    partners = framework.partners | {"GIP": Partner(code="GIP", name="=HYPERLINK(A1)")}
    collection = replace(paris(), framework=replace(framework, partners=partners))
    write_report(tmp_path / "report.xlsx", measure(collection, paris_points(), paris_words()), ENGLISH)
    book = load_workbook(tmp_path / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(A1)"]
    assert cells
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_the_contact_of_the_campaign_is_in_no_part_of_the_report(path):
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    contact = paris().campaign.contact
    assert not any(text in part for part in parts for text in (contact.email, "Équipe d", contact.name))


def test_a_collection_of_nothing_gives_a_report_of_zeros(tmp_path):
    write_report(tmp_path / "report.xlsx", empty_report(), ENGLISH)
    book = load_workbook(tmp_path / "report.xlsx")
    assert book.sheetnames == SHEETS
    assert not any(sheet._charts for sheet in book)


def test_the_report_is_written_in_french_too(tmp_path):
    wording = load_wording("fr")
    write_report(tmp_path / "report.xlsx", paris_report(), wording)
    book = load_workbook(tmp_path / "report.xlsx")
    assert book.sheetnames == [wording.say(name) for name in SHEETS]
    assert "14 septembre 2020" in book.worksheets[0]["A2"].value


def test_every_target_stands_on_its_sheet_with_its_verdict_and_why(book):
    sheet, targets = book["Targets"], paris_report().targets
    verdicts = [TARGET_VERDICT_LABELS[each.verdict] for each in targets]
    assert column(sheet, "Verdict") == verdicts
    assert all(why.endswith(".") for why in column(sheet, "Why"))
    ways = [None if each.way is None else float(each.way) for each in targets]
    assert column(sheet, "Share of the way in %") == ways
    assert sheet["A2"].value.startswith("168 targets, each held against the figures of every source. met 34, ")
