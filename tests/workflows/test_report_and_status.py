import csv
import json
import shutil
from collections import Counter
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from paris_points import EXAMPLE, asked_points, paris, paris_points, paris_words, write_merged
from small_campaign import issue, merge, read_csv, write_small_campaign

from toolkit.errors import AccountsError, ToolkitError
from toolkit.files.campaign_toml import write_campaign
from toolkit.files.csv_tables import write_csv
from toolkit.model.completeness import Delivery
from toolkit.model.records import RETURN_COLUMNS
from toolkit.model.states import State
from toolkit.wording import load_wording
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import Also, make_report, measure_report
from toolkit.workflows.status import read_status

RETURN = {"sha256": "ab", "verdict": "read", "values": 1, "coded": 0, "blank": 0, "rejected": 0, "outside": 0}


@pytest.fixture
def campaign(tmp_path):
    folder = tmp_path / "campaign"
    shutil.copytree(EXAMPLE, folder / "templates" / EXAMPLE.name, ignore=shutil.ignore_patterns("answers"))
    write_campaign(folder / "campaign.toml", paris().campaign, load_wording("en"))
    return folder


def merged(folder):
    write_merged(folder / "results", paris_points(), paris_words())
    return folder / "results"


def received(results, *rows):
    rows = [RETURN | row for row in rows]
    write_csv(results / "returns.csv", RETURN_COLUMNS, ([row.get(name, "") for name in RETURN_COLUMNS] for row in rows))


