"""The whole workbook of one partner, sheet by sheet."""

from toolkit.layout.asked import Asked, collect_asked
from toolkit.layout.availability import plan_availability
from toolkit.layout.definitions import plan_definitions
from toolkit.layout.file_names import name_workbook
from toolkit.layout.grid import GRID_SHEETS, plan_grid
from toolkit.layout.guide import plan_guide
from toolkit.layout.keys import identity_code
from toolkit.layout.plan import FIRST_ROW, HEADER_ROW, Cell, SheetPlan, WorkbookPlan
from toolkit.layout.progress import plan_progress
from toolkit.layout.sheets import META_NAME, Sheet, head_cells
from toolkit.layout.styles import Role
from toolkit.layout.words import plan_actions, plan_contacts, plan_free_rows
from toolkit.model.campaign import Collection
from toolkit.model.offices import OfficeShare

FORMAT_VERSION = "1"
"""Raised when a change of the sheets would mislead an older reader."""


def plan_workbook(collection: Collection, partner: str, share: OfficeShare | None = None) -> WorkbookPlan:
    """Plan the workbook of one partner, or of one of its offices, in the language of the campaign."""
    asked = collect_asked(collection, partner, share)
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
    return WorkbookPlan(
        file_name=name_workbook(collection, partner, share),
        title=f"{collection.campaign.name} – {asked.addressee}",
        author=collection.campaign.contact.name,
        identity=identity_code(asked.identity),
        created=collection.campaign.issued,
        language=collection.campaign.language,
        data_points=asked.data_points,
        required_points=sum(asked.count_required(action.code) for action in asked.actions),
        sheets=(
            plan_guide(asked, sheets),
            availability.sheet,
            plan_progress(asked, grids, lists),
            *(grid.sheet for grid in grids),
            plan_actions(asked, lists),
            plan_free_rows(asked, lists),
            plan_contacts(asked),
            definitions,
            _plan_meta(asked),
        ),
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
