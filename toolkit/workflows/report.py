"""Makes the report of a campaign from what was merged. Must not read a return."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from toolkit.analysis.completeness import measure_completeness, measure_partner_themes
from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.headline import count_action_statuses, measure_headline
from toolkit.analysis.publication import make_publication
from toolkit.analysis.secrecy import list_small_counts
from toolkit.analysis.targets import add_target_statuses, measure_targets
from toolkit.analysis.trends import measure_trends
from toolkit.excel.publication import write_publication
from toolkit.excel.report_workbook import write_report
from toolkit.files.evolution import write_evolution
from toolkit.files.overrulings import read_overrulings
from toolkit.files.publishing import publish as publish_results
from toolkit.files.publishing import reserve
from toolkit.files.results import read_actions, read_points
from toolkit.files.secrecy_table import SECRECY, write_secrecy
from toolkit.files.summaries import COMPLETENESS, TRENDS, write_completeness, write_trends
from toolkit.files.target_table import TARGETS, write_targets
from toolkit.model.campaign import Collection
from toolkit.model.summaries import Report
from toolkit.wording import load_wording
from toolkit.workflows.merge import RESULTS, write_manifest

REPORT, PUBLICATION = "report.xlsx", "publication.xlsx"


class Publish(Protocol):
    """Puts a set of outputs in its place, all of it or nothing."""

    def __call__(self, results: Path, write: Callable[[Path], None], *, keep: bool) -> None:
        """Call `write` with a temporary folder, then swap it with `results`; `keep` the files not written anew."""


def make_report(
    folder: Path, collection: Collection, publish: Publish = publish_results, *, is_published: bool = False
) -> Report:
    """Count what was merged, say what the figures show, and write the tables of both and `report.xlsx`.

    For publication, `publication.xlsx` comes with them; one of an earlier report does not stay without being asked for.

    The other files of `results/` stay; the manifest is written anew and last. The workbook speaks the language of the
    campaign.

    Raises:
        ToolkitError: nothing was merged yet, or the results cannot be written.
        AccountsError: the results do not account for what the campaign asks.
    """
    with reserve(folder / RESULTS):
        return _make_report(folder / RESULTS, collection, publish, is_published=is_published)


def _make_report(results: Path, collection: Collection, publish: Publish, *, is_published: bool) -> Report:
    report = measure_report(collection, results)
    wording = load_wording(collection.campaign.language)

    def write(target: Path) -> None:
        write_completeness(target / COMPLETENESS, report.completeness)
        write_trends(target / TRENDS, report.trends)
        write_targets(target / TARGETS, report.targets, collection.framework, wording)
        write_secrecy(target / SECRECY, report.secrecy, collection.framework)
        write_evolution(target, report.evolution)
        write_report(target / REPORT, report, wording)
        (target / PUBLICATION).unlink(missing_ok=True)
        if is_published:
            _write_publication(target / PUBLICATION, report, results)
        write_manifest(target, collection)

    publish(results, write, keep=True)
    return report


def _write_publication(path: Path, report: Report, results: Path) -> None:
    collection = report.collection
    overrulings = read_overrulings(results.parent, collection.framework)
    publication = make_publication(report, tuple(read_points(results)), overrulings)
    write_publication(path, publication, load_wording(collection.campaign.language))


def measure_report(collection: Collection, results: Path) -> Report:
    """Count what was merged into a folder of results, without writing.

    Raises:
        ToolkitError: nothing was merged yet, or the results cannot be understood.
        AccountsError: the results do not account for what the campaign asks.
    """
    points = tuple(read_points(results))
    targets = measure_targets(collection, points)
    completeness = measure_completeness(collection, points, read_actions(results))
    return Report(
        collection=collection,
        headline=measure_headline(completeness),
        completeness=completeness,
        heat=measure_partner_themes(collection, points),
        statuses=count_action_statuses(completeness, collection.framework),
        trends=add_target_statuses(measure_trends(collection, points), targets),
        targets=targets,
        secrecy=list_small_counts(collection.framework, points, collection.campaign.thresholds.secrecy),
        evolution=measure_evolution(collection, points, read_overrulings(results.parent, collection.framework)),
    )
