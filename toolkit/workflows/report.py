"""Makes the report of a campaign from what was merged. Must not read a return."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from toolkit.analysis.completeness import measure_completeness, measure_partner_themes
from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.headline import count_action_statuses, measure_headline
from toolkit.analysis.trends import measure_trends
from toolkit.excel.report_workbook import write_report
from toolkit.files.evolution import write_evolution
from toolkit.files.overrulings import read_overrulings
from toolkit.files.publishing import publish as publish_results
from toolkit.files.results import read_actions, read_points
from toolkit.files.summaries import COMPLETENESS, TRENDS, write_completeness, write_trends
from toolkit.model.campaign import Collection
from toolkit.model.summaries import Report
from toolkit.wording import load_wording
from toolkit.workflows.merge import RESULTS, write_manifest

REPORT = "report.xlsx"


class Publish(Protocol):
    """Puts a set of outputs in its place, all of it or nothing."""

    def __call__(self, results: Path, write: Callable[[Path], None], *, keep: bool) -> None:
        """Call `write` with a temporary folder, then swap it with `results`; `keep` the files not written anew."""


def make_report(folder: Path, collection: Collection, publish: Publish = publish_results) -> Report:
    """Count what was merged, and write `completeness.csv`, `trends.csv`, what else the figures say, and `report.xlsx`.

    The other files of `results/` stay; the manifest is written anew and last. The workbook speaks the language of the
    campaign.

    Raises:
        ToolkitError: nothing was merged yet, or the results cannot be written.
        AccountsError: the results do not account for what the campaign asks.
    """
    results = folder / RESULTS
    report = measure_report(collection, results)
    wording = load_wording(collection.campaign.language)

    def write(target: Path) -> None:
        write_completeness(target / COMPLETENESS, report.completeness)
        write_trends(target / TRENDS, report.trends)
        write_evolution(target, report.evolution)
        write_report(target / REPORT, report, wording)
        write_manifest(target, collection)

    publish(results, write, keep=True)
    return report


def measure_report(collection: Collection, results: Path) -> Report:
    """Count what was merged into a folder of results, without writing.

    Raises:
        ToolkitError: nothing was merged yet, or the results cannot be understood.
        AccountsError: the results do not account for what the campaign asks.
    """
    points = tuple(read_points(results))
    completeness = measure_completeness(collection, points, read_actions(results))
    return Report(
        collection=collection,
        headline=measure_headline(completeness),
        completeness=completeness,
        heat=measure_partner_themes(collection, points),
        statuses=count_action_statuses(completeness, collection.framework),
        trends=measure_trends(collection, points),
        evolution=measure_evolution(collection, points, read_overrulings(results.parent, collection.framework)),
    )
