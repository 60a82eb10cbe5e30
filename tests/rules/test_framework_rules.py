"""Every mistake of a framework: a small change of a small valid framework, and what is said of it."""

from decimal import Decimal
from pathlib import Path

import pytest
from framework_cases import (
    PERIODS,
    add_column,
    add_row,
    add_table,
    delete_column,
    delete_row,
    delete_table,
    grids,
    put,
    rename_partner,
    tables_of,
)

from toolkit.analysis.framework_tables import build_framework, table_from_grid
from toolkit.files.csv_tables import read_tables
from toolkit.model.findings import Severity
from toolkit.model.periods import PeriodKind
from toolkit.model.places import Location
from toolkit.rules.framework import FRAMEWORK_RULES, check_framework
from toolkit.wording import load_wording

EXAMPLE = Path(__file__).parents[2] / "templates" / "paris-2015-2022"


def found_in(*changes, periods=PERIODS):
    changed = grids()
    for change in changes:
        change(changed)
    findings = check_framework(tables_of(changed), periods)
    return [(finding.rule.code, finding.location.file, finding.location.cell) for finding in findings]


MISTAKES = [
    ("M101", "targets.csv", "", [delete_table("targets")]),
    ("M101", "measures.csv", "", [delete_table("measures")]),
    ("M102", "partners.csv", "", [delete_column("partners", "B")]),
    ("M103", "actions.csv", "E1", [add_column("actions", "remark")]),
    ("M104", "actions.csv", "E1", [add_column("actions", "title")]),
    ("M105", "observation.csv", "", [add_table("observation")]),
    ("M106", "partners.csv", "B2", [put("partners", "B2", "")]),
    ("M106", "territories.csv", "B3", [put("territories", "B3", "\u00a0")]),
    ("M106", "measures.csv", "C2", [put("measures", "C2", " ")]),
    ("M106", "requests.csv", "A6", [add_row("requests", "", "CAF", "QPV")]),
    ("M106", "observations.csv", "E2", [put("observations", "E2", "")]),
    ("M107", "partners.csv", "A4", [add_row("partners", "CAF", "Other")]),
    ("M107", "measures.csv", "A5", [add_row("measures", "G02.1a", "G02.1", "Nb", "nombre", "civile")]),
    ("M107", "rules.csv", "A3", [add_row("rules", "R1", "share", "G01.1b", "G01.1a", "G01.1a")]),
    ("M108", "requests.csv", "A6", [add_row("requests", "G01.1a", "CAF", "PARIS")]),
    ("M108", "observations.csv", "A5", [add_row("observations", "G01.1a", "CAF", "PARIS", "2019", "1")]),
    ("M108", "texts.csv", "A4", [add_row("texts", "intro", "fr", "Salut")]),
    ("M109", "indicators.csv", "C2", [put("indicators", "C2", "x" * 32_768)]),
    ("M110", "measures.csv", "C2", [put("measures", "C2", "#REF!")]),
    ("M110", "requests.csv", "C2", [put("requests", "C2", "#N/A")]),
    ("M121", "territories.csv", "A4", [put("territories", "A4", "QP ")]),
    ("M121", "requests.csv", "B2", [put("requests", "B2", " CAF")]),
    ("M122", "measures.csv", "A3", [put("measures", "A3", "G01.1b\u200b")]),
    ("M122", "requests.csv", "A3", [put("requests", "A3", "G01.\u00a01a")]),
    ("M122", "actions.csv", "D2", [put("actions", "D2", "CAF;\u00a0VILLE-1")]),
    ("M123", "rules.csv", "A2", [put("rules", "A2", "R|1")]),
    ("M123", "rules.csv", "A2", [put("rules", "A2", "R;1")]),
    ("M124", "partners.csv", "A3", [rename_partner("Préfecture")]),
    ("M124", "partners.csv", "A3", [rename_partner("A/B")]),
    ("M125", "partners.csv", "A3", [rename_partner("CON")]),
    ("M125", "partners.csv", "A3", [rename_partner("com1")]),
    ("M126", "partners.csv", "A3", [rename_partner("V" * 41)]),
    ("M127", "partners.csv", "A3", [rename_partner("caf")]),
    ("M201", "actions.csv", "D3", [put("actions", "D3", "CAF;CPAM")]),
    ("M201", "requests.csv", "B2", [put("requests", "B2", "Caf")]),
    ("M201", "offices.csv", "A2", [put("offices", "A2", "CPAM")]),
    ("M201", "observations.csv", "B2", [put("observations", "B2", "CPAM")]),
    ("M202", "requests.csv", "C2", [put("requests", "C2", "LYON")]),
    ("M202", "targets.csv", "D2", [put("targets", "D2", "LYON")]),
    ("M202", "territories.csv", "D3", [put("territories", "D3", "LYON")]),
    ("M202", "territories.csv", "E4", [put("territories", "E4", "LYON")]),
    ("M202", "observations.csv", "C2", [put("observations", "C2", "LYON")]),
    ("M203", "indicators.csv", "B3", [put("indicators", "B3", "G99")]),
    ("M203", "offices.csv", "D2", [put("offices", "D2", "G01;G98;G99")]),
    ("M204", "measures.csv", "B4", [put("measures", "B4", "G02.9")]),
    ("M204", "targets.csv", "B2", [put("targets", "B2", "G02.9")]),
    ("M205", "requests.csv", "A5", [put("requests", "A5", "G02.1z")]),
    ("M205", "targets.csv", "C2", [put("targets", "C2", "G02.1z")]),
    ("M205", "observations.csv", "A2", [put("observations", "A2", "G02.1z")]),
    ("M205", "rules.csv", "D2", [put("rules", "D2", "G02.1z")]),
    ("M205", "rules.csv", "E2", [put("rules", "E2", "G02.1z")]),
    ("M301", "migrations.csv", "A2", [put("migrations", "A2", "office")]),
    ("M108", "migrations.csv", "A5", [add_row("migrations", "measure", "G01.9z", "G01.1b")]),
    ("M106", "migrations.csv", "C3", [put("migrations", "C3", "")]),
    ("M401", "migrations.csv", "C2", [put("migrations", "C2", "G01.1z")]),
    ("M401", "migrations.csv", "C3", [put("migrations", "C3", "G01.1a")]),
    ("M402", "migrations.csv", "B4", [put("migrations", "B4", "QP")]),
    ("M403", "migrations.csv", "C5", [add_row("migrations", "measure", "G01.8z", "G01.9z")]),
    ("M301", "rules.csv", "B2", [put("rules", "B2", "at_most")]),
    ("M206", "offices.csv", "C2", [put("offices", "C2", "Vieillir")]),
    ("M301", "measures.csv", "D2", [put("measures", "D2", "euros")]),
    ("M301", "measures.csv", "E2", [put("measures", "E2", "civil")]),
    ("M301", "measures.csv", "F2", [put("measures", "F2", "flow")]),
    ("M301", "measures.csv", "G2", [put("measures", "G2", "home")]),
    ("M301", "measures.csv", "H2", [put("measures", "H2", "up")]),
    ("M301", "measures.csv", "I2", [put("measures", "I2", "mean")]),
    ("M301", "targets.csv", "E2", [put("targets", "E2", ">=")]),
    ("M301", "targets.csv", "H2", [put("targets", "H2", "euros")]),
    ("M301", "targets.csv", "J4", [put("targets", "J4", "percent")]),
    ("M301", "indicators.csv", "D2", [put("indicators", "D2", "result")]),
    ("M301", "territories.csv", "C2", [put("territories", "C2", "ville")]),
    ("M301", "observations.csv", "F2", [put("observations", "F2", "X")]),
    ("M301", "texts.csv", "B2", [put("texts", "B2", "de")]),
    ("M302", "targets.csv", "F2", [put("targets", "F2", "1 200")]),
    ("M302", "targets.csv", "G3", [put("targets", "G3", "60 %")]),
    ("M302", "observations.csv", "E2", [put("observations", "E2", "33,9")]),
    ("M302", "observations.csv", "E2", [put("observations", "E2", "1234567890123456")]),
    ("M303", "observations.csv", "D2", [put("observations", "D2", "2018/2020")]),
    ("M303", "targets.csv", "I4", [put("targets", "I4", "before")]),
    ("M304", "indicators.csv", "A4", [add_row("indicators", "G02.2", "G02", "Others")]),
    ("M305", "actions.csv", "A4", [add_row("actions", "G03", "Grandir", "New")]),
    ("M306", "measures.csv", "A1", [delete_row("requests", 4)]),
    ("M310", "requests.csv", "A1", [delete_row("requests", 2)] * 4),
    ("M309", "measures.csv", "J2", [add_column("measures", "several_partners", "lead", "")]),
    ("M307", "requests.csv", "B5", [put("requests", "B5", "VILLE-1")]),
    ("M311", "territories.csv", "D2", [put("territories", "D2", "PARIS")]),
    ("M311", "territories.csv", "D2", [put("territories", "D2", "QP")]),
    ("M311", "territories.csv", "E3", [put("territories", "D3", ""), put("territories", "E3", "QP")]),
    ("M321", "targets.csv", "F2", [put("targets", "F2", "")]),
    ("M321", "targets.csv", "F4", [put("targets", "F4", "")]),
    ("M322", "targets.csv", "G3", [put("targets", "G3", "")]),
    ("M323", "targets.csv", "G3", [put("targets", "G3", "20")]),
    ("M324", "targets.csv", "H2", [put("targets", "H2", "%")]),
    ("M325", "targets.csv", "J4", [put("targets", "J4", "points")]),
]


