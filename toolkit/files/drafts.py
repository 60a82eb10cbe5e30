"""Writes drafts of mails into `mail/`, the list of their recipients beside them, and the record of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from toolkit.errors import ToolkitError
from toolkit.files.coordinator_tables import read_typed_table
from toolkit.files.correspondence import MAILINGS, record_mailings
from toolkit.files.csv_tables import write_csv
from toolkit.model.follow_up import Mailing

MAIL, RECIPIENTS = "mail", "recipients.csv"
RECIPIENT_COLUMNS = (
    "partner",
    "office",
    "name",
    "kind",
    "contact",
    "email",
    "subject",
    "deadline",
    "draft",
    "attachment",
    "asked",
    "values",
    "codes",
    "to_correct",
    "left",
    "count",
    "asked_again",
    "answer_by",
)
"""Columns of `recipients.csv`, for a mail merge."""

_STATE_FOLDER = ".toolkit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyDraft:
    """A draft ready to be written to the place that its record names, with its row of `recipients.csv`."""

    content: bytes
    mailing: Mailing
    recipient: Mapping[str, str | int]


def write_drafts(folder: Path, drafts: Iterable[ReadyDraft]) -> None:
    """Write drafts of one folder, the list of recipients beside them and, last, the rows of `mailings.csv`.

    Whatever the moment of a kill, no row stands for a draft that is not there; the same day's run writes it again.
    Rows of `recipients.csv` for other drafts of the folder stay.

    Raises:
        ToolkitError: a folder cannot be written, or another run is writing mail.
    """
    recipients: dict[Path, list[Mapping[str, str | int]]] = {}
    mailings = []
    try:
        with _alone(folder):
            for each in drafts:
                target = folder / each.mailing.file
                target.parent.mkdir(parents=True, exist_ok=True)
                _replace(target, each.content)
                recipients.setdefault(target.parent, []).append(each.recipient)
                mailings.append(each.mailing)
            for place, rows in recipients.items():
                _write_recipients(place / RECIPIENTS, rows)
            record_mailings(folder, mailings)
    except OSError as error:
        message = (
            f"The drafts or {MAILINGS} cannot be written ({error.strerror}); close them in other programs or free the "
            "disk, then retry on the same day: drafts of one day take each other's place."
        )
        raise ToolkitError(message) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    state = folder / _STATE_FOLDER
    state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(state / "mail.lock", timeout=0):
            yield
    except Timeout:
        message = f"Another run is writing mail of {folder} right now; wait until it has ended, then try again."
        raise ToolkitError(message) from None


def _replace(target: Path, content: bytes) -> None:
    aside = target.with_name(f".{target.name}.tmp")
    aside.write_bytes(content)
    aside.replace(target)


def _write_recipients(path: Path, recipients: Sequence[Mapping[str, str | int]]) -> None:
    new = {each["draft"] for each in recipients}
    kept = [row for _, row in read_typed_table(path, RECIPIENT_COLUMNS) if row["draft"] not in new]
    rows = sorted((*kept, *recipients), key=lambda row: str(row["draft"]))
    aside = path.with_name(f".{path.name}.tmp")
    write_csv(aside, RECIPIENT_COLUMNS, ([row[column] for column in RECIPIENT_COLUMNS] for row in rows))
    aside.replace(path)
