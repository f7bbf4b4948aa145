#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How the cars of a run got through: report.py RUN.h5

By day: vehicles that departed and arrived, forced moves, times that one turned away from a full road. Of the recorded day, by hour of entry into a link: vehicle-km and
mean speed of who left it again. Kilometres are expanded by the sample.
"""
import sys

import h5py
import numpy


def days(run):
    columns = [name for name in ("departed", "arrived", "forced_moves", "turned_away") if name in run["convergence"]]
    print("day " + " ".join(f"{name:>14}" for name in columns + ["on the way"]))
    table = run["convergence"]
    for row, day in enumerate(table["day"][:]):
        stuck = int(table["departed"][row]) - int(table["arrived"][row])
        print(f"{day:3} " + " ".join(f"{table[name][row]:14.6g}" for name in columns) + f" {stuck:14}")


def hours(run):
    moved = run["links/by_time"]
    length = run["links/length_m"][:][moved["link"][:]]
    volume, seconds = moved["volume"][:].astype(float), moved["travel_time_s"][:]
    hour = moved["time_s"][:] // 3600
    expand = 1.0 / run.attrs["sample"]
    print("\nhour    vehicle-km    mean km/h")
    for at in numpy.unique(hour):
        here = hour == at
        km, spent = (volume * length)[here].sum() / 1000, (volume * seconds)[here].sum() / 3600
        print(f"{int(at):4} {km * expand:13.0f} {km / spent:12.1f}")
    km, spent = (volume * length).sum() / 1000, (volume * seconds).sum() / 3600
    print(f" all {km * expand:13.0f} {km / spent:12.1f}")


def main():
    with h5py.File(sys.argv[1]) as run:
        days(run)
        hours(run)


if __name__ == "__main__":
    main()
