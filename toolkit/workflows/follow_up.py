"""Gathers what was issued, sent and granted, for the follow-up of a campaign. Must not write."""

from pathlib import Path

from toolkit.files.correspondence import read_extensions, read_mailings
from toolkit.files.issued import read_manifest
from toolkit.model.campaign import Collection
from toolkit.model.follow_up import Correspondence, IssuedWorkbook


def read_correspondence(folder: Path, collection: Collection) -> Correspondence:
    """Read the manifest of what was issued, `mailings.csv` and `extensions.csv`; each may be absent.

    Raises:
        ToolkitError: one of them cannot be understood.
    """
    issued = (
        IssuedWorkbook(
            file=row["file"], partner=row["partner"], office=row.get("office") or "", sha256=row.get("sha256") or ""
        )
        for row in read_manifest(folder)
    )
    return Correspondence(
        issued=tuple(issued),
        mailings=read_mailings(folder),
        extensions=read_extensions(folder, collection),
    )
