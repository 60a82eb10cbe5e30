"""Checks the statements of a text against the figures of a campaign. Must not write anything."""

from pathlib import Path

from toolkit.analysis.verification import check_claims
from toolkit.files.claims import read_claims
from toolkit.files.results import read_points
from toolkit.model.campaign import Collection
from toolkit.model.claims import CheckedClaim
from toolkit.workflows.merge import RESULTS


def verify_claims(folder: Path, collection: Collection, claims: Path) -> tuple[CheckedClaim, ...]:
    """Check each statement of a file against what was merged, in the order of the file.

    Raises:
        ToolkitError: nothing was merged yet, or the file of statements cannot be read.
    """
    return tuple(check_claims(collection, read_points(folder / RESULTS), read_claims(claims)))
