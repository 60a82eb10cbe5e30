"""What damages are made from and of: a workbook taken apart, and the faults that can be written into a copy of it.

Copies only: the workbook itself is never changed, and nothing here is used on what partners return.
"""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from toolkit.excel.damage_parts import Put, put_cells, zip_parts
from toolkit.excel.package import open_package
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.layout.form import Form, map_form
from toolkit.layout.identity import Identified, identify
from toolkit.model.answers import GridRow, Verdict
from toolkit.model.states import UNITS
from toolkit.wording import LANGUAGES, load_wording

Place = tuple[str, str, str]
"""Measure, territory and period of a data point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A sound workbook to damage copies of.

    Attributes:
        stem: name of the file without its ending.
        parts: the parts of the archive, in their order.
        sheets: by name of the sheet, the part that holds it.
        modified: last saved, as stored.
    """

    stem: str
    data: bytes
    parts: Mapping[str, bytes]
    sheets: Mapping[str, str]
    form: Form
    modified: str

    @property
    def identity(self) -> Identified:
        """Whose workbook it is."""
        return identify(self.form)

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """Give the file with some parts changed or added; those that are empty go."""
        return zip_parts({name: data for name, data in {**self.parts, **changed}.items() if data})

    def with_cells(self, puts: Mapping[str, tuple[Put, ...]], changed: Mapping[str, bytes] | None = None) -> bytes:
        """Give the file with cells of some sheets replaced, and some parts changed."""
        written = {
            self.sheets[sheet]: put_cells(self.parts[self.sheets[sheet]], cells) for sheet, cells in puts.items()
        }
        return self.with_parts({**written, **(changed or {})})

    def row_of_unit(self, unit: str) -> GridRow | None:
        """Find the first row that asks for figures of a unit, by its words."""
        words = {load_wording(language).say(UNITS[unit].label) for language in LANGUAGES}
        return next((row for row in self.form.grid_rows if row.labels.get("unit") in words), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """Copies with one fault.

    Attributes:
        files: content by file name; `{stem}` in a name is that of the fault, `/` a sub-folder.
        figures: what is to be read, as a plain number, at places that the fault touched; empty for no figure.
    """

    files: Mapping[str, bytes]
    figures: Mapping[Place, str] = field(default_factory=dict)


Make = Callable[[Specimen], Damaged | None]
"""Damages a copy; gives None where the workbook has no place for the fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault of the catalogue.

    Attributes:
        stem: line of the catalogue and a short English name, such as `F05-truncated`; names its files.
        words: what was done, key of the catalogue of texts.
        rule: R refused, W taken with a warning, I ignored, - taken without a word.
        codes: findings that it must lead to.
    """

    stem: str
    words: str
    rule: str
    verdict: Verdict
    codes: tuple[str, ...] = ()
    make: Make

    @property
    def id(self) -> str:
        """The line of the catalogue."""
        return self.stem.partition("-")[0]


def refused(stem: str, words: str, make: Make, *codes: str) -> Fault:
    """Declare a fault for which a file is refused."""
    return Fault(stem=stem, words=words, rule="R", verdict=Verdict.REFUSED, codes=codes, make=make)


def ignored(stem: str, words: str, make: Make, *codes: str) -> Fault:
    """Declare a fault for which a file is left aside and listed."""
    return Fault(stem=stem, words=words, rule="I", verdict=Verdict.IGNORED, codes=codes, make=make)


def taken(stem: str, words: str, make: Make, *codes: str) -> Fault:
    """Declare a fault of a file that is read: with a warning if it leads to findings, else without a word."""
    rule = "W" if codes else "-"
    return Fault(stem=stem, words=words, rule=rule, verdict=Verdict.READ, codes=codes, make=make)


def open_specimen(data: bytes, stem: str) -> Specimen:
    """Take a workbook apart.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    workbook = read_xlsx(data)
    form = map_form(workbook, "")
    package = open_package(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return Specimen(
        stem=stem,
        data=data,
        parts=parts,
        sheets={sheet.name: sheet.part for sheet in package.sheets},
        form=form,
        modified=workbook.modified,
    )


def one_file(data: bytes, ending: str = ".xlsx", figures: Mapping[Place, str] | None = None) -> Damaged:
    """Make the damage of a single file."""
    return Damaged(files={f"{{stem}}{ending}": data}, figures=figures or {})
