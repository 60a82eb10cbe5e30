"""What the coordinator decides in the consolidated workbook or in decisions.csv is followed, kept and questioned."""

import csv
import json
import re
import shutil
import zipfile
from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from small_campaign import TABLES, issue, merge, read_csv, return_filled, write_small_campaign

from toolkit.analysis.deciding import list_in_force, list_unknown
from toolkit.errors import ToolkitError
from toolkit.files.decisions import DECISION_COLUMNS as HEAD
from toolkit.files.decisions import read_decisions
from toolkit.model.decisions import Decision, DecisionKind
from toolkit.render.merged import merged_as_json, render_merged
from toolkit.rules.decisions import NO_CODE, NO_POINT
from toolkit.wording import load_wording
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


def decide(folder, sheet, where, book_name="consolidated.xlsx", number_format="General", **typed):
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
        cell = page.cell(rows[0][0].row, columns[words(folder)[name]])
        cell.value, cell.number_format = text, number_format
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "1 suite donnée reprise de consolidated.xlsx dans decisions.csv"),
        ("en", "1 decision taken over from consolidated.xlsx into decisions.csv"),
    ],
)
def test_a_merge_says_how_many_decisions_it_took_over_when_it_took_any(folder, language, said):
    result, _ = contradict(folder)
    wording = load_wording(language)
    assert "decisions.csv" not in render_merged(result.summary(), (), wording)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    result, _ = merge(folder)
    assert said in render_merged(result.summary(), (), wording).splitlines()
    assert json.loads(merged_as_json(result.summary(), (), wording))["taken_over"] == 1
    result, _ = merge(folder)
    assert json.loads(merged_as_json(result.summary(), (), wording))["taken_over"] == 0


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


@pytest.mark.parametrize(
    ("typed", "number_format", "value"),
    [
        (33.9, "General", "33.9"),
        (0.339, "0.0%", "33.9"),
        (0.12345, "0%", "12.345"),
        (0, "0%", "0"),
        (1.234, "General", "1.234"),
        ("33,9 %", "@", "33.9"),
        ("ND", "General", ""),
    ],
)
def test_a_value_that_the_program_stores_as_a_number_is_the_one_typed(tmp_path, typed, number_format, value):
    folder = write_small_campaign(tmp_path / "campaign", language="en")
    return_filled(folder, issue(folder)["AAA"], {("T01.1a", "PARIS", "2017"): 140}, "a.xlsx")
    result, _ = merge(folder)
    code = next(each.rule.code for each in result.findings if (each.measure, each.period) == ("T01.1a", "2017"))
    decide(folder, "findings", lambda row: row["Code"] == code, number_format=number_format,
           decision="replace by", value=typed, reason="r", author="a")  # fmt: skip
    result, points = merge(folder)
    point = points["T01.1a", "AAA", "PARIS", "2017"]
    assert (point["value"], point["state"]) == (value, "value" if value else "unavailable")
    assert not [each for each in result.findings if each.rule.code in {"L404", "L406"}]


def test_a_count_with_three_decimals_is_no_count_of_thousands(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["replace"], value=1.234, reason="r", author="a")
    _, points = merge(folder)
    assert points[POINT]["value"] == "1.234"


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


def test_a_decision_typed_anew_puts_right_one_that_was_none(folder):
    contradict(folder)
    decide(folder, "sheet", any_row, decision="voir avec Paul", reason="?", author="a")
    merge(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    result, _ = merge(folder)
    assert [each.decision for each in read_decisions(folder)] == ["voir avec Paul", "keep"]
    assert [each.read for each in result.findings if each.rule.code == "L404"] == []


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ((), ["?"]),
        ((about(decision="keep"),), []),
        ((about(decision="withdraw"),), []),
        ((about(decision="??"),), ["?", "??"]),
        ((about(decision="keep", period="2018"),), ["?"]),
        ((about(decision="waive", code="V301"),), ["?"]),
        ((about(decision="replace", value="0", sha256="b" * 64),), []),
    ],
)
def test_a_line_of_an_unknown_kind_is_told_until_a_later_one_is_on_the_same(later, told):
    said = list_unknown((about(decision="?", sha256="a" * 64), *later))
    assert [each.decision for each in said] == told


@pytest.mark.parametrize(("digest", "told"), [("a" * 64, []), ("a" * 12, []), ("b" * 64, ["?"]), ("", ["?"])])
def test_a_line_on_no_figure_is_told_until_a_later_one_is_on_the_same_file(digest, told):
    lines = (Decision(decision="?", sha256="a" * 64), Decision(decision="exclude", sha256=digest))
    assert [each.decision for each in list_unknown(lines)] == told
    assert list_unknown(reversed(lines)) == (lines[0],)


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


