import csv

from targets_at_hand import assess, figure, figures, framework, target

from toolkit.analysis.secrecy import list_small_counts
from toolkit.files.secrecy_table import write_secrecy
from toolkit.files.target_table import write_targets
from toolkit.model.secrecy import SECRECY_COLUMNS
from toolkit.model.targets import TARGET_COLUMNS
from toolkit.wording import load_wording


def written(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def targets_of(tmp_path, asked, points):
    write_targets(tmp_path / "t.csv", assess(asked, points), framework(asked), load_wording("fr"))
    return written(tmp_path / "t.csv")


def test_a_row_holds_the_target_the_figures_and_the_verdict(tmp_path):
    asked = target("decrease_by", "50", change_unit="%", due="2020", text="-50 %")
    (row,) = targets_of(tmp_path, asked, figures(y2015="100", y2019="80"))
    assert list(row) == list(TARGET_COLUMNS)
    filled = {name: text for name, text in row.items() if text and name != "why"}
    assert filled == {
        "target": "C",
        "indicator": "A1.1",
        "measure": "A1.1a",
        "partner": "AAA",
        "territory": "QPV",
        "kind": "decrease_by",
        "value": "50",
        "unit": "nombre",
        "change_unit": "%",
        "due": "2020",
        "base_period": "2015",
        "base_value": "100",
        "reached_period": "2019",
        "reached_value": "80",
        "way": "40",
        "verdict": "on_the_way",
        "goal_max": "50",
        "base_origin": "first",
        "text": "'-50 %",
    }
    assert row["why"].startswith("80 en 2019\u00a0: la cible (au plus 50) n'est pas encore atteinte.")


def test_a_zero_stands_and_what_is_not_known_is_empty(tmp_path):
    (row,) = targets_of(tmp_path, target("at_least", "0"), figures(y2019="0"))
    assert (row["value"], row["reached_value"], row["goal_min"], row["base_value"], row["way"]) == (
        "0",
        "0",
        "0",
        "",
        "",
    )


def test_a_target_without_a_source_has_its_row(tmp_path):
    (row,) = targets_of(tmp_path, target("words", measure="", text="Créer un label"), ())
    assert (row["partner"], row["verdict"], row["obstacle"]) == ("", "not_measurable", "words")


def test_a_direction_has_its_bound(tmp_path):
    (row,) = targets_of(tmp_path, target("decrease"), figures(y2015="9", y2019="0"))
    assert (row["goal_min"], row["goal_max"], row["verdict"]) == ("", "9", "met")


def test_a_small_count_leads_to_its_cell(tmp_path):
    counted = framework(counted="personne")
    cells = {"file": "a.xlsx", "sheet": "Années civiles", "cell": "G6", "sha256": "ab"}
    points = (figure("2019", "3", "QVA", **cells), figure("2019", "40", "QPV"), figure("2019", "37", "QP"))
    write_secrecy(tmp_path / "s.csv", list_small_counts(counted, points, 5), counted)
    small, sibling = written(tmp_path / "s.csv")
    assert list(small) == list(SECRECY_COLUMNS)
    assert small | cells | {"value": "3", "role": "small", "territory": "QVA", "counted": "personne"} == small
    assert (sibling["territory"], sibling["role"]) == ("QP", "complementary")
    assert small["given_back_by"] == sibling["given_back_by"] == "QP + QVA = QPV"


def test_nothing_small_is_a_table_without_rows(tmp_path):
    write_secrecy(tmp_path / "s.csv", (), framework())
    assert written(tmp_path / "s.csv") == []
