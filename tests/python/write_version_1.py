# SPDX-License-Identifier: Apache-2.0
"""Writes run files of version 1 of the result format, with the tables and columns of its first day.

Usage: write_version_1.py FILE SCENARIO REPLICATION VALUE; two people go to work and back, one by car and one on foot,
on a road of one kilometre; the indicator `trip_rate` of the territory is VALUE on both of two days.
"""
import struct
import sys

import h5py
import numpy as np

MODES = ["car_driver", "walk"]
PURPOSES = ["home", "work", "study", "shop", "leisure", "escort", "other"]
STATUSES = ["done", "refused", "stranded", "stuck", "not_made"]
CLASSES = ["motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service", "track", "other"]
NAN = float("nan")


def column(group, name, values, units="1"):
    """Numbers, texts, or (words, list of all words)."""
    if isinstance(values, tuple):
        words, every = values
        kind = h5py.enum_dtype({word: number for number, word in enumerate(every)}, "u1")
        data = np.array([every.index(word) for word in words], "u1").astype(kind)
    elif isinstance(values, list) and values and isinstance(values[0], str):
        width = max(len(value.encode()) for value in values) or 1
        data = np.array([value.encode() for value in values], dtype=h5py.string_dtype("utf-8", width))
    else:
        data = np.asarray(values)
    made = group.create_dataset(name, data=data, maxshape=(None,), chunks=(max(len(data), 1),), compression="gzip", shuffle=True)
    made.attrs["units"] = units
    made.attrs["description"] = name.replace("_", " ")


def whole(*values, kind="i4"):
    return np.array(values, kind)


def flags(*values):
    return np.array(values, bool)


def people(run):
    persons = run.create_group("persons")
    for name, values, units in (
        ("id", whole(11, 12, kind="u8"), "1"), ("household", whole(-1, -1), "1"), ("weight", [1.0, 1.0], "1"), ("home_x", [0.0, 0.0], "m"), ("home_y", [0.0, 0.0], "m"),
        ("zone", whole(0, 0), "1"), ("age", whole(40, 30, kind="u1"), "year"), ("sex", (["female", "male"], ["female", "male"]), "1"), ("employed", flags(True, True), "1"),
        ("student", flags(False, False), "1"), ("income_class", (["unknown", "unknown"], ["unknown"]), "1"), ("car", flags(True, False), "1"), ("licence", flags(True, True), "1"),
        ("generator", whole(-1, -1), "1"), ("role", (["none", "none"], ["none", "employee", "student", "customer", "patient", "visitor"]), "1"), ("utility", [-1.0, -2.0], "1"),
    ):
        column(persons, name, values, units)


def ways(run):
    trips = run.create_group("trips")
    modes = ["car_driver", "car_driver", "walk", "walk"]
    for name, values, units in (
        ("person", whole(0, 0, 1, 1), "1"), ("number", whole(0, 1, 0, 1, kind="u2"), "1"), ("purpose", (["work", "home", "work", "home"], PURPOSES), "1"),
        ("departure_s", [28800.0, 61200.0, 28800.0, 61200.0], "s"), ("travel_time_s", [100.0, 100.0, 720.0, 720.0], "s"), ("wait_s", [0.0] * 4, "s"), ("mode", (modes, MODES), "1"),
        ("wanted_mode", (modes, MODES), "1"), ("distance_m", [1000.0] * 4, "m"), ("cost_eur", [0.15, 0.15, 0.0, 0.0], "EUR"), ("co2_g", [192.0, 192.0, 0.0, 0.0], "g"),
        ("origin_x", [0.0, 1000.0] * 2, "m"), ("origin_y", [0.0] * 4, "m"), ("destination_x", [1000.0, 0.0] * 2, "m"), ("destination_y", [0.0] * 4, "m"), ("origin_zone", whole(0, 0, 0, 0), "1"),
        ("destination_zone", whole(0, 0, 0, 0), "1"), ("generator", whole(-1, -1, -1, -1), "1"), ("status", (["done"] * 4, STATUSES), "1"),
    ):
        column(trips, name, values, units)
    legs = run.create_group("legs")
    for name, values, units in (
        ("trip", whole(0, 1, 2, 3), "1"), ("mode", (modes, MODES), "1"), ("service", whole(-1, -1, -1, -1), "1"), ("vehicle", whole(-1, -1, -1, -1), "1"),
        ("departure_s", [28800.0, 61200.0, 28800.0, 61200.0], "s"), ("arrival_s", [28900.0, 61300.0, 29520.0, 61920.0], "s"), ("distance_m", [1000.0] * 4, "m"),
        ("from_link", whole(1, 0, 1, 0), "1"), ("to_link", whole(0, 1, 0, 1), "1"),
    ):
        column(legs, name, values, units)


