"""What the reference says of one table of `results/`, and of the columns that several tables share."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A table of `results/`.

    Attributes:
        written_by: the command that writes it.
        row: what one row stands for.
        own: meanings of columns that hold here only; they take the place of the common ones.
    """

    file: str
    written_by: str
    row: str
    columns: tuple[str, ...]
    own: Mapping[str, str] = field(default_factory=dict)

    def meaning_of(self, column: str) -> str:
        """Give the meaning of a column; a KeyError tells of one that has none."""
        return self.own[column] if column in self.own else COMMON_MEANINGS[column]


COMMON_MEANINGS = {
    "partner": "Code of the partner.",
    "action": "Code of the action.",
    "indicator": "Code of the indicator.",
    "measure": "Code of the measure.",
    "territory": "Code of the territory asked; for a figure given without being asked, of the one that it is for.",
    "period": "`2019`, `2018/2019` (school year) or `2015-2019` (span).",
    "required": "`yes` for a required period, else `no`.",
    "state": "What is known of the data point: see *state* below.",
    "value": "The figure as a plain decimal: 33.9 for 33.9 %. Empty unless the state is `value`, and for text.",
    "unit": "Unit of the measure, as in the framework.",
    "quality": "How firm the value is: see *quality* below. Empty without a value.",
    "reason": "Why there is no value: a code of *reason* below, or the partner's own words.",
    "comment": "The partner's comment on the row.",
    "raw": "What was typed, untouched; for a number, as the file stores it. The whole text of a measure in words.",
    "file": "File that the answer was read in, relative to `collected/`; `archive.zip!name.xlsx` inside an archive.",
    "sha256": "SHA-256 of the content of that file.",
    "sheet": "Sheet that it was read on.",
    "cell": "Cell that it was read in.",
    "returned_at": "When the file arrived: its date in `received.csv`, else the one inside it, else the file's own.",
    "class": "The answer against what was issued and what came before: see *class* below. Empty for a blank.",
    "volunteered": "`yes` for a figure given without being asked, else `no`.",
    "territory_given": "Territory that the figure is for, when not the one asked: its code, or the partner's words.",
    "office": "Office of the partner that answered; without an answer, the one that should. Empty when not known.",
    "source": "Source or tool of the figures of the row, as typed.",
    "coverage": "What the figure covers when it is not all of what was asked, as typed.",
    "definition_change": "Change of definition that the partner reports for the row, as typed.",
    "publishable": "Whether the comment may be published, as picked.",
    "received_at": "When the file arrived, as `returned_at` elsewhere. Empty when it was not read.",
    "rejected": "Entries that cannot be a value.",
    "blank": "Cells that came back empty.",
}
