"""Proves a workbook against what was planned, before it is put where the coordinator takes it from."""

from collections.abc import Collection as Collected
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.excel.proof import prove_workbook
from toolkit.layout.keys import parse_identity, request_key
from toolkit.layout.plan import WorkbookPlan
from toolkit.layout.styles import STYLES
from toolkit.model.campaign import Collection
from toolkit.model.findings import Finding
from toolkit.model.framework import Request
from toolkit.model.issued_file import Promised
from toolkit.model.offices import list_requests_of_office
from toolkit.model.places import column_letters
from toolkit.rules.describing import describe
from toolkit.rules.issued_privacy import Foreigners
from toolkit.wording import load_wording

_MOST_TOLD = 3
_UNLOCKED = frozenset(role for role, style in STYLES.items() if not style.is_locked)


def prove_issued(
    path: Path,
    plan: WorkbookPlan,
    collection: Collection,
    foreigners: Foreigners,
    requests: Collected[Request] | None = None,
) -> None:
    """Read a written workbook back and stop at the first fault.

    Args:
        path: the workbook.
        plan: what was written.
        collection: what is asked.
        foreigners: what may not stand in another's workbook.
        requests: the rows that it holds; None for all that the framework asks of its partner or office.

    Raises:
        ToolkitError: the workbook is not what was planned; it must not be issued.
    """
    found = prove_workbook(path.read_bytes(), promise_workbook(plan, collection, requests), foreigners)
    if found:
        raise ToolkitError(_tell(plan.file_name, found))


def allow_words(foreigners: Foreigners, partner: str, words: Iterable[str]) -> Foreigners:
    """Let the workbook of a partner name another one where the partner itself has typed the name: its own words."""
    telling = [text for texts in foreigners.partners.values() for text in texts]
    own = tuple(each for each in words if any(text in each for text in telling))
    return replace(foreigners, offices={**foreigners.offices, partner: (*foreigners.offices[partner], *own)})


def promise_workbook(
    plan: WorkbookPlan, collection: Collection, requests: Collected[Request] | None = None
) -> Promised:
    """Say what a workbook has to hold: its rows from the framework, or those given; its cells from the plan."""
    identity = parse_identity(plan.identity)
    partner, office = (identity.partner, identity.office) if identity else ("", "")
    letters = {number: column_letters(number) for number in range(1, max(len(each.widths) for each in plan.sheets) + 1)}
    if requests is None:
        requests = list_requests_of_office(collection.framework, partner, office)
    return Promised(
        file=plan.file_name,
        partner=partner,
        identity=plan.identity,
        keys=tuple(request_key(each.measure, each.partner, each.territory) for each in requests),
        sheets=tuple(sheet.name for sheet in plan.sheets),
        inputs={
            sheet.name: frozenset(f"{letters[cell.column]}{cell.row}" for cell in sheet.cells if cell.role in _UNLOCKED)
            for sheet in plan.sheets
        },
    )


def _tell(file: str, found: Sequence[Finding]) -> str:
    wording = load_wording("en")
    told = " ".join(f"{each.rule.code}: {describe(each, wording).message}" for each in found[:_MOST_TOLD])
    return (
        f"{file} was not issued, for it fails the check before sending ({len(found)} faults). {told} "
        "The fault is the toolkit's: report it with the framework; nothing was written for this partner."
    )
