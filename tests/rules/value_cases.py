"""One case that triggers each rule on entries, one near miss, and the message in English."""

from typing import NamedTuple

from toolkit.model.raw import CellKind, RawCell


def cell(text, kind=CellKind.TEXT, formula="", number_format=""):
    return RawCell(6, 6, kind, text, formula, number_format)


def number(text, formula="", number_format=""):
    return cell(text, CellKind.NUMBER, formula, number_format)


class Case(NamedTuple):
    """What triggers a rule, and what nearly does; the message in English."""

    code: str
    unit: str
    trigger: tuple[RawCell, ...]
    near_miss: tuple[RawCell, ...]
    message: str


CASES = [
    Case("V301", "nombre", (cell("l2"),), (cell("12"),), "F6: “l2” cannot be read as a figure (12 ?)."),
    Case("V302", "nombre", (cell("1,458"),), (cell("1,45"),), "F6: “1,458” may mean two figures (1458, 1.458 ?)."),
    Case(
        "V303",
        "nombre",
        (cell("43924", CellKind.DATE, "", "d/m"),),
        (number("43924", "", "0"),),
        "F6 holds the date or time 2020-04-03, made by the program; what was probably typed (3/4 ?) is lost.",
    ),
    Case(
        "V304",
        "nombre",
        (cell("Err:502"),),
        (cell("erreur"),),
        "F6 holds the error Err:502, which is no figure.",
    ),
    Case(
        "V305",
        "nombre",
        (cell("1", CellKind.BOOLEAN),),
        (number("1"),),
        "F6 holds “VRAI” where a figure is expected.",
    ),
    Case(
        "V306",
        "nombre",
        (cell("", CellKind.UNCALCULATED, "A1+A2"),),
        (number("3", "A1+A2"),),
        "F6 holds the formula =A1+A2 without a result.",
    ),
    Case("V307", "nombre", (cell("NC"),), (cell("ND"),), "F6: “NC” may mean several things (ND, SS ?)."),
    Case(
        "V308",
        "nombre",
        (cell("12 %"),),
        (cell("12"),),
        "F6: “12 %” is a percentage, the unit asked is “number”.",
    ),
    Case("V309", "oui_non", (cell("peut-être"),), (cell("Oui"),), "F6: “peut-être” is neither yes nor no."),
    Case(
        "V310",
        "nombre",
        (cell("1234567890123456"),),
        (cell("123456789012345"),),
        "F6: “1234567890123456” has more digits than Excel can keep.",
    ),
    Case(
        "V311",
        "nombre",
        (cell("entre 7 et 13"),),
        (cell("env. 7"),),
        "F6: “entre 7 et 13” is a bound, a range, a part or words, not one figure (7, 13 ?).",
    ),
    Case("V321", "nombre", (cell("env. 120"),), (cell("120"),), "F6: “env. 120” was taken as 120, estimated."),
    Case(
        "V322",
        "nombre",
        (cell("non dispo"),),
        (cell("ND"),),
        "F6: “non dispo” was taken for a code (not available).",
    ),
    Case(
        "V323",
        "nombre",
        (number("120", "100+20"),),
        (number("120"),),
        "F6 holds the formula =100+20; its result “120” was taken.",
    ),
    Case(
        "V324",
        "%",
        (number("0.3"), number("0.4")),
        (number("3"), number("0.4", "", "0%")),
        "F6: 0.3 was kept as 0.3 %; a share of 0.3 % or a fraction?",
    ),
    Case(
        "V325",
        "nombre",
        (number("-5"),),
        (number("0"),),
        "F6: -5 is negative, which the unit “number” does not allow.",
    ),
    Case("V326", "%", (number("101"),), (number("100"),), "F6: 101 is over 100 %."),
    Case(
        "V327",
        "nombre",
        (number("9999"),),
        (number("9998"),),
        "F6: 9999 was kept as 9999; is it a figure, or a sign that there is none?",
    ),
    Case(
        "V328",
        "%",
        (number("0.3"), number("42")),
        (number("0.3"), number("0")),
        "F6: 0.3 was kept as 0.3 % although other cells of the row hold 42; is it a fraction?",
    ),
    Case(
        "V329",
        "nombre",
        (cell("120*"),),
        (cell("120 (e)"),),
        "F6: “120*” was taken as 120; what the star points to is not known.",
    ),
    Case("V330", "€", (cell("12 k€"),), (cell("12 €"),), "F6: “12 k€” was taken as 12000 (euros)."),
    Case(
        "V334",
        "nombre",
        (cell("(p) 120"),),
        (cell("120 p"),),
        "F6: “(p) 120” was taken as 120, quality “provisional”.",
    ),
    Case(
        "V335",
        "nombre",
        (cell("１２"),),
        (cell("12"),),
        "F6: “１２” was typed in full-width digits and taken as 12.",
    ),
]
