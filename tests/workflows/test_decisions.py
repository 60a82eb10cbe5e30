"""What the coordinator decides in the consolidated workbook or in decisions.csv is followed, kept and questioned."""

import csv
import re
import shutil
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.analysis.deciding import list_in_force
from toolkit.files.decisions import read_decisions
from toolkit.model.decisions import Decision, DecisionKind
from toolkit.workflows.corrections import generate_corrections
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import make_report
from toolkit.workflows.trial import try_returns

ROW = ("T01.1b", "QP")
POINT = ("T01.1b", "AAA", "QP", "2017")
SAME_DAY = "2020-11-02"


@pytest.fixture(params=["fr", "en"])
def folder(tmp_path, request):
    return write_small_campaign(tmp_path / "campagne", language=request.param)


def received(folder, **days):
    lines = [f"{name}.xlsx,{day}" for name, day in days.items()]
    (folder / "received.csv").write_text("\n".join(["file,received_at", *lines]) + "\n", encoding="utf-8")


def give(folder, issued, **figures):
    """Return one workbook a figure, each under its name."""
    for name, figure in figures.items():
        return_filled(folder, issued["AAA"], {(*ROW, "2017"): figure, (*ROW, "2018"): 5}, f"{name}.xlsx")


def contradict(folder):
    issued = issue(folder)
    give(folder, issued, first=10, second=20)
    received(folder, first=SAME_DAY, second=SAME_DAY)
    return merge(folder)


LABELS = {
    "fr": {"sheet": "Contradictions", "decision": "Votre décision", "reason": "Motif de la décision",
           "author": "Décidé par", "value": "Valeur à prendre", "keep": "garder B", "replace": "remplacer par",
           "ask": "demander au partenaire",
           "waive": "laisser tel quel", "exclude": "écarter ce fichier",
           "latest": "prendre ce fichier comme le dernier",
           "withdraw": "retirer la décision", "findings": "Points à vérifier", "returns": "Fichiers reçus",
           "decisions": "Suites données", "until": "Valable jusqu'au", "code": "Code", "file": "Fichier"},
    "en": {"sheet": "Contradictions", "decision": "Your decision", "reason": "Reason of the decision",
           "author": "Decided by", "value": "Value instead", "keep": "keep B", "replace": "replace by",
           "ask": "ask the partner",
           "waive": "leave as it is", "exclude": "leave this file out", "latest": "take this file as the latest",
           "withdraw": "withdraw the decision", "findings": "Findings", "returns": "Returns",
           "decisions": "Decisions", "until": "Holds until", "code": "Code", "file": "File"},
}  # fmt: skip


def words(folder):
    return LABELS[load_collection(folder).campaign.language]


def decide(folder, sheet, where, book_name="consolidated.xlsx", **typed):
    """Type into the row of a sheet that a function picks, as a coordinator does, and save."""
    path = folder / "results" / book_name
    book = load_workbook(path)
    page = next(each for each in book.worksheets if each.title.startswith(words(folder)[sheet]))
    header = next(row for row in page.iter_rows() if any(c.value == words(folder)["decision"] for c in row))
    columns = {cell.value: cell.column for cell in header}
    rows = [
        row
        for row in page.iter_rows(min_row=header[0].row + 1)
        if where({n: row[c - 1].value for n, c in columns.items()})
    ]
    for name, text in typed.items():
        page.cell(rows[0][0].row, columns[words(folder)[name]]).value = text
    book.save(path)


def any_row(_):
    return True


def test_a_contradiction_is_listed_with_both_values_files_and_cells_and_is_settled_by_keeping_one(folder):
    result, points = contradict(folder)
    (contradiction,) = result.contradictions
    assert [(each.said, each.file, bool(each.cell)) for each in contradiction.rivals] == [
        (points[POINT]["raw"], points[POINT]["file"], True),
        *[(each.said, each.file, True) for each in contradiction.rivals[1:]],
    ]
    other = contradiction.rivals[1]
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="au téléphone", author="A. Martin")
    result, points = merge(folder)
    assert points[POINT]["raw"] == other.said
    assert points[POINT]["file"] == other.file
    assert result.contradictions == []
    assert {each.rule.code for each in result.findings if each.rule.code.startswith("L")} == {
        "L402"
    }  # of the other partner
    (decision,) = read_decisions(folder)
    assert (decision.decision, decision.point, decision.reason, decision.author) == (
        "keep", ("T01.1b", "AAA", "QP", "2017"), "au téléphone", "A. Martin",
    )  # fmt: skip
    whys = {
        row["raw"]: row["why"]
        for row in read_csv(folder / "results" / "answers.csv")
        if row["period"] == "2017" and row["raw"]
    }
    assert whys[other.said] == "kept_by_decision"


