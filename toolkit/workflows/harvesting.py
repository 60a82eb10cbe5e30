"""Takes over what the coordinator decided in consolidated.xlsx, before anything is written over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.files.coordinator_tables import read_day
from toolkit.files.decisions import add_decisions, read_decisions
from toolkit.files.publishing import digest, read_digests
from toolkit.layout.decisions import LOST_COLUMNS, LOST_REFERENCE, OTHER_WORKBOOK, TypedDecision
from toolkit.model.decisions import Decision, DecisionKind

CONSOLIDATED = "consolidated.xlsx"
_LOCKS = (f"~${CONSOLIDATED}", f".~lock.{CONSOLIDATED}#")
"""Files that Excel and LibreOffice put beside a workbook that is open."""

_REMEDIES = {
    LOST_COLUMNS: "a column to decide in, or its heading, is gone or there twice: put it back as it was",
    LOST_REFERENCE: "something is decided, but the column at the end no longer says of what: undo the change to it, "
    "decide in a row that has it, or clear what was typed there",
    OTHER_WORKBOOK: "none of its sheets has the columns to decide in, so it is another workbook: move it away",
    "encrypted": "it is protected by a password: save it without one",
    "too_large": "it is too large: undo what was pasted into it",
}
_REMEDY = "save it again as .xlsx"


def harvest_decisions(results: Path) -> tuple[Decision, ...]:
    """Add to decisions.csv what was typed into the consolidated workbook since it was written; gives what was added.

    Raises:
        ToolkitError: the workbook is open, or was changed and cannot be read, or decisions.csv cannot be read or
            written.
    """
    if lock := next((name for name in _LOCKS if (results / name).exists()), ""):
        message = (
            f"{results / CONSOLIDATED} is open in another program, which may hold decisions that are not saved yet: "
            f"save and close it, then retry; when nobody has it open, delete {lock} beside it. Nothing was changed."
        )
        raise ToolkitError(message)
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
    from toolkit.excel.decision_reader import read_typed_decisions  # noqa: PLC0415 (its readers are dear to import)

    day = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date().isoformat()
    try:
        # What is withdrawn was decided before; what is decided beside it, on whatever sheet, comes after.
        typed = sorted(read_typed_decisions(path.read_bytes(), day), key=_is_new)
    except (UnreadableFileError, OSError) as error:
        raise ToolkitError(_explain(path, error)) from error
    _require_one_word(path, typed)
    return tuple(_leave_out_known((_tidy(each.decision) for each in typed), read_decisions(results.parent)))


def _explain(path: Path, error: UnreadableFileError | OSError) -> str:
    cause, place = (error.cause, error.detail) if isinstance(error, UnreadableFileError) else ("", "")
    where = f"{path}, {place}," if cause in {LOST_COLUMNS, LOST_REFERENCE} else f"{path}"
    return (
        f"{where} was changed since it was written, and the decisions typed into it cannot be read: "
        f"{_REMEDIES.get(cause, _REMEDY)}; or move the file away if nothing was decided in it. Nothing was changed."
    )


def _is_new(typed: TypedDecision) -> bool:
    return typed.decision.decision != DecisionKind.WITHDRAW


def _require_one_word(path: Path, typed: Iterable[TypedDecision]) -> None:
    """Check that one thing is decided in one way.

    Raises:
        ToolkitError: two rows decide the same in different ways.
    """
    seen: dict[tuple[str, ...], TypedDecision] = {}
    for each in filter(_is_new, typed):
        first = seen.setdefault(each.decision.subject, each)
        if (first.decision.decision, first.decision.value) != (each.decision.decision, each.decision.value):
            message = (
                f"{path}: {first.place}, and {each.place}, decide the same in two ways (“{first.decision.decision} "
                f"{first.decision.value}”, “{each.decision.decision} {each.decision.value}”); clear one of them. "
                "Nothing was changed."
            )
            raise ToolkitError(message)


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
