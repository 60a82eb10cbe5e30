"""Reads one returned file from its bytes to its record. Runs in a worker process, which it may bring down.

Cells stay in the worker and in the record it writes; only small facts go back.
"""

import gc
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from toolkit.errors import UnreadableFileError
from toolkit.excel.cross_check import Compared, compare_readers
from toolkit.excel.preflight import ARCHIVE_ERRORS, MAX_FILE
from toolkit.excel.sniffing import FileKind
from toolkit.excel.workbook_reader import read_workbook
from toolkit.files.read_cache import save_form
from toolkit.files.read_facts import Facts, save_facts
from toolkit.layout.form import Form, map_form
from toolkit.layout.labelled_rows import add_labelled_rows
from toolkit.model.places import covers_several
from toolkit.model.raw import RawCell, RawSheet, RawWorkbook, Remark
from toolkit.workflows.read_task import NOT_KEPT, ReadTask

_MOST_NAMED = 10
"""Merged areas that are named of one sheet."""
_column_of = itemgetter(1)
_SAFE_AREA = 2_000_000
"""Cells from A1 to the last cell of a sheet that the second reader may hold as one block."""


class _NotKeptError(Exception):
    """The record cannot be written."""


def read_return(task: ReadTask) -> Facts:
    """Read a file, write its record and facts, and give the facts; whatever goes wrong is in them."""
    try:
        facts = _read(task)
    except UnreadableFileError as error:
        facts = Facts(cause=error.cause, detail=error.detail)
    except _NotKeptError as error:
        return Facts(cause=NOT_KEPT, detail=str(error))
    except MemoryError:
        return Facts(cause="reading_failed", detail="memory")
    except Exception as error:  # noqa: BLE001 (the one boundary: a file must not stop the others)
        return Facts(cause="reading_failed", detail=type(error).__name__)
    finally:
        gc.collect()  # it never runs while a file is read
    try:
        save_facts(task.record, facts)
    except OSError as error:
        return Facts(cause=NOT_KEPT, detail=error.strerror or "")
    return facts


def _read(task: ReadTask) -> Facts:
    data = _load(task)
    kind, workbook = read_workbook(data)
    extents: dict[str, tuple[int, int]] = {}
    form = map_form(_measured(workbook, extents), "")
    add_labelled_rows(_measured(workbook, extents), "", form)
    answers = _answers(form)
    remarks = [*workbook.remarks]
    if task.is_compared and kind is FileKind.XLSX and not any(each.cause == "second_reader" for each in remarks):
        safe = {sheet for sheet, (row, column) in extents.items() if row * column <= _SAFE_AREA}
        remarks += compare_readers(data, {name: cells for name, cells in answers.items() if name in safe})
    remarks += _note_concealed(workbook, answers)
    try:
        save_form(task.record, form, workbook.modified, workbook.editor)
    except OSError as error:
        raise _NotKeptError(error.strerror or "") from error
    return Facts(
        carriers=tuple(form.carriers),
        partners_of_keys=form.partners_of_keys,
        modified=workbook.modified,
        editor=workbook.editor,
        remarks=tuple(remarks),
    )


def _note_concealed(workbook: RawWorkbook, answers: Mapping[str, Sequence[Compared]]) -> Iterator[Remark]:
    """Yield what is merged or hidden among the cells for answers."""
    for sheet in workbook.sheets:
        if sheet.name not in answers:
            continue
        concealed = sheet.read_concealed()
        merged = _merged_answers(concealed.merged, answers[sheet.name])
        if merged:
            first = merged[0].partition(":")[0].replace("$", "")
            yield Remark("merged_cells", "", sheet.name, first, " · ".join(merged[:_MOST_NAMED]))
        if concealed.hidden_rows:
            yield Remark("hidden_rows", str(concealed.hidden_rows), sheet.name)


def _merged_answers(areas: Sequence[str], answers: Sequence[Compared]) -> list[str]:
    """Give the merged areas that hold more than one cell for answers."""
    if not areas:
        return []
    rows, columns = {row for row, _, _ in answers}, {column for _, column, _ in answers}
    return [area for area in areas if covers_several(area, rows, columns)]


def _load(task: ReadTask) -> bytes:
    try:
        if task.member is None:
            with task.path.open("rb") as file:
                return file.read(MAX_FILE + 1)
        with zipfile.ZipFile(task.path) as archive:
            return archive.read(archive.infolist()[task.member])
    except (*ARCHIVE_ERRORS, IndexError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error


def _measured(workbook: RawWorkbook, extents: dict[str, tuple[int, int]]) -> RawWorkbook:
    """Give the workbook so that reading it also notes the last row and column of each sheet."""

    def measure(sheet: RawSheet) -> Iterator[tuple[RawCell, ...]]:
        row, column = extents.get(sheet.name, (0, 0))  # a sheet may be read twice
        for cells in sheet.read_rows():
            row = max(row, cells[0].row)
            column = max(column, *map(_column_of, cells))
            extents[sheet.name] = (row, column)
            yield cells

    def measured(sheet: RawSheet) -> RawSheet:
        return replace(sheet, read_rows=lambda: measure(sheet))

    return replace(workbook, sheets=tuple(measured(sheet) for sheet in workbook.sheets))


def _answers(form: Form) -> dict[str, list[Compared]]:
    """Give the cells of a form that hold answers, by sheet."""
    answers: dict[str, list[Compared]] = {}
    for row in (*form.grid_rows, *form.labelled_rows):
        answers.setdefault(row.header.sheet, []).extend(
            (row.row, column, row.cells.get(period)) for period, column in row.header.periods.items()
        )
    for free in form.free_rows:
        if free.value is not None:
            answers.setdefault(free.sheet, []).append((free.row, free.value.column, free.value))
    return answers
