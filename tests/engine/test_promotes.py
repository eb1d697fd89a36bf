from __future__ import annotations

import numpy as np
import pytest
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.decoder_directions import nearest_features
from holysheep_desktop.engine.dictionaries.promotes import Promotion, promotes_label, shown_space
from holysheep_desktop.engine.dictionaries.sae import Sae

FIRST_TEXT_ID = 260


def weights_by_hand(direction: np.ndarray) -> np.ndarray:
    """(d ⊙ γ) · Eᵀ less its mean, in float64."""
    model = tiny_model()
    assert model.weights.embedding.floats is not None
    scaled = direction.astype(np.float64) * model.weights.final_norm
    logits = model.weights.embedding.floats.astype(np.float64) @ scaled
    return logits - logits.mean()


def test_that_promoted_tokens_agree_with_the_direct_path_in_float64() -> None:
    direction = np.random.default_rng(1).normal(size=CONFIG.d_model).astype(np.float32) * 30
    expected = weights_by_hand(direction)
    readable = np.arange(FIRST_TEXT_ID, CONFIG.d_vocab)
    best = readable[np.argsort(-expected[readable])][:4]

    promoted = Promotion(tiny_model(), tiny_tokenizer()).of(direction[None], 4)[0]

    assert [weight.token for weight in promoted.up] == [tiny_tokenizer().text_of(i) for i in best]
    assert [weight.weight for weight in promoted.up] == pytest.approx(expected[best].tolist(), rel=1e-4)


def test_that_suppressed_tokens_are_those_promoted_by_the_opposite_direction() -> None:
    direction = np.random.default_rng(1).normal(size=(1, CONFIG.d_model)).astype(np.float32)
    promotion = Promotion(tiny_model(), tiny_tokenizer())

    down = promotion.of(direction, 5)[0].down
    opposite = promotion.of(-direction, 5)[0].up

    assert [weight.token for weight in down] == [weight.token for weight in opposite]
    assert [weight.weight for weight in down] == pytest.approx(
        [-weight.weight for weight in opposite], rel=1e-3
    )


def test_that_bytes_and_control_tokens_are_no_words() -> None:
    embedding = tiny_model().weights.embedding.floats
    assert embedding is not None
    a_byte = embedding[10][None] / tiny_model().weights.final_norm

    up = Promotion(tiny_model(), tiny_tokenizer()).of(a_byte, 4)[0].up

    assert len(up) == 4
    assert not [weight.token for weight in up if weight.token.startswith("<")]


def test_that_a_direction_of_length_zero_promotes_nothing_in_particular() -> None:
    up = Promotion(tiny_model(), tiny_tokenizer()).of(np.zeros((1, CONFIG.d_model), np.float32), 3)[0].up

    assert [weight.weight for weight in up] == [0, 0, 0]


def test_that_a_neuron_is_labelled_by_its_row_with_the_scale_of_the_post_norm() -> None:
    model = tiny_model()
    row = model.weights.blocks[1].down.weight[7] * model.weights.blocks[1].post_mlp_norm
    promotion = Promotion(model, tiny_tokenizer())

    assert promotion.neuron_labels(1, [7]) == promotion.labels(row[None])


def test_that_labels_of_several_neurons_come_in_the_order_asked_for() -> None:
    promotion = Promotion(tiny_model(), tiny_tokenizer())
    three, eight = promotion.neuron_labels(0, [3])[0], promotion.neuron_labels(0, [8])[0]

    assert promotion.neuron_labels(0, [8, 3, 8]) == (eight, three, eight)


def test_that_a_label_names_three_tokens_that_differ_by_more_than_case_and_space() -> None:
    label = promotes_label([" Paris", "paris", "PARIS", " Lyon", "Nice", "Lille"])

    assert label == Label("promotes: Paris, Lyon, Nice", "decoder direction")


def test_that_white_space_and_invisible_characters_are_shown() -> None:
    assert promotes_label(["\n\n", "  ", "a\u202eb"]).text == "promotes: \\n\\n, ␣␣, a⟨U+202E⟩b"
    assert shown_space("\t") == "\\t"


def test_that_nearest_features_are_those_of_the_largest_cosine() -> None:
    w_dec = np.array([[1, 0], [3, 3], [-1, 0], [5, 0.1], [0, 0]], np.float32)
    sae = Sae(
        "s", 0, HookPoint.RESID_POST, w_dec.T.copy(), np.zeros(5, np.float32), w_dec,
        np.zeros(2, np.float32), np.zeros(5, np.float32),
    )  # fmt: skip

    nearest = nearest_features(sae, 0, 2)

    assert [related.feature for related in nearest] == [3, 1]
    assert [related.value for related in nearest] == pytest.approx([5 / 25.01**0.5, 0.5**0.5], rel=1e-5)
