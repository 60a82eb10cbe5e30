"""What was issued: the folder of workbooks to be sent, and its manifest, a row for each edition of each workbook."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from toolkit.files.csv_tables import as_written, write_csv
from toolkit.model.outcomes import Issued

OUTGOING = "outgoing"
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("file", "partner", "version", "data_points", "required", "sha256", "office")


def read_manifest(folder: Path) -> tuple[dict[str, str], ...]:
    """Read what lies in the folder, a row a workbook: its edition issued last. Empty before the first run."""
    return tuple({row["file"]: row for row in read_editions(folder)}.values())


def read_editions(folder: Path) -> tuple[dict[str, str], ...]:
    """Read all that was issued so far, a row for each edition of each workbook, the one issued last at the end."""
    path = folder / OUTGOING / MANIFEST
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        return tuple({column: as_written(row[column] or "") for column in reader.fieldnames or ()} for row in reader)


def manifest_row(issued: Issued) -> dict[str, str]:
    """Give the row of a workbook that was issued."""
    return {
        "file": issued.file,
        "partner": issued.partner,
        "version": issued.version,
        "data_points": str(issued.data_points),
        "required": str(issued.required),
        "sha256": issued.sha256,
        "office": issued.office,
    }


def write_manifest(folder: Path, editions: Iterable[Mapping[str, str]], partners: Sequence[str]) -> None:
    """Write the manifest: the rows of earlier editions stay, in the order in which they were issued.

    Args:
        folder: the campaign folder.
        editions: their rows.
        partners: codes in the order of the framework.
    """
    order = {code: number for number, code in enumerate(partners)}
    rows = sorted(editions, key=lambda row: (order.get(row["partner"], len(order)), row["file"]))
    path = folder / OUTGOING / MANIFEST
    aside = path.with_name(f".{MANIFEST}.tmp")
    write_csv(aside, MANIFEST_COLUMNS, ([row.get(column, "") for column in MANIFEST_COLUMNS] for row in rows))
    aside.replace(path)
