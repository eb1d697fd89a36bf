"""Labels of public SAEs, whose client is imported when the first one is asked for."""

from __future__ import annotations

from holysheep_desktop.core.first_import import FIRST_IMPORT
from holysheep_desktop.core.labelling.public_labels import PublicLabel


class LatePublicLabels:
    """`core.labelling.public_labels.PublicLabels`."""

    async def label(self, neuronpedia_id: str, feature: int) -> PublicLabel:
        """See `core.labelling.public_labels.PublicLabels.label`."""
        # httpx takes a tenth of the time to the first window.
        with FIRST_IMPORT:
            from holysheep_desktop.client.neuronpedia import NeuronpediaLabels

        return await NeuronpediaLabels().label(neuronpedia_id, feature)
