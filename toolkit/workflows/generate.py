"""Writes the workbook of each partner and the manifest of what was issued."""

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.excel.workbook_writer import write_workbook
from toolkit.files.csv_tables import write_csv
from toolkit.layout.workbook import plan_workbook
from toolkit.model.campaign import Collection
from toolkit.model.framework import Partner
from toolkit.model.outcomes import Issued

OUTGOING = "outgoing"
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("file", "partner", "version", "data_points", "required", "sha256")

Progress = Callable[[str], None]
"""Called with the name of each file once it is done."""


def generate_workbooks(
    folder: Path,
    collection: Collection,
    partners: Sequence[str] = (),
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> tuple[Issued, ...]:
    """Write one workbook a partner into `outgoing/`, and the manifest.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        partners: codes of those to write; all that are asked when empty.
        replace: whether a workbook already issued with other content may be written over.
        progress: told of each file.

    Raises:
        ToolkitError: an unknown partner, a workbook already issued with other content, a folder not writable.
    """
    chosen = choose_partners(collection, partners)
    outgoing = folder / OUTGOING
    try:
        outgoing.mkdir(exist_ok=True)
        known = {issued["file"]: issued for issued in read_manifest(folder)}
        issued = []
        for each in _write_all(collection, chosen, outgoing, replace=replace):
            issued.append(each)
            known[each.file] = _manifest_row(each)
            if progress is not None:
                progress(each.file)
        _write_manifest(outgoing, collection, known)
    except OSError as error:
        message = f"{outgoing} cannot be written ({error.strerror}); free the folder or the disk, then retry."
        raise ToolkitError(message) from error
    return tuple(issued)


def choose_partners(collection: Collection, codes: Sequence[str]) -> tuple[Partner, ...]:
    """Give the partners of these codes, in the order of the framework; all that are asked for none.

    Raises:
        ToolkitError: a code is unknown or asked nothing.
    """
    asked = collection.framework.partners_asked
    wanted = {code.upper() for code in codes}
    unknown = sorted(wanted - {partner.code.upper() for partner in asked})
    if unknown:
        known = ", ".join(partner.code for partner in asked)
        message = f"No rows are asked of {', '.join(unknown)}; partners asked: {known}."
        raise ToolkitError(message)
    return tuple(partner for partner in asked if not wanted or partner.code.upper() in wanted)


def read_manifest(folder: Path) -> tuple[dict[str, str], ...]:
    """Read what was issued so far; empty before the first run."""
    path = folder / OUTGOING / MANIFEST
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


def _write_all(
    collection: Collection, partners: Sequence[Partner], outgoing: Path, *, replace: bool
) -> Iterator[Issued]:
    for partner in partners:
        plan = plan_workbook(collection, partner.code)
        target, aside = outgoing / plan.file_name, outgoing / f".{plan.file_name}.tmp"
        try:
            write_workbook(plan, aside)
            new = _digest(aside)
            old = _digest(target) if target.exists() else ""
            if old not in {"", new} and not replace:
                message = (
                    f"{target} was already issued with other content; it was kept. Raise the version in "
                    "campaign.toml and give --replace to write it anew."
                )
                raise ToolkitError(message)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        yield Issued(
            file=plan.file_name,
            partner=partner.code,
            version=collection.campaign.version,
            data_points=plan.data_points,
            required=plan.required_points,
            sha256=new,
            outcome="written" if not old else "unchanged" if old == new else "replaced",
        )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest_row(issued: Issued) -> dict[str, str]:
    return {
        "file": issued.file,
        "partner": issued.partner,
        "version": issued.version,
        "data_points": str(issued.data_points),
        "required": str(issued.required),
        "sha256": issued.sha256,
    }


def _write_manifest(outgoing: Path, collection: Collection, known: dict[str, dict[str, str]]) -> None:
    order = {code: number for number, code in enumerate(collection.framework.partners)}
    rows = sorted(known.values(), key=lambda row: (order.get(row["partner"], len(order)), row["file"]))
    aside = outgoing / f".{MANIFEST}.tmp"
    write_csv(aside, MANIFEST_COLUMNS, ([row.get(column, "") for column in MANIFEST_COLUMNS] for row in rows))
    aside.replace(outgoing / MANIFEST)
