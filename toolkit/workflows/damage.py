"""Writes damaged copies of a workbook into a folder: to train with, and to test with."""

from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.excel.damage import Fault, Specimen, open_specimen
from toolkit.excel.damage_archives import ARCHIVE_FAULTS
from toolkit.excel.damage_identity import IDENTITY_FAULTS
from toolkit.excel.damage_programs import PROGRAM_FAULTS
from toolkit.excel.damage_structure import STRUCTURE_FAULTS
from toolkit.excel.damage_values import VALUE_FAULTS
from toolkit.files.csv_tables import write_csv
from toolkit.model.damages import DAMAGE_COLUMNS, DamageRow
from toolkit.wording import Wording, phrase

TABLE = "damages.csv"
FAULTS: tuple[Fault, ...] = (*ARCHIVE_FAULTS, *PROGRAM_FAULTS, *IDENTITY_FAULTS, *STRUCTURE_FAULTS, *VALUE_FAULTS)
_NEEDS_A_RUN = (
    ("F24", phrase("two merges at once (needs a run, no file shows it)")),
    ("F25", phrase("an output open in Excel (needs a run, no file shows it)")),
    ("F26", phrase("a merge broken off half-way (needs a run, no file shows it)")),
    ("F27", phrase("a full disk or a folder that cannot be written (needs a run, no file shows it)")),
)
_NO_PLACE = phrase("not written: this workbook has no place for the fault")


def damage_workbook(
    source: Path, folder: Path, wording: Wording, progress: Callable[[str], None] | None = None
) -> tuple[DamageRow, ...]:
    """Write a copy with each fault of the catalogue into an empty folder, and a table of them.

    Raises:
        ToolkitError: the workbook cannot be read, or the folder is not empty or cannot be written.
    """
    specimen = _open(source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            message = f"{folder} is not empty; damaged files are never written over others: name a new folder."
            raise ToolkitError(message)
        rows: list[DamageRow] = []
        for fault in FAULTS:
            rows.extend(_write(fault, specimen, folder))
            if progress is not None:
                progress(fault.stem)
        rows.extend(
            DamageRow(id=name, fault=name, file="", done=done, rule="-", verdict=None) for name, done in _NEEDS_A_RUN
        )
        table = tuple(sorted(rows, key=lambda row: (row.id, row.fault, row.file)))
        write_csv(folder / TABLE, DAMAGE_COLUMNS, (_fields(row, wording) for row in table))
    except OSError as error:
        message = f"{folder} cannot be written ({error.strerror}); name another folder."
        raise ToolkitError(message) from error
    return table


def _open(source: Path) -> Specimen:
    try:
        specimen = open_specimen(source.read_bytes(), source.stem)
    except OSError as error:
        message = f"{source} cannot be read ({error.strerror}); name a workbook of outgoing/ or collected/."
        raise ToolkitError(message) from error
    except UnreadableFileError as error:
        message = f"{source} is no sound .xlsx workbook ({error.cause}); name one of outgoing/ or collected/."
        raise ToolkitError(message) from error
    if not specimen.form.grid_rows or not specimen.identity.campaign:
        message = f"{source} holds no form of a campaign; name a workbook of outgoing/ or collected/."
        raise ToolkitError(message)
    return specimen


def _write(fault: Fault, specimen: Specimen, folder: Path) -> Iterator[DamageRow]:
    damaged = fault.make(specimen)
    if damaged is None:
        yield DamageRow(id=fault.id, fault=fault.stem, file="", done=_NO_PLACE, rule=fault.rule, verdict=None)
        return
    for pattern, data in damaged.files.items():
        name = pattern.replace("{stem}", fault.stem)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield DamageRow(
            id=fault.id,
            fault=fault.stem,
            file=name,
            done=fault.words,
            rule=fault.rule,
            verdict=fault.verdict,
            codes=fault.codes,
            figures=tuple(damaged.figures.items()),
        )


def _fields(row: DamageRow, wording: Wording) -> tuple[str, ...]:
    return (
        row.id,
        row.file,
        wording.say(row.done),
        row.rule,
        row.verdict.value if row.verdict else "",
        " ".join(row.codes),
        "; ".join(f"{'|'.join(place)}={figure}" for place, figure in row.figures),
    )