@pytest.mark.parametrize(("code", "file", "cell", "changes"), MISTAKES)
def test_a_mistake_is_reported_once_where_it_stands(code, file, cell, changes):
    assert found_in(*changes) == [(code, file, cell)]


NEAR_MISSES = [
    [],
    [
        delete_table("offices"),
        delete_table("observations"),
        delete_table("rules"),
        delete_table("texts"),
        delete_table("migrations"),
    ],
    [add_row("partners", "V" * 40, "Forty characters")],
    [add_row("partners", "CONSEIL", "Begins like a reserved name")],
    [add_row("partners", "COM10", "Ten is not reserved")],
    [add_row("requests", "", "", "")],
    [put("targets", "D2", ""), put("targets", "H2", "")],
    [put("targets", "F3", "60")],
    [add_column("measures", "several_partners", "lead", "sum"), add_column("measures", "lead_partner", "CAF", "")],
    [put("targets", "F2", "0")],
    [put("targets", "E2", "maintain"), put("targets", "F2", "")],
    [put("targets", "C4", "G01.1b"), put("targets", "H4", "%"), put("targets", "J4", "points")],
    [put("actions", "D2", "CAF; VILLE-1;")],
    [put("actions", "D3", "")],
    [put("measures", "H2", ""), put("measures", "I2", "")],
    [put("indicators", "C2", "x" * 32_767)],
    [put("indicators", "C2", "=A1"), put("measures", "C2", "+33 # REF!")],
    [put("observations", "D3", "2014/2015-2018/2019")],
    [put("observations", "E2", "123456789012345")],
    [put("territories", "E3", "PARIS")],
    [put("territories", "B4", "Quartiers\u00a0: prioritaires")],
    [put("rules", "A2", "e\u0301te\u0301")],
]