def test_every_link_of_the_consolidated_workbook_leads_to_a_file(folder):
    contradict(folder)
    (folder / "collected" / "broken.xlsx").write_text("no workbook", encoding="utf-8")
    (folder / "received.csv").write_text("file,received_at\ngone.xlsx,2020-11-02\n", encoding="utf-8")
    write_decisions(
        folder, about(decision="keep", sha256="0" * 12), about(decision="replace", period="2018", value="0")
    )
    result, _ = merge(folder)
    assert {"L404", "F124"} <= {each.rule.code for each in result.findings}
    book = load_workbook(folder / "results" / "consolidated.xlsx")
    cells = (cell for page in book for row in page.iter_rows() for cell in row)
    targets = {cell.hyperlink.target for cell in cells if cell.hyperlink is not None and cell.hyperlink.target}
    paths = {unquote(each).replace("\\", "/") for each in targets}
    assert {path.rpartition("/")[2] for path in paths} == {"first.xlsx", "second.xlsx", "broken.xlsx", "decisions.csv"}
    assert all((folder / "results" / path).is_file() for path in paths)


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


@pytest.mark.parametrize(("kept", "value"), [("keep A", "10"), ("keep B", "0"), ("replace by", "7"), ("", "")])
def test_one_figure_decided_on_stands_for_partners_that_disagree(tmp_path, kept, value):
    folder = write_small_campaign(tmp_path / "campaign", tables_with("agree,,5"), language="en")
    issued = issue(folder)
    for partner, figure in zip(("AAA", "BBB"), (10, 0), strict=True):
        return_filled(folder, issued[partner], {("G01.1a", "PARIS", "2017/2018"): figure})
    merge(folder)
    decide(folder, "sheet", any_row, decision=kept, value="7" if kept == "replace by" else None, reason="r", author="a")
    result, points = merge(folder)
    combined = {row["period"]: row for row in read_csv(folder / "results" / "combined.csv")}
    assert (combined["2017/2018"]["value"], combined["2017/2018"]["disagree"]) == (value, "no" if value else "yes")
    assert (
        len(result.contradictions) == len([each for each in result.findings if each.rule.code == "L408"]) == (not value)
    )
    assert points["G01.1a", "BBB", "PARIS", "2017/2018"]["value"] == "0"


def test_a_contradiction_that_the_partner_is_asked_about_says_so_beside_the_finding(folder):
    contradict(folder)
    ask = {"fr": "demander au partenaire", "en": "ask the partner"}[load_collection(folder).campaign.language]
    decide(folder, "sheet", any_row, decision=ask, reason="r", author="a")
    result, _ = merge(folder)
    (row,) = [row for row in read_csv(folder / "results" / "findings.csv") if row["code"] == "L401"]
    assert (row["decision"], row["decided_by"]) == ("ask", "a")
    assert len(result.contradictions) == 1


def test_partners_that_answer_apart_contradict_nobody(tmp_path):
    folder = write_small_campaign(tmp_path / "campagne")
    issued = issue(folder)
    for partner, figure in (("AAA", 10), ("BBB", 20)):
        return_filled(folder, issued[partner], {("G01.1a", "PARIS", "2017/2018"): figure})
    result, _ = merge(folder)
    assert read_csv(folder / "results" / "combined.csv") == []
    assert result.contradictions == []


@pytest.mark.parametrize("between", [make_report, generate_corrections])
def test_what_was_typed_waits_for_the_next_merge_whatever_is_run_before_it(folder, between):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    between(folder, load_collection(folder))
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


@pytest.mark.parametrize("sheet", ["decisions", "findings"])
def test_a_file_left_out_beside_a_finding_is_taken_again_wherever_that_is_withdrawn(folder, sheet):
    issued = issue(folder)
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): 140}, "a.xlsx")
    received(folder, a="2020-11-01")
    merge(folder)
    decide(folder, "findings", lambda row: row[words(folder)["file"]] == "a.xlsx",
           decision=words(folder)["exclude"], reason="brouillon", author="A")  # fmt: skip
    result, _ = merge(folder)
    assert "L407" in [each.rule.code for each in result.findings]
    where = any_row if sheet == "decisions" else lambda row: row[words(folder)["code"]] == "L407"
    decide(folder, sheet, where, decision=words(folder)["withdraw"], reason="relu", author="A")
    result, points = merge(folder)
    assert "L407" not in [each.rule.code for each in result.findings]
    assert points["T01.1a", "AAA", "PARIS", "2017"]["raw"] == "140"


