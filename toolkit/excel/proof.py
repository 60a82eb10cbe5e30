"""Reads a written workbook back and proves it before it is sent out.

It must be cheap, for every workbook passes here: parts are read with regular expressions that fit what XlsxWriter
writes. A cell that they do not fit stops the proof, so that nothing passes unread.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from io import BytesIO
from typing import NamedTuple

from toolkit.excel.proof_texts import collect_texts, unescape
from toolkit.layout.keys import IDENTITY_PROPERTY, Identity, identity_code
from toolkit.layout.plan import CODE_ROW, HEADER_ROW
from toolkit.layout.sheets import META_NAME
from toolkit.model.findings import Finding
from toolkit.model.issued_file import IssuedFile, IssuedSheet, Promised
from toolkit.rules.issued_checks import ISSUED_CHECKS
from toolkit.rules.issued_privacy import Foreigners, check_privacy

_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="\d+"(?: state="(\w+)")? r:id="rId(\d+)"/>')
_FIRST_COLUMN = re.compile(r'<c r="A(\d+)"(?: s="\d+")? t="s"><v>(\d+)</v>')
_FORMULA = re.compile(r'<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)</f>(<v>[^<]*</v>)?')
_CONDITION = re.compile(r'sqref="[A-Z]+(\d+)[^"]*"><formula1>([^<]*)</formula1>')
_LINK = re.compile(r'<hyperlink ref="([A-Z]+\d+)" location="([^"]*)"')
_CONCEALED = re.compile(r'<(mergeCell|row|col) (?:ref|r|min)="([^"]*)"([^>]*)>')
_DIMENSION = re.compile(r'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"/>')
_PROTECTION = re.compile(r"<sheetProtection ([^>]*)/>")
_PLAIN_STRING = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r"<xf [^>]*?(?:/>|>.*?</xf>)", re.DOTALL)
_DEFINED_NAME = re.compile(r'<definedName name="([^"]*)"')
_OUTSIDE = re.compile(r'Target="([^"]*)" TargetMode="External"')
_ENTRY = re.compile(r'<c r="A(\d+)"[^>]* t="s"><v>(\d+)</v></c><c r="B\1"[^>]* t="s"><v>(\d+)</v></c>')
_IDENTITY = tuple(each.name for each in fields(Identity))
_PROPERTY = re.compile(rf'name="{IDENTITY_PROPERTY}"><vt:lpwstr>([^<]*)<')


def prove_workbook(data: bytes, promised: Promised, foreigners: Foreigners) -> tuple[Finding, ...]:
    """Find what is wrong with a written workbook; nothing, if all is well."""
    file = read_issued(data, promised.file)
    found = [finding for check in ISSUED_CHECKS for finding in check(file, promised)]
    return (*found, *check_privacy(file, promised, foreigners))


def read_issued(data: bytes, name: str) -> IssuedFile:
    """Read a workbook that XlsxWriter has just written.

    Raises:
        ValueError: a part is not as XlsxWriter writes it.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {entry: archive.read(entry).decode("utf-8", "replace") for entry in archive.namelist()}
    context = _Context(
        strings=_list_strings(parts.get("xl/sharedStrings.xml", "")),
        unlocked=_find_unlocked(parts["xl/styles.xml"]),
    )
    workbook = parts["xl/workbook.xml"]
    sheets = tuple(
        _read_sheet(unescape(title), state or "visible", parts[f"xl/worksheets/sheet{number}.xml"], context)
        for title, state, number in _SHEET.findall(workbook)
    )
    return IssuedFile(
        name=name,
        size=len(data),
        parts=tuple(parts),
        sheets=sheets,
        identities=tuple(_other_identities(parts, sheets, context)),
        defined_names=tuple(_DEFINED_NAME.findall(workbook)),
        outside_targets=tuple(
            target for part, text in parts.items() if part.endswith(".rels") for target in _OUTSIDE.findall(text)
        ),
        texts=collect_texts(
            parts, {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)}
        ),
    )


