"""What the workbook says of a row while it is typed, and what Python says of it, are the same verdicts.

LibreOffice calculates the workbook anew; every difference fails, and a planted one is found.
"""

import random
from decimal import Decimal

import pytest
from office import need_office, work
from small_campaign import TABLES, issue, write_small_campaign

from toolkit.layout.columns import GRID_AFTER, GRID_BEFORE
from toolkit.layout.grid import STATE_CHECK, STATE_COMPLETE, STATE_EMPTY, STATE_LEFT
from toolkit.layout.row_checks import RowCheck, check_row, say_checks, scope_of
from toolkit.model.places import cell_name
from toolkit.wording import load_wording
from toolkit.workflows.generate import generate_workbooks
from toolkit.workflows.loading import load_collection

pytestmark = pytest.mark.xdist_group("libreoffice")

PARTS = {
    **TABLES,
    "territories": """
        territory,label,kind,parent,part_of
        PARIS,Paris,perimetre,,
        QPV,Quartiers,perimetre,PARIS,
        QP,Quartiers prioritaires,perimetre,QPV,QPV
        QVA,Quartiers de veille,perimetre,QPV,QPV
    """,
    "measures": TABLES["measures"]
    + """        T01.2b,T01.2,Nombre de candidats,nombre,,civile,personne,flux,aucune,higher,sum
""",
    "rules": """
        rule,kind,measure,other_measure,parameter
        R1,share,T01.1a,T01.1b,T01.2b
    """,
    "requests": """
        measure,partner,territory
        T01.1b,AAA,PARIS
        T01.1b,AAA,QPV
        T01.1b,AAA,QP
        T01.1b,AAA,QVA
        T01.2b,AAA,QP
        T01.1a,AAA,QPV
        T01.1a,AAA,QP
        G01.1a,AAA,PARIS
        G01.1a,AAA,QPV
        G01.1a,AAA,QP
        T01.2a,AAA,PARIS
        H01.1a,AAA,QP
        G01.1a,BBB,PARIS
    """,
}


def any_entry(chance):
    """An entry of any kind that a cell can hold."""
    kinds = (
        lambda: None,
        lambda: Decimal(chance.randrange(0, 9)),
        lambda: Decimal(chance.randrange(0, 200)),
        lambda: Decimal(chance.randrange(0, 2000)) / 10,
        lambda: Decimal(-chance.randrange(1, 50)),
        lambda: Decimal(0),
        lambda: Decimal(42),
        lambda: chance.choice(("ND", "nd", "SO", "Ca", "SS", "AV")),
        lambda: chance.choice(("1 458", "?", "*", "n.d.", ">5", "<>", "ND ", "env. 12", "=x", "N*", "~", "oui")),
    )
    weights = (4, 5, 6, 4, 1, 2, 2, 2, 1)
    return chance.choices(kinds, weights)[0]()


def any_row(chance, length):
    """A row of entries; now and then the same figure everywhere, and all cells filled more often than not."""
    if chance.random() < 0.15:
        return [Decimal(chance.randrange(0, 3) * 7)] * length
    if chance.random() < 0.5:
        return [Decimal(chance.randrange(1, 60)) for _ in range(length)]
    return [any_entry(chance) for _ in range(length)]


class Grid:
    """One grid of a workbook: what is typed in it, and what each side says of it."""

    def __init__(self, collection, sheet, requests, chance):
        self.collection, self.sheet, self.requests = collection, sheet, requests
        periods = collection.periods_of(requests[0].measure)
        self.required, self.length = len(periods.required), len(periods.all)
        self.typed = {request: any_row(chance, self.length) for request in requests}

    def cells(self):
        first = len(GRID_BEFORE) + 1
        for row, request in enumerate(self.requests, start=6):
            for number, value in enumerate(self.typed[request]):
                if value is not None:
                    place = cell_name(row, first + number)
                    yield [self.sheet, place, float(value) if isinstance(value, Decimal) else value]

    def verdicts(self, request):
        key = (request.measure, request.territory)
        rows = {(each.measure, each.territory): typed for each, typed in self.typed.items()}
        return check_row(scope_of(self.collection.framework, key, frozenset(rows), self.required), key, rows)

    def state(self, request, say):
        filled = sum(value is not None for value in self.typed[request][: self.required])
        if self.verdicts(request):
            return say(STATE_CHECK)
        if filled == self.required:
            return say(STATE_COMPLETE)
        return f"{say(STATE_LEFT)} {self.required - filled}" if filled else say(STATE_EMPTY)

    def said(self, seen):
        """What the workbook says of each row: what is to check, and its state."""
        after = len(GRID_BEFORE) + self.length
        alerts, state = (after + 1 + [column.role for column in GRID_AFTER].index(role) for role in ("alerts", "state"))
        values = seen["sheets"][self.sheet]["values"]
        return {
            request: (values[row - 1][alerts - 1], values[row - 1][state - 1])
            for row, request in enumerate(self.requests, start=6)
        }


def grids_of(collection, partner, chance):
    requests = collection.framework.requests_of(partner)
    for sheet, kind in (("Années civiles", "civile"), ("Années scolaires", "scolaire")):
        own = tuple(each for each in requests if collection.framework.measures[each.measure].period_kind == kind)
        if own:
            yield Grid(collection, sheet, own, chance)


def differences(grids, seen, wording):
    found = []
    for grid in grids:
        for request, (alerts, state) in grid.said(seen).items():
            expected = (say_checks(grid.verdicts(request), wording), grid.state(request, wording.say))
            if (alerts, state) != expected:
                found.append((request, grid.typed[request], (alerts, state), expected))
    return found


def calculate(path, grids):
    (seen,) = work(
        {"open": path, "type": [cell for grid in grids for cell in grid.cells()], "recalculate": True, "dump": True}
    )
    return seen


def test_workbook_and_python_agree_on_thousands_of_entries(paris_folder, tmp_path):
    need_office()
    chance, wording = random.Random(2020), load_wording("fr")
    folders = [paris_folder, *(write_small_campaign(tmp_path / f"parts-{number}", PARTS) for number in range(12))]
    jobs = []
    for folder in folders:
        collection = load_collection(folder)
        partner = "DDCT" if folder == paris_folder else "AAA"
        path = folder / "outgoing" / generate_workbooks(folder, collection, [partner])[0].file
        jobs.append((path, list(grids_of(collection, partner, chance))))
    seen = work(
        *(
            {"open": path, "type": [cell for grid in grids for cell in grid.cells()], "recalculate": True, "dump": True}
            for path, grids in jobs
        )
    )
    entries = sum(len(row) for _, grids in jobs for grid in grids for row in grid.typed.values())
    told = {
        check for _, grids in jobs for grid in grids for request in grid.requests for check in grid.verdicts(request)
    }
    assert entries > 1500
    assert told == set(RowCheck)
    assert [each for (_, grids), one in zip(jobs, seen, strict=True) for each in differences(grids, one, wording)] == []


def test_a_planted_difference_is_found(tmp_path):
    need_office()
    folder = write_small_campaign(tmp_path / "campaign", PARTS)
    path = issue(folder)["AAA"]
    grids = list(grids_of(load_collection(folder), "AAA", random.Random(1)))
    seen = calculate(path, grids)
    assert differences(grids, seen, load_wording("fr")) == []
    planted = grids[0].requests[0]
    grids[0].typed[planted] = [Decimal(1), Decimal(500), *grids[0].typed[planted][2:]]
    assert [found[0] for found in differences(grids, seen, load_wording("fr"))][:1] == [planted]
