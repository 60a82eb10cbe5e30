"""The study as it is written into a document: sentences and tables ready in the words of the campaign.

A template names these fields, so a name that a coordinator's own template may use stays what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyLine:
    """A row of a table with one label: a count, a term of the glossary, an abbreviation."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyThemeCounts:
    """A row of the tables that count by theme; the last one counts all.

    Attributes:
        readings: number of actions by strict reading, in the order of `Study.reading_labels`.
        counted_as: the same as such studies count.
    """

    theme: str
    actions: str
    documented: str
    rate: str
    readings: tuple[str, ...]
    counted_as: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyKeyFigure:
    """A key figure of a theme; `caution` is what has to be said with it."""

    kind: str
    figure: str
    source: str
    period: str
    value: str
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySeries:
    """The figures of a measure: a line for each partner and territory."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerWords:
    """What a partner wrote of an action, as it was written; `intro` names the partner and the question."""

    intro: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRow:
    """A row of the table of actions: an indicator, or the rest of one that is too long for one row.

    Attributes:
        action: code and title; with a mark of continuation in every row but the first of an action.
        is_first: whether the row opens its action.
        reading: what became of the action, by its figures; in its first row only.
        words: of the partners on the action; in its first row only.
        analysis: sentences on the indicator.
    """

    action: str
    is_first: bool
    indicator: str
    targets: tuple[str, ...] = ()
    figures: tuple[StudySeries, ...] = ()
    reading: tuple[str, ...] = ()
    words: tuple[PartnerWords, ...] = ()
    analysis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPart:
    """The actions of one axis of a theme."""

    title: str
    rows: tuple[StudyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyGap:
    """A row of the table of gaps."""

    figure: str
    territory: str
    reference: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTheme:
    """A theme: sentences, key figures, actions by axis, gaps; `gaps_note` says what could not be concluded."""

    title: str
    sentences: tuple[str, ...]
    key_figures: tuple[StudyKeyFigure, ...]
    parts: tuple[StudyPart, ...]
    gaps: tuple[StudyGap, ...]
    gaps_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyReview:
    """What a partner returned; `offices` follow it."""

    title: str
    text: str
    offices: tuple[StudyLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyMissing:
    """An action that is not documented."""

    action: str
    partners: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """All that the document says.

    Attributes:
        words: headings and labels of the template, by their English names.
        notes: what the signs in the tables mean, and what is not published.
    """

    language: str
    title: str
    subtitle: str
    dates: tuple[str, ...]
    words: Mapping[str, str]
    counts: tuple[StudyLine, ...]
    method: tuple[str, ...]
    notes: tuple[str, ...]
    headline: tuple[str, ...]
    reading_labels: tuple[str, ...]
    by_theme: tuple[StudyThemeCounts, ...]
    verdicts: tuple[StudyLine, ...]
    themes: tuple[StudyTheme, ...]
    reviews: tuple[StudyReview, ...]
    missing: tuple[StudyMissing, ...]
    glossary: tuple[StudyLine, ...]
    partners: tuple[StudyLine, ...]
    territories: tuple[StudyLine, ...]
