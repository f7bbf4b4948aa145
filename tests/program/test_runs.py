# SPDX-License-Identifier: Apache-2.0
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

from support import PROGRAM, Town

MASK = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"
# Bits of the C library's own functions: they differ between processors' variants.
LIBM = (
    "import hashlib, math, struct\n"
    "h = hashlib.sha256()\n"
    "for i in range(20000):\n"
    "    x = 0.001 + i * 0.0137\n"
    "    h.update(struct.pack('4d', math.exp(-x), math.log(x), math.sin(x), math.pow(x, 1.37)))\n"
    "print(h.hexdigest())\n"
)


def libm_bits(**env):
    return subprocess.run([sys.executable, "-c", LIBM], env={**os.environ, **env}, capture_output=True, text=True, check=True).stdout


class Runs(Town):
    def test_the_digest_is_equal_for_one_and_two_threads_and_twice(self):
        digests = set()
        for name, threads in (("a.h5", "1"), ("b.h5", "2"), ("c.h5", "2")):
            self.eveil("run", "variant.toml", "-o", name, "--threads", threads)
            digests.add(self.digest(name))
        self.assertEqual(len(digests), 1)

    def test_the_digest_is_equal_with_vector_instructions_masked(self):
        if libm_bits() == libm_bits(GLIBC_TUNABLES=MASK):
            self.skipTest("the mask changes no function of the C library on this processor")
        self.eveil("run", "variant.toml", "-o", "a.h5")
        self.eveil("run", "variant.toml", "-o", "b.h5", env={"GLIBC_TUNABLES": MASK})
        self.assertEqual(self.digest("a.h5"), self.digest("b.h5"))

    def test_another_seed_or_replication_gives_another_digest(self):
        self.eveil("run", "base.toml", "-o", "a.h5")
        self.eveil("run", "base.toml", "-o", "b.h5", "--seed", "2")
        self.assertNotEqual(self.digest("a.h5"), self.digest("b.h5"))
        for number in ("1", "2"):
            self.eveil("run", "base.toml", "-o", f"r{number}.h5", "--replication", number, "--from", "a.state")
        self.assertNotEqual(self.digest("r1.h5"), self.digest("r2.h5"))

    def test_a_state_of_another_sample_is_refused(self):
        self.eveil("run", "base.toml", "-o", "a.h5")
        self.refused(3, "run", "base.toml", "-o", "b.h5", "--replication", "1", "--from", "a.state", "--set", "simulation.sample=0.5", naming=["simulation.sample", "0.5"])

    def test_json_tells_times_link_entries_memory_and_digest(self):
        told = json.loads(self.eveil("run", "base.toml", "--json"))
        for key in ("simulation_s", "load_s", "write_s", "link_entries", "peak_rss_bytes"):
            self.assertGreater(told[key], 0, key)
        self.assertEqual(told["digest"], self.digest("run.h5"))

    def test_a_killed_run_leaves_nothing_under_its_name_and_the_next_one_works(self):
        process = subprocess.Popen([PROGRAM, "run", "base.toml", "--set", "simulation.days=200"], cwd=self.folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(2.0)
        self.assertIsNone(process.poll(), "the run was over before it could be killed")
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertFalse((self.folder / "run.h5").exists())
        self.eveil("run", "base.toml")
        self.assertEqual(self.leftovers(), ["run.h5"])

    def test_an_interrupted_run_ends_with_code_4_and_leaves_nothing_under_its_name(self):
        process = subprocess.Popen([PROGRAM, "run", "base.toml", "--set", "simulation.days=2000"], cwd=self.folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(2.0)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=60), 4)
        self.assertEqual(self.leftovers(), ["run.h5.parts"])

    def test_a_full_disk_is_named_and_leaves_nothing_half_written(self):
        if os.geteuid() != 0:
            self.skipTest("needs root for a small file system")
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("a small file system cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(disk)])
        # Result or state, whichever meets the end of the disk first.
        self.refused(1, "run", "base.toml", "-o", "disk/run.h5", naming=["disk/run.", "No space left", "free some space"])
        self.assertEqual([path.name for path in disk.iterdir() if path.suffix in (".h5", ".state")], [])

    def test_info_lists_tables_with_their_rows(self):
        self.eveil("run", "variant.toml")
        text = self.eveil("info", "run.h5")
        for word in ("persons", "trips", "legs", "links", "services/navette/requests", "indicators", "convergence"):
            self.assertIn(word, text)
        told = json.loads(self.eveil("info", "run.h5", "--json"))
        self.assertTrue(told["complete"])

    def test_result_files_read_without_eveil(self):
        try:
            import h5py
        except ImportError:
            raise unittest.SkipTest("python3-h5py is not installed")
        self.eveil("run", "variant.toml")
        with h5py.File(self.folder / "run.h5") as run:
            trips = run["trips"]
            number, person = trips["number"][()], trips["person"][()]
            # Numbers count up from 0 without gap within a person.
            starts = number == 0
            self.assertTrue((number[1:] == number[:-1] + 1)[~starts[1:]].all())
            self.assertTrue((person[1:] == person[:-1])[~starts[1:]].all())
            modes = h5py.check_enum_dtype(trips["mode"].dtype)
            self.assertEqual(set(modes), {"car_driver", "walk", "bicycle", "car_passenger", "transit", "navette"})
            statuses = h5py.check_enum_dtype(trips["status"].dtype)
            done = trips["status"][()] == statuses["done"]
            self.assertGreater(done.mean(), 0.9)
            self.assertTrue((trips["travel_time_s"][()][done] >= 0).all())
            # Legs begin no earlier than their trip, and arrive when it does.
            legs = run["legs"]
            trip = legs["trip"][()]
            arrival = trips["departure_s"][()] + trips["travel_time_s"][()]
            self.assertLess(abs(legs["arrival_s"][()] - arrival[trip]).max(), 0.002)
            for name in ("home_x", "home_y", "weight", "age", "car"):
                self.assertEqual(run["persons"][name].shape, run["persons"]["id"].shape)

    def test_territory_build_is_kept_until_its_sources_change(self):
        self.eveil("territory", "build", "territory.toml")
        kept = (self.folder / "territory.territory").stat().st_mtime_ns
        self.eveil("territory", "build", "territory.toml")
        self.assertEqual((self.folder / "territory.territory").stat().st_mtime_ns, kept)
        self.replace("territory.toml", "employee = 100", "employee = 90")
        self.eveil("territory", "build", "territory.toml")
        self.assertNotEqual((self.folder / "territory.territory").stat().st_mtime_ns, kept)

    def test_territory_check_and_info_say_what_is_there_and_what_is_missing(self):
        text = self.eveil("territory", "check", "territory.toml")
        for word in ("Grid town", "zones", "lanes"):
            self.assertIn(word, text)
        self.eveil("territory", "build", "territory.toml", "-o", "town.territory")
        told = json.loads(self.eveil("territory", "info", "town.territory", "--json"))
        self.assertIn("Grid town", json.dumps(told))
