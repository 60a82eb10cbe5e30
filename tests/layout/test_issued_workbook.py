"""What a partner receives: every row once, nothing of others, nothing hidden, locked where it should be."""

import re
import zipfile

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, issue, merge, return_filled, write_small_campaign

from toolkit.files.issued import read_manifest
from toolkit.layout.plan import MAX_LITERAL_LIST, MAX_SHEET_NAME, MAX_VALIDATION_MESSAGE, MAX_VALIDATION_TITLE
from toolkit.layout.sheets import row_height
from toolkit.layout.workbook import plan_workbook
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection

EARLIER = {
    **TABLES,
    "observations": """
        measure,partner,territory,period,value,status
        T01.1a,AAA,QP,2017,33.9,A
        T01.1b,AAA,QP,2018,0,A
        T01.1b,AAA,QP,2015-2016,70,A
    """,
}


@pytest.fixture
def folder(tmp_path):
    return write_small_campaign(tmp_path / "campaign")


@pytest.fixture
def book(folder):
    return load_workbook(issue(folder)["AAA"])


def grid_rows(book):
    return [
        [cell.value for cell in row]
        for name in ("Années civiles", "Années scolaires")
        for row in book[name].iter_rows(min_row=6)
    ]


def test_every_row_asked_stands_in_the_workbook_once_and_no_other(book):
    keys = [row[0] for row in grid_rows(book)]
    assert sorted(keys) == [
        "G01.1a|AAA|PARIS",
        "T01.1a|AAA|PARIS",
        "T01.1a|AAA|QP",
        "T01.1b|AAA|QP",
        "T01.2a|AAA|PARIS",
    ]


def test_each_sheet_begins_with_title_identity_and_sentence(book):
    for sheet in book.worksheets:
        assert sheet["A1"].value, sheet.title
        assert sheet["A2"].value == "petite|AAA|1", sheet.title
        assert sheet["A3"].value or sheet.title == "_meta", sheet.title


def test_nothing_is_merged_or_hidden_but_the_sheet_of_the_identity(book):
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states.pop("_meta") == "veryHidden"
    assert set(states.values()) == {"visible"}
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert not [key for key, each in sheet.row_dimensions.items() if each.hidden]
        assert not [key for key, each in sheet.column_dimensions.items() if each.hidden]
        assert sheet.protection.sheet
        assert sheet.protection.password is None


def test_input_cells_and_only_they_are_unlocked_and_show_it_by_fill_and_border(book):
    for name in ("Années civiles", "Autres données", "Bilan par action", "Référent et contacts"):
        sheet = book[name]
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                is_input = not cell.protection.locked
                has_frame = cell.fill.fgColor.rgb in {"FFFFF7DB", "FFEAF3EC"} and cell.border.left.style is not None
                assert is_input == has_frame, f"{name}!{cell.coordinate}"
        assert any(not cell.protection.locked for row in sheet.iter_rows(min_row=6) for cell in row)


def test_no_part_of_the_file_names_another_partner_or_its_address(folder):
    path = issue(folder)["AAA"]
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name).decode("utf-8", "replace")
            assert not re.search(r"\bBBB\b", data), name
            assert "Bureau B" not in data, name
            assert "b@example.org" not in data, name


def test_no_macro_no_external_link_no_defined_name_beyond_the_print_titles(folder):
    with zipfile.ZipFile(issue(folder)["AAA"]) as package:
        names = package.namelist()
        assert not [name for name in names if "vba" in name or "externalLink" in name or "connections" in name]
        found = set(re.findall(rb'definedName name="([^"]+)"', package.read("xl/workbook.xml")))
    assert found <= {b"_xlnm.Print_Titles", b"_xlnm._FilterDatabase"}


def test_the_same_input_gives_the_same_bytes(folder):
    before = {code: path.read_bytes() for code, path in issue(folder).items()}
    assert {each.outcome for each in generate_workbooks(folder, load_collection(folder))} == {"unchanged"}
    assert {code: path.read_bytes() for code, path in issue(folder).items()} == before
    assert [row["partner"] for row in read_manifest(folder)] == ["AAA", "BBB"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_texts_of_every_partner_stay_within_the_limits_of_excel(paris_folder, language):
    collection = load_collection(paris_folder, language)
    for partner in collection.framework.partners_asked:
        for sheet in plan_workbook(collection, partner.code).sheets:
            assert len(sheet.name) <= MAX_SHEET_NAME
            for each in sheet.validations:
                assert max(len(each.title), len(each.error_title)) <= MAX_VALIDATION_TITLE
                assert max(len(each.message), len(each.error_message)) <= MAX_VALIDATION_MESSAGE
                if isinstance(each.choices, tuple):
                    assert len(",".join(each.choices)) <= MAX_LITERAL_LIST
                assert len(each.formula) <= MAX_LITERAL_LIST


def test_earlier_figures_fill_their_cells_and_come_back_unchanged(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", EARLIER)
    issued = issue(folder)["AAA"]
    rows = {row[0]: row for row in grid_rows(load_workbook(issued, data_only=True))}
    assert rows["T01.1a|AAA|QP"][6:9] == [33.9, None, None]
    assert rows["T01.1b|AAA|QP"][6:9] == [None, 0, None]
    free = [cell.value for cell in load_workbook(issued)["Autres données"][6]]
    assert free[1:5] == ["T01.1b – Nombre de sorties", "QP – Quartiers prioritaires", "2015-2016", 70]
    return_filled(folder, issued, {("T01.1b", "QP", "2018"): 5, ("T01.1b", "QP", "2019"): 6})
    _, points = merge(folder)
    found = {key[:1] + key[2:]: (row["value"], row["class"]) for key, row in points.items() if row["state"] == "value"}
    assert found == {
        ("T01.1a", "QP", "2017"): ("33.9", "unchanged"),
        ("T01.1b", "QP", "2018"): ("5", "corrected"),
        ("T01.1b", "QP", "2019"): ("6", "new"),
        ("T01.1b", "QP", "2015-2016"): ("70", "unchanged"),
    }


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("court", 10, 1), ("deux mots longs", 10, 2), ("anticonstitutionnellement", 10, 3), ("a\nb", 10, 2)],
)
def test_the_height_of_a_row_leaves_room_for_its_longest_text(text, width, lines):
    assert row_height((text,), (width,)) >= row_height(("\n" * (lines - 1),), (width,))


def test_earlier_figures_can_stand_locked_beside_the_cells(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign", EARLIER)
    path = folder / "campaign.toml"
    path.write_text('earlier_figures = "beside"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    issued = issue(folder)["AAA"]
    sheet = load_workbook(issued)["Années civiles"]
    row = next(cells for cells in sheet.iter_rows(min_row=6) if cells[0].value == "T01.1a|AAA|QP")
    assert (row[6].value, row[6].protection.locked) == ("2017: 33,9", True)
    assert [cell.value for cell in row[7:11]] == [None] * 4
    return_filled(folder, issued, {("T01.1a", "QP", "2018"): 5})
    _, points = merge(folder)
    assert points["T01.1a", "AAA", "QP", "2018"]["value"] == "5"
    assert points["T01.1a", "AAA", "QP", "2017"]["state"] == "blank"
