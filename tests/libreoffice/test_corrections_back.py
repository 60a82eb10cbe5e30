"""A correction workbook in LibreOffice: stored results are right, and what it saves settles what was asked."""

import pytest
from office import need_office, work
from small_campaign import codes, issue, merge, read_csv, return_filled, write_small_campaign
from test_partner_program import calculated_results, errors, recalculate, stored_results

from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.loading import load_collection

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(autouse=True)
def _office():
    need_office()


ANSWERED = {
    ("G01.1a", "PARIS", "2017/2018"): 0,
    ("G01.1a", "PARIS", "2018/2019"): "ND",
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): "plus de 30",
    ("T01.1a", "PARIS", "2019"): "env. 41",
    ("T01.1a", "QP", "2017"): 20,
    ("T01.1a", "QP", "2018"): 0.4,
    ("T01.1a", "QP", "2019"): 22,
    ("T01.1b", "QP", "2017"): 1,
    ("T01.1b", "QP", "2018"): 2,
    ("T01.1b", "QP", "2019"): 3,
    ("T01.2a", "PARIS", "2017"): "Oui",
    ("T01.2a", "PARIS", "2018"): "Non",
    ("T01.2a", "PARIS", "2019"): "peut-être",
}
RIGHT = {
    ("T01.1a", "PARIS", "2018"): "40,5",
    ("T01.1a", "QP", "2018"): 21,
    ("T01.2a", "PARIS", "2019"): "Oui",
}


def corrections_of(folder):
    issued = generate_corrections(folder, load_collection(folder))
    return [folder / "results" / "corrections" / each.file for each in issued]


def places(path, typed):
    """The sheet and cell of each data point, found by its row key and the header of its column."""
    found = []
    for sheet in read_xlsx(path.read_bytes()).sheets:
        rows = list(sheet.read_rows())
        header = next((row for row in rows if row[0].text in ("Clé", "Key")), ())
        columns = {cell.text: cell.name.rstrip("0123456789") for cell in header}
        keys = {row[0].text: row[0].row for row in rows}
        for (measure, territory, period), value in typed.items():
            row = keys.get(f"{measure}|AAA|{territory}")
            if row is not None and period in columns:
                found.append([sheet.name, f"{columns[period]}{row}", value])
    return found


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_corrections_filled_in_and_saved_by_libreoffice_settle_what_was_asked_and_move_nothing_else(tmp_path, ending):
    folder = write_small_campaign(tmp_path / "campaign")
    back = f"correction{ending}"
    return_filled(folder, issue(folder)["AAA"], ANSWERED, "first.xlsx")
    (folder / "received.csv").write_text(
        f"file,received_at\nfirst.xlsx,2020-10-01\n{back},2020-11-01\n", encoding="utf-8"
    )
    merge(folder)
    before = read_csv(folder / "results" / "data_points.csv")
    (path,) = corrections_of(folder)
    typed = places(path, RIGHT)
    assert len(typed) == len(RIGHT)
    (untouched,) = recalculate(path)
    assert calculated_results(untouched) == stored_results(path)
    (seen,) = work(
        {"open": path, "type": typed, "recalculate": True, "dump": True, "save": [folder / "collected" / back]}
    )
    assert errors(seen) == []
    assert "Prêt à transmettre : oui" in seen["sheets"]["Suivi de saisie"]["values"][2][0].replace("\u00a0", " ")
    result, points = merge(folder)
    after = read_csv(folder / "results" / "data_points.csv")
    moved = {
        (one["measure"], one["territory"], one["period"]) for one, two in zip(before, after, strict=True) if one != two
    }
    assert moved == set(RIGHT)
    assert points["T01.1a", "AAA", "PARIS", "2018"]["value"] == "40.5"
    assert set(codes(result)) <= {"V321", "F117"}
    assert corrections_of(folder) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_stored_result_of_a_correction_workbook_is_what_libreoffice_calculates(tmp_path, language):
    folder = write_small_campaign(tmp_path / "campaign", language=language)
    blank = {key: value for key, value in ANSWERED.items() if key[0] != "T01.1b"}
    return_filled(folder, issue(folder)["AAA"], blank)
    merge(folder)
    (path,) = corrections_of(folder)
    (seen,) = recalculate(path)
    stored = stored_results(path)
    assert errors(seen) == []
    assert calculated_results(seen) == stored
    assert len(stored) > 10
