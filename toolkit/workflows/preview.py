"""Shows the coordinator on paper what partners will see: a PDF a workbook, in a folder of its own.

`outgoing/` holds workbooks only, for it is what she mails; `results/` is derived from returns. Previews are neither.
"""

from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.issued import OUTGOING
from toolkit.files.preview import write_previews
from toolkit.model.outcomes import Issued

PREVIEW = "preview"


def preview_workbooks(folder: Path, issued: Sequence[Issued]) -> Path:
    """Write a PDF for each workbook issued, into `preview/` of the campaign folder; gives that folder.

    Raises:
        ToolkitError: LibreOffice is missing or fails, or the folder cannot be written.
    """
    target = folder / PREVIEW
    try:
        write_previews([folder / OUTGOING / each.file for each in issued], target)
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror}); free the folder or the disk, then retry."
        raise ToolkitError(message) from error
    return target
