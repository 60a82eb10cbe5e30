"""Damages by programs and systems: parts left out, other formats, macros, links, files beside the workbook."""

from toolkit.excel.damage import Damaged, Specimen, ignored, one_file, refused, taken
from toolkit.excel.damage_formats import list_cells, write_ods, write_ole, write_xls, write_xlsb
from toolkit.excel.damage_parts import CONTENT_TYPES, before, put_text, zip_parts
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.layout.keys import IDENTITY_PROPERTY
from toolkit.wording import phrase

_USUAL_KIND = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_KIND_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def _no_styles(specimen: Specimen) -> Damaged:
    return one_file(specimen.with_parts({"xl/styles.xml": b""}))


def _odd_relations(specimen: Specimen) -> Damaged:
    part = "xl/_rels/workbook.xml.rels"
    changed = specimen.parts[part].replace(b"relationships/styles", b"relationships/elsewhere")
    return one_file(specimen.with_parts({part: changed}))


def _strict(specimen: Specimen) -> Damaged:
    changed = {}
    for name, data in specimen.parts.items():
        for usual, strict in _STRICT:
            data = data.replace(usual, strict)  # noqa: PLW2901 (step by step)
        changed[name] = data
    return one_file(zip_parts(changed))


def _password(specimen: Specimen) -> Damaged:
    del specimen
    return one_file(write_ole({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0", "EncryptedPackage": b"\0" * 5000}))


def _identity_code(specimen: Specimen) -> str:
    return read_xlsx(specimen.data).properties.get(IDENTITY_PROPERTY, "")


def _ods(specimen: Specimen) -> Damaged:
    return one_file(write_ods(list_cells(read_xlsx(specimen.data)), _identity_code(specimen)), ".ods")


def _ods_renamed(specimen: Specimen) -> Damaged:
    return one_file(write_ods(list_cells(read_xlsx(specimen.data)), _identity_code(specimen)))


def _xls(specimen: Specimen) -> Damaged:
    return one_file(write_xls(list_cells(read_xlsx(specimen.data))), ".xls")


def _xls_renamed(specimen: Specimen) -> Damaged:
    return one_file(write_xls(list_cells(read_xlsx(specimen.data))))


def _xlsb(specimen: Specimen) -> Damaged:
    return one_file(write_xlsb(list_cells(read_xlsx(specimen.data))), ".xlsb")


def _csv(specimen: Specimen) -> Damaged:
    keys = "".join(f"{row.measure};{row.territory}\r\n" for row in specimen.form.grid_rows)
    return one_file(f"Donnée;Périmètre\r\n{keys}".encode("cp1252", "replace"))


def _html(specimen: Specimen) -> Damaged:
    del specimen
    return one_file(b"<html><body><table><tr><td>2017</td><td>1 458</td></tr></table></body></html>")


def _pdf(specimen: Specimen) -> Damaged:
    del specimen
    return one_file(b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n")


def _macros(specimen: Specimen) -> Damaged:
    types = specimen.parts[CONTENT_TYPES].replace(_USUAL_KIND, _KIND_WITH_MACROS)
    types = before(types, b"</Types>", b'<Override PartName="/xl/vbaProject.bin" '
                   b'ContentType="application/vnd.ms-office.vbaProject"/>')  # fmt: skip
    added = {CONTENT_TYPES: types, "xl/vbaProject.bin": write_ole({"VBA": b"Sub Auto_Open()"})}
    return one_file(specimen.with_parts(added), ".xlsm")


def _embedded(specimen: Specimen) -> Damaged:
    return one_file(
        specimen.with_parts(
            {
                "xl/embeddings/oleObject1.bin": write_ole({"Package": b"MZ"}),
                "xl/activeX/activeX1.bin": b"\0" * 16,
                "xl/macrosheets/sheet1.xml": b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/'
                b'2006/main"/>',
            }
        )
    )


def _links(specimen: Specimen) -> Damaged:
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalBook r:id="rId1"/>'
        b"</externalLink>"
    )
    return one_file(specimen.with_parts({"xl/externalLinks/externalLink1.xml": link}))


def _dde(specimen: Specimen) -> Damaged:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = b'<externalLink %s><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>' % space
    connections = b'<connections %s><connection id="1" name="base" type="1"/></connections>' % space
    return one_file(
        specimen.with_parts({"xl/externalLinks/externalLink1.xml": link, "xl/connections.xml": connections})
    )


def _lock_file(specimen: Specimen) -> Damaged:
    return Damaged(files={f"~${{stem}}-{specimen.stem}.xlsx": b"\x05admin" + b"\0" * 159})


def _system_files(specimen: Specimen) -> Damaged:
    del specimen
    return Damaged(
        files={
            "{stem}/.DS_Store": b"\0\0\0\1Bud1",
            "{stem}/._form.xlsx": b"\0\5\26\7",
            "{stem}/__MACOSX/form.xlsx": b"\0\5\26\7",
            "{stem}/Thumbs.db": b"\xd0\xcf\x11\xe0",
        }
    )


def _empty(specimen: Specimen) -> Damaged:
    del specimen
    return one_file(b"")


def _archive(specimen: Specimen) -> Damaged:
    pairs = [("envoi/réponse.xlsx", specimen.data), ("../../dehors.xlsx", specimen.data)]
    return one_file(zip_parts(pairs), ".zip")


def _folder(specimen: Specimen) -> Damaged:
    return Damaged(files={f"{{stem}}/{specimen.stem}.xlsx": specimen.data})


def _odd_characters(specimen: Specimen) -> Damaged:
    row = specimen.form.grid_rows[0]
    column = row.header.roles["comment"]
    text = "ligne\r\nsuite\x07\x00\ud800 fin " + "très long " * 4_000
    return one_file(specimen.with_cells({row.header.sheet: (put_text(row.row, column, text),)}))


PROGRAM_FAULTS = (
    taken("F07-no-styles", phrase("the list of number formats is missing"), _no_styles, "F118"),
    taken("F07-odd-relations", phrase("the parts are not announced as usual"), _odd_relations, "F118"),
    taken("F08-strict", phrase("saved as “Strict Open XML”"), _strict, "F118"),
    refused("F09-password", phrase("a password to open the file"), _password, "F103"),
    taken("F10-ods", phrase("saved as .ods"), _ods, "F117"),
    taken("F10-ods-renamed", phrase("saved as .ods and renamed .xlsx"), _ods_renamed, "F117"),
    taken("F10-xls", phrase("saved as .xls"), _xls, "F117"),
    taken("F10-xls-renamed", phrase("saved as .xls and renamed .xlsx"), _xls_renamed, "F117"),
    taken("F10-xlsb", phrase("saved as .xlsb"), _xlsb, "F117"),
    refused("F10-csv-renamed", phrase("a CSV file renamed .xlsx"), _csv, "F104"),
    refused("F10-html-renamed", phrase("a web page renamed .xlsx"), _html, "F104"),
    refused("F10-pdf-renamed", phrase("a PDF renamed .xlsx"), _pdf, "F104"),
    taken("F11-macros", phrase("macros added, saved as .xlsm"), _macros, "F125"),
    taken("F11-embedded", phrase("an embedded object, a control and a macro sheet"), _embedded, "F125"),
    taken("F12-links", phrase("a link to another workbook"), _links, "F126"),
    taken("F12-dde", phrase("a link that would start a program, and a connection to a database"), _dde, "F126"),
    ignored("F13-lock-file", phrase("the lock file of an open workbook"), _lock_file, "F111"),
    ignored("F13-system-files", phrase("files of the operating system"), _system_files, "F112"),
    ignored("F13-empty", phrase("an empty file"), _empty, "F101"),
    taken("F14-archive", phrase("an archive of two copies, one of which would escape its folder"), _archive, "F113"),
    taken("F14-folder", phrase("the file in a sub-folder"), _folder),
    taken("F15-odd-characters", phrase("control characters and 40,000 letters in a comment"), _odd_characters),
)
