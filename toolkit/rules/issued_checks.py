"""All rules on a workbook about to be sent out, and their checks in the order in which a fault is told."""

from toolkit.rules import issued, issued_privacy, issued_references
from toolkit.rules.issued import Check

ISSUED_RULES = (
    issued.ROW_NOT_ONCE,
    issued_references.BROKEN_LINK,
    issued_references.BROKEN_REFERENCE,
    issued.INPUT_NOT_REACHABLE,
    issued_privacy.NAMES_ANOTHER,
    issued.TOO_LARGE,
    issued.SHEET_NAMES,
    issued.CONCEALED,
    issued.FOREIGN_PART,
    issued.DEFINED_NAME,
    issued_references.FOREIGN_FUNCTION,
    issued_references.NO_RESULT,
    issued.IDENTITY_DIFFERS,
)

ISSUED_CHECKS: tuple[Check, ...] = (
    issued.check_sheets,
    issued.check_identity,
    issued.check_rows,
    issued.check_inputs,
    issued.check_concealed,
    issued.check_parts,
    issued.check_defined_names,
    issued.check_size,
    issued_references.check_links,
    issued_references.check_references,
    issued_references.check_functions,
    issued_references.check_results,
)
"""All but the one on other partners, which also needs to know them."""