def test_a_second_merge_changes_no_byte_and_takes_no_decision_twice(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    merge(folder)
    before = {path: path.read_bytes() for path in (folder / "results").iterdir()}
    decided = (folder / "decisions.csv").read_bytes()
    merge(folder)
    assert {path: path.read_bytes() for path in (folder / "results").iterdir()} == before
    assert (folder / "decisions.csv").read_bytes() == decided
    shutil.rmtree(folder / "results")
    shutil.rmtree(folder / ".toolkit")
    merge(folder)
    assert {path: path.read_bytes() for path in (folder / "results").iterdir()} == before


def test_a_value_given_by_decision_takes_the_place_of_what_was_returned(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["replace"], value="1 234", reason="recompté", author="B")
    result, points = merge(folder)
    assert (points[POINT]["value"], points[POINT]["file"], points[POINT]["comment"]) == (
        "1234",
        "decisions.csv",
        "recompté",
    )
    rows = [row for row in read_csv(folder / "results" / "answers.csv") if row["period"] == "2017" and row["raw"]]
    assert sorted(row["why"] for row in rows) == ["replaced_by_decision", "superseded", "superseded"]
    assert result.answers_read == sum(row["state"] != "blank" for row in read_csv(folder / "results" / "answers.csv"))


def test_the_history_shows_each_answer_with_what_became_of_it_and_leads_to_its_cell(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["replace"], value="0", reason="recompté", author="B")
    merge(folder)
    book = load_workbook(folder / "results" / "consolidated.xlsx")
    name = {"fr": "Historique des réponses", "en": "History of answers"}[load_collection(folder).campaign.language]
    rows = [row for row in book[name].iter_rows(min_row=5) if row[3].value == "2017"]
    shown = [(row[4].value, row[8].value in {"yes", "oui"}) for row in rows]
    assert sorted(shown[:2]) == [("10", False), ("20", False)]  # of one day: their content settles the order
    assert shown[2:] == [("0", True)]
    assert [row[11].hyperlink.target.replace("\\", "/") for row in rows][2] == "../decisions.csv"
    assert all("collected/" in row[11].hyperlink.target.replace("\\", "/") for row in rows[:2])


def test_a_data_point_answered_once_has_no_history(folder):
    give(folder, issue(folder), first=10)
    merge(folder)
    book = load_workbook(folder / "results" / "consolidated.xlsx")
    name = {"fr": "Historique des réponses", "en": "History of answers"}[load_collection(folder).campaign.language]
    assert list(book[name].iter_rows(min_row=5)) == []


def test_a_figure_settled_on_the_telephone_needs_no_return_at_all(folder):
    issue(folder)
    write_decisions(folder, Decision(decision="replace", partner="BBB", measure="H01.1a", territory="QP", period="2018",
                                     value="0", reason="appel du 3", author="A", date="2020-12-03"))  # fmt: skip
    _, points = merge(folder)
    point = points["H01.1a", "BBB", "QP", "2018"]
    assert (point["state"], point["value"], point["class"], point["returned_at"]) == ("value", "0", "new", "2020-12-03")
    assert points["H01.1a", "BBB", "QP", "2017"]["state"] == "not_returned"


def about(**given):
    """Make a decision on a data point of AAA."""
    return Decision(**{"partner": "AAA", "measure": "T01.1b", "territory": "QP", "period": "2017", **given})


def write_decisions(folder, *decisions):
    names = list(Decision.__dataclass_fields__)
    with (folder / "decisions.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(names)
        writer.writerows([getattr(each, name) for name in names] for each in decisions)


def test_a_file_left_out_is_in_the_ledger_and_in_nothing_else(folder):
    issued = issue(folder)
    give(folder, issued, first=10, second=20)
    received(folder, first="2020-11-01", second="2020-11-02")
    merge(folder)
    decide(folder, "returns", lambda row: row[words(folder)["file"]] == "second.xlsx",
           decision=words(folder)["exclude"], reason="brouillon", author="A")  # fmt: skip
    result, points = merge(folder)
    assert points[POINT]["value"] == "10"
    rows = [row for row in read_csv(folder / "results" / "answers.csv") if row["file"] == "second.xlsx" and row["raw"]]
    assert {row["why"] for row in rows} == {"file_left_out"}
    assert [each.rule.code for each in result.findings if each.location.file == "second.xlsx"] == ["L407"]
    assert {row["file"] for row in read_csv(folder / "results" / "returns.csv")} == {"first.xlsx", "second.xlsx"}
    decide(
        folder, "returns", lambda row: row[words(folder)["file"]] == "second.xlsx", decision=words(folder)["withdraw"]
    )
    _, points = merge(folder)
    assert points[POINT]["value"] == "20"


def test_a_file_can_be_taken_as_the_latest_whatever_its_date(folder):
    issued = issue(folder)
    give(folder, issued, first=10, second=20)
    received(folder, first="2020-11-01", second="2020-11-02")
    merge(folder)
    decide(folder, "returns", lambda row: row[words(folder)["file"]] == "first.xlsx",
           decision=words(folder)["latest"], reason="date fausse", author="A")  # fmt: skip
    _, points = merge(folder)
    assert points[POINT]["value"] == "10"


def test_what_was_justified_once_is_not_asked_again_until_something_else_is_read(folder):
    issued = issue(folder)
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 140}, "a.xlsx")
    received(folder, a="2020-11-01")
    result, _ = merge(folder)
    codes = [each.rule.code for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]
    assert codes
    for code in codes:
        decide(folder, "findings", lambda row, code=code: row[words(folder)["code"]] == code,
               decision=words(folder)["waive"], reason="plusieurs par personne", author="A")  # fmt: skip
        result, _ = merge(folder)
    assert not [each for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]
    assert result.summary().settled == len(codes)
    settled = [row for row in read_csv(folder / "results" / "findings.csv") if row["decision"]]
    assert {(row["decision"], row["decision_reason"], row["decided_by"]) for row in settled} == {
        ("waive", "plusieurs par personne", "A")
    }
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 140, ("T01.1a", "PARIS", "2018"): 30}, "b.xlsx")
    received(folder, a="2020-11-01", b="2020-11-02")
    result, _ = merge(folder)
    assert not [each for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 150}, "c.xlsx")
    received(folder, a="2020-11-01", b="2020-11-02", c="2020-11-03")
    result, _ = merge(folder)
    assert [each for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]


