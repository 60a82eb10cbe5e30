"""What can be wrong with codes that were renamed after workbooks had been sent out."""

from collections.abc import Iterator

from toolkit.analysis.framework_index import FrameworkIndex, code_of, text_of
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import TableRow
from toolkit.model.framework_schema import MIGRATION_TABLES
from toolkit.rules.framework_cells import is_broken
from toolkit.wording import phrase

UNKNOWN_NEW_CODE = Rule(
    code="M401",
    slug="renamed-to-unknown",
    severity=Severity.ERROR,
    message=phrase('The table migrations renames "{old}" to "{found}", which the table {target} does not declare.'),
    expected=phrase("a code that the table {target} declares today"),
    remedy=phrase("Correct the new code, or add its row to the table {target}."),
    why=phrase("Answers given under the old code would find no place."),
)
OLD_CODE_IN_USE = Rule(
    code="M402",
    slug="renamed-code-in-use",
    severity=Severity.ERROR,
    message=phrase('The table migrations renames "{found}", which the table {target} still declares.'),
    expected=phrase("an old code that nothing is called by any more"),
    remedy=phrase("Delete the row of migrations, or the row of the old code in the table {target}."),
    why=phrase("Nobody could say whether an answer under that code is meant for the old or for the new one."),
)
RENAMED_AGAIN = Rule(
    code="M403",
    slug="renamed-twice",
    severity=Severity.ERROR,
    message=phrase('The table migrations renames "{old}" to "{found}", which another of its rows renames again.'),
    expected=phrase("for each old code the one that it has today"),
    remedy=phrase("Write the code of today beside each of the old ones."),
    why=phrase("A code is looked up once, so that no chain can lead astray or round in a circle."),
)

MIGRATION_RULES = (UNKNOWN_NEW_CODE, OLD_CODE_IN_USE, RENAMED_AGAIN)


def check_migrations(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield each renaming that leads nowhere, on to another one, or away from a code in use."""
    rows = index.rows("migrations")
    olds = {(text_of(row, "kind"), code_of(row, "old")) for row in rows}
    for row in rows:
        kind = text_of(row, "kind")
        table = MIGRATION_TABLES.get(kind, "")
        if table in index.codes and not is_broken(row, "old"):
            yield from _check_old(index, row, table)
            yield from _check_new(index, row, table, is_renamed=(kind, text_of(row, "new")) in olds)


def _check_old(index: FrameworkIndex, row: TableRow, table: str) -> Iterator[Finding]:
    old = code_of(row, "old")
    if index.find(table, old) is not None:
        details = {"found": old, "target": table}
        yield Finding(rule=OLD_CODE_IN_USE, location=row.place("old"), read=old, details=details)


def _check_new(index: FrameworkIndex, row: TableRow, table: str, *, is_renamed: bool) -> Iterator[Finding]:
    old, new = code_of(row, "old"), text_of(row, "new")
    if not new or is_broken(row, "new") or index.find(table, new) is not None:
        return
    details = {"old": old, "found": new, "target": table}
    rule = RENAMED_AGAIN if is_renamed else UNKNOWN_NEW_CODE
    yield Finding(rule=rule, location=row.place("new"), read=new, details=details)
