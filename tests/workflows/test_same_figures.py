"""A figure is the same on the page, in the workbook, in the document, in the CSV files and on the terminal."""

import json
import re
from collections import Counter

import pytest
from docx import Document
from openpyxl import load_workbook
from page_tables import PageTables
from paris_points import paris, paris_points, paris_words, write_merged
from small_campaign import read_csv

from toolkit.model.states import STATE_LABELS, State
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetVerdict
from toolkit.render.summary import render_report_summary, report_as_json
from toolkit.wording import load_wording
from toolkit.workflows.report import Also, make_report

FRENCH = load_wording("fr")
LABELS = {
    "actions": "Actions documentées",
    "indicators": "Indicateurs chiffrés",
    "points": "Données obligatoires avec une valeur",
    "partners": "Partenaires ayant renvoyé leur classeur",
}


def number(text):
    """Read a number as French writes it; None when the text is none."""
    plain = re.sub(r"[\s\u202f\u00a0]", "", str(text)).replace(",", ".")
    return float(plain.removesuffix("%")) if re.fullmatch(r"-?\d+(\.\d+)?%?", plain) else None


def document_rows(path):
    """The rows of the tables of a document, each as the texts of its cells."""
    return [tuple(cell.text for cell in row.cells) for table in Document(str(path)).tables for row in table.rows]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paris")
    results = folder / "results"
    write_merged(results, paris_points(), paris_words())
    report = make_report(folder, paris(), also=Also(study=True))
    return {
        "page": PageTables((results / "report.html").read_text(encoding="utf-8")),
        "workbook": load_workbook(results / "report.xlsx"),
        "document": document_rows(results / "study.docx"),
        "completeness": read_csv(results / "completeness.csv"),
        "targets": read_csv(results / "targets.csv"),
        "json": json.loads(report_as_json(report, FRENCH)),
        "terminal": render_report_summary(report, FRENCH),
    }


def rows_of(outputs, dimension):
    return [row for row in outputs["completeness"] if row["dimension"] == dimension]


def workbook_rows(outputs, sheet):
    return list(outputs["workbook"][sheet].iter_rows(values_only=True))


def headline_of_csv(outputs):
    actions, indicators = rows_of(outputs, "action"), rows_of(outputs, "indicator")
    (campaign,), partners = rows_of(outputs, "campaign"), rows_of(outputs, "partner")
    return {
        "actions": (sum(row["status"] == "documented" for row in actions), len(actions)),
        "indicators": (
            sum(int(row["value"]) > 0 for row in indicators),
            sum(int(row["expected"]) > 0 for row in indicators),
        ),
        "points": (int(campaign["value"]), int(campaign["expected"])),
        "partners": (sum(row["not_returned"] != row["expected"] for row in partners), len(partners)),
    }


def test_the_headline_is_the_same_everywhere(outputs):
    expected = headline_of_csv(outputs)
    assert expected["actions"] == (157, 172)
    assert {name: (outputs["json"][name]["part"], outputs["json"][name]["whole"]) for name in LABELS} == expected
    summary = {row[0]: row[1:4] for row in workbook_rows(outputs, "Synthèse")}
    for name, (part, whole) in expected.items():
        label, rate = LABELS[name], outputs["json"][name]["rate"]
        assert tuple(map(float, summary[label])) == (part, whole, rate)
        (card,) = (text for text in outputs["page"].items if text.startswith(label))
        said = f"{FRENCH.percent(rate / 100)}{FRENCH.whole(part)} sur {FRENCH.whole(whole)}"
        assert card == f"{label}{said}"
        said = f"{FRENCH.whole(part)} sur {FRENCH.whole(whole)} ({FRENCH.percent(rate / 100)})"
        assert f"{label}  {said}" in re.sub(" {2,}", "  ", outputs["terminal"])


def test_the_actions_documented_are_the_same_by_theme(outputs):
    themes = {
        name: (each["actions"]["documented"], sum(each["actions"].values()))
        for name, each in outputs["json"]["themes"].items()
    }
    assert themes == {"Grandir": (59, 64), "Travailler": (48, 54), "Habiter": (50, 54)}
    (page,) = (
        rows
        for _, rows in outputs["page"].tables
        if rows and rows[0][0] == "Thème" and "Documentée" in map(str.capitalize, rows[0])
    )
    shown = {row[0]: row for row in page}
    written = {row[0]: row[1:3] for row in outputs["document"] if row[0] in themes and len(row) == 4}
    summary = {row[0]: row for row in workbook_rows(outputs, "Synthèse") if row[0] in themes}
    for theme, (documented, whole) in themes.items():
        assert (number(shown[theme][3]), number(shown[theme][1])) == (documented, whole)
        assert written[theme] == (str(whole), str(documented))
        assert (summary[theme][3], summary[theme][1]) == (documented, whole)
        rows = [row for row in rows_of(outputs, "action") if paris().framework.actions[row["key"]].theme == theme]
        assert (sum(row["status"] == "documented" for row in rows), len(rows)) == (documented, whole)


def test_the_states_are_the_same_everywhere(outputs):
    (campaign,) = rows_of(outputs, "campaign")
    page, summary = outputs["page"].states(), {row[0]: row[1] for row in workbook_rows(outputs, "Synthèse")}
    for state in State:
        label = FRENCH.say(STATE_LABELS[state])
        expected = int(campaign[state.value])
        assert outputs["json"]["states"][state.value] == expected
        assert number(page[label]) == expected
        assert summary[label[0].upper() + label[1:]] == expected


@pytest.mark.parametrize("dimension", ["partner", "theme", "objective", "action", "indicator", "territory", "period"])
def test_each_group_is_the_same_on_the_page_and_in_the_files(outputs, dimension):
    rows = rows_of(outputs, dimension)
    shown = list(outputs["page"].counts(dimension).values())
    assert len(rows) == len(shown) > 0
    columns = ("expected", *(state.value for state in State), "on_time", "late", "rate", "answered_rate")
    for row, cells in zip(rows, shown, strict=True):
        written = [float(row[name]) if row[name] else None for name in columns]
        assert [number(cell) for cell in cells[-len(columns) :]] == written


def test_each_partner_is_the_same_in_the_workbook_and_in_the_files(outputs):
    header, *rows = (row for row in workbook_rows(outputs, "Complétude")[3:])
    place = header.index("Données demandées")
    of_partners = {row[1]: row for row in rows if row[0] == "partenaire"}
    for row in rows_of(outputs, "partner"):
        values = of_partners[row["key"]][place : place + 1 + len(State)]
        assert list(values) == [int(row["expected"]), *(int(row[state.value]) for state in State)]


def test_the_verdicts_are_the_same_everywhere(outputs):
    expected = Counter(row["verdict"] for row in outputs["targets"])
    assert outputs["json"]["targets"] == {verdict.value: expected[verdict] for verdict in TargetVerdict}
    labels = {verdict: FRENCH.say(TARGET_VERDICT_LABELS[verdict]) for verdict in TargetVerdict}
    shown = Counter(row[10] for row in workbook_rows(outputs, "Cibles")[4:])
    for verdict, label in labels.items():
        assert f"{FRENCH.whole(expected[verdict])} {label}" in outputs["page"].items
        assert shown[label] == expected[verdict]
        assert (label[0].upper() + label[1:], str(expected[verdict])) in outputs["document"]
