"""The parts of a workbook file around its sheets: relations, formats, properties."""

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from toolkit.errors import UnreadableFileError
from toolkit.excel.preflight import check_archive

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
    """

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    sheets: tuple[SheetPart, ...]
    formats: tuple[str, ...] = ()
    strings_part: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    modified: str = ""
    editor: str = ""

    def read(self, part: str) -> bytes:
        """Unpack one part whole, so that its checksum is verified.

        Raises:
            UnreadableFileError: it declares a document type, which no spreadsheet program writes.
            KeyError: there is no such part.
        """
        return _read_part(self.archive, self.names, part)


def open_package(data: bytes) -> Package:
    """Open a workbook file and read all but its sheets.

    Raises:
        UnreadableFileError: the archive is harmful or encrypted, or holds a DTD.
        zipfile.BadZipFile, KeyError, xml.etree.ElementTree.ParseError: it is damaged.
    """
    archive = zipfile.ZipFile(BytesIO(data))
    check_archive(archive)
    names = {entry.replace("\\", "/").lower(): entry for entry in archive.namelist()}
    workbook_part = _find_workbook(archive, names)
    workbook = _parse(archive, names, workbook_part)
    relations = _read_relations(archive, names, workbook_part)
    return Package(
        archive=archive,
        names=names,
        sheets=_list_sheets(workbook, relations),
        formats=_read_formats(archive, names, _part_of_type(relations, "styles")),
        strings_part=_existing(names, _part_of_type(relations, "sharedStrings")),
        properties=_read_properties(archive, names),
        modified=_read_text(archive, names, "docProps/core.xml", "modified"),
        editor=_read_text(archive, names, "docProps/app.xml", "Application"),
    )


def _read_part(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> bytes:
    data = archive.read(names[part.lower()])
    if b"<!DOCTYPE" in data or b"<\x00!\x00D\x00O\x00C\x00T\x00Y\x00P\x00E" in data:
        raise UnreadableFileError("document_type", part)
    return data


def _parse(archive: zipfile.ZipFile, names: Mapping[str, str], part: str) -> Element:
    try:
        root: Element = fromstring(_read_part(archive, names, part), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableFileError("document_type", part) from error
    return root


def _find_workbook(archive: zipfile.ZipFile, names: Mapping[str, str]) -> str:
    if "_rels/.rels" in names:
        for relation in _parse(archive, names, "_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", _WORKBOOK).lstrip("/")
    return _WORKBOOK


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


def _part_of_type(relations: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in relations.values() if found == kind), None)


def _existing(names: Mapping[str, str], part: str | None) -> str | None:
    return part if part is not None and part.lower() in names else None


def _read_formats(archive: zipfile.ZipFile, names: Mapping[str, str], part: str | None) -> tuple[str, ...]:
    if _existing(names, part) is None or part is None:
        return ()
    root = _parse(archive, names, part)
    codes = dict(_BUILT_IN_FORMATS)
    for element in root.iter():
        if element.tag.endswith("}numFmt") and (element.get("numFmtId") or "").isdecimal():
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
    cell_styles = next((element for element in root if element.tag.endswith("}cellXfs")), None)
    return tuple(
        codes.get(int(style.get("numFmtId", "0")), "") for style in (cell_styles if cell_styles is not None else ())
    )


def _read_properties(archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, str]:
    if "docprops/custom.xml" not in names:
        return {}
    root = _parse(archive, names, "docProps/custom.xml")
    return {element.get("name", ""): "".join(element.itertext()) for element in root}


def _read_text(archive: zipfile.ZipFile, names: Mapping[str, str], part: str, tag: str) -> str:
    if part.lower() not in names:
        return ""
    pattern = re.compile(rf"(?:\}}|^){tag}$")
    root = _parse(archive, names, part)
    return next((element.text or "" for element in root.iter() if pattern.search(element.tag)), "")
