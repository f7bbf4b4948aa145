#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A run of the example beside the survey it should come near: compare_survey.py RUN.h5 DATA

DATA is the folder `montpellier`. Both sides are trips with both ends in the commune (survey sectors 001 to 028): mode shares of
known_answers.json ("trips_inside_montpellier", without motorcycles and others, which aren't modelled), and straight lines (D11)
of trips that leave home, weighted by COEP.
"""
import csv
import gzip
import json
import pathlib
import sys

import h5py
import numpy

MODES = {"car_driver": "car_driver", "car_passenger": "car_passenger", "transit": "public_transport", "walk": "walk", "bicycle": "bike"}
# Codes of D2A and D5A in the survey's dictionary; ages where a purpose of ours is several of theirs.
PURPOSES = {
    "work": (range(11, 15), "work", (0, 120)),
    "school, to 10 years": ((21, 22, 96), "study", (0, 10)),
    "school, 11 to 17": ((23, 24, 97), "study", (11, 17)),
    "university": (range(25, 30), "study", (18, 120)),
    "shop": ((*range(30, 36), 81, 82, 98), "shop", (0, 120)),
    "leisure": (range(51, 55), "leisure", (0, 120)),
    "escort": (range(61, 75), "escort", (0, 120)),
    "other": (range(41, 44), "other", (0, 120)),
}
HOME = (1, 2)


def rows(path):
    with gzip.open(path, "rt", encoding="latin-1") as file:
        yield from csv.DictReader(file)


def number(text):
    return float(text) if text.strip() else 0.0


def survey_lengths(data):
    """Kilometres and weights of trips from home, by purpose."""
    weight = {(p["ZFP"], p["ECH"], p["PER"].strip().zfill(2)): number(p["COEP"]) for p in rows(data / "survey/edgt34_persons_raw.csv.gz")}
    inside = {f"{sector:03}" for sector in range(1, 29)}
    lengths = {purpose: ([], []) for purpose in PURPOSES}
    for trip in rows(data / "survey/edgt34_trips_raw.csv.gz"):
        if trip["STDO"].strip()[-3:] not in inside or trip["STDD"].strip()[-3:] not in inside:
            continue
        if not trip["D11"].strip() or int(number(trip["D2A"])) not in HOME:
            continue
        for purpose, (codes, _, _) in PURPOSES.items():
            if int(number(trip["D5A"])) in codes:
                lengths[purpose][0].append(float(trip["D11"]) / 1000)
                lengths[purpose][1].append(weight[trip["ZFD"], trip["ECH"], trip["PER"].strip().zfill(2)])
    return {purpose: numpy.average(km, weights=w) for purpose, (km, w) in lengths.items()}


def words(column):
    return h5py.check_enum_dtype(column.dtype)


def main():
    run, data = h5py.File(sys.argv[1]), pathlib.Path(sys.argv[2])
    trips, age = run["trips"], run["persons/age"][:]
    done = trips["status"][:] == words(trips["status"])["done"]
    mode, purpose = trips["mode"][:], trips["purpose"][:]
    known = json.loads((data / "survey/known_answers.json").read_text())["trips_inside_montpellier"]["mode_share"]
    total = sum(known[theirs] for theirs in MODES.values())
    print(f"| mode, share of trips | survey | run |\n|---|---:|---:|")
    for ours, theirs in MODES.items():
        share = numpy.mean(mode[done] == words(trips["mode"])[ours])
        print(f"| {ours} | {known[theirs] / total:.3f} | {share:.3f} |")
    line = numpy.hypot(trips["origin_x"][:] - trips["destination_x"][:], trips["origin_y"][:] - trips["destination_y"][:]) / 1000
    from_home = numpy.r_[-1, purpose[:-1]] == words(trips["purpose"])["home"]
    from_home |= trips["number"][:] == 0
    lengths = survey_lengths(data)
    print(f"\n| straight line from home, mean km | survey | run |\n|---|---:|---:|")
    for name, (_, ours, (youngest, oldest)) in PURPOSES.items():
        ages = age[trips["person"][:]]
        wanted = from_home & (purpose == words(trips["purpose"])[ours]) & (ages >= youngest) & (ages <= oldest)
        print(f"| to {name} | {lengths[name]:.2f} | {line[wanted].mean():.2f} |")


if __name__ == "__main__":
    main()
