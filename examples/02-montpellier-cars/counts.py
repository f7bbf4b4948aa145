#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Driven against counted: counts.py RUN TERRITORY DATA

For each class of road the vehicles of a run over those that the town counted (see capacities.py), in the morning's and the
evening's busiest hour and in a day, summed over the streets counted. A street is the mean of its directions, in the run and
in its counts, which don't say which direction they are in a way that a program could read.
"""
import collections
import pathlib
import sys

import h5py
import numpy

from capacities import counts
from streets import Streets

HOUR_S = 3600
QUARTER_S = 900
MORNING, EVENING = (7, 10), (16, 20)


class Driven:
    """Vehicles on each link of a run: in the busiest hour from `first` to `last`, and in all."""

    def __init__(self, path):
        with h5py.File(path) as run:
            rows = run["links/by_time"]
            self.link, self.time = rows["link"][:], rows["time_s"][:]
            self.volume = rows["volume"][:].astype(float)
            self.links = len(run["links/lanes"])

    def between(self, first_s, last_s):
        here = (self.time >= first_s) & (self.time < last_s)
        return numpy.bincount(self.link[here], self.volume[here], self.links)

    def busiest(self, first, last):
        starts = range(first * HOUR_S, (last - 1) * HOUR_S + 1, QUARTER_S)
        return numpy.max([self.between(start, start + HOUR_S) for start in starts], axis=0)


def main():
    streets, data = Streets(sys.argv[2]), pathlib.Path(sys.argv[3])
    driven = Driven(sys.argv[1])
    run = [driven.busiest(*MORNING), driven.busiest(*EVENING), driven.between(0, 48 * HOUR_S)]
    of_link = collections.defaultdict(list)
    for link, figures in counts(streets, data):
        if link is not None:
            of_link[link].append(figures)
    sums = collections.defaultdict(lambda: numpy.zeros((3, 2)))
    streets_of = collections.Counter()
    for link, figures in of_link.items():
        both = streets.both_ways(link)
        counted = numpy.mean(figures, axis=0)
        for name in (streets.road_class[link], "all"):
            streets_of[name] += 1
            sums[name] += [(volume[both].mean(), count) for volume, count in zip(run, counted)]
    print(f"{'class':16} {'streets':>7} {'morning':>8} {'evening':>8} {'day':>8}")
    for name, total in sorted(sums.items(), key=lambda item: streets_of[item[0]]):
        ratios = " ".join(f"{model / count:8.2f}" for model, count in total)
        print(f"{name:16} {streets_of[name]:7} {ratios}")


if __name__ == "__main__":
    main()
