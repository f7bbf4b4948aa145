# SPDX-License-Identifier: Apache-2.0
"""Writes, into the folder given, HDF5 files of other programs that a reader should take or refuse."""

import os
import sys

import h5py
import numpy as np

os.chdir(sys.argv[1])

with h5py.File("good.h5", "w") as f:
    f.attrs["SHAPE"] = np.array([2, 3])
    f.attrs["title"] = "by h5py"
    f.attrs["names"] = ["a", "b"]
    f.create_dataset("x", data=np.arange(5.0), chunks=(2,), compression="gzip", shuffle=True)
    f.create_dataset("big_endian", data=np.arange(5, dtype=">i4"))
    f.create_dataset("fixed", data=np.array([b"ab", b"c"]))
    modes = h5py.enum_dtype({"car": 7, "walk": 3}, basetype="u1")
    f.create_dataset("mode", data=np.array([3, 7, 3], dtype="u1"), dtype=modes)
    f.create_dataset("yes", data=np.array([True, False]))

with h5py.File("target.h5", "w") as f:
    f["x"] = np.arange(5.0)
np.arange(5.0).tofile("values.raw")

with h5py.File("bad.h5", "w") as f:
    f["external_link"] = h5py.ExternalLink("target.h5", "/x")
    f["real"] = np.arange(5.0)
    f["soft_link"] = h5py.SoftLink("/real")
    space = h5py.h5s.create_simple((5,))
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_external(b"values.raw", 0, 40)
    h5py.h5d.create(f.id, b"external_storage", h5py.h5t.IEEE_F64LE, space, properties)
    layout = h5py.VirtualLayout(shape=(5,), dtype="f8")
    layout[:] = h5py.VirtualSource("target.h5", "x", shape=(5,))
    f.create_virtual_dataset("virtual", layout)
    f.create_dataset("lzf", data=np.arange(1000.0), compression="lzf")
    f.create_dataset("free_texts", data=["a", "bc"], dtype=h5py.string_dtype())
    f.create_dataset("matrix", data=np.zeros((2, 3)))
    f.create_dataset("compound", data=np.zeros(2, dtype=[("a", "i4"), ("b", "f8")]))
    f.create_dataset("huge", shape=(10**13,), dtype="f8", chunks=(1000,), compression="gzip")
    f.create_dataset("huge_chunk", shape=(10**9,), dtype="f8", chunks=(5 * 10**8,), compression="gzip")
    modes = h5py.enum_dtype({"car": 0, "walk": 1}, basetype="u1")
    f.create_dataset("word_unknown", data=np.array([0, 9], dtype="u1"), dtype=modes)
    f.create_dataset("latin1", data=np.array([b"\xe9t\xe9"]))
    f.attrs.create("matrix", np.zeros((2, 2)))

with h5py.File("ring.h5", "w") as f:
    f.create_group("a/b")
    f["a/b/again"] = f["a"]
