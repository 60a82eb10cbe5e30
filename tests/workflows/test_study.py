"""`report --study`: the document says the figures of the tables, hides what is secret, and is never lost."""

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn
from office import need_office, skip_on_a_laptop
from paris_points import paris, paris_points, paris_words, write_merged
from small_campaign import merge, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.model.records import ActionRecord
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import Also, make_report

NB = "\u00a0"


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paris")
    write_merged(folder / "results", paris_points(), paris_words())
    make_report(folder, paris(), also=Also(study=True))
    return folder / "results"


def read(results, name):
    with (results / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def paragraphs(results):
    body = Document(str(results / "study.docx")).element.body
    return ["".join(each.text or "" for each in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


def rows(results):
    """Each row of each table, as the text of its cells."""
    body = Document(str(results / "study.docx")).element.body
    return [
        tuple("\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p"))) for cell in row)
        for row in (row.findall(qn("w:tc")) for row in body.iter(qn("w:tr")))
    ]


def figure(text):
    """Write a figure of a table for machines as a French study does."""
    return f"{Decimal(text):,f}".replace(",", "\u202f").replace(".", ",").replace("-", "−")


def test_the_headline_is_that_of_the_tables(results):
    actions = [row for row in read(results, "completeness.csv") if row["dimension"] == "action"]
    documented = [row["key"] for row in actions if row["status"] == "documented"]
    assert (len(actions), len(documented)) == (172, 157)
    shown = {
        row[0]: row[1:3]
        for row in rows(results)
        if row[0] in {"Grandir", "Travailler", "Habiter", "Ensemble"} and len(row) == 4
    }
    themes = {"Grandir": "G", "Travailler": "T", "Habiter": "H"}
    for theme, letter in themes.items():
        counts = [sum(key.startswith(letter) for key in keys) for keys in ([row["key"] for row in actions], documented)]
        assert shown[theme] == tuple(map(str, counts))
    assert [shown[theme][1] for theme in themes] == ["59", "48", "50"]
    assert shown["Ensemble"] == ("172", "157")


def test_key_figures_are_those_of_the_tables(results):
    table = {
        (row["measure"], figure(row["value"]), row["first_period"])
        for row in read(results, "key_figures.csv")
        if row["kind"] == "total" and row["unit"] == "nombre" and int(row["rank"]) <= 3
    }
    shown = {
        (row[1].split(" – ")[0], row[4], row[3].split(" – ")[0])
        for row in rows(results)
        if len(row) == 6 and row[0] == "Total sur la période" and "€" not in row[4] and "%" not in row[4]
    }
    assert ("G44.4a", figure("123633"), "2015") in shown
    assert {row for row in shown if row in table} == shown


def test_verdicts_are_those_of_the_tables(results):
    targets = read(results, "targets.csv")
    numbers = {row[0]: row[1] for row in rows(results) if len(row) == 2}
    labels = {
        "met": "Atteinte",
        "on_the_way": "En chemin",
        "not_met": "Non atteinte",
        "not_measurable": "Non mesurable",
    }
    for verdict, label in labels.items():
        assert numbers[label] == str(sum(row["verdict"] == verdict for row in targets))
    text = "\n".join(paragraphs(results))
    reached = next(row for row in targets if row["target"] == "T-G01.2-1")
    assert reached["verdict"] == "not_met"
    assert f"Cible «{NB}1 200 enfants accompagnés par an{NB}», Paris (GIP){NB}: non atteinte. {reached['why']}" in text


def test_a_trend_is_that_of_the_tables(results):
    row = next(row for row in read(results, "series.csv") if row["measure"] == "G01.2a")
    change = figure(f"{Decimal(row['pct_change']):.1f}")
    said = (
        f"Paris (GIP){NB}: de {figure(row['first_value'])} en {row['first_period']} à {figure(row['last_value'])} en "
        f"{row['last_period']} ({change}{NB}%), évolution défavorable."
    )
    assert any(said in each for each in paragraphs(results))


def test_no_figure_under_secrecy_is_in_the_document(results):
    secret = [row for row in read(results, "secrecy.csv") if row["role"] == "small"]
    assert len(secret) >= 6
    framework = paris().framework
    text = paragraphs(results)
    for row in secret:
        label = f"{framework.measures[row['measure']].label} (nombre){NB}:"
        place = f"{framework.territories[row['territory']].label} ({row['partner']}) – "
        begin = next(
            number
            for number, each in enumerate(text)
            if each == label and any(row["period"] in line and place in line for line in text[number + 1 : number + 14])
        )
        line = next(each for each in text[begin + 1 : begin + 14] if each.startswith(place) and row["period"] in each)
        assert f"{row['period']}{NB}:{NB}SS" in line


