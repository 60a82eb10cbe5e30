"""A partner types in every input cell in LibreOffice and saves as .xlsx or .ods: all of it comes back."""

import re
import shutil
from decimal import Decimal
from itertools import cycle

import pytest
from office import need_office, work
from openpyxl import load_workbook
from small_campaign import issue, read_csv, write_small_campaign

from toolkit.excel.workbook_reader import read_workbook
from toolkit.layout.choices import PROGRESS_CHOICES, reason_choice
from toolkit.layout.columns import ACTION_COLUMNS, CONTACT_COLUMNS, FREE_ROW_COLUMNS, GRID_AFTER, GRID_BEFORE
from toolkit.layout.form import map_form
from toolkit.layout.keys import request_key
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW
from toolkit.layout.sheets import Sheet, sheet_name
from toolkit.model.states import ANSWER_CODES, CHOICES, QUALITY_LABELS, REASONS, UNITS, Quality
from toolkit.wording import load_wording
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.slow]
SAY = load_wording("fr").say
GRIDS = [sheet_name(sheet, load_wording("fr")) for sheet in (Sheet.CIVIL, Sheet.SCHOOL)]
OTHERS = [sheet_name(each, load_wording("fr")) for each in (Sheet.ACTIONS, Sheet.FREE_ROWS, Sheet.CONTACTS)]
PROGRESS = sheet_name(Sheet.PROGRESS, load_wording("fr"))
ROLES = {
    SAY(column.label): column.role
    for column in (*GRID_BEFORE, *GRID_AFTER, *FREE_ROW_COLUMNS, *ACTION_COLUMNS, *CONTACT_COLUMNS)
}
UNIT_OF_LABEL = {SAY(unit.label): unit for unit in UNITS.values()}
CODES = [code.code for code in ANSWER_CODES]


@pytest.fixture(autouse=True)
def _office():
    need_office()


def what_to_type(path):
    """What goes into every unlocked cell of the grids and of the sheets for words, by sheet and cell."""
    book, codes = load_workbook(path), cycle(CODES)
    typed = {}
    for name in [*GRIDS, *OTHERS]:
        for row in book[name].iter_rows(min_row=FIRST_ROW) if name in book.sheetnames else ():
            texts = {book[name].cell(HEADER_ROW, cell.column).value: cell for cell in row}
            unlocked = {header: cell for header, cell in texts.items() if not cell.protection.locked}
            for header, cell in unlocked.items():
                typed[name, cell.coordinate] = entry(
                    header, cell, {ROLES.get(key): each for key, each in texts.items()}, codes
                )
    return typed


def entry(header, cell, row, codes):
    role = ROLES.get(header)
    if role is None:
        assert re.match(r"\d{4}", header), header
        return figure(cell, UNIT_OF_LABEL[row["unit"].value], codes)
    words = {
        "reason": reason_choice(REASONS[0], load_wording("fr")),
        "territory_given": row["territory"].value if "territory" in row else "",
        "quality": SAY(QUALITY_LABELS[Quality.ESTIMATED]),
        "progress": SAY(PROGRESS_CHOICES[1]),
        "publishable": SAY(CHOICES[0][0]),
        "period": "2016-2018",
        "value": cell.row,
    }
    return words.get(role) or f"{role} de {cell.coordinate}, œuvre d'été\nà lire"


def figure(cell, unit, codes):
    if cell.column % 3 == 0:
        return next(codes)
    if unit.is_choice:
        return SAY(CHOICES[cell.row % 2][0])
    if not unit.is_number:
        return f"texte de {cell.coordinate}"
    return "env. 12,5" if cell.row % 4 == 3 else cell.column + 0.5 if unit.maximum else cell.row * 10 + cell.column


def read_cells(workbook):
    return {
        (sheet.name, cell.name): cell.text for sheet in workbook.sheets for row in sheet.read_rows() for cell in row
    }


