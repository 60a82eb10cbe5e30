"""Tables of an export as Parquet files. The library that writes them is an extra of the package."""

from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.exports import Export, ExportTable


def write_parquet_tables(target: Path, export: Export) -> None:
    """Write each table as `NAME.parquet`: text, and figures as double precision; an empty cell is null.

    A figure has at most 15 significant digits, which double precision keeps.

    Raises:
        ToolkitError: the extra `parquet` is not installed.
    """
    try:
        import pyarrow  # noqa: F401, ICN001, PLC0415 (an extra)
    except ImportError:
        message = (
            "Parquet needs a library that is not installed: run `pip install collection-toolkit[parquet]`, "
            "or export with --to csv."
        )
        raise ToolkitError(message) from None
    for table in export.tables:
        _write_table(target / f"{table.name}.parquet", table)


def _write_table(path: Path, table: ExportTable) -> None:
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    from pyarrow import parquet  # noqa: PLC0415 (the same)

    fields = [
        pa.field(column.name, pa.float64() if column.is_number else pa.string(), nullable=not column.is_required)
        for column in table.columns
    ]
    columns = [
        pa.array([_cell(row[place], is_number=column.is_number) for row in table.rows], type=fields[place].type)
        for place, column in enumerate(table.columns)
    ]
    parquet.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), path, compression="zstd")


def _cell(value: object, *, is_number: bool) -> object:
    if value is None or value == "":
        return None
    return float(str(value)) if is_number else value
