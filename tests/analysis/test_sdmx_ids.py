import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.sdmx_ids import name_ids


@pytest.mark.parametrize(
    ("codes", "ids"),
    [
        ([], []),
        ([""], ["_"]),
        (["0"], ["0"]),
        (["G01.1a", "QP-18E"], ["G01_1a", "QP-18E"]),
        (["REP+", "REP/", "REP_"], ["REP__2", "REP__3", "REP_"]),
        (["Étudier"], ["Etudier"]),
    ],
)
def test_a_code_keeps_the_letters_that_sdmx_takes(codes, ids):
    assert [name_ids(codes)[code] for code in codes] == ids


@given(st.lists(st.text(), unique=True))
def test_no_two_codes_get_the_same_id(codes):
    ids = name_ids(codes)
    assert len(set(ids.values())) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z0-9_@$\-]+", each) for each in ids.values())
