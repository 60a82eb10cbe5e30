"""The whole workbook of one partner, sheet by sheet."""

from dataclasses import replace

from toolkit.layout.asked import Asked, ask_again, collect_asked
from toolkit.layout.availability import plan_availability
from toolkit.layout.definitions import plan_definitions
from toolkit.layout.file_names import name_correction, name_workbook
from toolkit.layout.grid import GRID_SHEETS, plan_grid
from toolkit.layout.guide import plan_guide
from toolkit.layout.keys import identity_code
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Cell, SheetPlan, WorkbookPlan
from toolkit.layout.progress import plan_progress
from toolkit.layout.sheets import META_NAME, Sheet, head_cells
from toolkit.layout.styles import Role
from toolkit.layout.words import plan_actions, plan_contacts, plan_free_rows
from toolkit.model.campaign import Collection
from toolkit.model.known import Known, RowsAgain
from toolkit.model.offices import OfficeShare, split_by_office

FORMAT_VERSION = "1"
"""Raised when a change of the sheets would mislead an older reader."""


def plan_workbook(
    collection: Collection, partner: str, share: OfficeShare | None = None, known: Known | None = None
) -> WorkbookPlan:
    """Plan the workbook of one partner, or of one of its offices, in the language of the campaign.

    Args:
        collection: what is asked.
        partner: its code.
        share: of which office; None for all rows.
        known: answers that fill it, besides earlier figures.
    """
    asked = collect_asked(collection, partner, share)
    if known is not None:
        asked = replace(asked, known=_share_known(known, share, asked))
    definitions, lists = plan_definitions(asked)
    availability = plan_availability(asked, lists)
    grids = [plan_grid(asked, kind, lists, availability) for kind in asked.requests]
    sheets = (
        Sheet.AVAILABILITY,
        Sheet.PROGRESS,
        *(GRID_SHEETS[kind] for kind in asked.requests),
        Sheet.ACTIONS,
        Sheet.FREE_ROWS,
        Sheet.CONTACTS,
        Sheet.DEFINITIONS,
    )
    planned = (
        plan_guide(asked, sheets),
        availability.sheet,
        plan_progress(asked, grids, lists),
        *(grid.sheet for grid in grids),
        plan_actions(asked, lists),
        plan_free_rows(asked, lists),
        plan_contacts(asked),
        definitions,
        _plan_meta(asked),
    )
    return _plan(asked, name_workbook(collection, partner, share), planned)


def _share_known(known: Known, share: OfficeShare | None, asked: Asked) -> Known:
    """Leave to an office the figures without a cell that are of its actions; the last one also gets those of none."""
    if share is None:
        return known
    framework, shares = asked.collection.framework, split_by_office(asked.collection.framework, asked.partner.code)
    elsewhere = {action for other in shares if other != share for action in other.actions}
    own = share.actions if share != shares[-1] else {*framework.actions} - elsewhere
    volunteered = {
        point: each for point, each in known.volunteered.items() if framework.action_of(point.measure).code in own
    }
    return replace(known, volunteered=volunteered)


def plan_correction(
    collection: Collection, partner: str, share: OfficeShare | None, again: RowsAgain, known: Known
) -> WorkbookPlan:
    """Plan the workbook that asks a partner, or one of its offices, some rows again, with what is settled in them.

    Args:
        collection: what is asked.
        partner: its code.
        share: of which office; None for all rows.
        again: the rows, at least one of them in the share.
        known: what is settled in these rows, each cell beginning with `SETTLED`, and what stands beside it.
    """
    asked = ask_again(collect_asked(collection, partner, share), again, known)
    definitions, lists = plan_definitions(asked)
    grids = [plan_grid(asked, kind, lists, None) for kind in asked.requests]
    grid_sheets = (GRID_SHEETS[kind] for kind in asked.requests)
    planned = (
        plan_guide(asked, (Sheet.PROGRESS, *grid_sheets, Sheet.CONTACTS, Sheet.DEFINITIONS)),
        plan_progress(asked, grids, lists),
        *(grid.sheet for grid in grids),
        plan_contacts(asked),
        definitions,
        _plan_meta(asked),
    )
    return _plan(asked, name_correction(name_workbook(collection, partner, share)), planned)


def _plan(asked: Asked, file_name: str, sheets: tuple[SheetPlan, ...]) -> WorkbookPlan:
    campaign = asked.collection.campaign
    return WorkbookPlan(
        file_name=file_name,
        title=f"{campaign.name} – {asked.addressee}",
        author=campaign.contact.name,
        identity=identity_code(asked.identity),
        created=campaign.issued,
        language=campaign.language,
        data_points=asked.data_points,
        required_points=asked.count_to_fill(),
        sheets=sheets,
    )


def _plan_meta(asked: Asked) -> SheetPlan:
    """Plan the very hidden sheet that carries the identity once more, for the reader only."""
    campaign = asked.collection.campaign
    rows = (
        ("format", FORMAT_VERSION),
        ("campaign", campaign.id),
        ("partner", asked.partner.code),
        ("office", asked.identity.office),
        ("version", campaign.version),
        ("language", campaign.language),
        ("issued", campaign.issued.isoformat()),
        ("data_points", str(asked.data_points)),
    )
    cells = list(head_cells(META_NAME, asked.identity, ""))
    cells += [Cell(HEADER_ROW, 1, "name", Role.TEXT_STRONG), Cell(HEADER_ROW, 2, "value", Role.TEXT_STRONG)]
    for row, (name, value) in enumerate(rows, start=FIRST_ROW):
        cells += [Cell(row, 1, name, Role.TEXT), Cell(row, 2, value, Role.TEXT)]
    return SheetPlan(name=META_NAME, cells=tuple(cells), widths=(20.0, 40.0), is_very_hidden=True)
