# SPDX-License-Identifier: Apache-2.0
"""The streets of a compiled territory, as capacities.py, counts.py and coverage.py look at them."""
import h5py
import numpy

NEAR_M = 20.0  # between the middle of a centre line and the link that stands for it
ALONG = 0.9  # cosine of the angle between both


class Streets:
    """The pieces of all links of a territory."""

    def __init__(self, path):
        with h5py.File(path) as territory:
            links = territory["links"]
            shape = links["shape"]
            line = numpy.column_stack((shape["x"][:], shape["y"][:]))
            offsets = shape["offsets"][:].astype(int)
            names = {value: name for name, value in h5py.check_enum_dtype(links["road_class"].dtype).items()}
            self.road_class = [names[value] for value in links["road_class"][:]]
            self.lanes = links["lanes"][:]
            self.reverse = links["reverse"][:]
        self.link = numpy.repeat(numpy.arange(len(offsets) - 1), numpy.diff(offsets) - 1)
        first = numpy.concatenate([numpy.arange(a, b - 1) for a, b in zip(offsets, offsets[1:])])
        self.start, self.step = line[first], line[first + 1] - line[first]
        self.square = numpy.maximum((self.step**2).sum(axis=1), 1e-9)

    def at(self, place, direction):
        """The nearest link that runs along the direction, either way; None where none is near."""
        t = numpy.clip(((place - self.start) * self.step).sum(axis=1) / self.square, 0.0, 1.0)
        far = numpy.hypot(*(self.start + t[:, None] * self.step - place).T)
        cosine = (self.step @ direction) / numpy.sqrt(self.square * (direction @ direction))
        far[numpy.abs(cosine) < ALONG] = numpy.inf
        nearest = int(far.argmin())
        return int(self.link[nearest]) if far[nearest] <= NEAR_M else None

    def both_ways(self, link):
        """The link, and the same road the other way where there is one."""
        back = int(self.reverse[link])
        return [link, back] if back < len(self.reverse) else [link]
