#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the result files of a folder without Éveil: whole, complete, tables of equal columns, every column with units.

    /usr/bin/python3 .ci/read_results.py FOLDER
"""
import pathlib
import sys

import h5py


def problems_of(path):
    found = []
    rows_of = {}

    def visit(name, item):
        if not isinstance(item, h5py.Dataset) or item.ndim != 1 or name.startswith("provenance/"):
            return
        item[()]  # every chunk decompresses
        if "units" not in item.attrs:
            found.append(f"{path}:/{name}: no attribute units")
        rows_of.setdefault(item.parent.name, {})[name] = item.shape[0]

    with h5py.File(path, "r") as file:
        if not len(file.attrs):
            found.append(f"{path}: the root has no attributes")
        file.visititems(visit)
        # The columns of a table are as long as each other; shapes and names are kept as offsets and values.
        for table, columns in rows_of.items():
            ragged = any(name.rsplit("/", 1)[-1].endswith("offsets") for name in columns)
            if not ragged and len(set(columns.values())) > 1:
                found.append(f"{path}:{table}: columns of different length: {columns}")
        for table in ("persons", "trips", "legs", "links", "indicators"):
            if table not in file:
                found.append(f"{path}: no table /{table}")
    return found


def main(folder):
    files = sorted(pathlib.Path(folder).rglob("*.h5"))
    if not files:
        sys.exit(f"{folder}: no result file")
    problems = [problem for path in files for problem in problems_of(path)]
    for problem in problems:
        print(problem)
    print(f"{len(files)} result files read with h5py {h5py.__version__}, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
