"""Merges what came back: reads every file, keeps the ledger, closes the accounts, publishes the outputs."""

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from toolkit import __version__
from toolkit.analysis.deciding import decide_findings, list_in_force, list_unknown
from toolkit.analysis.follow_up import measure_follow_up
from toolkit.analysis.several_partners import combine_partners, list_disagreements
from toolkit.errors import AccountsError
from toolkit.files.arrivals import read_arrivals
from toolkit.files.csv_tables import join_csv, write_csv
from toolkit.files.decisions import read_decisions
from toolkit.files.part_cache import keep_parts, rows_path
from toolkit.files.publishing import MANIFEST, digest, publish, read_digests, reserve
from toolkit.files.study_document import require_unedited
from toolkit.model.answers import Verdict
from toolkit.model.campaign import Collection
from toolkit.model.decisions import Decision, DecisionKind
from toolkit.model.records import (
    ACTION_COLUMNS,
    ANSWER_COLUMNS,
    AVAILABILITY_COLUMNS,
    COMBINED_COLUMNS,
    CONTACT_COLUMNS,
    FINDING_COLUMNS,
    POINT_COLUMNS,
    RETURN_COLUMNS,
    Consolidation,
    PartnerPart,
)
from toolkit.rules.decisions import UNKNOWN_KIND, check_signed, find_not_followed, find_without_finding
from toolkit.rules.ledger import find_disagreement
from toolkit.rules.returned_files import ARRIVAL_WITHOUT_FILE, find_on_file
from toolkit.wording import load_wording
from toolkit.workflows.deciding import find_files_missing, find_without_object
from toolkit.workflows.follow_up import read_correspondence
from toolkit.workflows.harvesting import harvest_decisions
from toolkit.workflows.ledger_records import combined_row
from toolkit.workflows.merge_result import MergeResult
from toolkit.workflows.partner_part import merge_parts
from toolkit.workflows.reading import ReadFile, read_received
from toolkit.workflows.records import (
    fields_row,
    finding_order,
    finding_record,
    point_row,
    return_row,
)
from toolkit.workflows.recruiting import recruit
from toolkit.workflows.worker_pool import Workers

RESULTS, PARTS = "results", ".toolkit/merged"
CORRECTIONS = "corrections"
"""Folder of the results with the workbooks that ask again; a merge takes them away, as it does with the report."""


def merge_returns(
    folder: Path,
    collection: Collection,
    progress: Callable[[str], None] | None = None,
    crew: Workers | None = None,
) -> MergeResult:
    """Merge all files of `collected/` into `results/`, after taking over what was decided in consolidated.xlsx.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        progress: told of each file that was read.
        crew: workers recruited before; stopped when the merge is done.

    Raises:
        ToolkitError: a folder is missing or not writable, another run is writing the results, or the study in them was
            worked on.
        AccountsError: a sum does not close; nothing was published.
    """
    with _collector_at_rest(), reserve(folder / RESULTS):
        require_unedited(folder / RESULTS)
        taken_over = len(harvest_decisions(folder / RESULTS))
        decisions = read_decisions(folder)
        with crew or recruit(folder) as workers:
            hands = workers, progress
            result = _merge(folder, collection, decisions, lambda fill: publish(folder / RESULTS, fill), hands)
        result.taken_over = taken_over
        return result


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cycle collector from looking through hundreds of thousands of answers, which hold no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def try_merge(
    folder: Path,
    collection: Collection,
    decisions: Sequence[Decision],
    aside: Path,
    progress: Callable[[str], None] | None = None,
) -> MergeResult:
    """Merge all files of `collected/` into a folder aside, with decisions that are not in decisions.csv yet.

    Raises:
        ToolkitError, AccountsError: as for `merge_returns`.
    """

    def write(fill: Callable[[Path], None]) -> None:
        aside.mkdir(parents=True, exist_ok=True)
        fill(aside)

    with _collector_at_rest(), recruit(folder) as crew:
        return _merge(folder, collection, (*read_decisions(folder), *decisions), write, (crew, progress))


def _merge(
    folder: Path,
    collection: Collection,
    decisions: Sequence[Decision],
    write: Callable[[Callable[[Path], None]], None],
    hands: tuple[Workers, Callable[[str], None] | None],
) -> MergeResult:
    crew, progress = hands
    result = MergeResult(collection=collection, correspondence=read_correspondence(folder, collection))
    _add_decisions(decisions, result)
    read = read_received(folder, collection, crew, progress)
    missing = set(read_arrivals(folder)) - {each.file.file for each in read}
    result.findings.extend(find_on_file(ARRIVAL_WITHOUT_FILE, name) for name in missing)
    write(lambda target: _write_outputs(target, folder / PARTS, (read, crew), result))
    return result


