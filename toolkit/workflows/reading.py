"""Reads what came back: inventory, content, identity. One bad file never stops the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit.errors import ToolkitError, UnreadableFileError
from toolkit.excel.sniffing import is_archive_of_files
from toolkit.files.arrivals import read_arrivals
from toolkit.files.confirmations import CONFIRMED, read_confirmed
from toolkit.files.inventory import MAX_FILE, Received, list_received
from toolkit.files.read_cache import record_path
from toolkit.files.read_facts import Facts, load_facts
from toolkit.layout.form import Form
from toolkit.layout.identity import Identified, identify
from toolkit.layout.migrating import migrate_partner
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.model.raw import Remark
from toolkit.rules.returned_files import (
    IDENTITY_DISAGREES,
    IDENTITY_INCOMPLETE,
    IGNORED_RULES,
    OLDER_VERSION,
    RULE_OF_CAUSE,
    find_on_file,
    find_remark,
)
from toolkit.workflows.holding import confirm_identity, hold
from toolkit.workflows.read_task import NOT_KEPT, ReadTask, read_in_worker
from toolkit.workflows.recruiting import COLLECTED, RECORDS, count_workers
from toolkit.workflows.worker_pool import Fate, Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What became of one file.

    Attributes:
        record: where its content is kept, for a file that was read.
    """

    file: Return
    findings: tuple[Finding, ...]
    record: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Campaign:
    collection: Collection
    dates: Mapping[str, str]
    confirmed: Mapping[str, str]


def read_received(
    folder: Path, collection: Collection, crew: Workers, progress: Callable[[str], None] | None = None
) -> tuple[ReadFile, ...]:
    """Read all files of `collected/`, sorted by name, by the workers of a crew.

    Raises:
        ToolkitError: the folder is missing or unreadable, or received.csv or confirmed.csv is, or what is read cannot
            be kept.
    """
    records = folder / RECORDS
    try:
        records.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{records} cannot be written ({error.strerror}); free the campaign folder, then retry."
        raise ToolkitError(message) from error
    campaign = _Campaign(
        collection=collection, dates=read_arrivals(folder), confirmed=_read_confirmed(folder, collection)
    )
    known: dict[str, Facts] = {}

    def is_archive(path: Path, sha256: str) -> bool:
        """Spare a content that was read as a workbook before from being opened."""
        facts = load_facts(record_path(records, sha256))
        if facts is not None:
            known[sha256] = facts
        return (facts is None or bool(facts.cause)) and is_archive_of_files(path)

    received = tuple(list_received(folder / COLLECTED, is_archive))
    facts = _read_new(received, (records, known), crew, progress)
    first = _find_first_copies(received, facts, campaign)
    return tuple(_judge(each, record_path(records, each.sha256), (first, facts), campaign) for each in received)


def _find_first_copies(received: Iterable[Received], facts: Mapping[str, Facts], campaign: _Campaign) -> dict[str, str]:
    """Give by content the file that arrived first with it: the same content sent again says nothing new."""
    first: dict[str, tuple[str, str]] = {}
    for each in received:
        if each.sha256 and not each.ignored:
            known = facts.get(each.sha256)
            arrival = _arrival(each, "" if known is None else known.modified, campaign), each.name
            first[each.sha256] = min(arrival, first.get(each.sha256, arrival))
    return {sha256: name for sha256, (_, name) in first.items()}


def _arrival(received: Received, modified: str, campaign: _Campaign) -> str:
    return campaign.dates.get(received.name) or _moment(modified, received.modified)


def _read_confirmed(folder: Path, collection: Collection) -> dict[str, str]:
    """Give the partner confirmed for each content.

    Raises:
        ToolkitError: confirmed.csv cannot be read, or nothing is asked of a partner in it.
    """
    known = {each.code.upper(): each.code for each in collection.framework.partners_asked}
    confirmed = read_confirmed(folder)
    if strange := next((partner for partner in confirmed.values() if partner.upper() not in known), ""):
        message = (
            f"{folder / CONFIRMED}: nothing is asked of a partner “{strange}”; correct its row. Partners asked: "
            f"{', '.join(known.values())}."
        )
        raise ToolkitError(message)
    return {sha256: known[partner.upper()] for sha256, partner in confirmed.items()}


