"""Makes the report of a campaign from what was merged. Must not read a return."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit.analysis.completeness import measure_completeness
from toolkit.analysis.deliveries import list_arrivals
from toolkit.analysis.evolution import measure_evolution
from toolkit.analysis.follow_up import map_deadlines
from toolkit.analysis.grouping import make_grouping
from toolkit.analysis.headline import count_action_statuses, count_actions_returned, measure_headline
from toolkit.analysis.matrices import measure_heat_maps, measure_territories, measure_types
from toolkit.analysis.publication import make_publication
from toolkit.analysis.reviews import Returned, make_reviews
from toolkit.analysis.secrecy import list_small_counts
from toolkit.analysis.targets import add_target_statuses, measure_targets
from toolkit.analysis.trends import measure_trends
from toolkit.excel.publication import write_publication
from toolkit.excel.report_workbook import write_report
from toolkit.files.correspondence import read_extensions
from toolkit.files.evolution import write_evolution
from toolkit.files.inventory import list_unmerged
from toolkit.files.overrulings import read_overrulings
from toolkit.files.publishing import publish as publish_results
from toolkit.files.publishing import reserve
from toolkit.files.results import RETURNS, read_actions, read_points, read_returns
from toolkit.files.secrecy_table import SECRECY, write_secrecy
from toolkit.files.study_document import STUDY, require_unedited
from toolkit.files.summaries import COMPLETENESS, REVIEWS, TRENDS, write_completeness, write_reviews, write_trends
from toolkit.files.target_table import TARGETS, write_targets
from toolkit.model.campaign import Collection
from toolkit.model.summaries import Report
from toolkit.render.page import render_page
from toolkit.render.reviews import write_paragraphs
from toolkit.wording import load_wording
from toolkit.workflows.merge import RESULTS, write_manifest
from toolkit.workflows.recruiting import COLLECTED
from toolkit.workflows.study import make_study

REPORT, PAGE, PUBLICATION = "report.xlsx", "report.html", "publication.xlsx"


class Publish(Protocol):
    """Puts a set of outputs in its place, all of it or nothing."""

    def __call__(self, results: Path, write: Callable[[Path], None], *, keep: bool) -> None:
        """Call `write` with a temporary folder, then swap it with `results`; `keep` the files not written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """What a report writes when it is asked to: tables to publish, a draft of the study."""

    publication: bool = False
    study: bool = False


_NOTHING_MORE = Also()


def make_report(
    folder: Path, collection: Collection, publish: Publish = publish_results, *, also: Also = _NOTHING_MORE
) -> Report:
    """Count what was merged, say what the figures show, and write the tables of both, `report.xlsx` and `report.html`.

    The other files of `results/` stay, but for the study and the publication: those of an earlier report are taken
    away, or written anew. The manifest is written anew and last. All speak the language of the campaign.

    Raises:
        ToolkitError: nothing was merged yet, the results cannot be written, or the study in them was worked on.
        AccountsError: the results do not account for what the campaign asks.
    """
    with reserve(folder / RESULTS):
        require_unedited(folder / RESULTS)
        return _make_report(folder / RESULTS, collection, publish, also)


def _make_report(results: Path, collection: Collection, publish: Publish, also: Also) -> Report:
    report = measure_report(collection, results)
    wording = load_wording(collection.campaign.language)
    reviews = write_paragraphs(report, wording)

    def write(target: Path) -> None:
        write_completeness(target / COMPLETENESS, report.completeness)
        write_trends(target / TRENDS, report.trends)
        write_targets(target / TARGETS, report.targets, collection.framework, wording)
        write_secrecy(target / SECRECY, report.secrecy, collection.framework)
        write_evolution(target, report.evolution)
        write_reviews(target / REVIEWS, reviews)
        write_report(target / REPORT, report, wording, reviews)
        (target / PAGE).write_text(render_page(report, reviews, wording), encoding="utf-8", newline="\n")
        for name in (PUBLICATION, STUDY):
            (target / name).unlink(missing_ok=True)
        if also.publication:
            _write_publication(target / PUBLICATION, report, results)
        if also.study:
            make_study(results, target, report)
        write_manifest(target, collection, results)

    publish(results, write, keep=True)
    return report


def _write_publication(path: Path, report: Report, results: Path) -> None:
    collection = report.collection
    overrulings = read_overrulings(results.parent, collection.framework)
    publication = make_publication(report, overrulings)
    write_publication(path, publication, load_wording(collection.campaign.language))


def measure_report(collection: Collection, results: Path) -> Report:
    """Count what was merged into a folder of results, without writing.

    What the coordinator keeps beside it counts, too: deadlines granted, readings overruled.

    Raises:
        ToolkitError: nothing was merged yet, or the results, or what lies beside them, cannot be understood.
        AccountsError: the results do not account for what the campaign asks.
    """
    points, words = tuple(read_points(results)), read_actions(results)
    files = read_returns(results) if (results / RETURNS).is_file() else ()
    deadlines = map_deadlines(collection, read_extensions(results.parent, collection))
    grouping = make_grouping(collection, points, list_arrivals(files, collection.campaign.deadline, deadlines))
    completeness = measure_completeness(collection, points, words, grouping)
    targets = measure_targets(collection, points)
    return Report(
        collection=collection,
        headline=measure_headline(completeness),
        completeness=completeness,
        statuses=count_action_statuses(completeness, collection.framework),
        trends=add_target_statuses(measure_trends(collection, points), targets),
        returned_actions=count_actions_returned(completeness, collection.framework),
        heat_maps=measure_heat_maps(grouping, points, completeness),
        territories=measure_territories(collection.framework, points),
        types=measure_types(collection.framework, completeness),
        reviews=make_reviews(grouping, Returned(points=points, words=words, files=files, rows=completeness)),
        points=points,
        groups=tuple(grouping.classify(point) for point in points),
        targets=targets,
        secrecy=list_small_counts(collection.framework, points, collection.campaign.thresholds.secrecy),
        evolution=measure_evolution(collection, points, read_overrulings(results.parent, collection.framework)),
    )


def list_files_left_out(folder: Path) -> tuple[str, ...]:
    """List the files that came since the last merge, of which a report knows nothing."""
    results = folder / RESULTS
    returns = read_returns(results) if (results / RETURNS).is_file() else ()
    return list_unmerged(folder / COLLECTED, returns)
