"""Makes the study of a campaign: what may be published of a report, in sentences, as a Word document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.analysis.publication import make_publication
from toolkit.files.study_document import find_template, write_study
from toolkit.model.records import ActionRecord, PointRecord
from toolkit.model.summaries import Report
from toolkit.render.study import write_study_text
from toolkit.wording import load_wording


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyInput:
    """What a study is made of.

    Attributes:
        points: all data points, with the figures under secrecy.
        words: of the partners on their actions.
    """

    report: Report
    points: Sequence[PointRecord]
    words: Sequence[ActionRecord]


def make_study(folder: Path, target: Path, made_of: StudyInput) -> None:
    """Write the study of a campaign folder to a path, in the language of the campaign.

    Raises:
        ToolkitError: the template cannot be read or filled.
    """
    campaign = made_of.report.collection.campaign
    publication = make_publication(made_of.report, made_of.points)
    text = write_study_text(made_of.report, publication, made_of.words, load_wording(campaign.language))
    write_study(target, find_template(folder), text, campaign.issued)
