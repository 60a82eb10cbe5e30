"""Damaged copies of a workbook, as a table: what was done, and what each must lead to."""

from dataclasses import dataclass

from toolkit.model.answers import Verdict

DAMAGE_COLUMNS = ("id", "file", "done", "rule", "verdict", "codes", "figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageRow:
    """One damaged file, or a fault of the catalogue that no file alone can show.

    Attributes:
        id: line of the catalogue.
        fault: name of the fault: files that show it together share it.
        file: path in the folder; empty where there is none.
        done: what was done, key of the catalogue of texts.
        rule: R refused, W taken with a warning, I ignored, - taken without a word.
        verdict: None where there is no file.
        codes: findings that the files of the fault lead to, together.
        figures: what is to be read at the data points that the fault touched, empty for no figure, `?` for either.
    """

    id: str
    fault: str
    file: str
    done: str
    rule: str
    verdict: Verdict | None
    codes: tuple[str, ...] = ()
    figures: tuple[tuple[tuple[str, str, str], str], ...] = ()
