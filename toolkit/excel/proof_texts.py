"""All that a written workbook says in words, part by part, each text once."""

import re
from collections.abc import Iterator, Mapping
from html import unescape as unescape_html

from toolkit.model.issued_file import IssuedSheet

_NODE = re.compile(r">([^<]+)<")
_ATTRIBUTE = re.compile(r' (\w+)="([^"]+)"')
_WORDED = frozenset(
    [
        "prompt",
        "promptTitle",
        "error",
        "errorTitle",
        "name",
        "displayName",
        "display",
        "tooltip",
        "location",
        "Target",
        "title",
        "descr",
        "altText",
        "altTextSummary",
        "text",
    ]
)
_IN_FORMULA = re.compile(r'"((?:[^"]|"")+)"|\'((?:[^\']|\'\')+)\'')
_RESULT = re.compile(r"<v>([^<]*[^<\d.eE+-][^<]*)</v>")
_CONDITION = re.compile(r"<formula[12]>[^<]*</formula[12]>")


def unescape(text: str) -> str:
    """Undo the escapes of XML."""
    return unescape_html(text) if "&" in text else text


def collect_texts(parts: Mapping[str, str], sheets: Mapping[str, IssuedSheet]) -> dict[str, str]:
    """Give every text of a workbook with the first part that holds it; `sheets` are those of the parts.

    Cells of a sheet that hold a number or the index of a shared string say nothing in words; of formulas, only what
    stands between quotation marks does.
    """
    texts: dict[str, str] = {}
    for part, content in parts.items():
        texts.setdefault(part, part)
        for text in dict.fromkeys(_texts_of(content, sheets.get(part))):
            texts.setdefault(unescape(text), part)
    return texts


def _texts_of(content: str, sheet: IssuedSheet | None) -> Iterator[str]:
    if sheet is None or "<is>" in content:
        yield from _plain_texts(content)
    if sheet is not None:
        head, _, rest = content.partition("<sheetData")
        rows, _, tail = rest.partition("</sheetData>")
        yield from _RESULT.findall(rows)
        for literal, quoted in _IN_FORMULA.findall("\n".join(sheet.formulas)):
            yield literal or quoted
        yield from _plain_texts(head + _CONDITION.sub("", tail))


def _plain_texts(content: str) -> Iterator[str]:
    yield from _NODE.findall(content)
    yield from (text for name, text in dict.fromkeys(_ATTRIBUTE.findall(content)) if name in _WORDED)