class _Context(NamedTuple):
    """What the sheets refer to: shared strings by index, and what finds the names of unlocked cells."""

    strings: list[str]
    unlocked: re.Pattern[str]


def _list_strings(part: str) -> list[str]:
    plain = _PLAIN_STRING.findall(part)
    if len(plain) == part.count("<si>"):
        return list(map(unescape, plain))
    return [unescape(_TAG.sub("", each)) for each in _STRING.findall(part)]


def _find_unlocked(styles: str) -> re.Pattern[str]:
    cells = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0]
    unlocked = [str(index) for index, style in enumerate(_STYLE.findall(cells)) if 'locked="0"' in style]
    return re.compile(rf'<c r="([A-Z]+\d+)" s="(?:{"|".join(unlocked)})"')


def _read_sheet(name: str, state: str, text: str, context: _Context) -> IssuedSheet:
    head, _, rest = text.partition("<sheetData")
    rows, _, tail = rest.partition("</sheetData>")
    if rows.count("<c ") != rows.count('<c r="') or rows.count("<f") != len(formulas := _FORMULA.findall(rows)):
        message = f"{name}: a cell is written in an unknown way"
        raise ValueError(message)
    extent = _DIMENSION.search(head)
    firsts = [(int(row), context.strings[int(index)]) for row, index in _FIRST_COLUMN.findall(rows)]
    return IssuedSheet(
        name=name,
        state=state,
        identity=next((value for row, value in firsts if row == CODE_ROW), ""),
        keys=tuple(value for row, value in firsts if row > HEADER_ROW),
        last_row=int(extent[2]) if extent else 0,
        last_column=_count_column(extent[1]) if extent else 0,
        unlocked=frozenset(context.unlocked.findall(rows)),
        is_protected=_lets_cursor_in(tail),
        formulas=(
            *_list_unlike((row, formula) for _, row, formula, _ in formulas),
            *_list_unlike(_CONDITION.findall(tail)),
        ),
        bare_formulas=tuple(f"{column}{row}" for column, row, _, result in formulas if not result),
        links=tuple((cell, unescape(target)) for cell, target in _LINK.findall(tail)),
        concealed=tuple(_list_concealed(text)),
    )


def _list_unlike(formulas: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Give one of all formulas that differ by the number of their own row only: a grid has hundreds of them."""
    return map(unescape, {formula.replace(row, "\0"): formula for row, formula in formulas}.values())


def _lets_cursor_in(tail: str) -> bool:
    protection = _PROTECTION.search(tail)
    return protection is not None and 'sheet="1"' in protection[1] and 'selectUnlockedCells="1"' not in protection[1]


def _list_concealed(text: str) -> Iterator[str]:
    for tag, place, rest in _CONCEALED.findall(text) if "mergeCell" in text or ' hidden="1"' in text else ():
        if tag == "mergeCell":
            yield place
        elif 'hidden="1"' in rest:
            yield f"{'row' if tag == 'row' else 'column'} {place}"


def _count_column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _other_identities(
    parts: Mapping[str, str], sheets: tuple[IssuedSheet, ...], context: _Context
) -> Iterator[tuple[str, str]]:
    """Yield the identity in the property, and the one that the entries of the very hidden sheet add up to."""
    found = _PROPERTY.search(parts.get("docProps/custom.xml", ""))
    yield "docProps/custom.xml", unescape(found[1]) if found else ""
    for number, sheet in enumerate(sheets, start=1):
        if sheet.name == META_NAME:
            entries = _ENTRY.findall(parts[f"xl/worksheets/sheet{number}.xml"])
            values = {context.strings[int(name)]: context.strings[int(value)] for _, name, value in entries}
            yield META_NAME, identity_code(Identity(**{name: values.get(name, "") for name in _IDENTITY}))
