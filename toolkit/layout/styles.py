"""How cells look, by their role: one palette, two text sizes, never colour alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from toolkit.wording import phrase

FONT = "Calibri"
TITLE_SIZE, TEXT_SIZE = 16, 10

INK = "1F2A44"
QUIET_INK = "56606F"
BLUE = "1F4E79"
PAPER = "FFFFFF"
SHADE = "F3F5F8"
INPUT_FILL = "FFF7DB"
INPUT_LINE = "8A6D1A"
OPTIONAL_FILL = "EAF3EC"
OPTIONAL_LINE = "3F7D52"
RULE_LINE = "C9D0DA"
WARNING_FILL = "FDE9E0"


class Role(StrEnum):
    """What a cell is for; its look follows from it."""

    TITLE = "title"
    CODE = "code"
    REFERENCE = "reference"
    SENTENCE = "sentence"
    SECTION = "section"
    HEADER = "header"
    HEADER_PERIOD = "header_period"
    HEADER_OPTIONAL = "header_optional"
    KEY = "key"
    LOCKED = "locked"
    LOCKED_STRONG = "locked_strong"
    LOCKED_CENTER = "locked_center"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    TOTAL_LABEL = "total_label"
    TOTAL_COUNT = "total_count"
    TOTAL_PERCENT = "total_percent"
    STATE = "state"
    LINK = "link"
    INPUT = "input"
    INPUT_OPTIONAL = "input_optional"
    INPUT_TEXT = "input_text"
    INPUT_WORDS = "input_words"
    INPUT_EXTRA = "input_extra"
    INPUT_PERIOD = "input_period"
    TEXT = "text"
    TEXT_STRONG = "text_strong"
    WARNING = "warning"
    HEAT_1 = "heat_1"
    HEAT_2 = "heat_2"
    HEAT_3 = "heat_3"
    HEAT_4 = "heat_4"
    HEAT_5 = "heat_5"
    ONE_LINE = "one_line"
    OBTAINED = "obtained"
    OBTAINED_BESIDE = "obtained_beside"
    MISSING = "missing"


Horizontal = Literal["left", "center", "right", "fill"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A look.

    Attributes:
        line: border style: none, thin or dashed.
        is_header: a header has filter buttons beside its text, and no room to lose to an indent.
        number_format: format code; empty for General, `@` for text.
    """

    size: int = TEXT_SIZE
    is_bold: bool = False
    is_underlined: bool = False
    ink: str = INK
    fill: str = ""
    line: Literal["", "thin", "dashed"] = ""
    line_ink: str = RULE_LINE
    number_format: str = ""
    wraps: bool = True
    horizontal: Horizontal = "left"
    vertical: Literal["top", "center"] = "top"
    is_locked: bool = True
    is_header: bool = False


def _shade(fill: str, number_format: str, ink: str = INK) -> Style:
    """Make the look of a number whose size or kind its fill shows, too."""
    return Style(
        ink=ink,
        fill=fill,
        line="thin",
        number_format=number_format,
        horizontal="right",
        wraps=False,
        vertical="center",
    )


_RATE, _GROUPED = '0.0" %"', "#,##0"