def _write_outputs(target: Path, parts: Path, given: tuple[Sequence[ReadFile], Workers], result: MergeResult) -> None:
    _merge_partners(target, parts, given, result)
    _close_accounts(result)
    wording = load_wording(result.collection.campaign.language)
    findings = [finding_record(*each, wording) for each in result.list_findings()]
    write_csv(target / "data_points.csv", POINT_COLUMNS, map(point_row, result.points))
    write_csv(target / "findings.csv", FINDING_COLUMNS, map(fields_row, findings))
    write_csv(target / "returns.csv", RETURN_COLUMNS, map(return_row, result.returns))
    write_csv(target / "combined.csv", COMBINED_COLUMNS, map(combined_row, result.combined))
    write_csv(target / "actions.csv", ACTION_COLUMNS, map(fields_row, result.actions))
    write_csv(target / "contacts.csv", CONTACT_COLUMNS, result.contacts)
    write_csv(target / "availability.csv", AVAILABILITY_COLUMNS, result.availability)
    from toolkit.excel.consolidated import write_consolidated  # noqa: PLC0415 (dear to import)

    consolidation = Consolidation(
        collection=result.collection,
        points=tuple(result.points),
        findings=tuple(findings),
        returns=tuple(result.returns),
        actions=tuple(result.actions),
        additions=tuple(result.additions),
        answers_read=result.answers_read,
        answers_retained=result.answers_retained,
        decided=result.decided,
        contradictions=tuple(result.contradictions),
        history=tuple(result.history),
        follow_up=measure_follow_up(result.collection, result.correspondence, result.returns, result.points),
    )
    write_consolidated(target / "consolidated.xlsx", consolidation, wording)
    write_manifest(target, result.collection)


def _merge_partners(target: Path, parts: Path, given: tuple[Sequence[ReadFile], Workers], result: MergeResult) -> None:
    """Merge partner by partner; the answers go from the part of each to the table of all, unread."""
    read, crew = given
    by_partner: dict[str, list[ReadFile]] = {}
    for each in read:
        result.findings.extend(each.findings)
        if each.file.verdict is Verdict.READ:
            by_partner.setdefault(each.file.partner, []).append(each)
        else:
            result.returns.append(each.file)
    used = []
    for path, part in merge_parts(by_partner, result.decided, parts, result.collection, crew):
        used.append(path)
        _add(part, result)
    join_csv(target / "answers.csv", ANSWER_COLUMNS, map(rows_path, used))
    keep_parts(parts, used)
    result.returns.sort(key=lambda file: file.file)
    result.findings.extend(find_files_missing(result.decided, result.returns))
    result.combined = tuple(combine_partners(result.collection.framework, result.points, result.decided))
    disagreements = tuple(list_disagreements(result.combined, result.points))
    result.contradictions.extend(disagreements)
    result.findings.extend(map(find_disagreement, disagreements))
    _settle_findings(result)
    order = {action: number for number, action in enumerate(result.collection.framework.actions)}
    result.actions.sort(key=lambda words: (order.get(words.action, len(order)), words.partner, words.returned_at))


def _add_decisions(decisions: Sequence[Decision], result: MergeResult) -> None:
    result.decided = list_in_force(decisions)
    result.findings.extend(find_not_followed(each, UNKNOWN_KIND) for each in list_unknown(decisions))
    result.findings.extend(find_without_object(result.decided, result.collection.framework))
    result.findings.extend(check_signed(result.decided))


def _settle_findings(result: MergeResult) -> None:
    """Set apart the findings that a decision leaves as they are."""
    decided = decide_findings(result.decided, result.returns)
    if without := tuple(decided.list_without_finding(result.findings)):
        from toolkit.rules.catalogue import RULES  # noqa: PLC0415 (every rule there is)

        result.findings.extend(find_without_finding(each) for each in without if each.code in RULES)
    still_open = []
    for finding in sorted(result.findings, key=finding_order):
        decision = decided.find(finding)
        if decision is not None and decision.decision == DecisionKind.WAIVE:
            result.settled.append((finding, decision))
        else:
            still_open.append(finding)
    result.findings[:] = still_open


def _add(part: PartnerPart, result: MergeResult) -> None:
    result.points.extend(part.points)
    result.findings.extend(part.findings)
    result.returns.extend(part.returns)
    result.actions.extend(part.actions)
    result.contacts.extend(part.contacts)
    result.availability.extend(part.availability)
    result.additions.extend(part.additions)
    result.contradictions.extend(part.contradictions)
    result.history.extend(part.history)
    result.answers_read += part.answers_read
    result.answers_retained += part.answers_retained


def _close_accounts(result: MergeResult) -> None:
    """Check the sums of the whole campaign.

    Raises:
        AccountsError: data points asked and data points accounted for differ.
    """
    collection = result.collection
    asked = sum(len(collection.periods_of(request.measure).all) for request in collection.framework.requests)
    counted = sum(sum(result.count_states(is_required=each).values()) for each in (True, False))
    if asked != counted:
        message = f"{asked} data points were asked, {counted} are accounted for; nothing was published."
        raise AccountsError(message)


def write_manifest(target: Path, collection: Collection, before: Path | None = None) -> None:
    """Write what the folder of outputs holds: each file with its hash, and what made it. Comes last.

    Args:
        target: the folder.
        collection: what its outputs are about.
        before: the folder whose files were carried over. One that stands there as it is now keeps the hash that it
            had when it was written, so that what was typed into it since is still seen.
    """
    paths = sorted((*target.iterdir(), *(target / CORRECTIONS).glob("*")))
    files = ((path.relative_to(target).as_posix(), path) for path in paths if path.is_file())
    outputs = {name: digest(path) for name, path in files if name != MANIFEST}
    if before is not None:
        outputs |= {name: written for name, written in read_digests(before).items() if _stands(name, before, outputs)}
    content = {"toolkit": __version__, "campaign": collection.campaign.id, "outputs": outputs}
    (target / MANIFEST).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _stands(name: str, folder: Path, outputs: Mapping[str, str]) -> bool:
    """Whether a file of a folder is the one of that name among the outputs."""
    return name in outputs and (folder / name).is_file() and digest(folder / name) == outputs[name]
