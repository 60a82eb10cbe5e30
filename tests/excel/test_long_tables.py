"""Tables that are too long for memory are streamed, and say what short ones say."""

from datetime import date

import pytest
from openpyxl import load_workbook

from toolkit.excel.drawing import Drawing, at_midnight
from toolkit.excel.listings import STREAMED_ROWS, Book, Listing, write_listing
from toolkit.excel.report_charts import MOST_BARS, StackedChart, count_bars, insert_chart
from toolkit.excel.report_tables import TableColumn
from toolkit.layout.plan import Area
from toolkit.layout.styles import Role
from toolkit.wording import load_wording

COLUMNS = (
    TableColumn(label="Name", width=20, role=Role.LOCKED),
    TableColumn(label="Number", width=10, role=Role.COUNT),
)


def write(path, *, rows, columns=COLUMNS, name="Long"):
    drawing = Drawing(path, title="Long", author="test", created=at_midnight(date(2020, 1, 1)))
    book = Book(drawing=drawing, wording=load_wording("en"), identity="test")
    values = [(f"row {number}", number) for number in range(rows)]
    write_listing(book, Listing(name=name, sentence="Rows.", columns=columns, rows=values, frozen_columns=1))
    drawing.close()
    return path


@pytest.mark.parametrize("rows", [0, 1, STREAMED_ROWS, STREAMED_ROWS + 1])
def test_a_long_table_reads_as_a_short_one(tmp_path, rows):
    sheet = load_workbook(write(tmp_path / "book.xlsx", rows=rows))["Long"]
    found = list(sheet.iter_rows(min_row=4, values_only=True))
    assert (sheet["A1"].value, sheet["A2"].value) == ("Long", "Rows.")
    assert found == [("Name", "Number"), *((f"row {number}", number) for number in range(rows))]
    assert sheet.freeze_panes == "B5"
    assert [table.ref for table in sheet.tables.values()] == ([f"A4:B{rows + 4}"] if rows else [])
    assert sheet["A4"].font.b
    assert sheet.row_dimensions[1].height == 24


def test_a_long_table_gives_the_same_bytes_each_time(tmp_path):
    first = write(tmp_path / "first.xlsx", rows=STREAMED_ROWS + 1).read_bytes()
    assert write(tmp_path / "second.xlsx", rows=STREAMED_ROWS + 1).read_bytes() == first


@pytest.mark.parametrize(("rows", "sheets"), [(7, ["Long"]), (8, ["Long – Habiter", "Long – Travailler"])])
def test_a_table_that_no_sheet_can_hold_is_parted_by_theme(tmp_path, monkeypatch, rows, sheets):
    monkeypatch.setattr("toolkit.excel.listings.MAX_ROWS", 11)
    drawing = Drawing(tmp_path / "book.xlsx", title="Long", author="test", created=at_midnight(date(2020, 1, 1)))
    book = Book(drawing=drawing, wording=load_wording("en"), identity="test")
    listing = Listing(
        name="Long",
        sentence="Rows.",
        columns=COLUMNS,
        rows=[(f"row {number}", number) for number in range(rows)],
        frozen_columns=1,
        themes=["Travailler" if number % 3 == 1 else "Habiter" for number in range(rows)],
    )
    assert write_listing(book, listing) == sheets[0]
    drawing.close()
    written = load_workbook(tmp_path / "book.xlsx")
    assert written.sheetnames == sheets
    numbers = {name: [row[1] for row in written[name].iter_rows(min_row=5, values_only=True)] for name in sheets}
    assert sorted(number for each in numbers.values() for number in each) == list(range(rows))
    assert all("theme" in written[name]["A2"].value for name in sheets if len(sheets) > 1)
    if len(sheets) > 1:
        assert numbers["Long – Travailler"] == [1, 4, 7]


def test_a_theme_that_no_sheet_can_hold_goes_on_on_a_further_one(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.excel.listings.MAX_ROWS", 6)
    drawing = Drawing(tmp_path / "book.xlsx", title="Long", author="test", created=at_midnight(date(2020, 1, 1)))
    book = Book(drawing=drawing, wording=load_wording("en"), identity="test")
    rows = [(f"row {number}", number) for number in range(5)]
    themes = ["", "Habiter", "Habiter", "Habiter", ""]
    write_listing(
        book, Listing(name="Long", sentence="R.", columns=COLUMNS, rows=rows, frozen_columns=1, themes=themes)
    )
    drawing.close()
    written = load_workbook(tmp_path / "book.xlsx")
    found = {sheet.title: [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)] for sheet in written}
    assert found == {"Long – Without theme": [0, 4], "Long – Habiter": [1, 2], "Long – Habiter (2)": [3]}


@pytest.mark.parametrize("labels", [("Name", "NAME"), ("Name", ""), ("Name", "two\nlines")])
def test_headers_that_no_table_of_excel_can_have_leave_filters_alone(tmp_path, labels):
    columns = tuple(TableColumn(label=label, width=10, role=Role.LOCKED) for label in labels)
    sheet = load_workbook(write(tmp_path / "book.xlsx", rows=2, columns=columns))["Long"]
    assert not sheet.tables
    assert sheet.auto_filter.ref == "A4:B6"


def test_sheets_whose_names_have_the_same_letters_have_tables_of_their_own(tmp_path):
    drawing = Drawing(tmp_path / "book.xlsx", title="", author="", created=at_midnight(date(2020, 1, 1)))
    assert [drawing.name_table(name) for name in ("Écarts", "Ecarts", "図")] == ["tbl_ecarts", "tbl_ecarts_2", "tbl_1"]


@pytest.mark.parametrize(("rows", "bars"), [(0, 0), (1, 1), (MOST_BARS, MOST_BARS), (MOST_BARS + 1, MOST_BARS)])
def test_a_chart_draws_no_more_bars_than_can_be_told_apart(tmp_path, rows, bars):
    drawing = Drawing(tmp_path / "book.xlsx", title="", author="", created=at_midnight(date(2020, 1, 1)))
    page = Book(drawing=drawing, wording=load_wording("en"), identity="test").add_page("Chart")
    table = Area(first_row=4, last_row=4 + rows, first_column=1, last_column=1)
    names = Area(first_row=5, last_row=4 + rows, first_column=1, last_column=1)
    chart = StackedChart(
        title="T", description="D", categories=names, first_series=2, header_row=4, row=1, column=9, width=9, height=9
    )
    insert_chart(page, chart)
    drawing.close()
    charts = load_workbook(tmp_path / "book.xlsx")["Chart"]._charts
    assert count_bars(table) == bars
    drawn = [(each.series[0].cat.strRef or each.series[0].cat.numRef).f.split("$")[-1] for each in charts]
    assert drawn == ([str(bars + 4)] if bars else [])
