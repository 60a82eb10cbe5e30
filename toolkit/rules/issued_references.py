"""Rules on links and formulas of a workbook about to be sent out: each leads to a cell and works in both programs."""

import re
from collections.abc import Iterator, Mapping

from toolkit.model.findings import Finding
from toolkit.model.issued_file import IssuedFile, IssuedSheet, Promised
from toolkit.rules.issued import find_on_issued, make_issued_rule
from toolkit.wording import phrase

COMMON_FUNCTIONS = frozenset(
    [
        "ABS",
        "AND",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "COUNTIFS",
        "HYPERLINK",
        "IF",
        "INDEX",
        "ISBLANK",
        "ISNUMBER",
        "LEFT",
        "MATCH",
        "MAX",
        "MIN",
        "NOT",
        "OR",
        "ROUND",
        "ROW",
        "SUM",
        "SUMPRODUCT",
    ]
)
"""Functions that Excel and LibreOffice calculate alike in every version that partners have."""

BROKEN_LINK = make_issued_rule(
    502,
    "issued-link-broken",
    phrase("The link in {cell} of “{sheet}” of {file} leads nowhere: {read}."),
    phrase("A link leads to a sheet of the workbook and to a cell within what is written there."),
)
BROKEN_REFERENCE = make_issued_rule(
    503,
    "issued-reference-broken",
    phrase("A formula or a list on “{sheet}” of {file} refers to nothing: {read}."),
    phrase("A reference leads to a sheet of the workbook and to cells within what is written there."),
)
FOREIGN_FUNCTION = make_issued_rule(
    511,
    "issued-function-not-common",
    phrase("A formula on “{sheet}” of {file} uses {read}, which is outside the common core."),
    phrase("Only functions that Excel and LibreOffice calculate alike in all versions are used."),
)
NO_RESULT = make_issued_rule(
    512,
    "issued-formula-without-result",
    phrase("The formula in {cell} of “{sheet}” of {file} has no stored result."),
    phrase("Protected View and previews do not calculate: without a stored result they show nothing, or 0."),
)

_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_QUALIFIED = re.compile(r"(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!(\$?[A-Z]{1,3}(?:\$?\d+)?(?::\$?[A-Z]{1,3}\$?\d+)?)?")
_OWN = re.compile(r"(?<![\w!:.])\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(])")
_FUNCTION = re.compile(r"([A-Za-z_][\w.]*)\(")
_CELL = re.compile(r"([A-Z]{1,3})\$?(\d*)")


def check_links(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find links within the workbook that lead to no sheet, or beyond what is written on it."""
    sheets = {sheet.name: sheet for sheet in file.sheets}
    for sheet in file.sheets:
        for cell, target in sheet.links:
            match = _QUALIFIED.fullmatch(target)
            if match is None or not _leads(match[1] or "", match[2] or "", match[3] or "", sheets):
                yield find_on_issued(BROKEN_LINK, file, (sheet.name, cell), read=target)


def check_references(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find references of formulas, validations and lists that lead to no sheet, or beyond what is written on it."""
    sheets = {sheet.name: sheet for sheet in file.sheets}
    for sheet in file.sheets:
        code = _LITERAL.sub(_keep_targets, "\n".join(sheet.formulas))
        broken = {"#REF!"} if "#REF!" in code else set()
        named = set(_QUALIFIED.findall(code))
        broken |= {
            f"{quoted or plain}!{cell}" for quoted, plain, cell in named if not _leads(quoted, plain, cell, sheets)
        }
        own = set(_OWN.findall(_QUALIFIED.sub("0", _LITERAL.sub('""', code))))
        broken |= {reference for reference in own if not _is_written(reference, sheet)}
        for reference in sorted(broken):
            yield find_on_issued(BROKEN_REFERENCE, file, (sheet.name, ""), read=reference)


def check_functions(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find functions outside the common core."""
    for sheet in file.sheets:
        code = _LITERAL.sub('""', "\n".join(sheet.formulas))
        for name in sorted(set(_FUNCTION.findall(code)) - COMMON_FUNCTIONS):
            yield find_on_issued(FOREIGN_FUNCTION, file, (sheet.name, ""), read=name)


def check_results(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find formulas without a stored result."""
    for sheet in file.sheets:
        for cell in sheet.bare_formulas:
            yield find_on_issued(NO_RESULT, file, (sheet.name, cell))


def _keep_targets(literal: re.Match[str]) -> str:
    """Keep the texts that are targets of links; other words may look like references and are none."""
    return literal[0] if literal[0].startswith('"#') else '""'


def _leads(quoted: str, plain: str, cells: str, sheets: Mapping[str, IssuedSheet]) -> bool:
    """Whether a reference with its sheet, named between quotation marks or plainly, leads to something."""
    name = quoted.replace("''", "'") or plain
    return bool(cells) and name in sheets and _is_written(cells, sheets[name])


def _is_written(reference: str, sheet: IssuedSheet) -> bool:
    """Whether all corners lie within what is written; a column alone is the beginning of a reference made up later."""
    for letters, row in _CELL.findall(reference.replace("$", "")):
        column = _count_column(letters)
        if column > sheet.last_column or (row and not 1 <= int(row) <= sheet.last_row):
            return False
    return True


def _count_column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
