"""Keeps what the coordinator says of a file that only its labels tell: whose figures it holds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.files.confirmations import Confirmation, read_confirmed, save_confirmation
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.workflows.holding import SHORTEST_DIGEST, TO_CONFIRM
from toolkit.workflows.reading import read_received
from toolkit.workflows.recruiting import COLLECTED, LIMITS
from toolkit.workflows.worker_pool import Workers


def confirm_return(folder: Path, collection: Collection, partner: str, file: str, today: date) -> None:
    """Remember in `confirmed.csv` that a file held back is from a partner; merging it is another step.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        partner: code of the partner.
        file: name as in returns.csv, path, or the beginning of its SHA-256.
        today: date of the confirmation.

    Raises:
        ToolkitError: the partner is not asked, the file is not there, or there is nothing to confirm of it.
    """
    known = {each.code.upper(): each.code for each in collection.framework.partners_asked}
    code = known.get(partner.upper())
    if code is None:
        message = f"No rows are asked of {partner}; partners asked: {', '.join(known.values())}."
        raise ToolkitError(message)
    with Workers(most=1, limits=LIMITS) as crew:
        returns = [each.file for each in read_received(folder, collection, crew)]
    found = _find(returns, file, folder)
    if found.reason != TO_CONFIRM and found.sha256 not in read_confirmed(folder):
        raise ToolkitError(_nothing_to_confirm(found))
    entry = Confirmation(sha256=found.sha256, file=found.file, partner=code, date=today.isoformat())
    save_confirmation(folder, entry)


def _find(returns: Sequence[Return], file: str, folder: Path) -> Return:
    """Give the return that is meant; of several files with one content the one that was judged.

    Raises:
        ToolkitError: there is none.
    """
    names = {file, file.replace("\\", "/"), _name_below(folder / COLLECTED, file)}
    digest = file.lower() if len(file) >= SHORTEST_DIGEST else "-"
    meant = next((each for each in returns if each.file in names or each.sha256.startswith(digest)), None)
    if meant is None:
        message = (
            f"{file} is not in {folder / COLLECTED}; write its name as it stands in the column file of returns.csv."
        )
        raise ToolkitError(message)
    return next(each for each in returns if each is meant or (meant.sha256 and each.sha256 == meant.sha256))


def _name_below(collected: Path, file: str) -> str:
    try:
        return Path(file).resolve().relative_to(collected.resolve()).as_posix()
    except ValueError:
        return file


def _nothing_to_confirm(file: Return) -> str:
    if file.reason == "other_campaign":
        return f"{file.file} belongs to another campaign; move it to the folder of its own."
    if file.verdict is Verdict.READ:
        return f"{file.file} is read by its keys as the answer of {file.partner}; there is nothing to confirm."
    return f"{file.file} holds no labels that could be confirmed; `toolkit merge` says why it was not read."
