"""The parts of a workbook file around its sheets: relations, formats, properties."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

from toolkit.errors import UnreadableFileError
from toolkit.excel.preflight import check_archive, entry_name
from toolkit.model.raw import Remark

_BUILT_IN_FORMATS = {
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
}
_WORKBOOK = "xl/workbook.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_DOCUMENT_TYPE = re.compile(rb"<(\x00?)!\1D\1O\1C\1T\1Y\1P\1E")
_SUSPECT = (b"DOCTYPE", b"D\x00O\x00C\x00T\x00Y\x00P\x00E")
"""Found faster than the pattern; the second in either order of two bytes."""
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_PLAIN_ENCODING = re.compile(r"(?:utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d)\Z", re.IGNORECASE)
_PROLOGUE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet of the workbook and the part of the archive that holds it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An opened workbook file.

    Attributes:
        formats: number format of each cell style, by its index; empty for General.
        strings_part: part with the shared strings; None when there is none.
        counts_from_1904: whether its dates count from 1904, as those of old Macintoshes do.
        remarks: where it is not built as spreadsheet programs build a file.
    """

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    sheets: tuple[SheetPart, ...]
    formats: tuple[str, ...] = ()
    strings_part: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    modified: str = ""
    editor: str = ""
    counts_from_1904: bool = False
    remarks: tuple[Remark, ...] = ()

    def read(self, part: str) -> bytes:
        """Unpack one part whole, so that its checksum is verified.

        Raises:
            UnreadableFileError: it declares a document type, which no spreadsheet program writes.
            KeyError: there is no such part.
        """
        return _read_part(self.archive, self.names, part)

    def parse(self, part: str) -> Element:
        """Unpack one part and parse it whole: for small parts.

        Raises:
            UnreadableFileError: it declares a document type.
            KeyError, xml.etree.ElementTree.ParseError: there is no such part, or it is damaged.
        """
        return _parse(self.archive, self.names, part)


def open_package(data: bytes) -> Package:
    """Open a workbook file and read all but its sheets.

    Raises:
        UnreadableFileError: the archive is harmful or encrypted, or holds a DTD.
        zipfile.BadZipFile, KeyError, xml.etree.ElementTree.ParseError: it is damaged.
    """
    archive = zipfile.ZipFile(BytesIO(data))
    check_archive(archive)
    names = {entry_name(entry): entry for entry in archive.namelist()}
    workbook_part = _find_workbook(archive, names)
    workbook = _parse(archive, names, workbook_part)
    relations = _read_relations(archive, names, workbook_part)
    styles, strings = (_find_part(names, relations, kind) for kind in ("styles", "sharedStrings"))
    return Package(
        archive=archive,
        names=names,
        sheets=_list_sheets(workbook, relations),
        formats=() if styles is None else _read_formats(_parse(archive, names, styles)),
        strings_part=strings,
        properties=_read_properties(archive, names),
        modified=_read_text(archive, names, "docProps/core.xml", "modified"),
        editor=_read_text(archive, names, "docProps/app.xml", "Application"),
        counts_from_1904=any(
            element.tag.endswith("}workbookPr") and element.get("date1904") in {"1", "true"} for element in workbook
        ),
        remarks=tuple(_remarks(workbook, relations, (styles, strings))),
    )


def _read_part(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> bytes:
    data = archive.read(names[entry_name(part)])
    refuse_document_type(data, part)
    return data


def is_declared_utf8(data: bytes) -> bool:
    """Whether XML says that it is in UTF-8, or says nothing, which means the same."""
    declared = _declared_encoding(data)
    return declared is None or declared.lower() in {"utf-8", "utf8"}


def _declared_encoding(data: bytes) -> str | None:
    prologue = data[:_PROLOGUE].replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf").decode("latin-1")
    declared = _ENCODING.match(prologue)
    return None if declared is None else declared[1]


def refuse_document_type(data: bytes, part: str) -> None:
    """Refuse XML that could declare a document type, in any encoding.

    Raises:
        UnreadableFileError: it declares one, or is in an encoding in which it could hide.
    """
    declared = _declared_encoding(data)
    is_suspect = any(each in data for each in _SUSPECT) and _DOCUMENT_TYPE.search(data) is not None
    if is_suspect or (declared and not _PLAIN_ENCODING.match(declared)):
        raise UnreadableFileError("document_type", part)


def _parse(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> Element:
    return fromstring(_read_part(archive, names, part))  # noqa: S314 (what could harm was refused before)


def _find_workbook(archive: zipfile.ZipFile, names: Mapping[str, str]) -> str:
    if "_rels/.rels" in names:
        for relation in _parse(archive, names, "_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", _WORKBOOK).lstrip("/")
    return _WORKBOOK


def read_relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield type and target of each relation of a part to another part of the file that is there."""
    folder, _, name = part.rpartition("/")
    if entry_name(f"{folder}/_rels/{name}.rels") in package.names:
        for kind, target in _read_relations(package.archive, package.names, part).values():
            if entry_name(target) in package.names:
                yield kind, target


def _read_relations(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Give type and target of each relation of a part, by its id."""
    folder, name = posixpath.split(part)
    relations = {}
    for relation in _parse(archive, names, f"{folder}/_rels/{name}.rels"):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        relations[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
    return relations


def _list_sheets(workbook: Element, relations: Mapping[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    sheets = []
    for element in workbook.iter():
        if not element.tag.endswith("}sheet"):
            continue
        relation = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet":
            is_hidden = element.get("state", "visible") != "visible"
            sheets.append(SheetPart(name=element.get("name", ""), part=part, is_hidden=is_hidden))
    return tuple(sheets)


def _find_part(names: Mapping[str, str], relations: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    """Find a part by its relation, else where every program puts it."""
    related = (part for found, part in relations.values() if found == kind)
    return next((part for part in (*related, f"xl/{kind}.xml") if entry_name(part) in names), None)


def _remarks(
    workbook: Element, relations: Mapping[str, tuple[str, str]], parts: tuple[str | None, str | None]
) -> Iterator[Remark]:
    if workbook.tag.startswith(f"{{{_STRICT}"):
        yield Remark("unusual_build", "strict")
    for kind, part in zip(("styles", "sharedStrings"), parts, strict=True):
        related = [path for found, path in relations.values() if found == kind]
        if related and part is None:
            yield Remark("unusual_build", f"missing {kind}")
        elif part is not None and (not related or entry_name(related[0]) != entry_name(part)):
            yield Remark("unusual_build", "relations")


def _read_formats(root: Element) -> tuple[str, ...]:
    codes = dict(_BUILT_IN_FORMATS)
    for element in root.iter():
        if element.tag.endswith("}numFmt") and (element.get("numFmtId") or "").isdecimal():
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
    cell_styles = next((element for element in root if element.tag.endswith("}cellXfs")), None)
    return tuple(
        codes.get(_number(style.get("numFmtId", "0")), "") for style in (cell_styles if cell_styles is not None else ())
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _read_properties(archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, str]:
    if "docprops/custom.xml" not in names:
        return {}
    root = _parse(archive, names, "docProps/custom.xml")
    return {element.get("name", ""): "".join(element.itertext()) for element in root}


def _read_text(archive: zipfile.ZipFile, names: Mapping[str, str], part: str, tag: str) -> str:
    if entry_name(part) not in names:
        return ""
    pattern = re.compile(rf"(?:\}}|^){tag}$")
    root = _parse(archive, names, part)
    return next((element.text or "" for element in root.iter() if pattern.search(element.tag)), "")
