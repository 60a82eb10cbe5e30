"""Finds the rows of a return under the codes of today, where its keys are older ones or lost."""

from typing import Protocol

from toolkit.files.confirmations import CONFIRMED
from toolkit.layout.form import Form
from toolkit.layout.migrating import migrate_form
from toolkit.layout.recognition import match_rows
from toolkit.model.answers import Return
from toolkit.model.findings import Finding
from toolkit.model.framework import Framework
from toolkit.rules.recognised import find_doubtful_row, find_renamed, find_taken_by_labels


class Resolved(Protocol):
    """The part of a contribution that is needed here."""

    file: Return
    findings: list[Finding]
    skipped: int


def resolve_rows(form: Form, resolved: Resolved, framework: Framework) -> None:
    """Put into a form the rows that renamed codes or, in a confirmed file, labels tell; say so, and what is left."""
    file = resolved.file
    renamed = migrate_form(form, framework)
    if renamed:
        resolved.findings.append(find_renamed(file, renamed))
    if not form.labelled_rows:
        return
    for row, doubt in match_rows(form.labelled_rows, file.partner, framework):
        if doubt is None:
            form.grid_rows.append(row)
        else:
            resolved.findings.append(find_doubtful_row(file, row, doubt))
            resolved.skipped += len(row.cells)
    resolved.findings.append(find_taken_by_labels(file, form.grid_rows, CONFIRMED))
