"""Tries a merge and says what it would change; neither results nor decisions are written."""

import shutil
from collections.abc import Callable
from pathlib import Path

from toolkit.analysis.trial_changes import compare_points
from toolkit.files.publishing import reserve
from toolkit.files.results import DATA_POINTS, RETURNS, read_points, read_returns
from toolkit.model.campaign import Collection
from toolkit.model.trials import Trial
from toolkit.workflows.harvesting import find_new_decisions
from toolkit.workflows.merge import RESULTS, try_merge
from toolkit.workflows.merge_result import MergeResult

_TRIAL = ".toolkit/results.trial"


def try_returns(
    folder: Path, collection: Collection, progress: Callable[[str], None] | None = None
) -> tuple[MergeResult, Trial]:
    """Merge aside, and compare with the results that stand.

    Raises:
        ToolkitError: as for a merge.
        AccountsError: a sum does not close.
    """
    results, aside = folder / RESULTS, folder / _TRIAL
    with reserve(results):
        decisions = find_new_decisions(results)
        try:
            result = try_merge(folder, collection, decisions, aside, progress)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        points = tuple(read_points(results)) if (results / DATA_POINTS).is_file() else ()
        files = read_returns(results) if (results / RETURNS).is_file() else ()
    before, after = {file.file for file in files}, {file.file for file in result.returns}
    trial = Trial(
        changes=tuple(compare_points(points, result.points)),
        decisions=decisions,
        files_new=tuple(sorted(after - before)),
        files_gone=tuple(sorted(before - after)),
    )
    return result, trial