@pytest.mark.parametrize("changes", NEAR_MISSES)
def test_what_only_looks_like_a_mistake_is_not_reported(changes):
    assert found_in(*changes) == []


def test_a_code_in_decomposed_form_matches_the_composed_one():
    # é as one character in one table and as two in the other: how a Mac and a PC save the same word.
    changes = [put("rules", "A2", "x"), put("territories", "A4", "\u00e9"), put("requests", "C5", "e\u0301")]
    assert found_in(*changes, put("observations", "C4", "e\u0301")) == []


def test_all_mistakes_are_reported_at_once():
    found = found_in(put("measures", "D2", "euros"), put("requests", "C2", "LYON"), put("targets", "F2", "many"))
    assert sorted(code for code, _, _ in found) == ["M202", "M301", "M302"]


def test_a_kind_of_period_that_the_campaign_does_not_ask_is_reported_once():
    periods = {PeriodKind.CIVIL: PERIODS[PeriodKind.CIVIL]}
    assert found_in(periods=periods) == [("M308", "measures.csv", "E4")]
    assert found_in(periods=None) == []


def test_no_table_at_all_is_reported_table_by_table():
    assert [finding.rule.code for finding in check_framework(())] == ["M101"] * 7


def test_tables_without_rows_ask_nothing_and_are_no_other_mistake():
    empty = [table_from_grid(name, grid[:1], Location(file=f"{name}.csv")) for name, grid in grids().items()]
    assert [finding.rule.code for finding in check_framework(empty)] == ["M310"]
    assert build_framework(empty).requests == ()


