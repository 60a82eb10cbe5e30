"""The check before sending: each fault planted into a written workbook is found by its own rule, and no other is."""

import re
import zipfile
from io import BytesIO

import pytest
from small_campaign import TABLES, issue, write_small_campaign

from toolkit.errors import ToolkitError
from toolkit.excel.proof import prove_workbook
from toolkit.files.issued import read_manifest
from toolkit.layout.workbook import plan_workbook
from toolkit.rules import issued
from toolkit.rules.issued_checks import ISSUED_RULES
from toolkit.rules.issued_privacy import collect_foreigners
from toolkit.workflows import generate
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection
from toolkit.workflows.proving import promise_workbook

GUIDE, PROGRESS, GRID, STRINGS = "Mode d'emploi", "Suivi de saisie", "Années civiles", "xl/sharedStrings.xml"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = write_small_campaign(tmp_path_factory.mktemp("proof") / "campaign")
    return folder, issue(folder)["AAA"].read_bytes()


def prove(folder, data, partner="AAA", language=None):
    collection = load_collection(folder, language)
    promised = promise_workbook(plan_workbook(collection, partner), collection)
    return prove_workbook(data, promised, collect_foreigners(collection))


def part_of(data, sheet):
    """The part of a sheet, by its name; any other part is its own name."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        names = re.findall(r'<sheet name="([^"]*)"', source.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml" if sheet in names else sheet


def plant(data, sheet, pattern, replacement):
    """Change a part once, or add one where the pattern is empty."""
    target, changed, counts = BytesIO(), part_of(data, sheet), []
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename == changed:
                after, count = re.subn(pattern, replacement, text.decode(), count=1)
                counts.append(count)
                text = after.encode()
            copy.writestr(entry.filename, text)
        if not pattern:
            copy.writestr(sheet, replacement)
            counts.append(1)
    assert counts == [1], (sheet, pattern)
    return target.getvalue()


FAULTS = {
    "a row is missing": ("P501", STRINGS, r"T01\.1b\|AAA\|QP", "T01.1b"),
    "a row of nobody": ("P501", STRINGS, r"T01\.1b\|AAA\|QP", "T01.1b|AAA|ZZ"),
    "a row twice": ("P501", STRINGS, r"T01\.1b\|AAA\|QP", "T01.1a|AAA|QP"),
    "a link to no sheet": ("P502", GUIDE, r"location=\"'Suivi de saisie'!A1\"", "location=\"'Suivi'!A1\""),
    "a link beyond the sheet": ("P502", GUIDE, r"'Suivi de saisie'!A1", "'Suivi de saisie'!A9999"),
    "a formula about no sheet": ("P503", PROGRESS, r"('Années civiles')!\$", r"'Années civile'!$"),
    "a formula beyond the sheet": ("P503", PROGRESS, r"<f>SUM\(C7:C\d+\)", "<f>SUM(C7:C999)"),
    "a target made up of no sheet": ("P503", PROGRESS, r"#'Années civiles'!G", "#'Années civile'!G"),
    "a lost reference": ("P503", PROGRESS, r"<f>SUM\(C7:C\d+\)", "<f>SUM(#REF!)"),
    "a list beyond its sheet": (
        "P503",
        GRID,
        r"(<formula1>'Définitions et périmètres'!\$A\$\d+:\$A\$)\d+",
        r"\g<1>9999",
    ),
    "an input cell is locked": ("P504", GRID, r'(<c r="G6" s=")\d+(")', r"\g<1>1\2"),
    "the cursor is kept out": ("P504", GRID, r"<sheetProtection ", '<sheetProtection selectUnlockedCells="1" '),
    "a sheet is not protected": ("P504", PROGRESS, r"<sheetProtection [^>]*>", ""),
    "another's code": ("P505", STRINGS, "Accompagner les enfants</t>", "Accompagner les enfants (BBB)</t>"),
    "another's address": ("P505", "docProps/core.xml", "Évaluation", "b@example.org"),
    "another's name in a hint": ("P505", GRID, r'prompt="', 'prompt="Bureau B, '),
    "another's code in a formula": ("P505", PROGRESS, r"<f>SUM\(C7:C(\d+)\)", r'<f>SUM(C7:C\1)&amp;"BBB"'),
    "another's name in the footer": ("P505", GRID, r"petite\|AAA\|1", "petite|AAA|1 Bureau B"),
    "another's name as a title": ("P505", "docProps/core.xml", "Agence A", "Bureau B"),
    "another name of a sheet": ("P507", "xl/workbook.xml", 'name="_meta"', 'name="_autre"'),
    "a hidden sheet": ("P507", "xl/workbook.xml", 'sheetId="3"', 'sheetId="3" state="hidden"'),
    "a merely hidden identity": ("P507", "xl/workbook.xml", "veryHidden", "hidden"),
    "merged cells": ("P508", GRID, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
    "a hidden row": ("P508", GRID, r'<row r="6"', '<row r="6" hidden="1"'),
    "a hidden column": ("P508", GRID, r'(<col min="1" max="1" [^>]*)/>', r'\1 hidden="1"/>'),
    "a macro": ("P509", "xl/vbaProject.bin", "", "macro"),
    "a link to a file": (
        "P509",
        "xl/worksheets/_rels/sheet1.xml.rels",
        'mailto:[^"]*',
        "file:///C:/secret.xlsx",
    ),
    "a defined name": ("P510", "xl/workbook.xml", r'<definedName name="_xlnm.Print_Titles"', '<definedName name="x"'),
    "a newer function": ("P511", PROGRESS, r"<f>SUM\(", "<f>_xlfn.XLOOKUP("),
    "a volatile function": ("P511", PROGRESS, r"<f>SUM\(", "<f>INDIRECT("),
    "no stored result": ("P512", PROGRESS, r"(<f>SUM\(C7:C\d+\)</f>)<v>\d+</v>", r"\1"),
    "another identity in the property": ("P513", "docProps/custom.xml", r"petite\|AAA\|1", "petite|AAA|2"),
    "another identity in an entry": ("P513", "_meta", r'(<c r="B7"[^>]*><v>)\d+', r"\g<1>0"),
    "no identity on a sheet": ("P513", GRID, r'(<c r="A2"[^>]*><v>)\d+', r"\g<1>0"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_its_own_rule(written, fault):
    folder, data = written
    code, *change = FAULTS[fault]
    assert {finding.rule.code for finding in prove(folder, plant(data, *change))} == {code}


def test_a_workbook_that_is_too_large_is_found(written, monkeypatch):
    folder, data = written
    monkeypatch.setattr(issued, "MAX_SIZE", len(data))
    assert prove(folder, data) == ()
    monkeypatch.setattr(issued, "MAX_SIZE", len(data) - 1)
    assert [finding.rule.code for finding in prove(folder, data)] == ["P506"]


def test_every_rule_has_a_planted_fault():
    assert {code for code, *_ in FAULTS.values()} | {"P506"} == {rule.code for rule in ISSUED_RULES}


def test_a_cell_written_in_an_unknown_way_stops_the_proof(written):
    folder, data = written
    with pytest.raises(ValueError, match="unknown way"):
        prove(folder, plant(data, GRID, '<c r="A6"', '<c  r="A6"'))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_workbooks_of_paris_pass(paris_folder, language):
    issued_all = generate_workbooks(paris_folder, load_collection(paris_folder, language))
    assert len(issued_all) == 30


PARTNERS = """
    partner,name,kind,contact,email
    AAA,Académie de Paris,etat,Anne Arnaud,anne@example.org
    CASNAV,Académie de Paris – CASNAV,etat,,partage@example.org
    BBB,Paris,ville,Anne,nne@example.org
    ND,Habiter,etat,,evaluation@example.org
