"""What can be wrong with references from one framework table to another."""

from collections.abc import Iterator

from rapidfuzz import process

from toolkit.analysis.framework_index import FrameworkIndex, is_spoiled, text_of
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import TableRow
from toolkit.model.framework_columns import Column
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.rules.framework_cells import is_broken
from toolkit.wording import phrase

_EXPECTED = phrase("a code of the table {target}; the nearest is {nearest}")
_REMEDY = phrase("Correct the code, or add its row to the table {target}.")

UNKNOWN_PARTNER = Rule(
    code="M201",
    slug="unknown-partner",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} names a partner "{found}" that is not declared.'),
    expected=_EXPECTED,
    remedy=_REMEDY,
    why=phrase("Nobody would be asked, or somebody unknown."),
)

UNKNOWN_TERRITORY = Rule(
    code="M202",
    slug="unknown-territory",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} names a territory "{found}" that is not declared.'),
    expected=_EXPECTED,
    remedy=_REMEDY,
    why=phrase("Partners could not know what the figure is to cover."),
)

UNKNOWN_ACTION = Rule(
    code="M203",
    slug="unknown-action",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} names an action "{found}" that is not declared.'),
    expected=_EXPECTED,
    remedy=_REMEDY,
    why=phrase("The figures would belong to no part of the programme."),
)

UNKNOWN_INDICATOR = Rule(
    code="M204",
    slug="unknown-indicator",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} names an indicator "{found}" that is not declared.'),
    expected=_EXPECTED,
    remedy=_REMEDY,
    why=phrase("The figures would belong to no indicator, and no account would count them."),
)

UNKNOWN_MEASURE = Rule(
    code="M205",
    slug="unknown-measure",
    severity=Severity.ERROR,
    message=phrase('The column {column} of the table {table} names a measure "{found}" that is not declared.'),
    expected=_EXPECTED,
    remedy=_REMEDY,
    why=phrase("The unit and the periods of the figure would be unknown."),
)

UNKNOWN_THEME = Rule(
    code="M206",
    slug="unknown-theme",
    severity=Severity.ERROR,
    message=phrase('The table offices names a theme "{found}" that no action has.'),
    expected=phrase("a theme of the table actions: {themes}"),
    remedy=phrase("Correct the theme, or leave it empty if the office answers for any."),
    why=phrase("The office would answer for nothing."),
)

_RULE_OF_TABLE = {
    "partners": UNKNOWN_PARTNER,
    "territories": UNKNOWN_TERRITORY,
    "actions": UNKNOWN_ACTION,
    "indicators": UNKNOWN_INDICATOR,
    "measures": UNKNOWN_MEASURE,
}

REFERENCE_RULES = (*_RULE_OF_TABLE.values(), UNKNOWN_THEME)


def check_references(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield each cell with codes that the table it refers to does not declare."""
    for name in index.tables:
        for column in FRAMEWORK_TABLES[name].columns:
            if column.refers_to:
                for row in index.rows(name):
                    yield from _check_reference(index, name, column, row)
    yield from _check_themes(index)


def _check_reference(index: FrameworkIndex, table: str, column: Column, row: TableRow) -> Iterator[Finding]:
    unknown = index.unknown_codes(column, row)
    if not unknown or is_spoiled(row, column.name) or is_broken(row, column.name):
        return
    details = {
        "table": table,
        "column": column.name,
        "target": column.refers_to,
        "found": ", ".join(unknown),
        "nearest": _nearest(unknown[0], tuple(index.codes[column.refers_to])),
    }
    yield Finding(
        rule=_RULE_OF_TABLE[column.refers_to],
        location=row.place(column.name),
        read=row.values[column.name],
        details=details,
    )


def _nearest(code: str, known: tuple[str, ...]) -> str:
    best = process.extractOne(code, known)
    return best[0] if best else "–"


def _check_themes(index: FrameworkIndex) -> Iterator[Finding]:
    themes = {theme: None for row in index.rows("actions") if (theme := text_of(row, "theme"))}
    for row in index.rows("offices"):
        theme = text_of(row, "theme")
        if theme and themes and theme not in themes and not is_broken(row, "theme"):
            details = {"found": theme, "themes": ", ".join(themes)}
            yield Finding(rule=UNKNOWN_THEME, location=row.place("theme"), read=theme, details=details)