@pytest.mark.parametrize("typed", ["0,5 à vérifier", "  beaucoup ", "'beaucoup", "peu\nou pas", ""])
def test_a_waiver_knows_again_what_was_read_however_it_was_typed(folder, typed):
    issued = issue(folder)
    return_filled(folder, issued["AAA"], {("T01.1a", "PARIS", "2017"): typed}, "a.xlsx")
    received(folder, a="2020-11-01")

    def open_findings(result):
        return [each for each in result.findings if each.measure == "T01.1a" and each.period == "2017"]

    result, _ = merge(folder)
    assert bool(open_findings(result)) is bool(typed)
    for finding in open_findings(result):
        decide(folder, "findings", lambda row, code=finding.rule.code: row[words(folder)["code"]] == code,
               decision=words(folder)["waive"], reason="vu", author="A")  # fmt: skip
        result, _ = merge(folder)
    assert open_findings(result) == []


def test_notes_in_columns_of_her_own_stay_when_decisions_are_added(folder):
    contradict(folder)
    (folder / "decisions.csv").write_text(
        ",".join((*HEAD, "note")) + "\nwaive,,,,,V301,,,,,,r,a,,,vu avec Paul\n", encoding="utf-8"
    )
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    merge(folder)
    assert [(row["decision"], row["note"]) for row in read_csv(folder / "decisions.csv")] == [
        ("waive", "vu avec Paul"),
        ("keep", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("decision,mesure,code\nwaive,T01.1a,V301\n", "line 1: there is no column partner, measure"),
        ("decision,sha256\nexclude,1.23E+11\n", "line 2: “1.23E\\+11” in the column sha256 is no beginning of a hash"),
        ("decision,sha256\nexclude,'012345678901'\n", "line 2: .* is no beginning of a hash"),
        ("decision,date\nexclude,31/02/2020\n", "line 2: “31/02/2020” is no date"),
    ],
)
def test_what_a_spreadsheet_made_of_a_line_stops_the_merge_before_anything_is_written(folder, text, said):
    contradict(folder)
    before = {path: path.read_bytes() for path in (folder / "results").iterdir()}
    (folder / "decisions.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ToolkitError, match=said):
        merge(folder)
    assert {path: path.read_bytes() for path in (folder / "results").iterdir()} == before
    assert (folder / "decisions.csv").read_text(encoding="utf-8") == text


def test_a_table_of_few_columns_and_a_hash_in_capitals_will_do(folder):
    result, _ = contradict(folder)
    excluded = next(each for each in result.returns if each.file == "second.xlsx")
    (folder / "decisions.csv").write_text(
        f"decision,sha256,reason,author\nexclude,{excluded.sha256.upper()},r,a\n", encoding="utf-8"
    )
    _, points = merge(folder)
    assert points[POINT]["file"] == "first.xlsx"


def edit(folder, change):
    """Change the consolidated workbook by hand, and save."""
    path = folder / "results" / "consolidated.xlsx"
    book = load_workbook(path)
    change(book)
    book.save(path)


def header_of(page, label):
    return next(cell for row in page.iter_rows(max_row=12) for cell in row if cell.value == label)


def sheet_of(book, labels):
    return next(each for each in book.worksheets if each.title.startswith(labels["sheet"]))


def lose_references(book, labels):
    page = sheet_of(book, labels)
    column = header_of(page, labels["decision"]).column + 5
    page.cell(header_of(page, labels["decision"]).row + 1, column).value = "vu"


def note_below(book, labels):
    page = sheet_of(book, labels)
    page.cell(page.max_row + 3, header_of(page, labels["decision"]).column).value = "à voir avec Paul"


def rename(book, labels):
    header_of(sheet_of(book, labels), labels["decision"]).value = "Ma décision"


def delete_reference(book, labels):
    page = sheet_of(book, labels)
    page.delete_cols(header_of(page, labels["decision"]).column + 5)


def double(book, labels):
    page = sheet_of(book, labels)
    page.cell(header_of(page, labels["decision"]).row, 40).value = labels["decision"]


def replace_by_another(book, labels):
    for page in book.worksheets[1:]:
        del book[page.title]
    book.worksheets[0]["A1"].value = labels["keep"]


def decide_twice(book, labels):
    page = sheet_of(book, labels)
    head = header_of(page, labels["decision"])
    reference = page.cell(head.row + 1, head.column + 5).value
    for row, value in ((head.row + 1, 7), (head.row + 2, 0)):
        page.cell(row, head.column).value = labels["replace"]
        page.cell(row, head.column + 1).value = value
        page.cell(row, head.column + 5).value = reference


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lose_references, "row [0-9]+, was changed .* no longer says of what"),
        (note_below, "row [0-9]+, was changed .* no longer says of what"),
        (rename, "a column to decide in, or its heading, is gone or there twice"),
        (delete_reference, "a column to decide in, or its heading, is gone or there twice"),
        (double, "a column to decide in, or its heading, is gone or there twice"),
        (replace_by_another, "it is another workbook: move it away"),
        (decide_twice, "decide the same in two ways .*7.*0"),
    ],
)
def test_what_was_typed_and_cannot_be_taken_over_stops_the_merge_and_stays(folder, change, said):
    contradict(folder)
    decide(folder, "sheet", any_row, decision=words(folder)["keep"], reason="r", author="a")
    edit(folder, lambda book: change(book, words(folder)))
    before = {path: path.read_bytes() for path in (folder / "results").iterdir()}
    for run in (merge, lambda place: try_returns(place, load_collection(place))):
        with pytest.raises(ToolkitError, match=said):
            run(folder)
        assert {path: path.read_bytes() for path in (folder / "results").iterdir()} == before
        assert not (folder / "decisions.csv").exists()