def test_a_waiver_with_an_end_settles_nothing_that_arrives_later(folder):
    issued = issue(folder)
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 140}, "a.xlsx")
    received(folder, a="2020-11-10")
    result, _ = merge(folder)
    (finding, *_) = [each for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]
    waiver = about(decision="waive", measure="T01.1a", territory="PARIS", code=finding.rule.code, read=finding.read)
    for until, is_open in (("2020-11-09", True), ("2020-11-10", False), ("", False)):
        write_decisions(folder, replace(waiver, reason="r", author="a", until=until))
        result, _ = merge(folder)
        assert (
            any(each.rule is finding.rule or each.rule.code == finding.rule.code for each in result.findings) is is_open
        )


def test_nothing_typed_is_lost_in_a_workbook_that_was_sorted_or_is_from_an_older_merge(folder):
    contradict(folder)
    older = folder / "results" / "older.xlsx"
    shutil.copy(folder / "results" / "consolidated.xlsx", older)
    issued = {"AAA": next((folder / "outgoing").glob("*AAA*.xlsx"))}
    give(folder, issued, third=30)
    received(folder, first=SAME_DAY, second=SAME_DAY, third=SAME_DAY)
    merge(folder)
    decide(folder, "sheet", any_row, book_name="older.xlsx", decision=words(folder)["keep"], reason="r", author="a")
    book = load_workbook(older)
    page = book[words(folder)["sheet"]]
    page.insert_rows(3, 2)
    page.insert_cols(1, 3)
    page.title = "X"
    book.save(older)
    older.replace(folder / "results" / "consolidated.xlsx")
    result, points = merge(folder)
    (decision,) = read_decisions(folder)
    assert decision.decision == "keep"
    rows = [row for row in read_csv(folder / "results" / "answers.csv") if row["period"] == "2017"]
    assert points[POINT]["file"] == next(row["file"] for row in rows if row["sha256"].startswith(decision.sha256))
    assert result.contradictions == []


