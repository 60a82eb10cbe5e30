"""The words shown to people, in French and English, from one catalogue.

English is written in the code and serves as the key; `locale/LANGUAGE.po` holds the other languages, and the
`.mo` beside it is its compiled form, which a test holds equal to it. Must not import the project.
"""

import gettext
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("fr", "en")
_ELIDED = "aeiouœæ"
"""First letters that French elides before, without their accents; a name in h may not be one of them."""

_LOCALE_FOLDER = Path(__file__).parent / "locale"


def phrase(text: str) -> str:
    """Mark a text for the catalogue where it is declared; it is translated where it is shown."""
    return text


def shorten(text: str, limit: int) -> str:
    """Cut a text that is longer than a limit, with an ellipsis in place of what is lost."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one language.

    Attributes:
        language: "fr" or "en".
    """

    language: str
    translations: gettext.NullTranslations

    def say(self, text: str, /, **values: object) -> str:
        """Give a text of the catalogue in this language, its `{names}` replaced by the values."""
        said = self.translations.gettext(text) if text else ""
        return said.format(**values) if values else said

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts of the catalogue in this language; English ones are the keys of the French."""
        catalogue: dict[str | tuple[str, int], str] = getattr(load_wording("fr").translations, "_catalog", {})
        if self.language != "en":
            return tuple(catalogue.values())
        return tuple(key if isinstance(key, str) else key[0] for key in catalogue)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Give the form that fits the number; `{n}` stands for it, grouped as the language does."""
        said = self.translations.ngettext(one, many, number)
        return said.format(n=self.whole(number), **values)

    def whole(self, number: int) -> str:
        """Write a whole number with the groups of the language: `1 458`, `1,458`."""
        separator = "\u202f" if self.language == "fr" else ","
        return f"{number:,}".replace(",", separator)

    def figure(self, value: Decimal) -> str:
        """Write a figure with the groups and the decimal mark of the language: `1 458,5`, `1,458.5`."""
        text = f"{value:,f}"
        return text.translate({ord(","): "\u202f", ord("."): ","}) if self.language == "fr" else text

    def join(self, items: Sequence[str]) -> str:
        """Write items as a list in a sentence: `a, b et c`, `a, b and c`; empty for none.

        Items that hold a comma themselves are parted by semicolons.
        """
        if len(items) <= 1:
            return "".join(items)
        semicolon = "\u00a0; " if self.language == "fr" else "; "
        mark = semicolon if any("," in item for item in items) else ", "
        return self.say("{first} and {last}", first=mark.join(items[:-1]), last=items[-1])

    def of(self, name: str) -> str:
        """Put a name without an article after “of”: `de RIVP`, `d'EPEC`, `of RIVP`."""
        if self.language != "fr":
            return f"of {name}"
        first = unicodedata.normalize("NFD", name[:1]).casefold()[:1]
        return f"d'{name}" if first and first in _ELIDED else f"de {name}"

    def day(self, day: date) -> str:
        """Write a date in words: `30 novembre 2020`, `30 November 2020`."""
        from babel.dates import format_date  # noqa: PLC0415 (dear to import, needed by few commands)

        pattern = "d MMMM y" if self.language == "en" else "long"
        said = format_date(day, format=pattern, locale=self.language)
        # French writes the first of a month as an ordinal, which the pattern of the locale leaves out.
        return said.replace("1 ", "1er ", 1) if self.language == "fr" and day.day == 1 else said

    def percent(self, rate: float) -> str:
        """Write a rate between 0 and 1 as a percentage with one decimal: `91,3 %`, `91.3%`."""
        text = f"{rate * 100:.1f}"
        return self.in_percent(text.replace(".", ",") if self.language == "fr" else text)

    def in_percent(self, figure: str) -> str:
        """Put the sign behind a figure that is a percentage already: `5 %`, `5%`."""
        return f"{figure}\u00a0%" if self.language == "fr" else f"{figure}%"


@lru_cache
def load_wording(language: str) -> Wording:
    """Give the words of a language.

    Raises:
        KeyError: no catalogue exists for this language; callers check against `LANGUAGES` first.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == "en":
        return Wording(language=language, translations=gettext.NullTranslations())
    with (_LOCALE_FOLDER / f"{language}.mo").open("rb") as compiled:
        return Wording(language=language, translations=gettext.GNUTranslations(compiled))
