#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Car trips of a survey day on the streets of Montpellier: demand.py DATA OUTPUT

DATA is the folder `montpellier`. Written into the folder OUTPUT: zones.geojson, gates.toml (`[[gate]]` of territory.toml),
od.csv (`[[background]]` of scenario.toml). What is left out and why is printed with its share.

Trips are those of the survey EDGT Hérault 2013-14 by car drivers (MODP 21), weighted by COEP, in the hour in which they
started (D4), as od_sector_mode.csv.gz adds them up over the day. Sectors with streets in the extract are zones; of those
that the extract cuts, the share of addresses in sectors.csv (coverage.py) is in. What starts or ends elsewhere comes or
leaves by the gates of gates.csv.
"""
import collections
import csv
import gzip
import itertools
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Sectors of the commune (001 to 028) without the four in its west of which the extract holds at most half a kilometre.
ZONES = [f"{number:03}" for number in range(1, 29) if number not in (16, 19, 20, 24)]
CAR_DRIVER = "21"
DETOUR_SCALE_KM = 1.0  # a gate with 1 km more of straight lines gets 1/e of the trips, by equal capacity
SHORTEST_CROSSING_KM = 2.0  # of the straight line within the gates' outline: less passes beside the town
LONGEST_THROUGH_KM = 25.0  # longer trips past the town take the motorway A9, which the extract doesn't hold
KM_NORTH = 111.2
KM_EAST = KM_NORTH * math.cos(math.radians(43.6))


def rows(path):
    with gzip.open(path, "rt", encoding="latin-1") as file:
        yield from csv.DictReader(file)


def plane(longitude, latitude):
    return (longitude * KM_EAST, latitude * KM_NORTH)


def centre(geometry):
    """Centre of area of the outer rings, in km."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    area = x = y = 0.0
    for polygon in polygons:
        ring = [plane(*place[:2]) for place in polygon[0]]
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            cross = ax * by - bx * ay
            area, x, y = area + cross / 2, x + (ax + bx) * cross / 6, y + (ay + by) * cross / 6
    return (x / area, y / area)


def outline(points):
    """Convex outline, anticlockwise."""
    points, halves = sorted(points), []
    for order in (points, points[::-1]):
        half = []
        for point in order:
            while len(half) > 1 and turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves += half[:-1]
    return halves


def turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def length_inside(a, b, hull):
    """Of the straight line from a to b, the length within a convex outline (Cyrus and Beck 1978)."""
    first, last = 0.0, 1.0
    for p, q in zip(hull, hull[1:] + hull[:1]):
        at_a, at_b = turn(p, q, a), turn(p, q, b)
        if at_a < 0 and at_b < 0:
            return 0.0
        if at_a < 0 or at_b < 0:
            cut = at_a / (at_a - at_b)
            first, last = (max(first, cut), last) if at_a < 0 else (first, min(last, cut))
    return max(0.0, last - first) * math.dist(a, b)


class Ways:
    """By which gates a trip between two sectors passes, with shares."""

    def __init__(self, centres, gates):
        self.centres, self.gates = centres, gates
        self.hull = outline([place for place, _ in gates.values()])

    def shares(self, origin, destination, inside):
        """[(from, to, share)] of trips whose ends are on these streets or not, or the reason why they aren't there."""
        a, b = self.centres[origin], self.centres[destination]
        if not any(inside):
            if origin == destination:
                return "within a sector beside these streets"
            if math.dist(a, b) > LONGEST_THROUGH_KM:
                return "both ends outside, too long to pass through the town"
            if length_inside(a, b, self.hull) < SHORTEST_CROSSING_KM:
                return "both ends outside, past the town"
        entries = [(origin, a, 1.0)] if inside[0] else [(name, *gate) for name, gate in self.gates.items()]
        exits = [(destination, b, 1.0)] if inside[1] else [(name, *gate) for name, gate in self.gates.items()]
        found = []
        for (entry, p, entry_capacity), (leave, q, leave_capacity) in itertools.product(entries, exits):
            if entry != leave or all(inside):
                km = math.dist(a, p) + math.dist(p, q) + math.dist(q, b)
                found.append((entry, leave, km, entry_capacity * leave_capacity))
        least = min(km for _, _, km, _ in found)
        weights = [capacity * math.exp((least - km) / DETOUR_SCALE_KM) for _, _, km, capacity in found]
        return [(entry, leave, weight / sum(weights)) for (entry, leave, _, _), weight in zip(found, weights)]