def test_the_words_of_partners_stand_beside_the_analysis(results):
    found = [row[2] for row in rows(results) if len(row) == 3 and row[0].startswith("T16 – ")]
    assert len(found) == 1
    assert f"Texte du partenaire (DAE) – Ce qui a changé, et pourquoi{NB}: «{NB}Une étude a été menée.{NB}»" in found[0]


def test_actions_not_documented_are_all_listed(results):
    missing = [
        row["key"]
        for row in read(results, "completeness.csv")
        if row["dimension"] == "action" and row["status"] != "documented"
    ]
    shown = [
        row[0].split(" – ")[0]
        for row in rows(results)
        if len(row) == 3 and row[2] in {"Réponse sans donnée", "Sans réponse"}
    ]
    assert shown == missing
    assert len(missing) == 15


def test_the_review_of_each_partner_is_that_of_the_table(results):
    text = set(paragraphs(results))
    reviews = [row for row in read(results, "reviews.csv") if not row["office"]]
    assert len(reviews) == 30
    assert [row["partner"] for row in reviews if row["text"] not in text] == []


def test_template_tags_in_the_words_of_a_partner_are_words(tmp_path):
    words = (ActionRecord(action="G01", partner="GIP", change="{{ 7*7 }} & <b> \x07 {% raw %}"),)
    write_merged(tmp_path / "results", paris_points(), words)
    make_report(tmp_path, paris(), also=Also(study=True))
    assert any(
        each.endswith(f"«{NB}{{{{ 7*7 }}}} & <b>  {{% raw %}}{NB}»") for each in paragraphs(tmp_path / "results")
    )


def test_a_report_without_a_study_leaves_none_of_an_earlier_one(results, tmp_path):
    folder = tmp_path / "campaign"
    shutil.copytree(results, folder / "results")
    make_report(folder, paris())
    assert not (folder / "results" / "study.docx").exists()
    assert "study.docx" not in (folder / "results" / "manifest.json").read_text(encoding="utf-8")


def test_the_study_is_the_same_whatever_ran_before(results, tmp_path):
    folder = tmp_path / "campaign"
    shutil.copytree(results, folder / "results")
    make_report(folder, paris(), also=Also(study=True))
    assert (folder / "results" / "study.docx").read_bytes() == (results / "study.docx").read_bytes()


@pytest.mark.parametrize("with_study", [True, False])
def test_a_study_that_was_worked_on_is_not_written_over(results, tmp_path, with_study):
    folder = tmp_path / "campaign"
    shutil.copytree(results, folder / "results")
    study = folder / "results" / "study.docx"
    study.write_bytes(study.read_bytes() + b"\0")
    edited = study.read_bytes()
    with pytest.raises(ToolkitError, match="was changed since the toolkit wrote it"):
        make_report(folder, paris(), also=Also(study=with_study))
    assert study.read_bytes() == edited


def test_a_merge_takes_the_study_away_but_not_one_that_was_worked_on(tmp_path):
    folder = write_small_campaign(tmp_path / "small")
    merge(folder)
    make_report(folder, load_collection(folder), also=Also(study=True))
    study = folder / "results" / "study.docx"
    shutil.copy(study, tmp_path / "copy.docx")
    merge(folder)
    assert not study.exists()
    make_report(folder, load_collection(folder), also=Also(study=True))
    assert study.read_bytes() == (tmp_path / "copy.docx").read_bytes()
    study.write_bytes(b"worked on")
    with pytest.raises(ToolkitError, match="was changed since the toolkit wrote it"):
        merge(folder)
    assert study.read_bytes() == b"worked on"


def test_the_study_speaks_the_language_of_the_campaign(tmp_path):
    write_merged(tmp_path / "results", paris_points(), paris_words())
    collection = paris()
    make_report(
        tmp_path, replace(collection, campaign=replace(collection.campaign, language="en")), also=Also(study=True)
    )
    text = paragraphs(tmp_path / "results")
    assert "Of the 172 actions of the programme, 157 are documented (91.3%)." in text
    assert "Main results" in text


@pytest.mark.slow
def test_the_document_opens_in_libreoffice_and_fills_pages(results, tmp_path):
    need_office()
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    done = subprocess.run([*command, str(results / "study.docx")], capture_output=True, timeout=300, check=False)
    if b"could not be loaded" in done.stdout + done.stderr:
        skip_on_a_laptop("LibreOffice lacks Writer")
    content = (tmp_path / "study.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page[^s]", content)) > 100
