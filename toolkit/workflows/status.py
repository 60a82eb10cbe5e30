"""Tells where a campaign stands: what was issued, what came back, what is missing. Must not write."""

from collections.abc import Iterable
from pathlib import Path

from toolkit.analysis.completeness import measure_completeness
from toolkit.analysis.deliveries import is_late
from toolkit.files.results import DATA_POINTS, RETURNS, read_points, read_returns
from toolkit.model.answers import Return, Verdict
from toolkit.model.campaign import Collection
from toolkit.model.completeness import CompletenessRow, Dimension
from toolkit.model.framework import Partner
from toolkit.model.summaries import PartnerStatus, Status
from toolkit.workflows.generate import read_manifest
from toolkit.workflows.merge import RESULTS


def read_status(folder: Path, collection: Collection) -> Status:
    """Read what is known of each partner asked, from the manifest and from the results, if there are any.

    Raises:
        ToolkitError: the results cannot be read.
        AccountsError: the results do not account for what the campaign asks.
    """
    results = folder / RESULTS
    issued: dict[str, list[str]] = {}
    for row in read_manifest(folder):
        issued.setdefault(row["partner"], []).append(row["file"])
    returns = read_returns(results) if (results / RETURNS).is_file() else ()
    has_results = (results / DATA_POINTS).is_file()
    points = _points_by_partner(collection, results) if has_results else {}
    partners = tuple(
        _partner_status(collection, partner, "; ".join(issued.get(partner.code, ())), returns, points)
        for partner in collection.framework.partners_asked
    )
    return Status(collection=collection, has_results=has_results, partners=partners)


def _points_by_partner(collection: Collection, results: Path) -> dict[str, CompletenessRow]:
    rows = measure_completeness(collection, read_points(results), ())
    return {row.key: row for row in rows if row.dimension is Dimension.PARTNER}


def _partner_status(
    collection: Collection,
    partner: Partner,
    issued: str,
    returns: Iterable[Return],
    points: dict[str, CompletenessRow],
) -> PartnerStatus:
    arrivals = sorted(
        each.returned_at for each in returns if each.partner == partner.code and each.verdict is Verdict.READ
    )
    received = arrivals[0] if arrivals else ""
    return PartnerStatus(
        partner=partner.code,
        name=partner.name,
        issued_file=issued,
        received_at=received,
        returns=len(arrivals),
        is_late=is_late(received, collection.campaign.deadline),
        asked=_count_asked(collection, partner.code),
        points=points.get(partner.code),
    )


def _count_asked(collection: Collection, partner: str) -> int:
    requests = collection.framework.requests_of(partner)
    return sum(len(collection.periods_of(request.measure).required) for request in requests)
