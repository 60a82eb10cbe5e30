"""Reads back what a merge wrote to `results/`. Must not judge it."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from toolkit.errors import ToolkitError
from toolkit.files.csv_tables import as_written
from toolkit.model.answers import AvailabilityWords, Return, Verdict
from toolkit.model.changes import LedgerAnswer
from toolkit.model.places import Location
from toolkit.model.records import (
    ACTION_COLUMNS,
    ANSWER_COLUMNS,
    AVAILABILITY_COLUMNS,
    FINDING_COLUMNS,
    POINT_COLUMNS,
    RETURN_COLUMNS,
    ActionRecord,
    FindingRecord,
    PointRecord,
)
from toolkit.model.states import State

DATA_POINTS, ACTIONS, RETURNS, ANSWERS = "data_points.csv", "actions.csv", "returns.csv", "answers.csv"
AVAILABILITY, FINDINGS = "availability.csv", "findings.csv"

_YES = "yes"
_Row = TypeVar("_Row")


def read_points(results: Path) -> Iterator[PointRecord]:
    """Read the data points of `data_points.csv`, in their order.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    return _read(results / DATA_POINTS, POINT_COLUMNS, _point)


def read_actions(results: Path) -> tuple[ActionRecord, ...]:
    """Read the words on actions of `actions.csv`.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    return tuple(_read(results / ACTIONS, ACTION_COLUMNS, lambda row: ActionRecord(**row)))


def read_returns(results: Path) -> tuple[Return, ...]:
    """Read the accounts of the files that came back from `returns.csv`.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    return tuple(_read(results / RETURNS, RETURN_COLUMNS, _return))


def read_answers(results: Path) -> Iterator[LedgerAnswer]:
    """Read the ledger, `answers.csv`, in its order.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    return _read(results / ANSWERS, ANSWER_COLUMNS, _answer)


def read_findings(results: Path) -> tuple[FindingRecord, ...]:
    """Read the findings of `findings.csv`, in the words of the merge.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    return tuple(_read(results / FINDINGS, FINDING_COLUMNS, lambda row: FindingRecord(**row)))


def read_availability(results: Path) -> tuple[AvailabilityWords, ...]:
    """Read what partners say of whole indicators from `availability.csv`, the earlier returns first.

    Raises:
        ToolkitError: nothing was merged yet, or the file was changed and cannot be understood.
    """
    dated = _read(results / AVAILABILITY, AVAILABILITY_COLUMNS, lambda row: (row["returned_at"], _availability(row)))
    return tuple(words for _, words in sorted(dated, key=lambda each: each[0]))


def _availability(row: dict[str, str]) -> AvailabilityWords:
    return AvailabilityWords(
        partner=row["partner"],
        indicator=row["indicator"],
        answer=row["answer"],
        detail=row["detail"],
        help=row["help"],
        location=Location(file=row["file"], sheet=row["sheet"], cell=row["cell"]),
    )


def _read(path: Path, columns: tuple[str, ...], build: Callable[[dict[str, str]], _Row]) -> Iterator[_Row]:
    if not path.is_file():
        message = f"No results in {path.parent}: run `toolkit merge` first."
        raise ToolkitError(message)
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.reader(source)
        try:
            header = next(reader, [])
            places = [(column, header.index(column)) for column in columns]
            # The same codes and words come back in every row: each is kept once, or memory would fill with copies.
            texts: dict[str, str] = {}
            for record in reader:
                yield build({column: _once(texts, record[place]) for column, place in places})
        except (IndexError, KeyError, ValueError, InvalidOperation, csv.Error) as error:
            raise ToolkitError(_changed(path, max(reader.line_num, 1))) from error


def _once(texts: dict[str, str], field: str) -> str:
    """Give the text that a field stands for, the same object for the same field."""
    known = texts.get(field)
    if known is None:
        known = texts[field] = as_written(field)
    return known


def _changed(path: Path, line: int) -> str:
    return (
        f"{path.name}, line {line}, is not as `toolkit merge` writes it: run `toolkit merge` again, "
        "and change copies of the files in results/ only."
    )


def _point(row: dict[str, str]) -> PointRecord:
    value = row.pop("value")
    return PointRecord(
        is_required=row.pop("required") == _YES,
        is_volunteered=row.pop("volunteered") == _YES,
        state=_STATES[row.pop("state")],
        value=Decimal(value) if value else None,
        answer_class=row.pop("class"),
        **row,
    )


_STATES = {state.value: state for state in State}


def _answer(row: dict[str, str]) -> LedgerAnswer:
    is_retained, why = row.pop("retained") == _YES, row.pop("why")
    return LedgerAnswer(record=_point(row), is_retained=is_retained, why=why)


def _return(row: dict[str, str]) -> Return:
    return Return(
        file=row["file"],
        sha256=row["sha256"],
        partner=row["partner"],
        verdict=Verdict(row["verdict"]),
        reason=row["reason"],
        version=row["version"],
        editor=row["editor"],
        issued=row["issued"],
        returned_at=row["received_at"],
        values=int(row["values"] or 0),
        coded=int(row["coded"] or 0),
        blank=int(row["blank"] or 0),
        rejected=int(row["rejected"] or 0),
        outside=int(row["outside"] or 0),
        office=row["office"],
    )
