"""Writes for each partner the workbook that asks again what has to be corrected or is still missing."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.analysis.corrections import Corrections, list_corrections
from toolkit.excel.workbook_writer import write_workbook
from toolkit.files.issued import read_manifest
from toolkit.files.publishing import digest, publish
from toolkit.files.results import read_findings, read_points
from toolkit.layout.file_names import name_correction, name_workbook
from toolkit.layout.workbook import plan_correction
from toolkit.model.campaign import Collection
from toolkit.model.framework import Request
from toolkit.model.known import Known, RowsAgain
from toolkit.model.offices import OfficeShare, split_by_office
from toolkit.model.outcomes import Issued
from toolkit.model.records import PointRecord
from toolkit.rules.issued_privacy import collect_foreigners
from toolkit.workflows.asking_again import ask_rows_again
from toolkit.workflows.generate import Progress, choose_partners
from toolkit.workflows.merge import CORRECTIONS, RESULTS, write_manifest
from toolkit.workflows.proving import allow_words, prove_issued


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """What one workbook asks again.

    Attributes:
        share: the office that it goes to; None where it goes to the partner.
        requests: the rows that it holds.
        words: what the partner typed, in any of its rows.
    """

    partner: str
    share: OfficeShare | None
    rows: RowsAgain
    requests: frozenset[Request]
    known: Known
    words: frozenset[str]


def generate_corrections(
    folder: Path,
    collection: Collection,
    partners: Sequence[str] = (),
    *,
    progress: Progress | None = None,
) -> tuple[Issued, ...]:
    """Write into `results/corrections/` one workbook for each that was issued and is to be corrected or completed.

    The same results give the same workbooks. Those of other partners stay, and so do the other results.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        partners: codes of those to ask; all that are asked when empty.
        progress: told of each file.

    Raises:
        ToolkitError: nothing was merged yet, an unknown partner, a workbook that fails the check before sending, a
            folder not writable.
    """
    results = folder / RESULTS
    chosen = [partner.code for partner in choose_partners(collection, partners)]
    points = tuple(read_points(results))
    corrections = list_corrections(points, read_findings(results))
    by_partner: dict[str, list[PointRecord]] = {}
    for record in points:
        by_partner.setdefault(record.partner, []).append(record)
    offices = _list_offices(folder)
    asked = [
        each
        for code in chosen
        for each in _split(code, by_partner.get(code, ()), corrections, collection, offices.get(code, frozenset()))
    ]
    written: list[Issued] = []

    def write(target: Path) -> None:
        _make_room(target / CORRECTIONS, () if not partners else chosen, collection)
        for each in _write_all(target / CORRECTIONS, asked, collection):
            written.append(each)
            if progress is not None:
                progress(each.file)
        write_manifest(target, collection, results)

    publish(results, write, keep=True)
    return tuple(written)


def _list_offices(folder: Path) -> Mapping[str, frozenset[str]]:
    """Give by partner the offices that a workbook was issued to; the empty one stands for the whole partner."""
    offices: dict[str, frozenset[str]] = {}
    for issued in read_manifest(folder):
        offices[issued["partner"]] = offices.get(issued["partner"], frozenset()) | {issued.get("office") or ""}
    return offices


def _split(
    partner: str,
    records: Sequence[PointRecord],
    corrections: Corrections,
    collection: Collection,
    offices: frozenset[str],
) -> Iterator[_Again]:
    """Yield what is asked again of a partner, as its workbooks were issued: one of its own, or one an office."""
    rows, known = ask_rows_again(records, corrections, collection)
    words = frozenset(
        text
        for record in records
        for text in (record.raw, record.comment, record.source, record.coverage, record.definition_change)
        if text
    )
    shares = split_by_office(collection.framework, partner) if offices and "" not in offices else ()
    for share in shares or (None,):
        requests = frozenset(request for request in rows if _is_held(request, share, collection))
        if requests:
            yield _Again(partner=partner, share=share, rows=rows, requests=requests, known=known, words=words)


def _is_held(request: Request, share: OfficeShare | None, collection: Collection) -> bool:
    return share is None or collection.framework.action_of(request.measure).code in share.actions


def _make_room(target: Path, partners: Sequence[str], collection: Collection) -> None:
    """Take away the workbooks of an earlier run: those of some partners, or all."""
    if not partners:
        shutil.rmtree(target, ignore_errors=True)
    target.mkdir(exist_ok=True)
    for code in partners:
        for share in (None, *split_by_office(collection.framework, code)):
            (target / name_correction(name_workbook(collection, code, share))).unlink(missing_ok=True)


def _write_all(target: Path, asked: Iterable[_Again], collection: Collection) -> Iterator[Issued]:
    foreigners = collect_foreigners(collection)
    for each in asked:
        plan = plan_correction(collection, each.partner, each.share, each.rows, each.known)
        path = target / plan.file_name
        write_workbook(plan, path)
        prove_issued(path, plan, collection, allow_words(foreigners, each.partner, each.words), each.requests)
        yield Issued(
            file=plan.file_name,
            partner=each.partner,
            version=collection.campaign.version,
            data_points=plan.data_points,
            required=plan.required_points,
            sha256=digest(path),
            outcome="written",
            office=each.share.office if each.share is not None else "",
        )
