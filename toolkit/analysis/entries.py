"""What was typed in a value cell: state, value and quality, or a question. Never a guess, never dropped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from toolkit.analysis.numbers import SIGNIFICANT_DIGITS, parse_number, plain, stored_number
from toolkit.model.raw import CellKind, RawCell
from toolkit.model.states import ANSWER_CODES, CHOICES, Quality, State, Unit
from toolkit.wording import LANGUAGES, load_wording


class Doubt(StrEnum):
    """Why an entry needs a look; the rules give each its words and its severity."""

    APPROXIMATE = "approximate"
    SYNONYM = "synonym"
    FORMULA = "formula"
    SHARE_AT_MOST_ONE = "share_at_most_one"
    BELOW_MINIMUM = "below_minimum"
    ABOVE_MAXIMUM = "above_maximum"
    DATE = "date"
    ERROR_VALUE = "error_value"
    BOOLEAN = "boolean"
    UNCALCULATED = "uncalculated"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_CODE = "ambiguous_code"
    PERCENT_OF_OTHER_UNIT = "percent_of_other_unit"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An entry understood as far as it can be.

    Attributes:
        raw: what was typed; a number as the file stores it.
        words: what follows a code in its cell.
        proposals: what a rejected entry may stand for.
    """

    state: State
    raw: str = ""
    value: Decimal | None = None
    quality: Quality | None = None
    words: str = ""
    doubts: tuple[Doubt, ...] = ()
    proposals: tuple[str, ...] = ()


BLANK = Reading(state=State.BLANK)

