"""What people type in a value cell, and what is made of it."""

from decimal import Decimal

import pytest

from toolkit.analysis.entries import read_entry
from toolkit.analysis.readings import Doubt
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import ANSWER_CODES, UNITS, Quality, State

SPACES = {"space": " ", "no-break": "\u00a0", "narrow": "\u202f", "thin": "\u2009"}


def typed(text, unit="nombre", number_format=""):
    return read_entry(RawCell(6, 7, CellKind.TEXT, text, "", number_format), UNITS[unit])


def stored(text, unit="nombre", number_format=""):
    return read_entry(RawCell(6, 7, CellKind.NUMBER, text, "", number_format), UNITS[unit])


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("0", "nombre", "0"),
        ("0", "%", "0"),
        ("1458", "nombre", "1458"),
        *[(f"1{space}458", "nombre", "1458") for space in SPACES.values()],
        *[(f"12{space}345{space}678", "nombre", "12345678") for space in SPACES.values()],
        ("1'458", "nombre", "1458"),
        ("1’458", "nombre", "1458"),
        ("38,3", "nombre", "38.3"),
        ("1 234,5", "nombre", "1234.5"),
        ("1,234.5", "nombre", "1234.5"),
        ("1,234,567", "nombre", "1234567"),
        ("-5", "points", "-5"),
        ("−5", "points", "-5"),
        ("+5", "nombre", "5"),
        ("１２", "nombre", "12"),
        ("  12  ", "nombre", "12"),
        ("0012", "nombre", "12"),
        ("33,9", "%", "33.9"),
        ("33,9 %", "%", "33.9"),
        ("33,9\u202f%", "%", "33.9"),
        ("33.9%", "%", "33.9"),
        ("1,458", "%", "1.458"),
        ("1 200 €", "€", "1200"),
        ("1 200 euros", "€", "1200"),
        ("36 h", "heures", "36"),
        ("104,2", "indice", "104.2"),
        ("Oui", "oui_non", "1"),
        ("non", "oui_non", "0"),
        ("Yes", "oui_non", "1"),
        ("NO", "oui_non", "0"),
        ("1", "oui_non", "1"),
    ],
)
def test_a_figure_typed_as_text_is_read_as_it_was_meant(text, unit, value):
    reading = typed(text, unit)
    assert (reading.state, reading.value, reading.raw) == (State.VALUE, Decimal(value), text)
    assert reading.quality is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("env. 120", "120"),
        ("env 120", "120"),
        ("environ 1 200", "1200"),
        ("≈120", "120"),
        ("~ 0", "0"),
        ("Env. 33,9", "33.9"),
    ],
)
def test_an_approximate_figure_keeps_its_value_and_is_estimated(text, value):
    reading = typed(text)
    assert (reading.state, reading.value, reading.quality) == (State.VALUE, Decimal(value), Quality.ESTIMATED)
    assert Doubt.APPROXIMATE in reading.doubts


@pytest.mark.parametrize(
    ("text", "unit", "doubt", "proposals"),
    [
        ("14 58", "nombre", Doubt.NOT_A_NUMBER, ("1458",)),
        ("1,458", "nombre", Doubt.AMBIGUOUS_NUMBER, ("1458", "1.458")),
        ("1.458", "nombre", Doubt.AMBIGUOUS_NUMBER, ("1458", "1.458")),
        ("env. 1.458", "nombre", Doubt.AMBIGUOUS_NUMBER, ("1458", "1.458")),
        ("1.458,5", "nombre", Doubt.NOT_A_NUMBER, ("1458.5",)),
        ("O", "nombre", Doubt.NOT_A_NUMBER, ("0",)),
        ("l2", "nombre", Doubt.NOT_A_NUMBER, ("12",)),
        ("1e3", "nombre", Doubt.NOT_A_NUMBER, ("1000",)),
        ("٣", "nombre", Doubt.NOT_A_NUMBER, ()),
        ("10 sur 18", "nombre", Doubt.NOT_ONE_FIGURE, ("10", "18")),
        ("entre 7 et 13", "nombre", Doubt.NOT_ONE_FIGURE, ("7", "13")),
        ("plus de 100", "nombre", Doubt.NOT_ONE_FIGURE, ("100",)),
        ("une centaine", "nombre", Doubt.NOT_ONE_FIGURE, ("100",)),
        ("en cours", "nombre", Doubt.AMBIGUOUS_CODE, ("AV",)),
        ("12 %", "nombre", Doubt.PERCENT_OF_OTHER_UNIT, ("12",)),
        ("NC", "nombre", Doubt.AMBIGUOUS_CODE, ("ND", "SS")),
        ("NA", "nombre", Doubt.AMBIGUOUS_CODE, ("ND", "SO")),
        ("-", "nombre", Doubt.AMBIGUOUS_CODE, ("ND", "0")),
        ("néant", "nombre", Doubt.AMBIGUOUS_CODE, ("0", "SO")),
        ("voir commentaire", "nombre", Doubt.AMBIGUOUS_CODE, ("CA", "ND")),
        ("#REF!", "nombre", Doubt.ERROR_VALUE, ()),
        ("#ERROR!", "nombre", Doubt.ERROR_VALUE, ()),
        ("peut-être", "oui_non", Doubt.NOT_A_CHOICE, ()),
        ("2", "oui_non", Doubt.NOT_A_CHOICE, ()),
        ("9" * 16, "nombre", Doubt.TOO_LONG, ()),
    ],
)
def test_what_cannot_be_understood_is_a_question_and_never_a_value(text, unit, doubt, proposals):
    reading = typed(text, unit)
    assert (reading.state, reading.value, reading.raw) == (State.REJECTED, None, text)
    assert reading.doubts == (doubt,)
    assert reading.proposals == proposals


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u202f", "\n"])
def test_a_cell_of_spaces_is_blank(text):
    assert typed(text).state is State.BLANK


