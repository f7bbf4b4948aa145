#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Chooses the district of the demo's on-demand service and writes service-area.geojson.

Needs Debian's python3-gdal; reads coquimbo.gpkg and gtfs.zip beside it; prints how it chose.

1. A zone is a candidate when every place in it is farther than 800 m from every stop of the bus
   line, and it is built up: at least 2,500 inhabitants and 8 km of road per square kilometre.
2. From each candidate a district grows: of its neighbours among the candidates it takes the one
   whose centre is nearest to the first zone's, as long as 45,000 inhabitants are not exceeded.
3. Of the districts with at least 40,000 inhabitants the most self-contained is taken: its own
   inhabitants are the largest share of those who live in it or within 2 km around, so that many
   trips have both ends inside.
"""

import csv
import io
import json
import pathlib
import zipfile

from osgeo import ogr, osr

HERE = pathlib.Path(__file__).resolve().parent
WALK_M, MOST, LEAST = 800.0, 45_000, 40_000
AROUND_M = 2_000.0
DENSE_PEOPLE, DENSE_ROADS = 2_500.0, 8.0  # per km2
METRIC = 32719  # UTM 19 S


def to_metric():
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(4326)
    target.ImportFromEPSG(METRIC)
    for crs in (source, target):
        crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return osr.CoordinateTransformation(source, target)


def metric(geometry, transform):
    copy = geometry.Clone()
    copy.Transform(transform)
    return copy


def stops(transform):
    with zipfile.ZipFile(HERE / "gtfs.zip") as feed:
        text = io.StringIO(feed.read("stops.txt").decode("utf-8-sig"))
    points = ogr.Geometry(ogr.wkbMultiPoint)
    for row in csv.DictReader(text):
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(float(row["stop_lon"]), float(row["stop_lat"]))
        points.AddGeometry(point)
    return metric(points, transform)


def all_zones(data, transform):
    return {zone["zone_id"]: {"shape": metric(zone.geometry(), transform),
                              "people": zone["population"], "stored": zone.geometry().Clone()}
            for zone in data.GetLayer("zones")}


def candidates(zones, data, transform):
    reached = stops(transform)
    roads = [metric(road.geometry(), transform) for road in data.GetLayer("roads")]
    far = {name: zone for name, zone in zones.items() if zone["shape"].Distance(reached) > WALK_M}
    found = {}
    for name, zone in far.items():
        shape, km2 = zone["shape"], zone["shape"].Area() / 1e6
        inside = [line.Intersection(shape) for line in roads if line.Intersects(shape)]
        length = sum(line.Length() for line in inside if line.GetDimension() == 1)
        if zone["people"] / km2 >= DENSE_PEOPLE and length / 1e3 / km2 >= DENSE_ROADS:
            found[name] = zone
    print(f"{len(far)} of {len(zones)} zones lie wholly farther than {WALK_M:.0f} m from a stop, "
          f"with {sum(z['people'] for z in far.values()):.0f} inhabitants; {len(found)} of them are "
          f"built up, with {sum(z['people'] for z in found.values()):.0f}")
    return found


def touching(found):
    """Neighbours that share more than a corner."""
    return {a: [b for b in found if b != a and found[a]["shape"].Distance(found[b]["shape"]) < 0.01
                and found[a]["shape"].Buffer(1).Intersection(found[b]["shape"]).Area() > 100]
            for a in found}


def grow(first, found, neighbours):
    taken, people = [first], found[first]["people"]
    centre = found[first]["shape"].Centroid()
    while True:
        near = {n for zone in taken for n in neighbours[zone]} - set(taken)
        fits = [n for n in near if people + found[n]["people"] <= MOST]
        if not fits:
            return sorted(taken), people
        best = min(fits, key=lambda n: (found[n]["shape"].Centroid().Distance(centre), n))
        taken.append(best)
        people += found[best]["people"]


def union(shapes):
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in shapes:
        for part in range(shape.GetGeometryCount()):
            whole.AddGeometry(shape.GetGeometryRef(part))
    return whole.UnionCascaded()


def districts(found, zones):
    neighbours = touching(found)
    ranked = {}
    for first in sorted(found):
        names, people = grow(first, found, neighbours)
        if people >= LEAST and tuple(names) not in ranked:
            whole = union([found[name]["shape"] for name in names])
            around = sum(zone["people"] for zone in zones.values()
                         if zone["shape"].Centroid().Distance(whole) <= AROUND_M)
            ranked[tuple(names)] = (people / around, people, whole.Area() / 1e6)
    return sorted(ranked.items(), key=lambda item: (-item[1][0], item[0]))


def write(names, people, found):
    # The outer ring alone: what the zones leave out between them is no hole in a service.
    whole = union([found[name]["stored"] for name in names])
    assert whole.GetGeometryName() == "POLYGON", whole.GetGeometryName()
    ring = [[round(x, 7), round(y, 7)] for x, y in whole.GetGeometryRef(0).GetPoints()]
    if sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) < 0:
        ring.reverse()  # counter-clockwise, as RFC 7946 asks
    feature = {"type": "Feature",
               "properties": {"zones": list(names), "population": round(people)},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (HERE / "service-area.geojson").write_text(text + "\n", encoding="utf-8")
    print(f"taken: the first, {len(ring)} points, {whole.GetGeometryCount() - 1} holes left out")


def main():
    ogr.UseExceptions()
    data, transform = ogr.Open(str(HERE / "coquimbo.gpkg")), to_metric()
    zones = all_zones(data, transform)
    found = candidates(zones, data, transform)
    ranked = districts(found, zones)
    for names, (share, people, km2) in ranked[:5]:
        print(f"{share:4.0%} of those within 2 km, {people:6.0f} inhabitants, {km2:5.2f} km2: {names}")
    names, (_, people, _) = ranked[0]
    write(names, people, found)


if __name__ == "__main__":
    main()