"""
ACTIONS = """
    action,theme,axis,axis_title,objective,sub_objective,title,partners,cross_cutting
    G01,Grandir,1.1,Axe,Objectif,Sous-objectif,Accueillir avec l'Académie de Paris – CASNAV (CASNAV) à Paris,AAA;BBB,
    T01,Travailler,2.1,Axe,Objectif,Sous-objectif,Aider à trouver un emploi,AAA,
    H01,Habiter,3.1,Axe,Objectif,Sous-objectif,Rénover les logements avec BBB,BBB,
"""


def test_names_within_names_and_names_in_titles_give_no_false_alarm(tmp_path):
    tables = {
        **TABLES,
        "partners": PARTNERS,
        "actions": ACTIONS,
        "requests": TABLES["requests"] + "\n        T01.1b,CASNAV,QP\n        T01.2a,ND,PARIS",
    }
    folder = write_small_campaign(tmp_path / "campaign", tables)
    assert len(issue(folder)) == 4


@pytest.mark.parametrize("text", ["Accueillir le CASNAV", "Académie de Paris – CASNAV", "partage@example.org"])
def test_a_name_that_a_title_may_hold_is_still_found_elsewhere(tmp_path, text):
    folder = write_small_campaign(tmp_path / "campaign", {**TABLES, "partners": PARTNERS, "actions": ACTIONS})
    data = plant(issue(folder)["AAA"].read_bytes(), GRID, 'prompt="', f'prompt="{text}. ')
    assert {finding.rule.code for finding in prove(folder, data)} == {"P505"}


def test_a_faulty_workbook_is_not_issued_and_the_message_names_it(tmp_path, monkeypatch):
    folder = write_small_campaign(tmp_path / "campaign")
    write = generate.write_workbook

    def write_badly(plan, path):
        write(plan, path)
        if "BBB" in plan.file_name:
            path.write_bytes(plant(path.read_bytes(), GRID, '<row r="6"', '<row r="6" hidden="1"'))

    monkeypatch.setattr(generate, "write_workbook", write_badly)
    with pytest.raises(ToolkitError, match=r"petite_BBB\.xlsx was not issued.*P508.*row 6"):
        generate_workbooks(folder, load_collection(folder))
    assert sorted(path.name for path in (folder / "outgoing").iterdir()) == ["manifest.csv", "petite_AAA.xlsx"]
    assert [row["partner"] for row in read_manifest(folder)] == ["AAA"]
