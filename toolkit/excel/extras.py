"""What a workbook holds beside the values of its cells: macros, links, comments, text boxes, merged and hidden parts.

Nothing here is ever run or followed. The names of the authors of comments are personal data and are not kept.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from toolkit.excel.package import Package, read_relations
from toolkit.model.places import cell_name
from toolkit.model.raw import Concealed, Remark
from toolkit.wording import phrase

_RUNS = (
    (phrase("macros"), re.compile(r"xl/(?:vbaproject|.*/vbaproject)[^/]*\.bin\Z")),
    (phrase("macro sheet"), re.compile(r"xl/macrosheets/")),
    (phrase("embedded object"), re.compile(r"xl/embeddings/")),
    (phrase("control"), re.compile(r"xl/(?:activex|ctrlprops)/")),
)
_LINKS = (
    (phrase("link to another workbook or program"), re.compile(r"xl/externallinks/[^/]*\.xml\Z")),
    (phrase("connection to a source of data"), re.compile(r"xl/connections\.xml\Z")),
    (phrase("table fetched from elsewhere"), re.compile(r"xl/querytables/")),
)
_TO_READ = re.compile(r"xl/(?:comments|threadedcomments|drawings)[^/]*(?:/[^/]*)?\.xml\Z")
_HIDDEN_ROW = re.compile(rb"<row\b[^>]*\bhidden=\"(?:1|true)\"")
_HIDDEN = b' hidden="'
_MERGED = re.compile(rb"<mergeCell\b[^>]*\bref=\"([A-Z0-9:$]{2,30})\"")
_MOST_TO_READ = 200
_THREAD = "[Threaded comment]"
"""How the copy of a conversation begins that Excel keeps for older programs; the conversation itself is read."""


def note_extras(package: Package) -> Iterator[Remark]:
    """Yield a remark for macros, for links, and for each comment and text box."""
    for cause, kinds in (("macros", _RUNS), ("links", _LINKS)):
        found = [words for words, pattern in kinds if any(pattern.match(name) for name in package.names)]
        if found:
            yield Remark(cause, " · ".join(found))
    if any(_TO_READ.match(name) for name in package.names):
        yield from _note_texts(package)


def _note_texts(package: Package) -> Iterator[Remark]:
    count = 0
    for sheet in package.sheets:
        for kind, part in read_relations(package, sheet.part):
            for cell, text in _texts_of(package, kind, part):
                count += 1
                if count > _MOST_TO_READ:
                    return
                yield Remark("to_read", "", sheet.name, cell, text)


def _texts_of(package: Package, kind: str, part: str) -> Iterator[tuple[str, str]]:
    match kind:
        case "comments":
            yield from _comments(package.parse(part))
        case "threadedComment":
            for element in package.parse(part).iter():
                if element.tag.endswith("}threadedComment"):
                    yield element.get("ref", ""), _text_of(element)
        case "drawing":
            yield from _text_boxes(package.parse(part))


def _comments(root: Element) -> Iterator[tuple[str, str]]:
    authors = [(each.text or "").strip() for each in root.iter() if each.tag.endswith("}author")]
    for element in root.iter():
        if element.tag.endswith("}comment"):
            text = _text_of(element)
            if text and not text.startswith(_THREAD):
                yield element.get("ref", ""), _without_author(text, authors)


def _without_author(text: str, authors: list[str]) -> str:
    """Take away the name that programs write in front of a comment."""
    named = next((name for name in authors if name and text.startswith(f"{name}:")), None)
    return text if named is None else text[len(named) + 1 :].strip()


def _text_boxes(root: Element) -> Iterator[tuple[str, str]]:
    for anchor in root:
        text = _text_of(anchor)
        if text:
            yield _corner(anchor), text


def _text_of(element: Element) -> str:
    pieces = (each.text or "" for each in element.iter() if each.tag.endswith(("}t", "}text")))
    return "".join(pieces).strip()


def _corner(anchor: Element) -> str:
    """Give the cell under the upper left corner of a drawing; empty where it hangs on none."""
    corner = next((child for child in anchor if child.tag.endswith("}from")), None)
    if corner is None:
        return ""
    numbers: Mapping[str, str] = {child.tag.rpartition("}")[2]: child.text or "" for child in corner}
    row, column = numbers.get("row", ""), numbers.get("col", "")
    return cell_name(int(row) + 1, int(column) + 1) if row.isdecimal() and column.isdecimal() else ""


def find_concealed(data: bytes) -> Concealed:
    """Find what is merged or hidden on a sheet, given as it is stored; its rows have been read before."""
    end = data.rfind(b"</sheetData>")
    merged = tuple(match[1].decode("ascii") for match in _MERGED.finditer(data, max(end, 0)))
    hidden = len(_HIDDEN_ROW.findall(data)) if _HIDDEN in data else 0
    return Concealed(merged=merged, hidden_rows=hidden)