def test_an_empty_cell_is_blank():
    assert read_entry(None, UNITS["nombre"]).state is State.BLANK


@pytest.mark.parametrize("code", ANSWER_CODES, ids=lambda code: code.code)
@pytest.mark.parametrize("unit", UNITS)
def test_every_code_of_the_legend_is_accepted_for_every_unit(code, unit):
    for text in (code.code, code.code.lower(), f" {code.code} ", f"{code.code} - {code.code} words"):
        assert typed(text, unit).state is code.state
    assert typed(f"{code.code} – pas d'outil", unit).words == "pas d'outil"


@pytest.mark.parametrize(("text", "state"), [("n.d.", State.UNAVAILABLE), ("sans objet", State.NOT_APPLICABLE)])
def test_well_known_words_stand_for_a_code_and_it_is_said(text, state):
    reading = typed(text)
    assert (reading.state, reading.doubts) == (state, (Doubt.SYNONYM,))


@pytest.mark.parametrize(
    ("text", "unit", "number_format", "value", "doubts"),
    [
        ("0", "nombre", "", "0", ()),
        ("33.899999999999999", "%", "", "33.9", ()),
        ("1.4580000000000001E3", "nombre", "", "1458", ()),
        ("0.339", "%", "0.0%", "33.9", ()),
        ("1", "%", "0%", "100", ()),
        ("0.3", "%", "", "0.3", (Doubt.SHARE_AT_MOST_ONE,)),
        ("0", "%", "", "0", ()),
        ("101", "%", "", "101", (Doubt.ABOVE_MAXIMUM,)),
        ("-5", "nombre", "", "-5", (Doubt.BELOW_MINIMUM,)),
        ("-1", "nombre", "", "-1", (Doubt.FILLER,)),
        ("-1", "indice", "", "-1", ()),
    ],
)
def test_a_stored_number_is_taken_by_its_format_and_unit(text, unit, number_format, value, doubts):
    reading = stored(text, unit, number_format)
    assert (reading.value, reading.doubts) == (Decimal(value), doubts)


def test_a_count_formatted_as_a_percentage_is_asked():
    assert stored("0.5", "nombre", "0%").doubts == (Doubt.PERCENT_OF_OTHER_UNIT,)


@pytest.mark.parametrize(
    ("kind", "text", "formula", "state", "doubt"),
    [
        (CellKind.ERROR, "#REF!", "", State.REJECTED, Doubt.ERROR_VALUE),
        (CellKind.ERROR, "#N/A", "A1", State.REJECTED, Doubt.ERROR_VALUE),
        (CellKind.DATE, "43924", "", State.REJECTED, Doubt.DATE),
        (CellKind.BOOLEAN, "1", "", State.REJECTED, Doubt.BOOLEAN),
        (CellKind.UNCALCULATED, "", "SUM(A1:A2)", State.REJECTED, Doubt.UNCALCULATED),
        (CellKind.NUMBER, "0", "1-1", State.VALUE, Doubt.FORMULA),
    ],
)
def test_what_a_program_left_in_a_cell_is_told_apart(kind, text, formula, state, doubt):
    reading = read_entry(RawCell(6, 7, kind, text, formula), UNITS["nombre"])
    assert (reading.state, reading.doubts) == (state, (doubt,))
    assert reading.raw


def test_a_text_measure_keeps_its_words_and_has_no_value():
    reading = typed("ateliers, permanences", "texte")
    assert (reading.state, reading.value, reading.raw) == (State.VALUE, None, "ateliers, permanences")
    assert stored("3", "texte").raw == "3"