def is_same(read, value):
    return read == value if isinstance(value, str) else read is not None and Decimal(read) == Decimal(str(value))


def keys_of(form):
    grid = [request_key(row.measure, row.partner, row.territory) for row in form.grid_rows]
    return sorted(grid), sorted(each[0] for each in form.actions), sorted(each[0] for each in form.contacts)


def check_progress(seen):
    values = seen["sheets"][PROGRESS]["values"]
    header, total = values[HEADER_ROW - 1], values[FIRST_ROW - 1]
    assert values[2][0] == SAY("Ready to send: yes, nothing is left.")
    assert total[header.index(SAY("Share done"))] == 100
    assert total[header.index(SAY("Left"))] == 0
    assert {sheet["errors"] for sheet in seen["sheets"].values()} == {""}


def check_tables(returned, issued):
    """LibreOffice keeps the named tables."""
    kept, made = (
        [name for sheet in load_workbook(path).worksheets for name in sheet.tables] for path in (returned, issued)
    )
    assert sorted(kept) == sorted(made) != []


def check_read_back(returned, issued, typed):
    _, workbook = read_workbook(returned.read_bytes())
    cells, form = read_cells(workbook), map_form(workbook, returned.name)
    lost = {place: (value, cells.get(place)) for place, value in typed.items() if not is_same(cells.get(place), value)}
    assert lost == {}
    _, original = read_workbook(issued.read_bytes())
    assert keys_of(form)[0] == keys_of(map_form(original, issued.name))[0]
    assert len(form.free_rows) == len({cell for sheet, cell in typed if sheet == OTHERS[1] and cell.startswith("B")})
    assert form.unknown_keys == []
    assert form.outside == []


def check_merged(folder, returned, typed):
    """Every data point holds what was typed in its cell, with the comment of its row."""
    for old in (folder / "collected").iterdir():
        old.unlink()
    shutil.copy(returned, folder / "collected")
    result = merge_returns(folder, load_collection(folder))
    assert [
        each.rule.code for each in result.findings if each.rule.code in {"S201", "S202", "S203", "S204", "S205"}
    ] == []
    points = [row for row in read_csv(folder / "results" / "data_points.csv") if row["file"]]
    grid_points = [row for row in points if row["sheet"] in GRIDS]
    comments = {
        (sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")): value
        for (sheet, cell), value in typed.items()
        if str(value).startswith("comment de")
    }
    for row in grid_points:
        value = typed[row["sheet"], row["cell"]]
        assert is_same(row["raw"], value), row
        assert row["comment"] == comments[row["sheet"], re.sub("[A-Z]", "", row["cell"])], row
        assert (row["state"] == "value") == (value not in CODES), row
    return len(grid_points)


def make_round_trip(folder, issued, collected_points):
    typed = what_to_type(issued)
    saved, ods = folder / "retour.xlsx", folder / "retour.ods"
    again = folder / "converti.xlsx"
    cells = [[sheet, cell, value] for (sheet, cell), value in typed.items()]
    seen = work(
        {"open": issued, "type": cells, "recalculate": True, "dump": True, "save": [saved, ods]},
        {"open": ods, "recalculate": True, "dump": True, "save": [again]},
        {"open": saved, "recalculate": True, "dump": True},
    )
    for each in seen:
        check_progress(each)
    for returned in (saved, ods, again):
        check_read_back(returned, issued, typed)
        assert check_merged(folder, returned, typed) == collected_points
    check_tables(saved, issued)
    check_tables(again, issued)
    return len(typed)


def test_all_that_is_typed_in_the_small_workbook_comes_back(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    assert make_round_trip(folder, issue(folder)["AAA"], 4 * 4 + 2) > 300


def test_all_that_is_typed_in_the_workbook_of_gie_comes_back(paris_folder):
    (issued,) = generate_workbooks(paris_folder, load_collection(paris_folder), ["GIE"])
    make_round_trip(paris_folder, paris_folder / "outgoing" / issued.file, issued.data_points)
