"""Rules on a workbook about to be sent out. A case is a fault of the toolkit, never of the partner."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from toolkit.layout.keys import SEPARATOR, parse_request_key
from toolkit.layout.plan import MAX_SHEET_NAME
from toolkit.layout.sheets import META_NAME
from toolkit.model.findings import Finding, Rule, Severity
from toolkit.model.issued_file import IssuedFile, Promised
from toolkit.model.places import Location
from toolkit.wording import phrase

MAX_SIZE = 500_000
FORBIDDEN_IN_SHEET_NAME = frozenset("[]:*?/\\")
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
    r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
)
_DEFINED_NAMES = frozenset({"_xlnm.Print_Titles", "_xlnm._FilterDatabase"})
_TARGETS = ("mailto:", "https://", "http://")
_REMEDY = phrase("Report it to the makers of the toolkit with the framework; do not send a workbook by hand.")


def make_issued_rule(number: int, slug: str, message: str, why: str) -> Rule:
    """Make a rule of this family."""
    return Rule(code=f"P{number}", slug=slug, severity=Severity.ERROR, message=message, remedy=_REMEDY, why=why)


ROW_NOT_ONCE = make_issued_rule(
    501,
    "issued-row-not-once",
    phrase("{file} holds the row {read} {count} times."),
    phrase("Each row asked of the partner stands in its workbook once, and no other row does."),
)
INPUT_NOT_REACHABLE = make_issued_rule(
    504,
    "issued-input-not-reachable",
    phrase("{file} does not let the partner type in {cell} of “{sheet}”, or lets it where nothing is asked."),
    phrase("Every input cell is unlocked on a visible sheet that lets the cursor in; everything else is locked."),
)
TOO_LARGE = make_issued_rule(
    506,
    "issued-too-large",
    phrase("{file} has {count} bytes."),
    phrase("A workbook stays under 500 kB, so that every mailbox takes it."),
)
SHEET_NAMES = make_issued_rule(
    507,
    "issued-sheet-names",
    phrase("{file} has a sheet “{sheet}” that was not planned, is missing, hidden, or has a name that Excel refuses."),
    phrase("Sheets have the planned names in the planned order; all are visible but the one of the identity."),
)
CONCEALED = make_issued_rule(
    508,
    "issued-concealed",
    phrase("“{sheet}” of {file} has merged or hidden cells: {read}."),
    phrase("Merged cells break sorting and reading; what is hidden is never filled in."),
)
FOREIGN_PART = make_issued_rule(
    509,
    "issued-foreign-part",
    phrase("{file} holds a part or a link to the outside that none of ours does: {read}."),
    phrase("A workbook has no macro, no connection and no link to another file: mail filters would stop it."),
)
DEFINED_NAME = make_issued_rule(
    510,
    "issued-defined-name",
    phrase("{file} defines the name {read}."),
    phrase("Only print titles and filters are defined; other names break when sheets are copied."),
)
IDENTITY_DIFFERS = make_issued_rule(
    513,
    "issued-identity-differs",
    phrase("{file} says “{read}” in {carrier} in place of its identity."),
    phrase("All places that carry the identity say the same, so that the answer finds its way home."),
)

Check = Callable[[IssuedFile, Promised], Iterator[Finding]]


def find_on_issued(rule: Rule, file: IssuedFile, place: tuple[str, str] = ("", ""), **details: str) -> Finding:
    """Make the finding of a rule on a workbook; `place` is its sheet and cell, `read` may be among the details."""
    location = Location(file=file.name, sheet=place[0], cell=place[1])
    return Finding(rule=rule, location=location, read=details.pop("read", ""), details=details)


def check_rows(file: IssuedFile, promised: Promised) -> Iterator[Finding]:
    """Find rows that are missing, stand twice or belong to nobody here."""
    found = Counter(key for sheet in file.sheets for key in sheet.keys if SEPARATOR in key and parse_request_key(key))
    promised_once = set(promised.keys)
    for key in sorted(promised_once | set(found)):
        if found[key] != 1 or key not in promised_once:
            yield find_on_issued(ROW_NOT_ONCE, file, read=key, count=str(found[key]))


def check_inputs(file: IssuedFile, promised: Promised) -> Iterator[Finding]:
    """Find input cells that Tab does not reach, and unlocked cells where nothing is asked."""
    for sheet in file.sheets:
        asked = promised.inputs.get(sheet.name, frozenset())
        is_open = sheet.is_protected and sheet.state == "visible"
        faulty = asked ^ sheet.unlocked if is_open or not asked else asked
        for cell in sorted(faulty)[:1]:
            yield find_on_issued(INPUT_NOT_REACHABLE, file, (sheet.name, cell))
        if not asked and not sheet.is_protected:
            yield find_on_issued(INPUT_NOT_REACHABLE, file, (sheet.name, "A1"))


def check_size(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find a workbook that is too large to be mailed."""
    if file.size > MAX_SIZE:
        yield find_on_issued(TOO_LARGE, file, count=str(file.size))


def check_sheets(file: IssuedFile, promised: Promised) -> Iterator[Finding]:
    """Find sheets that are missing, too many, hidden or badly named."""
    found = tuple(sheet.name for sheet in file.sheets)
    if found != promised.sheets:
        for name in sorted({*found} ^ {*promised.sheets}) or found[:1]:
            yield find_on_issued(SHEET_NAMES, file, (name, ""))
    for sheet in file.sheets:
        wanted = "veryHidden" if sheet.name == META_NAME else "visible"
        is_bad = len(sheet.name) > MAX_SHEET_NAME or FORBIDDEN_IN_SHEET_NAME & set(sheet.name)
        if sheet.state != wanted or is_bad:
            yield find_on_issued(SHEET_NAMES, file, (sheet.name, ""))


def check_concealed(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find merged cells, hidden rows and hidden columns."""
    for sheet in file.sheets:
        if sheet.concealed:
            yield find_on_issued(CONCEALED, file, (sheet.name, ""), read=", ".join(sheet.concealed))


def check_parts(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find parts that none of our workbooks has, and relations that leave the file other than by mail or web."""
    for part in file.parts:
        if not _PARTS.fullmatch(part):
            yield find_on_issued(FOREIGN_PART, file, read=part)
    for target in file.outside_targets:
        if not target.startswith(_TARGETS):
            yield find_on_issued(FOREIGN_PART, file, read=target)


def check_defined_names(file: IssuedFile, _promised: Promised) -> Iterator[Finding]:
    """Find defined names other than print titles and filters."""
    for name in file.defined_names:
        if name not in _DEFINED_NAMES:
            yield find_on_issued(DEFINED_NAME, file, read=name)


def check_identity(file: IssuedFile, promised: Promised) -> Iterator[Finding]:
    """Find places that name another identity than the workbook's own."""
    carriers = [(f"{sheet.name}!A2", sheet.identity) for sheet in file.sheets]
    for place, identity in (*carriers, *file.identities):
        if identity != promised.identity:
            yield find_on_issued(IDENTITY_DIFFERS, file, read=identity, carrier=place)