_STATES = {code.code: code.state for code in ANSWER_CODES}
_CODE = re.compile(r"(?P<code>[A-Za-z]{2})\s*(?:[-–—:,(]\s*(?P<words>.*?)\)?)?\s*\Z", re.DOTALL)
_SYNONYMS = {
    "n.d.": "ND",
    "n.d": "ND",
    "n/d": "ND",
    "non disponible": "ND",
    "non disponibles": "ND",
    "indisponible": "ND",
    "pas disponible": "ND",
    "donnée non disponible": "ND",
    "not available": "ND",
    "s.o.": "SO",
    "s.o": "SO",
    "sans objet": "SO",
    "non concerné": "SO",
    "not applicable": "SO",
    "compté ailleurs": "CA",
    "counted elsewhere": "CA",
    "secret statistique": "SS",
    "à venir": "AV",
    "to come": "AV",
}
_AMBIGUOUS = {
    "nc": ("ND", "SS"),
    "n.c.": ("ND", "SS"),
    "na": ("ND", "SO"),
    "n/a": ("ND", "SO"),
    "#n/a": ("ND", "SO"),
    "-": ("ND", "0"),
    "–": ("ND", "0"),
    "/": ("ND", "SO"),
    "?": ("ND",),
    "néant": ("0", "SO"),
    "aucun": ("0",),
    "aucune": ("0",),
    "none": ("0",),
    "cf. bilan": ("CA",),
    "voir commentaire": ("CA", "ND"),
}
_APPROXIMATE = re.compile(
    r"(?:(?:environ|env|approximativement|approximately|approx|about|circa|ca)\b\.?|[≈~])\s*", re.IGNORECASE
)
_ERROR_TEXT = re.compile(r"#[A-ZÀ-Ÿ0-9/]+[!?]\Z")
_PART_OF = re.compile(r"(\d[\d\s]*)\s*(?:sur|of|/)\s*(\d[\d\s]*)\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:entre|between)\s+(\S+)\s+(?:et|and)\s+(\S+)\Z", re.IGNORECASE)
_BOUND = re.compile(r"(?:plus|moins|more|less|au moins|at least)\s*(?:de|d'|than)?\s*(\d[\d\s]*)\Z", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_UNIT_WORDS = {
    "€": ("€", "euros", "euro", "eur"),
    "heures": ("heures", "heure", "h"),
    "points": ("points", "point", "pts"),
}
_CHOICE_WORDS = {
    load_wording(language).say(label).casefold(): number for label, number in CHOICES for language in LANGUAGES
}


def read_entry(cell: RawCell | None, unit: Unit) -> Reading:
    """Understand one value cell of a measure of this unit."""
    if cell is None or (cell.kind is CellKind.TEXT and not cell.text.strip()):
        return BLANK
    if not unit.is_number:
        return _read_words(cell)
    reading = _read_cell(cell, unit)
    if cell.formula and cell.kind is not CellKind.UNCALCULATED and reading.state is State.VALUE:
        return _doubted(reading, Doubt.FORMULA)
    return reading


def _read_words(cell: RawCell) -> Reading:
    if cell.kind in {CellKind.ERROR, CellKind.UNCALCULATED}:
        return _rejected(_shown(cell), _REFUSED_KINDS[cell.kind])
    text = str(stored_number(cell.text)) if cell.kind is CellKind.NUMBER else cell.text
    return _read_code(text) or Reading(state=State.VALUE, raw=text, quality=Quality.FINAL)


def _read_cell(cell: RawCell, unit: Unit) -> Reading:
    match cell.kind:
        case CellKind.NUMBER:
            return _read_number(cell, unit)
        case CellKind.TEXT:
            return _read_choice(cell.text) if unit.is_choice else _read_text(cell.text, unit)
        case CellKind.BOOLEAN if unit.is_choice:
            return _valued(cell.text, Decimal(cell.text), unit)
        case _:
            return _rejected(_shown(cell), _REFUSED_KINDS[cell.kind])


_REFUSED_KINDS = {
    CellKind.DATE: Doubt.DATE,
    CellKind.ERROR: Doubt.ERROR_VALUE,
    CellKind.BOOLEAN: Doubt.BOOLEAN,
    CellKind.UNCALCULATED: Doubt.UNCALCULATED,
}


def _shown(cell: RawCell) -> str:
    """Give a cell as the partner saw it, as far as the file tells."""
    match cell.kind:
        case CellKind.UNCALCULATED:
            return f"={cell.formula}"
        case CellKind.BOOLEAN:
            return "VRAI" if cell.text == "1" else "FAUX"
        case _:
            return cell.text


def _read_number(cell: RawCell, unit: Unit) -> Reading:
    try:
        number = stored_number(cell.text)
    except ValueError:
        return _rejected(cell.text, Doubt.NOT_A_NUMBER)
    if "%" not in cell.number_format:
        return _valued(str(number), number, unit)
    if unit.code == "%":
        return _valued(cell.text, plain(number * 100), unit, shares_checked=True)
    return _rejected(f"{plain(number * 100)} %", Doubt.PERCENT_OF_OTHER_UNIT, str(number), str(plain(number * 100)))


def _valued(
    raw: str, number: Decimal, unit: Unit, quality: Quality | None = None, *, shares_checked: bool = False
) -> Reading:
    if unit.is_choice and number not in {0, 1}:
        return _rejected(raw, Doubt.NOT_A_CHOICE)
    doubts = []
    if unit.minimum is not None and number < unit.minimum:
        doubts.append(Doubt.BELOW_MINIMUM)
    if unit.maximum is not None and number > unit.maximum:
        doubts.append(Doubt.ABOVE_MAXIMUM)
    if unit.code == "%" and 0 < number <= 1 and not shares_checked:
        doubts.append(Doubt.SHARE_AT_MOST_ONE)
    return Reading(state=State.VALUE, raw=raw, value=number, quality=quality, doubts=tuple(doubts))


def _read_choice(text: str) -> Reading:
    number = _CHOICE_WORDS.get(_tidy(text))
    if number is not None:
        return Reading(state=State.VALUE, raw=text, value=Decimal(number))
    if _tidy(text) in {"0", "1"}:
        return Reading(state=State.VALUE, raw=text, value=Decimal(_tidy(text)))
    return _read_code(text) or _read_ambiguous(text) or _rejected(text, Doubt.NOT_A_CHOICE)


def _read_text(text: str, unit: Unit) -> Reading:
    if _ERROR_TEXT.match(text.strip()):
        return _rejected(text, Doubt.ERROR_VALUE)
    return (
        _read_code(text)
        or _read_ambiguous(text)
        or _read_typed_number(text, unit)
        or _rejected(text, Doubt.NOT_A_NUMBER, *_propose(text))
    )


def _read_code(text: str) -> Reading | None:
    if match := _CODE.match(text.strip()):
        state = _STATES.get(match["code"].upper())
        if state is not None:
            return Reading(state=state, raw=text, words=(match["words"] or "").strip())
    code = _SYNONYMS.get(_tidy(text))
    return None if code is None else Reading(state=_STATES[code], raw=text, doubts=(Doubt.SYNONYM,))


def _read_ambiguous(text: str) -> Reading | None:
    proposals = _AMBIGUOUS.get(_tidy(text))
    return None if proposals is None else _rejected(text, Doubt.AMBIGUOUS_CODE, *proposals)


def _read_typed_number(text: str, unit: Unit) -> Reading | None:
    typed, quality = text.strip(), None
    if match := _APPROXIMATE.match(typed):
        typed, quality = typed[match.end() :], Quality.ESTIMATED
    typed, is_percent = _without_unit(typed, unit)
    number = parse_number(typed, is_count=unit.code in {"nombre", "€"})
    if number.proposals:
        return _rejected(text, Doubt.AMBIGUOUS_NUMBER, *(str(proposal) for proposal in number.proposals))
    if number.value is None:
        return None
    if len(number.value.as_tuple().digits) > SIGNIFICANT_DIGITS:
        return _rejected(text, Doubt.TOO_LONG)
    if is_percent and unit.code != "%":
        return _rejected(text, Doubt.PERCENT_OF_OTHER_UNIT, str(number.value))
    reading = _valued(text, number.value, unit, quality, shares_checked=is_percent)
    return _doubted(reading, Doubt.APPROXIMATE) if quality else reading


def _without_unit(typed: str, unit: Unit) -> tuple[str, bool]:
    """Take the unit off the end of a number; also says whether it was a percent sign."""
    if typed.endswith("%"):
        return typed[:-1].rstrip(), True
    for word in _UNIT_WORDS.get(unit.code, ()):
        if typed.casefold().endswith(word):
            return typed[: -len(word)].rstrip(), False
    return typed, False


def _propose(text: str) -> tuple[str, ...]:
    """Say what a text that is no number may stand for; empty when nothing can be said."""
    typed = text.strip()
    for pattern in (_PART_OF, _BOUND, _BETWEEN):
        if match := pattern.match(typed):
            return tuple("".join(group.split()) for group in match.groups())
    if typed.casefold() in {"une centaine", "a hundred"}:
        return ("100",)
    digits = typed.translate(_LOOK_ALIKE)
    alike = parse_number(digits, is_count=False).value if digits != typed else None
    joined = parse_number("".join(typed.split()), is_count=False).value
    return tuple(str(number) for number in (alike, joined) if number is not None)


def _rejected(raw: str, doubt: Doubt, *proposals: str) -> Reading:
    return Reading(state=State.REJECTED, raw=raw, doubts=(doubt,), proposals=proposals)


def _doubted(reading: Reading, doubt: Doubt) -> Reading:
    return replace(reading, doubts=(*reading.doubts, doubt))


def _tidy(text: str) -> str:
    return " ".join(text.split()).casefold()


STATE_OF_CODE: Mapping[str, State] = _STATES
"""The state that each code answers."""
