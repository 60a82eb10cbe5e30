"""Writes the verdicts on targets as a table: `targets.csv`."""

from decimal import Decimal
from pathlib import Path

from toolkit.analysis.target_sentences import explain_target
from toolkit.files.csv_tables import Row, write_csv
from toolkit.model.framework import Framework
from toolkit.model.targets import TARGET_COLUMNS, TargetAssessment
from toolkit.wording import Wording

TARGETS = "targets.csv"


def write_targets(
    path: Path, assessments: tuple[TargetAssessment, ...], framework: Framework, wording: Wording
) -> None:
    """Write one row a target and source, with the sentence that says why in the language of the campaign."""
    rows = (_target_row(each, explain_target(each, framework, wording)) for each in assessments)
    write_csv(path, TARGET_COLUMNS, rows)


def _target_row(assessment: TargetAssessment, why: str) -> Row:
    target, source, base, reached = assessment.target, assessment.source, assessment.base, assessment.reached
    least, most = _bounds(assessment)
    return (
        target.code,
        target.indicator,
        target.measure,
        source.partner,
        source.territory,
        target.operator,
        target.value,
        target.value_max,
        target.unit,
        target.change_unit,
        target.per,
        target.due,
        base.period if base else target.base_period,
        base.value if base else target.base_value,
        reached.period if reached else "",
        reached.value if reached else None,
        assessment.way,
        assessment.verdict.value,
        why,
        least,
        most,
        base.origin.value if base else "",
        assessment.obstacle.value if assessment.obstacle else "",
        reached.quality if reached else "",
        assessment.years_reached,
        assessment.years_known,
        target.text,
    )


def _bounds(assessment: TargetAssessment) -> tuple[Decimal | None, Decimal | None]:
    goal = assessment.goal
    if goal is None:
        return None, None
    return goal.least if goal.above is None else goal.above, goal.most if goal.below is None else goal.below
