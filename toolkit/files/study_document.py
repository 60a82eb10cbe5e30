"""Writes the study as a Word document, from a template that the coordinator may restyle.

What people typed is put in as text and nothing else: it is no part of the template, of a formula or of a link.
"""

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from toolkit.errors import ToolkitError
from toolkit.files.publishing import digest, read_digests

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as OpenDocument
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

    from toolkit.model.study import Study

STUDY = "study.docx"

_PACKAGE = Path(__file__).parent.parent
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}
"""docxtpl looks for tags of its own in what was rendered; a brace that was typed must not look like one."""


def find_template(folder: Path) -> Path:
    """Give the template of a campaign folder, else the one that the toolkit brings along.

    Raises:
        ToolkitError: a folder stands in its place, or the installation holds none.
    """
    for place in (folder, _PACKAGE, _PACKAGE.parent):
        template = place / "templates" / STUDY
        if template.is_dir():
            message = f"{template} is a folder where a Word document is expected; move it away, then retry."
            raise ToolkitError(message)
        if template.is_file():
            return template
    message = f"The template {STUDY} is missing from this installation; install the toolkit again."
    raise ToolkitError(message)


def write_study(path: Path, template: Path, study: "Study", issued: "date") -> None:
    """Write the study; the same study and template give the same bytes. The document is dated as the campaign is.

    Raises:
        ToolkitError: the template is no Word document, or names something that a study does not have.
    """
    from toolkit.files.study_contents import fill_contents  # noqa: PLC0415 (python-docx is dear to import)
    from toolkit.files.word_package import save_as_made  # noqa: PLC0415 (the same)

    document = _render(template, study)
    _fill_empty_cells(document)
    _set_language(document, _LANGUAGES[study.language])
    fill_contents(document)
    save_as_made(document, path, title=clean_text(study.title), made=datetime.combine(issued, time()))


def clean_text(text: str) -> str:
    """Give a text without what a Word document cannot hold; whatever breaks a line becomes a space."""
    letters = (" " if letter.isspace() and letter not in "\u00a0\u202f" else letter for letter in text)
    return "".join(letter for letter in letters if _may_stand(letter))


def _may_stand(letter: str) -> bool:
    """Whether XML 1.0 has the character."""
    code = ord(letter)
    return " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or code > 0xFFFF  # noqa: PLR2004 (the last code of the first plane)


def _render(template: Path, study: "Study") -> "OpenDocument":
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415 (dear to import)
    from docxtpl import DocxTemplate  # noqa: PLC0415 (the same)
    from jinja2 import TemplateError  # noqa: PLC0415 (the same)

    try:
        opened = DocxTemplate(template)
        _require_tags(opened, template)
        opened.render({"study": study}, _environment())
    except TemplateError as error:
        message = f"{template} cannot be filled ({error.message}); correct this tag, or take the template away."
        raise ToolkitError(message) from error
    except (TypeError, ArithmeticError) as error:  # of what a tag computes
        message = f"{template} cannot be filled (a tag computes: {error}); correct it, or take the template away."
        raise ToolkitError(message) from error
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError, AttributeError) as error:
        message = f"{template} is no Word document (.docx) that can be opened; save it anew in Word, or take it away."
        raise ToolkitError(message) from error
    return _document_of(opened)


def _require_tags(opened: "DocxTemplate", template: Path) -> None:
    """Stop before a study is written that says nothing of the campaign.

    Raises:
        ToolkitError: there is no tag in the template.
    """
    if not opened.get_undeclared_template_variables(_environment()):
        message = (
            f"{template} holds no tag such as {{{{ study.title }}}}, so nothing would stand in the study; take the one "
            "that `toolkit new` writes and change its looks, or take the template away."
        )
        raise ToolkitError(message)


def _document_of(template: "DocxTemplate") -> "OpenDocument":
    document: OpenDocument | None = template.docx
    if document is None:  # it was rendered
        raise TypeError(template)
    return document


def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined  # noqa: PLC0415 (dear to import)
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415 (the same)

    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_as_text)


def _as_text(value: object) -> "Markup":
    from markupsafe import Markup, escape  # noqa: PLC0415 (dear to import)

    return Markup(str(escape(clean_text(str(value)))).translate(_BRACES))  # noqa: S704 (escaped in this line)


def _fill_empty_cells(document: "OpenDocument") -> None:
    """Give a paragraph to each cell of which the loops left none: Word refuses a table cell without."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 (dear to import)
    from docx.oxml.ns import qn  # noqa: PLC0415 (the same)

    for cell in document.element.body.iter(qn("w:tc")):
        if cell.find(qn("w:p")) is None:
            cell.append(OxmlElement("w:p"))


def _set_language(document: "OpenDocument", language: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 (dear to import)

    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), language)
    document.core_properties.language = language


def require_unedited(results: Path) -> None:
    """Refuse to go on where the study that lies in the results was worked on since it was written there.

    Raises:
        ToolkitError: `study.docx` is another one than the toolkit wrote.
    """
    study = results / STUDY
    if study.is_file() and digest(study) != read_digests(results).get(STUDY):
        message = (
            f"{study} was changed since the toolkit wrote it, and would be lost; "
            f"move it out of {results.name}/ and work on it there, then retry. Nothing was changed."
        )
        raise ToolkitError(message)
