"""Which data points are to be asked again: what could not be read, raises a question or is still missing."""

from collections.abc import Iterable, Mapping, Sequence

from toolkit.model.answers import Point
from toolkit.model.decisions import DecisionKind
from toolkit.model.findings import Severity
from toolkit.model.records import FindingRecord, PointRecord
from toolkit.model.states import State

MISSING = (State.BLANK, State.PENDING)
"""States of a required data point that is still missing."""

_TO_CORRECT = (State.REJECTED, *MISSING)
_OPEN = frozenset({Severity.ERROR.code, Severity.WARNING.code})
_OF_ROWS = ("C", "S205")
"""Beginnings of the codes of findings on a row as a whole: unlikely figures, and a row that stands twice."""

_ABOUT_ANSWERS = ("V", *_OF_ROWS, "S", "L401")
"""Codes that findings on the answers of one partner begin with; others are about files, or about several partners."""

Row = tuple[str, str, str]
"""Partner, measure and territory."""

Corrections = Mapping[Point, tuple[FindingRecord, ...]]
"""Each data point to ask again, with the findings on it; none for one that is only missing."""


def list_corrections(points: Sequence[PointRecord], findings: Iterable[FindingRecord]) -> Corrections:
    """List the data points to ask again, in their order.

    A data point is asked again when it is required and was rejected, left blank or is to come, or when an open error
    or warning is about it. Nothing is asked again of a partner who has not returned, nor what was given without being
    asked: it has no cell.

    Args:
        points: the data points as they were merged.
        findings: all of them; those that a decision leaves as they are ask nothing.
    """
    found = _findings_by_point(points, findings)
    return {
        point: found.get(point, ())
        for record in points
        if not record.is_volunteered and record.state is not State.NOT_RETURNED
        if (point := point_of(record)) in found or (record.is_required and record.state in _TO_CORRECT)
    }


def point_of(record: PointRecord) -> Point:
    """Give the key of a data point."""
    return Point(record.measure, record.partner, record.territory, record.period)


def _findings_by_point(
    points: Sequence[PointRecord], findings: Iterable[FindingRecord]
) -> dict[Point, tuple[FindingRecord, ...]]:
    """Give the open findings on each data point, those on its cell first.

    What is unlikely in a row as a whole follows from a cell of it that is doubtful itself: only such cells are asked
    then, else every figure of the row.
    """
    rows: dict[Row, list[PointRecord]] = {}
    for record in points:
        rows.setdefault((record.partner, record.measure, record.territory), []).append(record)
    opened = [each for each in findings if _is_open(each) and each.code.startswith(_ABOUT_ANSWERS)]
    found: dict[Point, tuple[FindingRecord, ...]] = {}
    for finding in sorted(opened, key=_is_of_row):
        row = rows.get((finding.partner, finding.measure, finding.territory), ())
        if _is_of_row(finding):
            figures = [record for record in row if record.value is not None]
            concerned = [record for record in figures if point_of(record) in found] or figures
        else:
            concerned = [record for record in row if _is_about(finding, record)]
        for record in concerned:
            found[point_of(record)] = (*found.get(point_of(record), ()), finding)
    return found


def _is_of_row(finding: FindingRecord) -> bool:
    return not finding.period and finding.code.startswith(_OF_ROWS)


def _is_about(finding: FindingRecord, record: PointRecord) -> bool:
    """Whether a finding on a row is about one of its data points: by its period, else by its cell."""
    if finding.period:
        return record.period == finding.period
    return (record.file, record.sheet, record.cell) == (finding.file, finding.sheet, finding.cell)


def _is_open(finding: FindingRecord) -> bool:
    """Whether a finding asks for something: an error or warning that was not settled, or what is to be asked."""
    if finding.decision:
        return finding.decision != DecisionKind.WAIVE
    return finding.severity in _OPEN
