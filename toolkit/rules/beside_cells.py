"""Rules on what a file holds beside the values of its cells: macros, links, comments, merged and hidden parts."""

from toolkit.model.findings import Rule, Severity
from toolkit.wording import phrase

MACROS = Rule(
    code="F125",
    slug="macros",
    severity=Severity.WARNING,
    message=phrase("{file} contains programs ({detail}); its figures were read, nothing of it was run."),
    remedy=phrase("Do not enable the macros when you open it; ask the partner why they are there."),
    why=phrase("The workbook that was sent holds no program; one that came in on the way may be harmful."),
)
LINKS = Rule(
    code="F126",
    slug="links-to-elsewhere",
    severity=Severity.WARNING,
    message=phrase("{file} depends on something outside itself ({detail}); its stored figures were taken."),
    remedy=phrase("Ask the partner to confirm the figures: they may be older than what they are taken from."),
    why=phrase("A link is never followed: the figure stored at the last calculation is all that is known here."),
)
HIDDEN_ROWS = Rule(
    code="F127",
    slug="hidden-rows",
    severity=Severity.NOTE,
    message=phrase("Rows of the sheet “{sheet}” of {file} are hidden ({detail}); they were read like the others."),
    remedy=phrase("Nothing to do; the partner may not have seen these rows."),
    why=phrase("A filter that was left on hides rows, and what was to be filled in there is easily forgotten."),
)
MERGED_CELLS = Rule(
    code="S210",
    slug="merged-cells",
    severity=Severity.WARNING,
    message=phrase(
        "Cells for answers are merged on the sheet “{sheet}” of {file}: {read}. Only the first has a value."
    ),
    expected=phrase("one figure in each cell"),
    remedy=phrase("Ask the partner whether the figure holds for all of the merged cells."),
    why=phrase("A figure in a merged cell may be meant for several years; nobody can divide or repeat it here."),
)
TO_READ = Rule(
    code="S211",
    slug="comment-to-read",
    severity=Severity.NOTE,
    message=phrase("A comment or text box stands at {cell} of “{sheet}”: “{read}”."),
    remedy=phrase("Read it: it often explains a figure. Its author's name is not kept."),
    why=phrase("What is written beside the cells is not read as data, and is not to be lost either."),
)

BESIDE_RULES = (MACROS, LINKS, HIDDEN_ROWS, MERGED_CELLS, TO_READ)
RULE_OF_EXTRA = {
    "macros": MACROS,
    "links": LINKS,
    "hidden_rows": HIDDEN_ROWS,
    "merged_cells": MERGED_CELLS,
    "to_read": TO_READ,
}
"""The rule for each cause of a remark that is about something beside the values."""
