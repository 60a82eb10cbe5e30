"""Takes over what the coordinator decided in consolidated.xlsx, before anything is written over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.excel.decision_reader import read_typed_decisions
from toolkit.files.coordinator_tables import read_day
from toolkit.files.decisions import add_decisions, read_decisions
from toolkit.files.publishing import digest, read_digests
from toolkit.model.decisions import Decision

CONSOLIDATED = "consolidated.xlsx"


def harvest_decisions(results: Path) -> tuple[Decision, ...]:
    """Add to decisions.csv what was typed into the consolidated workbook since it was written; gives what was added.

    Raises:
        ToolkitError: the workbook was changed and cannot be read, or decisions.csv cannot be read or written.
    """
    added = find_new_decisions(results)
    if added:
        add_decisions(results.parent, added)
    return added


def find_new_decisions(results: Path) -> tuple[Decision, ...]:
    """Find what was typed into the consolidated workbook and is not in decisions.csv yet. Writes nothing.

    Raises:
        ToolkitError: the workbook was changed and cannot be read, or decisions.csv cannot be read.
    """
    path = results / CONSOLIDATED
    if not path.is_file() or digest(path) == read_digests(results).get(CONSOLIDATED):
        return ()
    day = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    try:
        typed = tuple(read_typed_decisions(path.read_bytes(), day))
    except (UnreadableFileError, OSError) as error:
        message = (
            f"{path} was changed since it was written, and the decisions typed into it cannot be read. Save it again "
            "as .xlsx, or move it away if nothing was decided in it; nothing was changed."
        )
        raise ToolkitError(message) from error
    return tuple(_leave_out_known(map(_tidy, typed), read_decisions(results.parent)))


def _tidy(decision: Decision) -> Decision:
    """Write the last day of a waiver as a date; what is no date joins the reason, so that it is not lost."""
    if not decision.until:
        return decision
    try:
        return replace(decision, until=read_day(decision.until, "").isoformat())
    except ToolkitError:
        return replace(decision, until="", reason=f"{decision.reason} [{decision.until}]".strip())


def _leave_out_known(typed: Iterable[Decision], known: Iterable[Decision]) -> Iterator[Decision]:
    """Leave out what is the last word already, as after a merge that could not publish."""
    last = {_row_of(each): replace(each, date="") for each in known}
    for decision in typed:
        if last.get(_row_of(decision)) != replace(decision, date=""):
            last[_row_of(decision)] = replace(decision, date="")
            yield decision


def _row_of(decision: Decision) -> tuple[str, ...]:
    place = () if decision.measure else (decision.sha256, decision.sheet, decision.cell)
    return (decision.code, *decision.point, *place)
