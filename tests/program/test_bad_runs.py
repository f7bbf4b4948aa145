# SPDX-License-Identifier: Apache-2.0
"""Finished runs that don't compare, from the command line: each is explained, with the files named."""
import json
import resource
import shutil
import subprocess
import unittest

from support import PROGRAM, Town

try:
    import h5py
    import numpy
except ImportError:
    h5py = None

RUNS = "out/runs/"


class BadRuns(Town):
    def setUp(self):
        super().setUp()
        if h5py is None:
            raise unittest.SkipTest("python3-h5py is not installed")
        self.pairs(2)

    def pairs(self, replications, *words, folder="out"):
        self.eveil("compare", "base.toml", "--variant", "variant.toml", "-o", folder, "--replications", str(replications), *words)

    def changed(self, run, **attributes):
        """A copy of a run whose root says something else."""
        name = f"changed-{run}"
        shutil.copy(self.folder / RUNS / run, self.folder / name)
        with h5py.File(self.folder / name, "r+") as file:
            for key, value in attributes.items():
                before = file.attrs[key]
                file.attrs[key] = value(before) if callable(value) else value
        return name

    def refused_runs(self, base, variant, *naming, words=()):
        told = self.refused(3, "compare", *base, "--variant", *variant, "-o", "refused", *words, naming=naming)
        self.assertFalse((self.folder / "refused" / "comparison.json").exists())
        return told

    def test_runs_of_different_territories_do_not_compare(self):
        self.replace("territory.toml", "Grid town", "Another town")
        self.replace("territory.toml", "employee = 100", "employee = 90")
        self.pairs(1, folder="elsewhere")
        self.refused_runs([RUNS + "base-1.h5"], ["elsewhere/runs/variant-1.h5"], "elsewhere/runs/variant-1.h5", "territory is Another town, but Grid town in out/runs/base-1.h5", "territory_digest")

    def test_a_variant_on_another_territory_is_refused_before_anything_runs(self):
        shutil.copy(self.folder / "territory.toml", self.folder / "other.toml")
        self.replace("variant.toml", 'base = "base.toml"', 'base = "base.toml"\nterritory = "other.toml"')
        self.refused(3, "compare", "base.toml", "--variant", "variant.toml", "-o", "refused", naming=["variant.toml: territory", "other.toml", "territory.toml", "one territory"])
        self.assertFalse((self.folder / "refused").exists())

    def test_runs_of_other_seeds_do_not_pair(self):
        self.pairs(1, "--set", "simulation.seed=7", folder="seven")
        self.refused_runs([RUNS + "base-1.h5"], ["seven/runs/variant-1.h5"], "seed is 7, but 1 in out/runs/base-1.h5")

    def test_runs_that_learnt_for_longer_do_not_pair(self):
        self.pairs(1, "--set", "simulation.days=5", folder="longer")
        told = self.refused_runs([RUNS + "base-1.h5"], ["longer/runs/variant-1.h5"], "longer/runs/variant-1.h5", "learnt_from", "started from another learnt state")
        self.assertNotIn("seed is", told)
        # A variant that learnt by itself never started from the base's state.
        self.eveil("run", "variant.toml", "-o", "alone.h5")
        self.eveil("run", "variant.toml", "--replication", "1", "--from", "alone.state", "-o", "alone-1.h5")
        self.refused_runs([RUNS + "base-1.h5"], ["alone-1.h5"], "learnt_from", "started from another learnt state")
        self.refused_runs([RUNS + "base-1.h5"], ["alone.h5"], "learnt_from is (none)")

    def test_runs_of_other_lengths_after_the_fork_do_not_pair(self):
        self.eveil("run", "variant.toml", "--replication", "1", "--from", "out/base.state", "--set", "simulation.fork_days=3", "-o", "longer-1.h5")
        self.refused_runs([RUNS + "base-1.h5"], ["longer-1.h5"], "fork_days is 3, but 2")

    def test_runs_of_another_version_of_the_program_do_not_pair(self):
        old = self.changed("variant-1.h5", program_version="0.0.1")
        self.refused_runs([RUNS + "base-1.h5"], [old], "changed-variant-1.h5", "program_version is 0.0.1, but ", "make both with the same")

    def test_a_run_of_a_later_format_is_refused(self):
        later = self.changed("variant-1.h5", format_version=lambda version: version + 1)
        self.refused_runs([RUNS + "base-1.h5"], [later], "changed-variant-1.h5", "version")

    def test_a_run_that_is_not_complete_is_refused(self):
        stopped = self.changed("variant-1.h5", complete=False)
        self.refused_runs([RUNS + "base-1.h5"], [stopped], "changed-variant-1.h5", "not complete", "run it again")
        whole = (self.folder / RUNS / "variant-1.h5").read_bytes()
        (self.folder / "half.h5").write_bytes(whole[: len(whole) // 2])
        self.refused_runs([RUNS + "base-1.h5"], ["half.h5"], "half.h5")
        (self.folder / "empty.h5").write_bytes(b"")
        self.refused_runs([RUNS + "base-1.h5"], ["empty.h5"], "empty.h5")
        self.refused_runs([RUNS + "base-1.h5"], ["nowhere.h5"], "nowhere.h5")
        shutil.copy(self.folder / "out" / "base.state", self.folder / "state.h5")
        self.refused_runs([RUNS + "base-1.h5"], ["state.h5"], "state.h5", "expected 'eveil-run'")

    def test_runs_without_indicators_are_refused(self):
        name = self.changed("variant-1.h5")
        with h5py.File(self.folder / name, "r+") as file:
            table = file["indicators"]
            for column in list(table):
                kind, attributes = table[column].dtype, dict(table[column].attrs)
                del table[column]
                empty = table.create_dataset(column, shape=(0,), dtype=kind)
                empty.attrs.update(attributes)
        self.refused_runs([RUNS + "base-1.h5"], [name], "changed-variant-1.h5", "nothing to compare")

    def test_one_replication_says_what_cannot_be_said(self):
        self.write("need.toml", 'name = "n"\n[[criterion]]\nindicator = "mode_share.car_driver"\nat_most = "99 %"\n')
        printed = self.eveil("compare", RUNS + "base-1.h5", "--variant", RUNS + "variant-1.h5", "-o", "one", "--need", "need.toml", "--precision", "co2e=1 kg", "--equivalent-within", "5")
        self.assertIn("rests on 1 pair", printed)
        self.assertIn("no interval can be had, so that no difference can be told from chance", printed)
        self.assertIn("is undecided for variant", printed)
        self.assertIn("needs at least 2 replications", printed)
        entries = json.loads((self.folder / "one" / "comparison.json").read_text())
        for entry in entries:
            self.assertIn(entry["finding"], ("one replication", "none, exactly", "only in the variant", "only in the base", "no value"), entry)
            self.assertIsNone(entry["low"], entry)
            self.assertIn(entry["equivalence"], ("", "undecided"), entry)

    def test_a_million_indicators_by_scope_are_compared_in_little_memory(self):
        runs = {}
        for name in ("base-1", "base-2", "variant-1", "variant-2"):
            runs[name] = f"million-{name}.h5"
            shutil.copy(self.folder / RUNS / f"{name}.h5", self.folder / runs[name])
            add_zones(self.folder / runs[name], rows=1_000_000)
        words = ["compare", runs["base-1"], runs["base-2"], "--variant", runs["variant-1"], runs["variant-2"], "-o", "million", "--quiet"]
        done = self.run_eveil(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.folder / "million" / "comparison.csv") as file:
            self.assertGreater(sum(1 for _ in file), 500_000)
        # The largest of all children: none of the others comes near.
        self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 1_000_000, "kilobytes")


def add_zones(path, rows):
    """Rows of indicators by zone, of two days, in a run's /indicators."""
    keys = numpy.array([b"trip_rate", b"travel_time.mean"] + [b"mode_share.m%d" % number for number in range(18)])
    with h5py.File(path, "r+") as file:
        table = file["indicators"]
        days = numpy.unique(table["day"][:])
        each = rows // len(days)
        place = numpy.arange(each)
        key = keys[place % len(keys)]
        scope = numpy.array([b"zone:%07d" % zone for zone in range(each // len(keys) + 1)])[place // len(keys)]
        added = {
            "indicator": numpy.tile(key, len(days)),
            "scope": numpy.tile(scope, len(days)),
            "definition": numpy.tile(numpy.where(numpy.char.startswith(key, b"mode_share"), b"mode_share", key), len(days)),
            "units": numpy.tile(numpy.where(key == b"travel_time.mean", b"s", b"1"), len(days)),
            "count": numpy.ones(each * len(days), "i8"),
            "day": numpy.repeat(days, each).astype("i4"),
            "value": numpy.random.default_rng(1).random(each * len(days)),
        }
        for column, values in added.items():
            before, attributes = table[column][:], dict(table[column].attrs)
            del table[column]
            made = table.create_dataset(column, data=numpy.concatenate([before, values]), chunks=(65536,), compression="gzip", compression_opts=1)
            made.attrs.update(attributes)
