"""Damage by chance, the same for the same seed: to the bytes of a file, or to the XML of one of its parts."""

import random
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape

from minimal_xlsx import unzipped, zipped

_CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_TEXT = re.compile(rb"<si>.*?</si>", re.DOTALL)
_REFERENCE = re.compile(rb'r="([A-Z]+\d+)"')
_ODD_VALUES = (
    "", "0", "-1", "1", "2", "7", "99", "1048576", "1048577", "4294967296", "9" * 40, "x", "A1", "XFD1048576", "ZZZZ9",
    "s", "n", "b", "e", "str", "inlineStr", "d", "true", "\u00e9\U0001f600", "../../etc/passwd", "rId1", "rId3", "NaN",
)  # fmt: skip
_ODD_TAGS = ("x", "row", "c", "v", "f", "is", "t", "si", "sheetData", "sheet", "rPh", "r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A damaged file.

    Attributes:
        part: the part that was damaged; empty for damage to the bytes of the file.
        cells: cells of that part whose own content was damaged, so that they may well change.
        texts: shared texts that were damaged themselves.
    """

    data: bytes
    part: str = ""
    cells: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def mutate_bytes(data, seed):
    """Flip, delete, insert, repeat or cut off bytes, one to eight times."""
    chance = random.Random(f"bytes {seed}")
    mutant = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        at = chance.randrange(len(mutant))
        match chance.randrange(12):
            case 0:
                del mutant[at : at + chance.choice((1, 2, 100))]
            case 1:
                mutant[at:at] = chance.randbytes(chance.choice((1, 4, 100)))
            case 2:
                mutant[at:at] = mutant[at : at + 50]
            case 3:
                del mutant[max(1, at) :]
            case 4:
                mutant[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x00\x00\x00\x80"))
            case 5:  # the directory at the end is small and matters most
                mutant[chance.randrange(max(0, len(mutant) - 1_500), len(mutant))] ^= 1 << chance.randrange(8)
            case _:
                mutant[at] ^= 1 << chance.randrange(8)
    return Mutant(data=bytes(mutant))


def mutate_xml(data, seed, favourites=()):
    """Change the tree or the characters of one part; the archive around it is sound."""
    chance = random.Random(f"xml {seed}")
    parts = unzipped(data)
    part = chance.choice(favourites if favourites and chance.random() < 0.7 else sorted(parts))
    if chance.random() < 0.4:
        changed, spans = _change_characters(parts[part], chance)
        cells, texts = _cells_in(spans), _texts_in(spans)
    else:
        changed, cells, texts = _change_tree(parts[part], chance)
    return Mutant(data=zipped({**parts, part: changed}), part=part, cells=cells, texts=texts)


def _change_characters(xml, chance):
    at = chance.randrange(len(xml))
    length = chance.choice((0, 1, 1, 2, 10))
    odd = chance.choice((b"", b"<", b">", b'"', b"&", b"/", b"\x00", b"0", b"9", b" ", b"\xff", b"A", b"]]>"))
    spans = [span[0] for pattern in (_CELL, _TEXT) for span in pattern.finditer(xml)
             if span.start() < at + length and at <= span.end()]  # fmt: skip
    return xml[:at] + odd + xml[at + length :], spans


def _cells_in(spans):
    found = (_REFERENCE.search(span) for span in spans)
    return frozenset(match[1].decode() for match in found if match)


def _texts_in(spans):
    whole = (unescape(re.sub(rb"<[^>]*>", b"", span).decode()) for span in spans if span.startswith(b"<si>"))
    return frozenset(whole)


def _change_tree(xml, chance):
    """Change one element; gives the XML, and the cells and texts that hold the element or are it."""
    root = ET.fromstring(xml)
    parents = {child: parent for parent in root.iter() for child in parent}
    before = {each: (_name(each), ET.tostring(each)) for each in root.iter() if _name(each)}
    element = chance.choice(list(root.iter()))
    twin = None
    what = chance.randrange(9)
    if what < 3 and element in parents:
        element, twin = _change_shape(element, parents[element], what, chance)
    else:
        _change_element(element, what, chance)
    for each in (element, twin):
        holder = _holder(each, parents)
        if holder in before:
            before[holder] = (before[holder][0], b"touched")
    touched = [(holder, name) for holder, (name, was) in before.items() if ET.tostring(holder) != was]
    cells = frozenset(name for holder, name in touched if _is(holder, "c"))
    texts = frozenset(name for holder, name in touched if not _is(holder, "c"))
    return ET.tostring(root), cells, texts


def _change_shape(element, parent, what, chance):
    """Remove or repeat an element, or swap two of its siblings; gives the element and the other one."""
    if what == 0:
        parent.remove(element)
    elif what == 1 or len(parent) == 1:
        parent.insert(chance.randrange(len(parent) + 1), element)
    else:
        one, two = chance.sample(range(len(parent)), 2)
        parent[one], parent[two] = parent[two], parent[one]
        return parent[one], parent[two]
    return element, None


def _change_element(element, what, chance):
    """Change the tag, the text, the children or an attribute of an element."""
    if what == 3:
        element.tag = element.tag.rpartition("}")[0] + "}" * ("}" in element.tag) + chance.choice(_ODD_TAGS)
    elif what == 4:
        element.text = chance.choice(_ODD_VALUES)
    elif what == 5:
        ET.SubElement(element, chance.choice(_ODD_TAGS)).text = chance.choice(_ODD_VALUES)
    elif element.attrib:
        name = chance.choice(sorted(element.attrib))
        old = element.attrib.pop(name)
        if what > 6:
            element.set(name, chance.choice((*_ODD_VALUES, old + "1", old[:-1])))


def _is(element, tag):
    return element.tag.rpartition("}")[2] == tag


def _name(element):
    """What a cell or a shared text is known by; empty for any other element."""
    if _is(element, "c"):
        return element.get("r", "")
    return "".join(element.itertext()) if _is(element, "si") else ""


def _holder(element, parents):
    """The cell or shared text that an element stands in, or is; None when there is none."""
    while element is not None and not (_is(element, "c") or _is(element, "si")):
        element = parents.get(element)
    return element
