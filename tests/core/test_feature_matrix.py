from __future__ import annotations

from array import array

import numpy as np
import pytest
from hypothesis import given, strategies as st

from holysheep_desktop.core.batches.batch import Activations
from holysheep_desktop.core.batches.feature_matrix import Criterion, FeatureMatrix


def listed(**values: float) -> Activations:
    """`f7=1.5` means that feature 7 has activation 1.5."""
    features = array("q", (int(name[1:]) for name in values))
    return Activations(features, array("d", values.values()))


ROWS = [
    (listed(f7=4.0, f2=1.0), True),
    (listed(f7=2.0, f9=6.0), False),
    (listed(f2=3.0), True),
]
"""Over the three prompts, 0 where it is not listed: f2 = 1, 0, 3; f7 = 4, 2, 0; f9 = 0, 6, 0."""


def test_that_features_are_ranked_by_each_criterion() -> None:
    matrix = FeatureMatrix(ROWS)

    # maxima 3, 4, 6; means 4/3, 2, 2; variances 14/9, 8/3, 8; counts 2, 2, 1
    assert matrix.top(Criterion.MAX, 3) == (9, 7, 2)
    assert matrix.top(Criterion.MEAN, 3) == (7, 9, 2)
    assert matrix.top(Criterion.VARIANCE, 3) == (9, 7, 2)
    assert matrix.top(Criterion.COUNT, 3) == (2, 7, 9)


def test_that_only_so_many_are_chosen_and_only_among_those_that_may_be() -> None:
    matrix = FeatureMatrix(ROWS)

    assert matrix.top(Criterion.MAX, 1) == (9,)
    assert matrix.top(Criterion.MAX, 5, among={2, 7, 1000}) == (7, 2)
    assert matrix.top(Criterion.MAX, 5, minimum=4.0) == (9, 7)


def test_that_a_cell_is_zero_only_where_a_prompt_lists_all_that_is_active() -> None:
    dense = FeatureMatrix(ROWS).dense((9, 2))

    np.testing.assert_array_equal(dense, [[0.0, 1.0], [6.0, np.nan], [0.0, 3.0]])


def test_that_no_prompt_makes_an_empty_matrix() -> None:
    matrix = FeatureMatrix([])

    assert matrix.features == ()
    assert matrix.top(Criterion.VARIANCE, 5) == ()
    assert matrix.dense(()).shape == (0, 0)


def test_that_a_prompt_without_features_is_still_a_row() -> None:
    dense = FeatureMatrix([(Activations(), True), (listed(f1=2.0), True)]).dense((1,))

    np.testing.assert_array_equal(dense, [[0.0], [2.0]])


@given(
    st.lists(
        st.dictionaries(st.integers(0, 6), st.floats(0.1, 100.0, allow_nan=False), max_size=5),
        min_size=1,
        max_size=8,
    )
)
def test_that_variance_is_that_of_numpy_over_the_dense_column(rows: list[dict[int, float]]) -> None:
    matrix = FeatureMatrix([(Activations(array("q", row), array("d", row.values())), True) for row in rows])
    variances = {
        feature: float(np.var([row.get(feature, 0.0) for row in rows])) for feature in matrix.features
    }

    ranked = [variances[feature] for feature in matrix.top(Criterion.VARIANCE, 10)]

    assert ranked == pytest.approx(sorted(variances.values(), reverse=True))
