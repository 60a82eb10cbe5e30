"""Writes the study: the first draft of the publication that a collection ends in, ready to be put into a document."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from toolkit.model.completeness import Dimension, Share
from toolkit.model.disclosure import Disclosure
from toolkit.model.offices import office_in_words
from toolkit.model.records import ActionRecord
from toolkit.model.states import ActionStatus
from toolkit.model.study import Study, StudyLine, StudyReview, StudyThemeCounts
from toolkit.model.summaries import Report
from toolkit.model.targets import TARGET_VERDICT_LABELS, TargetVerdict
from toolkit.model.trends import ACTION_READING_LABELS, ActionReading, ActionRow
from toolkit.render.reviews import write_paragraphs
from toolkit.render.study_actions import prepare_tables
from toolkit.render.study_missing import list_missing
from toolkit.render.study_themes import say_documented, write_theme
from toolkit.render.study_voice import StudyVoice
from toolkit.render.study_words import write_glossary, write_method, write_notes, write_words
from toolkit.wording import Wording, phrase

_COUNTS = (
    ("actions", phrase("Actions documented")),
    ("indicators", phrase("Indicators with a figure")),
    ("points", phrase("Required data points with a value")),
    ("partners", phrase("Partners who sent their workbook back")),
)


def write_study_text(report: Report, publication: Disclosure, words: Sequence[ActionRecord], wording: Wording) -> Study:
    """Write the study in the words of a language; figures come from the publication, counts from the report."""
    campaign, framework, say = report.collection.campaign, report.collection.framework, wording.say
    voice = StudyVoice(framework=framework, wording=wording)
    tables = prepare_tables(publication, words, voice)
    themes = tuple(dict.fromkeys(action.theme for action in framework.actions.values()))
    return Study(
        language=wording.language,
        title=campaign.name,
        subtitle=say("Study of the figures collected, first draft"),
        dates=(
            say("Workbooks of {day}", day=wording.day(campaign.issued)),
            say("To be sent back by {day}", day=wording.day(campaign.deadline)),
        ),
        words=write_words(wording),
        counts=tuple(_count(report, wording)),
        method=tuple(write_method(report, wording)),
        notes=tuple(write_notes(report, publication, wording)),
        headline=tuple(_say_headline(report, publication.actions, wording)),
        reading_labels=tuple(_capital(say(ACTION_READING_LABELS[each])) for each in ActionReading),
        by_theme=tuple(_count_theme(report, publication.actions, theme, wording) for theme in (*themes, None)),
        verdicts=tuple(_count_verdicts(publication, wording)),
        themes=tuple(write_theme(report, theme, tables, publication.key_figures, publication.gaps) for theme in themes),
        reviews=tuple(_write_reviews(report, wording)),
        missing=tuple(list_missing(report, wording)),
        glossary=tuple(write_glossary(wording)),
        partners=tuple(StudyLine(label=each.code, text=each.name) for each in framework.partners.values()),
        territories=tuple(StudyLine(label=each.code, text=each.label) for each in framework.territories.values()),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rate(share: Share, wording: Wording) -> str:
    return "–" if share.whole == 0 else wording.percent(share.part / share.whole)


def _count(report: Report, wording: Wording) -> Iterator[StudyLine]:
    yield StudyLine(label=wording.say("Actions of the programme"), text=wording.whole(report.headline.actions.whole))
    for name, label in _COUNTS:
        share: Share = getattr(report.headline, name)
        said = wording.say(
            "{part} of {whole} ({rate})",
            part=wording.whole(share.part),
            whole=wording.whole(share.whole),
            rate=_rate(share, wording),
        )
        yield StudyLine(label=wording.say(label), text=said)


def _say_headline(report: Report, actions: Sequence[ActionRow], wording: Wording) -> Iterator[str]:
    """Say what the collection comes to, in the sentences that a study opens with."""
    head = report.headline
    yield say_documented(
        head.actions,
        wording.count("Of {n} action of the programme", "Of the {n} actions of the programme", head.actions.whole),
        wording,
    )
    yield wording.say(
        "{whole}, {part}.",
        whole=wording.count("Of {n} partner asked", "Of the {n} partners asked", head.partners.whole),
        part=wording.count("{n} sent its workbook back", "{n} sent their workbook back", head.partners.part),
    )
    yield wording.say("Read strictly, {strengthened}.", strengthened=_say_strengthened(map(_strict, actions), wording))
    counted = _say_strengthened(map(_counted, actions), wording)
    yield wording.say("As such studies count, {strengthened}.", strengthened=counted)


def _say_strengthened(readings: Iterable[ActionReading], wording: Wording) -> str:
    """Say how many of the actions that can be measured are strengthened."""
    found = Counter(readings)
    share = Share(part=found[ActionReading.STRENGTHENED], whole=found.total() - found[ActionReading.NOT_MEASURABLE])
    return wording.count(
        "{share} of {n} action that can be measured is strengthened",
        "{share} of the {n} actions that can be measured are strengthened",
        share.whole,
        share=_rate(share, wording),
    )


def _strict(row: ActionRow) -> ActionReading:
    return row.strict


def _counted(row: ActionRow) -> ActionReading:
    return row.counted_as


def _count_theme(report: Report, actions: Sequence[ActionRow], theme: str | None, wording: Wording) -> StudyThemeCounts:
    """Count the actions of a theme; of all without one."""
    rows = [row for row in actions if theme is None or row.theme == theme]
    states = [
        row.status
        for row in report.rows_of(Dimension.ACTION)
        if theme is None or report.collection.framework.actions[row.key].theme == theme
    ]
    documented = Share(part=states.count(ActionStatus.DOCUMENTED), whole=len(states))
    readings, counted = Counter(map(_strict, rows)), Counter(map(_counted, rows))
    return StudyThemeCounts(
        theme=wording.say("All") if theme is None else theme or wording.say("Without theme"),
        actions=wording.whole(documented.whole),
        documented=wording.whole(documented.part),
        rate=_rate(documented, wording),
        readings=tuple(wording.whole(readings[each]) for each in ActionReading),
        counted_as=tuple(wording.whole(counted[each]) for each in ActionReading),
    )


def _count_verdicts(publication: Disclosure, wording: Wording) -> Iterator[StudyLine]:
    """Count the targets by verdict, each source of one apart; those that rest on a masked figure by themselves."""
    found = Counter(each.verdict for each in publication.targets)
    for verdict in TargetVerdict:
        label = _capital(wording.say(TARGET_VERDICT_LABELS[verdict]))
        yield StudyLine(label=label, text=wording.whole(found[verdict]))
    if publication.masked_targets:
        label = wording.say("Not published (statistical secrecy)")
        yield StudyLine(label=label, text=wording.whole(len(publication.masked_targets)))


def _write_reviews(report: Report, wording: Wording) -> Iterator[StudyReview]:
    """Write the review of each partner, followed by those of its offices."""
    reviews: list[tuple[str, str, list[StudyLine]]] = []
    for each in write_paragraphs(report, wording):
        if each.facts.office:
            office = wording.say("{office}:", office=_capital(office_in_words(each.facts.office, wording)))
            reviews[-1][2].append(StudyLine(label=office, text=each.text))
        else:
            reviews.append((f"{each.facts.partner} – {each.facts.name}", each.text, []))
    for title, text, offices in reviews:
        yield StudyReview(title=title, text=text, offices=tuple(offices))
