import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from paris_points import empty_report, measure, paris, paris_points, paris_report

from toolkit.analysis.publication import make_publication
from toolkit.excel.publication import write_publication
from toolkit.model.publication import SIGN_MEANINGS
from toolkit.model.states import State
from toolkit.wording import load_wording

HEADER, FIRST = 4, 5
ENGLISH = load_wording("en")


def write(path, report, wording=ENGLISH):
    write_publication(path, make_publication(report, {}), wording)
    return path


@pytest.fixture(scope="module", params=["en", "fr"])
def issued(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("publication") / f"{request.param}.xlsx"
    return request.param, write(path, paris_report(), load_wording(request.param))


@pytest.fixture(scope="module")
def book(issued):
    return load_workbook(issued[1])


def texts(path):
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode(errors="replace") for name in archive.namelist()]


def test_cover_contents_and_notes_come_first_and_every_table_has_its_sheet(issued, book):
    say = load_wording(issued[0]).say
    assert book.sheetnames[:3] == [say("Cover"), say("Contents"), say("Notes")]
    assert book.sheetnames[3:] == [
        say("Table {number}", number=number) for number in range(1, len(book.sheetnames) - 2)
    ]
    links = [cell.hyperlink.location.split("!")[0].strip("'") for cell in book.worksheets[1]["A"] if cell.hyperlink]
    assert links == book.sheetnames[2:]


def test_a_sheet_is_one_declared_table_without_merged_or_empty_cells(book):
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.headerRowCount in {None, 1}
        assert table.ref.startswith(f"A{HEADER}:")
        assert table.ref.endswith(str(sheet.max_row))
        assert not sheet.merged_cells.ranges
        empty = [cell.coordinate for row in sheet[table.ref] for cell in row if cell.value is None]
        assert empty == ([] if sheet is not book.worksheets[1] else ["C5"])  # the notes have no rows of figures


def test_every_sheet_is_set_up_for_screen_and_print(book):
    for sheet in book:
        assert sheet.freeze_panes.endswith(str(FIRST))
        assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert "&P" in sheet.oddFooter.right.text


def test_every_sign_that_is_used_is_explained(book):
    notes = {cell.value for cell in book.worksheets[2]["A"]}
    used = {
        cell.value
        for sheet in book.worksheets[3:]
        for row in sheet.iter_rows(min_row=FIRST)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("[")
    }
    assert used <= notes
    assert notes >= {sign.mark for sign in SIGN_MEANINGS}
    assert "[c]" in used


def test_nothing_of_a_meaning_is_told_by_colour_alone(book):
    looks = {
        (cell.fill.fgColor.rgb, cell.font.color.rgb if cell.font.color else None)
        for sheet in book.worksheets[3:]
        for row in sheet.iter_rows(min_row=FIRST)
        for cell in row
        if cell.value is not None
    }
    assert {fill for fill, _ in looks} == {"00000000"}


def with_last_value(value):
    """The example, with 40, 41 and this value for the last three years of one row that counts persons."""
    request = next(each for each in paris().framework.requests if _counts_persons(each))
    values = {"2017": "40", "2018": "41", "2019": value}
    for point in paris_points():
        is_of_row = (point.measure, point.partner, point.territory) == (
            request.measure,
            request.partner,
            request.territory,
        )
        if is_of_row and point.period in values:
            given = values[point.period]
            yield replace(point, state=State.VALUE, value=Decimal(given), raw=given, file="answer.xlsx")
        else:
            yield point


def _counts_persons(request):
    measure_asked = paris().framework.measures[request.measure]
    return (measure_asked.unit, measure_asked.counted, measure_asked.period_kind) == ("nombre", "personne", "civile")


def test_two_collections_that_differ_in_a_hidden_figure_give_the_same_bytes(tmp_path):
    """Whatever is computed and printed, nothing lets one recompute what is hidden."""
    small, other = (measure(paris(), tuple(with_last_value(value))) for value in ("2", "4"))
    large = measure(paris(), tuple(with_last_value("30")))
    first = write(tmp_path / "small.xlsx", small).read_bytes()
    assert write(tmp_path / "other.xlsx", other).read_bytes() == first
    assert write(tmp_path / "large.xlsx", large).read_bytes() != first


def test_no_file_cell_or_contact_of_a_partner_is_in_any_part(tmp_path):
    framework = paris().framework
    partners = {
        code: replace(each, contact="N. Dupont", email="dupont@example.org")
        for code, each in framework.partners.items()
    }
    collection = replace(paris(), framework=replace(framework, partners=partners))
    points = tuple(
        replace(
            point,
            file="réponse de la DAE.xlsx",
            sheet="Années civiles",
            cell="ZZ99",
            comment="entre nous",
            office="bureau 12",
        )
        for point in paris_points()
    )
    parts = texts(write(tmp_path / "publication.xlsx", measure(collection, points)))
    for secret in ("Dupont", "dupont@", "réponse de la DAE", "ZZ99", "entre nous", "bureau 12"):
        assert not any(secret in part for part in parts)


def test_the_contact_is_that_of_the_coordinator(book):
    cover = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=FIRST)}
    assert paris().campaign.contact.email in cover["Contact"]


def test_a_text_that_looks_like_a_formula_is_written_as_text(tmp_path):
    framework = paris().framework
    territories = {code: replace(each, label="=HYPERLINK(A1)") for code, each in framework.territories.items()}
    collection = replace(paris(), framework=replace(framework, territories=territories))
    path = write(tmp_path / "publication.xlsx", measure(collection, paris_points()))
    assert not any("<f>" in part for part in texts(path))


def test_a_collection_of_nothing_has_its_cover_and_empty_tables(tmp_path):
    book = load_workbook(write(tmp_path / "publication.xlsx", empty_report()))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]


def test_the_cover_counts_the_deadline_itself_as_in_time(issued, book):
    said = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    deadline = {"fr": "à renvoyer au plus tard le 30 novembre 2020", "en": "to be sent back by 30 November 2020"}
    assert deadline[issued[0]] in said