def test_a_contradiction_can_be_asked_of_the_partner_and_stays_open(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["ask"], reason="r", author="a")
    result, _ = merge(folder)
    assert len(result.contradictions) == 1
    findings = read_csv(folder / "results" / "findings.csv")
    assert [row["decision"] for row in findings if row["code"] == "L401"] == ["ask"]


def test_words_that_are_no_decision_are_kept_and_told(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision="voir avec Paul", reason="?", until="bientôt")
    result, _ = merge(folder)
    (decision,) = read_decisions(folder)
    assert (decision.decision, decision.reason, decision.until) == ("voir avec Paul", "? [bientôt]", "")
    assert [each.read for each in result.findings if each.rule.code == "L404"] == ["voir avec Paul"]
    assert len(result.contradictions) == 1


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (about(decision="keep", sha256="0" * 12), "L404"),
        (Decision(decision="exclude", sha256="0" * 12), "L404"),
        (about(decision="replace", value="beaucoup"), "L404"),
        (about(decision="replace", value=""), "L404"),
        (Decision(decision="replace", partner="AAA", measure="X", territory="QP", period="2017", value="1"), "L404"),
        (about(decision="replace", value="1"), "L406"),
        (about(decision="replace", value="1",
                  date="2020-10-01", reason="r", author="a"), "L405"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_followed_or_came_into_question_is_told(folder, decision, code):
    issued = issue(folder)
    give(folder, issued, first=10)
    received(folder, first="2020-11-01")
    write_decisions(folder, decision)
    result, _ = merge(folder)
    assert code in {each.rule.code for each in result.findings}


def test_a_decision_list_that_is_well_followed_brings_no_finding(folder):
    issued = issue(folder)
    give(folder, issued, first=10)
    received(folder, first="2020-11-01")
    before, _ = merge(folder)
    write_decisions(folder, about(decision="replace",
                                     value="11", date="2020-11-02", reason="r", author="a"))  # fmt: skip
    result, points = merge(folder)
    assert points[POINT]["value"] == "11"
    assert {each.rule.code for each in result.findings} == {each.rule.code for each in before.findings}


def test_the_last_decision_on_a_subject_holds_and_a_withdrawal_ends_it():
    keep = Decision(decision="keep", partner="A", measure="M", territory="T", period="2017", sha256="a" * 12)
    replace = Decision(decision="replace", partner="A", measure="M", territory="T", period="2017", value="0")
    withdraw = Decision(
        decision=DecisionKind.WITHDRAW, partner="A", measure="M", territory="T", period="2017", code="L401"
    )
    assert list_in_force([]) == ()
    assert list_in_force([keep, replace]) == (replace,)
    assert list_in_force([keep, withdraw]) == ()
    assert list_in_force([withdraw, keep]) == (keep,)


def test_a_trial_says_what_would_change_and_changes_nothing(folder):
    issued = issue(folder)
    give(folder, issued, first=10)
    received(folder, first="2020-11-01")
    merge(folder)
    give(folder, issued, second=0)
    received(folder, first="2020-11-01", second="2020-11-02")
    decide(folder, "returns", any_row, decision=words(folder)["exclude"], reason="r", author="a")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".toolkit" not in path.parts}
    _, trial = try_returns(folder, load_collection(folder))
    assert {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".toolkit" not in path.parts
    } == before
    assert (trial.files_new, trial.files_gone, len(trial.decisions)) == (("second.xlsx",), (), 1)
    changes = {(each.point.period, each.kind.value, each.after and each.after.raw) for each in trial.changes}
    assert changes == {("2017", "changed", "0")}
    _, points = merge(folder)
    assert points[POINT]["value"] == "0"


def tables_with(policy):
    """Give the tables with the three columns on several partners, filled for the first measure alone."""
    head, first, *rest = TABLES["measures"].strip().splitlines()
    lines = [f"{head},several_partners,lead_partner,tolerance", f"{first},{policy}", *(f"{line},,," for line in rest)]
    return {**TABLES, "measures": "\n".join(lines)}


