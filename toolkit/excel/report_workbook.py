"""Writes the report of a collection as a workbook: its summary, then one table a sheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.excel.drawing import Drawing, at_midnight
from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Book, Listing, write_listing
from toolkit.excel.report_counts import write_reading_counts, write_target_counts
from toolkit.excel.report_evolution import list_action_readings, list_gaps, list_key_figures, list_series
from toolkit.excel.report_heat import write_partner_periods, write_partner_themes, write_territory_themes
from toolkit.excel.report_lists import (
    write_action_list,
    write_completeness_list,
    write_reason_list,
    write_unanswered_list,
)
from toolkit.excel.report_partners import write_partners
from toolkit.excel.report_points import list_points
from toolkit.excel.report_reviews import write_review_list
from toolkit.excel.report_summary import write_summary
from toolkit.excel.report_targets import write_target_list
from toolkit.excel.report_territories import write_territories
from toolkit.excel.report_trends import write_trend_list
from toolkit.model.reviews import WrittenReview
from toolkit.model.summaries import Report
from toolkit.wording import Wording, phrase

STREAMED_POINTS = 50_000
"""Data points from which on the tables that grow with a collection are streamed, and memory stays."""

_SHEETS = (
    (phrase("Completeness"), write_completeness_list),
    (phrase("Partners"), write_partners),
    (phrase("Reasons"), write_reason_list),
    (phrase("Heat map"), write_partner_themes),
    (phrase("Heat map of periods"), write_partner_periods),
    (phrase("Heat map of territories"), write_territory_themes),
    (phrase("Territories obtained"), write_territories),
    (phrase("Actions"), write_action_list),
    (phrase("Actions not answered"), write_unanswered_list),
    (phrase("Trends"), write_trend_list),
    (phrase("Targets by theme"), write_target_counts),
    (phrase("Targets"), write_target_list),
    (phrase("Readings by theme"), write_reading_counts),
)


def write_report(path: Path, report: Report, wording: Wording, reviews: Sequence[WrittenReview] = ()) -> None:
    """Write the report; the same report gives the same bytes, whenever it is written.

    Its reviews come with their paragraphs in the words of the workbook.

    Raises:
        RuntimeError: XlsxWriter could not write something, and would have left it out.
    """
    campaign = report.collection.campaign
    title = wording.say("Report: {name}", name=campaign.name)
    # The contact is for the partners' workbooks only, so the author is the campaign.
    drawing = Drawing(path, title=title, author=campaign.id, created=at_midnight(campaign.issued))
    book = Book(drawing=drawing, wording=wording, identity=campaign.id)
    summary = book.add_page(wording.say("Summary"))
    streams = len(report.points) > STREAMED_POINTS
    write_review_list(book.add_page(wording.say("Review of the collection"), streams=streams), reviews)
    for name, write_sheet in _SHEETS:
        write_sheet(book.add_page(wording.say(name), streams=streams), report)
    for listing in _list_evolution(report, wording):
        write_listing(book, listing)
    write_listing(book, list_points(report, wording))
    write_summary(summary, report)
    drawing.close()


def _list_evolution(report: Report, wording: Wording) -> Iterator[Listing]:
    lexicon = Lexicon(framework=report.collection.framework, wording=wording)
    evolution = report.evolution
    yield list_action_readings(evolution.actions, lexicon)
    yield list_series(evolution.series, lexicon)
    yield list_key_figures(evolution.key_figures, lexicon)
    yield list_gaps(evolution.gaps, lexicon)
