"""The structure of an export as an SDMX-ML 3.0 message: code lists, concepts, data structure, dataflow."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from toolkit.files.sdmx_data import AGENCY, name_code_ids, name_dataflow, structure_version
from toolkit.model.exports import Export, ExportColumn, ExportTable, Role
from toolkit.wording import Wording

_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_NAMESPACES = {f"xmlns:{prefix}": f"{_SCHEMAS}/{name}" for prefix, name in (
    ("mes", "message"), ("str", "structure"), ("com", "common"),
)}  # fmt: skip
_CONCEPTS = "CS_OBSERVATION"
_SERIES_DIMENSION = "MEASURE"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """What every part of the message needs: the export, the language of its names, the ids of its codes."""

    export: Export
    wording: Wording
    ids: Mapping[str, Mapping[str, str]]

    @property
    def version(self) -> str:
        return structure_version(self.export.campaign)

    def urn(self, kind: str, name: str, item: str = "") -> str:
        ending = f".{item}" if item else ""
        return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({self.version}){ending}"

    def list_of(self, column: ExportColumn) -> str:
        """Give the id of the code list of a column; empty for one without codes in SDMX."""
        lists = (table.list_id for table in self.export.code_lists if table.name == column.code_list)
        return next(lists, "")


def write_sdmx_structure(path: Path, export: Export, wording: Wording) -> None:
    """Write the message; it is prepared on the day that the campaign gives, so that the bytes stay the same."""
    message = _Message(export=export, wording=wording, ids=name_code_ids(export))
    root = Element("mes:Structure", _NAMESPACES)
    header = SubElement(root, "mes:Header")
    for tag, text in (
        ("ID", name_dataflow(export.campaign)),
        ("Test", "false"),
        ("Prepared", f"{export.campaign.issued.isoformat()}T00:00:00"),
    ):
        SubElement(header, f"mes:{tag}").text = text
    SubElement(header, "mes:Sender", {"id": AGENCY})
    structures = SubElement(root, "mes:Structures")
    _add_dataflow(structures, message)
    lists = SubElement(structures, "str:Codelists")
    for table in export.code_lists:
        if table.list_id:
            _add_code_list(lists, table, message)
    _add_concepts(structures, message)
    _add_data_structure(structures, message)
    indent(root)
    content = BytesIO()
    ElementTree(root).write(content, encoding="utf-8", xml_declaration=True)
    path.write_bytes(content.getvalue() + b"\n")


def _maintainable(parent: Element, tag: str, name: str, label: str, message: _Message) -> Element:
    attributes = {"id": name, "agencyID": AGENCY, "version": message.version}
    element = SubElement(parent, f"str:{tag}", attributes)
    _name(element, label, message)
    return element


def _name(element: Element, label: str, message: _Message) -> None:
    text = _NOT_IN_XML.sub("", label)
    SubElement(element, "com:Name", {"xml:lang": message.export.campaign.language}).text = text


def _add_dataflow(structures: Element, message: _Message) -> None:
    campaign = message.export.campaign
    name = name_dataflow(campaign)
    flow = _maintainable(SubElement(structures, "str:Dataflows"), "Dataflow", name, campaign.name, message)
    SubElement(flow, "str:Structure").text = message.urn("datastructure.DataStructure", name)


def _add_code_list(lists: Element, table: ExportTable, message: _Message) -> None:
    ids = message.ids[table.name]
    parent_place = table.column_names.index("parent") if "parent" in table.column_names else None
    element = _maintainable(lists, "Codelist", table.list_id, message.wording.say(table.label), message)
    for row in table.rows:
        code = str(row[0])
        item = SubElement(element, "str:Code", {"id": ids[code]})
        if ids[code] != code:
            _annotate(item, code)
        _name(item, str(row[1]), message)
        if parent_place is not None and row[parent_place]:
            SubElement(item, "str:Parent").text = ids[str(row[parent_place])]


def _annotate(item: Element, code: str) -> None:
    """Note the code that the framework has, where SDMX does not take it as it is."""
    annotation = SubElement(SubElement(item, "com:Annotations"), "com:Annotation")
    SubElement(annotation, "com:AnnotationTitle").text = _NOT_IN_XML.sub("", code)
    SubElement(annotation, "com:AnnotationType").text = "FRAMEWORK_CODE"


def _add_concepts(structures: Element, message: _Message) -> None:
    table = message.export.observations
    parent = SubElement(structures, "str:ConceptSchemes")
    scheme = _maintainable(parent, "ConceptScheme", _CONCEPTS, message.wording.say(table.label), message)
    for column in table.columns:
        _name(SubElement(scheme, "str:Concept", {"id": column.name}), message.wording.say(column.label), message)


def _add_data_structure(structures: Element, message: _Message) -> None:
    campaign, columns = message.export.campaign, message.export.observations.columns
    parent = SubElement(structures, "str:DataStructures")
    structure = _maintainable(parent, "DataStructure", name_dataflow(campaign), campaign.name, message)
    components = SubElement(structure, "str:DataStructureComponents")
    dimensions = SubElement(components, "str:DimensionList", {"id": "DimensionDescriptor"})
    for position, column in enumerate(_in_role(columns, Role.DIMENSION), start=1):
        _add_component(dimensions, "Dimension", column, message, position=str(position))
    for column in _in_role(columns, Role.TIME):
        _add_component(dimensions, "TimeDimension", column, message)
    attributes = SubElement(components, "str:AttributeList", {"id": "AttributeDescriptor"})
    for column in _in_role(columns, Role.SERIES_ATTRIBUTE, Role.ATTRIBUTE):
        _add_attribute(attributes, column, message)
    measures = SubElement(components, "str:MeasureList", {"id": "MeasureDescriptor"})
    for column in _in_role(columns, Role.MEASURE):
        _add_component(measures, "Measure", column, message, usage="optional")


def _in_role(columns: Iterable[ExportColumn], *roles: Role) -> list[ExportColumn]:
    return [column for column in columns if column.role in roles]


def _add_attribute(attributes: Element, column: ExportColumn, message: _Message) -> None:
    usage = "mandatory" if column.is_required else "optional"
    element = _add_component(attributes, "Attribute", column, message, usage=usage)
    relationship = SubElement(element, "str:AttributeRelationship")
    if column.role is Role.SERIES_ATTRIBUTE:
        SubElement(relationship, "str:Dimension").text = _SERIES_DIMENSION
    else:
        SubElement(relationship, "str:Observation")


def _add_component(parent: Element, tag: str, column: ExportColumn, message: _Message, **more: str) -> Element:
    element = SubElement(parent, f"str:{tag}", {"id": column.name, **more})
    identity = message.urn("conceptscheme.Concept", _CONCEPTS, column.name)
    SubElement(element, "str:ConceptIdentity").text = identity
    representation = SubElement(element, "str:LocalRepresentation")
    if code_list := message.list_of(column):
        SubElement(representation, "str:Enumeration").text = message.urn("codelist.Codelist", code_list)
    else:
        SubElement(representation, "str:TextFormat", {"textType": _text_type(column)})
    return element


def _text_type(column: ExportColumn) -> str:
    if column.role is Role.TIME:
        return "ObservationalTimePeriod"
    return "Decimal" if column.is_number else "String"
