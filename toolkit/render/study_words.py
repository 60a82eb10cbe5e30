"""The fixed words of the study: headings, method, signs, glossary."""

from collections.abc import Iterator, Mapping

from toolkit.model.disclosure import Disclosure
from toolkit.model.states import ANSWER_CODES, State
from toolkit.model.study import StudyLine
from toolkit.model.summaries import Report
from toolkit.model.trends import READING_METHOD
from toolkit.render.study_voice import REJECTED_SIGN
from toolkit.wording import Wording, phrase

_WORDS = {
    "page": phrase("Page"),
    "contents": phrase("Contents"),
    "draft": phrase(
        "Draft written from the figures retained. Its sentences are to be read, completed and corrected before they "
        "are published."
    ),
    "counts": phrase("The collection in figures"),
    "method": phrase("Method"),
    "signs": phrase("Signs and secrecy"),
    "headline": phrase("Main results"),
    "documented_by_theme": phrase("Actions documented, by theme"),
    "readings_by_theme": phrase("What became of the actions: strict reading"),
    "counted_by_theme": phrase("What became of the actions: as such studies count"),
    "verdicts": phrase("Targets by verdict"),
    "key_figures": phrase("Key figures"),
    "actions_table": phrase("Actions, indicators and targets, analysis"),
    "gaps": phrase("Gaps between territories"),
    "review": phrase("Review of the collection"),
    "review_intro": phrase("What each partner asked returned, at which territories and periods, and what is missing."),
    "by_partner": phrase("Partner by partner"),
    "missing": phrase("Actions not documented"),
    "missing_intro": phrase("Actions of which neither a figure nor words came back, and what is known of them."),
    "glossary": phrase("Glossary"),
    "partners": phrase("Partners"),
    "territories": phrase("Territories"),
    "figure": phrase("Figure"),
    "number": phrase("Number"),
    "theme": phrase("Theme"),
    "actions": phrase("Actions"),
    "documented": phrase("Documented"),
    "rate": phrase("Rate"),
    "verdict": phrase("Verdict"),
    "kind": phrase("Kind"),
    "source": phrase("Territory and partner"),
    "period": phrase("Period"),
    "value": phrase("Value"),
    "caution": phrase("To be said with it"),
    "action": phrase("Action"),
    "indicators_targets": phrase("Indicators and targets"),
    "analysis": phrase("Analysis"),
    "territory": phrase("Territory"),
    "reference": phrase("Compared with"),
    "status": phrase("Status"),
    "term": phrase("Term"),
    "code": phrase("Code"),
    "meaning": phrase("Meaning"),
}

_GLOSSARY = (
    (phrase("Campaign"), phrase("one round of collection: a framework, periods, a deadline and partners")),
    (phrase("Framework"), phrase("the themes, objectives, actions, indicators and measures of the programme")),
    (phrase("Indicator"), phrase("what is to be measured of an action")),
    (phrase("Measure"), phrase("one series of one unit; an indicator “number and share” has two")),
    (phrase("Target"), phrase("a value to reach; an indicator may have several")),
    (
        phrase("Territory"),
        phrase("the area that a figure is for; the one given by the partner may differ from the one asked"),
    ),
    (
        phrase("Period"),
        phrase("a calendar year (2019), a school year (2018/2019) or a span (2015-2019), never mixed in a trend"),
    ),
    (phrase("Partner"), phrase("the organisation that is asked")),
    (phrase("Office"), phrase("the office of a partner that answers")),
    (phrase("Row"), phrase("a measure asked of a partner at a territory: one line of a workbook")),
    (phrase("Data point"), phrase("one cell of a row: what is asked for one period")),
    (phrase("Return"), phrase("one file that came back")),
    (phrase("Answer"), phrase("what a return says of one data point")),
    (phrase("Decision"), phrase("what the coordinator settled, with its author, date and reason")),
    (phrase("Figure retained"), phrase("the answer that stands after the merge of all returns")),
    (phrase("Action documented"), phrase("an action with at least one figure, or with the words of a partner")),
    (phrase("Series of figures"), phrase("the figures of one measure, one partner and one territory over time")),
)

_METHOD = (
    phrase(
        "The figures are those that the partners gave in their workbooks. Each one is kept with its file and cell; "
        "where several returns answer, the last one that says something stands, unless the coordinator settled "
        "otherwise."
    ),
    phrase(
        "Figures are compared only between like periods, in one unit, for one territory and one partner. A break in "
        "series, or a territory that changes, forbids a conclusion."
    ),
    *READING_METHOD,
    phrase(
        "A target is held against the figures of each source, up to its date: met, on the way, not met, or not "
        "measurable. A target in words is left to people to judge."
    ),
    phrase(
        "Words of partners are printed as they were written, and marked as such. They are to be read again for small "
        "counts, which no programme finds in a sentence."
    ),
)


def write_words(wording: Wording) -> Mapping[str, str]:
    """Give the headings and labels of the template by their English names."""
    return {name: wording.say(text) for name, text in _WORDS.items()}


def write_method(report: Report, wording: Wording) -> Iterator[str]:
    """Say how the figures were gathered, compared and read."""
    for text in _METHOD:
        yield wording.say(text)
    stable = report.collection.campaign.thresholds.stable
    if stable is not None:
        said = wording.figure(stable)
        limit = f"{said}\u00a0%" if wording.language == "fr" else f"{said}%"
        yield wording.say("A change of at most {n} counts as none.", n=limit)


def write_notes(report: Report, publication: Disclosure, wording: Wording) -> Iterator[str]:
    """Explain the signs that stand in place of figures, and what is not published."""
    say = wording.say
    for each in ANSWER_CODES:
        if each.state is not State.CONFIDENTIAL:
            yield say("{code}: {meaning}.", code=each.code, meaning=say(each.meaning))
    yield say(
        "SS: statistical secrecy. Counts of persons or households above zero and under {threshold} are not published, "
        "nor are those that would give them back; some were kept secret by the partner.",
        threshold=wording.whole(report.collection.campaign.thresholds.secrecy),
    )
    yield say("{sign}: what was typed cannot be a value.", sign=REJECTED_SIGN)
    yield wording.count(
        "{n} figure is masked in this document.", "{n} figures are masked in this document.", publication.masked_points
    )
    if publication.masked_points:
        yield say("Changes, totals, verdicts and gaps that rest on a masked figure are left out.")


def write_glossary(wording: Wording) -> Iterator[StudyLine]:
    """Explain the terms that the study uses."""
    for term, meaning in _GLOSSARY:
        yield StudyLine(label=wording.say(term), text=wording.say(meaning))
