"""Observations as SDMX-CSV 2.0, the flat format of SDMX 3.0. Must not describe their structure."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from toolkit.analysis.sdmx_ids import make_id, name_ids
from toolkit.files.csv_tables import write_csv
from toolkit.model.campaign import Campaign
from toolkit.model.exports import UNIT_IDS, Export, ExportRow

AGENCY = "COLLECTION"
"""Owner of the structures: the campaign itself, which no registry knows."""

_STRUCTURE_COLUMNS = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_INFORMATION = "I"
_NOT_IN_NAME = re.compile(r"[^A-Z0-9_-]")


def write_sdmx_data(path: Path, export: Export) -> None:
    """Write the observations, each with the dataflow that it belongs to; the codes are those of `name_code_ids`."""
    ids = name_code_ids(export)
    table = export.observations
    lists = [ids.get(column.code_list) for column in table.columns]
    dataflow = f"{AGENCY}:{name_dataflow(export.campaign)}({structure_version(export.campaign)})"
    head = ("dataflow", dataflow, _INFORMATION)
    rows = (_with_ids(head, row, lists) for row in table.rows)
    write_csv(path, (*_STRUCTURE_COLUMNS, *table.column_names), rows)


def _with_ids(
    head: tuple[str, ...], row: ExportRow, lists: list[Mapping[str, str] | None]
) -> tuple[str | Decimal | None, ...]:
    cells = (
        value if codes is None or not value else codes[str(value)] for value, codes in zip(row, lists, strict=True)
    )
    return (*head, *cells)


def name_code_ids(export: Export) -> Mapping[str, Mapping[str, str]]:
    """Give, for each code list by name, the id in SDMX of each of its codes."""
    return dict(_name_lists(export))


def _name_lists(export: Export) -> Iterator[tuple[str, Mapping[str, str]]]:
    for table in export.code_lists:
        if table.list_id:
            yield table.name, UNIT_IDS if table.name == "units" else name_ids(table.codes)


def name_dataflow(campaign: Campaign) -> str:
    """Give the id of the dataflow and of the data structure of a campaign, which begins with a letter."""
    name = _NOT_IN_NAME.sub("_", make_id(campaign.id).upper())
    return name if name[:1].isalpha() else f"C{name}"


def structure_version(campaign: Campaign) -> str:
    """Give the version of the structures: the edition of the workbooks where it is a number, else 1.0.0."""
    return f"{int(campaign.version)}.0.0" if campaign.version.isascii() and campaign.version.isdigit() else "1.0.0"
