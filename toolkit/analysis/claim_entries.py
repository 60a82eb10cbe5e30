"""What is typed in a statement about figures: its kind, a figure at the decimals printed, a word of direction."""

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.analysis.numbers import parse_number
from toolkit.analysis.typed_text import clean, fold
from toolkit.model.claims import ClaimKind
from toolkit.model.summaries import Direction

_KINDS = {
    **{kind.value: kind for kind in ClaimKind},
    "abs": ClaimKind.ABS_CHANGE,
    "absolute": ClaimKind.ABS_CHANGE,
    "pct": ClaimKind.PCT_CHANGE,
    "percent": ClaimKind.PCT_CHANGE,
    "%": ClaimKind.PCT_CHANGE,
    "points": ClaimKind.POINTS_CHANGE,
    "ratio": ClaimKind.MULTIPLE,
    "factor": ClaimKind.MULTIPLE,
    "level": ClaimKind.VALUE,
}
_WORDS = {
    Direction.UP: "up rise rising increase higher growth ↑ hausse augmentation augmente progression croissance",
    Direction.DOWN: "down fall falling decrease lower decline ↓ baisse diminution diminue recul recule reduction chute",
    Direction.STABLE: "stable stability unchanged equal same = stabilite maintien constant inchange identique",
}
_DIRECTIONS = {word: direction for direction, words in _WORDS.items() for word in words.split()}
_SIGNS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-") | {"\uff0b": "+"})
_TIMES = re.compile(r"(?:x|×|\*|fois)\s*(?=\d)|(?<=\d)\s*(?:x|×|fois|times)\Z", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:%|points?|pts?\.?|€|euros?|heures?|h|percent|pour\s*cent)\Z", re.IGNORECASE)
_SIGN = re.compile(r"\A([+-])\s+(?=\d)")
_DECIMALS = re.compile(r"[.,](\d+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A figure as printed: 2,0 is 2 at one decimal."""

    value: Decimal
    decimals: int


def read_kind(text: str) -> ClaimKind | None:
    """Read the kind of a statement; None when there is no such kind."""
    return _KINDS.get(fold(text).replace(" ", "_").replace("-", "_"))


def read_direction(text: str) -> Direction | None:
    """Read a word of direction, in English or French: `up`, `en hausse`; None for any other."""
    return _DIRECTIONS.get(fold(text).removeprefix("en ").strip())


def read_printed(text: str) -> Printed | None:
    """Read a figure as printed, in French or English: `-2.5`, `−2,5 points`, `+ 11 307`, `x 3`; None for any other.

    An apostrophe that keeps a spreadsheet from calculating, and a unit behind the figure, are taken away.
    """
    typed = clean(text).translate(_SIGNS).removeprefix("'")
    bare = _SIGN.sub(r"\1", _TIMES.sub("", _UNIT.sub("", typed), count=1).strip())
    value = parse_number(bare, is_count=False).value
    if value is None:
        return None
    match = _DECIMALS.search(bare)
    decimals = len(match[1]) if match else 0
    digits = int("".join(letter for letter in bare if letter.isdigit()) or "0")
    # `1,234,567` has groups and no decimals: its digits are those of a whole number.
    is_decimal = abs(value).scaleb(decimals) == digits
    return Printed(value=value, decimals=decimals if is_decimal else 0)
