#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a lane of each class of road carried where the town counted: capacities.py TERRITORY DATA > lane_flows.csv

Counts of a week (VilleMTP_MTP_Comptage, 1996 to 2013) lie on street centre lines (VilleMTP_MTP_FilaireVoies); both are of
the Ville de Montpellier, Licence Ouverte. Each line takes the class and the lanes of the link of the compiled territory that
passes its middle in its direction. A row of a count is one direction: the greater of its two peak hours, by lane.
"""
import csv
import io
import pathlib
import struct
import sys
import zipfile

import numpy

from streets import Streets

MISSING = 9000.0  # the source writes 9999 where it has no figure


def centre_lines(path):
    """Middle and direction of the lines by their id (ESRI's Shapefile technical description, table 9; dBASE III)."""
    with zipfile.ZipFile(path) as archive:
        lines, table = (archive.read("VilleMTP_MTP_FilaireVoies" + end) for end in (".shp", ".dbf"))
    rows, header, width = struct.unpack_from("<IHH", table, 4)
    start = {}
    at, offset = 32, 1
    while table[at] != 0x0D:
        name, size = table[at : at + 11].rstrip(b"\0").decode(), table[at + 16]
        start[name] = (offset, size)
        at, offset = at + 32, offset + size
    first, size = start["IDARC"]
    ids = [int(table[header + row * width + first :][:size]) for row in range(rows)]
    found, at = {}, 100
    for line in ids:
        (words,) = struct.unpack_from(">i", lines, at + 4)
        parts, points = struct.unpack_from("<ii", lines, at + 44)
        places = numpy.frombuffer(lines, "<f8", 2 * points, at + 52 + 4 * parts).reshape(points, 2)
        steps = numpy.hypot(*numpy.diff(places, axis=0).T)
        run = numpy.concatenate(([0.0], numpy.cumsum(steps)))
        middle = [numpy.interp(run[-1] / 2, run, places[:, axis]) for axis in (0, 1)]
        part = min(int(numpy.searchsorted(run, run[-1] / 2)), len(steps)) - 1
        found[line] = (numpy.array(middle), places[part + 1] - places[part])
        at += 8 + 2 * words
    return found


def counts(streets, data):
    """A link, or None, and what was counted: vehicles of the morning's and evening's peak hour and of a day."""
    lines = centre_lines(data / "city/VilleMTP_MTP_FilaireVoies.zip")
    links = {}
    for row in csv.DictReader(io.StringIO((data / "counts/montpellier_counts.csv").read_text())):
        line, figures = int(row["identsig"]), [float(row[name] or 0) for name in ("phjm", "phjs", "tjm")]
        if line not in links:
            links[line] = streets.at(*lines[line]) if line in lines else None
        usable = 0 < max(figures[:2]) < MISSING and figures[2] > 0
        yield (links[line] if usable else None), figures


def main():
    streets, data = Streets(sys.argv[1]), pathlib.Path(sys.argv[2])
    flows, left = {}, 0
    for link, (morning, evening, _) in counts(streets, data):
        if link is None:
            left += 1
            continue
        flows.setdefault(streets.road_class[link], []).append(max(morning, evening) / float(streets.lanes[link]))
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["road_class", "counts", "median_veh_h", "q90_veh_h", "q99_veh_h", "second_veh_h", "greatest_veh_h"])
    for name, of_class in sorted(flows.items(), key=lambda item: -numpy.median(item[1])):
        quantiles = numpy.quantile(of_class, [0.5, 0.9, 0.99])
        most = sorted(of_class)[-2:]
        table.writerow([name, len(of_class), *(f"{value:.0f}" for value in (*quantiles, most[0], most[-1]))])
    print(f"{sum(map(len, flows.values()))} counts taken, {left} without a link, a line or a figure", file=sys.stderr)


if __name__ == "__main__":
    main()
