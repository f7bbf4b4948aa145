# SPDX-License-Identifier: Apache-2.0
"""Reads a result file as a script without Éveil would: every table whole, with units and words.

Usage: read_run.py FILE; prints each table with its rows, exits 1 at the first thing that is wrong.
"""
import struct
import sys

import h5py

RAGGED = {"links/shape", "zones/geometry"}


def fail(message):
    sys.exit(message)


def columns_of(group):
    return {name: item for name, item in group.items() if isinstance(item, h5py.Dataset)}


def read(name, column):
    """All values; text as str, words as their names."""
    if not column.attrs.get("units") or not column.attrs.get("description"):
        fail(f"{name}: no units or no description")
    if h5py.check_string_dtype(column.dtype):
        return list(column.asstr()[:])
    values = column[:]
    words = h5py.check_enum_dtype(column.dtype)
    if words:
        names = {number: word for word, number in words.items()}
        return [names[value] for value in values]
    return values


def check_table(path, group):
    columns = {name: read(f"{path}/{name}", column) for name, column in columns_of(group).items()}
    if path in RAGGED:
        offsets = columns.pop("offsets")
        for name, values in columns.items():
            if offsets[0] != 0 or offsets[-1] != len(values) or (offsets[1:] < offsets[:-1]).any():
                fail(f"{path}/{name}: offsets don't cut it into rows")
        print(path, len(offsets) - 1)
        return
    lengths = {len(values) for values in columns.values()}
    if len(lengths) != 1:
        fail(f"{path}: columns of different lengths: {lengths}")
    print(path, lengths.pop())


def check_wkb(data, what):
    order, kind, parts = struct.unpack_from("<BII", bytes(data))
    if (order, kind) != (1, 6) or parts < 1:
        fail(f"{what}: not a MultiPolygon: {order} {kind} {parts}")


def main(path):
    with h5py.File(path) as run:
        if run.attrs["format"] != "eveil-run" or not run.attrs["complete"]:
            fail("not a finished run")
        for name in ("seed", "replication", "crs_wkt", "scenario_digest", "territory_digest"):
            run.attrs[name]
        tables = []
        run.visititems(lambda name, item: tables.append(name)
                       if isinstance(item, h5py.Group) and columns_of(item) else None)
        for table in sorted(tables):
            check_table(table, run[table])
        geometry = run["zones/geometry"]
        offsets = geometry["offsets"][:]
        for zone in range(len(offsets) - 1):
            check_wkb(geometry["values"][offsets[zone]:offsets[zone + 1]].tobytes(), f"zone {zone}")
        for name in run["services"].attrs["names"]:
            check_wkb(run[f"services/{name}"].attrs["area"].tobytes(), name)
            check_wkb(run[f"services/{name}/requests"].attrs["area"].tobytes(), name)
        trips = run["trips"]
        if (run["legs/trip"][:] >= len(trips["person"])).any():
            fail("legs of trips that aren't there")


if __name__ == "__main__":
    main(sys.argv[1])
