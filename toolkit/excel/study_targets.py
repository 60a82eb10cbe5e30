"""The targets of an indicator in words, as a study prints them."""

from collections.abc import Mapping

from toolkit.analysis.target_words import say_target
from toolkit.excel.lexicon import Lexicon
from toolkit.model.framework import Framework, Indicator, Target


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
    texts = (say_target(target, lexicon.wording) for target in targets if target.measure in {"", measure})
    return "\n".join(dict.fromkeys(text for text in texts if text))
