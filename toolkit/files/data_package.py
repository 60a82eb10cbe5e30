"""Tables of an export as CSV files, alone or with the description that makes them a Frictionless data package."""

import json
from pathlib import Path

from toolkit.files.csv_tables import write_csv
from toolkit.files.publishing import digest
from toolkit.model.exports import Export, ExportColumn, ExportTable
from toolkit.wording import Wording

DATA_PACKAGE = "datapackage.json"

_Json = dict[str, object]


def write_tables(target: Path, export: Export) -> None:
    """Write each table as `NAME.csv`."""
    for table in export.tables:
        write_csv(target / f"{table.name}.csv", table.column_names, table.rows)


def write_data_package(target: Path, export: Export, wording: Wording) -> None:
    """Write each table as `NAME.csv`, and `datapackage.json` with the schema of each (Data Package, version 1)."""
    write_tables(target, export)
    content = {
        "profile": "tabular-data-package",
        "name": export.campaign.id.lower(),
        "title": export.campaign.name,
        "resources": [_resource(target, table, wording) for table in export.tables],
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (target / DATA_PACKAGE).write_text(text, encoding="utf-8", newline="\n")


def _resource(target: Path, table: ExportTable, wording: Wording) -> _Json:
    path = target / f"{table.name}.csv"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.name,
        "title": wording.say(table.label),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
        "schema": _schema(table, wording),
    }


def _schema(table: ExportTable, wording: Wording) -> _Json:
    return {
        "fields": [_field(column, wording) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [_foreign_key(column, table) for column in table.columns if column.code_list],
    }


def _field(column: ExportColumn, wording: Wording) -> _Json:
    field: _Json = {
        "name": column.name,
        "type": "number" if column.is_number else "string",
        "title": wording.say(column.label),
    }
    return field | {"constraints": {"required": True}} if column.is_required else field


def _foreign_key(column: ExportColumn, table: ExportTable) -> _Json:
    resource = "" if column.code_list == table.name else column.code_list
    return {"fields": column.name, "reference": {"resource": resource, "fields": "code"}}
