"""Chance damages a real return thousands of times: no parent dies, and no figure changes without a word."""

import os
import re
from collections import Counter
from dataclasses import replace

import pytest
from fuzz_worker import FuzzTask, judge, play
from minimal_xlsx import unzipped, with_shared_texts, zipped
from mutations import Mutant
from small_campaign import issue, return_filled, write_small_campaign

from toolkit.excel.package import open_package
from toolkit.workflows.recruiting import LIMITS
from toolkit.workflows.worker_pool import Fate, Workers, available_processors

MUTANTS = int(os.environ.get("TOOLKIT_FUZZ", "500"))
TYPED = {
    ("T01.1a", "PARIS", "2017"): 33.9,
    ("T01.1a", "PARIS", "2018"): 0,
    ("T01.1a", "QP", "2019"): "12,5 %",
    ("T01.1b", "QP", "2017"): "1 458",
    ("T01.1b", "QP", "2018"): 1459,
    ("T01.1b", "QP", "2020 (facultatif)"): 7,
    ("T01.2a", "PARIS", "2019"): "Oui",
    ("G01.1a", "PARIS", "2018/2019"): "env. 120",
    ("G01.1a", "PARIS", "2017/2018"): "ND",
}


@pytest.fixture
def task(tmp_path):
    """A return of the small campaign and where to play with it."""
    folder = write_small_campaign(tmp_path / "campaign")
    filled = return_filled(folder, issue(folder)["AAA"], TYPED)
    filled.write_bytes(with_shared_texts(filled.read_bytes()))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    parts = {sheet.name: sheet.part for sheet in open_package(filled.read_bytes()).sheets}
    favourites = (parts["Années civiles"], parts["Années scolaires"], "xl/sharedStrings.xml")
    return FuzzTask(folder=folder, filled=filled, scratch=scratch, level="bytes", seed=0, favourites=favourites)


@pytest.mark.parametrize("level", ["bytes", "xml"])
def test_damage_by_chance_kills_nobody_and_changes_no_figure_silently(task, level, capsys):
    tasks = (replace(task, level=level, seed=seed) for seed in range(MUTANTS))
    with Workers(most=available_processors(), limits=LIMITS) as crew:
        played = list(crew.run(play, tasks))
    verdicts = Counter(str(each) if isinstance(each, Fate) else each.verdict for each in played)
    with capsys.disabled():
        print(
            f"\n{level}: {MUTANTS} mutants, " + ", ".join(f"{count} {name}" for name, count in verdicts.most_common())
        )
        print(*(seed for seed, each in enumerate(played) if isinstance(each, Fate)))
    wrong = [each.detail for each in played if not isinstance(each, Fate) and each.verdict in {"silent", "crashed"}]
    assert wrong == []
    assert (len(played), verdicts[str(Fate.TOOK_TOO_LONG)]) == (MUTANTS, 0)
    assert len(verdicts) >= 2  # chance that changes nothing would prove nothing


@pytest.mark.parametrize("is_declared", [True, False])
def test_the_oracle_sees_a_figure_that_changed_without_a_word(task, is_declared):
    parts = unzipped(task.filled.read_bytes())
    part = task.favourites[0]
    changed = parts[part].replace(b"<v>1459</v>", b"<v>1460</v>")
    assert changed != parts[part]
    cell = re.search(rb'r="([A-Z]+\d+)"[^>]*><v>1459<', parts[part])[1].decode()
    mutant = Mutant(data=zipped({**parts, part: changed}), part=part, cells=frozenset({cell} if is_declared else ()))
    assert judge(mutant, task).verdict == ("same" if is_declared else "silent")


def test_an_unharmed_return_is_the_same(task):
    assert judge(Mutant(data=task.filled.read_bytes()), task).verdict == "same"