STYLES: dict[Role, Style] = {
    Role.TITLE: Style(size=TITLE_SIZE, is_bold=True, ink=BLUE, wraps=False),
    Role.CODE: Style(ink=QUIET_INK, wraps=False),
    Role.REFERENCE: Style(ink=QUIET_INK, wraps=False, horizontal="fill"),
    Role.SENTENCE: Style(wraps=False),
    Role.SECTION: Style(is_bold=True, ink=BLUE, wraps=False),
    Role.HEADER: Style(
        is_bold=True, is_header=True, ink=PAPER, fill=BLUE, line="thin", line_ink=PAPER, vertical="center"
    ),
    Role.HEADER_PERIOD: Style(
        is_bold=True,
        is_header=True,
        ink=PAPER,
        fill=BLUE,
        line="thin",
        line_ink=PAPER,
        vertical="center",
        horizontal="center",
    ),
    Role.HEADER_OPTIONAL: Style(
        is_bold=True,
        is_header=True,
        ink=INK,
        fill=OPTIONAL_FILL,
        line="dashed",
        line_ink=OPTIONAL_LINE,
        vertical="center",
        horizontal="center",
    ),
    Role.KEY: Style(ink=QUIET_INK, line="thin", vertical="center"),
    Role.LOCKED: Style(line="thin", vertical="center"),
    Role.LOCKED_STRONG: Style(line="thin", is_bold=True, vertical="center"),
    Role.LOCKED_CENTER: Style(line="thin", horizontal="center", vertical="center"),
    Role.COUNT: Style(line="thin", number_format="#,##0", horizontal="right", wraps=False, vertical="center"),
    Role.DECIMAL: Style(line="thin", horizontal="right", wraps=False, vertical="center"),
    Role.PERCENT: Style(line="thin", number_format='0.0" %"', horizontal="right", wraps=False, vertical="center"),
    Role.TOTAL_LABEL: Style(is_bold=True, fill=SHADE, line="thin", vertical="center"),
    Role.TOTAL_COUNT: Style(
        is_bold=True, fill=SHADE, line="thin", wraps=False, number_format="#,##0", horizontal="right", vertical="center"
    ),
    Role.TOTAL_PERCENT: Style(
        is_bold=True,
        fill=SHADE,
        line="thin",
        wraps=False,
        number_format='0.0" %"',
        horizontal="right",
        vertical="center",
    ),
    Role.STATE: Style(ink=INK, fill=SHADE, line="thin", vertical="center"),
    Role.LINK: Style(ink=BLUE, is_underlined=True, line="thin", vertical="center"),
    Role.INPUT: Style(
        fill=INPUT_FILL, line="thin", line_ink=INPUT_LINE, horizontal="right", is_locked=False, vertical="center"
    ),
    Role.INPUT_OPTIONAL: Style(
        fill=OPTIONAL_FILL,
        line="dashed",
        line_ink=OPTIONAL_LINE,
        horizontal="right",
        is_locked=False,
        vertical="center",
    ),
    Role.INPUT_TEXT: Style(fill=INPUT_FILL, line="thin", line_ink=INPUT_LINE, is_locked=False, vertical="center"),
    Role.INPUT_EXTRA: Style(
        fill=OPTIONAL_FILL, line="dashed", line_ink=OPTIONAL_LINE, is_locked=False, vertical="center"
    ),
    Role.INPUT_WORDS: Style(fill=INPUT_FILL, line="thin", line_ink=INPUT_LINE, is_locked=False),
    Role.INPUT_PERIOD: Style(
        fill=INPUT_FILL,
        line="thin",
        line_ink=INPUT_LINE,
        is_locked=False,
        number_format="@",
        horizontal="center",
        vertical="center",
    ),
    Role.TEXT: Style(),
    Role.TEXT_STRONG: Style(is_bold=True),
    Role.WARNING: Style(fill=WARNING_FILL, line="thin", vertical="center"),
    Role.HEAT_1: _shade(PAPER, _RATE),
    Role.HEAT_2: _shade("DCE8F4", _RATE),
    Role.HEAT_3: _shade("AFCBE6", _RATE),
    Role.HEAT_4: _shade("3F78AD", _RATE, ink=PAPER),
    Role.HEAT_5: _shade("173A5A", _RATE, ink=PAPER),
    Role.ONE_LINE: Style(line="thin", wraps=False, vertical="center"),
    Role.OBTAINED: _shade("DCE8F4", _GROUPED),
    Role.OBTAINED_BESIDE: _shade(OPTIONAL_FILL, '"+ "#,##0'),
    Role.MISSING: _shade(WARNING_FILL, _GROUPED),
}

LEGEND = (
    (Role.INPUT, phrase("to fill in: a required period, or what is asked of you in words")),
    (Role.INPUT_OPTIONAL, phrase("to fill in if it is useful: an optional period, a comment, a source")),
    (Role.LOCKED, phrase("asked of you: locked, report an error in the last input column")),
    (Role.STATE, phrase("calculated: what is left to do")),
)
"""Every look of a cell that a partner meets, in the order of the legend."""
