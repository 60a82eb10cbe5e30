"""What the partners of the example type: the real figures of 2020, as people type them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from toolkit.excel.filling import Filling, Row, Typed
from toolkit.layout.choices import measure_choice, reason_choice, territory_choice
from toolkit.model.campaign import Collection
from toolkit.model.framework import Observation
from toolkit.model.states import CHOICES, QUALITY_LABELS, REASONS, UNITS, Quality
from toolkit.wording import load_wording, phrase

_SPACES = (" ", "\u00a0", "\u202f")
_TYPED_BY_HAND = 10
_ESTIMATED = "E"

_WORDS = {
    "progress": phrase("in progress"),
    "change": phrase(
        "No figure could be produced for this action; what was done is described in the activity report "
        "that was sent with this workbook."
    ),
    "sources": phrase("activity report"),
}
_NO_DATA_COMMENT = phrase("The figure does not exist in our tools.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the example's partners answered in 2020.

    Attributes:
        observations: the published figures.
        no_data: actions that were returned without data.
        in_words: actions documented in words only.
    """

    observations: tuple[Observation, ...]
    no_data: frozenset[str]
    in_words: frozenset[str]


def read_answers(folder: Path) -> Answers:
    """Read the answers of the example."""
    with (folder / "observations_2020.csv").open(encoding="utf-8", newline="") as source:
        observations = tuple(
            Observation(
                measure=row["measure"],
                partner=row["partner"],
                territory=row["territory"],
                period=row["period"],
                value=Decimal(row["value"]),
                status=row["status"],
            )
            for row in csv.DictReader(source)
        )
    with (folder / "collection_2020.csv").open(encoding="utf-8", newline="") as source:
        actions = tuple(csv.DictReader(source))
    return Answers(
        observations=observations,
        no_data=frozenset(row["action"] for row in actions if row["returned"] == "no_data"),
        in_words=frozenset(row["action"] for row in actions if row["by"] == "text"),
    )


def fill_as_partner(collection: Collection, partner: str, answers: Answers, day: int) -> Filling:
    """Decide what one partner types.

    Args:
        collection: the campaign with its framework.
        partner: its code.
        answers: what all partners answered.
        day: day of the campaign on which it saves its workbook, from 0.
    """
    framework = collection.framework
    own = [each for each in answers.observations if each.partner == partner]
    asked = {(request.measure, request.territory) for request in framework.requests_of(partner)}
    in_grid = [each for each in own if _is_in_grid(each, asked, collection)]
    free = [each for each in own if not _is_in_grid(each, asked, collection)]
    estimated = _rows_estimated(in_grid, collection)
    figures = _type_figures(in_grid, estimated, collection)
    words = {row: {"quality": _say(collection, QUALITY_LABELS[Quality.ESTIMATED])} for row in sorted(estimated)}
    for row in sorted(asked):
        if framework.action_of(row[0]).code in answers.no_data:
            figures[row] = {collection.periods_of(row[0]).required[0].code: "ND"}
            reason = reason_choice(REASONS[0], load_wording(collection.campaign.language))
            words[row] = {"reason": reason, "comment": _say(collection, _NO_DATA_COMMENT)}
    return Filling(
        figures=figures,
        words=words,
        free_rows=[_type_free_row(each, collection) for each in free],
        actions={
            action.code: {role: _say(collection, text) for role, text in _WORDS.items()}
            for action in framework.actions.values()
            if action.code in answers.in_words and partner in action.partners
        },
        saved=datetime(2020, 10, 1, 9, 0, tzinfo=UTC) + timedelta(days=day),
    )


def _say(collection: Collection, text: str) -> str:
    return load_wording(collection.campaign.language).say(text)


def _is_in_grid(observation: Observation, asked: set[Row], collection: Collection) -> bool:
    periods = {period.code for period in collection.periods_of(observation.measure).all}
    return (observation.measure, observation.territory) in asked and observation.period in periods


def _rows_estimated(observations: Iterable[Observation], collection: Collection) -> frozenset[Row]:
    """Give the rows whose quality is picked once: all figures estimated, and several or chosen from a list."""
    by_row: dict[Row, list[str]] = {}
    for each in observations:
        by_row.setdefault((each.measure, each.territory), []).append(each.status)
    measures = collection.framework.measures
    return frozenset(
        row
        for row, found in by_row.items()
        if set(found) == {_ESTIMATED} and (len(found) > 1 or UNITS[measures[row[0]].unit].is_choice)
    )


def _type_figures(
    observations: Iterable[Observation], estimated: frozenset[Row], collection: Collection
) -> dict[Row, dict[str, Typed]]:
    figures: dict[Row, dict[str, Typed]] = {}
    turn = count()
    for each in observations:
        row = (each.measure, each.territory)
        unit = collection.framework.measures[each.measure].unit
        typed = _type_figure(each, unit, next(turn), _say(collection, CHOICES[0][0]), _say(collection, CHOICES[1][0]))
        if each.status == _ESTIMATED and row not in estimated:
            typed = f"env. {_french(each.value)}"
        figures.setdefault(row, {})[each.period] = typed
    return figures


def _type_figure(observation: Observation, unit: str, turn: int, yes: str, no: str) -> Typed:
    """Type a figure: as a number, and one in ten as people write it."""
    value = observation.value
    if UNITS[unit].is_choice:
        return yes if value else no
    if turn % _TYPED_BY_HAND != _TYPED_BY_HAND - 1:
        return value
    if unit == "%":
        return f"{_french(value)} %"
    return _french(value, _SPACES[turn // _TYPED_BY_HAND % len(_SPACES)])


def _french(value: Decimal, space: str = " ") -> str:
    return load_wording("fr").figure(value).replace("\u202f", space)


def _type_free_row(observation: Observation, collection: Collection) -> Mapping[str, Typed]:
    framework = collection.framework
    row: dict[str, Typed] = {
        "measure": measure_choice(framework.measures[observation.measure]),
        "territory": territory_choice(framework.territories[observation.territory]),
        "period": observation.period,
        "value": observation.value,
    }
    if observation.status == _ESTIMATED:
        row["quality"] = _say(collection, QUALITY_LABELS[Quality.ESTIMATED])
    return row
