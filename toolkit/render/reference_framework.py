"""The reference page of the framework tables, made from their declaration. Must not say what that does not."""

from toolkit.model.framework_columns import LIST_SEPARATOR, Column, TableSchema
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.wording import load_wording

_INTRODUCTION = f"""# Framework tables

This page is generated from the declaration that the loader, the checks and the framework workbook use.

A framework is one workbook (`.xlsx`) with a sheet a table, or a folder with a file `NAME.csv` a table (UTF-8, commas,
RFC 4180). Both read the same. The headers stand in row 1, in any order. Tables and columns of other names are left
unused, and `toolkit check` says so. A cell that holds several codes joins them by `{LIST_SEPARATOR}`.
"""


def render_framework_reference() -> str:
    """Render the tables and columns of a framework as a page in Markdown."""
    return "\n".join([_INTRODUCTION, *map(_render_table, FRAMEWORK_TABLES.values())])


def _render_table(schema: TableSchema) -> str:
    presence = "Required." if schema.is_required else "Optional."
    say = load_wording("en").say
    lines = [f"## {schema.name}", "", f"{say(schema.description)} {presence}", ""]
    if schema.key:
        lines += [f"Told apart by: {', '.join(f'`{name}`' for name in schema.key)}.", ""]
    lines += ["| column | required | takes | what goes in it |", "| --- | --- | --- | --- |"]
    lines += [_render_column(column) for column in schema.columns]
    return "\n".join([*lines, ""])


def _render_column(column: Column) -> str:
    description = load_wording("en").say(column.description).replace("|", "\\|")
    required = "yes" if column.is_required else "no"
    return f"| `{column.name}` | {required} | {_render_kind(column)} | {description} |"


def _render_kind(column: Column) -> str:
    if column.choices:
        return ", ".join(f"`{choice}`" for choice in column.choices)
    if column.refers_to:
        return f"codes of {column.refers_to}" if column.is_list else f"a code of {column.refers_to}"
    if column.is_number:
        return "a plain decimal"
    if column.is_period:
        return "a period"
    return "a list" if column.is_list else "text"
