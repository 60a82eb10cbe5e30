"""Saves a Word document so that the same content gives the same bytes: fixed dates, parts in one order."""

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as OpenDocument

from toolkit.wording import shorten

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip archive can hold."""

_LONGEST_PROPERTY = 255
"""Letters that python-docx accepts in a property of a document."""


def save_as_made(document: OpenDocument, path: Path, *, title: str, made: datetime) -> None:
    """Save a document as made at a moment, whenever that is; nobody is named as its author."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = shorten(title, _LONGEST_PROPERTY), "", ""
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.created = properties.modified = made
    written = io.BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(path, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