def _read_new(
    received: Iterable[Received],
    kept: tuple[Path, dict[str, Facts]],
    crew: Workers,
    progress: Callable[[str], None] | None,
) -> dict[str, Facts]:
    """Give the facts of each content, from its record or by a worker that reads it now."""
    records, known = kept
    new: dict[str, Received] = {}
    for each in received:
        facts = known.get(each.sha256) or load_facts(record_path(records, each.sha256))
        if facts is not None:
            known[each.sha256] = facts
        elif each.sha256:
            new.setdefault(each.sha256, each)
        if progress is not None and each.sha256 not in new:
            progress(each.name)
    tasks = {
        sha256: ReadTask(path=each.path, member=each.member, record=record_path(records, sha256))
        for sha256, each in new.items()
    }
    crew.require(count_workers(len(tasks)))
    for sha256, facts in read_all(tasks, crew):
        if facts.cause == NOT_KEPT:
            message = f"{records} cannot be written ({facts.detail}); nothing was changed. Make room, then retry."
            raise ToolkitError(message)
        known[sha256] = facts
        if progress is not None:
            progress(new[sha256].name)
    return known


def read_all(tasks: Mapping[str, ReadTask], crew: Workers) -> Iterator[tuple[str, Facts]]:
    """Read files in worker processes; a file whose worker died is tried once more, without the second reader."""
    dead = {}
    for (name, task), outcome in zip(tasks.items(), crew.run(read_in_worker, tasks.values()), strict=True):
        if outcome is Fate.DIED or (isinstance(outcome, Facts) and outcome.cause == "reading_failed"):
            dead[name] = replace(task, is_compared=False)
        else:
            yield name, _facts_of(outcome)
    for name, outcome in zip(dead, crew.run(read_in_worker, dead.values()), strict=True):
        facts = _facts_of(outcome)
        yield name, replace(facts, remarks=(*facts.remarks, Remark("not_compared"))) if not facts.cause else facts


def _facts_of(outcome: Facts | Fate) -> Facts:
    match outcome:
        case Fate.TOOK_TOO_LONG:
            return Facts(cause="took_too_long")
        case Fate.DIED:
            return Facts(cause="reading_failed")
    return outcome


def _judge(
    received: Received, record: Path, known: tuple[Mapping[str, str], Mapping[str, Facts]], campaign: _Campaign
) -> ReadFile:
    first, facts = known
    if received.ignored:
        return _ignored(received, received.ignored)
    if first.get(received.sha256, received.name) != received.name:
        return _ignored(received, "same_content", first[received.sha256])
    try:
        return _judge_content(received, record, facts.get(received.sha256), campaign)
    except UnreadableFileError as error:
        set_aside = _ignored if error.cause in IGNORED_RULES else _refused
        return set_aside(received, error.cause, error.detail)


def _judge_content(received: Received, record: Path, facts: Facts | None, campaign: _Campaign) -> ReadFile:
    if facts is None:
        cause = "too_large" if received.size > MAX_FILE else "not_opened"
        raise UnreadableFileError(cause, f"{received.size / 1024**2:.0f} MB")
    if facts.cause:
        raise UnreadableFileError(facts.cause, facts.detail)
    form = Form(carriers=list(facts.carriers), partners_of_keys=facts.partners_of_keys)
    identified = migrate_partner(identify(form), campaign.collection.framework)
    if not form.partners_of_keys:
        partner = campaign.confirmed.get(received.sha256, "")
        held = None if partner else hold(received, record, identified, campaign.collection)
        if held is not None:
            return ReadFile(file=held[0], findings=held[1:])
        if partner:
            identified = confirm_identity(identified, form, partner, campaign.collection.campaign.id)
    _require_ours(identified, campaign.collection)
    file = Return(
        file=received.name,
        sha256=received.sha256,
        partner=identified.partner,
        office=identified.office,
        verdict=Verdict.READ,
        version=identified.version,
        editor=facts.editor,
        issued=campaign.collection.campaign.issued.isoformat(),
        returned_at=_arrival(received, facts.modified, campaign),
    )
    findings = (
        *_check_identity(file, identified, campaign.collection),
        *(find_remark(remark, file.file, file.partner) for remark in facts.remarks),
    )
    return ReadFile(file=file, findings=findings, record=record)


def _require_ours(identified: Identified, collection: Collection) -> None:
    """Stop at a workbook that is not of this campaign.

    Raises:
        UnreadableFileError: nobody's workbook, another campaign's, or of a partner that is not asked.
    """
    if not identified.partner:
        raise UnreadableFileError("nobody")
    if identified.campaign not in {"", collection.campaign.id}:
        raise UnreadableFileError("other_campaign", identified.campaign)
    if not collection.framework.requests_of(identified.partner):
        raise UnreadableFileError("unknown_partner", identified.partner)


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