def test_columns_to_decide_in_that_were_deleted_whole_hold_nothing_and_stop_nothing(folder):
    contradict(folder)

    def change(book):
        page = sheet_of(book, words(folder))
        page.delete_cols(header_of(page, words(folder)["decision"]).column - 1, 7)

    edit(folder, change)
    merge(folder)
    assert not (folder / "decisions.csv").exists()


@pytest.mark.parametrize("lock", ["~$consolidated.xlsx", ".~lock.consolidated.xlsx#"])
def test_a_consolidated_workbook_that_is_open_is_told_before_it_is_written_over(folder, lock):
    contradict(folder)
    (folder / "results" / lock).write_bytes(b"")
    with pytest.raises(ToolkitError, match=r"is open in another program.* delete "):
        merge(folder)
    (folder / "results" / lock).unlink()
    merge(folder)


def test_what_is_decided_anew_stands_when_the_old_decision_is_withdrawn_in_the_same_sitting(folder):
    contradict(folder)
    text = "decision,partner,measure,territory,period,value,reason,author\n"
    old, other = (f"replace,AAA,T01.1b,QP,{year},7,r,a\n" for year in ("2017", "2019"))
    (folder / "decisions.csv").write_text(text + old + other, encoding="utf-8")
    merge(folder)
    labels = words(folder)
    decide(folder, "decisions", lambda row: True, decision=labels["withdraw"], reason="r", author="b")
    edit(folder, lambda book: copy_reference(book, labels))
    _, points = merge(folder)
    assert points[POINT]["value"] == "0"


