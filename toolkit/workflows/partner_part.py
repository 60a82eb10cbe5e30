"""Merges the returns of one partner into its part of the outputs, kept for the next merge. Runs in a worker or not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.analysis.deciding import decide_for
from toolkit.files.csv_tables import open_csv
from toolkit.files.part_cache import draft_path, load_part, part_key, part_path, rows_path, save_part
from toolkit.model.campaign import Collection
from toolkit.model.decisions import Decision, PartnerDecisions
from toolkit.model.records import PartnerPart
from toolkit.workflows.ledger_records import contradiction_record, history_rows
from toolkit.workflows.partner_merge import PartnerMerge, merge_one
from toolkit.workflows.reading import ReadFile
from toolkit.workflows.records import (
    action_record,
    answer_row,
    availability_row,
    contact_row,
)
from toolkit.workflows.recruiting import count_workers
from toolkit.workflows.row_words import Lists
from toolkit.workflows.worker_pool import Packed, Workers

_FILES_FOR_WORKERS = 50
"""Fewer files are merged sooner by the process that waits for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTask:
    """The returns of one partner to merge, and where the part is to be kept."""

    partner: str
    files: tuple[ReadFile, ...]
    settled: PartnerDecisions
    part: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What all returns are merged by."""

    collection: Collection
    lists: Lists


def merge_parts(
    by_partner: Mapping[str, Sequence[ReadFile]],
    in_force: Sequence[Decision],
    folder: Path,
    collection: Collection,
    crew: Workers,
) -> Iterator[tuple[Path, PartnerPart]]:
    """Merge partner by partner, in the order of the framework; gives each part with its place.

    What was merged before of the same returns is taken as it was kept. Much work is shared among the workers.

    Raises:
        AccountsError: a sum does not close.
    """
    folder.mkdir(parents=True, exist_ok=True)
    base = part_key(collection)
    tasks = []
    for partner in collection.framework.partners_asked:
        files = tuple(by_partner.get(partner.code, ()))
        settled = decide_for(partner.code, (each.file for each in files), in_force)
        key = part_key(base, partner.code, [each.file for each in files], settled)
        tasks.append(PartTask(partner=partner.code, files=files, settled=settled, part=part_path(folder, key)))
    new = [task for task in tasks if not task.part.is_file()]
    if (count := sum(len(task.files) for task in new)) >= _FILES_FOR_WORKERS:
        crew.require(count_workers(count))
        packed = Packed(_Ground(collection=collection, lists=Lists.of(collection.framework)))
        largest_first = sorted(new, key=lambda task: -len(task.files))
        for _ in crew.run(merge_in_worker, ((task, packed) for task in largest_first)):
            pass  # what a worker could not do is done below
    lists = None
    for task in tasks:
        part = load_part(task.part)
        if part is None:
            lists = lists or Lists.of(collection.framework)
            merge_part(task, collection, lists)
            part = load_part(task.part)
        assert part is not None  # noqa: S101 (it was written just now)
        yield task.part, part


def merge_in_worker(given: tuple[PartTask, Packed[_Ground]]) -> None:
    """Merge in a worker."""
    task, packed = given
    ground = packed.open()
    merge_part(task, ground.collection, ground.lists)


def merge_part(task: PartTask, collection: Collection, lists: Lists) -> None:
    """Merge the returns of one partner and keep its part."""
    merged = merge_one(task.partner, task.files, collection, lists, task.settled)
    rows = rows_path(task.part)
    draft = draft_path(rows)
    with open_csv(draft, None) as write_row:
        for entry in merged.ledger.entries:
            write_row(answer_row(entry, merged.asked, collection.framework))
    draft.replace(rows)
    save_part(task.part, _part_of(merged))


def _part_of(merged: PartnerMerge) -> PartnerPart:
    taken = merged.taken
    return PartnerPart(
        points=merged.points,
        findings=merged.findings,
        returns=tuple(each.file for each in merged.contributions),
        actions=tuple(action_record(words, each.file) for each in taken for words in each.actions),
        contacts=tuple(contact_row(words, each.file) for each in taken for words in each.contacts),
        availability=tuple(
            availability_row(words, each.file) for each in taken for words in each.availability.values()
        ),
        additions=tuple(addition for each in taken for addition in each.additions),
        contradictions=tuple(
            contradiction_record(point, entries) for point, entries in merged.ledger.conflicts.items()
        ),
        history=tuple(history_rows(merged.ledger.entries)),
        answers_read=merged.answers_read,
        answers_retained=sum(entry.is_retained for entry in merged.ledger.entries),
    )