@pytest.mark.parametrize(
    ("policy", "figures", "value", "disagree"),
    [
        ("sum,,", (10, 20), "30", "no"),
        ("sum,,", (10, None), "", "no"),
        ("sum,,", (0, 0), "0", "no"),
        ("lead,BBB,", (10, 20), "20", "no"),
        ("lead,AAA,", (None, 20), "", "no"),
        ("agree,,5", (100, 105), "100", "no"),
        ("agree,,5", (100, 106), "", "yes"),
        ("agree,,", (0, 0), "0", "no"),
        ("agree,,", (7, None), "7", "no"),
        ("agree,,", (None, None), "", "no"),
    ],
)
def test_figures_of_several_partners_come_to_what_the_framework_declares(tmp_path, policy, figures, value, disagree):
    folder = write_small_campaign(tmp_path / "campagne", tables_with(policy))
    issued = issue(folder)
    for partner, figure in zip(("AAA", "BBB"), figures, strict=True):
        return_filled(folder, issued[partner], {("G01.1a", "PARIS", "2017/2018"): figure})
    result, _ = merge(folder)
    combined = {row["period"]: row for row in read_csv(folder / "results" / "combined.csv")}
    assert (combined["2017/2018"]["value"], combined["2017/2018"]["disagree"]) == (value, disagree)
    assert len([each for each in result.findings if each.rule.code == "L408"]) == (disagree == "yes")
    assert len(result.contradictions) == (disagree == "yes")


def test_where_partners_disagree_the_figure_kept_is_taken_until_the_decision_is_withdrawn(tmp_path):
    folder = write_small_campaign(tmp_path / "campagne", tables_with("agree,,5"))
    issued = issue(folder)
    for partner, figure in (("AAA", 0), ("BBB", 20)):
        return_filled(folder, issued[partner], {("G01.1a", "PARIS", "2017/2018"): figure})
    merge(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="comptage de B", author="A")
    result, points = merge(folder)
    assert (result.contradictions, [each for each in result.findings if each.rule.code == "L408"]) == ([], [])
    combined = {row["period"]: row for row in read_csv(folder / "results" / "combined.csv")}
    assert (combined["2017/2018"]["value"], combined["2017/2018"]["disagree"]) == ("20", "no")
    assert points["G01.1a", "AAA", "PARIS", "2017/2018"]["value"] == "0"
    decide(folder, "decisions", any_row, decision=words(folder)["withdraw"])
    result, _ = merge(folder)
    assert len(result.contradictions) == 1


def test_partners_that_answer_apart_contradict_nobody(tmp_path):
    folder = write_small_campaign(tmp_path / "campagne")
    issued = issue(folder)
    for partner, figure in (("AAA", 10), ("BBB", 20)):
        return_filled(folder, issued[partner], {("G01.1a", "PARIS", "2017/2018"): figure})
    result, _ = merge(folder)
    assert read_csv(folder / "results" / "combined.csv") == []
    assert result.contradictions == []


@pytest.mark.parametrize("command", [make_report, generate_corrections])
def test_what_was_typed_outlasts_a_command_that_writes_other_results(folder, command):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    command(folder, load_collection(folder))
    result, _ = merge(folder)
    assert [each.decision for each in read_decisions(folder)] == ["keep"]
    assert result.contradictions == []


def test_two_returns_saved_at_different_hours_of_one_day_contradict_each_other_and_the_later_stands(folder):
    issued = issue(folder)
    give(folder, issued, first=10, second=20)
    stamp(folder / "collected" / "first.xlsx", "2020-11-02T09:00:00Z")
    stamp(folder / "collected" / "second.xlsx", "2020-11-02T17:00:00Z")
    result, points = merge(folder)
    assert points[POINT]["value"] == "20"
    assert [each.rule.code for each in result.findings if each.rule.code == "L401"] == ["L401"]
    stamp(folder / "collected" / "second.xlsx", "2020-11-03T08:00:00Z")
    result, points = merge(folder)
    assert (points[POINT]["value"], result.contradictions) == ("20", [])


def stamp(path, moment):
    """Let a workbook say that it was last saved at a moment."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    core = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment.encode(), parts["docProps/core.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (parts | {"docProps/core.xml": core}).items():
            new.writestr(name, data)
