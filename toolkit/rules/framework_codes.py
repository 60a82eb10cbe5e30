"""What can be wrong with the spelling of codes: they are keys of cells and names of files."""

from collections.abc import Iterator

from toolkit.analysis.framework_index import FrameworkIndex, code_of, is_spoiled
from toolkit.analysis.framework_values import LONGEST_FILE_CODE, FileNameFault, file_name_fault, is_invisible
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.framework import TableRow
from toolkit.model.framework_columns import LIST_SEPARATOR, Column, TableSchema
from toolkit.model.framework_schema import FRAMEWORK_TABLES
from toolkit.rules.framework_cells import is_broken
from toolkit.wording import phrase

KEY_SEPARATOR = "|"
"""Stands between the codes of a workbook's row key."""

SURROUNDING_SPACE = Rule(
    code="M121",
    slug="surrounding-space",
    severity=Severity.WARNING,
    message=phrase('The {column} "{found}" has a space before or after it; it is read without.'),
    expected=phrase('"{plain}"'),
    remedy=phrase("Delete the space."),
    why=phrase("Other programs that read the table would take it for another code."),
)

INVISIBLE_CHARACTER = Rule(
    code="M122",
    slug="invisible-character",
    severity=Severity.ERROR,
    message=phrase('The {column} "{plain}" holds a character that cannot be seen ({characters}).'),
    expected=phrase('"{plain}", with ordinary characters only'),
    remedy=phrase("Type the code anew instead of pasting it."),
    why=phrase("Two codes that look alike would not match, and nobody could see why."),
)

SEPARATOR_IN_CODE = Rule(
    code="M123",
    slug="separator-in-code",
    severity=Severity.ERROR,
    message=phrase('The {column} "{found}" holds "{separator}", which stands between codes.'),
    expected=phrase('a code without "|" and ";"'),
    remedy=phrase("Replace the character, here and wherever the code is used."),
    why=phrase('The key of a workbook\'s row is measure|partner|territory, and lists of codes are joined by ";".'),
)

PARTNER_CHARACTERS = Rule(
    code="M124",
    slug="partner-code-characters",
    severity=Severity.ERROR,
    message=phrase('The partner code "{found}" cannot stand in the name of a file.'),
    expected=phrase("letters A to Z without accents, digits, _ and - only"),
    remedy=phrase("Choose a code of these characters, here and wherever it is used."),
    why=phrase("The code is part of the name of the partner's workbook, on every system and in every mail."),
)

PARTNER_RESERVED = Rule(
    code="M125",
    slug="partner-code-reserved",
    severity=Severity.ERROR,
    message=phrase('The partner code "{found}" is a name that Windows keeps for itself.'),
    expected=phrase("a code other than CON, PRN, AUX, NUL, COM0 to COM9 and LPT0 to LPT9"),
    remedy=phrase("Choose another code, here and wherever it is used."),
    why=phrase("Windows can neither save nor open a file of this name."),
)

PARTNER_LENGTH = Rule(
    code="M126",
    slug="partner-code-length",
    severity=Severity.ERROR,
    message=phrase('The partner code "{found}" has {length} characters.'),
    expected=phrase("at most {most} characters"),
    remedy=phrase("Choose a shorter code, here and wherever it is used."),
    why=phrase("The path of a file may not pass 260 characters on Windows."),
)

PARTNER_CASE = Rule(
    code="M127",
    slug="partner-code-case",
    severity=Severity.ERROR,
    message=phrase('The partner codes "{found}" and "{other}" ({first}) differ by upper and lower case only.'),
    expected=phrase("codes that differ by more"),
    remedy=phrase("Choose another code for one of them, or delete one if they are the same partner."),
    why=phrase("On Windows their workbooks would be one file, and one partner would get the other's."),
)

CODE_RULES = (
    SURROUNDING_SPACE,
    INVISIBLE_CHARACTER,
    SEPARATOR_IN_CODE,
    PARTNER_CHARACTERS,
    PARTNER_RESERVED,
    PARTNER_LENGTH,
    PARTNER_CASE,
)

_FAULT_RULES = {
    FileNameFault.CHARACTERS: PARTNER_CHARACTERS,
    FileNameFault.RESERVED: PARTNER_RESERVED,
    FileNameFault.LENGTH: PARTNER_LENGTH,
}


def check_codes(index: FrameworkIndex) -> Iterator[Finding]:
    """Yield what is wrong with how codes are written, at most once a cell."""
    for name in index.tables:
        schema = FRAMEWORK_TABLES[name]
        for column in schema.columns:
            if column.holds_codes:
                for row in index.rows(name):
                    yield from _check_code(schema, column, row)
    yield from _check_case(index)


def _check_code(schema: TableSchema, column: Column, row: TableRow) -> Iterator[Finding]:
    code = code_of(row, column.name)
    if not code or is_broken(row, column.name):
        return
    rule = _rule_broken(schema, column, row)
    if rule is None:
        return
    read = row.values.get(column.name, "")
    details = {
        "column": column.name,
        "found": code if rule is not SURROUNDING_SPACE else read,
        "plain": code,
        "characters": ", ".join(sorted({f"U+{ord(character):04X}" for character in filter(is_invisible, read)})),
        "separator": KEY_SEPARATOR if KEY_SEPARATOR in code else LIST_SEPARATOR,
        "length": str(len(code)),
        "most": str(LONGEST_FILE_CODE),
    }
    yield Finding(rule=rule, location=row.place(column.name), read=read, details=details)


def _rule_broken(schema: TableSchema, column: Column, row: TableRow) -> Rule | None:
    """Give the gravest rule that a cell breaks."""
    code = code_of(row, column.name)
    if is_spoiled(row, column.name):
        return INVISIBLE_CHARACTER
    is_declared_here = schema.code_column == column.name
    if is_declared_here and (KEY_SEPARATOR in code or LIST_SEPARATOR in code):
        return SEPARATOR_IN_CODE
    fault = file_name_fault(code) if is_declared_here and schema.name == "partners" else None
    if fault is not None:
        return _FAULT_RULES[fault]
    return SURROUNDING_SPACE if row.values[column.name] != row.values[column.name].strip() else None


def _check_case(index: FrameworkIndex) -> Iterator[Finding]:
    first: dict[str, tuple[str, TableRow]] = {}
    for row in index.rows("partners"):
        code = code_of(row, "partner")
        other, other_row = first.setdefault(code.casefold(), (code, row))
        if code and code != other:
            details = {"found": code, "other": other, "first": other_row.place("partner").cell}
            yield Finding(rule=PARTNER_CASE, location=row.place("partner"), read=code, details=details)
