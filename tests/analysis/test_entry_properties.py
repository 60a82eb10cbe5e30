"""What holds for every entry: what is typed is what is read, and nothing is dropped, guessed or raised."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.entries import read_entry
from toolkit.analysis.numbers import parse_number, stored_number
from toolkit.analysis.readings import Doubt
from toolkit.analysis.stored_dates import propose_origin, shown_date
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import ANSWER_CODES, UNITS, Quality, State

FIGURE_UNITS = [code for code, unit in UNITS.items() if unit.is_number and not unit.is_choice]
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"])
AROUND = st.text(alphabet=" \u00a0\u202f\u2009\t\n\u200b\ufeff", max_size=3)
PIECES = st.sampled_from(
    [
        *(
            "env. ",
            "ND",
            "n.d.",
            " ",
            "\u00a0",
            "1",
            "458",
            "0",
            ",",
            ".",
            "-",
            "+",
            "%",
            "€",
            "k€",
            "h",
            "(e)",
            "(",
            ")",
        ),
        *(
            "*",
            "/",
            "sur",
            "à",
            "plus de ",
            "une centaine",
            "oui",
            "non",
            "#REF!",
            "=",
            "1e9",
            "\uff11",
            "\u00b2",
            "99999",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=6).map("".join))
KINDS = st.sampled_from(sorted(CellKind))
FORMATS = st.sampled_from(["", "0%", "0.0%", "d/m", "mmm-yy", "[h]:mm", "#,##0 \\h", '"d"0'])
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


def typed(text, unit):
    return read_entry(RawCell(6, 7, CellKind.TEXT, text), UNITS[unit])


def english(amount) -> str:
    return f"{amount:,}"


def french(amount, space) -> str:
    return f"{amount:,}".replace(",", space).replace(".", ",")


@given(st.integers(min_value=0, max_value=10**12), SPACES, st.sampled_from(FIGURE_UNITS))
def test_a_whole_number_typed_with_any_space_is_the_number(number, space, unit):
    assert typed(french(number, space), unit).value == number


@given(AMOUNTS, SPACES, st.sampled_from(FIGURE_UNITS))
def test_an_amount_typed_in_french_is_the_amount_in_every_unit(amount, space, unit):
    assert typed(french(amount, space), unit).value == amount


@given(AMOUNTS, st.sampled_from(FIGURE_UNITS))
def test_an_amount_typed_in_english_is_the_amount_in_every_unit(amount, unit):
    assert typed(english(amount), unit).value == amount


@given(AMOUNTS, SPACES, st.sampled_from(["env. ", "≈", "environ ", "~ "]), st.sampled_from(FIGURE_UNITS))
def test_an_approximate_amount_is_the_amount_and_is_estimated(amount, space, word, unit):
    reading = typed(f"{word}{french(amount, space)}", unit)
    assert (reading.value, reading.quality) == (amount, Quality.ESTIMATED)


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=999), st.sampled_from(",."))
def test_one_mark_before_three_digits_of_a_count_is_asked_and_both_meanings_are_proposed(whole, rest, mark):
    reading = typed(f"{whole}{mark}{rest:03d}", "nombre")
    assert (reading.state, reading.doubts) == (State.REJECTED, (Doubt.AMBIGUOUS_NUMBER,))
    assert [Decimal(each) for each in reading.proposals] in (
        [whole * 1000 + rest, Decimal(f"{whole}.{rest:03d}")],
        [whole * 1000 + rest],
    )


@given(AMOUNTS, SPACES, st.sampled_from(["%", " %", "\u00a0%", "\u202f%", " pour cent"]))
def test_a_percent_sign_says_that_a_share_is_a_share_and_is_refused_in_other_units(amount, space, sign):
    text = f"{french(amount, space)}{sign}"
    reading = typed(text, "%")
    assert reading.value == amount
    assert Doubt.SHARE_AT_MOST_ONE not in reading.doubts
    for unit in FIGURE_UNITS:
        if unit != "%":
            assert (typed(text, unit).state, typed(text, unit).value) == (State.REJECTED, None)


@given(st.decimals(min_value=0, max_value=10, places=4), st.sampled_from(["0%", "0.0%", "0.00 %"]))
def test_a_cell_formatted_as_a_percentage_holds_a_hundredth_of_the_share(number, number_format):
    cell = RawCell(6, 7, CellKind.NUMBER, repr(float(number)), "", number_format)
    assert read_entry(cell, UNITS["%"]).value == number * 100
    assert read_entry(cell, UNITS["nombre"]).state is State.REJECTED


@given(TEXTS, st.sampled_from(sorted(UNITS)), KINDS, FORMATS, st.sampled_from(["", "A1", "SUM(A1:A2)"]))
def test_no_entry_raises_and_each_is_a_value_a_code_a_blank_or_a_question(text, unit, kind, number_format, formula):
    reading = read_entry(RawCell(6, 7, kind, text, formula, number_format), UNITS[unit])
    if reading.state is State.VALUE:
        assert (reading.value is None) == (not UNITS[unit].is_number)
        assert reading.proposals == ()
    else:
        assert reading.value is None
        assert reading.quality is None
    if reading.state is State.REJECTED:
        assert len(reading.doubts) == 1
        assert all(reading.proposals)
    else:
        assert reading.proposals == ()


@given(TEXTS, st.sampled_from(sorted(UNITS)))
def test_what_was_typed_is_kept_letter_for_letter_unless_nothing_can_be_seen(text, unit):
    reading = typed(text, unit)
    if reading.state is State.BLANK:
        assert not text.strip(
            " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f"
        ).strip()
    else:
        assert reading.raw == text


@given(AROUND, TEXTS, AROUND, st.sampled_from(sorted(UNITS)))
def test_spaces_and_invisible_characters_around_an_entry_change_nothing(before, text, behind, unit):
    alone, within = typed(text, unit), typed(f"{before}{text}{behind}", unit)
    assert (alone.state, alone.value, alone.quality) == (within.state, within.value, within.quality)
    assert (alone.words, alone.doubts, alone.proposals) == (within.words, within.doubts, within.proposals)


@given(TEXTS, st.sampled_from(FIGURE_UNITS))
def test_a_value_read_again_as_a_stored_number_is_the_same_value(text, unit):
    reading = typed(text, unit)
    if reading.value is not None:
        stored = RawCell(6, 7, CellKind.NUMBER, f"{reading.value:f}")
        assert read_entry(stored, UNITS[unit]).value == reading.value


@given(st.sampled_from(ANSWER_CODES), AROUND, st.sampled_from(sorted(UNITS)))
def test_a_code_is_never_a_figure(code, space, unit):
    reading = typed(f"{space}{code.code}{space}", unit)
    assert (reading.state, reading.value, reading.doubts) == (code.state, None, ())


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_is_read_from_the_file_as_it_was_typed(number):
    assert stored_number(repr(float(number))) == number


@given(st.text(max_size=60), st.booleans())
def test_no_text_raises_as_a_number(text, is_count):
    found = parse_number(text, is_count=is_count)
    assert found.value is None or not found.proposals


@given(st.one_of(TEXTS, st.integers().map(str), st.floats().map(repr)), FORMATS, st.sampled_from(sorted(UNITS)))
def test_no_date_raises_and_each_shows_something(text, number_format, unit):
    cell = RawCell(6, 7, CellKind.DATE, text or "0", "", number_format)
    assert shown_date(cell)
    assert all(propose_origin(cell, UNITS[unit]))
