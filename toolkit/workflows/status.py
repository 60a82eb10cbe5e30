"""Tells where a campaign stands: what was issued, what came back, what is missing, what changed.

Must not write; results that an interrupted run left aside are put back.
"""

from datetime import date
from pathlib import Path

from toolkit.analysis.changes import list_changes
from toolkit.analysis.completeness import measure_completeness
from toolkit.analysis.follow_up import measure_follow_up
from toolkit.files.publishing import read_run_state
from toolkit.files.results import DATA_POINTS, RETURNS, read_answers, read_points, read_returns
from toolkit.model.campaign import PREFILLED, Collection
from toolkit.model.changes import Changes
from toolkit.model.follow_up import Correspondence, FollowUpSummary
from toolkit.workflows.follow_up import read_correspondence
from toolkit.workflows.merge import RESULTS


def read_status(folder: Path, collection: Collection, correspondence: Correspondence | None = None) -> FollowUpSummary:
    """Read where each partner asked stands, from what was issued and sent and from the results, if there are any.

    Args:
        folder: the campaign folder.
        collection: what it asks.
        correspondence: what was issued and sent, when it is known already.

    Raises:
        ToolkitError: the results, or what the coordinator keeps beside them, cannot be read.
        AccountsError: the results do not account for what the campaign asks.
    """
    results = folder / RESULTS
    run = read_run_state(results)
    known = correspondence or read_correspondence(folder, collection)
    returns = read_returns(results) if (results / RETURNS).is_file() else ()
    points = tuple(read_points(results)) if (results / DATA_POINTS).is_file() else None
    if points is not None:
        measure_completeness(collection, points, ())  # the sums close, or the run stops here
    lines = measure_follow_up(collection, known, returns, points)
    return FollowUpSummary(has_results=points is not None, run=run, lines=lines)


def read_changes(folder: Path, collection: Collection, since: date, until: date | None = None) -> Changes:
    """Compare what the returns until one day say with what was known before another; see `list_changes`.

    Raises:
        ToolkitError: nothing was merged yet, or the ledger cannot be understood.
    """
    observations = collection.framework.observations if collection.campaign.earlier_figures == PREFILLED else ()
    changes = list_changes(read_answers(folder / RESULTS), observations, since, until)
    return Changes(since=since, until=until, changes=tuple(changes))
