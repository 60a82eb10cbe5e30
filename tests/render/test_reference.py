import re
from dataclasses import fields
from pathlib import Path

import pytest
from small_campaign import issue, merge, return_filled, write_small_campaign

from toolkit.analysis import merging
from toolkit.model import records
from toolkit.model.answers import AnswerClass, Verdict
from toolkit.model.completeness import COMPLETENESS_FIELDS, Delivery, Dimension
from toolkit.model.decisions import DecisionKind
from toolkit.model.gaps import GapBasis, GapVerdict
from toolkit.model.key_figures import Caution, FigureKind
from toolkit.model.records import ActionRecord, FindingRecord
from toolkit.model.secrecy import SecrecyRole
from toolkit.model.states import REASONS, ActionStatus, Quality, State
from toolkit.model.summaries import Direction, TrendMethod, TrendRow
from toolkit.model.targets import BaseOrigin, TargetObstacle, TargetVerdict
from toolkit.model.trends import ActionReading, Obstacle, TrendReading
from toolkit.render.output_meanings import CODES, OUTPUTS
from toolkit.render.output_table import COMMON_MEANINGS, Output
from toolkit.render.reference import FAMILIES, render_findings_reference, render_outputs_reference
from toolkit.rules.catalogue import RULES
from toolkit.workflows.loading import load_collection
from toolkit.workflows.report import make_report

PAGES = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize(
    ("name", "render"), [("findings.md", render_findings_reference), ("outputs.md", render_outputs_reference)]
)
def test_the_committed_page_is_the_generated_one(name, render):
    assert (PAGES / name).read_text(encoding="utf-8") == render(), "run `make reference`"


def test_every_rule_has_its_section():
    page = render_findings_reference()
    assert re.findall(r"^### ([A-Z]\d{3}) ", page, re.MULTILINE) == sorted(RULES, key=_family_first)
    for rule in RULES.values():
        assert f"- Why: {rule.why}" in page
        assert f"- What to do: {rule.remedy}" in page


def _family_first(code):
    return list(FAMILIES).index(code[0]), code


def test_every_link_of_the_findings_leads_to_a_section():
    page = render_findings_reference()
    titles = {title.lower().replace(" ", "-") for title in re.findall(r"^### (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) == titles


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.file)
def test_every_column_has_a_meaning(output):
    assert [column for column in output.columns if not output.meaning_of(column).endswith(".")] == []


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.file)
def test_no_meaning_is_of_a_column_that_is_gone(output):
    assert set(output.own) <= set(output.columns)


def test_every_common_meaning_is_used():
    used = {column for output in OUTPUTS for column in output.columns if column not in output.own}
    assert used == set(COMMON_MEANINGS)


def test_a_column_without_a_meaning_stops_the_page():
    output = Output(file="x.csv", written_by="merge", row="", columns=("partner", "weather"))
    assert output.meaning_of("partner")
    with pytest.raises(KeyError, match="weather"):
        output.meaning_of("weather")


def test_all_columns_of_the_records_are_described():
    described = {output.columns for output in OUTPUTS}
    declared = {value for name, value in vars(records).items() if name.endswith("_COLUMNS")}
    assert declared - described == {records.COMPLETENESS_COLUMNS}
    assert COMPLETENESS_FIELDS in described
    for record in (ActionRecord, FindingRecord, TrendRow):
        assert tuple(each.name for each in fields(record)) in described


def test_the_tables_that_a_campaign_writes_are_those_of_the_page(tmp_path):
    folder = write_small_campaign(tmp_path / "campaign")
    return_filled(folder, issue(folder)["AAA"], {("T01.1a", "QP", "2019"): 0})
    merge(folder)
    make_report(folder, load_collection(folder))
    written = {
        path.name: tuple(path.read_text(encoding="utf-8").splitlines()[0].split(","))
        for path in (folder / "results").glob("*.csv")
    }
    assert written == {output.file: output.columns for output in OUTPUTS}


def test_every_code_has_a_meaning():
    kinds = {
        "state": State,
        "class": AnswerClass,
        "decision": DecisionKind,
        "quality": Quality,
        "verdict": Verdict,
        "dimension": Dimension,
        "delivery": Delivery,
        "status": ActionStatus,
        "direction": Direction,
        "method": TrendMethod,
        "verdict of a target": TargetVerdict,
        "obstacle of a target": TargetObstacle,
        "base_origin": BaseOrigin,
        "role": SecrecyRole,
        "reading": TrendReading,
        "obstacle": Obstacle,
        "strict": ActionReading,
        "verdict of a gap": GapVerdict,
        "basis": GapBasis,
        "kind": FigureKind,
        "cautions": Caution,
    }
    whys = [value for name, value in vars(merging).items() if name.startswith("WHY_")]
    assert {column: list(codes) for column, codes in CODES.items() if column != "why"} == {
        column: list(kind) for column, kind in kinds.items()
    }
    assert sorted(CODES["why"]) == sorted(whys)
    page = render_outputs_reference()
    assert all(f"| `{reason.id}` |" in page for reason in REASONS)
