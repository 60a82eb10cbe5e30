"""What a worker does with a damaged return: reads it as the product does and says whether a figure changed unsaid.

The rule: a data point whose own cell was not damaged keeps its state, its value and what was typed, or the file is
refused, or some finding says that something is amiss. Damage to a number format may change the value, not the text.
"""

import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mutations import mutate_bytes, mutate_xml

from toolkit.errors import UnreadableFileError
from toolkit.files.inventory import Received
from toolkit.files.read_cache import load_form
from toolkit.model.answers import Verdict
from toolkit.workflows import reading
from toolkit.workflows.contributing import contribute
from toolkit.workflows.loading import load_collection
from toolkit.workflows.read_task import ReadTask
from toolkit.workflows.read_worker import read_return
from toolkit.workflows.row_words import Lists


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzTask:
    """One mutation: of which return, where the worker may write, at which level, and by which chance.

    Attributes:
        favourites: the parts that hold figures.
    """

    folder: Path
    filled: Path
    scratch: Path
    level: str
    seed: int
    favourites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of a mutant: `refused`, `same`, `told` (changed, and a finding says so), or `silent`."""

    verdict: str
    detail: str = ""


def play(task):
    data = task.filled.read_bytes()
    mutant = mutate_bytes(data, task.seed) if task.level == "bytes" else mutate_xml(data, task.seed, task.favourites)
    return judge(mutant, task)


def judge(mutant, task):
    path = task.scratch / f"{task.level}-{task.seed}.xlsx"
    path.write_bytes(mutant.data)
    try:
        answers, findings = _outcome(task, path)
    except UnreadableFileError as error:
        return Played(verdict="crashed" if error.cause == "reading_failed" else "refused", detail=str(error))
    finally:
        path.unlink()
    before, known = _original(task)
    changed = [
        point
        for point, (cell, *said) in before.items()
        if answers.get(point, ())[1:] != tuple(said) and not _may(cell, said[-1], answers.get(point), mutant)
    ]
    if not changed:
        return Played(verdict="same")
    if new := findings - known:
        return Played(verdict="told", detail=" ".join(code for code, *_ in new))
    point = changed[0]
    return Played(
        verdict="silent", detail=f"{task.level} {task.seed} {mutant.part}: {before[point]} {answers.get(point)}"
    )


def _may(cell, raw, now, mutant):
    """Whether the damage was to what this point itself holds."""
    if cell in mutant.cells or raw in mutant.texts:
        return True
    return mutant.part.endswith("styles.xml") and now is not None and now[-1] == raw


def _original(task):
    return _read_original(task.folder, task.filled, task.scratch)


@cache
def _read_original(folder, filled, scratch):
    return _outcome(FuzzTask(folder=folder, filled=filled, scratch=scratch, level="", seed=0), filled)


@cache
def _campaign(folder):
    collection = load_collection(folder)
    return reading._Campaign(collection=collection, dates={}, confirmed={}), Lists.of(collection.framework)


def _outcome(task, path):
    """Give cell, state, value and raw text of each data point, and the findings counted."""
    campaign, lists = _campaign(task.folder)
    record = task.scratch / f"{path.stem}-{os.getpid()}.json"  # two workers read the original
    facts = read_return(ReadTask(path=path, member=None, record=record))
    received = Received(name="r.xlsx", size=0, sha256="0", modified=0.0, ignored="", path=path)
    try:
        read = reading._judge_content(received, record, facts, campaign)
        if read.file.verdict is Verdict.REFUSED:
            raise UnreadableFileError(read.file.reason)
        form, *_ = load_form(record, "r.xlsx")
    finally:
        record.unlink(missing_ok=True)
        record.with_suffix(".facts.json").unlink(missing_ok=True)
    contribution = contribute(form, read.file, campaign.collection, lists)
    answers = {each.point: (each.location.cell, each.state, each.value, each.raw) for each in contribution.answers}
    findings = [*read.findings, *contribution.findings]
    return answers, Counter(
        (f.rule.code, f.location.sheet, f.location.cell, f.measure, f.territory, f.period) for f in findings
    )