def test_a_report_adds_its_files_to_the_results(campaign):
    results = merged(campaign)
    report = make_report(campaign, paris())
    assert (report.headline.actions.part, report.headline.actions.whole) == (157, 172)
    written = {path.name for path in results.iterdir()}
    assert written == {
        "action_readings.csv",
        "actions.csv",
        "completeness.csv",
        "data_points.csv",
        "gaps.csv",
        "key_figures.csv",
        "manifest.json",
        "report.html",
        "report.xlsx",
        "reviews.csv",
        "secrecy.csv",
        "targets.csv",
        "series.csv",
        "trends.csv",
    }
    outputs = json.loads((results / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert set(outputs) == written - {"manifest.json"}


def test_an_extension_moves_the_deadline_of_its_partner_alone(campaign):
    results = merged(campaign)
    received(
        results,
        {"file": "a.xlsx", "partner": "GIP", "received_at": "2020-12-03"},
        {"file": "b.xlsx", "partner": "PE", "received_at": "2020-12-03"},
    )
    (campaign / "extensions.csv").write_text("partner,deadline\nGIP,2020-12-03\n", encoding="utf-8")
    report = measure_report(paris(), results)
    status = {each.partner: each.is_late for each in read_status(campaign, paris()).lines}
    assert (status["GIP"], status["PE"], status["CAF"]) == (False, True, False)
    deliveries = {review.partner: review.delivery for review in report.reviews if not review.office}
    assert (deliveries["GIP"], deliveries["PE"], deliveries["CAF"]) == (
        Delivery.ON_TIME,
        Delivery.LATE,
        Delivery.UNDATED,
    )


def test_the_verdicts_are_the_same_in_every_output(campaign):
    results = merged(campaign)
    report = make_report(campaign, paris())
    with (results / "targets.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    assert Counter(row["verdict"] for row in rows) == report.count_verdicts()
    verdicts = {
        (row["measure"], row["partner"], row["territory"], row["reached_period"]): row["verdict"] for row in rows
    }
    with (results / "trends.csv").open(encoding="utf-8", newline="") as source:
        trends = list(csv.DictReader(source))
    said = {
        (row["measure"], row["partner"], row["territory"], row["last_period"]): row["target_status"]
        for row in trends
        if row["target_status"] and ";" not in row["target_status"]
    }
    assert len(said) == 57
    assert {key: verdicts[key] for key in said} == said
    sheet = load_workbook(results / "report.xlsx")["Cibles"]
    shown = [row[11] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert shown == [row["why"] for row in rows]


def test_a_reading_that_the_coordinator_settled_is_in_the_report(campaign):
    results = merged(campaign)
    line = "G01,stopped,Le dernier site a fermé.,A. Martin,2021-03-01"
    (campaign / "readings.csv").write_text(f"action,reading,reason,author,date\n{line}\n", encoding="utf-8")
    make_report(campaign, paris())
    settled, other = read_csv(results / "action_readings.csv")[:2]
    assert (settled["strict"], settled["computed"], settled["overruled_by"]) == ("stopped", "reduced", "A. Martin")
    assert (other["strict"], other["overruled_by"]) == (other["computed"], "")


def test_a_reading_without_a_reason_stops_the_report_and_changes_nothing(campaign):
    results = merged(campaign)
    before = {path.name: path.read_bytes() for path in results.iterdir()}
    (campaign / "readings.csv").write_text(
        "action,reading,reason,author,date\nG01,mixed,,A,2021-03-01\n", encoding="utf-8"
    )
    with pytest.raises(ToolkitError, match=r"line 2: the reason is empty"):
        make_report(campaign, paris())
    assert {path.name: path.read_bytes() for path in results.iterdir()} == before


def test_a_second_report_changes_nothing(campaign):
    results = merged(campaign)
    make_report(campaign, paris())
    before = {path.name: path.read_bytes() for path in results.iterdir()}
    make_report(campaign, paris())
    assert {path.name: path.read_bytes() for path in results.iterdir()} == before


def test_publishing_is_told_to_keep_the_other_files(campaign, tmp_path):
    results = merged(campaign)
    told = []

    def publish(target, write, *, keep):
        told.append((target, keep))
        (tmp_path / "aside").mkdir()
        write(tmp_path / "aside")

    make_report(campaign, paris(), publish)
    assert told == [(results, True)]
    assert not (results / "report.xlsx").exists()


def test_without_a_merge_nothing_is_written(campaign):
    with pytest.raises(ToolkitError, match="run `toolkit merge` first"):
        make_report(campaign, paris())
    assert not (campaign / "results").exists()


def test_results_that_do_not_close_give_no_report(campaign):
    write_merged(campaign / "results", paris_points()[1:])
    with pytest.raises(AccountsError, match="1 are missing"):
        make_report(campaign, paris())
    assert not (campaign / "results" / "report.xlsx").exists()


def test_before_anything_the_status_knows_what_is_asked(campaign):
    status = read_status(campaign, paris())
    assert (status.has_results, len(status.partners)) == (False, 30)
    assert sum(each.asked for each in status.partners) == 7170
    assert {(each.issued_file, each.returned_at, each.states) for each in status.partners} == {("", "", None)}


def test_the_status_tells_what_was_issued_and_what_came_late(campaign):
    (campaign / "outgoing").mkdir()
    columns = ("file", "partner", "version", "data_points", "sha256")
    write_csv(campaign / "outgoing" / "manifest.csv", columns, [("c_GIP.xlsx", "GIP", "1", 24, "ab")])
    received(
        merged(campaign),
        {"file": "a.xlsx", "partner": "GIP", "received_at": "2020-12-03"},
        {"file": "b.xlsx", "partner": "GIP", "received_at": "2020-11-30T18:00:00Z"},
        {"file": "c.xlsx", "partner": "PE", "received_at": "2020-12-01"},
        {"file": "d.xlsx", "partner": "CAF", "received_at": "2020-11-01", "verdict": "refused"},
        {"file": "e.txt", "partner": "", "received_at": "", "verdict": "ignored"},
    )
    partners = {each.partner: each for each in read_status(campaign, paris()).partners}
    gip, pole_emploi, caf = partners["GIP"], partners["PE"], partners["CAF"]
    assert (gip.issued_file, gip.returns, gip.returned_at, gip.is_late) == (
        "c_GIP.xlsx",
        2,
        "2020-11-30T18:00:00Z",
        False,
    )
    assert (pole_emploi.issued_file, pole_emploi.returns, pole_emploi.is_late) == ("", 1, True)
    assert (caf.returns, caf.returned_at, caf.is_late) == (0, "", False)
    assert (gip.asked, gip.left, gip.is_complete) == (20, gip.asked - gip.count(State.VALUE) - gip.coded, False)


def test_the_status_counts_each_state_of_required_data_points(campaign):
    points = list(asked_points(paris()))
    points[0] = replace(points[0], state=State.REJECTED)
    write_merged(campaign / "results", points)
    first = next(each for each in read_status(campaign, paris()).partners if each.partner == points[0].partner)
    assert first.states == {State.REJECTED: 1, State.NOT_RETURNED: first.asked - 1}


@pytest.mark.parametrize(("named", "documented"), [("H01", 1), ("une action à nous", 0), ("", 0)])
def test_words_on_a_further_action_count_for_one_that_is_known_and_stop_no_report(tmp_path, named, documented):
    folder = write_small_campaign(tmp_path / "campagne")
    path = issue(folder)["AAA"]
    book = load_workbook(path)
    sheet = book["Bilan par action"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "AUTRE-001|AAA")
    header = next(cells for cells in sheet.iter_rows() if cells[0].value == "Clé")
    columns = {cell.value: cell.column for cell in header}
    sheet.cell(row, columns["Intitulé de l'action"]).value = named
    sheet.cell(row, columns["Difficultés rencontrées"]).value = "aucune"
    book.save(folder / "collected" / "réponse.xlsx")
    merge(folder)
    make_report(folder, load_collection(folder))
    rows = read_csv(folder / "results" / "completeness.csv")
    statuses = Counter(row["status"] for row in rows if row["dimension"] == "action")
    assert statuses == Counter({"documented": documented, "not_answered": 3 - documented}) - Counter()
    words = read_csv(folder / "results" / "actions.csv")
    assert [each["action"] for each in words] == ([named] if named else [])


def test_a_publication_is_written_where_it_is_asked_for_and_does_not_outlive_its_report(campaign):
    results = merged(campaign)
    make_report(campaign, paris(), also=Also(publication=True))
    outputs = json.loads((results / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert "publication.xlsx" in outputs
    first = (results / "publication.xlsx").read_bytes()
    make_report(campaign, paris(), also=Also(publication=True))
    assert (results / "publication.xlsx").read_bytes() == first
    make_report(campaign, paris())
    assert not (results / "publication.xlsx").exists()
