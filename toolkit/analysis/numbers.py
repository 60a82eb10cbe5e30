"""Numbers as people type them: the grammar is Babel's, strict; what could mean two things is not decided here."""

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal

SIGNIFICANT_DIGITS = 15

_GROUP = "\u202f"
_SPACES = re.compile(r"[\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_SHAPE = re.compile(rf"[+\-]?\d+(?:[{_GROUP}.,']\d+)*\Z", re.ASCII)
_SIGNS = str.maketrans({"\u2212": "-", "\u2019": "'"})
_THREE_DECIMALS = re.compile(r"[+\-]?[1-9]\d{0,2}[.,]\d{3}\Z", re.ASCII)
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNumber:
    """What a text may stand for.

    Attributes:
        value: None when the text is no number, or when it is ambiguous.
        proposals: values that it may stand for when it is ambiguous.
    """

    value: Decimal | None = None
    proposals: tuple[Decimal, ...] = ()


_NO_NUMBER = ReadNumber()


def stored_number(text: str) -> Decimal:
    """Read a number as a workbook stores it, at 15 significant digits: `33.899999999999999` is 33.9.

    Raises:
        ValueError: the text is no number.
    """
    if len(text) <= SIGNIFICANT_DIGITS and text.isascii() and text.isdigit():
        return Decimal(text)
    if "_" in text:  # Python's own grammar of numbers, not that of a workbook
        raise ValueError(text)
    shortest = f"{float(text):.{SIGNIFICANT_DIGITS}g}"
    number = Decimal(shortest)
    if not number.is_finite():
        raise ValueError(text)
    return plain(number) if "e" in shortest or not number else number


def type_number(number: Decimal) -> str:
    """Write a number as a person would type it, so that it is read back as no other: 1.234 is `1.2340`."""
    text = f"{number:f}"
    return f"{text}0" if _THREE_DECIMALS.match(text) else text


def plain(number: Decimal) -> Decimal:
    """Take away an exponent and trailing zeros: 1E+3 is 1000, 12.50 is 12.5, -0 is 0."""
    if not number:
        return Decimal(0)
    shortened = number.normalize()
    exponent = shortened.as_tuple().exponent
    return Decimal(f"{shortened:f}") if isinstance(exponent, int) and exponent > 0 else shortened


def parse_number(text: str, *, is_count: bool) -> ReadNumber:
    """Read a number typed by a person, in French or in English.

    Args:
        text: `1 458` with any space, `1 234,5`, `1,234.5`, `1'458`, `-3`.
        is_count: whether a whole number is expected: then `1,458` may be 1458 or 1.458, and is not decided.
    """
    typed = _SPACES.sub(_GROUP, text.strip().translate(_SIGNS))
    if len(typed) > _LONGEST or not _SHAPE.match(typed):
        return _NO_NUMBER
    if is_count and _THREE_DECIMALS.match(typed):
        digits = typed.replace(",", ".")
        return ReadNumber(proposals=(Decimal(digits.replace(".", "")), plain(Decimal(digits))))
    return ReadNumber(value=_parse_strictly(typed.removeprefix("+")))


def _parse_strictly(typed: str) -> Decimal | None:
    if ("," in typed and "." in typed) or typed.count(",") > 1:
        if "'" in typed or _GROUP in typed:
            return None
        return _parse(typed, "en")
    if typed.count(".") > 1:
        return None
    return _parse(typed.replace("'", _GROUP).replace(".", ","), "fr")


def _parse(typed: str, locale: str) -> Decimal | None:
    try:
        return plain(parse_decimal(typed, locale=locale, strict=True))
    except NumberFormatError:
        return None
