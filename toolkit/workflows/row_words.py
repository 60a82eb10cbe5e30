"""Understands the cells beside the value cells: reason, quality, territory given, comment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.analysis.answering import RowMeaning, mean_reason
from toolkit.analysis.codes import STATE_OF_CODE
from toolkit.analysis.nearest import find_nearest
from toolkit.analysis.typed_text import fold_name
from toolkit.layout.choices import (
    availabilities_by_label,
    choice_code,
    measure_choice,
    qualities_by_label,
    reasons_by_choice,
    territory_choice,
)
from toolkit.layout.keys import tidy_label
from toolkit.model.answers import AvailabilityWords, GridRow, RowWords
from toolkit.model.findings import Finding
from toolkit.model.framework import Framework
from toolkit.model.places import Location
from toolkit.model.states import REASON_OF, SDMX_STATUS, Availability, Quality, Reason
from toolkit.rules.values import (
    QUALITY_NOT_UNDERSTOOD,
    REASON_NOT_UNDERSTOOD,
    TERRITORY_NOT_IN_LIST,
    find_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The entries of the drop-downs, in all languages, tidied: what each stands for.

    Attributes:
        territory_names: codes by names without case, accents and spaces, where only one territory has the name.
        territory_labels: by code.
    """

    reasons: Mapping[str, Reason]
    qualities: Mapping[str, Quality]
    territories: Mapping[str, str]
    measures: Mapping[str, str]
    availabilities: Mapping[str, Availability]
    territory_names: Mapping[str, str]
    territory_labels: Mapping[str, str]

    @classmethod
    def of(cls, framework: Framework) -> "Lists":
        """Make the lists of a framework."""
        qualities = qualities_by_label()
        qualities.update({code.casefold(): quality for quality, code in SDMX_STATUS.items()})
        return cls(
            reasons=reasons_by_choice(),
            qualities=qualities,
            territories={
                tidy_label(text): each.code
                for each in framework.territories.values()
                for text in (each.label, territory_choice(each), each.code)
            },
            measures={
                tidy_label(text): each.code
                for each in framework.measures.values()
                for text in (measure_choice(each), each.code)
            },
            availabilities=availabilities_by_label(),
            territory_names=_name_territories(framework),
            territory_labels={each.code: each.label for each in framework.territories.values()},
        )

    def territory(self, text: str) -> str:
        """Give the code of a territory written as entry, label or code; empty when unknown."""
        known = self.territories.get(tidy_label(text)) or self.territories.get(tidy_label(choice_code(text)))
        return known or self.territory_names.get(fold_name(text), "")

    def near_territory(self, text: str) -> tuple[str, ...]:
        """Give the label of the territory whose name is nearest to a text that is none; empty when none is near."""
        code = find_nearest(fold_name(text), self.territory_names)
        return (self.territory_labels[code],) if code else ()

    def measure(self, text: str) -> str:
        """Give the code of a measure written as entry or code; empty when unknown."""
        return self.measures.get(tidy_label(text)) or self.measures.get(tidy_label(choice_code(text)), "")


def _name_territories(framework: Framework) -> dict[str, str]:
    """Give the code of each name that only one territory has."""
    codes: dict[str, set[str]] = {}
    for each in framework.territories.values():
        for text in (each.label, territory_choice(each), each.code):
            codes.setdefault(fold_name(text), set()).add(each.code)
    return {name: next(iter(found)) for name, found in codes.items() if name and len(found) == 1}


_NOTHING = (RowMeaning(), ())
_NO_WORDS = RowWords()


def mean_words(row: GridRow, file: str, lists: Lists) -> tuple[RowMeaning, tuple[Finding, ...]]:
    """Understand the words of a grid row."""
    words = row.words
    if words == _NO_WORDS:
        return _NOTHING
    known = lists.territory(words.territory_given)
    territory = known or words.territory_given
    meaning = _mean(words, lists, "" if territory == row.territory else territory)
    places = {role: row.header.place(file, row.row, role) for role in ("reason", "quality")}
    findings = tuple(check_words(words, meaning, row.partner, places))
    if territory and not known:
        place = row.header.place(file, row.row, "territory_given")
        near = lists.near_territory(territory)
        findings += (find_words(TERRITORY_NOT_IN_LIST, row.partner, place, territory, near),)
    return meaning, findings


def mean_free_words(words: RowWords, lists: Lists) -> RowMeaning:
    """Understand the words of a row of other data, whose territory has a column of its own."""
    return _mean(words, lists, "")


def _mean(words: RowWords, lists: Lists, territory: str) -> RowMeaning:
    reason, state = mean_reason(tidy_label(words.reason), choice_code(words.reason), lists.reasons)
    return RowMeaning(
        reason=reason,
        reason_words="" if reason is not None else words.reason,
        reason_state=state,
        quality=lists.qualities.get(tidy_label(words.quality)),
        territory=territory,
        comment=words.comment,
        words=words,
    )


def mean_availability(availability: AvailabilityWords, lists: Lists) -> RowMeaning | None:
    """Understand what is said of a whole indicator; None when it answers no empty cell."""
    known = lists.availabilities.get(tidy_label(availability.answer))
    if known is None or not known.reason:
        return None
    reason = REASON_OF[known.reason]
    return RowMeaning(reason=reason, reason_state=STATE_OF_CODE[reason.code], comment=availability.detail)


def answer_by_availability(meaning: RowMeaning, availability: RowMeaning | None) -> RowMeaning:
    """Let what is said of the whole indicator answer the empty cells of a row that has no known reason of its own."""
    if availability is None or meaning.reason_state is not None:
        return meaning
    return replace(
        meaning,
        reason=availability.reason,
        reason_state=availability.reason_state,
        comment=meaning.comment or availability.comment,
    )


def check_words(
    words: RowWords, meaning: RowMeaning, partner: str, places: Mapping[str, Location]
) -> Iterator[Finding]:
    """Yield a finding for each cell beside the values that is not understood."""
    if words.reason and meaning.reason_state is None:
        yield find_words(REASON_NOT_UNDERSTOOD, partner, places["reason"], words.reason)
    if words.quality and meaning.quality is None:
        yield find_words(QUALITY_NOT_UNDERSTOOD, partner, places["quality"], words.quality)