def test_a_cycle_is_named():
    changed = grids()
    put("territories", "D2", "QP")(changed)
    (finding,) = check_framework(tables_of(changed))
    assert finding.details["cycle"] == "PARIS > QP > QPV > PARIS"


def test_a_misspelt_header_is_reported_as_missing_and_as_unknown():
    found = found_in(put("partners", "B1", "nom"))
    assert found == [("M102", "partners.csv", ""), ("M103", "partners.csv", "B1")]


def test_the_nearest_code_is_named():
    changed = grids()
    put("requests", "A2", "G01.1A")(changed)
    (finding,) = check_framework(tables_of(changed))
    assert finding.details["nearest"] == "G01.1a"


def test_a_missing_sheet_of_a_workbook_is_located_in_the_workbook():
    tables = [table_from_grid("partners", grids()["partners"], Location(file="f.xlsx", sheet="partners"))]
    assert next(check_framework(tables)).location == Location(file="f.xlsx", sheet="territories")


def test_the_paris_framework_has_no_error_and_no_warning():
    findings = list(check_framework(read_tables(EXAMPLE)))
    assert [finding.rule.code for finding in findings if finding.rule.severity > Severity.NOTE] == []
    assert [finding.details["number"] for finding in findings] == ["46"]


@pytest.mark.parametrize("changes", [changes for _, _, _, changes in MISTAKES])
def test_every_text_of_a_finding_can_be_said(changes):
    changed = grids()
    for change in changes:
        change(changed)
    say = load_wording("en").say
    for finding in check_framework(tables_of(changed)):
        for text in (finding.rule.message, finding.rule.expected, finding.rule.remedy):
            assert "{" not in say(text, **finding.details)


def test_codes_and_slugs_of_rules_are_unique():
    assert len({rule.code for rule in FRAMEWORK_RULES}) == len(FRAMEWORK_RULES)
    assert len({rule.slug for rule in FRAMEWORK_RULES}) == len(FRAMEWORK_RULES)


def test_every_rule_has_a_case_that_triggers_it():
    triggered = {code for code, _, _, _ in MISTAKES} | {"M308"}
    assert {rule.code for rule in FRAMEWORK_RULES} == triggered


def test_the_valid_framework_is_built_with_its_defaults():
    framework = build_framework(tables_of(grids()))
    assert [(seen.period, seen.value, seen.status) for seen in framework.observations] == [
        ("2019", 0, "A"),
        ("2015-2019", Decimal("-5.3"), "A"),
        ("2018/2019", 12, "E"),
    ]
    assert framework.offices[0].scope == ("G01", "G02")
    assert framework.targets[3].value is None
