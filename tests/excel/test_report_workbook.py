import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from paris_points import empty_report, measure, paris, paris_points, paris_report, paris_words

from toolkit.excel.report_points import list_points
from toolkit.excel.report_workbook import write_report
from toolkit.model.completeness import Dimension
from toolkit.model.framework import Partner
from toolkit.model.summaries import TrendMethod
from toolkit.model.targets import TARGET_VERDICT_LABELS
from toolkit.render.reviews import write_paragraphs
from toolkit.wording import load_wording

ENGLISH = load_wording("en")
SHEETS = [
    "Summary",
    "Review of the collection",
    "Completeness",
    "Partners",
    "Reasons",
    "Heat map",
    "Heat map of periods",
    "Heat map of territories",
    "Territories obtained",
    "Actions",
    "Actions not answered",
    "Trends",
    "Targets by theme",
    "Targets",
    "Readings by theme",
    "Readings of actions",
    "Series",
    "Key figures",
    "Gaps",
    "Data points",
]
LISTS = SHEETS[1:]
HEADER, FIRST = 4, 5


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_report(target, paris_report(), ENGLISH, write_paragraphs(paris_report(), ENGLISH))
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
    assert rows["Grandir"][:3] == [64, 63, 59]


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
        asked = paris_report().heat_maps[0].shares.get(pair)
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


def test_the_review_has_a_paragraph_a_partner_and_office(book):
    reviews = write_paragraphs(paris_report(), ENGLISH)
    assert column(book["Review of the collection"], "Review") == [review.text for review in reviews]


def test_actions_not_answered_are_listed_with_what_came_back_of_them(book):
    sheet = book["Actions not answered"]
    assert len(column(sheet, "Action")) == 4
    assert set(column(sheet, "Sent back")) == {"no"}


def test_reasons_add_up_to_what_is_justified(book):
    sheet = book["Reasons"]
    justified, without = column(sheet, "Justified"), column(sheet, "No reason given")
    assert justified == without
    assert justified[-1] == sum(justified[:-1]) == 120


def test_types_show_the_rate_of_values_and_the_rate_of_answers(book):
    sheet = book["Summary"]
    top = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "By type of indicator")
    header = [cell.value for cell in sheet[top + 1]][:6]
    assert header[2:6] == ["With a value", "Rate of values", "With a value or a code", "Rate of answers"]
    labels = {sheet.cell(row, 1).value for row in range(top + 2, top + 5)}
    assert labels == {"output", "result", "impact"}


def test_periods_that_are_optional_stand_behind_the_total(book):
    labels = [cell.value for cell in book["Heat map of periods"][HEADER]]
    assert labels[-4:] == ["All", "Required data points", "2020 (optional)", "2019/2020 (optional)"]


def test_the_matrix_tells_what_was_asked_and_did_not_come(book):
    sheet, matrix = book["Territories obtained"], paris_report().territories
    indicators = column(sheet, "Indicator")
    cells = dict(zip(indicators, column(sheet, "PARIS"), strict=True))
    asked = {indicator for indicator, territory in matrix.asked if territory == "PARIS"}
    assert {indicator for indicator, number in cells.items() if indicator in asked and number is None} == set()
    assert cells["G01.3"] == 0


def test_filtering_the_data_points_leads_to_what_a_figure_counts(book):
    sheet = book["Data points"]
    labels = {cell.value: cell.column - 1 for cell in sheet[HEADER]}
    rows = list(sheet.iter_rows(min_row=FIRST, values_only=True))
    assert len(rows) == len(paris_report().points)
    for row in paris_report().rows_of(Dimension.PARTNER):
        behind = [
            each
            for each in rows
            if each[labels["Partner"]] == row.key
            and each[labels["Asked as"]] == "required"
            and each[labels["State"]] == "value"
        ]
        assert len(behind) == row.valued.part


def test_more_data_points_than_a_sheet_can_link_are_told_of(monkeypatch):
    monkeypatch.setattr("toolkit.excel.report_points._MOST_ROWS", 10)
    listing = list_points(paris_report(), ENGLISH)
    assert len(listing.rows) == 10
    assert listing.sentence.startswith("The first 10 of 8,803 data points")


def test_trends_show_each_series_once_and_tell_of_the_other_pairs(book):
    whole = [row for row in paris_report().trends if row.method is TrendMethod.WHOLE]
    assert book["Trends"].max_row == HEADER + len(whole)
    assert f"{len(paris_report().trends)} pairs of periods" in book["Trends"]["A2"].value


def test_the_same_report_gives_the_same_bytes(path, tmp_path):
    write_report(tmp_path / "again.xlsx", paris_report(), ENGLISH, write_paragraphs(paris_report(), ENGLISH))
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


def test_the_summary_leads_to_every_other_sheet(book):
    links = [cell.hyperlink.location.split("!")[0].strip("'") for cell in book["Summary"]["A"] if cell.hyperlink]
    assert links == LISTS


def test_every_table_has_a_name_and_is_told_in_words(book, path):
    assert len({name for sheet in book for name in sheet.tables}) == len(LISTS)
    with zipfile.ZipFile(path) as archive:
        tables = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/tables/")]
    assert all("altText=" in table and "altTextSummary=" in table for table in tables)


def test_readings_are_counted_in_both_ways_and_come_to_all_actions(book):
    rows = list(book["Readings by theme"].iter_rows(min_row=FIRST, max_row=FIRST + 7, max_col=10, values_only=True))
    strict, counted = rows[-2:]
    actions = paris_report().evolution.actions
    assert strict[:3] == ("All", "strict", 172)
    assert strict[3] == sum(row.strict.value == "strengthened" for row in actions)
    assert counted[3] == sum(row.counted_as.value == "strengthened" for row in actions) > strict[3]
    assert all(sum(row[3:]) == row[2] for row in rows)
    assert [sum(row[number] for row in rows[:6:2]) for number in range(2, 10)] == list(strict[2:])


def test_verdicts_by_theme_add_up_to_those_of_the_report(book):
    rows = list(book["Targets by theme"].iter_rows(min_row=FIRST, max_row=FIRST + 3, max_col=6, values_only=True))
    assert list(rows[-1][2:]) == list(paris_report().count_verdicts().values())
    assert [sum(row[number] for row in rows[:-1]) for number in range(1, 6)] == list(rows[-1][1:])


def test_series_gaps_and_key_figures_are_listed_whole(book):
    evolution = paris_report().evolution
    assert column(book["Series"], "Code") == [row.measure for row in evolution.series]
    assert column(book["Gaps"], "Last gap") == [
        None if row.gap_last is None else float(row.gap_last) for row in evolution.gaps
    ]
    cautions = column(book["Key figures"], "Cautions")
    assert [bool(text) for text in cautions] == [bool(row.cautions) for row in evolution.key_figures]
