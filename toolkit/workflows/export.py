"""Exports what was merged for other programs: observations with code lists. Must not read a return."""

from collections.abc import Callable, Mapping
from pathlib import Path

from toolkit.analysis.observations import make_export
from toolkit.errors import ToolkitError
from toolkit.files.data_package import write_data_package, write_tables
from toolkit.files.drafts import MAIL
from toolkit.files.issued import OUTGOING
from toolkit.files.parquet_tables import write_parquet_tables
from toolkit.files.publishing import publish, read_digests, read_run_state
from toolkit.files.results import read_points
from toolkit.files.sdmx_data import write_sdmx_data
from toolkit.files.sdmx_structure import write_sdmx_structure
from toolkit.model.campaign import Collection
from toolkit.model.exports import Export, ExportFormat
from toolkit.model.outcomes import Exported
from toolkit.wording import Wording, load_wording
from toolkit.workflows.merge import RESULTS, write_manifest
from toolkit.workflows.recruiting import COLLECTED

EXPORTS = "exports"
SDMX_DATA, SDMX_STRUCTURE = "data.csv", "structure.xml"


def export_results(folder: Path, collection: Collection, form: ExportFormat, into: Path | None = None) -> Exported:
    """Write the observations of `results/` and their code lists into a folder of the format's name.

    Args:
        folder: the campaign folder.
        collection: its campaign and framework; the labels of the code lists are in its language.
        form: what to write.
        into: where the folder of the format is; `exports/` of the campaign folder when None.

    Raises:
        ToolkitError: nothing was merged yet, the folder cannot be written, or a library is missing.
    """
    results = folder / RESULTS
    read_run_state(results)  # puts results back that an interrupted run left aside
    wording = load_wording(collection.campaign.language)
    export = make_export(collection, read_points(results), wording)
    target = (folder / EXPORTS if into is None else into) / form.value
    _require_room(target, folder, collection)

    def write(new: Path) -> None:
        _WRITERS[form](new, export, wording)
        write_manifest(new, collection)

    publish(target, write)
    return Exported(
        folder=str(target),
        observations=len(export.observations.rows),
        not_answered=len(export.not_answered.rows),
        files=tuple(sorted(path.name for path in target.iterdir())),
    )


def _require_room(target: Path, folder: Path, collection: Collection) -> None:
    """Stop before files of somebody else are written over, or an export lies among the inputs or results.

    Raises:
        ToolkitError: the folder is one of the campaign's own, or holds files that no export wrote.
    """
    own = (RESULTS, COLLECTED, OUTGOING, MAIL, ".toolkit", collection.campaign.framework_path)
    kept = {(folder / name).resolve() for name in own} - {folder.resolve()}
    if any(target.resolve().is_relative_to(each) for each in kept):
        message = f"{target} lies in a folder that the campaign keeps for itself; name another one with --into."
        raise ToolkitError(message)
    if target.is_dir() and any(target.iterdir()) and not read_digests(target):
        message = (
            f"{target} holds files that no export wrote; move them away, or name another folder with --into. Nothing "
            "was changed."
        )
        raise ToolkitError(message)


def _write_sdmx(target: Path, export: Export, wording: Wording) -> None:
    write_sdmx_data(target / SDMX_DATA, export)
    write_sdmx_structure(target / SDMX_STRUCTURE, export, wording)


_WRITERS: Mapping[ExportFormat, Callable[[Path, Export, Wording], None]] = {
    ExportFormat.CSV: lambda target, export, _: write_tables(target, export),
    ExportFormat.PARQUET: lambda target, export, _: write_parquet_tables(target, export),
    ExportFormat.SDMX: _write_sdmx,
    ExportFormat.DATA_PACKAGE: write_data_package,
}
