"""Writes what may be published of a campaign as an accessible workbook: cover, contents, notes, then the tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.excel.drawing import Drawing, at_midnight, write_link
from toolkit.excel.lexicon import Lexicon
from toolkit.excel.listings import Book, Listing, write_listing
from toolkit.excel.publication_tables import list_tables
from toolkit.excel.report_tables import (
    HEADER_ROW,
    Page,
    TableColumn,
    set_up_list,
    write_head,
    write_table,
)
from toolkit.layout.plan import link_to
from toolkit.layout.styles import Role
from toolkit.model.campaign import Campaign
from toolkit.model.publication import SIGN_MEANINGS, Publication
from toolkit.model.trends import READING_METHOD
from toolkit.wording import Wording

_COVER = (TableColumn(label="", width=26, role=Role.LOCKED_STRONG), TableColumn(label="", width=90, role=Role.LOCKED))


def write_publication(path: Path, publication: Publication, wording: Wording) -> None:
    """Write the workbook; the same publication gives the same bytes, whenever it is written.

    Raises:
        RuntimeError: XlsxWriter could not write something, and would have left it out.
    """
    campaign = publication.collection.campaign
    title = wording.say("Published figures: {name}", name=campaign.name)
    drawing = Drawing(path, title=title, author=campaign.name, created=at_midnight(campaign.issued))
    book = Book(drawing=drawing, wording=wording, identity=campaign.id)
    lexicon = Lexicon(framework=publication.collection.framework, wording=wording)
    cover, contents = book.add_page(wording.say("Cover")), book.add_page(wording.say("Contents"))
    notes = book.add_page(wording.say("Notes"))
    written = [(write_listing(book, table), table) for table in list_tables(publication, lexicon)]
    _write_cover(cover, publication)
    _write_notes(notes, publication)
    _write_contents(contents, str(notes.sheet.get_name()), written)
    drawing.close()


def _write_cover(page: Page, publication: Publication) -> None:
    """Write who publishes what, from where, and whom to ask: a table of two columns."""
    say, campaign = page.wording.say, publication.collection.campaign
    write_head(
        page, campaign.name, say("Published figures of the collection. The tables are listed on the sheet of contents.")
    )
    columns = tuple(
        TableColumn(label=label, width=column.width, role=column.role)
        for label, column in zip((say("Subject"), say("Text")), _COVER, strict=True)
    )
    area = write_table(page, columns, _cover_rows(campaign, page.wording))
    set_up_list(page, columns, area, 0)


def _cover_rows(campaign: Campaign, wording: Wording) -> Iterator[tuple[str, str]]:
    say = wording.say
    yield (
        say("Source"),
        say(
            "Figures given by the partners of the programme, in workbooks of {issued} to be sent back by {deadline}.",
            issued=wording.day(campaign.issued),
            deadline=wording.day(campaign.deadline),
        ),
    )
    yield (
        say("Statistical secrecy"),
        say(
            "Counts of persons or households above zero and under {threshold} are not published, nor is a figure by "
            "which a declared sum or share would give them back. Everything else is computed from what is published.",
            threshold=campaign.thresholds.secrecy,
        ),
    )
    yield (
        say("How to read a table"),
        say(
            "Each sheet holds one table with one row of headers, and no cell of it is empty: a sign in square brackets "
            "says why there is no figure."
        ),
    )
    yield say("Contact"), ", ".join(part for part in (campaign.contact.name, campaign.contact.email) if part)


def _write_notes(page: Page, publication: Publication) -> None:
    """Write what the signs mean, then how the tables were made, as one table."""
    say = page.wording.say
    write_head(page, say("Notes"), say("What the signs mean, and how the tables were made."))
    columns = (
        TableColumn(label=say("Sign or subject"), width=26, role=Role.LOCKED_STRONG),
        TableColumn(label=say("Meaning"), width=100, role=Role.LOCKED),
    )
    area = write_table(page, columns, _note_rows(publication, page.wording))
    set_up_list(page, columns, area, 1)


def _note_rows(publication: Publication, wording: Wording) -> Iterator[tuple[str, str]]:
    say = wording.say
    for sign, meaning in SIGN_MEANINGS.items():
        yield sign.mark, say(meaning)
    yield "–", say("no sign, no comment")
    yield (
        say("Figures hidden"),
        wording.count(
            "{n} figure is hidden by the sign [c] beside those that partners kept secret themselves.",
            "{n} figures are hidden by the sign [c] beside those that partners kept secret themselves.",
            publication.hidden,
        ),
    )
    yield (
        say("Figures left out"),
        wording.count(
            "{n} figure for a territory that a partner describes in its own words is in no table.",
            "{n} figures for a territory that partners describe in their own words are in no table.",
            publication.in_words,
        ),
    )
    yield (
        say("Comments"),
        say("A comment is shown where the partner agreed to its publication and nothing of the action is hidden."),
    )
    for text in READING_METHOD:
        yield say("Readings of actions"), say(text)


def _write_contents(page: Page, notes: str, written: Sequence[tuple[str, Listing]]) -> None:
    """List the sheets with links; every title says what the table holds."""
    say = page.wording.say
    write_head(page, say("Contents"), say("One row a sheet; the name of the sheet is a link to it."))
    columns = (
        TableColumn(label=say("Sheet"), width=16, role=Role.LINK),
        TableColumn(label=say("Title"), width=90, role=Role.LOCKED),
        TableColumn(label=say("Rows"), width=10, role=Role.COUNT),
    )
    rows: list[tuple[str, str, int | None]] = [(notes, say("What the signs mean, and how the tables were made."), None)]
    rows += [(name, table.title, len(table.rows)) for name, table in written]
    area = write_table(page, columns, rows)
    look = page.drawing.format_of(Role.LINK)
    for number, (name, _, _) in enumerate(rows, start=HEADER_ROW + 1):
        write_link(page.sheet, number, 1, link_to(name), look, name)
    set_up_list(page, columns, area, 1)
