"""The words that the script of the page shows; it has none of its own. Must not write markup."""

from collections.abc import Mapping

from toolkit.wording import Wording, phrase

_WORDS = {
    "figure": phrase("Figure"),
    "partner": phrase("Partner"),
    "territory": phrase("Territory"),
    "period": phrase("Period"),
    "state": phrase("State"),
    "value": phrase("Value"),
    "raw": phrase("As typed"),
    "said": phrase("Quality, reason, comment"),
    "place": phrase("File, sheet, cell"),
    "of": phrase("{part} of {whole}"),
    "shown": phrase("Shown: {shown} of {number}"),
    "more": phrase("Show more"),
    "series": phrase("{figure} – {partner}, {territory}"),
    "selection": phrase("Selection"),
    "optional": phrase("optional"),
    "volunteered": phrase("volunteered"),
    "given": phrase("given for {territory}"),
    "no_place": phrase("no file"),
    "summary": phrase("{number} data points: {valued} documented, {answered} answered"),
    "name_text": phrase("{name}: {text}"),
    "nothing": phrase("No data point is in this selection."),
    "state_share": phrase(
        "Data points in this state: {state}, in percent of those asked; a hatched cell was not asked."
    ),
    "target": phrase("target"),
}


def say_script_words(wording: Wording) -> Mapping[str, str]:
    """Give the words of the script in a language, by the name that it knows them by."""
    return {name: wording.say(text) for name, text in _WORDS.items()}
