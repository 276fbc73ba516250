"""Join neighbouring hot spots into areas that can be walked in one visit."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def join(need: Floats, boxes: Floats, pairs: Ints, across: float) -> Ints:
    """Group neighbouring hot spots greedily, neediest first.

    The neediest hot spot not yet in a group starts one and takes in, again neediest first, any
    free neighbour of a member while the group's bounding box stays within ``across`` metres both
    ways. A hot spot wider than that stands alone.

    Args:
        need: (n,) need of each hot spot, any unit; ties go to the lower index.
        boxes: (n, 4) bounding boxes in metres: west, south, east, north.
        pairs: (m, 2) indexes of neighbours, in any order.
        across: widest side of a joined group, metres.

    Returns:
        (n,) group of each hot spot, numbered from 0 in the order the groups were started.
    """
    near: list[set[int]] = [set() for _ in range(len(need))]
    for a, b in pairs.tolist():
        if a != b:
            near[a].add(b)
            near[b].add(a)
    order = np.lexsort((np.arange(len(need)), -need))
    place = np.empty(len(need), dtype=np.int64)
    place[order] = np.arange(len(need))
    group = np.full(len(need), -1, dtype=np.int64)
    label = 0
    for first in order.tolist():
        if group[first] < 0:
            _grow(first, label, group, near, place, boxes, across)
            label += 1
    return group


def _grow(  # noqa: PLR0913, PLR0917 - the arrays of one problem
    first: int,
    label: int,
    group: Ints,
    near: list[set[int]],
    place: Ints,
    boxes: Floats,
    across: float,
) -> None:
    """Mark ``first`` and every neighbour that fits with ``label``, in place."""
    group[first] = label
    box = boxes[first].copy()
    edge = {i for i in near[first] if group[i] < 0}
    while edge:
        index = min(edge, key=lambda i: int(place[i]))
        edge.discard(index)
        wider = np.concatenate(
            [np.minimum(box[:2], boxes[index, :2]), np.maximum(box[2:], boxes[index, 2:])]
        )
        if max(wider[2] - wider[0], wider[3] - wider[1]) > across:
            continue
        group[index], box = label, wider
        edge |= {i for i in near[index] if group[i] < 0}
