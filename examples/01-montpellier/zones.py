#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Zones of Montpellier with inhabitants, from three public files: zones.py DATA OUTPUT.geojson

DATA is the folder `montpellier`. The survey EDGT Hérault 2013-14 draws its sectors 001 to 028 in the commune of
Montpellier (INSEE 34172) and gives every person a weight COE1; INSEE counts the commune's inhabitants (P13).
A sector gets P13 x its sum of COE1 / the sum of all 28, so that the zones hold exactly the commune's count.
"""
import csv
import gzip
import json
import pathlib
import sys

COMMUNE = "34172"
SECTORS = [f"{number:03}" for number in range(1, 29)]


def inhabitants(data):
    with open(data / "census/P13_POP_insee_34.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["CODGEO"] == COMMUNE:
                return int(row["P13_POP"])
    raise SystemExit(f"P13_POP_insee_34.csv: no row of commune {COMMUNE}")


def weights(data):
    """Sum of COE1 by sector: STP is the sector in which the person was drawn, with four digits."""
    sums = dict.fromkeys(SECTORS, 0.0)
    with gzip.open(data / "survey/edgt34_persons_raw.csv.gz", "rt", encoding="latin-1") as file:
        for row in csv.DictReader(file):
            sector = row["STP"][-3:]
            if sector in sums:
                sums[sector] += float(row["COE1"])
    empty = [sector for sector, total in sums.items() if total <= 0]
    if empty:
        raise SystemExit(f"edgt34_persons_raw.csv.gz: nobody in sectors {', '.join(empty)}")
    return sums


def outlines(data):
    with open(data / "survey/edgt34_sectors_wgs84.geojson", encoding="utf-8") as file:
        features = json.load(file)["features"]
    found = {feature["properties"]["sector"][-3:]: feature["geometry"] for feature in features}
    missing = [sector for sector in SECTORS if sector not in found]
    if missing:
        raise SystemExit(f"edgt34_sectors_wgs84.geojson: no outline of sectors {', '.join(missing)}")
    return found


def zones(data):
    people, sums, places = inhabitants(data), weights(data), outlines(data)
    total = sum(sums.values())
    return [
        {
            "type": "Feature",
            "properties": {
                "code": f"{COMMUNE}-{sector}",
                "name": f"Montpellier {sector}",
                "inhabitants": round(people * sums[sector] / total, 3),
            },
            "geometry": places[sector],
        }
        for sector in SECTORS
    ]


def main():
    data, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    features = zones(data)
    document = {"type": "FeatureCollection", "name": "zones", "features": features}
    output.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    people = sum(feature["properties"]["inhabitants"] for feature in features)
    print(f"{output}: {len(features)} zones, {people:.0f} inhabitants")


if __name__ == "__main__":
    main()