def copy_reference(book, labels):
    """Decide in the list of findings, which comes before that of decisions, on the data point of the first decision."""
    source, target = (
        next(each for each in book.worksheets if each.title.startswith(labels[name]))
        for name in ("decisions", "findings")
    )
    of, to = header_of(source, labels["decision"]), header_of(target, labels["decision"])
    assert book.worksheets.index(target) < book.worksheets.index(source)
    target.cell(to.row + 1, to.column).value = labels["replace"]
    target.cell(to.row + 1, to.column + 1).value = 0
    target.cell(to.row + 1, to.column + 5).value = source.cell(of.row + 1, of.column + 5).value


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("replace,ZZZ,T01.1b,QP,2017,,7,r,a", NO_POINT),
        ("keep,,T01.1b,QP,2017,,,r,a", NO_POINT),
        ("replace,AAA,T01.1b,QP,,,0,r,a", NO_POINT),
        ("replace,AAA,T01.1b,QP,2017.0,,0,r,a", NO_POINT),
        ("replace,AAA,T01.1b,qp,2017,,0,r,a", NO_POINT),
        ("waive,AAA,T01.1b,QP,2017,V999,,r,a", NO_CODE),
        ("waive,AAA,T01.1b,QP,2017,,,r,a", NO_CODE),
    ],
)
def test_a_decision_on_nothing_that_is_known_is_told_and_makes_no_figure(folder, line, problem):
    issue(folder)
    head = "decision,partner,measure,territory,period,code,value,reason,author"
    (folder / "decisions.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    result, points = merge(folder)
    assert [each.details["problem"] for each in result.findings if each.rule.code == "L404"] == [problem]
    assert not [row for row in points.values() if row["state"] == "value"]


def test_a_code_in_small_letters_is_the_same_code(folder):
    contradict(folder)
    (folder / "decisions.csv").write_text("decision,code,reason,author\nwaive,v301,r,a\n", encoding="utf-8")
    assert [each.code for each in read_decisions(folder)] == ["V301"]


def replace_in_cell(folder, value, number_format="General"):
    """Type a value instead of the first contradiction, in a cell of this format."""
    labels = words(folder)

    def change(book):
        page = sheet_of(book, labels)
        head = header_of(page, labels["decision"])
        page.cell(head.row + 1, head.column).value = labels["replace"]
        cell = page.cell(head.row + 1, head.column + 1)
        cell.value, cell.number_format = value, number_format

    edit(folder, change)
    return merge(folder)[1][POINT]["value"]


@pytest.mark.parametrize(
    ("value", "taken"), [(1.234, "1.2340"), (12.5, "12.5"), (0, "0"), (-0.125, "-0.1250"), (1234567, "1234567")]
)
def test_a_number_in_a_cell_for_numbers_is_taken_as_it_is(folder, value, taken):
    contradict(folder)
    assert Decimal(replace_in_cell(folder, value)) == Decimal(taken)
    assert [each.value for each in read_decisions(folder)] == [taken]


@pytest.mark.parametrize(("value", "taken"), [(0.339, "33.9 %"), (0, "0 %"), (0.12345, "12.3450 %")])
def test_a_percentage_in_a_cell_for_percentages_is_taken_as_it_is_shown(folder, value, taken):
    contradict(folder)
    replace_in_cell(folder, value, "0.0%")
    assert [each.value for each in read_decisions(folder)] == [taken]


def test_a_formula_that_was_never_calculated_is_told_as_it_stands(folder):
    contradict(folder)
    replace_in_cell(folder, "=1+1")
    assert [(each.decision, each.value) for each in read_decisions(folder)] == [("replace", "=1+1")]
    assert [each.read for each in merge(folder)[0].findings if each.rule.code == "L404"] == ["=1+1"]


def test_a_contradiction_about_which_the_partner_is_asked_stays_open_and_says_so(folder):
    contradict(folder)
    labels = words(folder)
    ask = {"fr": "demander au partenaire", "en": "ask the partner"}[load_collection(folder).campaign.language]
    decide(folder, "sheet", any_row, decision=ask, reason="lequel ?", author="A")
    merge(folder)

    def shown():
        rows = read_csv(folder / "results" / "findings.csv")
        page = sheet_of(load_workbook(folder / "results" / "consolidated.xlsx"), labels)
        head = header_of(page, labels["decision"])
        beside = page.cell(head.row + 1, head.column - 1).value or ""
        return [row["decision"] for row in rows if row["code"] == "L401"], "lequel ?" in beside

    assert shown() == (["ask"], True)
    decide(folder, "sheet", any_row, decision=labels["withdraw"], reason="r", author="A")
    merge(folder)
    assert shown() == ([""], False)


@pytest.mark.parametrize(
    ("territory", "code", "told"), [("QP", "L401", []), ("PARIS", "L401", ["L409"]), ("QP", "V301", ["L409"])]
)
def test_a_decision_that_settles_no_finding_is_named(folder, territory, code, told):
    result, _ = contradict(folder)
    read = next(each.read for each in result.findings if each.rule.code == "L401")
    line = Decision(decision="waive", partner="AAA", measure="T01.1b", territory=territory, period="2017", code=code,
                    read=read, reason="r", author="a", date="2020-12-03")  # fmt: skip
    write_decisions(folder, line)
    result, _ = merge(folder)
    assert [each.rule.code for each in result.findings if each.rule.code == "L409"] == told


def test_a_waiver_that_has_ended_still_has_its_finding(folder):
    result, _ = contradict(folder)
    read = next(each.read for each in result.findings if each.rule.code == "L401")
    line = Decision(decision="waive", partner="AAA", measure="T01.1b", territory="QP", period="2017", code="L401",
                    read=read, reason="r", author="a", date="2020-12-03", until="2020-01-01")  # fmt: skip
    write_decisions(folder, line)
    assert {"L401"} == {each.rule.code for each in merge(folder)[0].findings} & {"L401", "L409"}
