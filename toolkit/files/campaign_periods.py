"""The section [periods] of `campaign.toml`: which periods are asked. Must not read a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.model.campaign import AskedPeriods
from toolkit.model.periods import Period, PeriodKind, parse_period

_EXAMPLES = {PeriodKind.CIVIL: "2019", PeriodKind.SCHOOL: "2018/2019"}
_LISTS = ("required", "optional")


# Any: the section is what `mistakes_in_periods` found to be right.
def read_periods(section: Mapping[str, Any]) -> Mapping[PeriodKind, AskedPeriods]:
    """Read a section without mistakes; periods are put in time order."""
    return {
        PeriodKind(name): AskedPeriods(
            required=_parse_all(lists.get("required", [])), optional=_parse_all(lists.get("optional", []))
        )
        for name, lists in section.items()
    }


def _parse_all(codes: list[str]) -> tuple[Period, ...]:
    return tuple(sorted(period for code in codes if (period := parse_period(code)) is not None))


def mistakes_in_periods(section: object) -> Iterator[str]:
    """Yield what is wrong with the section, one sentence a mistake."""
    if not isinstance(section, dict) or not section:
        yield 'there are no periods; add a section [periods.civile] with required = ["2019"].'
        return
    kinds = {kind.value: kind for kind in _EXAMPLES}
    for name, lists in section.items():
        if name not in kinds:
            yield f'there is no kind of period "{name}"; the sections are {", ".join(f"[periods.{k}]" for k in kinds)}.'
        elif not isinstance(lists, dict):
            yield f"periods.{name} should be a section [periods.{name}] with the lists required and optional."
        else:
            yield from _mistakes_in_kind(kinds[name], lists)


def _mistakes_in_kind(kind: PeriodKind, lists: Mapping[str, object]) -> Iterator[str]:
    shown = f"periods.{kind.value}"
    for name in lists:
        if name not in _LISTS:
            yield f'there is no entry "{name}" in [{shown}]; the entries are required, optional.'
    if not lists.get("required"):
        yield f"{shown}.required is empty; name at least one period, or delete the section."
    seen: set[str] = set()
    for name in _LISTS:
        codes = lists.get(name, [])
        if not isinstance(codes, list):
            yield f'{shown}.{name} should be a list such as ["{_EXAMPLES[kind]}"].'
            continue
        for code in codes:
            yield from _mistakes_in_code(kind, f"{shown}.{name}", code)
            if str(code) in seen:
                yield f'{shown} names "{code}" twice; a period is either required or optional, once.'
            seen.add(str(code))


def _mistakes_in_code(kind: PeriodKind, shown: str, code: object) -> Iterator[str]:
    period = parse_period(code) if isinstance(code, str) else None
    if period is None or period.kind is not kind:
        yield f'{shown} holds "{code}", and should hold periods such as "{_EXAMPLES[kind]}", in quotes.'
