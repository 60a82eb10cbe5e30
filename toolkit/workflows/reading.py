"""Reads what came back: inventory, content, identity. One bad file never stops the others."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.excel.sniffing import FileKind, sniff_kind
from toolkit.excel.xlsx_reader import read_xlsx
from toolkit.files.inventory import MAX_FILE, Received, list_received
from toolkit.files.read_cache import load_form, record_path, save_form
from toolkit.layout.form import Form, map_form
from toolkit.layout.identity import Identified, identify
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.rules.returned_files import (
    IDENTITY_DISAGREES,
    IDENTITY_INCOMPLETE,
    IGNORED_RULES,
    OLDER_VERSION,
    RULE_OF_CAUSE,
    find_on_file,
)

COLLECTED, RECEIVED, RECORDS = "collected", "received.csv", ".toolkit/read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What became of one file.

    Attributes:
        record: where its content is kept, for a file that was read.
    """

    file: Return
    findings: tuple[Finding, ...]
    record: Path | None = None


def read_received(
    folder: Path, collection: Collection, progress: Callable[[str], None] | None = None
) -> tuple[ReadFile, ...]:
    """Read all files of `collected/`, sorted by name.

    Raises:
        ToolkitError: the folder is missing or unreadable, or received.csv is.
    """
    dates = read_arrivals(folder)
    records = folder / RECORDS
    try:
        records.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{records} cannot be written ({error.strerror}); free the campaign folder, then retry."
        raise ToolkitError(message) from error
    seen: dict[str, str] = {}
    read = []
    for received in list_received(folder / COLLECTED, _is_archive):
        read.append(_read_one(received, seen, _Campaign(collection=collection, dates=dates, records=records)))
        if progress is not None:
            progress(received.name)
    return tuple(read)


def read_arrivals(folder: Path) -> dict[str, str]:
    """Read the arrival dates that the coordinator entered, by file name; empty without `received.csv`.

    Raises:
        ToolkitError: the file has other columns, or a date is no date.
    """
    path = folder / RECEIVED
    if not path.is_file():
        return {}
    dates = {}
    with path.open(encoding="utf-8-sig", newline="") as source:
        for number, row in enumerate(csv.DictReader(source), start=2):
            name, day = row.get("file"), row.get("received_at")
            if name is None or day is None:
                message = f"{path} needs the columns file and received_at; add them to its first line."
                raise ToolkitError(message)
            try:
                dates[name] = datetime.fromisoformat(day.strip()).strftime("%Y-%m-%d")
            except ValueError:
                message = f"{path}, line {number}: “{day}” is no date; write it as 2020-11-30."
                raise ToolkitError(message) from None
    return dates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Campaign:
    collection: Collection
    dates: Mapping[str, str]
    records: Path


def _is_archive(data: bytes) -> bool:
    return sniff_kind(data) is FileKind.ARCHIVE


def _read_one(received: Received, seen: dict[str, str], campaign: _Campaign) -> ReadFile:
    if received.ignored:
        return _ignored(received, received.ignored)
    if received.sha256 and received.sha256 in seen:
        return _ignored(received, "same_content", seen[received.sha256])
    seen[received.sha256] = received.name
    try:
        return _read_content(received, campaign)
    except UnreadableFileError as error:
        return _refused(received, error.cause, error.detail)


def _read_content(received: Received, campaign: _Campaign) -> ReadFile:
    if received.size > MAX_FILE:
        raise UnreadableFileError("too_large", f"{received.size / 1024**2:.0f} MB")
    record = record_path(campaign.records, received.sha256)
    kept = load_form(record, received.name)
    if kept is None:
        kept = _read_form(received)
        save_form(record, *kept)
    form, modified, editor = kept
    identified = identify(form)
    _require_ours(form, identified, campaign.collection)
    file = Return(
        file=received.name,
        sha256=received.sha256,
        partner=identified.partner,
        verdict=Verdict.READ,
        version=identified.version,
        editor=editor,
        issued=campaign.collection.campaign.issued.isoformat(),
        returned_at=campaign.dates.get(received.name) or _moment(modified, received.modified),
    )
    return ReadFile(file=file, findings=tuple(_check_identity(file, identified, campaign.collection)), record=record)


def _read_form(received: Received) -> tuple[Form, str, str]:
    try:
        data = received.read()
    except (OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise UnreadableFileError("damaged", type(error).__name__) from error
    kind = sniff_kind(data)
    if kind is not FileKind.XLSX:
        causes = {FileKind.EMPTY: "empty", FileKind.ENCRYPTED: "encrypted", FileKind.DAMAGED: "damaged"}
        raise UnreadableFileError(causes.get(kind, "other_format"), kind.value)
    workbook = read_xlsx(data)
    return map_form(workbook, received.name), workbook.modified, workbook.editor


def _require_ours(form: Form, identified: Identified, collection: Collection) -> None:
    """Stop at a workbook that is not of this campaign.

    Raises:
        UnreadableFileError: nobody's workbook, another campaign's, or of a partner that is not asked.
    """
    if not form.carriers and not form.grid_rows:
        raise UnreadableFileError("nobody")
    if identified.campaign not in {"", collection.campaign.id}:
        raise UnreadableFileError("other_campaign", identified.campaign)
    if identified.partner not in {partner.code for partner in collection.framework.partners_asked}:
        raise UnreadableFileError("unknown_partner", identified.partner or "?")


def _check_identity(file: Return, identified: Identified, collection: Collection) -> Iterator[Finding]:
    if identified.disagreeing:
        detail = ", ".join(dict.fromkeys(identified.disagreeing))
        yield find_on_file(IDENTITY_DISAGREES, file.file, file.partner, detail=detail)
    if not identified.campaign:
        yield find_on_file(IDENTITY_INCOMPLETE, file.file, file.partner)
    current = collection.campaign.version
    if identified.version not in {"", current}:
        yield find_on_file(OLDER_VERSION, file.file, file.partner, detail=identified.version, current=current)


def _moment(modified: str, file_time: float) -> str:
    """Give when a file was returned: as the file says itself, else its time on disk (UTC, to the second)."""
    try:
        moment = datetime.fromisoformat(modified.strip())
    except ValueError:
        moment = datetime.fromtimestamp(file_time, tz=UTC)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _ignored(received: Received, cause: str, detail: str = "") -> ReadFile:
    file = Return(file=received.name, sha256=received.sha256, verdict=Verdict.IGNORED, reason=cause)
    return ReadFile(file=file, findings=(find_on_file(IGNORED_RULES[cause], received.name, detail=detail),))


def _refused(received: Received, cause: str, detail: str) -> ReadFile:
    file = Return(file=received.name, sha256=received.sha256, verdict=Verdict.REFUSED, reason=cause)
    return ReadFile(file=file, findings=(find_on_file(RULE_OF_CAUSE[cause], received.name, detail=detail),))
