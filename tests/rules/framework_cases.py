"""A small valid framework, and small changes of it."""

from toolkit.analysis.framework_tables import table_from_grid
from toolkit.model.campaign import AskedPeriods
from toolkit.model.periods import PeriodKind, civil_year, school_year
from toolkit.model.places import Location

VALID = {
    "partners": """
        partner  | name
        CAF      | Caisse
        VILLE-1  | Ville
        """,
    "territories": """
        territory | label      | kind      | parent | part_of
        PARIS     | Paris      | perimetre |        |
        QPV       | Quartiers  | perimetre | PARIS  |
        QP        | Prioritary | perimetre | QPV    | QPV
        """,
    "actions": """
        action | theme   | title       | partners
        G01    | Grandir | Accompagner | CAF;VILLE-1
        G02    | Grandir | Former      | CAF
        """,
    "indicators": """
        indicator | action | label   | type
        G01.1     | G01    | Enfants | resultat
        G02.1     | G02    | Parents | realisation
        """,
    "measures": """
        measure | indicator | label | unit   | period_kind | nature | basis     | polarity | across_periods
        G01.1a  | G01.1     | Nb    | nombre | civile      | flux   | residence | higher   | sum
        G01.1b  | G01.1     | Part  | %      | civile      | taux   | residence | higher   | none
        G02.1a  | G02.1     | Nb    | nombre | scolaire    | stock  | aucune    | neutral  | last
        """,
    "requests": """
        measure | partner | territory
        G01.1a  | CAF     | PARIS
        G01.1a  | VILLE-1 | PARIS
        G01.1b  | CAF     | QPV
        G02.1a  | CAF     | QP
        """,
    "targets": """
        target | indicator | measure | territory | operator    | value | value_max | unit   | base_period | change_unit
        T1     | G01.1     | G01.1a  | PARIS     | at_least    | 1200  |           | nombre |             |
        T2     | G01.1     | G01.1b  |           | between     | 33.9  | 60        | %      |             |
        T3     | G01.1     | G01.1a  |           | increase_by | 10    |           | nombre | 2015        | %
        T4     | G02.1     |         |           | words       |       |           |        |             |
        """,
    "offices": """
        partner | office | theme   | scope
        CAF     | Nord   | Grandir | G01;G02
        VILLE-1 |        |         |
        """,
    "observations": """
        measure | partner | territory | period    | value | status
        G01.1a  | CAF     | PARIS     | 2019      | 0     | A
        G01.1a  | CAF     | PARIS     | 2015-2019 | -5.3  |
        G02.1a  | CAF     | QP        | 2018/2019 | 12    | E
        """,
    "rules": """
        rule | kind  | measure | other_measure | parameter
        R1   | share | G01.1b  | G01.1a        | G01.1a
        """,
    "texts": """
        key   | language | text
        intro | fr       | Bonjour
        intro | en       | Hello
        """,
    "migrations": """
        kind      | old    | new     | version
        measure   | G01.9z | G01.1a  | 2
        partner   | VILLE  | VILLE-1 |
        territory | ZUS    | QPV     | 3
        """,
}

PERIODS = {
    PeriodKind.CIVIL: AskedPeriods(required=(civil_year(2019),)),
    PeriodKind.SCHOOL: AskedPeriods(required=(school_year(2018),)),
}


def grids():
    return {
        name: [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        for name, text in VALID.items()
    }


def tables_of(changed):
    return [table_from_grid(name, grid, Location(file=f"{name}.csv")) for name, grid in changed.items()]


def put(table, cell, text):
    """Say that a cell of a table holds another text."""

    def change(grids):
        grids[table][int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = text

    return change


def add_row(table, *texts):
    def change(grids):
        width = len(grids[table][0])
        grids[table].append([*texts, *[""] * width][:width])

    return change


def delete_row(table, number):
    def change(grids):
        del grids[table][number - 1]

    return change


def add_column(table, header, first="x", others="x"):
    def change(grids):
        for number, row in enumerate(grids[table]):
            row.append((header, first)[number] if number < 2 else others)

    return change


def delete_column(table, letter):
    def change(grids):
        for row in grids[table]:
            del row[ord(letter) - ord("A")]

    return change


def delete_table(name):
    def change(grids):
        del grids[name]

    return change


def add_table(name):
    def change(grids):
        grids[name] = []

    return change


def rename_partner(code):
    def change(grids):
        for grid in grids.values():
            grid[:] = [[cell.replace("VILLE-1", code) for cell in row] for row in grid]

    return change
