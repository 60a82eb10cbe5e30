"""The whole campaign of the Paris example: its figures are those of the published study, and every sum closes."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from paris_points import paris, read_answers
from small_campaign import read_csv

from toolkit.workflows.demo import play_demo
from toolkit.workflows.loading import load_collection
from toolkit.workflows.merge import merge_returns
from toolkit.workflows.report import make_report

pytestmark = pytest.mark.xdist_group("demo")

CODED = ("unavailable", "not_applicable", "counted_elsewhere", "confidential", "pending")
STATES = ("value", *CODED, "blank", "rejected", "not_returned")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "campaign"


@pytest.fixture(scope="module")
def played(folder):
    return play_demo(folder)


@pytest.fixture(scope="module")
def points(played, folder):
    return read_csv(folder / "results" / "data_points.csv")


@pytest.fixture(scope="module")
def trends(played, folder):
    return {
        tuple(row[name] for name in ("measure", "partner", "territory", "first_period", "last_period")): row
        for row in read_csv(folder / "results" / "trends.csv")
    }


def test_thirty_workbooks_are_issued_and_twenty_nine_partners_return(played, folder):
    assert (len(played.issued), len(played.filled)) == (30, 30)
    assert sum(each.required for each in played.issued) == 7170
    assert sum(each.data_points for each in played.issued) == 7170 + 1434
    returns = read_csv(folder / "results" / "returns.csv")
    partners = {row["partner"] for row in returns if row["verdict"] == "read"}
    assert len(partners) == 29
    assert "PIE" not in partners
    assert Counter(row["partner"] for row in returns)["DASES"] == 2


def test_all_published_figures_are_retained_exactly_and_none_is_invented(points):
    published = {
        (row["measure"], row["partner"], row["territory"], row["period"]): (Decimal(row["value"]), row["status"])
        for row in read_answers("observations_2020.csv")
    }
    retained = {
        (row["measure"], row["partner"], row["territory"], row["period"]): (
            Decimal(row["value"]),
            {"final": "A", "estimated": "E"}[row["quality"]],
        )
        for row in points
        if row["state"] == "value"
    }
    assert len(published) == 1690
    assert retained == published


def test_the_figures_stand_where_they_were_asked(points):
    where = Counter((row["required"], row["volunteered"]) for row in points if row["state"] == "value")
    assert where == {("yes", "no"): 1341, ("no", "no"): 150, ("no", "yes"): 199}


def test_every_retained_figure_points_to_the_cell_that_holds_what_was_typed(points, folder):
    from openpyxl import load_workbook

    books = {}
    checked = 0
    for row in points[::7]:
        if row["state"] != "value":
            continue
        book = books.setdefault(row["file"], load_workbook(folder / "collected" / row["file"], data_only=True))
        typed = book[row["sheet"]][row["cell"]].value
        raw = row["raw"].removeprefix("'")
        assert typed == raw if isinstance(typed, str) else Decimal(str(typed)) == Decimal(raw)
        checked += 1
    assert checked > 150


def test_the_accounts_close_in_total_by_partner_and_by_file(points, folder, played):
    required = Counter(row["state"] for row in points if row["required"] == "yes")
    assert sum(required.values()) == 7170
    assert required["value"] == 1341
    assert required["not_returned"] == 55
    assert sum(row["volunteered"] == "no" and row["required"] == "no" for row in points) == 1434
    asked = {each.partner: each.data_points for each in played.issued}
    for row in read_csv(folder / "results" / "returns.csv"):
        answers = sum(int(row[name]) for name in ("values", "coded", "blank", "rejected"))
        volunteered = [
            each
            for each in read_csv(folder / "results" / "answers.csv")
            if each["sha256"] == row["sha256"] and each["volunteered"] == "yes"
        ]
        assert answers == asked[row["partner"]] + len(volunteered)


def test_completeness_closes_in_every_dimension_and_tells_the_headline(folder, played):
    rows = read_csv(folder / "results" / "completeness.csv")
    for row in rows:
        assert sum(int(row[state]) for state in STATES) == int(row["expected"])
        back = sum(int(row[name]) for name in ("on_time", "late", "undated"))
        assert back + int(row["not_returned"]) == int(row["expected"])
        reasons = sum(int(number) for name, number in row.items() if name.startswith("reason_"))
        assert int(row["justified"]) == reasons
    by_dimension = {}
    for row in rows:
        counts = by_dimension.setdefault(row["dimension"], Counter())
        counts.update({name: int(row[name]) for name in ("expected", *STATES)})
    (campaign,) = [row for row in rows if row["dimension"] == "campaign"]
    assert (campaign["expected"], campaign["value"]) == ("7170", "1341")
    for dimension, counts in by_dimension.items():
        # An action of two cross-cutting themes counts in both.
        if dimension not in {"optional_period", "cross_cutting"}:
            assert counts == by_dimension["campaign"], dimension
    actions = {row["key"]: row["status"] for row in rows if row["dimension"] == "action"}
    assert Counter(actions.values()) == {"documented": 157, "no_data": 11, "not_answered": 4}
    themes = Counter(
        paris().framework.actions[code].theme for code, status in actions.items() if status == "documented"
    )
    assert themes == {"Grandir": 59, "Travailler": 48, "Habiter": 50}
    expected = {
        row["action"]: {"yes": "documented", "no_data": "no_data", "no_return": "not_answered"}[row["returned"]]
        for row in read_answers("collection_2020.csv")
    }
    assert actions == expected


@pytest.mark.parametrize("statement", read_answers("published_changes.csv"), ids=lambda row: "-".join(row.values()))
def test_each_published_change_comes_out_as_the_figures_bear_it_out(statement, trends):
    key = tuple(statement[name] for name in ("measure", "partner", "territory", "from_period", "to_period"))
    found = trends[key][statement["kind"]]
    if statement["kind"] == "direction":
        change = trends[key]["pct_change"]
        is_level = statement["value"] == "stable" and change and abs(Decimal(change)) <= 5
        agrees = is_level or found == statement["value"]
    else:
        printed = Decimal(statement["value"])
        agrees = Decimal(found).quantize(Decimal(1).scaleb(printed.as_tuple().exponent), ROUND_HALF_UP) == printed
    assert agrees == (statement["agrees"] == "yes")


def test_a_second_merge_and_report_change_no_byte(folder, played):
    before = {path.name: path.read_bytes() for path in (folder / "results").iterdir()}
    collection = load_collection(folder)
    merge_returns(folder, collection)
    make_report(folder, collection)
    assert {path.name: path.read_bytes() for path in (folder / "results").iterdir()} == before


def test_the_contact_of_the_campaign_and_addresses_stay_out_of_the_results(folder, played):
    for path in (folder / "results").iterdir():
        if path.suffix in {".csv", ".json"} and path.name != "contacts.csv":
            assert b"@example.org" not in path.read_bytes(), path.name


def test_the_findings_of_the_demo_ask_for_no_correction(folder, played):
    severities = Counter(row["severity"] for row in read_csv(folder / "results" / "findings.csv"))
    assert severities["error"] == 0
