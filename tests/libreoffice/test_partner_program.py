"""LibreOffice as the partner's program: it calculates what we stored, and what it saves merges to the same figures."""

import re
import zipfile
from decimal import Decimal

import pytest
from office import need_office, work
from small_campaign import issue, read_csv, write_small_campaign

from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.model.raw import CellKind
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(autouse=True)
def _office():
    need_office()


def stored_results(path):
    """The stored result of each formula of a workbook, by sheet, row and column."""
    workbook = read_xlsx(path.read_bytes())
    return {
        (sheet.name, cell.row, cell.column): cell.text if cell.kind is CellKind.TEXT else Decimal(cell.text)
        for sheet in workbook.sheets
        for row in sheet.read_rows()
        for cell in row
        if cell.formula
    }


def calculated_results(seen):
    return {
        (name, row, column): value if isinstance(value, str) else Decimal(f"{value:.15g}")
        for name, sheet in seen["sheets"].items()
        for row, (values, formulas) in enumerate(zip(sheet["values"], sheet["formulas"], strict=True), start=1)
        for column, (value, formula) in enumerate(zip(values, formulas, strict=True), start=1)
        if isinstance(formula, str) and formula.startswith("=")
    }


def errors(seen):
    return [(name, sheet["errors"]) for name, sheet in seen["sheets"].items() if sheet["errors"]]


def recalculate(*paths):
    return work(*({"open": path, "recalculate": True, "dump": True} for path in paths))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_stored_result_of_every_workbook_is_what_libreoffice_calculates(tmp_path, paris_folder, language):
    collection = load_collection(paris_folder, language)
    issued = generate_workbooks(paris_folder, collection, replace=True)
    paths = [paris_folder / "outgoing" / each.file for each in issued]
    for path, seen in zip(paths, recalculate(*paths), strict=True):
        stored = stored_results(path)
        assert errors(seen) == [], path.name
        assert calculated_results(seen) == stored, path.name
        assert len(stored) > 3
    assert max(path.stat().st_size for path in paths) < 500_000


def test_a_false_stored_result_is_found_because_libreoffice_calculates_anew(tmp_path):
    path = issue(write_small_campaign(tmp_path / "campaign"))["AAA"]
    false, changed = tmp_path / "false.xlsx", 0
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(false, "w") as target:
        for entry in source.infolist():
            data, count = re.subn(rb"(<f>SUM\(C7:C\d+\)</f><v>)\d+", rb"\g<1>999", source.read(entry))
            changed += count
            target.writestr(entry.filename, data)
    assert changed == 1
    trusted, calculated = work({"open": false, "dump": True}, {"open": false, "recalculate": True, "dump": True})
    assert calculated_results(trusted) == stored_results(false)
    assert calculated_results(calculated) != stored_results(false)


def typed_in(path):
    """Cells to type in, with what: the rows of the small campaign stand where the plan puts them."""
    cells = {}
    for sheet in read_xlsx(path.read_bytes()).sheets:
        rows = list(sheet.read_rows())
        header = next((row for row in rows if row[0].text in ("Clé", "Key")), ())
        columns = {cell.text: cell.name.rstrip("0123456789") for cell in header}
        for row in rows:
            measure, _, territory = row[0].text.rpartition("|")[0], "", row[0].text.rpartition("|")[2]
            for (asked, where, column), value in TYPED.items():
                if measure.startswith(asked) and territory == where and column in columns:
                    cells[f"{columns[column]}{row[0].row}", sheet.name] = value
    return [[sheet, cell, value] for (cell, sheet), value in cells.items()]


TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1a", "PARIS", "2019"): "ND",
    ("T01.1a", "QP", "2019"): "12,5 %",
    ("T01.1b", "QP", "2017"): "1 458",
    ("T01.2a", "PARIS", "2019"): "Oui",
    ("G01.1a", "PARIS", "2018/2019"): "env. 120",
}


def test_a_workbook_typed_sorted_and_saved_by_libreoffice_merges_to_the_same_data_points(tmp_path):
    outcomes = {}
    for name, suffix, sort in (("direct", ".xlsx", False), ("sorted", ".xlsx", True)):
        folder = write_small_campaign(tmp_path / name)
        path = issue(folder)["AAA"]
        job = {"open": path, "type": typed_in(path), "recalculate": True, "dump": True}
        job["save"] = [folder / "collected" / f"retour{suffix}"]
        job["sort"] = [["Années civiles", "A6:Q9", 3]] if sort else []
        (seen,) = work(job)
        assert errors(seen) == []
        merge_returns(folder, load_collection(folder))
        outcomes[name] = [
            {key: row[key] for key in ("measure", "territory", "period", "state", "value", "raw", "quality")}
            for row in read_csv(folder / "results" / "data_points.csv")
        ]
        assert len([row for row in outcomes[name] if row["state"] == "value"]) == 6
        assert read_csv(folder / "results" / "returns.csv")[0]["editor"].startswith("LibreOffice")
    assert outcomes["direct"] == outcomes["sorted"]
    order = [
        row[0].text
        for row in next(
            list(sheet.read_rows())
            for sheet in read_xlsx((tmp_path / "sorted/collected/retour.xlsx").read_bytes()).sheets
            if sheet.name == "Années civiles"
        )
        if "|" in row[0].text
    ][1:]
    assert order != [f"{row['measure']}|AAA|{row['territory']}" for row in outcomes["sorted"][1::4]][:4]
