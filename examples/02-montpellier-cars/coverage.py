#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How much of each sector the streets reach: coverage.py TERRITORY DATA > sectors.csv

Of the commune's sectors (001 to 028) the share of the addresses that has a street of the compiled territory within 300 m.
TERRITORY is territory.toml alone, without the gates: they keep roads out of town, near which nobody is let on.
Addresses: VilleMTP_MTP_PointAdresse (Ville de Montpellier, Licence Ouverte), sectors: EDGT Hérault 2013-14 (Montpellier
Méditerranée Métropole, ODbL), both in Lambert-93 as the territory is.
"""
import collections
import csv
import pathlib
import sqlite3
import struct
import sys
import zipfile

import numpy

from streets import Streets

NEAR_M = 300.0
STEP_M = 20.0  # between the points that stand for a street


def along(streets):
    """Points along all streets."""
    steps = (numpy.hypot(*streets.step.T) / STEP_M).astype(int) + 2
    return numpy.vstack([
        start + step * numpy.linspace(0.0, 1.0, count)[:, None]
        for start, step, count in zip(streets.start, streets.step, steps)
    ])


def addresses(path):
    """Places of a Shapefile of points: after 100 bytes, records of 28 (ESRI's technical description, table 5)."""
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".shp"))
        content = archive.read(name)
    if struct.unpack("<i", content[32:36]) != (1,):
        raise SystemExit(f"coverage.py: {path} holds no points")
    record = numpy.dtype([("head", ">i4", 2), ("type", "<i4"), ("place", "<f8", 2)])
    return numpy.frombuffer(content, record, offset=100)["place"]


def rings(geometry):
    """Rings of a polygon of a GeoPackage: a header of 8 bytes, an envelope, then WKB."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[geometry[3] >> 1 & 7]
    found = []

    def take(at):
        order = "<" if geometry[at] == 1 else ">"
        kind, count = struct.unpack_from(order + "II", geometry, at + 1)
        at += 9
        for _ in range(count):
            if kind % 1000 == 6:
                at = take(at)
                continue
            (points,) = struct.unpack_from(order + "I", geometry, at)
            found.append(numpy.frombuffer(geometry, order + "f8", 2 * points, at + 4).reshape(points, 2))
            at += 4 + 16 * points
        return at

    take(at)
    return found


def inside(places, outline):
    """Whether places are in a polygon, by the number of edges to their right."""
    odd = numpy.zeros(len(places), bool)
    for ring in outline:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if ay != by:
                crosses = (ay > places[:, 1]) != (by > places[:, 1])
                odd ^= crosses & (places[:, 0] < ax + (bx - ax) * (places[:, 1] - ay) / (by - ay))
    return odd


def near(places, points):
    """Whether a point lies within NEAR_M, looked up in cells of that size."""
    cells = collections.defaultdict(list)
    for point in points:
        cells[int(point[0] // NEAR_M), int(point[1] // NEAR_M)].append(point)
    cells = {cell: numpy.array(rows) for cell, rows in cells.items()}
    found = numpy.zeros(len(places), bool)
    for row, place in enumerate(places):
        column, line = int(place[0] // NEAR_M), int(place[1] // NEAR_M)
        around = (cells.get((column + x, line + y)) for x in (-1, 0, 1) for y in (-1, 0, 1))
        found[row] = any(rows is not None and (numpy.hypot(*(rows - place).T) <= NEAR_M).any() for rows in around)
    return found


def main():
    territory, data = sys.argv[1], pathlib.Path(sys.argv[2])
    places = addresses(data / "city/VilleMTP_MTP_PointAdresse.zip")
    reached = near(places, along(Streets(territory)))
    with sqlite3.connect(f"file:{data / 'survey/edgt34_sectors_l93.gpkg'}?mode=ro&immutable=1", uri=True) as sectors:
        table, column = sectors.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchone()
        rows = sectors.execute(f"SELECT Secteur_EM, {column} FROM {table} WHERE Secteur_EM <= '028' ORDER BY Secteur_EM").fetchall()
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["sector", "addresses", "near_a_street"])
    for sector, geometry in rows:
        here = inside(places, rings(geometry))
        if here.any():
            table.writerow([str(sector)[-3:], here.sum(), f"{reached[here].mean():.3f}"])


if __name__ == "__main__":
    main()
