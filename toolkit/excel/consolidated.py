"""Writes the consolidated workbook: a summary, the retained data as a list and as a study, and what is left to do."""

from collections.abc import Iterator
from pathlib import Path

from toolkit.excel.consolidated_decisions import list_contradictions, list_decisions
from toolkit.excel.consolidated_follow_up import list_follow_up
from toolkit.excel.consolidated_history import list_history
from toolkit.excel.consolidated_lists import (
    list_additions,
    list_findings,
    list_retained,
    list_returns,
    list_words,
)
from toolkit.excel.consolidated_summary import write_consolidated_summary
from toolkit.excel.drawing import Drawing, at_midnight
from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Book, Listing, write_listing
from toolkit.excel.study_table import list_study
from toolkit.model.records import Consolidation
from toolkit.wording import Wording


def write_consolidated(path: Path, consolidation: Consolidation, wording: Wording) -> None:
    """Write the workbook; the same consolidation gives the same bytes, whenever it is written.

    Links to cells are relative: they hold while the workbook lies in `results/`, beside `collected/`.

    Raises:
        RuntimeError: XlsxWriter could not write something, and would have left it out.
    """
    campaign = consolidation.collection.campaign
    title = wording.say("Consolidated answers: {name}", name=campaign.name)
    # The contact of a campaign is for its partners; an output carries the campaign's own name.
    drawing = Drawing(path, title=title, author=campaign.name, created=at_midnight(campaign.issued))
    book = Book(drawing=drawing, wording=wording, identity=campaign.id)
    lexicon = Lexicon(framework=consolidation.collection.framework, wording=wording)
    summary = book.add_page(wording.say("Summary"))
    sheets = [(write_listing(book, listing), len(listing.rows)) for listing in _list_everything(consolidation, lexicon)]
    write_consolidated_summary(summary, consolidation, lexicon, sheets)
    drawing.close()


def _list_everything(consolidation: Consolidation, lexicon: Lexicon) -> Iterator[Listing]:
    yield list_follow_up(consolidation, lexicon)
    yield list_retained(consolidation, lexicon)
    yield from list_study(consolidation, lexicon)
    yield list_contradictions(consolidation, lexicon)
    yield list_findings(consolidation, lexicon)
    yield list_decisions(consolidation, lexicon)
    yield list_returns(consolidation, lexicon)
    yield list_history(consolidation, lexicon)
    yield list_words(consolidation, lexicon)
    yield list_additions(consolidation, lexicon)
