# SPDX-License-Identifier: Apache-2.0
"""Checks, without any code of the project, the file that tests/geo/store/sample.hpp writes."""

import sys

import h5py
import numpy as np

with h5py.File(sys.argv[1], "r") as f:
    assert f.attrs["format"] == "eveil-sample"
    assert f.attrs["format_version"] == 1
    assert f.attrs["complete"] == np.True_
    links = f["links"]
    rows = np.arange(300)
    assert (links["id"][:] == rows - 7).all()
    expected = 1.25 * rows
    expected[0] = 0.5
    assert (links["length_m"][:] == expected).all()
    assert links["length_m"].attrs["units"] == "m"
    assert links["length_m"].attrs["description"] == "length"
    words = {number: word for word, number in h5py.check_enum_dtype(links["mode"].dtype).items()}
    assert [words[v] for v in links["mode"][:4]] == ["walk", "car", "bicycle", "walk"]
    assert links["open"].dtype == np.bool_
    assert (links["open"][:] == (rows % 2 == 1)).all()
    names = links["name"].asstr()[:]
    assert names[0] == "" and names[1] == "rue d'Été 1" and names[299] == "rue d'Été 299"
    assert links["name"].dtype.kind == "S"
    zones = f["zones"]
    assert zones.attrs["title"] == "a sample"
    assert zones["people"][2] == 4000000000
    assert list(zones["shape/offsets"][:]) == [0, 2, 2, 5]
    for column in links.values():
        assert column.compression == "gzip" and column.shape == (300,)
        assert column.attrs["units"] and column.attrs["description"]