def trips(data):
    """(origin, destination, hour) -> cars of a day, all of the survey."""
    weight = {(p["ZFP"], p["ECH"], p["PER"].strip().zfill(2)): p["COEP"] for p in rows(data / "survey/edgt34_persons_raw.csv.gz")}
    cars = collections.Counter()
    for trip in rows(data / "survey/edgt34_trips_raw.csv.gz"):
        if trip["MODP"] == CAR_DRIVER:
            by = float(weight[trip["ZFD"], trip["ECH"], trip["PER"].strip().zfill(2)])
            cars[trip["STDO"].strip()[-3:], trip["STDD"].strip()[-3:], int(trip["D4"]) // 100] += by
    return cars


def reached():
    """Sector -> the share of it that has streets here."""
    with open(HERE / "sectors.csv", encoding="utf-8") as file:
        shares = {row["sector"]: float(row["near_a_street"]) for row in csv.DictReader(file)}
    return {sector: shares[sector] for sector in ZONES}


def parts(origin, destination, share):
    """(start here, end here) -> the share of the trips between two sectors."""
    start, end = share.get(origin, 0.0), share.get(destination, 0.0)
    ways = {(True, True): start * end, (True, False): start * (1 - end), (False, True): (1 - start) * end,
            (False, False): (1 - start) * (1 - end)}
    return [(inside, part) for inside, part in ways.items() if part > 0.0]


def flows(cars, ways):
    od, left_out, kinds = collections.Counter(), collections.Counter(), collections.Counter()
    share = reached()
    for (origin, destination, hour), vehicles in sorted(cars.items()):
        if origin not in ways.centres or destination not in ways.centres:
            left_out["an end outside of the survey's area"] += vehicles
            continue
        for inside, part in parts(origin, destination, share):
            found = ways.shares(origin, destination, inside)
            if isinstance(found, str):
                left_out[found] += vehicles * part
                continue
            kinds[{(True, True): "within", (True, False): "out", (False, True): "in", (False, False): "through"}[inside]] += vehicles * part
            for entry, leave, by in found:
                od[entry, leave, hour] += vehicles * part * by
    return od, left_out, kinds


def main():
    data, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    features = json.loads((data / "survey/edgt34_sectors_wgs84.geojson").read_text(encoding="utf-8"))["features"]
    shapes = {feature["properties"]["sector"][-3:]: feature["geometry"] for feature in features}
    with open(HERE / "gates.csv", encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    gates = {gate["gate"]: (plane(float(gate["longitude"]), float(gate["latitude"])), float(gate["vehicles_per_hour"])) for gate in listed}

    # The cars are all there is to simulate; a zone without anybody isn't allowed, so one person lives in each.
    zones = [{"type": "Feature", "properties": {"code": sector, "inhabitants": 1}, "geometry": shapes[sector]} for sector in ZONES]
    (output / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": zones}), encoding="utf-8")
    with open(output / "gates.toml", "w", encoding="utf-8") as file:
        for gate in listed:
            file.write(f'\n[[gate]]\nname = "{gate["gate"]}"\nat = [{gate["longitude"]}, {gate["latitude"]}]\n')
            if gate["joins_within_m"] != "0":
                file.write(f'joins_within_m = {gate["joins_within_m"]}\n')

    cars = trips(data)
    od, left_out, kinds = flows(cars, Ways({sector: centre(shape) for sector, shape in shapes.items()}, gates))
    with open(output / "od.csv", "w", encoding="utf-8") as file:
        file.write("from,to,hour,vehicle_class,vehicles\n")
        for (entry, leave, hour), vehicles in sorted(od.items()):
            if vehicles >= 0.0005:
                file.write(f"{entry},{leave},{hour},car,{vehicles:.3f}\n")
    total = sum(cars.values())
    print(f"{total:.0f} car trips of a day; on these streets {sum(kinds.values()):.0f}: " +
          ", ".join(f"{kind} {vehicles:.0f}" for kind, vehicles in kinds.items()))
    for reason, vehicles in left_out.items():
        print(f"left out {vehicles:.0f} ({vehicles / total:.1%}): {reason}")


if __name__ == "__main__":
    main()
