"""The targets of an indicator in words, as a study prints them."""

from collections.abc import Mapping

from toolkit.excel.lexicon import Lexicon
from toolkit.model.framework import Framework, Indicator, Target
from toolkit.wording import phrase

_OPERATORS = {
    "at_least": phrase("at least {value}"),
    "at_most": phrase("at most {value}"),
    "equal": phrase("exactly {value}"),
    "between": phrase("between {value} and {value_max}"),
    "increase_by": phrase("increase by {value}"),
    "decrease_by": phrase("decrease by {value}"),
    "increase": phrase("increase"),
    "decrease": phrase("decrease"),
    "maintain": phrase("keep the level"),
}
_SIGNS = frozenset("%€")


def targets_by_indicator(framework: Framework) -> Mapping[str, tuple[Target, ...]]:
    """Give the targets of each indicator that has some."""
    found: dict[str, list[Target]] = {}
    for target in framework.targets:
        found.setdefault(target.indicator, []).append(target)
    return {indicator: tuple(targets) for indicator, targets in found.items()}


def target_words(indicator: Indicator, measure: str, targets: tuple[Target, ...], lexicon: Lexicon) -> str:
    """Say the targets of a measure and those of its whole indicator, one a line; empty when there is none."""
    if not targets:
        return indicator.target_text
    texts = (_say_target(target, lexicon) for target in targets if target.measure in {"", measure})
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _say_target(target: Target, lexicon: Lexicon) -> str:
    """Say a target in the words of the programme, or in ours where it gives none."""
    if target.text or target.operator not in _OPERATORS:
        return target.text
    values = {
        name: "?" if value is None else lexicon.number(value)
        for name, value in (("value", target.value), ("value_max", target.value_max))
    }
    said = lexicon.wording.say(_OPERATORS[target.operator], **values)
    unit = target.change_unit or target.unit
    return f"{said} {unit}" if unit in _SIGNS and target.value is not None else said