def roads(run):
    links = run.create_group("links")
    for name, values, units in (
        ("from_x", [0.0, 1000.0], "m"), ("from_y", [0.0, 0.0], "m"), ("to_x", [1000.0, 0.0], "m"), ("to_y", [0.0, 0.0], "m"), ("length_m", [1000.0, 1000.0], "m"), ("free_speed", [10.0, 10.0], "m s-1"),
        ("lanes", [1.0, 1.0], "1"), ("capacity_veh_h", [1000.0, 1000.0], "h-1"), ("road_class", (["residential"] * 2, CLASSES), "1"), ("source_id", whole(7, 7, kind="i8"), "1"),
        ("from_node", whole(0, 1), "1"), ("to_node", whole(1, 0), "1"),
    ):
        column(links, name, values, units)
    shape = links.create_group("shape")
    column(shape, "offsets", whole(0, 2, 4, kind="u8"))
    column(shape, "x", [0.0, 1000.0, 1000.0, 0.0], "m")
    column(shape, "y", [0.0] * 4, "m")
    times = links.create_group("by_time")
    for name, values, units in (
        ("link", whole(0, 1), "1"), ("time_s", [28800.0, 61200.0], "s"), ("vehicle_class", (["car", "car"], ["car", "service"]), "1"), ("volume", whole(1, 1, kind="u4"), "1"),
        ("travel_time_s", [100.0, 100.0], "s"), ("speed", [10.0, 10.0], "m s-1"),
    ):
        column(times, name, values, units)


def places(run):
    zones = run.create_group("zones")
    for name, values, units in (("id", ["Z"], "1"), ("name", ["Z"], "1"), ("population", [2.0], "1"), ("jobs", [NAN], "1"), ("centre_x", [500.0], "m"), ("centre_y", [0.0], "m")):
        column(zones, name, values, units)
    corners = [(-10.0, -10.0), (1010.0, -10.0), (1010.0, 10.0), (-10.0, 10.0), (-10.0, -10.0)]
    area = struct.pack("<BII", 1, 6, 1) + struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *corner) for corner in corners)
    geometry = zones.create_group("geometry")
    column(geometry, "offsets", whole(0, len(area), kind="u8"))
    column(geometry, "values", np.frombuffer(area, "u1"))
    stops = run.create_group("stops")
    for name, values in (("id", whole()), ("x", []), ("y", [])):
        column(stops, name, np.asarray(values, "i4" if name == "id" else "f8"))
    sites = run.create_group("generators")
    for name, kind in (("site", "i4"), ("x", "f8"), ("y", "f8"), ("parking", "f8"), ("arrivals", "i4"), ("co2_g", "f8")):
        column(sites, name, np.array([], kind))
    column(sites, "name", np.array([], dtype=h5py.string_dtype("utf-8", 1)))
    column(sites, "kind", ([], ["industrial_zone", "commercial_zone", "hospital", "university", "school", "office"]))
    column(sites, "mode", ([], MODES))


def numbers(run, value):
    rows = run.create_group("indicators")
    for name, values in (
        ("indicator", ["trip_rate"] * 2), ("scope", ["territory"] * 2), ("definition", ["trip_rate"] * 2), ("value", [value] * 2), ("units", ["1"] * 2), ("count", whole(4, 4, kind="i8")), ("day", whole(3, 4)),
    ):
        column(rows, name, values)
    days = run.create_group("convergence")
    for name, values in (
        ("day", whole(3, 4)), ("forked", flags(True, True)), ("route_gap", [0.02, 0.01]), ("choice_gap", [0.02, 0.01]), ("mean_travel_time_s", [410.0, 410.0]), ("changed_share", [0.1, 0.1]),
        ("unfinished", whole(0, 0, kind="i8")), ("link_entries", whole(2, 2, kind="i8")), ("forced_moves", whole(0, 0, kind="i8")), ("raised_gap_links", whole(0, 0, kind="i8")),
        ("departed", whole(2, 2, kind="i8")), ("arrived", whole(2, 2, kind="i8")), ("mode_share_car_driver", [0.5, 0.5]), ("mode_share_walk", [0.5, 0.5]),
    ):
        column(days, name, values)
    facts = run.create_group("parameters")
    for name, values in (("key", ["choice.car_per_min"]), ("value", [-0.05]), ("units", ["min-1"]), ("meaning", ["car time"]), ("default", [-0.05]), ("tag", ["A"]), ("source", ["drawn"])):
        column(facts, name, values)


def main(path, scenario, replication, value):
    with h5py.File(path, "w", libver="v110") as run:
        for name, fact in (
            ("format", "eveil-run"), ("format_version", 1), ("program_version", "0.1.0"), ("git_commit", "8517814"), ("scenario", scenario), ("scenario_digest", scenario * 2), ("territory", "Road"),
            ("territory_digest", "t"), ("crs_wkt", "LOCAL_CS[\"drawn\"]"), ("crs_name", "drawn"), ("seed", 1), ("replication", int(replication)), ("learnt_from", "s"), ("sample", 1.0), ("days", 2),
            ("fork_days", 2), ("average_days", 2), ("day", 4), ("started", "2026-11-23T08:30:00Z"), ("ended", "2026-11-23T08:30:01Z"), ("complete", np.True_),
        ):
            run.attrs[name] = fact
        text = h5py.string_dtype("utf-8")
        for name, list_of in (("modes", MODES), ("data_years", []), ("licences", [])):
            run.attrs.create(name, np.array(list_of, dtype=object), dtype=text)
        run.create_group("services").attrs.create("names", np.array([], dtype=object), dtype=text)
        people(run)
        ways(run)
        roads(run)
        places(run)
        numbers(run, float(value))


if __name__ == "__main__":
    main(*sys.argv[1:])
