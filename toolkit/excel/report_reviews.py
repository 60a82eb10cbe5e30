"""The sheet of a report that reviews the collection: one paragraph a partner and office."""

from collections.abc import Iterator, Sequence

from toolkit.excel.report_tables import Entry, Page, TableColumn, set_up_list, write_head, write_table
from toolkit.layout.plan import CellValue
from toolkit.layout.styles import Role
from toolkit.model.completeness import DELIVERY_LABELS, Delivery
from toolkit.model.offices import office_in_words
from toolkit.model.reviews import WrittenReview
from toolkit.wording import Wording

_FROZEN_COLUMNS = 1
_LATE = frozenset((Delivery.LATE, Delivery.NOT_RETURNED))


def write_review_list(page: Page, reviews: Sequence[WrittenReview]) -> None:
    """Write the paragraphs, those of a partner's offices below its own."""
    say = page.wording.say
    sentence = say("What each partner and office returned, for which territories and periods, what is missing and why.")
    write_head(page, say("Review of the collection"), sentence)
    columns = (
        TableColumn(label=say("Partner"), width=15, role=Role.KEY),
        TableColumn(label=say("Name or office"), width=38, role=Role.LOCKED_STRONG),
        TableColumn(label=say("Sent back"), width=13, role=Role.LOCKED),
        TableColumn(label=say("Review"), width=112, role=Role.LOCKED),
    )
    area = write_table(page, columns, _rows(page.wording, reviews))
    set_up_list(page, columns, area, _FROZEN_COLUMNS)


def _rows(wording: Wording, reviews: Sequence[WrittenReview]) -> Iterator[tuple[CellValue | Entry, ...]]:
    for review in reviews:
        facts = review.facts
        name = Entry(office_in_words(facts.office, wording), Role.LOCKED) if facts.office else facts.name
        sent = wording.say(DELIVERY_LABELS[facts.delivery])
        yield facts.partner, name, Entry(sent, Role.WARNING) if facts.delivery in _LATE else sent, review.text
